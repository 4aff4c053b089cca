"""Verbal forms that make a sentence a provision: 应, 宜, 可, 能 and their kin; shall, should, may, can.

The forms are those of GB/T 1.1—2020, Annex C, of ISO/IEC Directives, Part 2, clause 7, and of RFC 2119 and
RFC 8174, with what people write instead of them (必须, 不得, must). A Chinese form is a character that is
part of many words as well (反应, 应用, 许可, 功能), so `data/modals.json` lists the words that are no
verbal form ("not"), and the sequences that look like such a word and yet hold a form ("although": 影响应 is
影响 + 应). "^" in front of a word means that it starts there: 本应 but not 样本应.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.model.facets import Modality, Polarity

_HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Modal:
    """A verbal form in a text.

    Attributes:
        start: where it starts
        end: where it ends
        form: the words, such as 不应 or shall not
        modality: what it conveys
        polarity: whether it is negated
    """

    start: int
    end: int
    form: str
    modality: Modality
    polarity: Polarity

    @property
    def strength(self) -> str:
        """The verbal form, as the facet of a provision names it."""
        return self.form


Meaning = tuple[Modality, Polarity]
_RANK: dict[Modality, int] = {
    "requirement": 0,
    "recommendation": 1,
    "permission": 2,
    "possibility": 3,
    "statement": 4,
}


@cache
def _data() -> dict[str, Any]:
    text = (files("stdml.text") / "data" / "modals.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def _meanings(forms: dict[Modality, dict[Polarity, list[str]]]) -> dict[str, Meaning]:
    return {
        form: (modality, polarity)
        for modality, by_polarity in forms.items()
        for polarity, words in by_polarity.items()
        for form in words
    }


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The forms of a language: the pattern that finds them, and what each means."""

    pattern: re.Pattern[str]
    meanings: dict[str, Meaning]
    guarded: frozenset[str]
    ranks: dict[str, int]


@cache
def lexicon(language: str, rfc2119: bool = False) -> Lexicon | None:
    """Return the forms of a language, or None for a language whose forms are not known.

    Where a document declares RFC 2119 or RFC 8174, the forms in capital letters take the place of the English
    ones (RFC 8174, clause 2), and stand beside those of another language.
    """
    data = _data()
    if language == "zh":
        meanings = _meanings(data["zh"]["forms"])
        patterns = [_chinese_pattern(data["zh"], meanings)]
        guarded = frozenset[str]()
    elif language == "en" and not rfc2119:
        meanings = _meanings(data["en"]["forms"])
        meanings |= {form.upper(): meaning for form, meaning in meanings.items() if "can" not in form}
        patterns = [_english_pattern(meanings)]
        guarded = frozenset(("can", "must", "may", "may not"))
    elif not rfc2119:
        return None
    else:
        meanings, patterns, guarded = {}, [], frozenset()
    if rfc2119:
        capitals = _meanings(data["rfc2119"])
        meanings |= capitals
        patterns.append(_english_pattern(capitals))
    ranks = {form: _RANK[modality] for form, (modality, _) in meanings.items()}
    return Lexicon(re.compile("|".join(patterns)), meanings, guarded, ranks)


@cache
def _all_meanings() -> dict[str, Meaning]:
    data = _data()
    found = _meanings(data["zh"]["forms"])
    english = _meanings(data["en"]["forms"])
    return (
        found
        | {form.upper(): meaning for form, meaning in english.items()}
        | english
        | _meanings(data["rfc2119"])
    )


def meaning(form: str) -> Meaning | None:
    """Return modality and polarity of a verbal form of any known language, or None.

    >>> meaning("不宜"), meaning("blue")
    (('recommendation', 'negative'), None)
    """
    return _all_meanings().get(form)


def find(text: str, language: str = "zh", rfc2119: bool = False) -> list[Modal]:
    """Return the verbal forms in a sentence, those in quotation marks and in titles left out.

    >>> [(form.form, form.modality) for form in find("响应时间不应大于 1 s，宜采用自动应答。")]
    [('不应', 'requirement'), ('宜', 'recommendation')]
    >>> [form.form for form in find("A can of paint shall not be opened in May.", "en")]
    ['shall not']
    """
    words = lexicon(language, rfc2119)
    if words is None or not words.pattern.search(text):
        return []
    return [
        Modal(start, start + len(form), form, *words.meanings[form])
        for start, form in scan(mask_quotes(text), words)
    ]


def scan(text: str, words: Lexicon) -> list[tuple[int, str]]:
    """Return where the forms stand in a text that holds no quotation marks, and the forms."""
    found = []
    for match in words.pattern.finditer(text):
        form = match.group()
        if form not in words.guarded or _is_english_verb(text, match):
            found.append((match.start(), form))
    return found


def strongest(modals: Iterable[Modal]) -> Modal | None:
    """Return the form that makes the sentence what it is: a requirement before a recommendation and so on.

    Of several forms of one kind it is the first: 应 in "应 … ，且不应 …".
    """
    return min(modals, key=lambda modal: _RANK[modal.modality], default=None)


