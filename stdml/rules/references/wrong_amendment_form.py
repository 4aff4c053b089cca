"""wrong-amendment-form (STD-L042)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_suffix = lazy(r"[/+] ?(?P<kind>AMD|COR|A)(?:[. ]{0,2})(?P<count>\d{1,2})(?P<year>:\d{4})?", re.I)
_united = lazy(r"(?:ISO|IEC)(?![A-Za-z])")


class WrongAmendmentForm(Rule):
    """An amendment or a corrigendum of ISO or IEC that is not cited in its form.

    ## What it does
    Finds ISO 5678:2015/A1, ISO 5678:2015/AMD1:2020 and the like; IEC writes AMD1 and COR1 in capitals and
    without a space. European documents, which write A1, are left alone.

    ## Why is this bad?
    ISO/IEC Directives 2, 10.5, fixes the forms ISO 5678:2015/Amd 1:2020 and IEC 61131-1:2003/AMD1:2020.

    ## Example
    ```md
    # Bibliography

    [1] ISO 3696:1987/A1:2020, *Water for analytical laboratory use*
    ```

    ## Use instead
    ```md
    # Bibliography

    [1] ISO 3696:1987/Amd 1:2020, *Water for analytical laboratory use*
    ```
    """

    code, name, severity, tags = "STD-L042", "wrong-amendment-form", "warning", ("references",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 10.5"}
    rows = ("ISO-REF-12",)
    fixes = "safe"
    on = (Prose,)
    needs = frozenset("/+")
    message = {
        "zh": "修改单和勘误写为“{words}”，不写“{word}”",
        "en": "write {words!r}, not {word!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        text = node.unquoted
        for number in node.numbers:
            if not number.suffix or not _united.match(number.prefix):
                continue
            at = number.start + number.text.index(number.suffix)
            for found in _suffix.finditer(text, at, number.end):
                words = _form(found, number.prefix)
                if found.group() != words:
                    fix = ctx.fix(f"{found.group()} → {words}", [(node, found.span(), words)])
                    yield ctx.report(node, found.span(), word=found.group(), words=words, fix=fix)


def _form(found: re.Match[str], prefix: str) -> str:
    kind = "COR" if found["kind"].upper() == "COR" else "AMD"
    year = found["year"] or ""
    if prefix.startswith("IEC"):
        return f"/{kind}{found['count']}{year}"
    return f"/{kind.capitalize()} {found['count']}{year}"
