"""Where forms send what is being typed."""

from django.urls import path

from ciao.drafts import views

app_name = "drafts"
urlpatterns = [
    path("<slug:form>/", views.save, name="save"),
    path("<slug:form>/<uuid:scope_id>/<uuid:subject_id>/", views.save, name="save_about"),
]
