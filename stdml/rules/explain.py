"""Explaining a rule from its docstring, its basis and its options."""

from __future__ import annotations

import inspect
import json
import re
from functools import cache
from importlib.resources import files

from stdml.diagnostics import severity_word
from stdml.language import of_people, say
from stdml.rules.base import Rule

_slot = re.compile(r"\{\w+[^}]*\}")
# A full stop in quotation marks ends what is quoted.
_first_sentence = re.compile(r"(?:“[^”]*”|[^“。])*。")


def title(rule: type[Rule]) -> str:
    """Return what a rule finds, in one line: the first sentence of its explanation.

    In Chinese it is the message, with dots for what differs, where a rule has no explanation, such as one of
    another package.
    """
    if of_people() == "zh":
        found = _first_sentence.match(explanations().get(rule.name, {}).get("what", ""))
        return found[0] if found else _slot.sub("…", rule.message["zh"])
    return (inspect.getdoc(rule) or "").split("\n\n")[0].replace("\n", " ")


def help_text(rule: type[Rule]) -> str:
    """Return everything about a rule as Markdown."""
    head = f"# {rule.name} ({rule.code})"
    body = _in_chinese(rule) if of_people() == "zh" else inspect.getdoc(rule) or ""
    return "\n\n".join([head, body, _facts(rule)]) + "\n"


@cache
def explanations() -> dict[str, dict[str, str]]:
    """Return what each rule does ("what") and why ("why") in Chinese, by its name."""
    text = (files("stdml.rules") / "data" / "explanations.zh.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def _in_chinese(rule: type[Rule]) -> str:
    """Return the explanation of a rule in Chinese; the examples are those of its docstring."""
    parts, said = sections(rule), explanations().get(rule.name, {})
    found = []
    for heading, words in (
        ("检查内容", said.get("what") or parts.get("What it does", "")),
        ("理由", said.get("why") or parts.get("Why is this bad?", "")),
        ("错误示例", parts.get("Example", "")),
        ("正确示例", parts.get("Use instead", "")),
    ):
        found.append(f"## {heading}\n{words.strip()}")
    return "\n\n".join(found)


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
    lines = [f"- {say('严重程度', 'severity')}: {severity_word(rule.severity)}"]
    lines += [f"- {say('依据', 'basis')} ({book}): {clause}" for book, clause in rule.basis.items()]
    if rule.fixes:
        repairs = say("可自动修复", "safe") if rule.fixes == "safe" else say("需确认", "unsafe")
        lines.append(f"- {say('修复', 'repairs')}: {repairs}")
    if rule.preview:
        lines.append(
            "- " + say("预览：默认不启用，须按名称选用", "preview: off unless it is selected by its name")
        )
    if rule.tags:
        lines.append(f"- {say('标签', 'tags')}: {', '.join(rule.tags)}")
    if rule.aliases:
        lines.append(f"- {say('曾用名', 'former names')}: {', '.join(rule.aliases)}")
    for name, field in rule.Options.model_fields.items():
        described = f": {field.description}" if field.description else ""
        lines.append(f"- {say('选项', 'option')} `{name}` = {field.default!r}{described}")
    return "\n".join(lines)