_quoted = re.compile(
    r"“[^“”]*”|‘[^‘’]*’(?!\w)|「[^「」]*」|『[^『』]*』|《[^《》]*》|〈[^〈〉]*〉|«[^«»]*»|(?<!\d)\"[^\"]*\""
    r"|[“《「『][^”》」』]*\Z|\A[^“”]*”"
)
_QUOTES = "“”‘「『《〈«"


def has_quotes(text: str) -> bool:
    """Return whether there is a quotation mark, or the mark of a title, in `text`."""
    return '"' in text or (not text.isascii() and any(map(text.__contains__, _QUOTES)))


def mask_quotes(text: str) -> str:
    """Return `text` with what stands in quotation marks or is a title replaced, its length kept.

    >>> mask_quotes("标志“不应”指")
    '标志\ufffc\ufffc\ufffc\ufffc指'
    """
    if not has_quotes(text):
        return text
    return _quoted.sub(lambda found: "\ufffc" * len(found.group()), text)


# --- Chinese

# A form that nothing follows is a word in a list or in a table, not the verb of a sentence.
_NOTHING = r"(?!\s*(?:[，。；、！？,.;!?）)”’」』》〉】\]/\n]|\Z))"
# 可 with a short word and 的 or 性 is an adjective or a noun (可滑动的圆盘, 可追溯性), unless a preposition
# follows.
_ADJECTIVE = rf"(?!(?![按由在与根将从以通对为不]|采用)[{_HAN}]{{1,2}}(?:的|性(?![能质状])))"
_EXTRA = {"可": _ADJECTIVE, "允许": rf"(?![{_HAN}]{{1,2}}的)", "禁止": rf"(?![{_HAN}]{{0,2}}的)"}


def _chinese_pattern(data: dict[str, Any], meanings: dict[str, Meaning]) -> str:
    forms = sorted(meanings, key=lambda form: (-len(form), form))
    return "|".join(_chinese_form(form, data) for form in forms)


def _chinese_form(form: str, data: dict[str, Any]) -> str:
    """Return the pattern of one form: the characters, then what must not or may stand around them."""
    barred = _around(form, data["not"].get(form, ()))
    allowed = _around(form, data["although"].get(form, ()))
    for word, verbs in data["governed"].items():
        if word.startswith(form):
            # 应对设备进行检查: the verb that 对 leads to shows that 应 is the form.
            # Behind 的 the word is a noun: 为数据的应用提供支撑.
            noun = f"(?<!的{form}(?=用))"
            allowed.append(rf"{noun}(?={word[len(form) :]}[^，。；：！？\n]{{0,40}}?(?:{'|'.join(verbs)}))")
    guard = "".join(f"(?!{test})" for test in barred) + _EXTRA.get(form, "")
    if allowed:
        guard = f"(?:{guard}|{'|'.join(allowed)})"
    return rf"{form}{_NOTHING}(?<!、{form}){guard}"


def _around(form: str, words: Iterable[str]) -> list[str]:
    """Return patterns that match, at the end of `form`, where one of `words` stands around it."""
    before: dict[int, set[str]] = {}
    after: set[str] = set()
    both = []
    for word in words:
        at = word.index(form) if form in word else -1
        if at < 0:
            continue
        head, tail = word[:at], word[at + len(form) :]
        if head.startswith("^"):
            # The word itself, and not the end of another: 本应 but not 样本应.
            both.append(f"(?<={head[1:]}{form})(?<![{_HAN}]{head[1:]}{form}){tail}")
        elif head and tail:
            both.append(f"(?<={head}{form}){tail}")
        elif head:
            before.setdefault(len(head), set()).add(head)
        elif tail:
            after.add(tail)
    patterns = [f"(?<=(?:{'|'.join(sorted(heads))}){form})" for _, heads in sorted(before.items())]
    if after:
        first = "".join(sorted({tail[0] for tail in after}))
        patterns.append(f"(?=[{first}])(?:{'|'.join(sorted(after))})")
    return [f"(?={pattern})" for pattern in (*patterns, *both)]


# --- English


def _english_pattern(meanings: dict[str, Meaning]) -> str:
    """Return a pattern that starts with letters, so that text without them is passed over quickly."""
    forms = sorted(meanings, key=lambda form: (-len(form), form))
    parts = []
    for form in forms:
        first, space, rest = form.partition(" ")
        rest = r"\s" + rest if space else ""
        parts.append(rf"{first}(?<![\w-]{first}){rest}(?![\w-])")
    return "|".join(parts)


@cache
def _noun_tests(form: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = _data()["en"]["nouns"].get(form, {"after": [], "before": []})
    after = "|".join(nouns["after"]) or r"(?!)"
    before = "|".join(map(re.escape, nouns["before"])) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{after})\s\Z", re.IGNORECASE), re.compile(rf"\s?(?:{before})(?!\w)")


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(idiom) for idiom in _data()["en"]["idioms"]))


def _is_english_verb(text: str, found: re.Match[str]) -> bool:
    """Whether can, may or must is a verb here: no noun ("a can of"), and no set phrase."""
    form, start, end = found.group(), found.start(), found.end()
    article, noun = _noun_tests(form)
    if article.search(text, max(0, start - 20), start) or noun.match(text, end):
        return False
    return not form.startswith("may") or not any(
        idiom.start() <= start < idiom.end()
        for idiom in _idioms().finditer(text, max(0, start - 30), end + 30)
    )
