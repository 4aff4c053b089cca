"""unused-symbol (STD-T063)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, TermEntry, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._symbols import items, list_clauses
from stdml.text.patterns import lazy

_LISTS = frozenset(("symbols", "contents", "index", "bibliography"))
_letter = lazy("[A-Za-z]")
_small = lazy("[a-z]")
_tex = lazy(r"\\(?:mathrm|mathit|text|rm|mathbf)\b|[{}\s\\]")


class UnusedSymbol(Rule):
    """A symbol or an abbreviated term that is listed and not used.

    ## What it does
    Looks for each listed symbol in the text, the formulas, tables and figures of a whole document.

    ## Why is this bad?
    A list holds only what the document uses (GB/T 1.1—2020, 8.8.1; ISO/IEC Directives 2, 17.5).

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

    # 缩略语

    下列缩略语适用于本文件。

    BDI：建筑数据接口（building data interface）

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

    # 缩略语

    下列缩略语适用于本文件。

    BDI：建筑数据接口（building data interface）

    # 技术要求

    水泵应通过BDI发送流量。
    ```
    """

    code, name, severity, tags = "STD-T063", "unused-symbol", "warning", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.8.1", "iso-directives-2": "ISO/IEC Directives Part 2, 17.5"}
    rows = ("GB-SYM-04", "ISO-SYM-01")
    on = (Document,)
    message = {
        "zh": "“{symbol}”在文中没有使用；从清单中删去",
        "en": "{symbol!r} is not used in the text; leave it out of the list",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole or node.metadata.kind == "symbols":
            return
        groups = [group for clause in list_clauses(node) for group in items(clause)]
        if not groups:
            return
        text = "\n".join(_elsewhere(node))
        tex = _tex.sub("", text)
        for group in groups:
            for item in group:
                symbol = _tex.sub("", item.symbol)
                if symbol and not _occurs(item.symbol, text) and not _occurs(symbol, tex):
                    yield ctx.report(item.node, symbol=item.symbol)


def _elsewhere(document: Document) -> Iterator[str]:
    for clause in document.clauses:
        if not isinstance(clause, Clause) or clause.type not in _LISTS:
            yield from _texts(clause)


def _texts(section: Clause | TermEntry) -> Iterator[str]:
    if isinstance(section, TermEntry):
        yield plain_text(section)
        return
    if section.type == "symbols":
        return
    yield plain_text(section.title)
    yield plain_text(list(section.blocks))
    for below in section.clauses:
        yield from _texts(below)


def _occurs(symbol: str, text: str) -> bool:
    """Whether a symbol stands in a text by itself; a single letter also beside others, as in a formula."""
    if len(symbol) == 1 or not symbol.isascii():
        return symbol in text
    plain = symbol.replace("_", "")
    if any(sign in symbol for sign in "_^"):
        return symbol in text or plain in text
    at = text.find(symbol)
    while at >= 0:
        rest = text[at + len(symbol) : at + len(symbol) + 2].removeprefix("s")
        if not _letter.match(text[at - 1 : at]) and not _small.match(rest):
            return True
        at = text.find(symbol, at + 1)
    return False
