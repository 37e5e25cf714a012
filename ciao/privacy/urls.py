"""Addresses of the rights desk and of the end of retention."""

from django.urls import path, register_converter

from ciao.privacy.views import limits, retention, rights


class _Words:
    """One of a few words: others are an absent page."""

    regex = ""

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class RightsVerb(_Words):
    """What is done of a request."""

    regex = "|".join(rights.STEPS)


class ErasureVerb(_Words):
    """What is done of an erasure."""

    regex = "|".join(retention.STEPS)


register_converter(RightsVerb, "rights_verb")
register_converter(ErasureVerb, "erasure_verb")

app_name = "privacy"
urlpatterns = [
    path("diritti/", rights.requests, name="requests"),
    path("diritti/<uuid:request_id>/", rights.show, name="request"),
    path("diritti/<uuid:request_id>/copia/", rights.copy, name="copy"),
    path("diritti/<uuid:request_id>/copia/json/", rights.download, name="download"),
    path("diritti/<uuid:request_id>/correggi/", rights.rectify, name="rectify"),
    path("diritti/<uuid:request_id>/avvisa/<uuid:recipient_id>/", rights.told, name="told"),
    path("diritti/<uuid:request_id>/<rights_verb:verb>/", rights.step, name="step"),
    path("persone/<uuid:case_id>/diritti/nuova/", rights.new, name="new"),
    path("persone/<uuid:case_id>/diritti/limita/", limits.limit, name="limit"),
    path("persone/<uuid:case_id>/diritti/limita/<uuid:limitation_id>/togli/", limits.lift, name="lift"),
    path("conservazione/", retention.due, name="due"),
    path("conservazione/annuncia/", retention.announce, name="announce"),
    path("conservazione/inizio/", retention.start, name="start"),
    path("conservazione/cancellazioni/", retention.erasures, name="erasures"),
    path("conservazione/cancellazioni/<uuid:erasure_id>/", retention.erasure, name="erasure"),
    path("conservazione/cancellazioni/<uuid:erasure_id>/<erasure_verb:verb>/", retention.step, name="erasure_step"),
    path("conservazione/registro/", retention.ledger, name="ledger"),
    path("conservazione/trattamenti/", retention.register, name="register"),
]
