"""decimal-point (STD-V041)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Cell,
    Formula,
    Math,
    Row,
    Table,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    UNIT,
    is_reading,
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_value = lazy(
    r"[0-9](?<![A-Za-z0-9_.,][0-9])(?<![A-Za-z0-9][-–/+][0-9])[0-9]*(?P<point>\.)[0-9]+(?![0-9.])"
    rf"(?=\s?(?P<unit>{UNIT}|%|[€$£×*]|(?:million|times|per ?cent)(?![a-z])))"
)
_signed = lazy(r"(?<=[±≤≥<>=×~])\s?\d+(?P<point>\.)\d+(?![\d.]|[A-Za-z])")
_alone = lazy(r"\s*[±≤≥<>=]?\s?[-−]?\d+(?P<point>\.)\d+\s*")
_unit = lazy(
    rf"(?:/|\(|in |%)\s?(?:{UNIT}|%)?\)?\s*\Z|(?<!type)(?<!lass)(?<!part)(?<!roup) (?:{UNIT}|%)\s*\Z"
)
# Degrees of latitude and longitude: 31.2304 N.
_place = lazy(r"\d{1,3}\.\d{3,}\s?°?\s?[NSEW](?![A-Za-z])")
_in_tex = lazy(r"\d\.\d")


class DecimalPoint(Rule):
    """A decimal point where the decimal sign is a comma.

    ## What it does
    Finds a point in values with a unit or a percentage, behind signs such as ± and ≤, and in the cells of
    columns that name a unit. Code, numbers of clauses and standards, versions and addresses are left alone.

    ## Why is this bad?
    In all languages of ISO and IEC the decimal sign is a comma on the line. Programs and mark-up keep the
    sign of their language.

    ## Example
    ```md
    # Requirements

    The gap shall be 2.5 mm.
    ```

    ## Use instead
    ```md
    # Requirements

    The gap shall be 2,5 mm.
    ```
    """

    code, name, severity = "STD-V041", "decimal-point", "error"
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 9.1"}
    rows = ("ISO-NUM-01", "ISO-NUM-09")
    languages = ("en",)
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose, Formula, Math)
    needs = frozenset(("0.0",))
    message = {
        "zh": "ISO和IEC文件的小数符号是逗号：“{words}”写作“{instead}”",
        "en": "the decimal sign is a comma: {instead!r} for {words!r}",
    }

    def check(self, node: Prose | Formula | Math, ctx: Context) -> Iterator[Report]:
        if not isinstance(node, Prose):
            if comma := _in_tex.search(node.tex):
                words = comma[0]
                yield ctx.report(node, words=words, instead=words.replace(".", "{,}"))
            return
        if not judges(node, ctx):
            return
        found: dict[int, re.Match[str]] = {}
        for match in _value.finditer(node.unquoted):
            if _place.match(node.text, match.start()):
                continue
            if is_reading(node, match.start(), match.start("unit")):
                found[match.start("point")] = match
        for match in _signed.finditer(node.unquoted):
            found.setdefault(match.start("point"), match)
        alone = _alone.fullmatch(node.text)
        if alone and not found and isinstance(node.owner, Cell) and _has_unit(node.owner, ctx):
            found[alone.start("point")] = alone
        for at, match in sorted(found.items()):
            words = match[0].strip()
            fix = ctx.fix(f"{words} → {words.replace('.', ',')}", [(node, (at, at + 1), ",")])
            yield ctx.report(node, match.span(), fix=fix, words=words, instead=words.replace(".", ","))


def _has_unit(cell: Cell, ctx: Context) -> bool:
    """Whether the head of the column of a cell names a unit."""
    table = next((above for above in reversed(ctx.ancestors) if isinstance(above, Table)), None)
    row = next((above for above in reversed(ctx.ancestors) if isinstance(above, Row)), None)
    if table is None or row is None:
        return False
    at = next((i for i, one in enumerate(row.cells) if one is cell), 0)
    heads = (head.cells[at] for head in table.rows[: table.header_rows] if at < len(head.cells))
    return bool(table.units) or any(_unit.search(plain_text(head)) for head in heads)
