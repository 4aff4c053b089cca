"""requirement-in-informative-annex (STD-F055)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Cell, Example, Footnote, Note, Paragraph, Quotation, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text import modals
from stdml.text.patterns import lazy

# An annex of these shows what a document may look like; its words are those of the document shown.
_SHOWS = lazy(
    r"示例|样式|样例|范例|范本|格式|模板|式样|案例|合同|协议"
    r"|[Ee]xample|[Tt]emplate|[Ss]ample form|[Ff]orm of"
)
_OPTIONAL = lazy(r"\s*(?:If|When|Where|Should)\b|.{0,60}\b(?:if|when) this (?:annex|method|option)")


class RequirementInInformativeAnnex(Rule):
    """A requirement in an annex that only informs.

    ## What it does
    Finds 应 and 不应, or shall, in the paragraphs and tables of an informative annex. Annexes that show
    examples or forms, notes, examples and quotations are left alone, and in English what holds under a
    condition only.

    ## Why is this bad?
    An informative annex gives additional information; who reads a requirement there cannot tell whether to
    comply with it.

    ## Example
    ```md
    # 要求

    流量的测量见附录A。

    # 附录 A（资料性）流量的测量

    流量应测量3次。
    ```

    ## Use instead
    ```md
    # 要求

    流量的测量见附录A。

    # 附录 A（资料性）流量的测量

    流量通常测量3次。
    ```
    """

    code, name, severity, tags = "STD-F055", "requirement-in-informative-annex", "error", ("annexes",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.2, 9.6.1.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, 20.2",
    }
    rows = ("GB-ANX-07", "ISO-ANX-05")
    languages = ("zh", "en")
    on = (Prose,)
    # 应, 准许; shall.
    needs = frozenset("应准s")
    message = {
        "zh": "资料性附录中不应出现要求“{word}”，改为陈述，或将附录改为规范性",
        "en": "an informative annex holds no requirement; {word!r} makes one",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is None or element.type != "annex" or element.nature != "informative":
            return
        if not isinstance(node.owner, (Paragraph, Cell)) or ctx.inside(Note, Example, Footnote, Quotation):
            return
        if _SHOWS.search(plain_text(element.title)):
            return
        language = "zh" if node.chinese else "en"
        for start, end in node.sentences:
            sentence = node.unquoted[start:end]
            found = [one for one in modals.find(sentence, language) if one.modality == "requirement"]
            if found and not (language == "en" and _OPTIONAL.match(sentence)):
                within = (start + found[0].start, start + found[0].end)
                level = None if ctx.basis.startswith("GB") else "info"
                yield ctx.report(node, within, word=found[0].form, severity=level)  # type: ignore[arg-type]
                return
