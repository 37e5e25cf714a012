"""Addresses of certificates, of the record a person takes away, and of the page where anybody checks a code."""

from django.urls import path

from ciao.certificates.views import body, editions, lists, persons, public, rules

app_name = "certificates"
urlpatterns = [
    path("attestati/", lists.certificates, name="list"),
    path("attestati/scadenze/", lists.expiring, name="expiring"),
    path("attestati/da-rivedere/", lists.review, name="review"),
    path("attestati/regole/", rules.rules, name="rules"),
    path("attestati/regole/<uuid:service_id>/", rules.add, name="add_rule"),
    path("attestati/verifica/", public.check, name="check"),
    path("attestati/verifica/<slug:code>/", public.check, name="check_code"),
    path("attestati/corsi/<uuid:edition_id>/", editions.edition, name="edition"),
    path("attestati/prova/<uuid:enrolment_id>/", editions.test, name="test"),
    path("attestati/prova/errore/<uuid:result_id>/", editions.void_test, name="void_test"),
    path("attestati/tirocini/<uuid:internship_id>/", persons.internship, name="internship"),
    path("attestati/<uuid:certificate_id>/", body.certificate, name="certificate"),
    path("attestati/<uuid:certificate_id>/revoca/", body.revoke, name="revoke"),
    path("attestati/<uuid:certificate_id>/ridai-valore/", body.reinstate, name="reinstate"),
    path("persone/<uuid:case_id>/attestati/nuovo/", persons.outside, name="outside"),
    path("persone/<uuid:case_id>/libretto/", persons.record, name="record"),
]
