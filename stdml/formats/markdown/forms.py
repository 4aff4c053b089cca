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
    Emphasis,
    Example,
    Figure,
    Image,
    KeyEntry,
    ListItem,
    Note,
    Paragraph,
    SafetyWarning,
    Span,
    Strong,
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
    r"(?:图[ \t\u3000]*(?P<zh>[A-Z]?\.?[0-9]+(?:\.[0-9]+)*)(?=[ \t\u3000]|$)[ \t\u3000]*"
    r"|Figure[ \t]+(?P<en>(?:[A-Z]\.)?[0-9]+(?:\.[0-9]+)*)[ \t]*(?:[—–:.-][ \t]*|(?=$)))"
)
_CAPTION_WORD = re.compile(r"[表图]|Table|Figure")
_LABEL_ALONE = re.compile(
    r"(?:[表图][ \t\u3000]*[A-Z]?\.?[0-9]+(?:\.[0-9]+)*"
    r"|(?:Table|Figure)[ \t]+(?:[A-Z]\.)?[0-9]+(?:\.[0-9]+)*)"
    r"[ \t\u3000:：.—–-]*"
)
# A caption is a name; running text ends with a stop, and seldom is as short.
_LONGEST = 80
_STOPS_OF_TEXT = tuple("。；;：:，,")
# 单位：甲公司 and 单位：____ stand above forms, so what follows must look like a unit.
_UNITS = re.compile(
    r"[（(]?(?:(?:计量|尺寸|长度|质量)?单位(?:[ \t]*[：:]|为|是)[ \t\u3000]*"
    r"(?:[A-Za-zμµΩ°℃%‰/·⋅²³⁻¹0-9()（）^. −-]{1,30}|[^。；;，,：:_]{0,20}"
    r"[米克吨秒分时升帕牛伏安瓦赫兹贝度元个件台人次天年月日顿特焦耳摩尔欧姆法拉流勒坎德条套只亩顷里斤组批张株头辆](?:（[^（）]{1,12}）)?)"
    r"|(?:(?:Linear )?[Dd]imensions|Values|Angles|Masses|Pressures|Temperatures) (?:are )?in [^.;:,]{1,40}"
    r"|Units?:[ \t]*[^.;:,_]{1,40})[)）]?"
)
_SOURCE = re.compile(r"\[(?:来源|來源|SOURCE|Source)[：:][ \t]*")
# 备注：, 附注： and their like, cut in two by the end of a line.
_HALF_A_WORD = ("备", "附", "批", "标", "脚", "尾", "旁", "加", "译", "关")
_STOPS = tuple("。.；;：:！!？?）)]】”|")
_WHERE = re.compile(r"(?:式中|where)[ \t]*[：:]?[ \t]*$")
_MEANING = re.compile(r"[ \t]*(?:——|—|–|--)[ \t]*(?=\S)")
_VERB = re.compile(r" (?=(?:is|are|denotes|represents) \S)")
IS_VERB = re.compile(r"(?:is|are|denotes|represents) \S")
UNTITLED = re.compile(r"(§+)[ \t]*")
NUMBER_ALONE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,3})+")
NATURE = re.compile(r"[（(](?P<nature>规范性|资料性|normative|informative)(?:附录)?[)）]")
TYPED = re.compile(r"((?:[A-Z]|[0-9]{1,3})(?:\.[0-9]{1,3})+)[ \t\u3000]*(?=[^\s0-9.])")
_TERM_NUMBER = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,3})+)(?:[ \t\u3000]+(?=[^\s0-9.])|(?=[\u4e00-\u9fff]))")
_LONGEST_TERM = 80
_NO_TERM = re.compile(r"[。；;：:，！!？?§]|\.(?:\s|$)|(?:本文件|下列|以下)")
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
    children: list[Any] = [paragraph(rest)] if rest else []
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


def paragraph(nodes: list[Any]) -> Paragraph:
    """Return a paragraph of nodes, with the place where they stand."""
    made = Paragraph(nodes)
    first, last = getattr(nodes[0], "span", None), getattr(nodes[-1], "span", None)
    if first and last:
        made.span = (first[0], last[1])
    return made


