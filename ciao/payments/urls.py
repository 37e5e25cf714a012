"""Pages about accounts, payment runs and the bank's answers."""

from django.urls import path

from ciao.payments.views import accounts, lines, payroll, runs, steps

app_name = "payments"
RUN, LINE, PAYEE = "pagamenti/<uuid:run_id>/", "pagamenti/righe/<uuid:line_id>/", "pagamenti/conti/<uuid:payee_id>/"
urlpatterns = [
    path("pagamenti/", runs.runs, name="runs"),
    path("pagamenti/nuova/", runs.prepare, name="prepare"),
    path("pagamenti/conti/", accounts.payees, name="payees"),
    path(PAYEE, accounts.payee, name="payee"),
    path(f"{PAYEE}verifica/", accounts.verify, name="verify"),
    path(f"{PAYEE}rimanda/", accounts.refuse, name="refuse"),
    path(LINE, lines.line, name="line"),
    path(f"{LINE}togli/", lines.leave_out, name="leave_out"),
    path(f"{LINE}respinta/", lines.reject, name="reject"),
    path(f"{LINE}togli-pagamento/", lines.undo, name="undo"),
    path(RUN, runs.run, name="run"),
    path(f"{RUN}importi/", steps.amounts, name="amounts"),
    path(f"{RUN}paghe/", payroll.load, name="payroll"),
    path(f"{RUN}paghe/tabella/", payroll.table, name="payroll_table"),
    path(f"{RUN}passo/<slug:verb>/", steps.step, name="step"),
    path(f"{RUN}rimanda/", steps.send_back, name="send_back"),
    path(f"{RUN}annulla/", steps.cancel, name="cancel"),
    path(f"{RUN}file/", runs.bank_file, name="file"),
    path(f"{RUN}banca/", steps.paid, name="paid"),
    path("persone/<uuid:case_id>/conto/", accounts.account, name="account"),
    path("persone/<uuid:case_id>/pagamento-riservato/", accounts.reserved, name="reserved"),
    path("persone/<uuid:case_id>/pagamento-riservato/<uuid:file_id>/", accounts.reserved_file, name="reserved_file"),
    path("tirocini/<uuid:internship_id>/sostegno-al-reddito/", accounts.support, name="support"),
]
