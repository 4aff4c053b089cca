"""Lists: what marks an item, automatic or typed, and how items nest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from stdml.formats.docx.body import Item
from stdml.formats.docx.paragraphs import Para
from stdml.model.blocks import List, ListItem, Paragraph

MAX_DEPTH = 9
_GAP = r"[ \t\u3000\xa0]*"
_TYPED = re.compile(
    rf"(?P<letter>[a-z])[)）]{_GAP}|(?P<number>[1-9][0-9]?)[)）]{_GAP}|(?P<dash>——|－－){_GAP}"
    rf"|(?P<bullet>[•●·▪◆■➢]){_GAP}|[（(](?P<round>[1-9][0-9]?)[)）]{_GAP}"
    r"|(?P<dotted>[1-9][0-9]?)(?:[.．](?=[ \u3000\u4e00-\u9fff])|、)"
    rf"{_GAP}"
)
_ONE_NUMBER = re.compile(r"[（(]?(?:[0-9]{1,3}|[a-zA-Z]{1,2}|[ivxlcIVXLC]{1,6}|[①-⒛㈠-㈩])[)）.、．]?")
_COUNT = re.compile("[0-9a-z]+")
_DASHES = frozenset("—–-－―─")
_ROLES = {"dash": "dash", "bullet": "bullet", "alpha": "letter", "decimal": "number", "ordered": "number"}


@dataclass(slots=True)
class Mark:
    """What marks a paragraph as an item of a list.

    Attributes:
        kind: dash, bullet, letter, number, roman, or "" for a paragraph that goes on with an item
        label: the label; empty for a mark that is none
        count: its number, from 1
        level: how deep it stands, where automatic numbering or a style says so
        list: which automatic list it belongs to
        length: how many characters of the text the label takes
        weak: whether it marks an item only where the next paragraph is one as well: 1. and （1）
    """

    kind: str
    label: str = ""
    count: int = 1
    level: int | None = None
    list: str = ""
    length: int = 0
    weak: bool = False

    @property
    def key(self) -> tuple[str, str, int]:
        """What the items of one list have in common."""
        form = "" if self.list else _COUNT.sub("", self.label)
        return self.list or self.kind, form, self.level or 0


def is_list_label(para: Para) -> bool:
    """Whether the automatic label of a paragraph marks an item of a list, and is no number of a clause."""
    label = para.label
    if label is None or para.role.name in ("heading", "annex", "untitled", "term", "note", "example"):
        return False
    return label.is_bullet or not label.text or _ONE_NUMBER.fullmatch(label.text) is not None


def automatic(para: Para) -> Mark | None:
    """Return the mark that automatic numbering or a style gives a paragraph."""
    label, role = para.label, para.role
    if label is not None and is_list_label(para):
        if label.is_bullet or not label.text:
            # pandoc writes the further paragraphs of an item with a mark that is nothing.
            kind = "" if not label.text else "dash" if label.text[0] in _DASHES else "bullet"
            kind = role.name if role.name in ("dash", "bullet") else kind
            return Mark(kind, "", label.count, label.level, label.list)
        return Mark(_kind_of(label.form), label.text, label.count, label.level, label.list)
    if role.name not in _ROLES or (label is not None and label.text):
        return None
    mark = typed(para)
    if mark is None and role.name not in ("dash", "bullet"):
        return Mark(_ROLES[role.name], "", 1, role.level - 1, role.style)
    return Mark(_ROLES[role.name], mark.label if mark else "", mark.count if mark else 1, role.level - 1,
                role.style, mark.length if mark else 0)  # fmt: skip


def _kind_of(form: str) -> str:
    return {"lowerLetter": "letter", "upperLetter": "capital", "lowerRoman": "roman"}.get(form, "number")


def typed(para: Para) -> Mark | None:
    """Return the mark that is typed at the beginning of a paragraph."""
    found = _TYPED.match(para.words)
    if not found or found.end() == len(para.words):
        return None
    label = found.group().strip()
    if found["letter"]:
        return Mark("letter", label, ord(found["letter"]) - ord("a") + 1, length=found.end())
    if number := found["number"] or found["round"] or found["dotted"]:
        return Mark("number", label, int(number), length=found.end(), weak=not found["number"])
    return Mark("dash" if found["dash"] else "bullet", "", 1, length=found.end())


def begins(items: list[Item], at: int) -> Mark | None:
    """Return the mark of the first item of a list; None where no list begins."""
    para = items[at]
    if not isinstance(para, Para) or para.level or para.is_empty:
        return None
    mark = automatic(para)
    if mark is not None:
        return mark if mark.kind else None
    mark = typed(para)
    if mark is None or (mark.label and mark.count != 1):
        return None
    before = items[at - 1] if at else None
    announced = isinstance(before, Para) and before.words.endswith(("：", ":"))
    after = items[at + 1] if at + 1 < len(items) else None
    further = typed(after) if isinstance(after, Para) and not after.level else None
    goes_on = (
        further is not None and further.kind == mark.kind and further.count == mark.count + bool(mark.label)
    )
    return mark if (announced and not mark.weak) or goes_on else None


@dataclass(slots=True)
class _Open:
    node: List
    mark: Mark
    depth: int


class ListReader:
    """Folds the items of one list, and of the lists in it.

    Args:
        first: the mark of the first item
    """

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._root: List | None = None
        self._last_words = ""

    def takes(self, items: list[Item], at: int) -> Mark | None:
        """Return the mark of a paragraph that goes on with the list; None where the list ends before it."""
        para = items[at]
        if not isinstance(para, Para) or para.level or para.is_empty:
            return None
        mark = automatic(para)
        if mark is not None:
            return mark if self._root is None or self._belongs(mark) else None
        mark = typed(para)
        if mark is None:
            return None
        same = next((entry for entry in self._open if entry.mark.key == mark.key), None)
        if mark.label and same is not None:
            return mark if mark.count == same.node.start + len(same.node.items) else None
        return mark if same is not None or (mark.count == 1 and not mark.weak) else None

    def _belongs(self, mark: Mark) -> bool:
        """Whether an automatic item is one of an open list, or of a list in the last item."""
        if not mark.kind:
            return True
        if any(entry.mark.key == mark.key for entry in self._open):
            return True
        top = self._open[-1]
        deeper = (mark.level or 0) > (top.mark.level or 0)
        same_list = any(entry.mark.list == mark.list for entry in self._open)
        return deeper or same_list or self._last_words.endswith(("：", ":"))

    def add(self, para: Para, mark: Mark, name: str | None) -> None:
        """Add one item, or a further paragraph of the last one."""
        paragraph = Paragraph(para.nodes(skip=mark.length))
        paragraph.span = para.span
        if not mark.kind and self._open:
            self._open[-1].node.items[-1].children.append(paragraph)
        else:
            self._item(paragraph, mark, para, name)
        self._last_words = para.words

    def _item(self, paragraph: Paragraph, mark: Mark, para: Para, name: str | None) -> None:
        item = ListItem([paragraph], name)
        item.span = para.span
        entry = self._place(mark)
        if entry is not None:
            entry.node.items.append(item)
            entry.node.span = (entry.node.span[0], para.span[1])
            return
        depth = len(self._open)
        node = List([item], self._style(mark, depth), mark.count if mark.label else 1)
        node.span = para.span
        if self._open:
            self._open[-1].node.items[-1].children.append(node)
        else:
            self._root = node
        self._open.append(_Open(node, mark, depth))

    def _place(self, mark: Mark) -> _Open | None:
        """Close the lists that an item ends; return the list that it belongs to, or None for a new one."""
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].mark.key == mark.key:
                del self._open[at + 1 :]
                return self._open[at]
        automatic_above = mark.level is not None
        while (
            len(self._open) > 1 and automatic_above and (self._open[-1].mark.level or 0) >= (mark.level or 0)
        ):
            if self._last_words.endswith(("：", ":")) and self._open[-1].mark.list != mark.list:
                break
            self._open.pop()
        if len(self._open) >= MAX_DEPTH:
            return self._open[-1]
        return None

    def _style(self, mark: Mark, depth: int) -> Any:
        """Return the style of a list: ordered where its labels are those that the depth calls for."""
        if mark.kind in ("dash", "bullet"):
            return mark.kind
        usual = (mark.kind == "letter" and depth == 0) or (mark.kind == "number" and depth == 1)
        if usual or not mark.label or (mark.kind == "number" and mark.label[-1] in ".．、"):
            return "ordered"
        return {"letter": "alpha", "capital": "alpha", "roman": "roman"}.get(mark.kind, "decimal")

    @property
    def node(self) -> List | None:
        """The list."""
        return self._root
