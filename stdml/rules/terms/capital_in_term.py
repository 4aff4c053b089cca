"""capital-in-term (STD-T021)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Clause, TermEntry, Text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.terms._entries import as_entry, data_of
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy
from stdml.text.sentences import OPAQUE

_capital = lazy(r"(?<![A-Za-z0-9_./'’-])[A-Z][a-z]+(?![A-Za-z0-9_/'’])")
_small = frozenset(("of", "the", "for", "and", "in", "on", "to", "with", "by", "a", "an"))


class CapitalInTerm(Rule):
    """An English term that begins its words with capital letters.

    ## What it does
    Finds capital letters at the beginning of ordinary words in English terms. Abbreviations and names are
    left alone.

    ## Why is this bad?
    Terms are written in lower case unless the word always has a capital (GB/T 1.1—2020, 10.3.5; ISO/IEC
    Directives 2, 16.5.5): otherwise nobody knows how to write them inside a sentence.

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 Charging Pile

    为车辆提供电能的固定装置。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。
    ```
    """

    code, name, severity, tags = "STD-T021", "capital-in-term", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 10.3.5", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.5"}
    rows = ("GB-TERM-06", "ISO-TRM-04")
    fixes = "safe"
    on = (TermEntry, Clause)
    message = {
        "zh": "英文术语除专有名词外用小写字母：“{words}”写作“{right}”",
        "en": "terms are written in lower case unless they are names: write {right!r} for {words!r}",
    }

    def check(self, node: TermEntry | Clause, ctx: Context) -> Iterator[Report]:
        entry = as_entry(node, ctx.ancestors)
        if entry is None:
            return
        for designation in entry.designations:
            # What is in another language is left out: Root Barrier [阻根板]{lang=zh}.
            prose = Prose(designation, "children", False)
            words = prose.text.replace(OPAQUE, "").strip()
            if has_cjk(words):
                continue
            found = list(_capital.finditer(prose.text))
            # One word that is not surely ordinary may make all of it a name.
            ordinary = all(_is_ordinary(match.group()) for match in found)
            if not found or not (ordinary or _is_used_in_lower_case(words, ctx)):
                continue
            right = _capital.sub(lambda match: match.group().lower(), words)
            fix = ctx.fix("改为小写", [(prose, match.span(), match.group().lower()) for match in found])
            yield ctx.report(designation, words=words, right=right, fix=fix)


def _is_used_in_lower_case(words: str, ctx: Context) -> bool:
    """Whether the text itself writes the whole term in lower case, so that it can be no name."""
    lower = re.compile(rf"(?<![A-Za-z-]){re.escape(words.lower())}(?:e?s)?(?![A-Za-z])")
    return any(lower.search(text.value) for text in ctx.facts.all(Text))


def _is_ordinary(word: str) -> bool:
    """Whether a word is surely no name: a common one, or one with an ending that names do not have."""
    word = word.lower()
    data = data_of("term-words")
    singular = word[:-1] if word.endswith("s") else word
    return (
        word in _small
        or singular in data["ordinary"]
        or word in data["ordinary"]
        or (len(word) > 6 and singular.endswith(tuple(data["endings"])))
    )
