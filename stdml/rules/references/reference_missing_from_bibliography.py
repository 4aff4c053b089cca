"""reference-missing-from-bibliography (STD-L024)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._mentions import Mention
from stdml.text.standards import key

_PLACES = frozenset(("body", "terms", "scope", "informative", "note", "source"))


class ReferenceMissingFromBibliography(Rule):
    """A document that is cited for information and stands in no list.

    ## What it does
    Looks at standards behind 见 or "see", in notes, in sources of terms and in informative annexes, and looks
    for them in the bibliography and the normative references. A text without a bibliography is judged only if
    it is a whole standard.

    ## Why is this bad?
    GB/T 1.1—2020, 8.13, and ISO/IEC Directives 2, 21.3: the bibliography holds every document that is cited
    for information; without it the reader does not learn what the number stands for.

    ## Example
    ```md
    # 测定

    水温的测定见GB/T 13195，噪声的限值见GB 3096。

    # 参考文献

    [1]　GB/T 13195　水质　水温的测定
    ```

    ## Use instead
    ```md
    # 测定

    水温的测定见GB/T 13195，噪声的限值见GB 3096。

    # 参考文献

    [1]　GB 3096　声环境质量标准

    [2]　GB/T 13195　水质　水温的测定
    ```
    """

    code, name, tags = "STD-L024", "reference-missing-from-bibliography", ("references",)
    severity = "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.13", "iso-directives-2": "ISO/IEC Directives Part 2, 21.3"}
    rows = ("GB-BIB-03", "ISO-BIB-02")
    on = (Document,)
    message = {
        "zh": "“{word}”被资料性引用，但未列入参考文献",
        "en": "{word!r} is cited for information but not listed in the bibliography",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        cited = ctx.facts.cited
        has_list = any(clause.type == "bibliography" for clause in cited.lists)
        if not has_list and not ctx.facts.is_whole:
            return
        replaced = {key(one, dated=False) for one in node.metadata.replaces}
        said = {*cited.own, *replaced}
        said.update(one.key for one in cited.mentions if one.sense == "normative")
        missing: list[Mention] = []
        for one in cited.mentions:
            if one.sense != "informative" or one.place not in _PLACES or one.key in said or one.quoted:
                continue
            if not cited.listed(one.number) and not cited.is_loose(one.number):
                said.add(one.key)
                missing.append(one)
        # Whether the sources of terms alone make a bibliography necessary is not said in so many words.
        sources = not has_list and all(one.place == "source" for one in missing)
        for one in missing[:1] if sources else missing:
            severity: Severity = "warning" if sources else "error"
            word = one.number.text
            yield ctx.report(one.prose, (one.start, one.end), word=word, severity=severity)
