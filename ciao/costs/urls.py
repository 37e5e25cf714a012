"""Addresses of money spent: the board, expenses, allowances, hours of work."""

from django.urls import path

from ciao.costs.views import allowances, board, expenses, payments, proposals, timesheets

app_name = "costs"
urlpatterns = [
    path("budget/", board.budget, name="budget"),
    path("spese/", expenses.expenses, name="expenses"),
    path("spese/nuova/", expenses.new, name="new"),
    path("spese/<uuid:expense_id>/", expenses.expense, name="expense"),
    path("spese/<uuid:expense_id>/pagata/", payments.pay, name="pay"),
    path("spese/<uuid:expense_id>/non-pagata/", payments.undo, name="undo_payment"),
    path("spese/<uuid:expense_id>/annulla/", payments.void, name="void"),
    path("indennita/", allowances.allowances, name="allowances"),
    path("indennita/<uuid:allowance_id>/approva/", allowances.approve, name="approve"),
    path("indennita/<uuid:allowance_id>/togli-approvazione/", allowances.withdraw, name="withdraw"),
    path("ore-di-lavoro/", timesheets.timesheets, name="timesheets"),
    path("ore-di-lavoro/nuovo/", timesheets.new, name="new_timesheet"),
    path("ore-di-lavoro/<uuid:timesheet_id>/", timesheets.timesheet, name="timesheet"),
    path("ore-di-lavoro/<uuid:timesheet_id>/proposte/", proposals.propose, name="propose_hours"),
    path("ore-di-lavoro/<uuid:timesheet_id>/conferma/", timesheets.confirm, name="confirm_timesheet"),
    path("ore-di-lavoro/<uuid:timesheet_id>/riapri/", timesheets.unlock, name="unlock_timesheet"),
]
