"""Limits in Chinese sentences: what they are said of, and when they apply; see `stdml.text.limits`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stdml.text import modals
from stdml.text.characteristics import Phrase, ends_as_name, is_thing, name_start, split, without_label
from stdml.text.comparators_zh import HAN, Comparator, comparators, is_time, suffixed, value_of
from stdml.text.limit_words import alternatives, listed
from stdml.text.limits import Limit, Reading
from stdml.text.numbers import narrow
from stdml.text.quantities import Quantity, match_quantity
from stdml.text.requirements_zh import other_demands
from stdml.text.scopes_zh import Scopes

_MASK = "\ufffc"


_more = re.compile(
    rf"[ ]?(?:[、，,；;]|和|与|或)[ ]?(?P<period>{alternatives('zh', 'periods')})[ ]?(?:为|是)?(?:不(?:应"
    rf"|得|宜)?(?:大于|超过|高于))?"
)
_values = re.compile(r"[ ]?(?:、|，|,(?!\d{3})|和|与|及)[ ]?")
_trail = re.compile(rf"(?:{alternatives('zh', 'trailing')})+\Z")
_lead = re.compile(rf"\A(?:{alternatives('zh', 'leading')})")
_verb = re.compile(
    rf"(?:(?P<modal>应当|应|宜|须|必须|可|不得|不应|不宜|要)|能|并|和|或|且|以|内|外|间|上|处|的|墙为|\A)"
    rf"(?:能|均|都|各|同时|至少)?"
    rf"(?P<verb>{alternatives('zh', 'verbs')})了?(?=[^的]{{2,}}\Z)"
)


def read_chinese(text: str, normative: bool = True) -> Reading:
    """Return what a Chinese sentence says of limits; see `stdml.text.limits.read`."""
    original, text = text, _masked(text)
    scopes = Scopes(text)
    found: list[tuple[Comparator, Limit]] = []
    known = comparators(text)
    for index, comparator in enumerate(known):
        if found and comparator.start < found[-1][1].end:
            continue
        limit = known[index + 1].start if index + 1 < len(known) else len(text)
        one = value_of(text, comparator, limit)
        if one is not None:
            found.append((comparator, one))
            found.extend((comparator, other) for other in _further(text, one))
    found.extend(suffixed(text, [one for _, one in found]))
    found.sort(key=lambda pair: pair[1].start)
    return _assembled(original, text, scopes, found, normative)


def _masked(text: str) -> str:
    """Return the sentence with quoted words and numbers of standards out of the way, its length kept."""
    from stdml.text import standards

    masked = modals.mask_quotes(narrow(text))
    for number in standards.find_all(masked):
        masked = masked[: number.start] + "\ufffc" * (number.end - number.start) + masked[number.end :]
    return masked


def _further(text: str, first: Limit) -> Iterator[Limit]:
    """Yield the limits of other periods that the same comparator governs."""
    last = first
    while first.period and (found := _more.match(text, last.end)):
        value = match_quantity(text, found.end())
        if value is None:
            return
        last = replace(first, start=found.start("period"), end=value.end, value=value, period=found["period"])
        yield last


def _assembled(
    original: str, text: str, scopes: Scopes, found: list[tuple[Comparator, Limit]], normative: bool
) -> Reading:
    reading = Reading(subject=scopes.topic(original), condition=scopes.condition(original))
    reading.exceptions = scopes.exceptions(original)
    previous: Limit | None = None
    floor = 0
    conditional = _conditional(text, scopes, found)
    for (comparator, one), is_condition in zip(found, conditional, strict=True):
        modal = scopes.governing(comparator.start, floor)
        if is_condition:
            reading.conditions.append(
                replace(one, role="condition", name=original[scopes.segment(one.start, floor) : one.start])
            )
            floor = one.end
            continue
        if not _is_limit(text, comparator, one, modal, normative, scopes):
            continue
        for limit in _named(original, text, scopes, comparator, one, previous, floor, reading.subject):
            reading.limits.append(limit)
            previous = limit
        floor = one.end
    reading.limits = [_unmasked(original, text, one) for one in _merged(text, reading.limits)]
    others = other_demands(original, text, scopes, reading.limits)
    repeated = [one for one in others if one.kind]
    reading.limits = [one for one in reading.limits if not any(_meet(one, other) for other in repeated)]
    reading.limits += others
    reading.limits.sort(key=lambda one: one.start)
    reading.method = scopes.method(original)
    if not reading.condition and reading.conditions:
        reading.condition = scopes.whole_condition(original, reading.conditions[0].start)
    return reading


def _meet(one: Limit, other: Limit) -> bool:
    return one.start < other.end and other.start < one.end


def _unmasked(original: str, text: str, one: Limit) -> Limit:
    """Return a limit with the words of the sentence in place of what was masked."""
    if _MASK not in one.relative_to:
        return one
    at = text.find(one.relative_to, one.start)
    return replace(one, relative_to=original[at : at + len(one.relative_to)]) if at >= 0 else one


_joined = re.compile(r"[^，。；]{0,3}(?:或|且|和|及|、)[^，。；应宜]{0,20}\Z")


def _conditional(text: str, scopes: Scopes, found: list[tuple[Comparator, Limit]]) -> list[bool]:
    """Return which comparators are conditions; one that is joined to a condition is one, too."""
    flags = [
        _is_condition(text, scopes, comparator, one, scopes.governing(comparator.start, 0))
        for comparator, one in found
    ]
    for index in range(len(found) - 2, -1, -1):
        between = text[found[index][1].end : found[index + 1][0].start]
        if flags[index + 1] and not found[index][0].modal and _joined.match(between):
            flags[index] = True
    return flags


def _is_condition(text: str, scopes: Scopes, comparator: Comparator, one: Limit, modal: bool) -> bool:
    """Whether a comparator says when the sentence applies."""
    if comparator.modal:
        return False
    if scopes.in_when(one.start, one.end):
        return True
    after = text[one.end :].lstrip()
    of = re.match(r"(?:[）)]|及以上|以上|及以下|以下|（[^（）]{0,12}）)*的(?![,，。；]|\Z)", after)
    if of:
        # 高度大于 24 m 的建筑应…: the verbal form follows; 应设置宽度不小于 1 m 的通道: it comes before.
        return not modal and scopes.modal_after(one.end)
    if scopes.in_bracket(one.start):
        return not modal and scopes.modal_after(one.end)
    if re.match(r"[，,](?:且|并|但|同时|最)", after):
        return False
    bare = comparator.op in (">", "<", "==") or comparator.suffix
    if bare and not modal and scopes.modal_after(one.end):
        return not re.match(r"[；;。]", after)
    return False


def _is_limit(
    text: str, comparator: Comparator, one: Limit, modal: bool, normative: bool, scopes: Scopes
) -> bool:
    if comparator.modal or modal:
        return not comparator.suffix or scopes.leads(comparator.start)
    if comparator.suffix and "内" in one.words and not text[scopes.segment(one.start) : one.start].strip():
        # 应在 24 h 内响应，7 个工作日内办结
        return scopes.modal_before(one.start) and not text[one.end :].lstrip().startswith(("的", "，", "。"))
    if comparator.suffix or (
        comparator.weak and (not normative or text[one.end :].lstrip().startswith("的"))
    ):
        return False
    if comparator.weak and one.value is not None and one.value.kind == "number" and one.value.unit is None:
        return False
    return normative or scopes.modal_before(comparator.start)


def _named(
    original: str,
    text: str,
    scopes: Scopes,
    comparator: Comparator,
    one: Limit,
    previous: Limit | None,
    floor: int,
    topic: str,
) -> Iterator[Limit]:
    """Yield a limit with its name and subject; several where it is said of several characteristics."""
    start = scopes.segment(comparator.start, floor)
    phrase = _phrase(original, text, start, comparator.start)
    condition, phrase = (phrase, "") if scopes.is_when(phrase) else scopes.split_condition(phrase)
    condition = condition or scopes.condition_before(original, comparator.start, floor)
    period = one.period or next((word for word in listed("zh", "periods") if phrase.startswith(word)), "")
    if period and phrase.startswith(period):
        phrase = phrase[len(period) :]
    said = split(phrase) if phrase else Phrase("", (), False)
    if said.subject and len(said.names) == 1 and _goes_on(original, start, phrase, previous, said):
        # 其燃油料储备量: the subject was named before, and all of this is the characteristic.
        said = Phrase("", (phrase,), True)
    behind = _behind(original, text, one.end)
    if behind and not said.known and (phrase or previous is None):
        said = Phrase("", (behind,), True)
    elif not said.known and (doing := _done_within(original, text, one)):
        led = _led_in.match(phrase)
        said = Phrase(led["who"] if led else phrase.strip(), (doing,), True)
        if led and led["when"]:
            condition = led["when"]
    elif not said.known and (counted := _counted(original, text, one)):
        led = _led_in.match(phrase)
        said = Phrase(led["who"] if led else phrase.strip(), (counted,), True)
    weak = _weak.search(text, start, comparator.end)
    one = replace(one, condition=condition, period=period, weak=weak.group() if weak else "")
    if not said.names or not said.names[0]:
        if previous is None:
            earlier = scopes.named_before(original, start)
            yield from (replace(one, name=name, subject=earlier.subject or topic) for name in earlier.names)
            return
        yield replace(
            one,
            name=previous.name,
            subject=previous.subject,
            condition=condition or previous.condition,
            period=period or previous.period,
        )
        return
    earlier = scopes.named_before(original, start)
    if not said.known and previous is None and not earlier.known and one.value and is_time(one.value):
        # 抵达现场，市区不超过 30 min: what is done, and where it has to be done in that time.
        earlier = scopes.named_before(original, start, anything=True)
    if not said.known and previous is None and earlier.known:
        yield from (
            replace(one, name=name, subject=earlier.subject or topic, condition=phrase)
            for name in earlier.names
        )
        return
    if not said.known and previous is not None and previous.name and _same_kind(previous, one):
        # 其他地区不超过 1 h: the phrase says for whom, and the characteristic is that of the limit before.
        yield replace(one, name=previous.name, subject=previous.subject, condition=phrase)
        return
    subject = said.subject or (previous.subject if previous and previous.subject else topic)
    if shared := _by_subject(text, one, said.names, subject):
        yield from shared
        return
    spread = _distributed(text, one, said)
    for name, value in spread:
        yield replace(
            one,
            name=name,
            subject=subject if subject != name else "",
            value=value,
            end=value.end if value else one.end,
        )


_MOST = 10
_and = re.compile(r"、|和|与|及")


def _by_subject(text: str, one: Limit, names: Sequence[str], subject: str) -> list[Limit]:
    """Return a limit for each subject where each has its own value: 甲、乙的流量分别不小于 1 L/s、2 L/s."""
    subjects = _and.split(subject)
    each = "分别" in one.words or text[: one.start].endswith("分别")
    if one.value is None or not each or len(names) != 1 or len(subjects) < 2 or _and.search(names[0]):
        return []
    values = _following(text, one.value, len(subjects))
    if len(values) != len(subjects):
        return []
    pairs = zip(subjects, values, strict=True)
    return [replace(one, name=names[0], subject=whom, value=value, end=value.end) for whom, value in pairs]


def _following(text: str, first: Quantity, most: int) -> list[Quantity]:
    """Return a value and those that are listed after it, at most so many."""
    values = [first]
    while len(values) < most and (joined := _values.match(text, values[-1].end)):
        following = match_quantity(text, joined.end())
        if following is None:
            break
        values.append(following)
    return values


def _goes_on(original: str, start: int, phrase: str, previous: Limit | None, said: Phrase) -> bool:
    """Whether a phrase speaks of the subject that was named before, and names none of its own."""
    before = original[start:].lstrip().startswith("其") or (previous is not None and bool(previous.subject))
    plain = "的" not in phrase and "距" not in phrase and len(phrase) <= _MOST
    return before and plain and not is_thing(said.subject)


def _same_kind(previous: Limit, one: Limit) -> bool:
    before = previous.value.unit if previous.value else None
    own = one.value.unit if one.value else None
    return (
        before is not None and own is not None and before.dimension == own.dimension and previous.op == one.op
    )


def _distributed(text: str, one: Limit, said: Phrase) -> list[tuple[str, Quantity | None]]:
    """Return each characteristic with its value; of "分别" each has its own."""
    value = one.value
    if value is None or (len(said.names) == 1 and "分别" not in one.words):
        return [(name, value) for name in said.names]
    names = list(said.names)
    if len(names) == 1:
        names = _and.split(names[0])
    values = _following(text, value, len(names))
    if len(values) == len(names):
        return list(zip(names, values, strict=True))
    return [(name, value) for name in said.names]


def _phrase(original: str, text: str, start: int, end: int) -> str:
    """Return what stands before a comparator, without conjunctions, labels and the verb that governs it."""
    phrase = original[start:end].strip(" 　,，、")
    phrase = without_label(phrase)
    for _ in range(3):
        shorter = (
            _lead.sub("", phrase, count=1)
            if not phrase.startswith(("对称", "如厕", "以太", "即时"))
            else phrase
        )
        if shorter == phrase:
            break
        phrase = shorter.strip()
    phrase = _trail.sub("", phrase).strip(" 　,，")
    if phrase.startswith("的"):
        # What is left of 280 ℃的温度下…, the number having been taken.
        phrase = _after_of.sub("", phrase)
    name = name_start(phrase)
    for verb in reversed(list(_verb.finditer(phrase))):
        if name is None or verb["modal"] or verb.start("verb") < name:
            phrase = phrase[verb.end() :]
            break
    return _its.sub("", phrase).strip()


_weak = re.compile(r"一般(?=情况|应|宜|不|可|为)|原则上|通常(?=应|宜|不|为)|尽量|尽可能")
_led_in = re.compile(r"\A(?P<who>.*?)(?:应当|应|宜|须|必须)(?:能|在|于)*(?P<when>.*)\Z")
_things = re.compile(rf"\A[ ]?(?P<what>[{HAN}]{{1,10}}?)(?=[，。；（(]|\Z)")


def _counted(original: str, text: str, one: Limit) -> str:
    """Return what is counted where the words before do not say: 应支持不少于 3 种语言."""
    if one.value is None or one.value.unit is None or not one.value.unit.dimension.startswith("{"):
        return ""
    found = _things.match(text[one.end : one.end + 12])
    if found is None or found["what"][0] in "的时以及或和且并":
        return ""
    return original[one.end + found.start("what") : one.end + found.end("what")]


_its = re.compile(r"\A其(?![他它余中])")
_after_of = re.compile(r"\A的(?:[^，。的]{0,8}?(?:下|时|中|后|内))?")
_doing = re.compile(rf"\A[ ]?(?P<what>[{HAN}]{{2,20}}?)(?=[，。；、,;（(]|并|且|\Z)")


def _done_within(original: str, text: str, one: Limit) -> str:
    """Return what has to be done in a time: 应在 5 s 内完成自检."""
    if one.value is None or not is_time(one.value) or "内" not in text[one.value.end : one.end]:
        return ""
    found = _doing.match(text[one.end : one.end + 30])
    return original[one.end + found.start("what") : one.end + found.end("what")] if found else ""


_thing = re.compile(rf"\A[ ]?的(?P<name>[{HAN}A-Za-z]{{2,14}}?)(?=[，。；、,;（(]|和|与|或|及|时|\Z)")


def _behind(original: str, text: str, end: int) -> str:
    """Return the characteristic that follows its value: 不小于 5‰ 的坡度, 不低于 B1 级的装修材料."""
    found = _thing.match(text[end : end + 24])
    if found is None:
        return ""
    name = original[end + found.start("name") : end + found.end("name")]
    if not ends_as_name(name):
        # 不小于 5‰ 的坡度坡向排水口: the name is the longest beginning that ends as one.
        name = next((name[:at] for at in range(len(name), 1, -1) if ends_as_name(name[:at])), name)
    return name


def _merged(text: str, limits: list[Limit]) -> list[Limit]:
    """Return the limits with a lower and an upper one of the same characteristic made a range."""
    found: list[Limit] = []
    for one in limits:
        before = found[-1] if found else None
        if before is not None and _are_bounds(text, before, one):
            lower, upper = (before, one) if before.op in (">", ">=") else (one, before)
            found[-1] = replace(
                before, end=one.end, value=lower.value, op=lower.op, upper_op=upper.op, upper=upper.value
            )
        else:
            found.append(one)
    return found


def _are_bounds(text: str, before: Limit, one: Limit) -> bool:
    if before.upper_op or {before.op[0], one.op[0]} != {"<", ">"}:
        return False
    if (
        before.value is None
        or one.value is None
        or before.value.kind != "number"
        or one.value.kind != "number"
    ):
        return False
    between = text[before.end : one.start].strip(" ，,、；")
    first, second = before.value.unit, one.value.unit
    same = (first is None or second is None) or first.dimension == second.dimension
    return (
        same
        and before.name == one.name
        and between in ("", "且", "并", "并且", "但", "同时", "又", "也", "和", "与", "或", "而且")
    )
