"""`stdml rule`."""

from __future__ import annotations

import click

from stdml.cli import options
from stdml.diagnostics import Finding
from stdml.language import say


@click.command(
    "rule",
    help=say(
        "解释一条规则；不给名称则列出全部。\n\n"
        "\b\n示例：\n  stdml rule\n  stdml rule duplicate-id\n  stdml rule STD-S002",
        "Explain a rule; without a name, list them.\n\n"
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

    rows = [(rule.code, rule.name, rule.severity, title(rule)) for rule in all_rules()]
    rows += [
        (f.code, f.name, f.severity, say("读取时的诊断", "found by a reader")) for f in _other_findings()
    ]
    widths = [max(width(row[at]) for row in rows) for at in range(3)]
    lines = [
        "  ".join([*(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=False)), row[3]])
        for row in sorted(rows)
    ]
    return "\n".join(lines) + "\n"


def _other_findings() -> list[Finding]:
    from stdml import formats
    from stdml.rules import suppress

    return [*formats.findings(), *suppress.FINDINGS]


def _explained(name: str) -> str:
    from stdml.errors import UnknownRule
    from stdml.rules import get_rule
    from stdml.rules.explain import help_text

    try:
        return help_text(get_rule(name))
    except UnknownRule:
        for found in _other_findings():
            if name.lower() in (found.name, found.code.lower()):
                basis = f"\n- {say('依据', 'basis')}: {found.basis}" if found.basis else ""
                message = say(found.zh, found.en)
                severity = say("严重程度", "severity")
                return (
                    f"# {found.name} ({found.code})\n\n{message}\n\n- {severity}: {found.severity}{basis}\n"
                )
        raise
