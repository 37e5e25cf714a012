"""Small files, small functions, plain names, and nothing that acts behind one's back."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.house import tree

FILE_MEDIAN, FILE_STOP = 80, 400
FUNCTION_MEDIAN, FUNCTION_STOP, VIEW_STOP = 8, 50, 20
FORBIDDEN = {"utils", "helpers", "managers", "constants", "signals", "services"}
# house.md §3: what may stand in every app, Django's own names included.
EVERYWHERE = {
    "__init__",
    "apps",
    "admin",
    "models",
    "enums",
    "lifecycle",
    "rules",
    "actions",
    "forms",
    "views",
    "urls",
    "panel",
    "tasks",
    "sql",  # triggers and functions beside an app's tables, put on after every migrate
}
# A folder of the same name stands for actions, forms or views past 300 lines, as house.md allows for models.
EVERYWHERE_FOLDERS = {
    "actions",
    "forms",
    "views",
    "migrations",
    "management",
    "templatetags",
    "static",
    "templates",
    "data",
    "models",
    "__pycache__",
}
# Every further name, with the reason it exists. One list, one place.
ADDED = {
    "access": {
        "actor": "who acts, and the transaction that knows it",
        "visibility": "the one filter of house.md §6",
        "policies": "row-level security on every protected table",
        "requires": "what a page declares",
        "roles": "the one page a data-protection officer reads",
        "pages": "the one shape of a page that asks something and does it; a refusal gives everything back",
    },
    "cases": {
        "dossier": "engine: what is known of a case, gathered for the pages that show it",
        "locale": "what is written to a person, in their language",
        "lists": "engine: an office's list becomes rows, compared with who is known",
        "loads": "engine: what an office already has is read, tried, loaded and taken back, whatever it holds",
    },
    "services": {
        "loads": "engine: hours of the past of an office's sheet",
        "paper": "engine: a register on paper, and the way back from its scan to its rows",
        "composer": "engine: mixed groups, proposed, moved about and enrolled",
        "kinds": "registry, house.md §8",
        "planning": "engine: days of meetings, turns for a place, requirements",
        "locale": "what is written to a person, and the page where they answer, in their language",
    },
    "matches": {"assigning": "engine: person and place, from hard rules to the assignment of a whole cohort"},
    "plans": {"dossier": "engine: what is known of a plan beyond its words, gathered for the pages that show it"},
    "resources": {"hsds": "engine: the directory in the words of Open Referral"},
    "accounts": {"adapters": "the names allauth asks for its plug-ins"},
    "desk": {
        "menu": "the role table's words turned into pages",
        "context": "what every page's frame shows",
        "demo": "the story, played by calling actions",
        # No tables here: its pages stand in one package per place.
        "home": "the blocks of each role's home, in an explicit ordered list",
        "staff": "who works here: invitations, leaving, handing over",
        "agenda": "one's own week, and the feed a calendar reads",
        "warnings": "what the parts below warn about, put together",
        "own": "what each user looks after: profile, mandates, paper codes",
        "oversight": "who read what, who may do what",
        "protection": "taking a person out of sight in every part at once",
        "emergency": "opening a file for a day, and who looks at it afterwards",
        "family": "who answers for a minor, and consents",
        "hosting": "the internships of a host",
        "loads": "the kinds of load, in an explicit list, and their pages",
        "first_run": "the first start of an empty installation",
        "dossier": "the two composed pages of a person: the signal and the fascicolo",
    },
    "notifications": {"outbox": "the mail backend: a visible outbox", "kinds": "registry, house.md §8"},
    "programmes": {
        "middleware": "one request, one actor, one transaction",
        "mandates": "from the signed-in user to the mandate",
        "numbers": "numbers people say aloud",
        "parameters": "a dated number from a law or a call",
        "sheet": "engine: reads a project sheet",
        "review": "engine: a sheet's values beside their lines, until they are confirmed",
    },
    "hosts": {
        "capacity": "engine: how many a unit may take in on a day, and what stands in the way",
        "loads": "engine: hosts of an office's sheet",
    },
    "internships": {
        "kinds": "registry, house.md §8",
        "pack": "engine: what an internship needs to start, gathered for many at once, and what it asks while it runs",
        "loads": "engine: allowances of the past of an office's sheet",
        "locale": "what is written to who fills a register by link, in their language",
    },
    "outreach": {"figures": "engine: from signals to people in charge, needs and themes by place"},
    "privacy": {"walk": "engine: the walk over every table with a person's data, for copies, erasures and new keys"},
    "certificates": {
        "locale": "the page where anybody checks a code, in their language, house.md §5",
        "record": "engine: everything a person attended, for page, paper and portal",
    },
    "payments": {
        "payroll": "engine: a run's lines as a table for the payroll office, and back",
        "sepa": "engine: payments become the bank's file, checked against its schema",
    },
    "people": {"matching": "engine: the duplicate check"},
    "files": {"vault": "engine: bytes on disk, checked by content"},
    "questionnaires": {
        "logic": "engine: conditions that open questions, and the numbers answers make",
        "sheets": "engine: a spreadsheet becomes an instrument, with its errors by row",
    },
    "assessments": {"comparison": "engine: two voices, several moments, a whole programme, held side by side"},
    "prints": {
        "kinds": "registry, house.md §8",
        "typesetting": "engine: from a context to a PDF",
        "locale": "the fixed words of papers that people read in their own language, house.md §5",
    },
    "community": {
        "figures": "engine: satisfaction counted the same for every reader",
        "locale": "what citizens read on its public pages, in their language",
    },
    "budget": {"reading": "engine: a spreadsheet of amounts becomes rows of a budget"},
    "costs": {
        "cost_rules": "registry, house.md §8",
        "figures": "engine: planned, accrued and paid, the same for every reader",
        "sepa": "engine: payment file",
    },
    "indicators": {
        "catalogue": "registry, house.md §8",
        "exports": "house.md §4",
        "figures": "engine: from an indicator to its value, its cuts and the rows behind it",
    },
}


def test_apps_hold_only_the_names_of_the_house() -> None:
    tree.none_of(
        f"{tree.shown(path)} is not among the names of house.md §3"
        for app in tree.apps()
        if app != "core"  # no domain there: its modules are named by what they give
        for path in (tree.CIAO / app).iterdir()
        if not is_allowed(app, path)
    )


def test_no_drawer_for_odds_and_ends() -> None:
    tree.none_of(tree.shown(path) for path in tree.python_files() if path.stem in FORBIDDEN)


def test_every_added_name_is_used() -> None:
    present = {(tree.app_of(path), part) for path in tree.CIAO.glob("*/*") for part in [path.stem]}
    planned = {"people", "indicators", "costs", "notifications"}  # named by house.md, built when needed
    tree.none_of(
        f"{app}/{name}: {reason}"
        for app, names in ADDED.items()
        if app not in planned
        for name, reason in names.items()
        if (app, name) not in present
    )


def test_files_are_short() -> None:
    sizes = {tree.shown(path): len(path.read_text().splitlines()) for path in tree.python_files()}
    assert median(size for size in sizes.values() if size) <= FILE_MEDIAN
    tree.none_of(f"{name}: {size} lines" for name, size in sizes.items() if size > FILE_STOP)


def test_functions_are_short() -> None:
    sizes = {
        f"{tree.shown(path)}:{node.lineno} {node.name}": tree.lines_of(node)
        for path in tree.python_files()
        for node in tree.functions(tree.parsed(path))
    }
    assert median(sizes.values()) <= FUNCTION_MEDIAN
    tree.none_of(f"{name}: {size} lines" for name, size in sizes.items() if size > FUNCTION_STOP)


def test_views_do_four_things_in_twenty_lines() -> None:
    tree.none_of(
        f"{tree.shown(path)}:{node.lineno} {node.name}: {tree.lines_of(node)} lines"
        for path in tree.python_files()
        if path.name == "views.py" or "views" in path.parent.parts
        for node in tree.functions(tree.parsed(path))
        if [argument.arg for argument in node.args.args][:1] == ["request"]
        if tree.lines_of(node) > VIEW_STOP
    )


def test_nothing_acts_behind_ones_back() -> None:
    tree.none_of(
        f"{tree.shown(path)}:{line}: {what}"
        for path in tree.python_files()
        for line, what in hidden_acts(path, tree.parsed(path))
    )


def test_the_clock_is_one() -> None:
    asked = re.compile(r"\b(?:datetime\.now|date\.today|timezone\.now|datetime\.utcnow|time\.time)\(")
    tree.none_of(
        f"{tree.shown(path)}:{number}"
        for path in tree.python_files()
        if path != tree.CIAO / "core" / "clock.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if asked.search(line)
    )


def test_a_planted_save_and_a_planted_receiver_are_found() -> None:
    planted = ast.parse(
        "class Case(Protected):\n    def save(self): ...\n@receiver(post_save)\ndef on_save(**_): ...\n"
        "post_save.connect(f)\n"
    )
    found = [what for _, what in hidden_acts(tree.CIAO / "cases" / "models.py", planted)]
    assert found == ["save() overridden in Case", "a signal is received", "a signal is connected"]
    assert not is_allowed("cases", tree.CIAO / "cases" / "utils.py")
    assert not is_allowed("cases", tree.CIAO / "cases" / "roles.py")


def is_allowed(app: str, path: Path) -> bool:
    """Whether a file or folder may stand directly in an app."""
    if path.suffix in {".py", ".css", ".js"} or path.is_dir():
        name = path.stem
        return (
            name in ADDED.get(app, {})
            or (path.is_file() and name in EVERYWHERE)
            or (path.is_dir() and name in EVERYWHERE_FOLDERS)
        )
    return path.name == "py.typed"


def hidden_acts(path: Path, module: ast.Module) -> Iterator[tuple[int, str]]:
    """Overridden save or delete of tables, and signals received."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and "models" in str(path):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}:
                    yield method.lineno, f"{method.name}() overridden in {node.name}"
        if isinstance(node, ast.FunctionDef) and any(
            ast.unparse(mark).startswith("receiver(") for mark in node.decorator_list
        ):
            yield node.lineno, "a signal is received"
        if isinstance(node, ast.Call) and re.search(
            r"\b((pre|post)_\w+|m2m_changed)\.connect$", ast.unparse(node.func)
        ):
            yield node.lineno, "a signal is connected"
