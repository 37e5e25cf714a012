"""Rules, tests and certificates of courses: given to who has the right, refused with what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from ciao.access.actor import acting, job
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.certificates import actions
from ciao.certificates.actions.giving import hash_code
from ciao.certificates.enums import Subject
from ciao.certificates.models import Certificate, CertificateCode, CertificateRule, TestResult
from ciao.certificates.tasks import remind
from ciao.core import clock
from ciao.internships import actions as internships
from ciao.internships.models import Internship
from ciao.notifications.models import Notification
from ciao.services import actions as services
from tests.cast import World
from tests.certificates.conftest import TODAY, attended, given, ruled
from tests.internships.conftest import END, Kitchen
from tests.internships.papers import complete
from tests.services.conftest import Course


def test_who_has_the_hours_gets_a_numbered_certificate_that_says_how(world: World, done: Course) -> None:
    one = given(world, done)
    assert one.number_label == "A-2026/001"
    assert (one.title, one.subject) == ("Igiene degli alimenti", Subject.HACCP)
    assert (one.attended_hours, one.planned_hours, one.needed_hours) == (Decimal(30), Decimal(30), Decimal(24))
    assert [line["what"] for line in one.explanation] == ["Ore previste", "Ore fatte", "Ore che servono"]
    assert one.expires_on == date(2028, 11, 23), "two years, by the dated parameter"
    assert one.checked is not None
    assert one.checked.code_hash == hash_code(one.code)
    assert one.code not in one.checked.code_hash


def test_who_lacks_hours_is_refused_with_how_many(world: World, done: Course) -> None:
    with pytest.raises(NotPossible, match=r"Mancano 3.h: ne servono 24.h"):
        given(world, done, "Sara")
    assert not Certificate.objects.exists()


def test_twice_the_same_sending_gives_one_and_a_second_is_refused(world: World, done: Course) -> None:
    key = CertificateCode().id
    first = given(world, done, row_id=key)
    assert given(world, done, row_id=key) == first
    with pytest.raises(NotPossible, match="ha già un attestato"):
        given(world, done)
    assert Certificate.objects.count() == 1


def test_all_those_with_the_right_at_once_and_nobody_twice(world: World, done: Course) -> None:
    ruled(world, done, starts_on=date(2026, 6, 1), share_percent=Decimal(70))
    rows = list(done.enrolments.values())
    with acting(world.actor("teo")) as teo:
        made = actions.issue_to_all(edition=done.edition, enrolments=rows, issued_on=TODAY, by=teo)
        assert sorted(one.number or 0 for one in made) == [1, 2]
        with pytest.raises(NotPossible, match="Nessuna delle persone scelte"):
            actions.issue_to_all(edition=done.edition, enrolments=rows, issued_on=TODAY, by=teo)
    assert {one.case_id for one in made} == {one.id for one in done.cases.values()}


def test_a_rule_holds_for_the_editions_that_begin_from_its_day(world: World, done: Course) -> None:
    ruled(world, done, starts_on=date(2026, 11, 3), share_percent=Decimal(10), title="Dopo")
    rule = actions.terms_of(done.edition)
    assert rule is not None
    assert rule.title == "Igiene degli alimenti"


def test_without_a_rule_nothing_is_given(world: World, course: Course) -> None:
    attended(world, course, date(2026, 11, 3), Amina="P", Sara="P")
    with pytest.raises(NotPossible, match="Manca la regola"):
        given(world, course)


def test_a_register_still_open_holds_everybody(world: World, done: Course) -> None:
    from tests.services.conftest import meeting

    meeting(world, done, date(2026, 11, 18))
    with pytest.raises(NotPossible, match="Resta 1 incontro da fare o da chiudere"):
        given(world, done)


def test_the_test_is_written_tried_again_and_corrected(world: World, done: Course) -> None:
    ruled(world, done, starts_on=date(2026, 6, 1), needs_test=True)
    enrolment = done.enrolments["Amina"]
    with pytest.raises(NotPossible, match="Manca il risultato"):
        given(world, done)
    with acting(world.actor("teo")) as teo:
        actions.record_test(enrolment=enrolment, taken_on=date(2026, 11, 19), is_passed=False, by=teo)
    with pytest.raises(NotPossible, match="non è superata"):
        given(world, done)
    with acting(world.actor("teo")) as teo:
        passed = actions.record_test(enrolment=enrolment, taken_on=date(2026, 11, 20), is_passed=True, by=teo)
        assert actions.record_test(
            enrolment=enrolment, taken_on=TODAY, is_passed=True, by=teo, row_id=passed.id
        ) == passed  # fmt: skip
        actions.void_test(result=passed, note="Era di Sara", by=teo)
        for note, words in (("Ancora", "già segnata"),):
            with pytest.raises(NotPossible, match=words):
                actions.void_test(result=passed, note=note, by=teo)
    with pytest.raises(NotPossible, match="non è superata"):
        given(world, done)
    with acting(world.actor("teo")) as teo:
        again = actions.record_test(enrolment=enrolment, taken_on=TODAY, is_passed=True, by=teo, score="28 su 30")
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.void_test(result=again, note=" ", by=teo)
    assert given(world, done).number == 1
    assert TestResult.objects.count() == 3


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 11, 24), "dopo oggi"), (date(2026, 11, 1), "L’iscrizione è del 02.11.2026")]
)
def test_a_test_outside_its_days_is_refused(world: World, course: Course, day: date, words: str) -> None:
    with acting(world.actor("teo")) as teo, pytest.raises(NotPossible, match=words):
        actions.record_test(enrolment=course.enrolments["Amina"], taken_on=day, is_passed=True, by=teo)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"share_percent": None}, "Scrivi da quante ore"),
        ({"least_hours": Decimal(31)}, "non possono superare"),
        ({"starts_on": date(2026, 1, 1)}, "c’è già una regola"),
    ],
)
def test_a_rule_that_cannot_stand_says_why(world: World, course: Course, more: dict[str, Any], words: str) -> None:
    first = ruled(world, course)
    given_again = {"starts_on": date(2026, 5, 1), **more}
    with pytest.raises(NotPossible, match=words):
        ruled(world, course, **given_again)
    assert ruled(world, course, row_id=first.id) == first
    assert CertificateRule.objects.count() == 1


def test_what_else_is_asked_must_be_checked_by_whoever_gives(world: World, done: Course) -> None:
    ruled(world, done, starts_on=date(2026, 6, 1), requisites="Visita medica fatta")
    with pytest.raises(NotPossible, match="Visita medica fatta"):
        given(world, done)
    assert given(world, done, has_requisites=True).number == 1


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 11, 24), "dopo oggi"), (date(2026, 11, 11), "viene dopo la fine")]
)
def test_the_day_of_a_certificate_follows_the_last_meeting(world: World, done: Course, day: date, words: str) -> None:
    with acting(world.actor("teo")) as teo, pytest.raises(NotPossible, match=words):
        actions.issue_certificate(enrolment=done.enrolments["Amina"], issued_on=day, by=teo)


def test_roles_without_the_right_do_not_give_any(world: World, done: Course) -> None:
    with acting(world.actor("paolo")) as paolo, pytest.raises(PermissionDenied):
        actions.issue_certificate(enrolment=done.enrolments["Amina"], issued_on=TODAY, by=paolo)


def test_revoked_it_says_so_to_the_public_and_a_new_one_may_be_given(world: World, done: Course) -> None:
    one = given(world, done)
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.revoke_certificate(certificate=one, reason="", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match=r"rilasciato il 23.11.2026"):
            actions.revoke_certificate(certificate=one, reason="x", on=date(2026, 11, 22), by=marta)
        actions.revoke_certificate(certificate=one, reason="Nome sbagliato", on=TODAY, by=marta)
    assert CertificateCode.objects.get().state == "revoked"
    again = given(world, done)
    assert again.number_label == "A-2026/002"
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="ne è stato rilasciato un altro"):
            actions.reinstate_certificate(certificate=one, note="Era giusto", on=TODAY, by=marta)
        actions.revoke_certificate(certificate=again, reason="Doppio", on=TODAY, by=marta)
        back = actions.reinstate_certificate(certificate=one, note="Era giusto", on=TODAY, by=marta)
    assert back.is_standing
    assert {change.verb for change in back.changes.all()} == {"reinstate", "revoke"}
    assert back.checked is not None
    back.checked.refresh_from_db()
    assert back.checked.state == "valid"


def test_hours_that_fall_later_put_it_among_those_to_review(world: World, done: Course) -> None:
    one = given(world, done)
    with acting(world.actor("teo")) as teo:
        rows = visible(Certificate.objects.all(), teo, Action.CERTIFICATE_VIEW)
        assert not rows.to_review().exists()
        for session in done.edition.sessions.all()[:3]:
            services.unlock_register(session=session, reason="Era assente", on=TODAY, by=teo)
        found = rows.to_review().get()
    assert found == one
    assert found.hours_now == Decimal(21)  # type: ignore[attr-defined]
    assert "21" in found.doubt("enrolled", Decimal(21))


def test_an_enrolment_made_by_mistake_puts_its_certificate_among_those_to_review(world: World, done: Course) -> None:
    given(world, done)
    with acting(world.actor("marta")) as marta:
        services.void_enrolment(enrolment=done.enrolments["Amina"], note="Era Sara", on=TODAY, by=marta)
        assert visible(Certificate.objects.all(), marta, Action.CERTIFICATE_VIEW).to_review().count() == 1


def test_one_brought_from_outside_has_no_number_and_its_own_end(world: World, course: Course) -> None:
    case = course.cases["Amina"]
    with acting(world.actor("marta")) as marta:
        told: dict[str, Any] = {"case": case, "by": marta, "title": "Sicurezza", "issuer": "Scuola edile"}
        one = actions.record_outside_certificate(subject=Subject.SAFETY, issued_on=date(2022, 1, 10), **told)
        assert (one.number_label, one.expires_on, one.checked) == ("", date(2027, 1, 10), None)
        own = actions.record_outside_certificate(
            subject=Subject.OTHER, issued_on=date(2022, 1, 10), expires_on=date(2026, 12, 1), **told
        )
        assert own.expires_on == date(2026, 12, 1)
        assert actions.record_outside_certificate(subject="other", issued_on=TODAY, row_id=own.id, **told) == own
        with pytest.raises(NotPossible, match="La scadenza viene dopo"):
            actions.record_outside_certificate(
                subject="other", issued_on=TODAY, expires_on=date(2026, 11, 22), **told
            )  # fmt: skip
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.record_outside_certificate(subject="other", issued_on=date(2026, 11, 24), **told)


def test_whoever_follows_is_told_twice_and_no_more(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        actions.record_outside_certificate(
            case=course.cases["Amina"], title="HACCP", subject=Subject.HACCP, issued_on=date(2025, 1, 20), by=marta
        )  # fmt: skip
    end = date(2027, 1, 20)
    assert remind(0) == 1
    assert remind(0) == 0, "the first time is told once"
    with clock.at(end - timedelta(days=30)):
        assert remind(0) == 1
        assert remind(0) == 0
    with clock.at(end + timedelta(days=1)):
        assert remind(0) == 0
    notices = Notification.objects.filter(kind="certificate_expiring")
    assert notices.count() == 2
    assert {one.user.given_name for one in notices} == {"Marta"}
    assert "Amina" not in notices[0].text


def test_a_renewed_one_is_not_reminded(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        for day in (date(2025, 1, 20), date(2026, 11, 1)):
            actions.record_outside_certificate(
                case=course.cases["Amina"], title="HACCP", subject=Subject.HACCP, issued_on=day, by=marta
            )  # fmt: skip
    with acting(job("course_readers")) as reader:
        assert actions.remind_expiring(by=reader) == 0


def whole(kitchen: Kitchen, world: World, total: Decimal) -> Internship:
    """An internship of a few weeks, ended, whose one month is confirmed: 63.5 hours of `total`."""
    with acting(world.actor("luca")) as luca:
        internship = kitchen.open(luca, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 30))
        project = kitchen.write(internship, luca, total_hours=total)
        complete(internship, luca)
        internships.sign_training_project(training_project=project, on=date(2026, 9, 30), by=luca)
        internships.start_internship(internship=internship, on=date(2026, 10, 1), by=luca)
        register = kitchen.october(internship, luca)
        internships.end_internship(internship=internship, on=date(2026, 10, 30), reason="Finito", by=luca)
        internships.confirm_register(register=register, on=date(2026, 11, 2), by=luca)
    internship.refresh_from_db()
    return internship


def test_an_internship_is_certified_from_its_share_on_confirmed_months(world: World, kitchen: Kitchen) -> None:
    internship = whole(kitchen, world, Decimal(90))
    with acting(world.actor("luca")) as luca:
        one = actions.issue_internship_certificate(internship=internship, issued_on=TODAY, by=luca)
        assert (one.attended_hours, one.needed_hours) == (Decimal("63.5"), Decimal(63))
        assert one.expires_on is None
        with pytest.raises(NotPossible, match="già l’attestazione"):
            actions.issue_internship_certificate(internship=internship, issued_on=TODAY, by=luca)
        assert actions.issue_internship_certificate(
            internship=internship, issued_on=TODAY, by=luca, row_id=one.id
        ) == one  # fmt: skip
    with acting(world.actor("chiara")) as chiara:
        assert not visible(Certificate.objects.all(), chiara, Action.CERTIFICATE_VIEW).exists()


def test_below_the_share_or_before_the_end_an_internship_is_not_certified(world: World, kitchen: Kitchen) -> None:
    internship = whole(kitchen, world, Decimal(100))
    with acting(world.actor("luca")) as luca, pytest.raises(NotPossible, match=r"Mancano 6.h.30.min"):
        actions.issue_internship_certificate(internship=internship, issued_on=TODAY, by=luca)


def test_a_running_internship_and_one_without_a_project_wait(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        bare = kitchen.open(luca)
        with pytest.raises(NotPossible, match="Manca il progetto formativo"):
            actions.issue_internship_certificate(internship=bare, issued_on=TODAY, by=luca)
        project = kitchen.write(bare, luca)
        complete(bare, luca)
        internships.sign_training_project(training_project=project, on=date(2026, 8, 31), by=luca)
        internships.start_internship(internship=bare, on=date(2026, 9, 1), by=luca)
        with pytest.raises(NotPossible, match="è in corso"):
            actions.issue_internship_certificate(internship=bare, issued_on=TODAY, by=luca)
    assert END > TODAY
