"""Limits in English sentences; see `stdml.text.limits`."""

from __future__ import annotations

import re
from dataclasses import replace

from stdml.text import modals, standards
from stdml.text.comparators_en import valued
from stdml.text.limits import Limit, Reading
from stdml.text.naming_en import PERIOD, cleaned, named
from stdml.text.quantities import match_quantity
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
        if (
            not normative
            and not any(start < one.start for start, _ in forms)
            and not _leads(masked, forms, one)
        ):
            continue
        one = _governed(masked, forms, one)
        one = cleaned(named(text, masked, forms, one, previous, reading))
        reading.limits.extend(_by_period(masked, one) or _distributed(masked, one))
        previous = one
        end = max(end, reading.limits[-1].end)
    reading.limits = [*_merged(masked, reading.limits), *other_demands_en(text, masked, forms, reading)]
    reading.limits.sort(key=lambda one: one.start)
    return reading


def _leads(text: str, forms: list[tuple[int, int]], one: Limit) -> bool:
    """Whether a value opens the clause that the verbal form ends: at least 2 % of the spaces shall be."""
    start = clause_start(text, one.start)
    return not text[start : one.start].strip() and any(first >= one.end for first, _ in forms)


_next = re.compile(r",? and (?:by )?|, ")


def _by_period(text: str, one: Limit) -> list[Limit]:
    """Return a limit for each period: "45 dB at night and 55 dB during the day"."""
    period = PERIOD.match(text, one.end) if one.value is not None else None
    found = []
    while period is not None:
        one = replace(one, period=period["period"], end=period.end())
        found.append(one)
        following = _next.match(text, one.end)
        value = match_quantity(text, following.end()) if following else None
        period = PERIOD.match(text, value.end) if value else None
        if value is not None:
            one = replace(one, start=value.start, value=value)
    return found


_joins = re.compile(r",|;|\b(?:and|or|but|unless|if|when|except)\b")


def _governed(text: str, forms: list[tuple[int, int]], one: Limit) -> Limit:
    """Return a limit with the verbal form that governs it; "shall not take longer than" is at most."""
    form = next((span for span in reversed(forms) if span[0] < one.start + len(one.words)), None)
    if form is None:
        return one
    modal = text[form[0] : form[1]]
    negated = modal.lower().endswith((" not", "cannot")) and form[1] <= one.start
    if negated and one.words.lower() == "within" and one.op == "<=":
        # shall not be deleted within 180 days: not before they are over.
        return replace(one, op=">=", modal=modal)
    if negated and one.op in ("<", ">") and not _joins.search(text[form[1] : one.start]):
        return replace(one, op="<=" if one.op == ">" else ">=", modal=modal)
    return replace(one, modal=modal)


_and = re.compile(r",? and |, ")
_MOST = 10


def _distributed(text: str, one: Limit) -> list[Limit]:
    """Return a limit for each name where each has its own value: "1 m and 2 m, respectively"."""
    if one.value is None or "respectively" not in text:
        return [one]
    values = [one.value]
    while len(values) < _MOST and (joined := _and.match(text, values[-1].end)):
        following = match_quantity(text, joined.end())
        if following is None:
            break
        values.append(following)
    if len(values) < 2 or not re.match(r",? respectively", text[values[-1].end :]):
        return [one]
    unit = values[-1].unit
    values = [replace(value, unit=value.unit or unit) for value in values]
    several = _several(text, one)
    if len(several) != len(values):
        return [one]
    return [
        replace(one, name=name, subject=whom, value=value, end=value.end)
        for (name, whom), value in zip(several, values, strict=True)
    ]


def _several(text: str, one: Limit) -> list[tuple[str, str]]:
    """Return the names, each with its subject, or the subjects of one name, that stand before the verb."""
    at = text.rfind(one.modal, 0, one.start + len(one.words)) if one.modal else one.start
    phrase = ARTICLE.sub("", text[max(text.rfind(". ", 0, at) + 1, 0) : at].strip())
    of = OF.match(phrase)
    name, subject = (of["name"], of["subject"]) if of else (phrase, "")
    names = [ARTICLE.sub("", each) for each in _and.split(name)]
    subjects = [ARTICLE.sub("", each) for each in _and.split(subject)]
    if len(names) == 1:
        return [(name, whom) for whom in subjects]
    return [(each, ARTICLE.sub("", subject)) for each in names]


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
    if not text[clause_start(text, one.start) : one.start].strip() and (
        one.value.kind == "number" if one.value else one.factor
    ):
        # At least two persons shall be present.
        return False
    return bool(forms) and one.end <= forms[0][0]


def _subject(text: str, masked: str, forms: list[tuple[int, int]]) -> str:
    if not forms:
        return ""
    start = clause_start(masked, forms[0][0])
    phrase = ARTICLE.sub("", text[start : forms[0][0]].strip(" \t-–—"))
    found = OF.match(phrase)
    return ARTICLE.sub("", found["subject"]) if found else phrase


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
