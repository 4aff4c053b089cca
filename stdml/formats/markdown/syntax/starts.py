"""Which rules are worth trying at a character: most of a text is words, where none but the last one matches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from markdown_it.ruler import Ruler

_Rule = TypeVar("_Rule", bound=Callable[..., Any])

BLOCKS = {
    "attribute_line": "{",
    "container": ":",
    "display_math": "$",
    "fence": "`~",
    "blockquote": ">",
    "hr": "-_*",
    "list": "-+*0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""The characters that a block of each rule starts with; the other rules do not go by the first character."""

INLINES = {
    "newline": "\n",
    "math_inline": "$",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "span": "[",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "attributes": "{",
}
"""The characters that each rule for running text starts at."""


class RulesByStart(dict[str, tuple[_Rule, ...]]):
    """The rules to try at each character, in their order; `other` are those for any character not named."""

    def __init__(self, ruler: Ruler[_Rule], chain: str, characters: dict[str, str]) -> None:
        names = dict(zip(map(id, ruler.getRules("")), ruler.get_active_rules(), strict=True))
        rules = [(rule, characters.get(names[id(rule)])) for rule in ruler.getRules(chain)]
        self.other = tuple(rule for rule, starts in rules if starts is None)
        for character in "".join(characters.values()):
            self[character] = tuple(rule for rule, starts in rules if starts is None or character in starts)

    def __missing__(self, character: str) -> tuple[_Rule, ...]:
        return self.other
