"""The pages of documents."""

from django.urls import path

from ciao.prints import views

app_name = "prints"
urlpatterns = [
    path("", views.documents, name="documents"),
    path("<uuid:document_id>/", views.document, name="document"),
    path("<uuid:document_id>/annulla/", views.void, name="void"),
    path("<uuid:document_id>/protocollo/", views.protocol, name="protocol"),
    path("nuovo/<slug:code>/<uuid:subject_id>/", views.issue, name="issue"),
]
