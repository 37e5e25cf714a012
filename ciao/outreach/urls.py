"""Pages about signals."""

from django.urls import path

from ciao.outreach import views

app_name = "outreach"
urlpatterns = [
    path("", views.signals, name="signals"),
    path("nuova/", views.new, name="new"),
    path("nuova/base-giuridica/", views.legal_basis, name="legal_basis"),
    path("pagina-pubblica/", views.public_page, name="public_page"),
    path("<uuid:signal_id>/affida/", views.assign, name="assign"),
    path("<uuid:signal_id>/orienta/", views.orient, name="orient"),
    path("<uuid:signal_id>/non-raggiungibile/", views.give_up, name="give_up"),
    path("<uuid:signal_id>/riapri/", views.reopen, name="reopen"),
    path("<uuid:signal_id>/informata/", views.inform, name="inform"),
    path("<uuid:signal_id>/ha-funzionato/", views.ask_back, name="ask_back"),
]
