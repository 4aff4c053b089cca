"""What Chinese sentences demand without a comparator: existence, references, choices, intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from stdml.text import standards
from stdml.text.characteristics import split, without_label
from stdml.text.limit_words import alternatives
from stdml.text.limits import Limit
from stdml.text.numbers import match_number
from stdml.text.quantities import Quantity, match_quantity
from stdml.text.scopes_zh import Scopes
from stdml.text.units import parse_unit

_MODAL = "(?:不应|不得|不宜|不可|应当|应|宜|须|必须|严禁|禁止)"
_ADVERBS = "(?:至少|均|都|分别|各|单独|同时|全部|能|按规定|就近|统一|合理|明确|独立|专门|也|还)*"


@cache
def _exists() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<modal>{_MODAL}){_ADVERBS}(?P<verb>{alternatives('zh', 'existence')})(?:了|有)"
        rf"?(?P<what>[^，。；：！？\n]+)"
    )


_detected = re.compile(r"(?:不应|不得|应不|应未|未|不宜|不可)(?:被)?(?:检出|测出|检测出|检测到)")
_conforms = re.compile(
    r"(?P<modal>不应|应当|应|宜|须|必须)(?:同时|均|分别|完全|还|也|能)*(?P<verb>符合|满足|遵守|执行|遵循"
    r"|按照|按|依据)"
    r"(?P<what>[^，。；！？\n]+)"
)
_place = re.compile(
    r"(?:本(?:文件|标准|规范|规程))?(?:第 ?\d+(?:\.\d+)* ?[章条]|附录 ?[A-Z](?:\.\d+)*|表 ?(?:[A-Z]\.)"
    r"?\d+(?:[.\-—]\d+)*|图 ?\d+|公?式 ?[（(]\d+[)）]"
    r"|(?<![\d.A-Za-z])\d{1,2}(?:\.\d{1,3}){1,4}(?![\d.]*\d))"
)
_list_of = re.compile(
    rf"(?P<modal>{_MODAL})(?:优先|均|都|能)?(?P<verb>采用|选用|使用|为|是|从|选择)"
    rf"(?P<what>[^，。；：！？\n]{{2,60}})"
)
_choice = re.compile(r"、|或者?|和|及")
_EVERY = r"每(?:隔)?(?P<every>[^，。；\d一二三四五六七八九十两半]{0,1}?)"
_interval = re.compile(rf"(?:(?P<modal>应当|应|宜|须|必须)[^，。；]{{0,14}}?)?{_EVERY}(?P<rest>.{{1,30}})")
_once = re.compile(
    r"\A(?P<verb>[^，。；]{0,24}?)(?P<least>至少|不(?:应|宜|得)?少于|不低于)?(?:应|宜|须)"
    r"?(?P<verb2>[^，。；\d一二三四五六七八九十两]{0,12}?)"
    r"(?P<least2>至少|不少于)?(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,2}) ?(?:次|遍|回)"
)
_deed = re.compile(r"[ ]?(?P<what>[\u4e00-\u9fff、]{2,16}?)(?=[，。；（(]|\Z)")
_counted_thing = re.compile(r"\A[ ]?(?P<what>[\u4e00-\u9fff].{1,})\Z")
_least = re.compile(r"至少|不(?:应|宜|得)?(?:少于|低于)")


def other_demands(original: str, text: str, scopes: Scopes, limits: list[Limit]) -> list[Limit]:
    """Return what a sentence demands beside its comparisons with numbers.

    Args:
        original: the sentence
        text: the sentence with quoted words and numbers of standards masked
        scopes: its scopes
        limits: the comparisons that were found in it; what stands in one is no demand of its own
    """
    found = [*_not_detected(original, text, scopes), *_intervals(original, text, scopes, limits)]
    found += _references(original, text, scopes, limits)
    found += _choices(original, text, scopes, [*limits, *found])
    found += _existing(original, text, scopes, [*limits, *found])
    return [one for one in found if not scopes.in_when(one.start, one.end)]


def _before(original: str, scopes: Scopes, at: int, floor: int = 0) -> tuple[str, str, str]:
    """Return condition, subject and characteristic of what stands before offset `at` in its segment."""
    phrase = without_label(original[scopes.segment(at, floor) : at]).strip(" 　，、")
    condition, phrase = scopes.split_condition(phrase)
    condition = condition or scopes.condition_before(original, at, 0)
    phrase = re.sub(r"\A(?:其(?!他)|并且?|且|还|也|同时)+|(?:应当|应|宜|须|必须)\Z", "", phrase)
    said = split(phrase) if phrase else None
    if said is None:
        return condition, scopes.topic(original), ""
    if not said.known:
        return condition, phrase or scopes.topic(original), ""
    return condition, said.subject or scopes.topic(original), "、".join(said.names)


def _is_form(scopes: Scopes, at: int) -> bool:
    return at in scopes.starts


def _not_detected(original: str, text: str, scopes: Scopes) -> Iterator[Limit]:
    for match in _detected.finditer(text):
        condition, subject, name = _before(original, scopes, match.start())
        phrase = without_label(original[scopes.segment(match.start()) : match.start()]).strip(" 　，、")
        phrase, per = _sampled(phrase)
        if per:
            subject, name = scopes.split_condition(phrase)[1], ""
        end, names = match.end(), [name]
        if behind := _substance.match(text, match.end()):
            # 饮用水中不应检出大肠菌群
            end = behind.end()
            names = _choice.split(original[behind.start("what") : end])
            subject = _inside.sub("", phrase)
        elif not name or per:
            said = phrase.rsplit("的", 1) if "的" in phrase else phrase.rsplit("中", 1)
            subject, names = (said[0], [said[1]]) if len(said) == 2 and said[1] else ("", [phrase])
        base = Limit(match.start(), end, "not-detected", original[match.start() : match.end()], per=per)
        for each in names:
            yield replace(base, subject=subject, name=each.strip(), condition=condition)


_substance = re.compile(
    r"(?P<what>[ ]?(?![的时后]|值|浓度|含量|下限|限)[^，。；：！？（(\n]{2,40}?)(?=[，。；：！？（(\n]|\Z)"
)
_sample = re.compile(r"每[ ]?")


def _sampled(phrase: str) -> tuple[str, str]:
    """Return a phrase without the amount of a sample that it begins with, and that: 每 25 g 样品中."""
    lead = _sample.match(phrase)
    value = match_quantity(phrase, lead.end()) if lead else None
    if lead is None or value is None or value.unit is None or value.kind != "number":
        return phrase, ""
    return phrase[value.end :].strip(" 的"), phrase[lead.end() : value.end].strip()


def _intervals(original: str, text: str, scopes: Scopes, limits: list[Limit]) -> Iterator[Limit]:
    """Yield intervals and frequencies: 每 12 个月至少校准一次, 每年不应少于 2 次."""
    for match in re.finditer(r"每(?:隔)?", text):
        period = _period(text, match.end())
        if period is None:
            continue
        times = _once.match(text[period.end : period.end + 60])
        if times is None:
            continue
        number = match_number(times["count"], 0)
        end = period.end + times.end()
        if number is None or not (scopes.modal_before(end) or _least.search(times.group())):
            continue
        least = _least.search(times.group())
        verb = _least.sub("", times["verb"] + times["verb2"]).strip(" 应宜须当不得要进行开展")
        condition, subject, name = _before(original, scopes, match.start())
        behind = _deed.match(text, end)
        name = verb or (original[behind.start("what") : behind.end("what")] if behind else name)
        words = original[match.start() : end]
        if number.value == 1:
            yield Limit(
                match.start(),
                end,
                "<=",
                words,
                period,
                subject=subject,
                name=name,
                condition=condition,
                kind="duration",
            )
        elif period.value in ("1", "") and period.unit is not None:
            unit = parse_unit(f"次/{period.unit.written}")
            value = Quantity(match.start(), end, "number", number.written, unit)
            yield Limit(
                match.start(),
                end,
                ">=" if least else "==",
                words,
                value,
                subject=subject,
                name=name,
                condition=condition,
                kind="frequency",
            )


def _period(text: str, at: int) -> Quantity | None:
    """Return the period after 每: 12 个月, or 年 for one year."""
    value = match_quantity(text, at)
    if value is not None and value.unit is not None and value.unit.dimension == "T":
        return value
    from stdml.text.units import match_unit

    found = match_unit(text, at)
    if found is None or found[1].dimension != "T":
        return None
    return Quantity(at, found[0], "number", "1", found[1])


def _references(original: str, text: str, scopes: Scopes, limits: list[Limit]) -> Iterator[Limit]:
    for match in _conforms.finditer(text):
        if not _is_form(scopes, match.start()) or _overlaps(limits, match.start(), match.end("verb")):
            continue
        what = original[match.start("what") : match.end("what")]
        number = next(iter(standards.find_all(what)), None)
        place = None if number else _place.search(what)
        if number is None and place is None:
            continue
        reference = _cited(what, number) if number else place.group().strip() if place else ""
        condition, subject, name = _before(original, scopes, match.start())
        yield Limit(
            match.start(),
            match.end(),
            "reference",
            original[match.start() : match.end("verb")],
            subject=subject,
            name=name,
            condition=condition,
            reference=reference,
        )


_part_of = re.compile(
    r"\A[ ]?(?:中的?|的|，)?[ ]?(?P<place>第? ?\d{1,3}(?:\.\d{1,3}){0,4} ?[章条]?(?! ?[a-zA-Z%℃])"
    r"|附录 ?[A-Z](?:\.\d+)*|[A-Z]\.\d+(?:\.\d+)*|表 ?\d+)"
)


def _cited(what: str, number: standards.StandardNumber) -> str:
    place = _part_of.match(what[number.end :])
    return f"{number.text} {place['place'].strip()}" if place else number.text


def _choices(original: str, text: str, scopes: Scopes, limits: list[Limit]) -> Iterator[Limit]:
    """Yield lists of allowed values: 应采用 A、B 或 C."""
    for match in _list_of.finditer(text):
        if not _is_form(scopes, match.start()) or _overlaps(limits, match.start(), match.end()):
            continue
        what = original[match.start("what") : match.end("what")].strip()
        if (
            "或" not in what
            or re.search(r"进行|方式进行|措施|的方法|等", what)
            or match["modal"].startswith(("不", "严", "禁"))
        ):
            continue
        values = [part.strip(" 　“”之一") for part in _choice.split(what)]
        if len(values) < 2 or any(not value or len(value) > 16 for value in values):
            continue
        condition, subject, name = _before(original, scopes, match.start())
        yield Limit(
            match.start(),
            match.end(),
            "enum",
            original[match.start() : match.start("what")],
            subject=subject,
            name=name or subject,
            condition=condition,
            values=tuple(values),
        )


def _existing(original: str, text: str, scopes: Scopes, limits: list[Limit]) -> Iterator[Limit]:
    for match in _exists().finditer(text):
        if not _is_form(scopes, match.start()) or _overlaps(limits, match.start(), match.end("verb")):
            continue
        what = _thing(original[match.start("what") : match.end("what")])
        if not what:
            continue
        negative = match["modal"].startswith(("不", "严禁", "禁"))
        value = match_quantity(what, 0)
        if value is not None and value.unit is not None and not value.unit.dimension.startswith("{"):
            value = None
        counted = (
            _counted_thing.match(what[value.end :]) if value is not None and value.kind == "number" else None
        )
        if counted is not None:
            what = counted["what"]
        condition, subject, name = _before(original, scopes, match.start())
        yield Limit(
            match.start(),
            match.end(),
            "not-exists" if negative else "exists",
            original[match.start() : match.end("verb")],
            value=value if counted is not None else None,
            subject=_inside.sub("", subject or name),
            name=what,
            condition=condition,
        )


_inside = re.compile(r"(?<=..)(?:内部|内|中)\Z")
_no_thing = re.compile(
    r"\A(?:在|于|为|成|到|至|完|好|时|后|前|条件|要求|规定|效|利|关|限|害|可能|必要|助于|无(?!障碍|线|菌|缝|人|损|铅|机))|(?:处|内|外"
    r"|上|下|中|旁|侧|之间)\Z"
)
_attribute = re.compile(
    r"\A.{0,40}?(?:不(?:小于|大于|低于|高于|少于|超过)|大于|小于|[度径积量数]为)[^的]{0,16}的"
    r"|\A\d[^的，]{0,12}[宽高长深厚]的"
)


def _thing(what: str) -> str:
    """Return the thing that has to be there, without limits in front of it; "" where it is none."""
    what = _attribute.sub("", what.strip(" 　"))
    what = re.split(r"(?:，|,|且|并|用于|以便|，其)", what, maxsplit=1)[0].strip(" 　；;的")
    return "" if not what or len(what) > 40 or _no_thing.search(what) else what


def _overlaps(limits: list[Limit], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in limits)
