"""unexplained-abbreviation (STD-T064)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import Field

from stdml.model import Clause, Document, Paragraph, plain_text, walk
from stdml.rules.base import Context, Report, Rule, RuleOptions
from stdml.rules.prose import Prose
from stdml.rules.terms._entries import data_of
from stdml.text.patterns import lazy
from stdml.text.standards import find_all


class UnexplainedOptions(RuleOptions):
    """What needs no explanation."""

    known: tuple[str, ...] = Field(default=(), description="abbreviations that every reader knows")


_abbreviation = lazy(
    r"(?<![A-Za-z0-9_.\-‑–—/@#&'’·%°$])[A-Z]{3,6}"
    r"(?![A-Za-z0-9_\-‑/@#&'’·%°$]|[.:][A-Za-z0-9]|\s?[-—–]?\d|[类型级号式])"
)
_capitals = lazy("[A-Z]{2,}")
# OTA升级（over-the-air）
_gloss_behind = lazy(r"[\u4e00-\u9fff]{1,6}[（(][a-z]")
_CALLED = ("简称", "简称“", "简称为", "缩写为", "abbreviated to ", "called ", "简称：")
_LISTS = frozenset(("bibliography", "normative-references", "index", "contents"))
_TECHNICAL = frozenset(("clause", "annex", "scope"))
# NaOH has lower case letters; KOH and the like are made of symbols of one letter.
_chemical = lazy("[HBCNOFPSKVYIWU]+")
_roman = lazy("[IVXLCDM]+")


class UnexplainedAbbreviation(Rule):
    """An abbreviation that is neither listed nor explained.

    ## What it does
    Looks in the technical text of a whole document for words of three to six capital letters that are not
    listed among the abbreviated terms, are no term, and stand nowhere with an explanation in parentheses.
    Names of organizations and standards, well-known abbreviations, units, chemical formulas and model
    numbers are left alone.

    ## Why is this bad?
    An abbreviation is listed, or written out where it first occurs (GB/T 1.1—2020, 9.4.3; ISO/IEC
    Directives 2, 8.4).

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

    水泵应采用QTMS技术。
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

    水泵应采用流量监测系统（QTMS）技术。
    ```
    """

    code, name, severity, tags = "STD-T064", "unexplained-abbreviation", "warning", ("terms",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.4.3.2, 9.4.3.3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 8.4",
    }
    rows = ("GB-SYM-05", "ISO-SYM-02")
    on = (Document,)
    message = {
        "zh": "缩略语“{word}”没有解释；首次出现时写“中文名称（{word}）”，或列入缩略语一章",
        "en": "the abbreviation {word!r} is not explained; write it out where it first occurs, or list it",
    }
    Options = UnexplainedOptions

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole:
            return
        text = "".join(ctx.facts.text(one) for one in node.clauses if not _is_list(one))
        known = {*data_of("known-abbreviations")["known"], *(word.upper() for word in ctx.options.known)}
        words = {word for word in _abbreviation.findall(text) if word not in known and not _is_no_word(word)}
        if words:
            words -= _explained(node, ctx)
        words = {word for word in words if not _is_glossed(word, text) and not _is_ordinary(word, text)}
        for word, (prose, at) in _places(node, words).items():
            yield ctx.report(prose, (at, at + len(word)), word=word)


def _is_list(section: Any) -> bool:
    return isinstance(section, Clause) and section.type in _LISTS


def _is_no_word(word: str) -> bool:
    return bool(_chemical.fullmatch(word) or _roman.fullmatch(word))


def _is_ordinary(word: str, text: str) -> bool:
    """Whether a word in capitals is one that also occurs in lower case."""
    return re.search(rf"\b{word.lower()}\b", text) is not None


def _places(document: Document, words: set[str]) -> dict[str, tuple[Prose, int]]:
    """Return where in the paragraphs of technical clauses abbreviations occur first."""
    found: dict[str, tuple[Prose, int]] = {}
    technical = (one for one in document.clauses if isinstance(one, Clause) and one.type in _TECHNICAL)
    for node in (node for clause in technical for node in walk(clause)):
        if len(found) == len(words):
            break
        if isinstance(node, Paragraph) and node.children:
            prose = Prose(node, "children", False)
            numbers = [range(one.start, one.end) for one in find_all(prose.text)]
            for match in _abbreviation.finditer(prose.unquoted):
                word, at = match.group(), match.start()
                if word in words and word not in found and not any(at in number for number in numbers):
                    found[word] = (prose, at)
    return found


def _explained(document: Document, ctx: Context) -> set[str]:
    """Return what is listed among the symbols, or is a term or a part of one, or stands in the title."""
    texts = list(ctx.facts.terms)
    for clause in document.clauses:
        if isinstance(clause, Clause) and clause.type in ("symbols", "terms"):
            texts.append(plain_text(clause))
    texts += [part for parts in document.metadata.title.values() for part in parts]
    return {word for text in texts for word in _capitals.findall(text)}


def _is_glossed(word: str, text: str) -> bool:
    """Whether an abbreviation stands in parentheses behind words, or before its words in parentheses."""
    at = text.find(word)
    while at >= 0:
        before, after = text[max(0, at - 80) : at], text[at + len(word) : at + len(word) + 2].lstrip()
        opened = max(before.rfind("（"), before.rfind("("))
        if opened >= 0 and "）" not in before[opened:] and ")" not in before[opened:]:
            return True
        if after[:1] in ("（", "(", "[", "：", ":", "—", "“", "="):
            return True
        if before.endswith(_CALLED) or _gloss_behind.match(text, at + len(word)):
            return True
        at = text.find(word, at + len(word))
    return False
