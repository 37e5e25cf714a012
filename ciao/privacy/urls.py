"""Addresses of the rights desk and of the end of retention."""

from django.urls import path

from ciao.privacy.views import limits, retention, rights

app_name = "privacy"
urlpatterns = [
    path("diritti/", rights.requests, name="requests"),
    path("diritti/<uuid:request_id>/", rights.show, name="request"),
    path("diritti/<uuid:request_id>/copia/", rights.copy, name="copy"),
    path("diritti/<uuid:request_id>/copia/json/", rights.download, name="download"),
    path("diritti/<uuid:request_id>/correggi/", rights.rectify, name="rectify"),
    path("diritti/<uuid:request_id>/avvisa/<uuid:recipient_id>/", rights.told, name="told"),
    path("diritti/<uuid:request_id>/<slug:verb>/", rights.step, name="step"),
    path("persone/<uuid:case_id>/diritti/nuova/", rights.new, name="new"),
    path("persone/<uuid:case_id>/diritti/limita/", limits.limit, name="limit"),
    path("persone/<uuid:case_id>/diritti/limita/<uuid:limitation_id>/togli/", limits.lift, name="lift"),
    path("conservazione/", retention.due, name="due"),
    path("conservazione/annuncia/", retention.announce, name="announce"),
    path("conservazione/inizio/", retention.start, name="start"),
    path("conservazione/cancellazioni/", retention.erasures, name="erasures"),
    path("conservazione/cancellazioni/<uuid:erasure_id>/", retention.erasure, name="erasure"),
    path("conservazione/cancellazioni/<uuid:erasure_id>/<slug:verb>/", retention.step, name="erasure_step"),
    path("conservazione/registro/", retention.ledger, name="ledger"),
    path("conservazione/trattamenti/", retention.register, name="register"),
]
