"""What a paragraph is by its looks: notes, examples, warnings, captions, figures, lists with typed labels,
sources.

Each function takes the inline nodes of a paragraph and returns what they are, or None. The reader asks them
what a
paragraph means, the writer whether a paragraph would be taken for something else.
"""

from __future__ import annotations

import re
from typing import Any

from stdml.formats.markdown.inlines import Soft, merge_text, resolve
from stdml.model import (
    Example,
    Figure,
    Image,
    KeyEntry,
    List,
    ListItem,
    Note,
    Paragraph,
    SafetyWarning,
    Span,
    TermSource,
    Text,
    plain_text,
)
from stdml.model.joined import cut as cut_span
from stdml.text.cjk import has_cjk, is_cjk

_LEAD = re.compile(
    r"(?P<zh>注|示例|警告|危险)[ \t]*(?P<n1>[0-9]+)?[ \t]*[：:][ \t]*"
    r"|(?P<en>NOTE|Note|EXAMPLE|Example|WARNING|Warning|CAUTION|Caution|DANGER|Danger)"
    r"(?:[ \t]+(?P<n2>[0-9]+))?(?P<entry>[ \t]+to[ \t]+entry)?[ \t]*[:：—–][ \t]*"
    r"|(?P<iso>NOTE|EXAMPLE)(?:[ \t]+(?P<n3>[0-9]+))?[ \t]+(?=[A-Z\u4e00-\u9fff0-9“\"(（])"
)
_NOTES = {"注", "note"}
_EXAMPLES = {"示例", "example"}
_LEVELS = {
    "警告": "warning", "危险": "danger", "warning": "warning", "caution": "caution", "danger": "danger",
}  # fmt: skip
_USUAL = {
    "note": ("注：", "NOTE: "),
    "example": ("示例：", "EXAMPLE: "),
    "warning": ("警告：", "WARNING: "),
    "danger": ("危险：", "DANGER: "),
    "caution": ("警告：", "CAUTION: "),
}
_CAPTION = re.compile(
    r"(?:表[ \t\u3000]*(?P<zh>[A-Z]?\.?[0-9]+(?:\.[0-9]+)*)(?=[ \t\u3000]|$)[ \t\u3000]*"
    r"|Table[ \t]+(?P<en>(?:[A-Z]\.)?[0-9]+(?:\.[0-9]+)*)[ \t]*(?:[—–:.-][ \t]*|(?=$)|(?=[A-Z]))"
    r"|Table:[ \t]*|表[：:][ \t]*)"
)
_FIGURE_CAPTION = re.compile(
    r"(?:图[ \t\u3000]*(?:[A-Z]?\.?[0-9]+(?:\.[0-9]+)*)(?=[ \t\u3000]|$)[ \t\u3000]*"
    r"|Figure[ \t]+(?:[A-Z]\.)?[0-9]+(?:\.[0-9]+)*[ \t]*(?:[—–:.-][ \t]*|(?=$)))"
)
_SOURCE = re.compile(r"\[(?:来源|來源|SOURCE|Source)[：:][ \t]*")
_LABEL = re.compile(r"([a-z]|[1-9][0-9]?)[)）][ \t]*(?=\S)")
_DASH = re.compile(r"——[ \t]*(?=\S)")
_WHERE = re.compile(r"(?:式中|where)[ \t]*[：:]?[ \t]*$")
_MEANING = re.compile(r"[ \t]*(?:——|—|–|--)[ \t]*(?=\S)")
_VERB = re.compile(r" (?=(?:is|are|denotes|represents) \S)")
IS_VERB = re.compile(r"(?:is|are|denotes|represents) \S")
UNTITLED = re.compile(r"(§+)[ \t]*")
NUMBER_ALONE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,3})+")
NATURE = re.compile(r"[（(](?P<nature>规范性|资料性|normative|informative)(?:附录)?[)）]")
TYPED = re.compile(r"((?:[A-Z]|[0-9]{1,3})(?:\.[0-9]{1,3})+)[ \t\u3000]*(?=[^\s0-9.])")
_OPENING = re.compile(
    r"注|示例|警告|危险|note|example|warning|caution|danger|表|table|图|figure|式中|where|[A-Z]\.",
    re.IGNORECASE,
)


def is_ordinary(text: str) -> bool:
    """Whether a paragraph that begins with `text` is surely no more than one, but for a list of references.

    Quicker than asking each of the functions below; a word that one of them goes by stands in `_OPENING`.
    """
    return text[:1].isalpha() and not _OPENING.match(text)


def first_text(nodes: list[Any]) -> str:
    """Return the text a paragraph begins with; empty if it begins with something else."""
    return nodes[0].value if nodes and type(nodes[0]) is Text else ""


