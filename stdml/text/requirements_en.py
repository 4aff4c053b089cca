"""What English sentences demand without a comparator: existence, not detected, references, intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.text import standards
from stdml.text.limit_words import one_of, words
from stdml.text.limits import Limit, Op, Reading
from stdml.text.quantities import Quantity, match_quantity
from stdml.text.units import match_unit, parse_unit

_delimiter = re.compile(r"[,;:](?=\s)|\.(?=\s|\Z)|\n")
ARTICLE = re.compile(r"\A(?:the|a|an|any|each|every|all|its|their)\s+", re.IGNORECASE)
OF = re.compile(
    r"\A(?P<name>.+?) (?:of|for|(?:on|at|in|around|inside)(?= (?:the|any|each|every|all|a|an) ))"
    r" (?P<subject>.+)\Z"
)


def clause_start(text: str, at: int) -> int:
    """Return where the clause of `at` starts: after a comma, a leading condition left out."""
    cuts = [match.end() for match in _delimiter.finditer(text, 0, at)]
    return cuts[-1] if cuts else 0


_exists = re.compile(
    rf"(?P<not>not )"
    rf"?be (?:{one_of(words('en')['existence'])})(?![\w-])(?! with)"
)
_equipped = re.compile(
    r" be (?:provided|fitted|equipped|supplied) with (?P<what>[A-Za-z][\w -]{2,60}?)(?=[,.;]|\Z| that| which)"
)
_detected = re.compile(
    r"\s?be (?:detected|detectable"
    r"|(?P<free>(?P<of>free (?:of|from))|absent|not detected|undetectable))(?![\w-])"
)
_of_substance = re.compile(r" (?P<what>[A-Za-z][\w -]{1,40}?)(?=[,.;]|\Z| in | at | when | if )")
_conform = re.compile(
    r"(?:conform to|comply with|be in accordance with|meet the requirements of|be as specified in"
    r"|be in conformity with)(?P<what>[^;]{0,120})"
)
_interval = re.compile(
    r"(?:at least |not less than )?(?:once )?(?:at least )?(?:once )?(?:every|each|per|a)"
    r" (?P<period>(?:\w+ )?(?:hours?|days?|weeks?|months?|quarters?|years?))(?!\w)"
)
_place = re.compile(
    r"(?:[Cc]lause |[Ss]ubclause |[Ss]ection |Annex |Table |Figure )[A-Z\d][\d.]*|(?<![\w.])\d+(?:\.\d+)+"
)


def other_demands_en(
    text: str, masked: str, forms: list[tuple[int, int]], reading: Reading
) -> Iterator[Limit]:
    condition = reading.condition
    for start, end in forms:
        tail = masked[end:]
        phrase = ARTICLE.sub("", text[clause_start(masked, start) : start].strip())
        negative = "not" in masked[start:end].lower()
        if (found := _detected.match(tail)) and negative is not bool(found["free"]):
            substance = _of_substance.match(masked, end + found.end()) if found["of"] else None
            name = text[substance.start("what") : substance.end("what")] if substance else phrase
            yield Limit(
                start,
                end + found.end(),
                "not-detected",
                text[start : end + found.end()],
                name=name,
                subject=phrase if substance else "",
                condition=condition,
                per=_sample_size(text, end + found.end()),
            )
            continue
        if found := re.match(r" (?:also |both |all )?" + _exists.pattern, tail):
            op: Op = "not-exists" if negative or found["not"] else "exists"
            yield Limit(
                start,
                end + found.end(),
                op,
                text[start : end + found.end()],
                name=phrase,
                condition=condition,
            )
            continue
        if found := _equipped.match(tail):
            yield Limit(
                start,
                end + found.end(),
                "not-exists" if negative else "exists",
                text[start : end + found.start("what")],
                name=ARTICLE.sub("", text[end + found.start("what") : end + found.end("what")]),
                subject=phrase,
                condition=condition,
            )
            continue
        if found := re.match(r" (?:also |either )?" + _conform.pattern, tail):
            what = text[end + found.start("what") : end + found.end("what")]
            number = next(iter(standards.find_all(what)), None)
            place = _place.search(what[number.end : number.end + 24] if number else what)
            reference = " ".join(
                part
                for part in (number.text if number else "", place.group().rstrip(".") if place else "")
                if part
            )
            if reference:
                of = OF.match(phrase)
                yield Limit(
                    start,
                    end,
                    "reference",
                    text[start : end + found.start("what")],
                    name=of["name"] if of else "",
                    subject=of["subject"] if of else phrase,
                    condition=condition,
                    reference=reference,
                )
    yield from _intervals(text, masked, forms, reading)


_in_sample = re.compile(r" (?:in|per) (?:any |each |every |a |an )?(?=\d)")


def _sample_size(text: str, at: int) -> str:
    """Return the amount of the sample: 100 mL of "not be detected in any 100 mL sample"."""
    lead = _in_sample.match(text, at)
    value = match_quantity(text, lead.end()) if lead else None
    return text[value.start : value.end] if value and value.unit and value.kind == "number" else ""


_TIMES = {"twice": "2", "thrice": "3"}


def _intervals(text: str, masked: str, forms: list[tuple[int, int]], reading: Reading) -> Iterator[Limit]:
    if not forms:
        return
    start, end = forms[0]
    phrase = ARTICLE.sub("", text[clause_start(masked, start) : start].strip())
    for match in _interval.finditer(masked, end):
        lead = masked[end : match.start()]
        verb = re.sub(r"^\s*(?:be )?", "", lead).strip(" ,")
        counted = re.search(
            r"(?:at least |not less than )?(?:(?P<count>\w+) times?|(?P<word>twice|thrice))\Z", verb
        )
        period = _period(match["period"])
        if (
            period is None
            or len(verb) > 60
            or any(one.start <= match.start() < one.end for one in reading.limits)
        ):
            continue
        if (
            counted
            and (number := match_quantity(f"{_TIMES.get(counted['word']) or counted['count']} times", 0))
            and period.value == "1"
        ):
            unit = parse_unit(f"次/{period.unit.written}") if period.unit else None
            value = Quantity(match.start(), match.end(), "number", number.value, unit)
            least = "at least" in verb or "not less" in verb
            yield Limit(
                match.start(),
                match.end(),
                ">=" if least else "==",
                match.group(),
                value,
                subject=phrase,
                name=verb[: counted.start()].strip(),
                condition=reading.condition,
                kind="frequency",
            )
        elif not counted and (
            "once" in match.group()
            or match.group().startswith(("at least", "every"))
            or lead.rstrip().endswith("once")
        ):
            yield Limit(
                match.start(),
                match.end(),
                "<=",
                match.group(),
                period,
                subject=phrase,
                name=re.sub(r"(?: at least| once)+\Z", "", verb),
                condition=reading.condition,
                kind="duration",
            )


def _period(written: str) -> Quantity | None:
    value = match_quantity(written, 0)
    if value is not None and value.unit is not None:
        return value
    found = match_unit(written, 0)
    return Quantity(0, len(written), "number", "1", found[1]) if found and found[0] == len(written) else None


_method_words = re.compile(
    r"(?:in accordance with|according to|by|using|as described in|as specified in)(?: the method (?:of|in"
    r"|described in|given in))? \Z"
)
_tests = re.compile(r"(?:test|measur|determin|verif|inspect|calculat)", re.IGNORECASE)


def method_of(text: str) -> str:
    if not _tests.search(text):
        return ""
    for number in standards.find_all(text):
        if _method_words.search(text[: number.start]):
            place = re.match(r",? (?:[Cc]lause )?(?P<place>\d+(?:\.\d+)*)(?![\d%])", text[number.end :])
            return f"{number.text}, {place['place']}" if place else number.text
    return ""
