"""Figures and displayed formulas: paragraphs of a picture or a formula alone, and what belongs to them."""

from __future__ import annotations

import re
from typing import Any

from stdml.formats._looks import forms, merge_text
from stdml.formats.docx.body import Item, TableItem
from stdml.formats.docx.paragraphs import Para
from stdml.formats.docx.pieces import Piece
from stdml.model.blocks import Figure, Formula, KeyEntry, ListItem, Note, Paragraph
from stdml.model.inlines import Image, InlineComment, LineBreak, Math, Text
from stdml.model.walk import plain_text

MAX_BETWEEN = 40
"""So many paragraphs of keys and notes are looked at between a picture and its title."""
MAX_REST = 200
"""So many characters may stand beside a formula: leaders and its number."""
_NUMBER = re.compile(
    r"[\s.…·．,，;；。—-]*(?:[（(](?P<number>[A-Z]?[.\-]?[0-9]{1,3}(?:[.\-][0-9]{1,3}){0,3}[a-z]?)[)）])?\s*"
)
_INNER_NUMBER = re.compile(
    r"\\#\s*(?:\\left)?\(?\s*(?P<number>[A-Z]?\.?[0-9.]{1,8})\s*(?:\\right)?\)?\s*(?=$|\\end)"
)
_RELATION = re.compile(r"[=<>]|\\(?:le|ge|ne|approx|sim|propto|equiv|to|ll|gg)\b")
_ONE_ROW = re.compile(r"\\begin\{aligned\}\s*((?:(?!\\\\|\\end)[\s\S])*?)\s*\\end\{aligned\}")
MAX_CAPTION = 60
_NO_GAP = re.compile(
    r"(?:表|图)[ \t\u3000]*(?:[A-Z]\.?)?[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}(?=[\u4e00-\u9fff（(])"
)
_SENTENCE = re.compile(r"[。；：:]$|给出|所示|规定了|列出|中的|表示")
_KEY_LEAD = re.compile(r"(?:标引(?:序号)?说明|说明|图中|Key)\s*[：:]?\s*")
_WHERE_LEAD = re.compile(r"(?:式中|where)\s*[：:]?[ \t\u3000]*(?=\S)")
_FIGURE_WORD = re.compile(r"(?:图|Figure)[ \t\u3000]*(?:[A-Z]\.?)?(?P<number>[A-Z]?\.?[0-9]+(?:\.[0-9]+)*)")


def is_picture(para: Para) -> bool:
    """Whether a paragraph holds pictures and nothing else."""
    kinds = {type(piece.node) for piece in para.content.pieces if not _is_blank(piece)}
    return Image in kinds and kinds <= {Image, InlineComment}


def _is_blank(piece: Piece) -> bool:
    node = piece.node
    return type(node) is LineBreak or (type(node) is Text and not node.value.strip())


def figure(para: Para) -> Figure:
    """Return the figure of a paragraph of pictures; more than one are its parts."""
    images = [piece.node for piece in para.content.pieces if type(piece.node) is Image]
    figures = [Figure(list(image.children), src=image.src, description=image.title) for image in images]
    made = figures[0] if len(figures) == 1 else Figure(parts=figures)
    for node in (*figures, made):
        node.span = para.span
    return made


def figure_title(para: Para) -> list[Any] | None:
    """Return the title in a paragraph that is the caption of a figure by its style or its words."""
    nodes = caption_nodes(para)
    title = forms.figure_caption(nodes)
    if para.role.name in ("figure-caption", "caption"):
        return nodes if title is None else title
    return title if title is not None and not para.words.endswith(("。", "；")) else None


def caption_nodes(para: Para) -> list[Any]:
    """Return the words of a caption, with a space after a number that has none: 表1限值."""
    nodes = para.nodes(plain=True, label=True)
    found = _NO_GAP.match(forms.first_text(nodes))
    if not found or _SENTENCE.search(para.words) or len(para.words) > MAX_CAPTION:
        return nodes
    first, end = nodes[0], found.end()
    gap = Text(" ")
    gap.span = (para.span[0], para.span[0])
    return merge_text([forms.piece(first, 0, end), gap, *forms.cut(nodes, end)])


def typed_figure_number(para: Para) -> str | None:
    """Return the number typed in the caption of a figure."""
    found = _FIGURE_WORD.match(para.labelled)
    return found["number"] if found else None


def between(items: list[Item], at: int) -> tuple[int, list[Para]] | None:
    """Return where the title of the figure before `at` stands, and the paragraphs before it.

    Only the key and notes may stand between a picture and its title (GB/T 1.1—2020, 9.7).
    """
    found: list[Para] = []
    for index in range(at, min(at + MAX_BETWEEN, len(items))):
        item = items[index]
        if not isinstance(item, Para) or item.level or is_picture(item):
            return None
        if item.is_empty:
            continue
        if item.role.name in ("table-caption",):
            return None
        if forms.caption(caption_nodes(item)) is not None:
            return None
        if figure_title(item) is not None:
            return index, found
        if not _belongs(item):
            return None
        found.append(item)
    return None