def cut(nodes: list[Any], length: int) -> list[Any]:
    """Return the nodes without the first `length` characters of the text they begin with."""
    first = nodes[0]
    if length >= len(first.value):
        return nodes[1:]
    return [piece(first, length, len(first.value)), *nodes[1:]]


def piece(text: Any, start: int, end: int) -> Text:
    """Return the characters of a text from `start` to `end`, with the place where they stand."""
    made = Text(text.value[start:end])
    span = getattr(text, "span", None)
    if span:
        made.span = cut_span(span, len(text.value), start, end)
    return made


def lead(nodes: list[Any]) -> Note | Example | SafetyWarning | None:
    """Return the note, example or warning that a paragraph with a lead word is (GB/T 1.1—2020, 9.10,
    9.11).
    """
    found = _LEAD.match(first_text(nodes))
    if not found:
        return None
    word = found["zh"] or found["en"] or found["iso"]
    rest = cut(nodes, found.end())
    children: list[Any] = [_paragraph(rest)] if rest else []
    key = word.lower()
    if key in _NOTES:
        kind: Any = Note(children)
        usual = _USUAL["note"]
    elif key in _EXAMPLES:
        kind = Example(children)
        usual = _USUAL["example"]
    else:
        kind = SafetyWarning(children, level=_LEVELS[key])  # type: ignore[arg-type]
        usual = _USUAL[_LEVELS[key]]
    if word != _usual_word(usual, children) and not found["entry"]:
        kind.label = word
    return kind  # type: ignore[no-any-return]


def _usual_word(usual: tuple[str, str], children: list[Any]) -> str:
    return usual[0 if _is_chinese(children) else 1].rstrip("： :")


def _is_chinese(children: list[Any]) -> bool:
    return has_cjk(plain_text(children))


def lead_word(node: Note | Example | SafetyWarning, in_entry: bool = False) -> str:
    """Return the word, with its colon, that introduces a note, an example or a warning.

    Args:
        node: what is introduced
        in_entry: whether it belongs to a term entry, where English says "Note to entry"
    """
    if node.label:
        return node.label + ("：" if is_cjk(node.label[-1]) else ": ")
    usual = _USUAL[node.level if isinstance(node, SafetyWarning) else node.kind]
    if in_entry and isinstance(node, Note) and not _is_chinese(node.children):
        return "Note to entry: "
    return usual[0 if _is_chinese(node.children) else 1]


def _paragraph(nodes: list[Any]) -> Paragraph:
    paragraph = Paragraph(nodes)
    first, last = getattr(nodes[0], "span", None), getattr(nodes[-1], "span", None)
    if first and last:
        paragraph.span = (first[0], last[1])
    return paragraph


def caption(nodes: list[Any]) -> list[Any] | None:
    """Return the title in a paragraph that has the looks of a table's caption: 表 1 限值, Table 1 —
    Limits.
    """
    found = _CAPTION.match(first_text(nodes))
    return cut(nodes, found.end()) if found else None


def caption_number(nodes: list[Any]) -> tuple[str, int] | None:
    """Return the number typed in the caption of a table, and where in its text it begins."""
    found = _CAPTION.match(first_text(nodes))
    if not found or not (found["zh"] or found["en"]):
        return None
    group = "zh" if found["zh"] else "en"
    return found[group], found.start(group)


def figure_caption(nodes: list[Any]) -> list[Any] | None:
    """Return the title in a paragraph that has the looks of a figure's caption: 图 1 结构, Figure 1 —
    Structure.
    """
    found = _FIGURE_CAPTION.match(first_text(nodes))
    return cut(nodes, found.end()) if found else None


def figure(nodes: list[Any]) -> Figure | None:
    """Return the figure that an image alone in its paragraph is, attributes right after it included."""
    if len(nodes) == 1 and type(nodes[0]) is Span and len(nodes[0].children) == 1:
        made = figure(nodes[0].children)
        if made is not None:
            made.id, made.attrs = nodes[0].id, nodes[0].attrs
        return made
    if len(nodes) == 1 and type(nodes[0]) is Image:
        image = nodes[0]
        return Figure(title=image.children, src=image.src, description=image.title)
    return None


def source(nodes: list[Any]) -> TermSource | None:
    """Return the source that a paragraph in brackets is: [来源：GB/T 29317—2021，3.2]."""
    found = _SOURCE.match(first_text(nodes))
    if not found or type(nodes[-1]) is not Text or not nodes[-1].value.endswith("]"):
        return None
    rest = cut(nodes, found.end())
    if not rest:
        return None
    last = rest[-1]
    tail = piece(last, 0, len(last.value) - 1) if len(last.value) > 1 else None
    return TermSource([*rest[:-1], *([tail] if tail else [])])


