"""Which rules are worth trying at a character: most of a text is words, where none but the last one
matches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

_Rule = TypeVar("_Rule", bound=Callable[..., Any])

BLOCKS = {
    "code": "",
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
"""The characters that a block of each rule starts with; a rule that is not named does not go by them.

A block of code goes by its indentation alone: the parser asks for it.
"""

INLINES = {
    "text": "",
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
"""The characters that each rule for running text starts at; the parser takes words by itself."""


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


def dispatch_chains(ruler: Ruler[Any]) -> None:
    """Let the rules that ask a chain of others what ends a block ask only those that go by the first
    character.
    """
    compiled = {
        chain: [_one_of(RulesByStart(ruler, chain, BLOCKS))] for chain in ("reference", "blockquote", "list")
    }
    get_rules = ruler.getRules
    ruler.getRules = lambda chainName="": compiled.get(chainName) or get_rules(chainName)  # type: ignore[method-assign]


def _one_of(starts: RulesByStart[Any]) -> Callable[..., bool]:
    def matches(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
        at = state.bMarks[startLine] + state.tShift[startLine]
        for rule in starts[state.src[at : at + 1]]:  # noqa: SIM110 (quicker)
            if rule(state, startLine, endLine, silent):
                return True
        return False

    return matches
