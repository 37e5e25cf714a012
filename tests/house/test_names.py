"""Columns are named by what they hold: _at with its _by, _on, _amount, is_ and has_."""

import ast

from django.db import models
from django.db.models import TextChoices

from tests.house import tables, tree

# Instants that are no act of anyone: no `_by` beside them.
NO_ACT = {
    "expires_at": "a deadline",
    "remind_at": "a time to come",
    "starts_at": "a time to come",
    "ends_at": "a time to come",
    "sealed_at": "always the job seal_lines",
    "joined_at": "the account itself",
    "seen_at": "whoever it was told to",
    "sent_at": "the mail job",
    "queued_at": "the mail backend",
    "last_login": "Django's own name, of the user themself",
    "outreach.Knock.knocked_at": "whoever writes from a public page stays unknown",
    "drafts.Draft.saved_at": "only its writer saves it",
}
# Dates the house or the law names otherwise.
OTHER_DATES = {"birth_date", "valid_from", "valid_to", "keep_until"}
# Yes-or-no facts that read as verbs.
VERBS = ("is_", "has_", "was_", "may_", "needs_", "reads_", "wants_")
OTHER_YES_NO = {"worked", "shortcuts_enabled"}
OTHER_DECIMALS = {"value", "score"}
ENGLISH_LABELS_TOO = {"staff", "governance", "partner", "budget", "tutor", "file", "link"}


def columns() -> list[tuple[str, "models.Field[object, object]", set[str]]]:
    """Every column of ours with its full name and the names beside it."""
    return [
        (f"{model._meta.label}.{field.name}", field, {one.name for one in model._meta.concrete_fields})
        for model in tables.tables()
        for field in tables.columns(model)
    ]


def test_instants_say_who() -> None:
    tree.none_of(name for name, field, beside in columns() if name not in NO_ACT and fault_of_instant(field, beside))


def test_dates_and_periods_are_named_alike() -> None:
    tree.none_of(name for name, field, _ in columns() if fault_of_date(field))


def test_a_period_has_both_ends() -> None:
    tree.none_of(
        f"{name} without starts_on"
        for name, field, beside in columns()
        if field.name == "ends_on" and "starts_on" not in beside
    )


def test_amounts_and_percentages_say_so() -> None:
    tree.none_of(
        name
        for name, field, _ in columns()
        if isinstance(field, models.DecimalField)
        and not field.name.endswith(("_amount", "_percent", "_hours"))
        and field.name not in OTHER_DECIMALS
    )


def test_no_money_in_binary_fractions() -> None:
    tree.none_of(name for name, field, _ in columns() if isinstance(field, models.FloatField))


def test_yes_or_no_reads_as_a_verb() -> None:
    tree.none_of(
        name
        for name, field, _ in columns()
        if isinstance(field, models.BooleanField)
        and not field.name.startswith(VERBS)
        and field.name not in OTHER_YES_NO
    )


def test_relations_never_delete_in_silence() -> None:
    tree.none_of(
        name
        for name, field, _ in columns()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    )


def test_constraints_answer_in_italian() -> None:
    tree.none_of(
        f"{model._meta.label}: {one.name} has no Italian sentence"
        for model in tables.tables()
        for one in model._meta.constraints
        if isinstance(one, models.CheckConstraint)
        if one.violation_error_message == one.default_violation_error_message
    )


def test_closed_answers_have_italian_labels() -> None:
    tables.modules()
    tree.none_of(
        f"{kind.__module__}.{kind.__name__}.{member.name}"
        for kind in all_kinds(TextChoices)
        if kind.__module__.startswith("ciao.")
        for member in kind
        if str(member.label) == member.name.replace("_", " ").title() and str(member.label) not in ENGLISH_LABELS_TOO
    )


def test_tables_actions_and_rules_say_why() -> None:
    tree.none_of(
        f"{tree.shown(path)}:{node.lineno} {node.name}"
        for path in tree.python_files()
        if path.stem in {"models", "actions", "rules", "views", "lifecycle"} or path.parent.name == "models"
        for node in tree.parsed(path).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        if not node.name.startswith("_") and not node.name.endswith(("QuerySet", "Manager"))
        if not ast.get_docstring(node)
    )


def test_planted_columns_are_found() -> None:
    assert fault_of_instant(named("closed_at", models.DateTimeField()), {"closed_at"})
    assert not fault_of_instant(named("closed_at", models.DateTimeField()), {"closed_at", "closed_by"})
    assert fault_of_instant(named("closed", models.DateTimeField()), {"closed"})
    assert fault_of_date(named("start_date", models.DateField()))
    assert not fault_of_date(named("starts_on", models.DateField()))


def named(name: str, field: "models.Field[object, object]") -> "models.Field[object, object]":
    """A column outside any table, to try the rules on."""
    field.set_attributes_from_name(name)
    return field


def fault_of_instant(field: "models.Field[object, object]", beside: set[str]) -> bool:
    """An instant ends in _at and stands beside its _by, unless it is no act."""
    if not isinstance(field, models.DateTimeField) or field.name in NO_ACT:
        return False
    twin = field.name.removesuffix("_at") + "_by"
    return not field.name.endswith("_at") or not {twin, f"{twin}_id"} & beside


def fault_of_date(field: "models.Field[object, object]") -> bool:
    """A date ends in _on; the few the law names otherwise are listed."""
    if not isinstance(field, models.DateField) or isinstance(field, models.DateTimeField):
        return False
    return not field.name.endswith("_on") and field.name not in OTHER_DATES


def all_kinds(base: type[TextChoices]) -> list[type[TextChoices]]:
    """Every closed list of answers that was imported."""
    return [one for kind in base.__subclasses__() for one in (kind, *all_kinds(kind))]