def _belongs(para: Para) -> bool:
    nodes = para.nodes(label=True)
    lead = para.role.name in ("note", "table-note") or isinstance(forms.lead(nodes), Note)
    unit = para.words.startswith(("单位为", "单位：", "Dimensions in"))
    return lead or unit or _KEY_LEAD.fullmatch(para.words) is not None or key_entry(para) is not None


def key_entry(para: Para, skip: int = 0) -> KeyEntry | None:
    """Return the symbol and its meaning that a paragraph states: U——电压；"""
    nodes = para.nodes(skip=skip)
    if not nodes:
        return None
    item = ListItem([Paragraph(nodes)])
    item.span = para.span
    found = forms.key_entries([item])
    return found[0] if found and len(plain_text(found[0].symbol)) <= 60 else None


def add_between(made: Figure, paras: list[Para]) -> list[Para]:
    """Add key and notes to a figure; return the paragraphs that are neither."""
    rest: list[Para] = []
    for para in paras:
        if _KEY_LEAD.fullmatch(para.words):
            continue
        entry = key_entry(para)
        note = forms.lead(para.nodes(label=True))
        if note is None and para.role.name in ("note", "table-note"):
            note = Note([Paragraph(para.nodes())])
        if note is not None:
            note.span = para.span
            made.notes.append(note)
        elif entry is not None:
            made.key.append(entry)
        else:
            rest.append(para)
    return rest


def formula(para: Para) -> tuple[Formula, str | None] | None:
    """Return the formula that a paragraph is, and the number typed after it; None for any other paragraph."""
    texts = [piece.node.tex for piece in para.content.pieces if type(piece.node) is Math]
    others = [piece for piece in para.content.pieces if type(piece.node) not in (Math, Text, LineBreak)]
    if not texts or any(type(piece.node) is not InlineComment for piece in others):
        return None
    rest = "".join(piece.words for piece in para.content.pieces)
    found = _NUMBER.fullmatch(rest) if len(rest) < MAX_REST else None
    if found is None:
        return None
    tex = texts[0] if len(texts) == 1 else "\\begin{gathered} " + " \\\\ ".join(texts) + " \\end{gathered}"
    label = _NUMBER.fullmatch(para.typed_label)
    number = found["number"] or (label["number"] if label else None)
    inner = _INNER_NUMBER.search(tex)
    if inner and number is None:
        number, tex = inner["number"], tex[: inner.start()] + tex[inner.end() :]
        tex = _ONE_ROW.sub(lambda row: row[1], tex).strip()
    if number is None and not para.content.display and not _RELATION.search(tex):
        # A symbol alone on its line is no formula.
        return None
    made = Formula(tex, numbered=number is not None)
    made.span = para.span
    return made, number


def formula_of_table(table: TableItem) -> tuple[Formula, str | None, Para] | None:
    """Return the formula of a table that only sets it beside its number."""
    if len(table.rows) != 1:
        return None
    paras = [item for cell in table.cells() for item in cell.items]
    filled = [item for item in paras if isinstance(item, Para) and not item.is_empty]
    if (
        not filled
        or len(filled) > 2
        or len(filled) < sum(not isinstance(i, Para) or not i.is_empty for i in paras)
    ):
        return None
    found = formula(filled[0])
    if found is None:
        return None
    if len(filled) == 1:
        return (*found, filled[0])
    number = _NUMBER.fullmatch(filled[1].words)
    if number is None or not number["number"]:
        return None
    found[0].numbered = True
    return found[0], number["number"], filled[0]


def where_entries(items: list[Item], at: int) -> tuple[list[KeyEntry], int]:
    """Return the symbols that paragraphs explain after 式中： or where, and the item after them."""
    first = items[at] if at < len(items) else None
    if not isinstance(first, Para) or first.level:
        return [], at
    lead = _WHERE_LEAD.match(first.words)
    entries: list[KeyEntry] = []
    if forms.is_where(first.nodes()):
        at += 1
    elif lead and (entry := key_entry(first, lead.end())) is not None:
        entries.append(entry)
        at += 1
    else:
        return [], at
    while at < len(items):
        item = items[at]
        if isinstance(item, Para) and item.is_empty:
            at += 1
            continue
        found = key_entry(item) if isinstance(item, Para) and not item.level else None
        if found is None:
            break
        entries.append(found)
        at += 1
    return entries, at
