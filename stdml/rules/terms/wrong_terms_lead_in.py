"""wrong-terms-lead-in (STD-T020)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Clause, Comment, Document, Link, Paragraph, plain_text, walk
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.terms._entries import rewrite
from stdml.rules.terms._lead_in import entries, insertion, normal, paragraphs
from stdml.text.patterns import lazy
from stdml.text.standards import find_all

_OWN = {
    "zh": "下列术语和定义适用于本文件。",
    "en": "For the purposes of this document, the following terms and definitions apply.",
}
_NONE = {
    "zh": "本文件没有需要界定的术语和定义。",
    "en": "No terms and definitions are listed in this document.",
}
_zh_terms = r"(?:术语和定义|术语、定义[^。]{0,12}|术语、符号[^。]{0,12})"
# The forms as they are after `normal`.
_WITH_ENTRIES = {
    "zh": re.compile(rf"(?:[^。]+界定的以及)?下列{_zh_terms}适用于本文件。"),
    "en": re.compile(
        r"for the purposes of this document, (?:the terms(?:,| and) definitions[^.]{0,40} given in .+ and )?"
        r"the following(?: terms(?:,| and) definitions[^.]{0,60})? apply\."
    ),
}
_WITHOUT = {
    "zh": re.compile(rf"[^。]+界定的{_zh_terms}适用于本文件。|本文件没有需要界定的术语和定义。"),
    "en": re.compile(
        r"for the purposes of this document, the terms(?:,| and) definitions[^.]{0,40} given in .+ apply\."
        r"|no terms and definitions are listed in this document\."
    ),
}
_like = lazy(r"术语|定义|适用于本|[Tt]erms|[Dd]efinitions|\b[Nn]one\b|\A\s*(?:暂?无|没有|本章)|不适用")
_international = lazy(r"\s*(?:ISO|IEC)\b")


class WrongTermsLeadIn(Rule):
    """A clause of terms without the fixed sentence that introduces it.

    ## What it does
    Compares the sentence below the heading with the fixed ones: for terms of the document's own, for those
    of another document, for both, and for none; and looks for the addresses of the databases of ISO and
    IEC.

    ## Why is this bad?
    The sentence says whether the terms of another document apply as well; it is the same in all standards
    (GB/T 1.1—2020, 8.7.2; ISO/IEC Directives 2, 16.5.3).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    以下术语适用于本文件：

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。
    ```
    """

    code, name, severity, tags = "STD-T020", "wrong-terms-lead-in", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.2", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.3"}
    rows = ("GB-TERM-02", "GB-TERM-03", "ISO-TRM-02")
    fixes = "safe"
    on = (Clause,)
    types = frozenset(("terms",))
    message = {
        "zh": "术语和定义的引导语应为“{right}”",
        "en": "the terms are introduced by {right!r}",
    }
    variants = {
        "missing": {
            "zh": "术语条目之前缺少引导语“{right}”",
            "en": "the sentence that introduces the terms is missing: {right!r}",
        },
        "databases": {
            "zh": "引导语之后缺少ISO在线浏览平台和IEC电工词库的网址",
            "en": "the addresses of the ISO Online browsing platform and of IEC Electropedia are missing",
        },
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if node.type != "terms" or not isinstance(ctx.parent, Document):
            return
        chinese = ctx.language.startswith("zh")
        language = "zh" if chinese else "en"
        listed = next(entries(node), None) is not None
        said = list(paragraphs(node))
        pattern, right = (_WITH_ENTRIES, _OWN) if listed else (_WITHOUT, _NONE)
        # A sentence of its own in the paragraph, or the first one of several.
        if not any(pattern[language].match(normal(prose.text, chinese)) for prose in said):
            yield from _wrong(node, ctx, said, listed, right[language])
        if not chinese and said and _is_international(ctx) and not _names_databases(node):
            yield ctx.report(node, variant="databases", severity="warning")


def _wrong(node: Clause, ctx: Context, said: list[Prose], listed: bool, right: str) -> Iterator[Report]:
    """Report what stands in the place of the introduction."""
    first = said[0] if said else None
    if first is None or not _like.search(first.text):
        # In a vocabulary the terms are the text itself.
        vocabulary = ctx.document.metadata.kind == "terminology" and ctx.basis.startswith("GB")
        if listed and not vocabulary:
            fix = insertion(ctx, node, "加引导语", right)
            yield ctx.report(node, variant="missing", right=right, fix=fix)
        return
    if not listed and (
        len(said) > 1 or any(not isinstance(block, (Paragraph, Comment)) for block in node.blocks)
    ):
        # What follows the sentence are terms that are not written as entries.
        return
    fix = None
    # The word of the edition of 2009.
    at = first.text.find("确立的")
    if at > 0 and _WITH_ENTRIES["zh"].match(normal(first.text.replace("确立的", "界定的", 1), True)):
        fix = ctx.fix("确立的 → 界定的", [(first, (at, at + 3), "界定的")])
        yield ctx.report(first, (at, at + 3), right="……界定的以及下列术语和定义适用于本文件。", fix=fix)
        return
    end = first.sentences[0][1] if first.sentences else len(first.text)
    if not next(find_all(first.text), None):
        # The terms of another document are not taken out.
        fix = rewrite(ctx, first, 0, end, "改用规定的引导语", right)
    yield ctx.report(first, (0, end), right=right, fix=fix)


def _is_international(ctx: Context) -> bool:
    metadata = ctx.document.metadata
    return ctx.facts.is_whole and any(map(_international.match, metadata.identifier))


def _names_databases(clause: Clause) -> bool:
    words = plain_text([*clause.blocks]) + " ".join(
        node.href or "" for node in walk(clause) if isinstance(node, Link)
    )
    return "iso.org/obp" in words and "electropedia.org" in words
