"""Comparators in English sentences and the values they lead to; see `stdml.text.limits`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from stdml.text.dates import match_date
from stdml.text.limit_words import one_of, words
from stdml.text.limits import Limit, Op
from stdml.text.quantities import Quantity, match_quantity, share
from stdml.text.units import parse_unit
from stdml.text.values_zh import plain_multiple

_SYMBOLS: dict[str, Op] = {"≤": "<=", "≥": ">=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "=": "=="}
_FLIPPED: dict[Op, Op] = {">": "<=", "<": ">="}
BOUNDED = re.compile(
    r"\b(?P<bound>minimum|maximum) (?P<name>(?!of )[A-Za-z][A-Za-z -]{1,40}?)"
    r"(?: of| is| are| shall be| should be)?\s*\Z"
)


@cache
def _comparator() -> re.Pattern[str]:
    data = words("en")
    least, most = one_of(data["at_least"]), one_of(data["at_most"])
    greater, less = one_of(data["greater"]), one_of(data["less"])
    return re.compile(
        rf"(?<![\w-])(?:(?P<least>{least})|(?P<most>{most})|(?P<neg>not (?:be )?|no |never )"
        rf"?(?:(?P<greater>{greater})"
        rf"|(?P<less>{less}))(?P<eq> or equal to)?|(?P<between>between|from|in the range(?: of| from)?"
        rf"|ranging from)"
        r"|(?P<equal>equal to|set to|exactly|be|is|are|(?<=[a-z] )of))(?![\w-])|(?P<symbol>[≤≥]|[<>]=?|=)",
        re.IGNORECASE,
    )


def valued(text: str) -> Iterator[Limit]:
    """Yield comparators with their values."""
    for match in _comparator().finditer(text):
        op = _operator(match)
        if match["between"]:
            if (found := _between(text, match)) is not None:
                yield found
            continue
        at = match.end()
        if match["equal"] and (
            approximately := re.match(r" (?:approximately|about|nominally|set to|equal to)", text[at:])
        ):
            at += approximately.end()
        if relative := _relative(text, match, op):
            yield relative
            continue
        value = match_date(text, at) or _valued(text, at)
        if value is None:
            value = (
                match_quantity(text, at + len(filler.group()))
                if (filler := _filler.match(text[at:]))
                else None
            )
        if value is None or (match["equal"] and not _is_value(match, value)):
            continue
        if value.kind == "date":
            yield Limit(match.start(), value.end, op, match.group(), value, kind="date")
            continue
        if repeated := _repeated(text, match, op, value):
            yield repeated
            continue
        yield _with_value(text, Limit(match.start(), value.end, op, match.group(), value), match)


_per = re.compile(
    r"(?: times?)? (?:per|a|an|each|every) (?P<period>hour|day|week|month|quarter|year|shift|batch)(?!\w)"
)


def _repeated(text: str, match: re.Match[str], op: Op, value: Quantity) -> Limit | None:
    """Return at least twice per year as a frequency."""
    found = _per.match(text, value.end)
    if found is None or (value.unit is not None and value.unit.ucum != "{times}"):
        return None
    if value.value == "1":
        # At least once a month: the interval is a month at most.
        unit = parse_unit(found["period"])
        interval = Quantity(value.start, found.end(), "number", "1", unit)
        return (
            Limit(match.start(), found.end(), "<=", match.group(), interval, kind="duration")
            if unit
            else None
        )
    unit = parse_unit(f"times/{found['period']}")
    frequency = Quantity(value.start, found.end(), "number", value.value, unit)
    return Limit(match.start(), found.end(), op, match.group(), frequency, kind="frequency")


_article = re.compile(r" (?:a|an|at|in|as)(?= [A-Za-z])")


def _valued(text: str, at: int) -> Quantity | None:
    """Return a value; the article in "once a month" is no year."""
    value = match_quantity(text, at)
    if value is None or value.kind != "number" or value.unit is None:
        return value
    start = value.end - len(value.unit.written) - 1
    if _article.match(text, start) and not text[max(0, start - 1) : start].isdigit():
        return replace(value, end=start, unit=None)
    return value


_filler = re.compile(r" (?:a |an |the |its |be |of |a total of |the value of |a level of )")


_MORE = ("more", "greater", "higher", "longer", "wider", "better")
_bound_after = re.compile(
    r" (?:or (more|less|greater|higher|lower|fewer|longer|shorter|wider|narrower|better|worse)"
    r"|minimum|maximum)(?![\w-])"
)


def _is_value(match: re.Match[str], value: Quantity) -> bool:
    if match["equal"].lower() in ("equal to", "set to", "exactly"):
        return True
    if match["equal"].lower() == "of":
        # a minimum area of 10 m²; another "of" states no limit.
        return value.kind == "number" and (
            BOUNDED.search(match.string[: match.end()]) is not None
            or _bound_after.match(match.string, value.end) is not None
        )
    if value.kind in ("range", "tolerance", "ratio", "code", "grade") or value.unit is not None:
        return True
    return _bound_after.match(match.string, value.end) is not None


def _operator(match: re.Match[str]) -> Op:
    if match["symbol"]:
        return _SYMBOLS[match["symbol"]]
    if match["least"]:
        return ">="
    if match["most"]:
        return "<="
    if match["greater"] or match["less"]:
        op: Op = ">" if match["greater"] else "<"
        if match["neg"]:
            return _FLIPPED[op]
        return (">=" if op == ">" else "<=") if match["eq"] else op
    return "=="


def _between(text: str, match: re.Match[str]) -> Limit | None:
    """Return between A and B, from A to B."""
    value = match_quantity(text, match.end())
    if value is not None and value.kind == "range":
        return Limit(match.start(), value.end, "range", match.group(), value)
    if value is None or value.kind != "number":
        return None
    joined = re.match(r" ?(?:and|to) ", text[value.end :])
    upper = match_quantity(text, value.end + joined.end()) if joined else None
    if upper is None or upper.kind != "number":
        return None
    unit = upper.unit or value.unit
    both = replace(
        upper, kind="range", start=value.start, value="", unit=unit, lower=value.value, upper=upper.value,
        lower_unit=value.unit if value.unit and unit and value.unit.ucum != unit.ucum else None,
    )  # fmt: skip
    return Limit(match.start(), upper.end, "range", match.group(), both)


def _with_value(text: str, one: Limit, match: re.Match[str]) -> Limit:
    value = one.value
    if value is None:
        return one
    if value.kind == "tolerance":
        one = replace(one, op="tolerance")
    elif one.op == "==" and value.kind == "number" and (named := BOUNDED.search(text[: match.end()])):
        return replace(one, op=">=" if named["bound"] == "minimum" else "<=")
    elif value.kind == "range" and one.op == "==":
        one = replace(one, op="range")
    after = text[value.end :]
    if one.op == "==" and (more := _bound_after.match(text, value.end)):
        least = more.group().strip() == "minimum" or more[1] in _MORE
        bound: Op = ">=" if least else "<="
        after = after[more.end() - value.end :]
        return replace(one, op=bound, end=more.end())
    part = share(value)
    of = re.match(
        r" (?:of|times|that of|as (?:long|large|high|wide) as)?\s?(?:the |its |that of the )"
        r"?(?P<what>[a-z][\w -]{2,60}?)(?=[,.;]|\Z| when| if| at | shall| should| must| may)",
        after,
    )
    relative = part is not None and (
        value.kind == "multiple" or value.unit is None or value.unit.dimension == "1"
    )
    if (
        relative
        and of
        and part is not None
        and (value.kind == "multiple" or after.startswith((" of the ", " of its ")))
    ):
        if value.kind == "tolerance":
            return one
        return replace(
            one, end=value.end + of.end(), relative_to=of["what"], factor=plain_multiple(part), value=None
        )
    if one.op == "tolerance" and of and after.startswith((" of the ", " of full scale", " of reading")):
        return replace(one, end=value.end + of.end(), relative_to=of["what"])
    return one


def _relative(text: str, match: re.Match[str], op: Op) -> Limit | None:
    """Return a comparison with another quantity: not exceed twice the rated current."""
    after = text[match.end() :]
    found = re.match(
        r" (?P<twice>twice|half|double|three times|four times) (?:of )?(?:the |its )?(?P<what>(?!per |an? "
        r"|each |every )[a-z][\w -]{2,60}?)(?=[,.;]|\Z)",
        after,
    )
    if found is None:
        return None
    factor = {"twice": "2", "double": "2", "half": "0.5", "three times": "3", "four times": "4"}[
        found["twice"]
    ]
    return Limit(
        match.start(), match.end() + found.end(), op, match.group(), relative_to=found["what"], factor=factor
    )
