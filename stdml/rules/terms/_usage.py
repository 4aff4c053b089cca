"""How often a word occurs in a document, and how often of that in the entry that defines it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stdml.model import (
    Clause,
    CrossReference,
    Formula,
    Node,
    TermEntry,
    TermReference,
    plain_text,
)
from stdml.model.base import cached_by_class
from stdml.model.walk import walk_blocks
from stdml.rules.facts import Facts
from stdml.rules.prose import prose_fields
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy

_LISTS = frozenset(("contents", "index", "bibliography", "normative-references"))
_fields = cached_by_class(prose_fields)
# A letter or digit of a word that is not Chinese.
_goes_on = lazy("[a-z0-9]")
_plural = lazy(r"\A(?:es|['’]?s)(?![a-z])")
_dashes = lazy(r"[-\u2010\u2011]")


class Usage:
    """The words of a document, lists of contents, references and index left out.

    Attributes:
        text: all of them, in lower case
        entries: those of each term entry, by `id()`
    """

    def __init__(self, facts: Facts) -> None:
        document = facts.document
        self._counts: dict[str, int] = {}
        self.entries = {id(entry): _flat("\n".join(_words(entry))) for entry in facts.all(TermEntry)}
        targets = [link.target for link in facts.all(CrossReference)]
        targets += [link.target for link in facts.all(TermReference)]
        self._targets = Counter(target for target in targets if target)
        parts = [_flat("\n".join(_words(block))) for block in document.blocks]
        for section in document.clauses:
            if not isinstance(section, Clause) or section.type not in _LISTS:
                parts.append(_flat("\n".join(_words(section))))
        self.text = "\n".join(parts)

    def count(self, words: str) -> int:
        """Return how often words occur in the document."""
        key = _flat(words)
        if key not in self._counts:
            self._counts[key] = count(key, self.text)
        return self._counts[key]

    def references(self, target: str | None) -> int:
        """Return how often an id is referred to."""
        return self._targets[target] if target else 0


def count(words: str, text: str) -> int:
    """Return how often words occur in a text; in another script than Chinese only whole ones, or plurals."""
    words = _flat(words)
    if has_cjk(words):
        return text.count(words)
    found = 0
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        before, after = text[at - 1 : at], text[end : end + 3]
        if not _goes_on.match(before) and not _goes_on.match(_plural.sub("", after)):
            found += 1
        at = text.find(words, end)
    return found


def _flat(text: str) -> str:
    return " ".join(_dashes.sub(" ", text.lower()).split(" "))


def _words(node: Node) -> Iterator[str]:
    for below in walk_blocks(node):
        if isinstance(below, Formula):
            yield below.tex
        for name in _fields(type(below)):
            children = getattr(below, name)
            if children:
                yield plain_text(children)
