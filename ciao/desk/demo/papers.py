"""The papers of the demo: three neutral logos, a course's register, two months of an internship, as they are filed."""

from __future__ import annotations

from datetime import timedelta

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.desk.demo.crew import Crew
from ciao.internships.models import MonthlyRegister
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.programmes.actions import add_logo
from ciao.services.models import Edition

LOGOS = (("Fondo europeo di prova", "#003399"), ("Regione di prova", "#00664a"), ("CIAO! di prova", "#17324d"))
DRAWING = """#set page(width: 60mm, height: 16mm, margin: 2mm)
#rect(width: 100%, height: 100%, radius: 3mm, stroke: 1.5pt + rgb("{colour}"))[
  #align(center + horizon, text(11pt, fill: rgb("{colour}"), weight: "bold")[{words}])]
"""
FILED, WRITTEN_FOR = 2, "Amina"


def draw_logos(crew: Crew) -> None:
    """Words in a frame: nobody's mark."""
    with crew.on(crew.starts_on + timedelta(days=3)), acting(crew.actor("paolo")) as paolo:
        for words, colour in LOGOS:
            picture = typst.compile(DRAWING.format(words=words, colour=colour).encode(), format="png", ppi=144)
            upload = SimpleUploadedFile("logo.png", bytes(picture), content_type="image/png")
            add_logo(programme=crew.programme, label=words, upload=upload, by=paolo)


def issue(crew: Crew) -> None:
    """The registers a file for the funder would hold."""
    with crew.on(crew.today), acting(crew.actor("teo")) as teo:
        edition = Edition.objects.get(service__title="Educazione finanziaria")
        issue_document(kind=KINDS["attendance_register"], subject=edition, by=teo)
    with crew.on(crew.today), acting(crew.actor("luca")) as luca:
        months = MonthlyRegister.objects.filter(internship__case__person__given_name=WRITTEN_FOR, state="confirmed")
        for register in months.order_by("month_on")[:FILED]:
            issue_document(kind=KINDS["internship_register"], subject=register, by=luca)
