"""What documents of each kind consist of (GB/T 1.1—2020, table 4; GB/T 20001)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.model import Clause, Document, Node, Provision, plain_text
from stdml.model.walk import walk
from stdml.rules.cover._titles import titles
from stdml.rules.cover._titles import words as title_words

_NOT_CORE = frozenset(("scope", "normative-references", "terms", "symbols"))


@dataclass(frozen=True, slots=True)
class Role:
    """What a document of some kind has to deal with, and the words in headings that show it."""

    zh: str
    en: str
    titles: re.Pattern[str]


@cache
def data() -> dict[str, Any]:
    """Return the words of the kinds of documents."""
    text = (files("stdml.rules") / "data" / "kinds.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def kind_of(document: Document) -> str:
    """Return the kind of a document: as its metadata declare it.

    Otherwise it is the kind that the last word of the Chinese title stands for (GB/T 1.1—2020, 6.1.4.2 and
    table 1), and empty where that is no such word.
    """
    if document.metadata.kind:
        return document.metadata.kind
    for elements in titles(document.metadata, "zh"):
        for word, kind in title_words()["endings"].items():
            if elements[-1].strip().endswith(word):
                return str(kind)
    return ""


@cache
def roles(kind: str) -> tuple[Role, ...]:
    """Return what a document of a kind has to deal with; empty for a kind of which that is not known."""
    found = data()["roles"].get(kind, ())
    return tuple(Role(role["zh"], role["en"], re.compile(role["titles"])) for role in found)


def title_of(clause: Clause) -> str:
    """Return the words of a heading without spaces."""
    return "".join(plain_text(clause.title).split()).replace("\u3000", "")


def core(document: Document) -> list[Clause]:
    """Return the clauses of the core (核心技术要素 and 其他技术要素): those behind terms and symbols."""
    return [c for c in document.body if isinstance(c, Clause) and c.type not in _NOT_CORE]


def below(clause: Clause) -> Iterator[Clause]:
    """Yield a clause and all clauses in it."""
    yield clause
    for section in clause.clauses:
        if isinstance(section, Clause):
            yield from below(section)


def provisions(node: Node) -> list[Provision]:
    """Return the provisions in a node."""
    return [found for found in walk(node) if isinstance(found, Provision)]
