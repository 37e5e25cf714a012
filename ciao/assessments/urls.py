"""Pages about assessments."""

from django.urls import path

from ciao.assessments import views

app_name = "assessments"
urlpatterns = [
    path("<uuid:case_id>/valutazioni/", views.show, name="show"),
    path("<uuid:case_id>/valutazioni/<uuid:row_id>/riapri/", views.reopen, name="reopen"),
    path("<uuid:case_id>/valutazioni/<uuid:row_id>/metti-da-parte/", views.discard, name="discard"),
    path("<uuid:case_id>/valutazioni/<slug:moment>/", views.write, name="write"),
]
