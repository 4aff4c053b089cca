"""Drafts to start from: `stdml new KIND`.

A draft is composed of three texts in `stdml/templates`: the frame of its language (front matter, foreword,
scope, normative references), the clause on terms unless the kind brings its own, and the technical clauses of
its kind. The file of a kind begins with lines `key: value` that the frame is filled with.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from stdml.errors import StdmlError
from stdml.language import say

KINDS = (
    "specification",
    "code-of-practice",
    "guide",
    "test-method",
    "terminology",
    "classification",
    "symbols",
    "product",
    "process",
    "service",
    "evaluation",
    "management-system",
)
"""The kinds of standards there is a draft for, as in the key `kind` of the front matter."""

LANGUAGES = ("zh", "en")
"""The languages of the drafts."""

_SLOT = re.compile(r"\{\{(\w+)\}\}")
_SEPARATOR = {"zh": re.compile(r"[ 　]+"), "en": re.compile(r"\s*—\s*")}
_MARKUP = re.compile(r"[\\`*_\[\]{}<>$&~^]")
_PLAIN_SCALAR = re.compile(r"[^\W\d][\w 、（）-]*")


def draft(kind: str, language: str = "zh", title: str | None = None) -> str:
    """Return a draft in STDML Markdown that has every element its kind needs.

    Args:
        kind: one of KINDS
        language: "zh" for the rules of GB/T 1.1—2020, "en" for ISO/IEC Directives Part 2
        title: the title; its elements are divided by a space in Chinese and by an em dash in English. The
            words that name the kind, such as 规范 or Code of practice, are added where it has none of them
            (GB/T 1.1—2020, 6.1.4.2; ISO/IEC Directives Part 2, 11.5.2)

    Raises:
        StdmlError: if there is no draft of this kind or in this language
    """
    if kind not in KINDS:
        raise StdmlError(
            say(
                "没有“{kind}”类的草案；可用：{known}",
                "no draft of the kind {kind!r}; known: {known}",
                kind=kind,
                known=", ".join(KINDS),
            )
        )
    if language not in LANGUAGES:
        raise StdmlError(
            say(
                "没有语言为“{language}”的草案；可用：{known}",
                "no draft in the language {language!r}; known: {known}",
                language=language,
                known=", ".join(LANGUAGES),
            )
        )
    values, core = _kind(kind, language)
    elements = _elements(title, language, values)
    if title is not None:
        values["subject"] = _subject(elements[0], language, values)
    if values.get("terms") != "own":
        core = _template(f"terms.{language}").strip() + "\n\n" + core
    values = {key: _fill(value, values) for key, value in values.items()}
    titles = {language: elements}
    if language == "zh" and title is None:
        titles["en"] = _split(values["english"], ", ")
    frame = _fill(_template(f"frame.{language}"), {"core": core, "titles": _yaml(titles), "kind": kind})
    return _fill(frame, values).rstrip() + "\n"


def _kind(kind: str, language: str) -> tuple[dict[str, str], str]:
    """Return the values at the head of the file of a kind, and the technical clauses after them."""
    head, _, core = _template(f"{kind}.{language}").partition("---\n")
    return dict(line.split(": ", 1) for line in head.splitlines() if line), core


@cache
def _template(name: str) -> str:
    return (files("stdml") / "templates" / f"{name}.md").read_text(encoding="utf-8")


def _elements(title: str | None, language: str, values: dict[str, str]) -> list[str]:
    """Return the elements of the title, with the words that name the kind."""
    if title is None:
        standing = values.get("title") or f"{values['subject']}　{values['function']}"
        return _SEPARATOR[language].split(standing)
    elements = [part for part in _SEPARATOR[language].split(" ".join(title.split("\n")).strip()) if part]
    elements = elements or [values["subject"]]
    named = any(word.lower() in " ".join(elements).lower() for word in _words(language, values))
    return elements if named or len(elements) > 2 else [*elements, values["function"]]


def _words(language: str, values: dict[str, str]) -> list[str]:
    """Return the words by which a title names its kind."""
    words = values.get("words", values["function"])
    return words.split(" ") if language == "zh" else words.split(", ")


def _subject(element: str, language: str, values: dict[str, str]) -> str:
    """Return what the first element of a title is about, as it stands in a sentence and without markup.

    "Smart lids" gives "smart lids", and 公园座椅技术规范 gives 公园座椅.
    """
    if language == "zh":
        known = "|".join(sorted(map(re.escape, _words(language, values)), key=len, reverse=True))
        element = re.sub(rf"(?<=.)(?:(?:的|技术|通用)?(?:{known}))$", "", element)
    if element[1:2].islower():
        element = element[0].lower() + element[1:]
    return _MARKUP.sub(r"\\\g<0>", element)


def _split(text: str, separator: str) -> list[str]:
    return [part for part in text.split(separator) if part]


def _fill(text: str, values: dict[str, str]) -> str:
    """Put values into the slots of a text; a slot without a value stays for the next pass."""
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), text)


def _yaml(titles: dict[str, list[str]]) -> str:
    """Return the lines under the key `title` of the front matter."""
    lines: list[str] = []
    for language, elements in titles.items():
        values = [_scalar(element) for element in elements]
        lines += [f"  {language}: {values[0]}"] if len(values) == 1 else [f"  {language}:"]
        lines += [f"    - {value}" for value in values if len(values) > 1]
    return "\n".join(lines)


def _scalar(text: str) -> str:
    # A string in JSON is one in YAML too; only the plainest words go without quotes.
    return text if _PLAIN_SCALAR.fullmatch(text) else json.dumps(text, ensure_ascii=False)