def caption(nodes: list[Any]) -> list[Any] | None:
    """Return the title in a paragraph that has the looks of a table's caption: 表 1 限值, Table 1 —
    Limits.
    """
    nodes = unbold(nodes)
    found = _CAPTION.match(first_text(nodes))
    return cut(nodes, found.end()) if found else None


def caption_number(nodes: list[Any], of: str = "table") -> tuple[str, int] | None:
    """Return the number typed in the caption of a table or figure, and where in its text it begins."""
    found = (_CAPTION if of == "table" else _FIGURE_CAPTION).match(first_text(unbold(nodes)))
    if not found or not (found["zh"] or found["en"]):
        return None
    group = "zh" if found["zh"] else "en"
    return found[group], found.start(group)


def figure_caption(nodes: list[Any]) -> list[Any] | None:
    """Return the title in a paragraph that has the looks of a figure's caption: 图 1 结构, Figure 1 —
    Structure.
    """
    nodes = unbold(nodes)
    found = _FIGURE_CAPTION.match(first_text(nodes))
    return cut(nodes, found.end()) if found else None


def is_sentence(nodes: list[Any]) -> bool:
    """Whether words that begin like a caption are running text, which is long or ends with a stop."""
    words = plain_text(nodes).rstrip()
    return len(words) > _LONGEST or words.endswith(_STOPS_OF_TEXT)


def unbold(nodes: list[Any]) -> list[Any]:
    """Return a caption without the bold type that it, or its label, is set in: **表 1 限值**."""
    if not nodes or type(nodes[0]) not in (Strong, Emphasis) or not nodes[0].children:
        return nodes
    inner, rest = nodes[0].children, nodes[1:]
    if rest and not _LABEL_ALONE.fullmatch(plain_text(inner)):
        return nodes
    if not _CAPTION_WORD.match(first_text(inner)):
        return unbold(inner) if not rest and type(inner[0]) in (Strong, Emphasis) else nodes
    return merge_text([*inner, *rest])


def units(nodes: list[Any]) -> bool:
    """Whether a line states the unit of a whole table: 单位为毫米, Dimensions in millimetres."""
    words = plain_text(nodes).strip()
    return len(words) <= _LONGEST and _UNITS.fullmatch(words) is not None


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


def term_line(lines: list[list[Any]]) -> tuple[str, list[Any], list[list[Any]]] | None:
    """Return number, term and the lines after them, where lines begin as a printed term entry does.

    The number stands before the term, `3.1 充电桩 charging pile`, or on a line of its own; both may be bold.
    """
    nodes, rest = _without_bold(lines[0]), lines[1:]
    text = first_text(nodes)
    if rest and len(nodes) == 1 and NUMBER_ALONE.fullmatch(text):
        number, nodes, rest = text, _without_bold(rest[0]), rest[1:]
    else:
        found = _TERM_NUMBER.match(text)
        if found is None:
            return None
        number, nodes = found[1], cut(nodes, found.end())
    words = plain_text(nodes).strip()
    if not words or len(words) > _LONGEST_TERM or _NO_TERM.search(words):
        return None
    return number, nodes, rest


def _without_bold(line: list[Any]) -> list[Any]:
    return merge_text(
        [child for node in line for child in (node.children if type(node) is Strong else [node])]
    )


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


def opens_lead(line: list[Any]) -> bool:
    """Whether a line begins with the lead word of a note, an example or a warning."""
    return _LEAD.match(first_text(line)) is not None


def begins_lead(lines: list[list[Any]], at: int, led: bool) -> bool:
    """Whether a line within a paragraph begins a note, an example or a warning of its own.

    Args:
        lines: the lines of the paragraph
        at: which of them is asked for
        led: whether the paragraph is such a note itself; then each lead word begins another one
    """
    found = _LEAD.match(first_text(lines[at]))
    if found is None:
        return False
    if led and (found["n1"] or found["n2"] or found["n3"]):
        return True
    before = plain_text(lines[at - 1][-1]).rstrip() if lines[at - 1] else ""
    if led and not found["iso"]:
        return not (found["zh"] and before.endswith(_HALF_A_WORD))
    # In running text, "Note:" may begin a line by chance; 注： and NOTE after a full stop do not.
    return before.endswith(_STOPS) and (led or bool(found["zh"]) or (found["en"] or found["iso"]).isupper())
