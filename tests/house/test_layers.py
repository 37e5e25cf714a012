"""Data flows one way; imports, foreign keys and pages point down the layers."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps as django_apps
from django.template.backends.django import get_installed_libraries
from importlinter.cli import lint_imports

from tests.house import tree

NAMED = {"reverse", "reverse_lazy", "redirect"}


def test_imports_point_down() -> None:
    assert lint_imports(config_filename=str(tree.ROOT / "pyproject.toml"), no_cache=True) == 0


def test_every_app_has_its_place_and_its_urls_its_name() -> None:
    for app in tree.apps():
        assert tree.height(app) > 0
        urls = tree.CIAO / app / "urls.py"
        if urls.exists():
            assert f'app_name = "{app}"' in urls.read_text(), f"{app}: app_name is not the app's name"


def test_foreign_keys_point_down() -> None:
    tree.none_of(
        f"{model._meta.label}.{field.name} points to {field.related_model._meta.label}"
        for model in django_apps.get_models()
        if model.__module__.startswith("ciao.")
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model.__module__.startswith("ciao.")
        if not tree.may_know(model._meta.app_label, field.related_model._meta.app_label)
    )


def test_templates_link_down_load_down_and_use_lower_components() -> None:
    tree.none_of(
        f"{tree.shown(path)} names {what}"
        for path in tree.templates()
        for other, what in named_in_markup(tree.markup(path))
        if not tree.may_know(tree.app_of(path), other)
    )


def test_python_names_pages_of_lower_apps_only() -> None:
    tree.none_of(
        f"{tree.shown(path)}:{line} names {name}"
        for path in tree.python_files()
        for line, name in names_in_python(tree.parsed(path))
        if name.split(":")[0] in tree.apps()
        if not tree.may_know(tree.app_of(path), name.split(":")[0])
    )


def test_a_link_upwards_would_be_found() -> None:
    assert list(named_in_markup('<a href="{% url "cases:list" %}">')) == [("cases", "cases:list")]
    assert ("core", "<c-button>") in list(named_in_markup('<c-button href="/">'))
    assert ("core", "{% load ui %}") in list(named_in_markup("{% load ui i18n %}"))
    planted = ast.parse('return_to = redirect("cases:case", id)\nreverse("mfa_index")')
    assert list(names_in_python(planted)) == [(1, "cases:case")]
    assert not tree.may_know("people", "cases")
    assert not tree.may_know("accounts", "access")
    assert tree.may_know("cases", "core")


def named_in_markup(text: str) -> Iterator[tuple[str, str]]:
    """The apps a template names, each with the words that name it."""
    for name in re.findall(r"""\{%\s*url\s+["'](\w+:[\w-]+)""", text):
        yield name.split(":")[0], name
    libraries = installed()
    for name in " ".join(re.findall(r"\{%\s*load\s+([^%]*?)\s*%\}", text)).split():
        module = libraries.get(name, "")
        if module.startswith("ciao."):
            yield module.split(".")[1], f"{{% load {name} %}}"
    for name in re.findall(r"<c-([\w.-]+)", text):
        owner = owner_of(f"cotton/{name.replace('.', '/').replace('-', '_')}.html")
        if owner:
            yield owner, f"<c-{name}>"
    for name in re.findall(r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']""", text):
        owner = owner_of(name)
        if owner:
            yield owner, name


@cache
def installed() -> dict[str, str]:
    """The template libraries there are, with the module each comes from."""
    return dict(get_installed_libraries())


@cache
def owners() -> dict[str, str]:
    """Which app of ours holds each template."""
    return {tree.template_name(path): tree.app_of(path) for path in tree.templates()}


def owner_of(name: str) -> str:
    """The app of ours that holds a template; empty for the framework's own."""
    return owners().get(name, "")


def names_in_python(module: ast.Module) -> Iterator[tuple[int, str]]:
    """The pages a module names when it builds an address."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            name = node.args[0].value
            if called in NAMED and isinstance(name, str) and ":" in name:
                yield node.lineno, name
