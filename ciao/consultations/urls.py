"""Addresses of consultations: the list, what is asked from a person, what is done about one, the sealed reports."""

from django.urls import path

from ciao.consultations.views import following, requests, sealing, support

app_name = "consultations"
ONE = "consulenze/<uuid:request_id>/"
urlpatterns = [
    path("consulenze/", requests.listing, name="list"),
    path(ONE, requests.one, name="request"),
    path(f"{ONE}accogli/", following.accept, name="accept"),
    path(f"{ONE}non-accogliere/", following.refuse, name="refuse"),
    path(f"{ONE}passa/", following.hand_on, name="pass"),
    path(f"{ONE}incontro/", following.meet, name="meet"),
    path(f"{ONE}incontro/<uuid:meeting_id>/", following.mark, name="mark"),
    path(f"{ONE}raccomandazioni/", following.advise, name="advise"),
    path(f"{ONE}concludi/", following.finish, name="finish"),
    path(f"{ONE}riprendi/", following.resume, name="resume"),
    path(f"{ONE}ritira/", requests.withdraw, name="withdraw"),
    path(f"{ONE}rimetti-in-attesa/", requests.again, name="again"),
    path(f"{ONE}relazione/", sealing.write, name="write_report"),
    path("relazioni/<uuid:report_id>/", sealing.report, name="report"),
    path("relazioni/<uuid:report_id>/lettori/", sealing.name, name="name_reader"),
    path("relazioni/<uuid:report_id>/lettori/<uuid:reader_id>/", sealing.end, name="end_reader"),
    path("persone/<uuid:case_id>/consulenza/", requests.ask, name="ask"),
    path("persone/<uuid:case_id>/sostegno-terapeutico/", support.begin, name="begin_support"),
    path("persone/<uuid:case_id>/sostegno-terapeutico/<uuid:support_id>/", support.end, name="end_support"),
]
