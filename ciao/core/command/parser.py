"""The words of the `ciao` command, in Italian, each with the function that does it."""

import argparse
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from ciao.core.command import archive, delegate, demo, serve
from ciao.core.command.instance import DEMO, REAL, Instance

Work = Callable[[argparse.Namespace], int | None]
PORT = 8000
MATCH_COLUMNS = (
    "id, given_name, family_name, birth_date, sex, fiscal_code, phone, address, municipality, postcode; "
    "ne bastano alcune"
)


class Parser(argparse.ArgumentParser):
    """argparse speaks English: its headings, help and refusals are said again in Italian."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Italian, **options)
        self._positionals.title, self._optionals.title = "che cosa", "opzioni"
        self.add_argument("-h", "--help", action="help", help="mostra questo aiuto")

    def error(self, message: str) -> NoReturn:
        """One sentence; argparse's own message is in English and says less."""
        self.exit(2, f"Non capisco questo comando: «{self.prog} --help» mostra come si scrive.\n")


class _Italian(argparse.HelpFormatter):
    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, max_help_position=32, width=100, **options)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "uso: " if prefix is None else prefix)


def build() -> argparse.ArgumentParser:
    """The whole tree."""
    parser = Parser(prog="ciao", description="CIAO! dal terminale.")
    tree = parser.add_subparsers(metavar="COMANDO", required=True, parser_class=Parser)
    _add_serving(tree)
    _add_sheet(tree)
    _add_match(tree)
    _add_database(tree)
    _add_checks(tree)
    _add_keys(tree)
    _add_archive(tree)
    return parser


Tree: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 (argparse gives it no public name)


def _add(tree: Tree, name: str, about: str, work: Work) -> argparse.ArgumentParser:
    parser = tree.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    parser.set_defaults(work=work)
    return parser


def _group(tree: Tree, name: str, about: str) -> Tree:
    parser = tree.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    return parser.add_subparsers(metavar="COMANDO", required=True, parser_class=Parser)


def _add_serving(tree: Tree) -> None:
    run = _add(tree, "run", "avvia CIAO! con i dati veri", lambda a: serve.run(a.porta))
    show = _add(tree, "demo", "avvia la demo, con persone inventate", lambda a: serve.run_demo(a.porta, a.oggi))
    for parser in (run, show):
        default = os.environ.get("PORT", PORT)
        parser.add_argument("--porta", type=_port, default=default, metavar="N", help="porta (8000)")
    show.add_argument("--oggi", type=date.fromisoformat, metavar="DATA", help="il giorno della demo: 2026-11-23")


def _add_sheet(tree: Tree) -> None:
    parser = _add(tree, "import-sheet", "prepara un progetto dalla sua scheda", _import_sheet)
    parser.add_argument("file", type=Path, metavar="FILE", help="la scheda: .txt, .docx o .pdf con testo")
    parser.add_argument("--json", action="store_true", help="stampa la bozza e non salva nulla")
    _add_demo_option(parser)


def _add_match(tree: Tree) -> None:
    parser = _add(
        tree, "match", "dice chi sta due volte in una lista", lambda a: delegate.match_people(a.file, as_json=a.json)
    )
    parser.add_argument("file", type=Path, metavar="LISTA.csv", help="colonne: " + MATCH_COLUMNS)
    parser.add_argument("--json", action="store_true", help="stampa le coppie {a, b, score} in JSON")


def _add_database(tree: Tree) -> None:
    tree = _group(tree, "db", "la base di dati")
    _add(tree, "roles", "stampa il SQL che crea i ruoli", lambda a: delegate.show_roles(_instance(a)))
    _add(tree, "migrate", "aggiorna le tabelle", lambda a: delegate.migrate(_instance(a)))
    url = _add(tree, "url", "stampa l'indirizzo, con la password", lambda a: delegate.show_url(_instance(a), a.ruolo))
    shell = _add(tree, "shell", "apre psql", lambda a: delegate.shell(_instance(a), a.ruolo))
    for parser in (url, shell):
        choices = list(delegate.VARIABLES)
        parser.add_argument("--ruolo", choices=choices, default="web", help="web (predefinito), owner o backup")
    for parser in tree.choices.values():
        _add_demo_option(parser)
    _add(tree, "reset-demo", "svuota la demo", lambda a: demo.reset())


def _add_checks(tree: Tree) -> None:
    for name, verb, about in (
        ("access", "check", "ricalcola i permessi e dice le differenze"),
        ("audit", "verify", "verifica la catena del registro"),
    ):
        group = _group(tree, name, {"access": "i permessi", "audit": "il registro"}[name])
        command = f"{name}_{verb}"
        parser = _add(group, verb, about, _management(command))
        _add_demo_option(parser)


def _add_keys(tree: Tree) -> None:
    group = _group(tree, "keys", "le chiavi dei dati cifrati")
    parser = _add(
        group,
        "restore",
        "ricrea le chiavi dal foglio di recupero",
        lambda a: delegate.restore_keys(_instance(a)),
    )
    about = "cambia le chiavi e cifra di nuovo tutto"
    renew = _add(group, "rotate", about, lambda a: delegate.rotate_keys(_instance(a)))
    for one in (parser, renew):
        _add_demo_option(one)


def _management(command: str) -> Work:
    return lambda arguments: delegate.management(_instance(arguments), command)


def _add_archive(tree: Tree) -> None:
    save = _add(tree, "backup", "copia dati e file, senza le chiavi", lambda a: archive.backup(_instance(a), a.file))
    load = _add(
        tree,
        "restore",
        "riporta una copia in un CIAO! vuoto",
        lambda a: archive.restore(_instance(a), a.file),
    )
    for parser in (save, load):
        parser.add_argument("file", type=Path, metavar="FILE", help="il file della copia")
        _add_demo_option(parser)


def _add_demo_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="sulla demo, non sui dati veri")


def _instance(arguments: argparse.Namespace) -> Instance:
    return DEMO if arguments.demo else REAL


def _import_sheet(arguments: argparse.Namespace) -> int:
    if arguments.json:
        return delegate.read_sheet(arguments.file)
    return delegate.management(_instance(arguments), "import_sheet", str(arguments.file.resolve()))


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError(text)
    return number
