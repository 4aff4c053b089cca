"""Limits in English sentences; see `stdml.text.limits`."""

from __future__ import annotations

import re
from dataclasses import replace

from stdml.text import modals, standards
from stdml.text.comparators_en import BOUNDED, valued
from stdml.text.limits import Limit, Reading
from stdml.text.requirements_en import ARTICLE, OF, clause_start, method_of, other_demands_en


def read_english(text: str, normative: bool = True) -> Reading:
    """Return what an English sentence says of limits; see `stdml.text.limits.read`."""
    masked = _masked(text)
    forms = [(form.start, form.end) for form in modals.find(masked, "en")]
    reading = Reading(condition=_condition(text, masked, forms))
    reading.exceptions = [match["what"].strip() for match in _except.finditer(text)]
    reading.method = method_of(text)
    reading.subject = _subject(text, masked, forms)
    previous: Limit | None = None
    end = 0
    for one in valued(masked):
        if one.start < end:
            continue
        end = one.end
        if _is_condition(masked, forms, one):
            reading.conditions.append(replace(one, role="condition"))
            continue
        if not normative and not any(start < one.start for start, _ in forms):
            continue
        named = _cleaned(_named(text, masked, forms, one, previous, reading))
        reading.limits.append(named)
        previous = named
    reading.limits = [*_merged(masked, reading.limits), *other_demands_en(text, masked, forms, reading)]
    reading.limits.sort(key=lambda one: one.start)
    return reading


def _masked(text: str) -> str:
    masked = modals.mask_quotes(text)
    for number in standards.find_all(masked):
        masked = masked[: number.start] + "\ufffc" * (number.end - number.start) + masked[number.end :]
    return masked


_when = re.compile(
    r"(?:(?<=\A)|(?<=[,;] )|(?<= ))(?P<word>if|when|where|while|unless|in case of|in the case of|whenever"
    r"|provided that|once)\b"
    r"(?P<what>[^;.]*?)(?=,|;|\.(?:\s|\Z)|\Z)", re.IGNORECASE,
)  # fmt: skip
_leading = re.compile(r"\A(?:For|In|At|Under|On|After|Before|During|Upon|With)\b[^,;]{2,160}?(?=, )")
_except = re.compile(
    r"(?:except(?: for| where| when| in| that)?|unless|with the exception of)\b(?P<what>[^,;.]{2,120})",
    re.IGNORECASE,
)


def _condition(text: str, masked: str, forms: list[tuple[int, int]]) -> str:
    first = forms[0][0] if forms else len(masked)
    if (lead := _leading.match(masked)) and lead.end() <= first:
        return text[: lead.end()]
    for match in _when.finditer(masked):
        if match["word"].lower() == "unless":
            continue
        if match.start() == 0 or match.start() > first:
            return text[match.start() : match.end()].strip()
    return ""


def _is_condition(text: str, forms: list[tuple[int, int]], one: Limit) -> bool:
    """Whether a comparison says when the sentence applies."""
    for match in _when.finditer(text):
        if match.start() <= one.start < match.end() and not any(
            match.start() < start < one.start for start, _ in forms
        ):
            return True
    if (
        not text[clause_start(text, one.start) : one.start].strip()
        and one.value
        and one.value.kind == "number"
    ):
        # At least two persons shall be present.
        return False
    return bool(forms) and one.end <= forms[0][0]


# --- What it is said of

_gap = re.compile(r"\A(?P<name>.+?) (?P<rest>between .+)\Z")
_with_name = re.compile(
    r"(?:have|has|having|with|maintain|provide|withstand|achieve|of|at) (?:a |an |the )"
    r"?(?P<name>[A-Za-z][A-Za-z -]{1,50}?)(?: that is| which is| of)?\Z"
)


def _subject(text: str, masked: str, forms: list[tuple[int, int]]) -> str:
    if not forms:
        return ""
    start = clause_start(masked, forms[0][0])
    phrase = ARTICLE.sub("", text[start : forms[0][0]].strip(" \t-–—"))
    found = OF.match(phrase)
    return ARTICLE.sub("", found["subject"]) if found else phrase


