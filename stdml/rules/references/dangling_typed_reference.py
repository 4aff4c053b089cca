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
from stdml.text.patterns import lazy
from stdml.text.standards import find_all

if TYPE_CHECKING:
    from stdml.rules.facts import Facts

_END = r"(?=\s?(?:的(?!确)|规定|中|所述|给出|[）)，。；、：]|和|及|与|或|$))"
_CLAUSE = r"\d{1,2}(?:\.\d{1,2}){1,5}|[A-Z](?:\.\d{1,2}){1,5}"
# One character class in front, so that most text is passed over quickly.
_chinese = lazy(
    r"[见按照合据在如与和、及附公]"
    rf"(?:(?:(?<=[见按])|(?<=[按依]照|符合|[依根]据))\s?(?P<clause>{_CLAUSE}){_END}"
    r"|(?<![附公])第\s?(?P<chapter>\d{1,2})\s?章"
    r"|(?<=附)录\s?(?P<annex>[A-Z])(?![A-Za-z.\d])"
    r"|(?<![附公])表\s?(?P<table>(?:[A-Z]\.)?\d{1,3})(?![\d.\-–—A-Za-z])"
    r"|(?<![附公])图\s?(?P<figure>(?:[A-Z]\.)?\d{1,3})(?![\d.\-–—A-Z])"
    r"|(?<=公)式\s?[（(](?P<formula>(?:[A-Z]\.)?\d{1,3})[）)])"
)
_of_older = lazy("）|年版")
# 图B.2给出了……
_opening = lazy(
    r"(?:表\s?(?P<table>(?:[A-Z]\.)?\d{1,3})|图\s?(?P<figure>(?:[A-Z]\.)?\d{1,3}))(?=给出|规定|列出|示出|描述|为)"
)
_SIGNS = (
    "[ 见 按 符 据 附 表 图 公 章 see accordance according specified given described defined stated clause"
    " annex table figure fig formula section"
)
_ENGLISH_END = r"(?=[).,;:](?:\s|$)|\s(?:and|or|shall|should|is|are|apply|applies|for)\b|\s*$)"
_english = lazy(
    r"(?:[Ss]ee|in accordance with|according to|(?:specified|given|described|defined|stated) in)"
    r" (?:(?:[Ss]ection|(?:[Ss]ub-?)?[Cc]lause) )?"
    rf"(?P<clause>{_CLAUSE}){_ENGLISH_END}"
    r"|(?<![\w-])(?:Clause|[Ss]ee [Ss]ection) (?P<chapter>\d{1,2})(?![\w.]*\d)"
    r"|(?<![\w-])Annex (?P<annex>[A-Z])(?!\w|\.\d)"
    r"|(?<![\w-])[Tt]able (?P<table>(?:[A-Z]\.)?\d{1,3})(?![\w.\-–]*\d|[a-z])"
    r"|(?<![\w-])(?:[Ff]igure|[Ff]ig\.) (?P<figure>(?:[A-Z]\.)?\d{1,3})(?![\w.\-–]*\d|[a-z])"
    r"|(?<![\w-])Formula \((?P<formula>(?:[A-Z]\.)?\d{1,3})\)"
)
_other_document = lazy(
    r"》|(?:法|令|条例)(?:的|中)?第|版的|(?<![A-Za-z])(?:Act|Directive|Regulation|edition|version)(?![a-z])"
)
# [3] for an entry of the bibliography, and no index of a[3] or the words of a link.
_entry = lazy(r"(?<![A-Za-z0-9_\])}])\[([1-9]\d?)\](?![(\[A-Za-z0-9_])")
# The number of a document of whatever body, right before: OBA 9952-2, Table 3.
_numbered = lazy(r"(?<![A-Za-z])[A-Z]{2,10}(?:/[A-Z]{1,5})?\s\d{2,6}(?:-\d{1,3})*(?::\d{4})?,?\s\Z")
_after_other = lazy(r" (?:of|in|to) (?:the )?(?!this)[A-Z]")


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
    def entries(self) -> int:
        """How many entries the bibliography has, or the highest number typed there; 0 without one."""
        listed = self._facts.cited.bibliography
        typed = [int(found[1]) for one in listed if (found := _entry.match(one.prose.text.strip()))]
        return max([len(listed), *typed])

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
    of the document, and [3] among the entries of a bibliography. Only a whole standard is judged, and no text
    that names another document.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.3, and ISO/IEC Directives 2, 10: the reader finds nothing, or after renumbering
    something else. A link such as `[](#tab-limits)` has its number computed.

    ## Example
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    stage: drafting
    ---

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。

    请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。

    本文件由示例协会提出并归口。

    本文件起草单位：示例协会。

    本文件主要起草人：陆一鸣。

    # 范围

    本文件规定了水泵的技术要求。

    本文件适用于水泵的设计。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 技术要求

    外形尺寸应符合附录A的规定，材料应符合附录C的规定。

    # 附录 A（规范性）外形尺寸

    长度应不大于2 m。
    ```

    ## Use instead
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    stage: drafting
    ---

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。

    请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。

    本文件由示例协会提出并归口。

    本文件起草单位：示例协会。

    本文件主要起草人：陆一鸣。

    # 范围

    本文件规定了水泵的技术要求。

    本文件适用于水泵的设计。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 技术要求

    外形尺寸应符合附录A的规定，材料应耐油。

    # 附录 A（规范性）外形尺寸

    长度应不大于2 m。
    ```
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
        if element is not None and element.type in ("bibliography", "normative-references"):
            return
        if ctx.inside(Quotation):
            return
        text = node.unquoted
        foreword = element is not None and element.type == "foreword"
        for found in _entry.finditer(text) if "[" in node.characters and self._numbers.entries else ():
            if int(found[1]) > self._numbers.entries:
                yield ctx.report(node, found.span(), word=found[0])
        opening = (_opening.match(text, start) for start, _ in node.sentences) if node.chinese else ()
        found_all = (_chinese if node.chinese else _english).finditer(text)
        for found in (*(one for one in opening if one), *found_all):
            kind = found.lastgroup or ""
            number = found[kind]
            if foreword and not _is_of_change(text, found.start()):
                continue
            if number in self._numbers.by_kind[kind] or _is_of_another(node, text, found, ctx):
                continue
            # What stands before the words of the reference is no part of them: 见表5, see 4.7.
            before = node.chinese and text[found.start()] not in "附公表图"
            within = found.span("clause") if kind == "clause" else (found.start() + before, found.end())
            yield ctx.report(node, within, word=node.text[slice(*within)].strip())


def _is_of_change(text: str, at: int) -> bool:
    """Whether a place in the foreword is that of a change, the first of （见5.2，2015年版的4.3）."""
    opened = text.rfind("（", 0, at + 1)
    return opened >= 0 and text.startswith("见", opened + 1) and not _of_older.search(text, opened, at)


def _is_of_another(node: Prose, text: str, found: re.Match[str], ctx: Context) -> bool:
    """Whether the sentence names another document before the reference, or the reference goes on to one."""
    start, end = found.span()
    if node.covered(start, end, Citation, CrossReference, Link) or _after_other.match(text, end):
        return True
    first = next((s for s, e in node.sentences if s <= start < e), 0)
    before = node.text[first:start]
    before_and_it = node.text[first:end]
    if _numbered.search(text, max(0, start - 40), start):
        return True
    return _other_document.search(before_and_it) is not None or next(find_all(before), None) is not None
