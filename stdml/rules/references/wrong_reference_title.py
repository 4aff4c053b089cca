"""wrong-reference-title (STD-L044)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pydantic import Field

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule, RuleOptions
from stdml.rules.references._entries import LISTS
from stdml.text.patterns import lazy
from stdml.text.standards import key, parse

_not_words = lazy(r"[\W_]+")
# Behind the title: the mark of consistency, the title in another language.
_behind = lazy(r"[（(][^（）()]*(?:IDT|MOD|NEQ|[A-Za-z]{4,})[^（）()]*[）)]\s*[。.]?\Z")


class _Options(RuleOptions):
    titles: dict[str, str] = Field(
        default={}, description="the titles of documents by their numbers, besides those that are known"
    )


def _table(titles: dict[str, str]) -> dict[str, tuple[str, str | None]]:
    """Return the titles by undated key, each with the year it belongs to."""
    found: dict[str, tuple[str, str | None]] = {}
    for text, title in titles.items():
        if number := parse(text):
            found[key(number.undated, dated=False)] = (title, number.year)
    return found


@cache
def _known() -> dict[str, tuple[str, str | None]]:
    text = (files("stdml.rules") / "data" / "reference-titles.json").read_text(encoding="utf-8")
    return _table(json.loads(text)["titles"])


class WrongReferenceTitle(Rule):
    """A standard in a list of references with another title than its own.

    ## What it does
    Compares the titles of often cited standards with their official ones; spaces, marks and the year's
    editions before do not count. The list is short and has a date; a profile adds to it (option `titles`:
    number → title), for example from a register of your own.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.3.1: an entry gives the title of the document. A title from memory, or of an earlier
    edition, makes readers doubt the number.

    ## Example
    ```md
    # 参考文献

    [1]　GB/T 7714—2015　参考文献格式
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　GB/T 7714—2015　信息与文献　参考文献著录规则
    ```
    """

    code, name, severity, tags = "STD-L044", "wrong-reference-title", "warning", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.3.1"}
    rows = ("GB-REF-19",)
    fixes = "unsafe"
    languages = ("zh",)
    on = (Clause,)
    types = LISTS
    Options = _Options
    message = {
        "zh": "“{word}”的名称是“{words}”",
        "en": "the title of {word!r} is {words!r}",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        own = _table(ctx.options.titles)
        for entry in ctx.facts.cited.entries:
            if entry.clause is not node or entry.number is None or not entry.title:
                continue
            found = own.get(entry.key) or _known().get(entry.key)
            if found is None or (entry.number.year is not None and entry.number.year != found[1]):
                continue
            title = _behind.sub("", entry.title)
            if _plain(title) != _plain(found[0]):
                start = entry.prose.text.find(title, entry.end if entry.leading else entry.begin)
                within = (start, start + len(title)) if start >= 0 else None
                fix = ctx.fix(found[0], [(entry.prose, within, found[0])], safe=False) if within else None
                yield ctx.report(entry.prose, within, word=entry.number.text, words=found[0], fix=fix)


def _plain(title: str) -> str:
    return _not_words.sub("", title).lower()
