"""provision-in-bibliography (STD-L040)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Emphasis, ReferenceEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text import modals
from stdml.text.patterns import lazy

_certain = lazy(r"(?<![\w-])shall(?! (?:I|we)\b)(?![\w-])")


class ProvisionInBibliography(Rule):
    """A requirement, a recommendation or a permission in the bibliography.

    ## What it does
    Finds "shall" in the entries outside their titles, and any verbal form in the text around them.

    ## Why is this bad?
    ISO/IEC Directives 2, 21.2: the bibliography is there for information; nobody looks for a requirement in
    it.

    ## Example
    ```md
    # Bibliography

    The following documents should be consulted.

    [1] ISO 3696:1987, *Water for analytical laboratory use*
    ```

    ## Use instead
    ```md
    # Bibliography

    [1] ISO 3696:1987, *Water for analytical laboratory use*
    ```
    """

    code, name, severity, tags = "STD-L040", "provision-in-bibliography", "error", ("references",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 21.2"}
    rows = ("ISO-BIB-04",)
    languages = ("en",)
    on = (Prose,)
    needs = frozenset(("shall", "should", "must", "may", "need"))
    message = {
        "zh": "参考文献中不写要求、推荐和允许（“{word}”）",
        "en": "the bibliography holds no requirement, recommendation or permission ({word!r})",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if ctx.element is None or ctx.element.type != "bibliography" or node.field == "title":
            return
        if isinstance(node.owner, ReferenceEntry):
            for found in _certain.finditer(node.unquoted):
                if not node.covered(*found.span(), Emphasis):
                    yield ctx.report(node, found.span(), word=found.group())
            return
        for form in modals.find(node.unquoted, "en"):
            if form.modality != "possibility" and not node.covered(form.start, form.end, Emphasis):
                yield ctx.report(node, (form.start, form.end), word=form.form)