def is_where(nodes: list[Any]) -> bool:
    """Whether a paragraph only announces the symbols of a formula: 式中："""
    return len(nodes) == 1 and _WHERE.fullmatch(first_text(nodes)) is not None


def key_entries(items: list[ListItem]) -> list[KeyEntry] | None:
    """Return the symbols that the items of a list explain, if all of them do: `$U$——电压`."""
    entries = [entry for item in items if (entry := _key_entry(item)) is not None]
    return entries if len(entries) == len(items) else None


def _key_entry(item: ListItem) -> KeyEntry | None:
    if len(item.children) != 1 or type(item.children[0]) is not Paragraph or item.id or item.attrs:
        return None
    paragraph = item.children[0]
    if paragraph.id or paragraph.attrs:
        return None
    for at, node in enumerate(paragraph.children):
        if at and type(node) is Text and (verb := _VERB.match(node.value)):
            # "V is the volume": the verb belongs to the meaning, so that no word is lost.
            entry = KeyEntry(paragraph.children[:at], cut(paragraph.children[at:], verb.end()))
            span = getattr(item, "span", None)
            if span:
                entry.span = span
            return entry
        if type(node) is Text and (found := _MEANING.search(node.value)):
            before = [piece(node, 0, found.start())] if found.start() else []
            symbol = [*paragraph.children[:at], *before]
            meaning = cut(paragraph.children[at:], found.end())
            if not symbol or not meaning:
                return None
            entry = KeyEntry(symbol, meaning)
            span = getattr(item, "span", None)
            if span:
                entry.span = span
            return entry
    return None


def split_lines(nodes: list[Any]) -> list[list[Any]]:
    """Split the nodes of a paragraph at the line breaks of the source."""
    lines: list[list[Any]] = [[]]
    for node in nodes:
        if type(node) is Soft:
            lines.append([])
        else:
            lines[-1].append(node)
    return lines


def join(lines: list[list[Any]]) -> list[Any]:
    """Join lines that were split, as running text."""
    nodes: list[Any] = []
    for at, line in enumerate(lines):
        if at:
            nodes.append(Soft(_line_start(line)))
        nodes += line
    return merge_text(resolve(nodes))


def _line_start(line: list[Any]) -> int:
    span = getattr(line[0], "span", None) if line else None
    return max(span[0] - 1, 0) if span else 0


def start_of(line: list[Any], default: int) -> int:
    """Return the offset at which a line begins."""
    span = getattr(line[0], "span", None) if line else None
    return span[0] if span else default


def with_breaks(lines: list[list[Any]]) -> list[Any]:
    """Put lines together again with the line breaks of the source between them."""
    nodes: list[Any] = list(lines[0])
    for line in lines[1:]:
        nodes += [Soft(_line_start(line)), *line]
    return nodes


def turning_point(lines: list[list[Any]]) -> int:
    """Return the line from which a paragraph goes on as something else; 0 if it does not.

    That is where a list with typed labels follows a line that announces it (…：), and where each line of a
    paragraph of notes begins another one (注 1：…, 注 2：…).
    """
    numbered = _LEAD.match(first_text(lines[0]))
    # Each try goes over all lines that follow, and in no honest text do many fail.
    tries = 20
    for at in range(1, len(lines)):
        text = first_text(lines[at])
        if numbered and (found := _LEAD.match(text)) and (found["n1"] or found["n2"] or found["n3"]):
            return at
        announced = lines[at - 1] and plain_text(lines[at - 1][-1]).rstrip().endswith(("：", ":"))
        if announced and tries and (_LABEL.match(text) or _DASH.match(text)):
            if typed_list(lines[at:]) is not None:
                return at
            tries -= 1
    return 0


def typed_list(lines: list[list[Any]]) -> List | None:
    """Return the list that lines with typed labels are: a) … b) …, or —— … —— …"""
    for pattern, style in ((_LABEL, "ordered"), (_DASH, "dash")):
        if not pattern.match(first_text(lines[0])):
            continue
        starts = [pattern.match(first_text(line)) for line in lines]
        if starts[0] is None or (style == "ordered" and starts[0][1] not in ("a", "1")):
            continue
        items: list[list[list[Any]]] = []
        for line, found in zip(lines, starts, strict=True):
            if found and (style == "dash" or found[1] == _label(len(items), starts[0][1])):
                items.append([cut(line, found.end())])
            else:
                items[-1].append(line)
        if len(items) < 2:
            continue
        made = []
        for item in items:
            paragraph = _paragraph(join(item))
            made.append(ListItem([paragraph]))
            if hasattr(paragraph, "span"):
                made[-1].span = paragraph.span
        return List(made, style=style)  # type: ignore[arg-type]
    return None


def _label(index: int, first: str) -> str:
    return chr(ord("a") + index) if first == "a" else str(index + 1)
