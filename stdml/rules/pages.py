"""The page of each rule, and the list of all of them, in Chinese and English."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from stdml.language import force, forced
from stdml.rules.base import Rule
from stdml.rules.explain import example, explanations, sections, title
from stdml.rules.profiles import load_profile, profile_names

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
LONG = 20
"""Lines of an example from which on its repair is shown as a difference."""
FENCE = "`" * 3

_quoted_slot = re.compile(r"\{\w+!r\}")
_slot = re.compile(r"\{\w+[^}]*\}")


def page(rule: type[Rule]) -> str:
    """Return the page of a rule as Markdown: what it is, why, an example and its repair, what it says."""
    parts = sections(rule)
    said = explanations().get(rule.name, {})
    found = [f"# {rule.name}", titled(rule, "en"), table(("", ""), facts(rule))]
    found += [f"## What it does\n\n{parts['What it does'].strip()}"]
    found += [f"## Why is this bad?\n\n{parts['Why is this bad?'].strip()}"]
    found += [f"## {heading}\n\n{said[key]}" for heading, key in _CHINESE if key in said]
    found += [f"## Example · 错误示例\n\n{parts['Example'].strip()}"]
    found += [f"## Use instead · 正确示例\n\n{_repaired(rule)}"]
    found += [f"## Options · 选项\n\n{_options(rule)}"] if rule.Options.model_fields else []
    found += [f"## Messages · 消息\n\n{_messages(rule)}"]
    found += [_FOOT]
    return "\n\n".join(found) + "\n"


_CHINESE = (("检查内容", "what"), ("理由", "why"))
_FOOT = (
    "[All rules · 全部规则](README.md) | [what they cover · 覆盖情况](coverage.md) | "
    "[checking · 如何检查](../checking.md)"
)


def facts(rule: type[Rule]) -> Iterator[tuple[str, str]]:
    """Yield what a page tells of a rule beside its words: a name in both languages, and a value."""
    yield "code · 代码", f"`{rule.code}`"
    yield "severity · 严重程度", rule.severity
    if rule.basis:
        yield "basis · 依据", "<br>".join(rule.basis.values())
    yield "profiles · 适用配置", _profiles(rule)
    if rule.fixes:
        option = "--fix" if rule.fixes == "safe" else "--unsafe-fixes"
        yield "repair · 修复", f"{rule.fixes}: `stdml check {option}`"
    if rule.tags:
        yield "tags · 标签", ", ".join(f"`{tag}`" for tag in rule.tags)
    if rule.rows:
        yield "rows held · 对应条目", ", ".join(f"[{row}](coverage.md#{anchor(row)})" for row in rule.rows)
    if rule.aliases:
        yield "former names · 曾用名", ", ".join(f"`{name}`" for name in rule.aliases)
    yield "meant as it is · 有意为之", f"`<!-- stdml: ignore[{rule.name}] … -->`"


def index(rules: tuple[type[Rule], ...]) -> str:
    """Return the list of all rules as Markdown, by the folder that holds them."""
    found = ["# Rules · 规则"]
    found += [
        f"{len(rules)} rules; [what they cover](coverage.md) of the rule books, and [how to select them]"
        f"(../checking.md).\n共{len(rules)}条规则；[各规则依据的覆盖情况](coverage.md)，[如何选用](../checking.md)。"
    ]
    by_family: dict[str, list[type[Rule]]] = {name: [] for name in names("families")}
    for rule in rules:
        by_family.setdefault(rule.__module__.split(".")[-2], []).append(rule)
    filled = {family: members for family, members in by_family.items() if members}
    found += [
        "\n".join(f"- [{named('families', name)}](#{anchor(name)}) ({len(filled[name])})" for name in filled)
    ]
    for family, members in filled.items():
        found += [f"## {target(family)}{named('families', family)}"]
        found += [table(("rule", "code", "severity", "repair", "finds", "检查内容"), map(_entry, members))]
    return "\n\n".join(found) + "\n"


def _entry(rule: type[Rule]) -> tuple[str, ...]:
    name = link(rule) + (" (preview)" if rule.preview else "")
    return name, rule.code, rule.severity, rule.fixes, titled(rule, "en"), checked(rule)


def _profiles(rule: type[Rule]) -> str:
    """Return the profiles under which a rule is on, and how grave it is there if that differs."""
    levels = {name: load_profile(name).level(rule) for name in profile_names()}
    on = [
        f"`{name}`" + (f" ({level})" if level != rule.severity else "")
        for name, level in levels.items()
        if level != "off"
    ]
    return ", ".join(on) or "off until it is selected by its name · 默认不启用，须按名称选用"


def _repaired(rule: type[Rule]) -> str:
    """Return the repaired example; of a long one only what changes, which nobody would find in it."""
    whole = sections(rule)["Use instead"].strip()
    bad, good = example(rule, "Example"), example(rule, "Use instead")
    if bad is None or good is None or bad.count("\n") < LONG:
        return whole
    lines = difflib.unified_diff(bad.splitlines(), good.splitlines(), lineterm="", n=2)
    # The first three lines name the files and the place; further places are told apart by a gap.
    changes = [" ⋮" if line.startswith("@@") else line for line in list(lines)[3:]]
    return "\n".join([f"{FENCE}diff", *changes, FENCE])


def _options(rule: type[Rule]) -> str:
    rows = (
        (f"`{name}`", f"`{json.dumps(field.default, ensure_ascii=False)}`", field.description or "")
        for name, field in rule.Options.model_fields.items()
    )
    return table(("option", "default", "meaning"), rows)


def _messages(rule: type[Rule]) -> str:
    every = (rule.message, *rule.variants.values())
    return table(("中文", "English"), ((_spoken(words["zh"]), _spoken(words["en"])) for words in every))


def _spoken(message: str) -> str:
    """Return a message with an ellipsis for each value."""
    return _slot.sub("…", _quoted_slot.sub("‘…’", message))


def titled(rule: type[Rule], language: str) -> str:
    """Return what a rule finds in one line in a language."""
    with _speaking(language):
        return title(rule)


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    before = forced()
    force(language)
    try:
        yield
    finally:
        force(before)


def checked(rule: type[Rule]) -> str:
    """Return what a rule checks in one Chinese sentence; of a rule that nobody explained, its message."""
    return titled(rule, "zh")


def link(rule: type[Rule]) -> str:
    """Return a link to the page of a rule."""
    return f"[{rule.name}]({rule.name}.md)"


def anchor(name: str) -> str:
    """Return the anchor of a rule book, of a row of the catalogue or of a family of rules."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())


def target(name: str) -> str:
    """Return the mark-up of a place that `#anchor(name)` leads to."""
    return f'<a id="{anchor(name)}"></a>'


@cache
def names(group: str) -> Mapping[str, str]:
    """Return what the things of a group are called, "Chinese | English", from docs/rules/topics.toml."""
    found: Mapping[str, str] = tomllib.loads((FOLDER / "topics.toml").read_text(encoding="utf-8"))[group]
    return found


def named(group: str, key: str) -> str:
    """Return what one of a group is called in both languages."""
    chinese, _, english = names(group).get(key, key).partition(" | ")
    return f"{english} · {chinese}" if english else chinese


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
