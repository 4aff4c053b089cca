"""What must be known of a document before its running text can be understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from stdml.model.blocks import ReferenceEntry
from stdml.model.structure import Clause, Document
from stdml.model.walk import plain_text, walk
from stdml.text import citations, modals, standards
from stdml.text.cjk import guess_language
from stdml.text.runs import Run, runs

_declares = re.compile(r"[Kk]ey ?words|关键[词字]")
_bcp14 = re.compile(r"RFC[ -]?(?:2119|8174)|BCP[ -]?14")


@dataclass(slots=True)
class Context:
    """What a sentence is read in the light of.

    Attributes:
        language: the language of the document: zh, en or another language tag's first part
        rfc2119: whether it declares the key words of RFC 2119 or RFC 8174 (BCP 14)
        keys: undated keys of the standards in its references, and of its own numbers
        series: keys of standards of which the references name all parts
    """

    language: str = "zh"
    rfc2119: bool = False
    keys: frozenset[str] = frozenset()
    series: frozenset[str] = frozenset()
    forms: modals.Lexicon | None = field(init=False, repr=False, compare=False)
    _hints: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.forms = modals.lexicon(self.language, self.rfc2119)
        self._hints = citations.code_hints(self.keys | self.series)

    @classmethod
    def of(cls, document: Document, found: Iterable[Run] | None = None) -> Context:
        """Return the context of a document; `found` are its `runs`, where the caller has them already."""
        where = [(node, name) for node, name, _ in (runs(document) if found is None else found)]
        language = (document.metadata.language or "").replace("_", "-").split("-")[0].lower()
        keys, series = _known_standards(document)
        return cls(language or guess_language(_sample(where)), _declares_bcp14(where), keys, series)

    def may_mark(self, text: str) -> bool:
        """Whether `text` may hold a citation or a self reference."""
        return self._may_cite(text) or citations.may_name_itself(text)

    def _may_cite(self, text: str) -> bool:
        for hint in self._hints:  # noqa: SIM110 (quicker)
            if hint in text:
                return True
        return False

    def marks(self, text: str) -> list[tuple[int, int, str]]:
        """Return the citations and self references in `text`: start, end, "citation" or "self"."""
        if not self._may_cite(text):
            return list(citations.find(text, frozenset(), frozenset()))
        return list(citations.find(text, self.keys, self.series))


_UNDERSTOOD = frozenset(("provision", "citation", "self_reference"))


def _texts(where: list[tuple[Any, str]]) -> Iterator[str]:
    """Yield the words of each run, the same before and after it is understood."""
    for node, name in where:
        children = getattr(node, name)
        if children:
            yield _words(children)


def _words(children: list[Any]) -> str:
    if len(children) == 1 and children[0].kind == "text":
        return children[0].value  # type: ignore[no-any-return]
    parts = [
        child.value if child.kind == "text" else _words(child.children) if child.kind in _UNDERSTOOD else ""
        for child in children
    ]
    return "".join(parts)


_SAMPLE = 10_000


def _sample(where: list[tuple[Any, str]]) -> str:
    found = []
    length = 0
    for text in _texts(where):
        found.append(text)
        length += len(text)
        if length > _SAMPLE:
            break
    return " ".join(found)


def _declares_bcp14(where: list[tuple[Any, str]]) -> bool:
    """Whether a paragraph says how its key words are to be read (RFC 2119, abstract; RFC 8174, clause 2)."""
    everything = "\n".join(_texts(where))
    if not any(hint in everything for hint in ("ey words", "eywords", "关键词", "关键字")):
        return False
    for node, name in where:
        words = plain_text(getattr(node, name))
        if _declares.search(words) and _bcp14.search(words):
            return True
    return False


def _known_standards(document: Document) -> tuple[frozenset[str], frozenset[str]]:
    keys = {standards.key(identifier, dated=False) for identifier in document.metadata.identifier}
    series: set[str] = set()
    for entry in _references(document.clauses):
        for number in standards.find_all(plain_text(entry.children)):
            for one in (number, number.adopted):
                if one is not None:
                    (series if one.all_parts else keys).add(standards.key(one.undated, dated=False))
    return frozenset(keys), frozenset(series)


def _references(sections: Iterable[Any]) -> Iterator[ReferenceEntry]:
    for section in sections:
        if isinstance(section, Clause):
            if section.type in ("normative-references", "bibliography"):
                yield from (node for node in walk(section) if isinstance(node, ReferenceEntry))
            else:
                yield from _references(section.clauses)
