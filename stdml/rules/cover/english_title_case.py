"""english-title-case (STD-C025)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_fix, value_span
from stdml.rules.cover._titles import elements_of, titles, words
from stdml.text.patterns import lazy

_word = lazy(r"[A-Za-z][A-Za-z'’]*(?:-[A-Za-z]+)*")


@cache
def _small() -> frozenset[str]:
    return frozenset(words()["small_words"])


@cache
def _ordinary() -> frozenset[str]:
    """Words that are no names, in the singular and in the plural."""
    return frozenset(form for word in words()["ordinary_words"] for form in (word, f"{word}s"))


class EnglishTitleCase(Rule):
    """An English title in which every word is capitalized, or an element begins with a small letter.

    ## What it does
    Looks at the elements of the English title: the first letter of each is a capital, the others are small
    unless the word is a proper noun. Only elements in which ordinary words are capitalized are reported.

    ## Why is this bad?
    Titles on covers are set like this (GB/T 1.1—2020, 10.3.1.2); capitals are kept for names.

    ## Example
    ```md
    ---
    title:
      zh: [智慧园区, 管理规程]
      en: [Smart Park, Code Of Practice For Management]
    language: zh
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      zh: [智慧园区, 管理规程]
      en: [Smart park, Code of practice for management]
    language: zh
    ---
    ```
    """

    code, name, severity, tags = "STD-C025", "english-title-case", "warning", ("cover", "title")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 10.3.1.2"}
    rows = ("GB-COVER-11",)
    fixes = "unsafe"
    on = (Document,)
    message = {
        "zh": "英文译名每个要素只有首字母大写，写作“{right}”（专有名词除外）",
        "en": "only the first letter of an element is a capital: {right!r} (names excepted)",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for written in titles(node.metadata, "en"):
            for text in written:
                for element in elements_of([text]):
                    right = _sentence_case(element)
                    if right is not None and right != element:
                        fix = value_fix(ctx, "title", element, right, f"{element} → {right}", safe=False)
                        span = value_span(ctx, "title", element)
                        yield ctx.report(node, span=span, fix=fix, right=right)


def _sentence_case(element: str) -> str | None:
    """Return an element as it should be; None where it may be right, as its capitals may be those of names.

    >>> _sentence_case("Code Of Practice"), _sentence_case("test method"), _sentence_case("Use of Python")
    ('Code of practice', 'Test method', None)
    """
    found = list(_word.finditer(element))
    if not found or found[0].start() > 0:
        return None
    if len(found[0].group()) > 1 and found[0].group().islower():
        return element[0].upper() + element[1:]
    after = found[1:]
    if element.startswith("Part "):
        after = found[2:]
    capital = [word for word in after if word.group()[0].isupper() and not word.group()[1:].isupper()]
    plain = [word for word in after if word.group().islower() and word.group() not in _small()]
    # A title in capitals throughout, or a small word or an ordinary one that begins with a capital.
    telling = [w for w in capital if w.group().lower() in _small() or w.group().lower() in _ordinary()]
    if not telling or len(plain) > len(capital):
        return None
    at = 0
    parts = []
    for word in capital:
        parts += [element[at : word.start()], word.group().lower()]
        at = word.end()
    return "".join(parts) + element[at:]
