"""circular-definition (STD-T025)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stdml.model import Document, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import definition, name_of
from stdml.rules.terms._usage import count
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy

_own = lazy(r"\A\s*本(?:文件|标准|规范)(?:所称|所指)的?")


class CircularDefinition(Rule):
    """A definition that uses the term it defines, or two terms that define each other.

    ## What it does
    Looks for the term in its own definition, and for pairs of entries whose definitions use each other's
    term.

    ## Why is this bad?
    A reader who does not know the term learns nothing (GB/T 1.1—2020, 8.7.3.3; ISO/IEC Directives 2,
    16.5.6).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电设施 charging facility

    由多个充电设施组成的系统。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电设施 charging facility

    为车辆提供电能的设备和场地的总称。
    ```
    """

    code, name, severity, tags = "STD-T025", "circular-definition", "warning", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.3", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.6"}
    rows = ("GB-TERM-14", "ISO-TRM-09")
    on = (Document,)
    message = {
        "zh": "术语“{term}”的定义中又用了“{term}”，成为循环定义",
        "en": "the definition of {term!r} uses {term!r} itself",
    }
    variants = {
        "pair": {
            "zh": "“{term}”与“{other}”互相定义，成为循环定义",
            "en": "{term!r} and {other!r} define each other",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        known = _index(ctx.facts.terms)
        uses: dict[str, set[str]] = {}
        kinds: dict[str, str] = {}
        for entry in ctx.facts.all(TermEntry):
            prose = next(iter(definition(entry)), None)
            if prose is None:
                continue
            term = name_of(entry)
            # What follows the first sentence is no definition.
            first, end = prose.sentences[0]
            text = prose.unquoted[first:end]
            used = _terms_in(text, known)
            # A shorter term inside a longer one that stands there is not used by itself.
            used = {words for words in used if not any(words != other and words in other for other in used)}
            kinds[term] = next((words for words in used if _is_kind(words, text)), "")
            if _only_repeats(term, text):
                yield ctx.report(prose, (first, first + len(text.rstrip())), term=term)
            elif term in used and not _opens(term, text):
                at = text.lower().find(term.lower())
                place = (first + at, first + at + len(term)) if at >= 0 else None
                yield ctx.report(prose, place, term=term)
            else:
                for other in sorted(used - {term}):
                    # A whole may name its parts and a part its whole; a kind and its kind may not.
                    if term in uses.get(other, ()) and (kinds[term] == other or kinds[other] == term):
                        yield ctx.report(entry.designations[0], variant="pair", term=term, other=other)
            uses[term] = used


def _index(terms: Iterable[str]) -> dict[str, list[str]]:
    """Return the terms by their first two characters."""
    found: dict[str, list[str]] = {}
    for words in terms:
        if len(words) > 1:
            found.setdefault(words[:2].lower(), []).append(words)
    return found


def _terms_in(text: str, known: dict[str, list[str]]) -> set[str]:
    """Return the terms that a definition uses: one of two Chinese characters only where it ends with it."""
    text = text.rstrip("。. ")
    low = text.lower()
    found = set()
    for at in range(len(low)):
        for words in known.get(low[at : at + 2], ()):
            if not low.startswith(words.lower(), at):
                continue
            if has_cjk(words):
                if len(words) > 2 or (at + len(words) == len(low) and low[at - 1 : at] == "的"):
                    found.add(words)
            elif len(words) > 2 and count(words, low[max(0, at - 1) : at + len(words) + 3]):
                found.add(words)
    return found


def _is_kind(words: str, text: str) -> bool:
    """Whether a definition says that something is a kind of the term: it ends, in English begins, with it."""
    if has_cjk(words):
        return text.rstrip("。. ").endswith(words)
    return text.lower().startswith(words.lower() + " ")


_word = lazy(r"[a-z][a-z-]*")
_EMPTY = frozenset(
    ("a", "an", "the", "of", "for", "in", "on", "to", "or", "and", "that", "which", "is", "by", "with")
)


def _only_repeats(term: str, text: str) -> bool:
    """Whether an English definition has only the words of its term: result of a repair for repair result."""
    if has_cjk(term) or has_cjk(text):
        return False
    own = set(_word.findall(term.lower())) - _EMPTY
    said = set(_word.findall(text.lower())) - _EMPTY
    return len(own) > 1 and own == said


def _opens(term: str, text: str) -> bool:
    """Whether a definition opens with its term, as in 充电桩是指, which is for another rule."""
    return _own.sub("", text).lstrip().lower().startswith(term.lower())
