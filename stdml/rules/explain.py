"""Explaining a rule from its docstring, its basis and its options."""

from __future__ import annotations

import inspect
import re

from stdml.language import of_people, say
from stdml.rules.base import Rule

_slot = re.compile(r"\{\w+[^}]*\}")


def title(rule: type[Rule]) -> str:
    """Return what a rule finds, in one line: the first sentence of its docstring, in Chinese its message."""
    if of_people() == "zh":
        return _slot.sub("…", rule.message["zh"])
    return (inspect.getdoc(rule) or "").split("\n\n")[0].replace("\n", " ")


def help_text(rule: type[Rule]) -> str:
    """Return everything about a rule as Markdown."""
    parts = [f"# {rule.name} ({rule.code})", inspect.getdoc(rule) or "", _facts(rule)]
    if of_people() == "zh":
        parts.insert(1, title(rule))
    return "\n\n".join(parts) + "\n"


def sections(rule: type[Rule]) -> dict[str, str]:
    """Return the sections of a rule's docstring by their headings."""
    found: dict[str, str] = {}
    heading, fenced = "", False
    for line in (inspect.getdoc(rule) or "").splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            heading = line[3:].strip()
            found[heading] = ""
        elif heading:
            found[heading] += line + "\n"
    return found


def example(rule: type[Rule], heading: str) -> str | None:
    """Return the Markdown document in a section of a rule's docstring; None where it shows something else."""
    text = sections(rule).get(heading, "")
    _, fence, rest = text.partition("```md\n")
    return rest.rpartition("```")[0] if fence else None


def _facts(rule: type[Rule]) -> str:
    lines = [f"- {say('严重程度', 'severity')}: {rule.severity}"]
    lines += [f"- {say('依据', 'basis')} ({book}): {clause}" for book, clause in rule.basis.items()]
    if rule.tags:
        lines.append(f"- {say('标签', 'tags')}: {', '.join(rule.tags)}")
    if rule.aliases:
        lines.append(f"- {say('曾用名', 'former names')}: {', '.join(rule.aliases)}")
    for name, field in rule.Options.model_fields.items():
        described = f": {field.description}" if field.description else ""
        lines.append(f"- {say('选项', 'option')} `{name}` = {field.default!r}{described}")
    return "\n".join(lines)
