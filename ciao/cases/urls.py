"""Pages about people in charge; the fascicolo itself is composed in `desk`."""

from django.urls import path

from ciao.cases.views import covers, diary, elsewhere, entry, people, sheet, team
from ciao.cases.views.lists import urls as lists

app_name = "cases"
urlpatterns = [
    path("", people.people, name="list"),
    path("nuova/", people.new, name="new"),
    path("nuova/requisiti/", people.check, name="check"),
    path("sostituzioni/", covers.covers, name="covers"),
    path("sostituzioni/nuova/", covers.new, name="new_cover"),
    path("sostituzioni/<uuid:cover_id>/chiudi/", covers.end, name="end_cover"),
    *lists.urlpatterns,
    path("misure/<uuid:measure_id>/fine/", elsewhere.end, name="end_measure"),
    path("da-segnalazione/<uuid:signal_id>/misura/", elsewhere.note_on_signal, name="signal_measure"),
    path("<uuid:case_id>/orienta/", elsewhere.orient, name="orient"),
    path("<uuid:case_id>/orienta/<uuid:row_id>/", elsewhere.ask_back, name="ask_case_back"),
    path("<uuid:case_id>/misura/", elsewhere.note, name="note_measure"),
    path("da-segnalazione/<uuid:signal_id>/", people.accept, name="accept"),
    path("<uuid:case_id>/nome/", sheet.edit_person, name="edit_person"),
    path("<uuid:case_id>/dati/", sheet.edit_identity, name="edit_identity"),
    path("<uuid:case_id>/recapiti/", sheet.edit_contact, name="edit_contact"),
    path("<uuid:case_id>/risposte-delicate/", sheet.edit_answers, name="edit_answers"),
    path("<uuid:case_id>/informativa/", sheet.notice, name="notice"),
    path("<uuid:case_id>/diario/", diary.write, name="write_note"),
    path("<uuid:case_id>/colloquio/", diary.fix, name="fix_appointment"),
    path("<uuid:case_id>/colloquio/<uuid:row_id>/", diary.mark, name="mark_appointment"),
    path("<uuid:case_id>/da-fare/", diary.add, name="add_task"),
    path("<uuid:case_id>/da-fare/<uuid:row_id>/", diary.complete, name="complete_task"),
    path("<uuid:case_id>/iscrizione/risposte/", entry.fill, name="fill_entry"),
    path("<uuid:case_id>/iscrizione/firma/<uuid:signature_id>/schermo/", entry.on_screen, name="entry_on_screen"),
    path("<uuid:case_id>/iscrizione/firma/<uuid:signature_id>/carta/", entry.on_paper, name="entry_on_paper"),
    path("<uuid:case_id>/iscrizione/firmata/", entry.settle, name="settle_entry"),
    path("<uuid:case_id>/iscrizione/in-bozza/", entry.take_back, name="take_back_entry"),
    path("<uuid:case_id>/iscrizione/non-firmata/", entry.undo, name="undo_entry"),
    path("<uuid:case_id>/destinatari/", team.target, name="target"),
    path("<uuid:case_id>/fase/", team.phase, name="phase"),
    path("<uuid:case_id>/sospendi/", team.suspend, name="suspend"),
    path("<uuid:case_id>/riprendi/", team.resume, name="resume"),
    path("<uuid:case_id>/concludi/", team.close, name="close"),
    path("<uuid:case_id>/riapri/", team.reopen, name="reopen"),
    path("<uuid:case_id>/aperto-per-errore/", team.void, name="void"),
    path("<uuid:case_id>/equipe/", team.members, name="team"),
    path("<uuid:case_id>/equipe/<uuid:row_id>/", team.leave, name="leave"),
    path("<uuid:case_id>/passa/", team.hand_over, name="hand_over"),
]
