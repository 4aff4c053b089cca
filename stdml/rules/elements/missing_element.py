"""missing-element (STD-T052)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix, Severity
from stdml.model import Clause, Document
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._order import ORDER, elements_of
from stdml.text.labels import words_for
from stdml.text.patterns import lazy

_hashes = lazy(r"(#{1,6})[ \t]")
_MANDATORY = ("foreword", "scope", "normative-references", "terms")


class MissingElement(Rule):
    """A standard without one of the elements that each has.

    ## What it does
    Looks in a whole document for the foreword, the scope, the normative references, the terms and
    definitions, and at least one technical clause.

    ## Why is this bad?
    These elements are mandatory; a clause of references or terms stays, with a fixed sentence, even where
    there is nothing to list (GB/T 1.1—2020, 6.2.2.3; ISO/IEC Directives 2, 6.4).

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

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 技术要求

    流量应不小于20 L/min。
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

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-T052", "missing-element", "error", ("elements",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 6.2.2.3, 8.7.2, 表 3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 6.4, Table 2",
    }
    rows = ("GB-STR-01", "ISO-STR-01", "GB-TERM-03")
    fixes = "unsafe"
    on = (Document,)
    message = {
        "zh": "缺少必备要素“{title}”",
        "en": "the mandatory element {title!r} is missing",
    }
    variants = {
        "empty": {
            "zh": "缺少必备要素“{title}”；没有内容时也保留这一章，写“{sentence}”",
            "en": "the mandatory clause {title!r} is missing; without content it says {sentence!r}",
        },
        "core": {
            "zh": "缺少核心技术要素",
            "en": "there is no technical clause",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole:
            return
        language = "zh" if ctx.language.startswith("zh") else "en"
        # Enterprises may leave out what only informs the public.
        severity: Severity = "warning" if node.metadata.level == "enterprise" else "error"
        elements = list(elements_of(node))
        found = {kind for _, kind in elements}
        titles = words_for(ctx.language).titles
        for kind in _MANDATORY:
            if kind not in found:
                sentence = _EMPTY[language].get(kind, "")
                # It is missed where it should stand: before the first element that comes after it.
                follower = next((one for one, other in elements if ORDER[other] > ORDER[kind]), None)
                fix = _added(follower, f"{titles[kind]}\n\n{sentence}", ctx) if sentence else None
                variant = "empty" if sentence else ""
                place = follower or node.clauses[0]
                yield ctx.report(
                    place, variant=variant, severity=severity, fix=fix, title=titles[kind], sentence=sentence
                )
        if "clause" not in found and not _speaks_of_terms(node, found):
            yield ctx.report(node.clauses[0], variant="core", severity=severity)


_EMPTY = {
    "zh": {
        "normative-references": "本文件没有规范性引用文件。",
        "terms": "本文件没有需要界定的术语和定义。",
    },
    "en": {
        "normative-references": "There are no normative references in this document.",
        "terms": "No terms and definitions are listed in this document.",
    },
}


def _speaks_of_terms(document: Document, found: set[str]) -> bool:
    """Whether terms or symbols are what the document is about."""
    entries = any(isinstance(one, Clause) and one.type == "terms" and one.clauses for one in document.clauses)
    return entries or "symbols" in found or document.metadata.kind in ("terminology", "symbols")


def _added(follower: Clause | None, words: str, ctx: Context) -> Fix | None:
    """Return a repair that puts a clause before another one; not where numbers were typed."""
    source = getattr(ctx.document, "source", None)
    span = span_of(follower) if follower is not None else None
    if span is None or source is None or source.format != "markdown" or getattr(source, "typed", False):
        return None
    hashes = _hashes.match(source.text, span[0])
    if not hashes:
        return None
    return Fix("加上这一章", (Edit(span[0], span[0], f"{hashes[1]} {words}\n\n"),), False)
