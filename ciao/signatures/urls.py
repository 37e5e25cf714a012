"""The pages of signatures."""

from django.urls import path

from ciao.signatures import views

app_name = "signatures"
urlpatterns = [
    path("<uuid:document_id>/", views.of_document, name="of_document"),
    path("<uuid:signature_id>/schermo/", views.on_screen, name="on_screen"),
    path("<uuid:signature_id>/carta/", views.paper, name="paper"),
    path("<uuid:signature_id>/file/", views.signed_file, name="signed_file"),
    path("<uuid:signature_id>/codice/", views.code, name="code"),
    path("<uuid:signature_id>/codice/invio/", views.send_code, name="send_code"),
    path("<uuid:signature_id>/ritiro/", views.withdraw, name="withdraw"),
]
