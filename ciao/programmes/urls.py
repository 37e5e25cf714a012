"""Addresses of programmes, their sheets and their bodies."""

from django.urls import path

from ciao.programmes.views import logos, organizations, programmes, sheets, versions

app_name = "programmes"
urlpatterns = [
    path("progetti/", programmes.programmes, name="list"),
    path("progetti/nuovo/", sheets.new, name="new"),
    path("progetti/scheda/<uuid:sheet_id>/", sheets.review, name="review"),
    path("progetti/scheda/<uuid:sheet_id>/bozza/", sheets.autosave, name="autosave"),
    path("progetti/scheda/<uuid:sheet_id>/mesi/", sheets.months, name="months"),
    path("progetti/scheda/<uuid:sheet_id>/ripristina/", sheets.restore, name="restore"),
    path("progetti/<uuid:programme_id>/proroga/", versions.extend, name="extend"),
    path("progetti/<uuid:programme_id>/rimodulazione/", versions.amend, name="amend"),
    path("progetti/<uuid:programme_id>/calendario/", versions.calendar, name="calendar"),
    path("progetti/<uuid:programme_id>/territorio/<uuid:area_id>/", programmes.area, name="area"),
    path("progetti/<uuid:programme_id>/loghi/", logos.logos, name="logos"),
    path("progetti/<uuid:programme_id>/loghi/<uuid:logo_id>/", logos.change_logo, name="change_logo"),
    path("progetti/<uuid:programme_id>/loghi/<uuid:logo_id>/immagine/", logos.logo_image, name="logo_image"),
    path("attivita/", programmes.activities, name="activities"),
    path("attivita/<uuid:activity_id>/", programmes.activity, name="activity"),
    path("enti/", organizations.organizations, name="organizations"),
    path("enti/<uuid:organization_id>/", organizations.organization, name="organization"),
    path("enti/<uuid:organization_id>/contatti/", organizations.contacts, name="contacts"),
]
