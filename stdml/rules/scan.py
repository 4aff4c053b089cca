"""Finding the rules: classes in the modules of the families below this package, or entry points."""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import stdml.rules as package
from stdml.errors import UnknownRule
from stdml.language import say
from stdml.rules.base import Rule

GROUP = "stdml.rules"


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Return every rule, ordered by code."""
    found = [rule for module in _modules() for rule in rules_of(module)]
    return tuple(sorted([*found, *_plugged_in()[0]], key=lambda rule: rule.code))


def broken() -> tuple[str, ...]:
    """Return what went wrong with the rules of other packages that could not be loaded."""
    return _plugged_in()[1]


@cache
def _plugged_in() -> tuple[tuple[type[Rule], ...], tuple[str, ...]]:
    # Brings the whole of email.parser with it, so only who asks pays.
    from importlib.metadata import entry_points

    found: list[type[Rule]] = []
    problems: list[str] = []
    for entry in entry_points(group=GROUP):
        try:
            found.append(entry.load())
        except Exception as error:
            problems.append(f"{entry.name}: {type(error).__name__}: {error}")
    return tuple(found), tuple(problems)


def rules_of(module: ModuleType) -> tuple[type[Rule], ...]:
    """Return the rules of a module: its `RULES`, else the rule classes that are defined in it."""
    listed = getattr(module, "RULES", None)
    if listed is not None:
        return tuple(listed)
    own = (value for value in vars(module).values() if inspect.isclass(value) and issubclass(value, Rule))
    return tuple(rule for rule in own if rule.__module__ == module.__name__ and hasattr(rule, "code"))


def _modules() -> Iterator[ModuleType]:
    for family in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        if family.ispkg and family.name != "profiles":
            folder = importlib.import_module(f"{package.__name__}.{family.name}")
            for info in sorted(pkgutil.iter_modules(folder.__path__), key=lambda info: info.name):
                if not info.name.startswith("_"):
                    yield importlib.import_module(f"{folder.__name__}.{info.name}")


@cache
def by_selector() -> dict[str, type[Rule]]:
    """Return the rules by name, former name and code in lower case."""
    found: dict[str, type[Rule]] = {}
    for rule in all_rules():
        for key in (rule.name, rule.code.lower(), *rule.aliases):
            found.setdefault(key, rule)
    return found


def get_rule(selector: str) -> type[Rule]:
    """Return the rule with this name or code, or raise UnknownRule with what is near."""
    rule = by_selector().get(selector.lower())
    if rule is None:
        raise UnknownRule(unknown_rule(selector, list(by_selector())))
    return rule


def unknown_rule(selector: str, known: list[str]) -> str:
    """Return the message for a name that no rule has, with the nearest one that exists."""
    near = difflib.get_close_matches(selector.lower(), known, 1)
    if near:
        return say(
            "没有名为“{name}”的规则；是否指“{near}”？", "no rule is called {name!r}; did you mean {near!r}?",
            name=selector, near=near[0],
        )  # fmt: skip
    return say("没有名为“{name}”的规则", "no rule is called {name!r}", name=selector)
