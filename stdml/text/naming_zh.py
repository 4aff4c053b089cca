"""What a limit in a Chinese sentence is said of: its subject and characteristic; see `stdml.text.limits`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stdml.text.characteristics import Phrase, ends_as_name, is_thing, name_start, split, without_label
from stdml.text.comparators_zh import HAN, Comparator
from stdml.text.limit_words import alternatives
from stdml.text.limits import Limit
from stdml.text.quantities import Quantity, match_quantity
from stdml.text.scopes_zh import Scopes
from stdml.text.values_zh import SIZE, SIZES, is_time

_values = re.compile(r"[ ]?(?:、|，|,(?!\d{3})|和|与|及)[ ]?")
_trail = re.compile(rf"(?:{alternatives('zh', 'trailing')})\Z")
_lead = re.compile(rf"\A(?:{alternatives('zh', 'leading')})")
# 有机物, 用电, 设计: words that begin as these verbs do.
_OF_WORDS = r"(?<=有)[机效毒害限色关源]|(?<=用)[电水户地气途具品]|(?<=设)[计备施定]"
_verb = re.compile(
    rf"(?:(?P<modal>应当|应|宜|须|必须|可|不得|不应|不宜|要)|能|并|和|或|且|以|内|外|间|上|处|的|墙为|\A)"
    rf"(?:能|均|都|各|同时|至少)?"
    rf"(?P<verb>{alternatives('zh', 'verbs')})了?(?!{_OF_WORDS})(?=[^的]{{2,}}\Z)"
)


def named(
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
    if whole := _when_of(original, scopes, comparator.start):
        phrase, condition = whole
    condition = condition or scopes.condition_before(original, comparator.start, floor)
    period, phrase = _without_period(phrase, one.period)
    phrase = "" if phrase in _EXTREMES else phrase
    said = split(phrase) if phrase else Phrase("", (), False)
    if said.subject and len(said.names) == 1 and _goes_on(original, start, phrase, previous, said):
        # 其燃油料储备量: the subject was named before, and all of this is the characteristic.
        said = Phrase("", (phrase,), True)
    behind = _behind(original, text, one.end)
    if size := SIZE.match(text, one.end):
        # 3 m 宽的隔离带
        said = Phrase(original[size.start("thing") : size.end("thing")], (SIZES[size["size"]],), True)
    elif behind and said.known and not said.subject and not ends_as_name(behind):
        # 应设置高度为 0.85 m 的扶手
        said = Phrase(behind, said.names, True)
    elif behind and not said.known and (phrase or previous is None):
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


_EXTREMES = frozenset(("最高", "最低", "最大", "最小", "最多", "最少", "最长", "最短"))
_of_period = re.compile(rf"在?(?P<period>{alternatives('zh', 'periods')})的?")


def _without_period(phrase: str, period: str) -> tuple[str, str]:
    """Return the period of a limit, and the phrase without it: 夜间 and 就餐区照度 of 就餐区夜间照度."""
    found = _of_period.search(phrase)
    if found is None or (period and period != found["period"]):
        return period, phrase
    rest = phrase[: found.start()] + phrase[found.end() :]
    # 夏季最高 is a phrase of its own; 采暖期室内温度 is 室内温度.
    return found["period"], rest


_said_when = re.compile(
    r"(?P<who>[^，。；]{2,30}?)(?P<when>(?:在|当)[^，。；]{1,60}?(?:时|条件下|状态下|情况下|工况下|(?<!之)[前后]))\Z"
)


def _when_of(original: str, scopes: Scopes, at: int) -> tuple[str, str] | None:
    """Return name and condition of 效率在 50 % 负载以上时, where a value stands in the condition."""
    found = _said_when.match(without_label(original[scopes.segment(at) : at].strip(" 　")))
    return (found["who"], found["when"]) if found and ends_as_name(found["who"]) else None


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
    return before and plain and not is_thing(said.subject) and not _and.search(said.subject[-1:])


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
    phrase = _untrailed(_but.sub("", phrase))
    if phrase.startswith("的"):
        # What is left of 280 ℃的温度下…, the number having been taken.
        phrase = _after_of.sub("", phrase)
    name = name_start(phrase)
    for verb in reversed(list(_verb.finditer(phrase))):
        if name is None or verb["modal"] or verb.start("verb") < name:
            phrase = phrase[verb.end() :]
            break
    return _its.sub("", phrase).strip()


# 除岩石地基外 says where the limit does not hold, and is no part of a name.
_but = re.compile(r"除[^，。；除]{1,30}?(?:之外|以外|外)")


def _untrailed(phrase: str) -> str:
    """Return a phrase without the adverbs and verbs at its end; 性能 and 功能 end a name as they are."""
    while phrase and not ends_as_name(phrase):
        shorter = _trail.sub("", phrase).strip(" 　,，")
        if shorter == phrase:
            break
        phrase = shorter
    return phrase


_weak = re.compile(r"一般(?=情况|应|宜|不|可|为)|原则上|通常(?=应|宜|不|为)|尽量|尽可能")
_led_in = re.compile(r"\A(?P<who>.*?)(?:应当|应|宜|须|必须)(?:能|在|于)*(?P<when>.*)\Z")
_things = re.compile(rf"\A[ ]?(?P<what>[{HAN}]{{1,10}}?)(?=[，。；（(]|\Z)")


def _counted(original: str, text: str, one: Limit) -> str:
    """Return what is counted where the words before do not say: 应支持不少于 3 种语言."""
    if one.value is None or one.value.unit is None or not one.value.unit.dimension.startswith("{"):
        return ""
    found = _things.match(text[one.end : one.end + 12])
    if found is None or _no_thing.match(found["what"]):
        return ""
    return original[one.end + found.start("what") : one.end + found.end("what")]


_no_thing = re.compile(r"[的时以及或和且]|并(?![发联网行列])")
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
