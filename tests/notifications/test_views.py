"""Notices and outgoing mail, as pages."""

from datetime import timedelta

from ciao.access.actor import acting
from ciao.notifications.actions import write_mail
from ciao.notifications.kinds import KINDS
from ciao.notifications.models import Notification, OptOut, OutgoingMail
from ciao.programmes.models import Partnership
from tests.notifications.test_actions import tell_marta


def test_a_notice_opens_what_it_is_about_and_is_read(world, as_user) -> None:
    notice = tell_marta(world)
    marta = as_user("marta")
    page = marta.get("/avvisi/").content.decode()
    assert "Rispondi tu alla segnalazione 88." in page
    assert "1 avviso da leggere" in page
    answer = marta.post("/avvisi/letti/", {"notice": str(notice.id)})
    assert answer["Location"] == "/segnalazioni/"
    assert Notification.objects.get().is_read


def test_nobody_ticks_the_notice_of_another(world, as_user) -> None:
    notice = tell_marta(world)
    as_user("luca").post("/avvisi/letti/", {"notice": str(notice.id)})
    assert not Notification.objects.get().is_read


def test_one_chooses_which_notices_come_by_mail(world, as_user) -> None:
    luca = as_user("luca")
    luca.post("/avvisi/per-e-mail/", {"kinds": ["mandate_given"]})
    refusable = {one.code for one in KINDS if one.by_email and one.may_opt_out}
    assert set(OptOut.objects.values_list("kind", flat=True)) == refusable - {"mandate_given"}


def test_the_outbox_of_a_body_is_its_administrators(world, as_user) -> None:
    with acting(world.actor("giulia")) as giulia:
        circle = Partnership.objects.get(organization=world.organizations["cooperativa"]).staff_scope
        mail = write_mail(scope=circle, recipient="x@example.org", subject="Invito", body="Apri qui", by=giulia)
    page = as_user("giulia")
    assert "Invito" in page.get("/posta/").content.decode()
    assert "Apri qui" in page.get(f"/posta/{mail.id}/").content.decode()
    assert as_user("luca").get("/posta/").status_code == 404
    page.post(f"/posta/{mail.id}/")
    assert OutgoingMail.objects.get().get_state_display() == "consegnata a mano"


def test_a_mail_of_another_circle_answers_as_an_absent_one(world, as_user) -> None:
    with acting(world.actor("paolo")) as paolo:
        mail = write_mail(scope=world.programme.scope, recipient="x@example.org", subject="S", body="B", by=paolo)
    assert as_user("giulia").get(f"/posta/{mail.id}/").status_code == 404
    assert as_user("paolo").get(f"/posta/{mail.id}/").status_code == 200


def test_the_outbox_says_how_many_mails_wait_to_be_copied(world, as_user) -> None:
    paolo = as_user("paolo")
    assert "Niente da consegnare" in paolo.get("/posta/").content.decode()
    with acting(world.actor("paolo")) as by:
        first, second = (
            write_mail(scope=world.programme.scope, recipient="x@example.org", subject=word, body="B", by=by)
            for word in ("Primo", "Secondo")
        )
        OutgoingMail.objects.filter(id=second.id).update(written_at=first.written_at + timedelta(minutes=5))
    page = paolo.get("/posta/").content.decode()
    assert "2 messaggi da consegnare" in page
    assert f'<a class="btn btn-primary" href="/posta/{first.id}/"' in page
    paolo.post(f"/posta/{first.id}/")
    page = paolo.get("/posta/").content.decode()
    assert "1 messaggio da consegnare" in page
    assert f'<a class="btn btn-primary" href="/posta/{second.id}/"' in page
    assert "Niente da consegnare" in as_user("giulia").get("/posta/").content.decode()
