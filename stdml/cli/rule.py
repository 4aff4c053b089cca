"""`stdml rule`."""

from __future__ import annotations

import re

import click

from stdml.cli import options
from stdml.cli.command import Command
from stdml.diagnostics import Finding, severity_word
from stdml.language import say


@click.command(
    "rule",
    cls=Command,
    help=say(
        "解释一条规则或读取时的一种诊断；不给名称则列出全部。\n\n"
        "\b\n示例：\n  stdml rule\n  stdml rule duplicate-id\n  stdml rule STD-S002",
        "Explain a rule or a finding of a reader; without a name, list them all.\n\n"
        "\b\nExamples:\n  stdml rule\n  stdml rule duplicate-id\n  stdml rule STD-S002",
    ),
)
@click.argument("name", required=False)
@options.lang
def command(name: str | None) -> int:
    """Explain a rule, or list them."""
    click.echo(_explained(name) if name else _listed(), nl=False)
    return 0


def _listed() -> str:
    from stdml.report.text import width
    from stdml.rules import all_rules
    from stdml.rules.explain import title

    rows = [(rule.code, rule.name, severity_word(rule.severity), title(rule)) for rule in all_rules()]
    rows += [(f.code, f.name, severity_word(f.severity), _short(f)) for _, f in _findings()]
    widths = [max(width(row[at]) for row in rows) for at in range(3)]
    lines = [
        "  ".join([*(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=False)), row[3]])
        for row in sorted(rows)
    ]
    return "\n".join(lines) + "\n"


def _short(found: Finding) -> str:
    """Return the message of a finding, with dots for what differs from case to case."""
    return re.sub(r"\{\w+[^}]*\}", "…", say(found.zh, found.en))


def _findings() -> list[tuple[str, Finding]]:
    """Return what is found by no rule, with who finds it."""
    from stdml import checking, formats
    from stdml.rules import engine, suppress
    from stdml.text import decode

    found = [(say("读取字节时", "reading the bytes of a file"), finding) for finding in decode.FINDINGS]
    for name in formats.names():
        reader = say("读取 {name} 格式时", "reading {name}", name=name)
        found += [(reader, finding) for finding in formats.findings_of(name)]
    running = say("运行规则时", "running the rules")
    others = (*engine.FINDINGS, *suppress.FINDINGS, *checking.FINDINGS)
    return found + [(running, finding) for finding in others]


def _explained(name: str) -> str:
    from stdml.errors import UnknownRule
    from stdml.rules import get_rule
    from stdml.rules.explain import help_text
    from stdml.rules.scan import by_selector, unknown_rule

    findings = _findings()
    parts = [_explanation(*pair) for pair in findings if name.lower() in (pair[1].name, pair[1].code.lower())]
    if name.lower() in by_selector():
        parts.insert(0, help_text(get_rule(name)))
    if not parts:
        known = [word for _, found in findings for word in (found.name, found.code.lower())]
        raise UnknownRule(unknown_rule(name, [*by_selector(), *known]))
    return "\n".join(parts)


def _explanation(finder: str, found: Finding) -> str:
    """Return everything about a finding that is no rule's, as Markdown."""

    lines = [
        f"# {found.name} ({found.code})",
        "",
        _short(found),
        "",
        f"- {say('严重程度', 'severity')}: {severity_word(found.severity)}",
        f"- {say('来自', 'found when')}: {finder}",
    ]
    if found.basis:
        lines.append(f"- {say('依据', 'basis')}: {found.basis}")
    comment = f"<!-- stdml: ignore[{found.name}] {say('理由', 'reason')} -->"
    lines.append(f"- {say('忽略', 'ignore it with')}: {comment}")
    return "\n".join(lines) + "\n"
