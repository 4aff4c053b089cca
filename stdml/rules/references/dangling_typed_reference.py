"""dangling-typed-reference (STD-L031)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from stdml.model import (
    Citation,
    Clause,
    CrossReference,
    Document,
    Figure,
    Formula,
    Link,
    Quotation,
    ReferenceEntry,
    Table,
    TermEntry,
    TermSource,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.standards import find_all

if TYPE_CHECKING:
    from stdml.rules.facts import Facts

_END = r"(?=\s?(?:的(?!确)|规定|中|所述|给出|[）)，。；、：]|和|及|与|或|$))"
_CLAUSE = r"\d{1,2}(?:\.\d{1,2}){1,5}|[A-Z](?:\.\d{1,2}){1,5}"
# One character class in front, so that most text is passed over quickly.
_chinese = re.compile(
    r"[见按照合据在如与和、及附公]"
    rf"(?:(?:(?<=[见按])|(?<=[按依]照|符合|[依根]据))\s?(?P<clause>{_CLAUSE}){_END}"
    r"|(?<![附公])第\s?(?P<chapter>\d{1,2})\s?章"
    r"|(?<=附)录\s?(?P<annex>[A-Z])(?![A-Za-z.\d])"
    r"|(?<![附公])表\s?(?P<table>(?:[A-Z]\.)?\d{1,3})(?![\d.\-–—A-Za-z])"
    r"|(?<![附公])图\s?(?P<figure>(?:[A-Z]\.)?\d{1,3})(?![\d.\-–—A-Z])"
    r"|(?<=公)式\s?[（(](?P<formula>(?:[A-Z]\.)?\d{1,3})[）)])"
)
_SIGNS = (
    "见 按 符 据 附 表 图 公 章 see accordance according specified given described defined stated clause"
    " annex table figure formula"
)
_ENGLISH_END = r"(?=[).,;:](?:\s|$)|\s(?:and|or|shall|should|is|are|apply|applies)\b|\s*$)"
_english = re.compile(
    r"(?:[Ss]ee|in accordance with|according to|(?:specified|given|described|defined|stated) in) "
    rf"(?P<clause>{_CLAUSE}){_ENGLISH_END}"
    r"|(?<![\w-])Clause (?P<chapter>\d{1,2})(?![\w.]*\d)"
    r"|(?<![\w-])Annex (?P<annex>[A-Z])(?!\w|\.\d)"
    r"|(?<![\w-])Table (?P<table>(?:[A-Z]\.)?\d{1,3})(?![\w.\-–]*\d)"
    r"|(?<![\w-])Figure (?P<figure>(?:[A-Z]\.)?\d{1,3})(?![\w.\-–]*\d)"
    r"|(?<![\w-])Formula \((?P<formula>(?:[A-Z]\.)?\d{1,3})\)"
)
_other_document = re.compile(
    r"》|(?:法|令|条例)(?:的|中)?第|版的|(?<![A-Za-z])(?:Act|Directive|Regulation|edition|version)(?![a-z])"
)
_after_other = re.compile(r" (?:of|in|to) (?:the )?(?!this)[A-Z]")


class _Numbers:
    """The numbers that a document has, by what they are numbers of."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @cached_property
    def clauses(self) -> frozenset[str]:
        return self.of(Clause) | self.of(TermEntry)

    def of(self, cls: type[Clause | TermEntry | Table | Figure | Formula]) -> frozenset[str]:
        numbers = self._facts.numbering.numbers
        return frozenset(filter(None, (numbers.get(id(node)) for node in self._facts.all(cls))))

    @cached_property
    def by_kind(self) -> dict[str, frozenset[str]]:
        return {
            "clause": self.clauses,
            "chapter": self.clauses,
            "annex": self.clauses,
            "table": self.of(Table),
            "figure": self.of(Figure),
            "formula": self.of(Formula),
        }


class DanglingTypedReference(Rule):
    """A typed reference to a clause, an annex, a table, a figure or a formula that does not exist.

    ## What it does
    Looks up the numbers behind 见, 按照, 附录, 表, 图, 公式, "see", "Clause", "Annex", "Table" among those
    of the document. Only a whole standard is judged, and no text that names another document.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.3, and ISO/IEC Directives 2, 10: the reader finds nothing, or after renumbering
    something else. A link such as `[](#tab-limits)` has its number computed.

    ## Example
    A standard whose only annex is A:

        外形尺寸应符合附录C的规定。

    ## Use instead

        外形尺寸应符合附录A的规定。
    """

    code, name, severity, tags = "STD-L031", "dangling-typed-reference", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.3", "iso-directives-2": "ISO/IEC Directives Part 2, 10"}
    rows = ("GB-XREF-05", "ISO-REF-17")
    on = (Document, Prose)
    needs = frozenset(_SIGNS.split())
    message = {
        "zh": "文件中没有“{word}”",
        "en": "there is no {word} in this document",
    }

    def check(self, node: Document | Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node, Document):
            self._numbers = _Numbers(ctx.facts) if ctx.facts.is_whole else None
            return
        if self._numbers is None or isinstance(node.owner, (ReferenceEntry, TermSource)):
            return
        element = ctx.element
        if element is not None and element.type in ("foreword", "bibliography", "normative-references"):
            return
        if ctx.inside(Quotation):
            return
        text = node.unquoted
        for found in (_chinese if node.chinese else _english).finditer(text):
            kind = found.lastgroup or ""
            number = found[kind]
            if number in self._numbers.by_kind[kind] or _is_of_another(node, text, found, ctx):
                continue
            # What stands before the words of the reference is no part of them: 见表5, see 4.7.
            before = node.chinese and text[found.start()] not in "附公"
            within = found.span("clause") if kind == "clause" else (found.start() + before, found.end())
            yield ctx.report(node, within, word=node.text[slice(*within)].strip())


def _is_of_another(node: Prose, text: str, found: re.Match[str], ctx: Context) -> bool:
    """Whether the sentence names another document before the reference, or the reference goes on to one."""
    start, end = found.span()
    if node.covered(start, end, Citation, CrossReference, Link) or _after_other.match(text, end):
        return True
    first = next((s for s, e in node.sentences if s <= start < e), 0)
    before = node.text[first:start]
    before_and_it = node.text[first:end]
    return _other_document.search(before_and_it) is not None or next(find_all(before), None) is not None
