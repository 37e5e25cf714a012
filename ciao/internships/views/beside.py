"""The cards of an internship's page beside months and project: papers, acts, overrides, diary, end."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.core.formats import date_field, date_table
from ciao.documents.models import IssuedDocument
from ciao.internships.enums import EntryKind, HiredBy, InternshipState, OverrideState, ReportAuthor
from ciao.internships.models import (
    FinalReport,
    Internship,
    InternshipResult,
    PackAct,
    StartOverride,
    TrainingProject,
    TutorEntry,
)
from ciao.internships.pack.gather import Pack, papers_on
from ciao.internships.pack.items import ITEMS, missing_codes, sentences
from ciao.internships.panel import seen
from ciao.signatures.panel import signature_lines

ENTRY_ICONS = {
    EntryKind.NOTE: ("info", "note"), EntryKind.VISIT: ("info", "user"), EntryKind.MIDTERM: ("ok", "check"),
    EntryKind.INCIDENT: ("stop", "warning-circle"),
}  # fmt: skip
SHOWN = 5


def overrides_of(found: Internship, by: Actor) -> list[dict[str, Any]]:
    """Starts asked or allowed with something missing: they stay on the page for ever."""
    rows = seen(StartOverride, by).filter(internship=found).prefetch_related("changes")
    return [_override(one, by) for one in rows]


def may_ask(found: Internship, packed: Pack) -> bool:
    """Whether what lacks may be waived: asked only when everything that must be there is."""
    codes = [one for one in missing_codes(packed.facts) if one not in packed.waived]
    if found.state != InternshipState.PREPARING or not codes or any(ITEMS[one].must for one in codes):
        return False
    return not found.overrides.filter(state=OverrideState.ASKED).exists()


def papers_of(found: Internship, packed: Pack, by: Actor) -> list[dict[str, Any]]:
    """Training project, agreement, notice: issued or not, signed by whom, under which protocol."""
    project = packed.project
    if project is None:
        return []
    subjects = [project.id, *([project.agreement_id] if project.agreement_id else [])]
    papers = papers_on(subjects, by)
    rows = [_paper("Progetto formativo", "training_project", project, papers.get(project.id), by)]
    rows[0]["protocol_url"] = reverse("internships:protocol", args=[found.id, "progetto"])
    agreement = project.agreement
    if agreement is not None:
        rows.append(_paper(f"Convenzione n. {agreement.number}", "agreement", agreement, papers.get(agreement.id), by))
        rows[1]["page"] = reverse("internships:agreement", args=[agreement.id])
    rows.append({"title": "Dati per la comunicazione obbligatoria", "url": _issue("internship_notice", project.id),
                 "status": packed.facts.cob_number, "action": "Prepara il foglio"})  # fmt: skip
    return rows


def acts_of(found: Internship, by: Actor) -> list[dict[str, str]]:
    """The acts written so far, each with its document and its protocol."""
    rows = seen(PackAct, by).filter(internship=found).select_related("file")
    return [
        {
            "title": str(one.get_kind_display()).capitalize(),
            "why": f"Non serve: {one.not_due_reason}"
            if one.not_due_reason
            else f"{one.body}, {date_field(one.happened_on)}",
            "url": reverse("internships:act", args=[found.id, one.kind]),
            "file": reverse("files:download", args=[one.file_id]) if one.file_id else "",
            "protocol": f"prot. {one.protocol} del {date_field(one.protocol_on)}" if one.protocol else "",
            "protocol_url": "" if one.not_due_reason else reverse("internships:protocol", args=[found.id, one.kind]),
        }
        for one in rows
    ]


def diary_of(found: Internship, by: Actor) -> dict[str, Any] | None:
    """The last lines of the diary, for who reads it."""
    if found.state not in (InternshipState.RUNNING, InternshipState.ENDED):
        return None
    rows = list(seen(TutorEntry, by).filter(internship=found).kept()[:SHOWN])
    return {"rows": [entry_line(one) for one in rows], "url": reverse("internships:diary", args=[found.id])}


def ending_of(found: Internship, by: Actor) -> list[dict[str, str]]:
    """What the end asks: two reports, their paper, the dossier, the result."""
    if found.state not in (InternshipState.RUNNING, InternshipState.ENDED):
        return []
    written = set(seen(FinalReport, by).filter(internship=found).values_list("author", flat=True))
    rows = [_report(found, author, author in written) for author in ReportAuthor]
    if len(written) == len(ReportAuthor):
        rows.append(_signed_reports(found, by))
    rows.append({"title": "Dossier individuale", "why": "Progetto, ore, competenze, verifiche: lo tiene la persona.",
                 "url": _issue("internship_dossier", found.id), "action": "Prepara il dossier"})  # fmt: skip
    if found.state == InternshipState.ENDED:
        rows.append(_result(found, by))
        if may(by, Action.CERTIFICATE_ISSUE):
            rows.append({"title": "Attestazione", "why": "Si rilascia da una parte minima delle ore previste.",
                         "url": reverse(settings.PLACES["internship_certificate"], args=[found.id]),
                         "action": "Apri l’attestazione"})  # fmt: skip
    return rows


def entry_line(one: TutorEntry) -> dict[str, Any]:
    """One line of the diary as lists show it."""
    kind, icon = ENTRY_ICONS[EntryKind(one.kind)]
    care = "da denunciare all’INAIL" if one.kind == EntryKind.INCIDENT and not one.inail_told_on else ""
    words = [one.text, one.difficulties and f"Difficile: {one.difficulties}", one.agreed and f"Deciso: {one.agreed}"]
    facts = [
        date_table(one.happened_on), one.with_whom and f"con {one.with_whom}", str(one.get_progress_display()),
        f"INAIL {date_field(one.inail_told_on)}" if one.inail_told_on else "",
    ]  # fmt: skip
    return {
        "row": one, "title": str(one.get_kind_display()).capitalize(), "about": " · ".join(filter(None, facts)),
        "words": [word for word in words if word], "kind": kind, "icon": icon, "care": care,
    }  # fmt: skip


def _override(one: StartOverride, by: Actor) -> dict[str, Any]:
    changes = list(one.changes.all())
    last = changes[-1] if changes else None
    decides = may(by, Action.INTERNSHIP_OVERRIDE) and one.state == OverrideState.ASKED and one.asked_by != by.id
    return {
        "row": one,
        "missing": sentences(sorted(one.codes, key=list(ITEMS).index)),
        "asked": f"Chiesto da {one.asked_by_label.split(',')[0]} il {date_field(one.asked_at)}: {one.request}",
        "decided": f"{last.label.capitalize()}: {last.changed_by_label.split(',')[0]}, "
        f"{date_field(last.changed_on)}. {last.reason}" if last else "",
        "url": reverse("internships:decide", args=[one.internship_id, one.id]) if decides else "",
        "kind": {OverrideState.ALLOWED: "warn", OverrideState.REFUSED: "stop"}.get(OverrideState(one.state), "info"),
        "title": {
            OverrideState.ALLOWED: "Avvio consentito con documenti mancanti",
            OverrideState.REFUSED: "Avvio non consentito",
        }.get(OverrideState(one.state), "Chiesto di iniziare con documenti mancanti"),
    }  # fmt: skip


def _paper(title: str, kind: str, act: Any, paper: Any, by: Actor) -> dict[str, Any]:
    row: dict[str, Any] = {"title": title, "signed_on": date_field(act.signed_on) if act.signed_on else ""}
    row["protocol"] = f"prot. {act.protocol} del {date_field(act.protocol_on)}" if act.protocol else ""
    if paper is None:
        row |= {"url": _issue(kind, act.id), "action": "Prepara il documento da firmare"} if not act.signed_on else {}
    else:
        row["lines"] = signature_lines(paper.document, by)
        row["signatures_url"] = reverse("signatures:of_document", args=[paper.document.id])
        row["number"] = paper.document.number_label
        document = paper.document
        if document.protocol:
            row["protocol"] = f"prot. {document.protocol} del {date_field(document.protocol_on)}"
    copy = act.signed_file_id if isinstance(act, TrainingProject) else act.file_id
    row["file"] = reverse("files:download", args=[copy]) if copy else ""
    return row


def _issue(kind: str, subject_id: Any) -> str:
    return f"{reverse(settings.PLACES['issue'], args=[kind, subject_id])}?da=fascicolo"


def _report(found: Internship, author: ReportAuthor, is_there: bool) -> dict[str, str]:
    due = "Scritta." if is_there else "Alla fine, con le sue parole."
    late = not is_there and found.state == InternshipState.ENDED
    return {
        "title": f"Relazione finale: {author.label}", "why": due, "kind": "warn" if late else "",
        "url": reverse("internships:report", args=[found.id, author]),
        "action": "Correggi la relazione" if is_there else "Scrivi la relazione",
    }  # fmt: skip


def _signed_reports(found: Internship, by: Actor) -> dict[str, str]:
    rows = IssuedDocument.objects.valid().about(found.id).filter(kind="internship_report")
    document = rows.first()
    if document is None:
        return {"title": "Relazioni da firmare", "why": "Un documento solo, con le due relazioni.",
                "url": _issue("internship_report", found.id), "action": "Prepara il documento"}  # fmt: skip
    missing = document.signatures.missing().count()
    return {
        "title": f"Relazioni, n. {document.number_label}", "action": "Apri le firme",
        "why": f"Firme che mancano: {missing}." if missing else "Firmate da tutti.", "kind": "warn" if missing else "",
        "url": reverse("signatures:of_document", args=[document.id]),
    }  # fmt: skip


def _result(found: Internship, by: Actor) -> dict[str, str]:
    row = seen(InternshipResult, by).filter(internship=found).first()
    url = reverse("internships:result", args=[found.id])
    if row is None:
        return {"title": "Che cosa ne è venuto", "why": "È al lavoro? Con quale contratto?", "kind": "warn", "url": url,
                "action": "Scrivi l’esito"}  # fmt: skip
    words = str(row.get_hired_by_display())
    if row.hired_by != HiredBy.NOBODY:
        months = f", per {row.contract_months} mesi" if row.contract_months else ""
        words = f"{words}, {row.get_contract_display()}{months}, dal {date_field(row.happened_on)}"
    return {"title": "Che cosa ne è venuto", "why": words.capitalize(), "url": url, "action": "Correggi l’esito"}
