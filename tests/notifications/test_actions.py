"""Telling those who work here, and the mail that goes out."""

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from procrastinate.contrib.django.models import ProcrastinateJob

from ciao.access.actions import installation_scope
from ciao.access.actor import PUBLIC, acting
from ciao.notifications.actions import choose_mails, notify
from ciao.notifications.enums import MailState
from ciao.notifications.kinds import KINDS
from ciao.notifications.models import Notification, OutgoingMail
from ciao.notifications.outbox import OutboxBackend
from ciao.notifications.tasks import send_mail
from tests.cast import World


def tell_marta(world: World) -> Notification:
    with acting(world.actor("paolo")) as paolo:
        return notify(
            kind="signal_assigned",
            user=world.user("marta"),
            scope=world.programme.scope,
            by=paolo,
            url="/segnalazioni/",
            number=88,
        )


def test_a_notice_is_read_by_its_reader_alone(world: World) -> None:
    tell_marta(world)
    with acting(world.actor("marta")):
        assert Notification.objects.get().text == "Rispondi tu alla segnalazione 88."
    with acting(world.actor("paolo")):
        assert Notification.objects.count() == 0


def test_without_a_mail_server_the_mail_waits_to_be_copied(world: World) -> None:
    tell_marta(world)
    with acting(world.actor("paolo")):
        waiting = OutgoingMail.objects.get()
        assert waiting.state == MailState.TO_COPY
        assert "/segnalazioni/" in waiting.body
    assert not ProcrastinateJob.objects.exists()


def test_the_text_of_a_mail_lies_sealed(world: World) -> None:
    tell_marta(world)
    raw = OutgoingMail.objects.extra(select={"raw": "body"}).values_list("raw", flat=True).get()
    assert "segnalazion" not in raw


def test_whoever_refuses_a_kind_gets_no_mail_of_it(world: World) -> None:
    choose_mails(user_id=world.user("marta").id, wanted=[])
    tell_marta(world)
    assert not OutgoingMail.objects.exists()
    assert Notification.objects.count() == 1


def test_with_a_mail_server_a_job_sends_it_and_keeps_no_text(world: World, settings) -> None:
    settings.EMAIL_HOST = "posta.example.org"
    settings.EMAIL_SMTP_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tell_marta(world)
    job = ProcrastinateJob.objects.get()
    assert list(job.args) == ["mail_id"]
    send_mail(**job.args)
    assert django_mail.outbox[0].to == ["marta@example.org"]
    sent = OutgoingMail.objects.get()
    assert (sent.state, sent.body) == (MailState.SENT, "")


def test_a_refused_mail_stays_to_be_copied_with_the_reason(world: World, settings, monkeypatch) -> None:
    settings.EMAIL_HOST = "posta.example.org"
    tell_marta(world)

    def refuse(self: EmailMessage) -> int:
        raise ConnectionRefusedError("nessuna risposta")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    send_mail(**ProcrastinateJob.objects.get().args)
    failed = OutgoingMail.objects.get()
    assert failed.state == MailState.FAILED
    assert failed.problem == "nessuna risposta"
    assert failed.body


def test_mail_of_the_framework_lands_in_the_outbox_of_the_installation(world: World) -> None:
    with acting(PUBLIC):
        OutboxBackend().send_messages([EmailMessage("Password", "Apri qui", None, ["luca@example.org"])])
    assert OutgoingMail.objects.get().scope_id == installation_scope().id


def test_the_kinds_are_those_people_know() -> None:
    assert {kind.code for kind in KINDS} >= {
        "case_entrusted",
        "invitation_accepted",
        "mandate_given",
        "signal_assigned",
    }


@pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.code)
def test_every_kind_says_an_italian_sentence(kind) -> None:
    facts = {
        "before": "Marta", "name": "Luca", "role": "tutor", "organization": "La Quercia", "words": "accolta",
        "urgency": "ordinaria", "who": "Luca", "count": 2, "day": "1 dicembre",
    }  # fmt: skip
    text = kind.text(number=1, step="conclusione", outcome="approvata", **facts)
    assert text.endswith(".")
    assert kind.label
    assert kind.label[0].isupper()
