"""vague-pointer (STD-L028)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_chinese = lazy(
    r"(?<![上以])下(?:表|图|式)(?:所示|中|的规定|所列|给出|列出|规定|(?=[。，；、）]|$))"
    r"|(?:如|见|按|按照|参见|符合)(?<!以)[上下](?:表|图)(?![面层格形纸册观限游])|如[图表]所示|[如见][左右][图表](?=[所，。；])"
    r"|(?:按照?|[由用])下式(?=计算|求|确定|换算)|见如下(?=[：:]|\Z)"
    r"|(?:如|见|参见|按|按照)(?:上文|下文)(?!件)|(?<!上)下文(?:所述|规定|给出|中|提及)"
    r"|上文(?:所述|规定|给出|提及|已述)|如?前(?:文)?所述|前述(?![信职])|后述的?|(?:见|参见)(?:后|前)(?:面|文)"
    r"|如上(?:面)?所[示述]|(?<![取剪切截放拆卸留])[上下]一(?:章|条|节)(?=的?规定|中|所述|给出|[，。；])"
)
_verbs = (
    r"and|or|shows?|gives?|lists?|specif(?:y|ies)|contains?|is|are|shall|appl(?:y|ies)|illustrates?"
    r"|summari[sz]es"
)
_english = lazy(
    r"(?<![\w-])(?:[Tt]he |[Tt]his )?"
    r"(?:table|figure|clause|subclause|section|annex|formula|equation|paragraph|diagram)"
    rf"s? (?:above|below)(?=[.,;:)]|\s*$| (?:{_verbs})\b)"
    r"|(?<![\w-])[Tt]he (?:values|limits|requirements|conditions|distances|dimensions|tolerances|provisions"
    rf"|definitions|criteria|steps|tests|methods|data) (?:above|below)(?=[.,;:)]|\s*$| (?:{_verbs})\b)"
    r"|(?<![\w-])[Tt]he (?:following|preceding|previous|next|above) "
    r"(?:table|figure|clause|subclause|section|annex)(?![\w-])"
    r"|(?<![\w-])(?:[Ss]ee|described|mentioned|specified|defined"
    r"|[Aa]s (?:shown|described|mentioned|stated|specified|given|noted|discussed|defined))"
    r" (?:above|below)(?![\w-])(?! (?:the |a )?\d)"
)


_SIGNS = (
    "如图 如表 左图 右图 左表 右表 见如"
    " 下表 下图 下式 上表 上图 上文 下文 前文 前述 后述 后文 前面 后面 前所述 如上 上一 下一"
    " above below following preceding previous next"
)


class VaguePointer(Rule):
    """A place in the document that is pointed at by "above", "below", 上文 or 下表 and not by its number.

    ## What it does
    Finds 如下图, 如图所示, 见上表, 按下式计算, 上文, 前述, "the table below", "the following clause", "as
    described above" and the like. 下列 and "the following:" before a list are no pointers.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.5.2, and ISO/IEC Directives 2, 10.1: when text moves, or on another page of the print,
    nobody knows what is meant; numbers and links move with it.

    ## Example
    ```md
    # 要求

    流量如下表所示。

    表 1 流量

    | 型号 | 流量 |
    |---|---|
    | A型 | 大 |
    ```

    ## Use instead
    ```md
    # 要求

    流量见表1。

    表 1 流量

    | 型号 | 流量 |
    |---|---|
    | A型 | 大 |
    ```
    """

    code, name, severity, tags = "STD-L028", "vague-pointer", "error", ("references", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.5.2", "iso-directives-2": "ISO/IEC Directives Part 2, 10.1"}
    rows = ("GB-XREF-03", "ISO-REF-15")
    on = (Prose,)
    needs = frozenset(_SIGNS.split())
    message = {
        "zh": "“{word}”指向不明，写出条、表、图的编号",
        "en": "{word!r} is a vague pointer; give the number of the clause, table or figure",
    }
    languages = ("zh", "en")

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        pattern = _chinese if node.chinese else _english
        for found in pattern.finditer(node.unquoted):
            yield ctx.report(node, found.span(), word=found.group())
