"""wrong-entry-form (STD-L043)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import LISTS, Entry
from stdml.text.patterns import lazy

_title = lazy(r"(?P<gap>\s*[:;.–—-]?\s+)(?P<first>[“\"]?[A-Z])")
_hyphen = lazy(r"(?<=[a-z)]) [-–] (?=[A-Z])")


class WrongEntryForm(Rule):
    """An entry of a list of references that is not number, comma, title, with em dashes in the title.

    ## What it does
    Finds entries in which no comma stands between the number and the title, and titles whose elements are
    parted by hyphens or en dashes.

    ## Why is this bad?
    ISO/IEC Directives 2, 10.3, fixes the form: ISO 9001:2015, *Quality management systems — Requirements*.
    The em dash is what tells the elements of a title apart.

    ## Example
    ```md
    # Bibliography

    [1] ISO 3696:1987 *Water for analytical laboratory use - Specification and test methods*
    ```

    ## Use instead
    ```md
    # Bibliography

    [1] ISO 3696:1987, *Water for analytical laboratory use — Specification and test methods*
    ```
    """

    code, name, severity, tags = "STD-L043", "wrong-entry-form", "error", ("references",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 10.3"}
    rows = ("ISO-REF-11",)
    fixes = "safe"
    languages = ("en",)
    on = (Clause,)
    types = LISTS
    message = {
        "zh": "编号与名称之间用逗号：“{word}, …”",
        "en": "a comma stands between number and title: “{word}, …”",
    }
    variants = {
        "dash": {
            "zh": "名称各要素之间用两侧有空格的一字线（—）",
            "en": "the elements of a title are parted by an em dash with spaces (“ — ”)",
        }
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.entries:
            if entry.clause is node and entry.leading:
                yield from _comma(entry, ctx)
                for found in _hyphen.finditer(entry.prose.text, entry.end):
                    fix = ctx.fix("—", [(entry.prose, found.span(), " — ")])
                    yield ctx.report(entry.prose, found.span(), variant="dash", fix=fix)


def _comma(entry: Entry, ctx: Context) -> Iterator[Report]:
    found = _title.match(entry.prose.text, entry.end)
    if found is None:
        return
    assert entry.number is not None
    start, end = found.span("gap")
    # The gap may run up to the beginning of the title in another node, which keeps its place.
    fix = ctx.fix(", ", [(entry.prose, (start, end), ", ")])
    yield ctx.report(entry.prose, (start - 1, start), word=entry.number.text, fix=fix)
