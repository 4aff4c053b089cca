"""How items of a list end, and what introduces them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stdml.model import Comment, List, ListItem, Paragraph, Text, plain_text
from stdml.model.inlines import InlineComment
from stdml.text.cjk import has_cjk

if TYPE_CHECKING:
    from stdml.rules.objects._blocks import Placed

ENDS = "。；，、：！？…;,.:!?"
_CLOSING = "”’」』）)》"


@dataclass(frozen=True, slots=True)
class End:
    """The end of an item.

    Attributes:
        item: the item
        text: the last text in it
        mark: the punctuation mark that ends it, or "" where there is none
        at: where the mark stands in `text`, or where it should stand
        word: the word before which an English item ends: "; and" → and
    """

    item: ListItem
    text: Text
    mark: str
    at: int
    word: str = ""


def own_blocks(item: ListItem) -> list[Any]:
    """Return the blocks of an item without comments."""
    return [block for block in item.children if not isinstance(block, Comment)]


def last_text(block: Any) -> Text | None:
    """Return the text that a paragraph ends with; None where it ends with something else."""
    nodes: Any = block.children if isinstance(block, Paragraph) else []
    while nodes:
        last = next((node for node in reversed(nodes) if not isinstance(node, InlineComment)), None)
        if isinstance(last, Text):
            return last if last.value.strip() else None
        nodes = getattr(last, "children", None) if last is not None and last.kind in _TRANSPARENT else None
    return None


_TRANSPARENT = (
    "provision",
    "emphasis",
    "strong",
    "parameter",
    "span",
    "self_reference",
    "citation",
    "insertion",
)


def end_of(item: ListItem) -> End | None:
    """Return how an item ends; None where it ends with no words, or with words of somebody else."""
    blocks = own_blocks(item)
    text = last_text(blocks[-1]) if blocks else None
    if text is None:
        return None
    value = text.value.rstrip()
    word = next(
        (word for word in ("and", "or", "和", "或") if value.endswith((f"; {word}", f", {word}"))), ""
    )
    if word:
        value = value[: -len(word)].rstrip()
    last = value[-1:]
    if last in ENDS:
        return End(item, text, last, len(value) - 1, word)
    if last in _CLOSING and value[-2:-1] and value[-2] in ENDS:
        # A sentence in quotation marks or brackets brings its own stop.
        return None
    return End(item, text, "", len(value), word)


def is_chinese(node: List) -> bool:
    """Whether the items of a list are Chinese."""
    return any(has_cjk(plain_text(item)) for item in node.items[:5])


def is_inner(placed: Placed) -> bool:
    """Whether a list belongs to an item of another one, also where typed labels made them neighbours."""
    before = placed.before
    if placed.depth or not isinstance(before, List):
        return placed.depth > 0
    end = end_of(before.items[-1])
    return end is not None and end.mark in "：:" and end.mark != ""


def leads_on(placed: Placed) -> bool:
    """Whether the last item of a list introduces the list right after it."""
    after = placed.after
    end = end_of(placed.node.items[-1]) if isinstance(after, List) else None
    return end is not None and end.mark in "：:" and end.mark != ""


def holds_list(item: ListItem) -> bool:
    """Whether another list stands in an item."""
    return any(isinstance(block, List) for block in item.children)