def _named(
    text: str, masked: str, forms: list[tuple[int, int]], one: Limit, previous: Limit | None, reading: Reading
) -> Limit:
    form = next((span for span in reversed(forms) if span[0] < one.start + len(one.words)), None)
    condition = reading.condition
    if bounded := BOUNDED.search(masked[: one.start + len(one.words)]):
        # a minimum floor area of 10 m²
        subject = text[clause_start(masked, form[0]) : form[0]] if form and form[0] < bounded.start() else ""
        name = text[bounded.start("name") : bounded.end("name")]
        return replace(one, name=name, subject=ARTICLE.sub("", subject.strip()), condition=condition)
    if counted := _counted(text, masked, forms, one):
        return replace(one, name=counted, condition=condition)
    if form is not None and form[1] <= one.end:
        between = masked[form[1] : one.start]
        own = _with_name.search(between)
        start = clause_start(masked, form[0])
        phrase = ARTICLE.sub("", text[start : form[0]].strip(" \t-–—"))
        if own:
            name = text[form[1] + own.start("name") : form[1] + own.end("name")]
            return replace(one, name=name.strip().removesuffix(" of"), subject=phrase, condition=condition)
        if re.search(r"\b(?:and|but)\b", between) and previous is not None and previous.name:
            return replace(one, name=previous.name, subject=previous.subject, condition=condition)
        verb = re.sub(r"^(?: ?(?:be|not|never))+|\b(?:be|to|at|in|not|by|for)$", "", between.strip()).strip()
        if one.value is not None and one.value.unit is not None and one.value.unit.dimension == "T" and verb:
            done = verb.removesuffix(" at").strip()
            return replace(one, name=done, subject=phrase, condition=condition, kind="duration")
        if one.value is not None and (size := _size.match(masked, one.end)):
            return replace(one, name=_SIZES[size[1]], subject=phrase, condition=condition)
        gap = _gap.match(phrase)
        if gap:
            return replace(
                one,
                name=gap["name"],
                subject=gap["rest"].removeprefix("between ").strip(),
                condition=condition,
            )
        found = OF.match(phrase)
        if found:
            return replace(
                one, name=found["name"], subject=ARTICLE.sub("", found["subject"]), condition=condition
            )
        if verb and not re.match(
            r"(?:maintain|kept|keep|held|set|limited|controlled|exceed|less|more|equal|within)", verb
        ):
            return replace(one, name=verb if len(verb) > 3 else phrase, subject=phrase, condition=condition)
        return replace(one, name=phrase, condition=condition)
    start = clause_start(masked, one.start)
    phrase = ARTICLE.sub("", text[start : one.start].strip(" \t-–—"))
    phrase = re.sub(r"(?: (?:is|are|of|to))+\Z", "", phrase)
    if not phrase and previous is not None:
        return replace(one, name=previous.name, subject=previous.subject, condition=condition)
    found = OF.match(phrase)
    name, subject = (found["name"], found["subject"]) if found else (phrase, "")
    return replace(one, name=name, subject=ARTICLE.sub("", subject), condition=condition)


_SIZES = {
    "wide": "width",
    "high": "height",
    "tall": "height",
    "long": "length",
    "deep": "depth",
    "thick": "thickness",
}
_size = re.compile(rf" ({'|'.join(_SIZES)})(?!\w)")


_loose = re.compile(r"\A(?:[\s,;:]+|(?:and|or|but|also|then|that|which|only) )+|[\s,;:]+\Z")


_things = re.compile(
    r" (?P<what>[a-z][a-z -]{1,40}?)"
    r"(?= (?:shall|should|must|may|on|in|at|for|per|with|to|of)\b|[,.;]|\Z)"
)


def _counted(text: str, masked: str, forms: list[tuple[int, int]], one: Limit) -> str:
    """Return what is counted: at least one exit in "There shall be at least one exit on each floor"."""
    if one.value is None or one.value.kind != "number" or one.value.digits:
        return ""
    before = masked[clause_start(masked, one.start) : one.start]
    if before.strip() and not re.search(r"\b[Tt]here (?:shall|should|must|is|are)(?: be)?\s*\Z", before):
        return ""
    if one.value.unit is not None and not one.value.unit.dimension.startswith("{"):
        return ""
    if one.value.unit is not None and re.match(r" (?:shall|should|must|may)", masked[one.end :]):
        return one.value.unit.written
    found = _things.match(masked, one.end)
    return found["what"] if found else ""


def _cleaned(one: Limit) -> Limit:
    """Return a limit whose name has no conjunctions and commas around it."""
    name = re.sub(r"\A(?:its|their) ", "", _loose.sub("", one.name))
    return replace(one, name=name if re.search(r"\w", name) else one.subject)


def _merged(text: str, limits: list[Limit]) -> list[Limit]:
    found: list[Limit] = []
    for one in limits:
        before = found[-1] if found else None
        both = before and before.value and one.value and not before.upper_op and before.name == one.name
        if (
            both
            and before
            and {before.op[0], one.op[0]} == {"<", ">"}
            and len(text[before.end : one.start]) < 25
        ):
            lower, upper = (before, one) if before.op[0] == ">" else (one, before)
            found[-1] = replace(
                before, end=one.end, value=lower.value, op=lower.op, upper_op=upper.op, upper=upper.value
            )
        else:
            found.append(one)
    return found
