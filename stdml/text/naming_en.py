"""What a limit in an English sentence is said of: its subject and characteristic; see `stdml.text.limits`."""

from __future__ import annotations

import re
from dataclasses import replace

from stdml.text.comparators_en import BOUNDED
from stdml.text.limits import Limit, Reading
from stdml.text.requirements_en import ARTICLE, OF, clause_start

PERIOD = re.compile(
    r" (?:at|during|by|in) (?:the )?"
    r"(?P<period>night-?time|night|day-?time|day|evening|summer|winter)(?![\w-])"
)
"""What says for which time of the day or the year a limit holds."""
_gap = re.compile(r"\A(?P<name>.+?) (?P<rest>between .+)\Z")
_with_name = re.compile(
    r"(?:have|has|having|with|maintain|provide|withstand|achieve|of|at) (?:a |an |the )"
    r"?(?P<name>[A-Za-z][A-Za-z -]{1,50}?)(?: that is| which is| of)?\Z"
)


def named(
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
        if any(start <= first < form[0] for first, _ in forms):
            # The API should respond … and shall not take …: the subject was named before the first form.
            phrase = reading.subject
        if own:
            name = text[form[1] + own.start("name") : form[1] + own.end("name")]
            return replace(one, name=name.strip().removesuffix(" of"), subject=phrase, condition=condition)
        if dimension := _dimension(one, phrase):
            return replace(one, name=dimension, subject=phrase, condition=condition)
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
        if verb and not _no_deed.match(verb):
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
_COMPARATIVES = {
    "wider": "width",
    "narrower": "width",
    "higher": "height",
    "taller": "height",
    "longer": "length",
    "shorter": "length",
    "deeper": "depth",
    "thicker": "thickness",
    "thinner": "thickness",
}
_comparative = re.compile(rf"\b({'|'.join(_COMPARATIVES)}) than")
_measured = re.compile(
    r"\b(?:width|height|length|depth|thickness|distance|level|elevation|gap|size|diameter|clearance|spacing"
    r"|span|stroke|radius|dimension|offset|rise|going)s?\b"
)


# Verbs that say where a value stands, and not what is done.
_no_deed = re.compile(
    r"fall|drop|rise|remain|stay|decrease|increase|amount|reach|go |maintain|kept|keep|held|set|limited"
    r"|controlled|exceed|less|more|equal|within"
)


def _dimension(one: Limit, phrase: str) -> str:
    """Return the dimension that a comparator names: width, of "Steps shall be no narrower than 280 mm"."""
    size = _comparative.search(one.words)
    length = one.value is not None and one.value.unit is not None and one.value.unit.dimension == "L"
    return _COMPARATIVES[size[1]] if size and length and not _measured.search(phrase) else ""


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


def cleaned(one: Limit) -> Limit:
    """Return a limit whose name has no conjunctions and commas around it."""
    name = re.sub(r"\A(?:its|their) ", "", _loose.sub("", one.name))
    if found := PERIOD.search(name):
        one = replace(one, period=one.period or found["period"])
        subject = PERIOD.sub("", one.subject)
        name, one = name[: found.start()] + name[found.end() :], replace(one, subject=subject)
    return replace(one, name=name if re.search(r"\w", name) else one.subject)
