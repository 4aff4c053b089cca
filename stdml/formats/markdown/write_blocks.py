"""Blocks → Markdown: the natural spelling where it is sure to be read back, the generic one elsewhere."""

from __future__ import annotations

import re
from typing import Any

from stdml.formats.markdown import forms, generic, listed, references
from stdml.formats.markdown.attributes import format_marks, trailing_marks
from stdml.formats.markdown.blocks import interpret
from stdml.formats.markdown.grids import layout
from stdml.formats.markdown.parser import parser
from stdml.formats.markdown.runs import RunTable
from stdml.formats.markdown.spans import field_names
from stdml.formats.markdown.write_inlines import InlineWriter
from stdml.model import (
    Cell,
    CodeBlock,
    Comment,
    Figure,
    Footnote,
    Formula,
    KeyEntry,
    List,
    ListItem,
    Paragraph,
    Table,
    Text,
    plain_text,
)
from stdml.model.kinds import ELEMENT, PARTS, fields_of
from stdml.text.cjk import has_cjk

_COLONS = re.compile(r"^[ \t>\-*+0-9.)]*(:{3,})", re.MULTILINE)
_TICKS = re.compile(r"`{3,}")
# A container looks for its end without regard to anything but fences.
_FENCE_LINE = re.compile(r"^[ \t>]*(```|~~~)", re.MULTILINE)
_BULLETS = {"dash": "-", "bullet": "*"}
_RULES = {"none": "---", "left": ":--", "right": "--:", "center": ":-:"}
_BLOCK_WORDS = frozenset({"paragraph"})
_NAMES = {"safety-warning": "warning"}
_MAX_NUMBER = 999_999_999


class BlockWriter:
    """Writes the blocks of one document.

    Args:
        inlines: the writer of running text
        runs: what the reader will understand of running text by itself
    """

    def __init__(self, inlines: InlineWriter, runs: RunTable) -> None:
        self.inlines = inlines
        self.runs = runs
        self.section = ""
        self.entries = 0
        self.after: Any = None

    # -- sequences

    def blocks(self, nodes: list[Any], depth: int = 1) -> str:
        """Return blocks with an empty line between two."""
        return "\n\n".join(self.pieces(nodes, depth))

    def pieces(self, nodes: list[Any], depth: int = 1) -> list[str]:
        """Return the Markdown of each block; `depth` is 0 directly in a clause."""
        pieces: list[str] = []
        before: Any = None
        self.entries = 0
        for at, node in enumerate(nodes):
            self.entries += node.kind == "reference_entry"
            self.after = nodes[at + 1] if at + 1 < len(nodes) else None
            piece = self.block(node, depth, before)
            if _marker(node) and _marker(node) == _last_marker(before):
                piece = "{}\n" + piece if not piece.startswith("{") else piece
            pieces.append(piece)
            before = node
        return pieces

    def block(self, node: Any, depth: int = 1, before: Any = None) -> str:
        """Return the Markdown of one block, without an empty line after it."""
        natural = getattr(self, "_" + node.kind, None)
        piece = natural(node, depth, before) if natural is not None else None
        return piece if piece is not None else self.generic(node, depth)

    # -- running text

    def line(self, node: Any, field: str = "children") -> str:
        """Return the running text of a field on one line."""
        plain, literal = self.runs.plain(node, field)
        return f"[{self.inlines.label(plain)}]{{.literal}}" if literal else self.inlines.line(plain)

    def text(self, node: Any, field: str = "children") -> str:
        """Return the running text of a field, a sentence a line."""
        plain, literal = self.runs.plain(node, field)
        if literal:
            return f"[{self.inlines.label(plain)}]{{.literal}}"
        # Among references a line is an entry, so a paragraph stays on one.
        return self.inlines.paragraph(
            plain, sentences=self.section not in ("normative-references", "bibliography")
        )

    # -- natural spellings: each returns None where it would not be read back

    def _paragraph(self, node: Paragraph, depth: int, before: Any) -> str | None:
        if not node.children:
            return None
        plain, _ = self.runs.plain(node, "children")
        plainly = self.is_plain(plain, depth, before) and not _joins(plain, before, self.after)
        words = [] if plainly else ["paragraph"]
        marks = format_marks(node.id, words, attrs=node.attrs, reserved=_BLOCK_WORDS)
        text = self.text(node)
        return f"{marks}\n{text}" if marks else text

    def is_plain(self, nodes: list[Any], depth: int, before: Any = None) -> bool:
        """Whether a paragraph of these nodes would be read as one."""
        references = depth == 0 and self.section in ("normative-references", "bibliography")
        if not references and forms.is_ordinary(forms.first_text(nodes)):
            return True
        made = interpret(nodes, self.section, depth)
        if len(made) != 1 or type(made[0]) is not Paragraph:
            return False
        if depth == 0 and (
            forms.UNTITLED.match(forms.first_text(nodes)) or forms.TYPED.match(forms.first_text(nodes))
        ):
            return False
        if depth == 0 and (forms.NUMBER_ALONE.fullmatch(plain_text(nodes)) or forms.term_line([nodes])):
            return False
        if self.section == "bare-annex" and forms.NATURE.fullmatch(plain_text(nodes).strip()):
            return False
        if forms.caption(nodes) is not None or (self.section == "term" and forms.source(nodes) is not None):
            return False
        return not (type(before) is Formula and forms.is_where(nodes))

    def _lead(self, node: Any, depth: int, before: Any) -> str | None:
        """A note, example or warning of one paragraph."""
        if (
            len(node.children) != 1
            or type(node.children[0]) is not Paragraph
            or getattr(node, "number", None)
        ):
            return None
        paragraph = node.children[0]
        plain, literal = self.runs.plain(paragraph, "children")
        if paragraph.id or paragraph.attrs or not plain or literal:
            return None
        word = forms.lead_word(node, self.section == "term" and depth == 0)
        nodes = _prefixed(word, plain)
        again: Any = forms.lead(nodes)
        if type(again) is not type(node) or again.label != node.label or again.children != [Paragraph(plain)]:
            return None
        if getattr(again, "level", None) != getattr(node, "level", None):
            return None
        if depth == 0 and (forms.UNTITLED.match(word) or forms.TYPED.match(word)):
            return None
        marks = format_marks(node.id, attrs=node.attrs, reserved=_BLOCK_WORDS)
        text = self.inlines.paragraph(nodes, sentences=True)
        return f"{marks}\n{text}" if marks else text

    _note = _example = _safety_warning = _lead

    def _reference_entry(self, node: Any, depth: int, before: Any) -> str | None:
        if depth or self.section not in ("normative-references", "bibliography"):
            return None
        plain, literal = self.runs.plain(node, "children")
        if not plain or literal:
            return None
        nodes, number = plain, node.number
        numbered = self.section == "bibliography"
        if not numbered and number and self._is_entry(_prefixed(f"[{number}] ", plain), plain, number):
            nodes, number = _prefixed(f"[{number}] ", plain), None
        elif not self._is_entry(nodes, plain):
            nodes = _prefixed(f"[{self.entries}] ", plain)
            if not (numbered or number) or not self._is_entry(nodes, plain):
                return None
        pairs = [("number", number)] if number else []
        marks = format_marks(node.id, [], pairs, node.attrs, _BLOCK_WORDS, frozenset({"number"}))
        text = self.inlines.paragraph(nodes)
        return None if "\n" in text else f"{marks}\n{text}" if marks else text

    def _is_entry(self, nodes: list[Any], children: list[Any], number: str | None = None) -> bool:
        """Whether a paragraph of `nodes` is read as an entry with `children`, and with `number` if given."""
        again: Any = interpret(nodes, self.section, 0)
        if len(again) != 1 or again[0].kind != "reference_entry" or again[0].children != children:
            return False
        return number is None or again[0].number == number

    def _list(self, node: List, depth: int, before: Any) -> str | None:
        if any(item.id or item.number or item.attrs for item in node.items):
            return None
        listed_here = depth == 0 and self.section in ("normative-references", "bibliography")
        if listed_here and (node.style in _BULLETS or references.entries_of(node.items)):
            return None
        ordered = node.style not in _BULLETS
        if not ordered and node.start != 1:
            return None
        if ordered and node.start + len(node.items) > _MAX_NUMBER:
            return None
        pairs: list[tuple[str, str]] = (
            [("style", node.style)] if node.style in ("alpha", "decimal", "roman") else []
        )
        marks = format_marks(node.id, [], pairs, node.attrs, _BLOCK_WORDS, frozenset({"style"}))
        tight = all(_is_tight(item) for item in node.items)
        items = []
        for number, item in enumerate(node.items, node.start):
            mark = f"{number}." if ordered else _BULLETS[node.style]
            items.append(self._item(item, mark, depth, tight))
        body = ("\n" if tight else "\n\n").join(items)
        return f"{marks}\n{body}" if marks else body

    def _item(self, item: ListItem, mark: str, depth: int, tight: bool) -> str:
        if not item.children:
            return mark
        pieces = self.pieces(item.children, depth + 2)
        body = ("\n" if tight else "\n\n").join(pieces)
        return f"{mark} {_indent(body, len(mark) + 1)}"

    def _code_block(self, node: CodeBlock, depth: int, before: Any) -> str | None:
        info = node.language or ""
        if info != info.strip() or info.startswith("{=") or "`" in info or "\\" in info or "&" in info:
            return None
        marks = format_marks(node.id, attrs=node.attrs, reserved=_BLOCK_WORDS)
        body = fenced(node.text, info)
        return f"{marks}\n{body}" if marks else body

    def _foreign_block(self, node: Any, depth: int, before: Any) -> str | None:
        if node.format == "html" and not _FENCE_LINE.search(node.text) and _is_html_block(node.text):
            return str(node.text)
        return fenced(node.text, "{=" + node.format + "}")

    def _comment(self, node: Comment, depth: int, before: Any) -> str | None:
        text = node.text
        if "-->" in text or "--!>" in text or text.startswith((">", "->")) or text.endswith("-"):
            return None
        return None if depth and "\n" in text else f"<!--{text}-->"

    def _quotation(self, node: Any, depth: int, before: Any) -> str | None:
        if not node.children:
            return None
        body = self.blocks(node.children, depth + 1)
        marks = format_marks(node.id, attrs=node.attrs, reserved=_BLOCK_WORDS)
        quoted = "\n".join(f"> {line}" if line else ">" for line in body.split("\n"))
        return f"{marks}\n{quoted}" if marks else quoted

    def _divider(self, node: Any, depth: int, before: Any) -> str | None:
        marks = format_marks(node.id, attrs=node.attrs, reserved=_BLOCK_WORDS)
        return f"{marks}\n___" if marks else "___"

    def _heading(self, node: Any, depth: int, before: Any) -> str | None:
        if depth == 0:
            return None
        return heading_line("#" * node.level, self.line(node), format_marks(node.id, attrs=node.attrs))

    def _footnote(self, node: Footnote, depth: int, before: Any) -> str | None:
        if "`" in node.label:
            return None
        if not node.children:
            return f"[^{node.label}]:"
        body = self.blocks(node.children, depth + 1)
        first = node.children[0]
        if type(first) is Paragraph and not body.startswith("{"):
            return f"[^{node.label}]: {_indent(body, 4)}"
        return f"[^{node.label}]:\n{' ' * 4}{_indent(body, 4)}"

    def _formula(self, node: Formula, depth: int, before: Any) -> str | None:
        where = self._where(node)
        if where is None or "$$" in node.tex or _FENCE_LINE.search(node.tex):
            return None
        words = [] if node.numbered else ["unnumbered"]
        pairs = [("number", node.number)] if node.number else []
        tail = f" ({node.id})" if node.id else ""
        reserved = frozenset({"unnumbered"})
        marks = format_marks(None, words, pairs, node.attrs, reserved, frozenset({"number"}))
        tail += f" {marks}" if marks else ""
        body = f"{node.tex}\n" if node.tex else ""
        return f"$$\n{body}$${tail}{where}"

    def _where(self, node: Formula) -> str | None:
        """Return the list of symbols after a formula; None where it cannot be written as one."""
        if not node.where:
            return ""
        chinese = has_cjk(plain_text(node.where[0]))
        dash = "——" if chinese else " — "
        lines = ["式中：" if chinese else "where:", ""]
        for entry in node.where:
            verb = forms.IS_VERB.match(forms.first_text(entry.children))
            line = self._key_line(entry, " " if verb else dash)
            if line is None:
                return None
            lines.append(line)
        return "\n\n" + "\n".join(lines)

    def _key_line(self, entry: KeyEntry, dash: str) -> str | None:
        symbol, literal_symbol = self.runs.plain(entry, "symbol")
        meaning, literal = self.runs.plain(entry, "children")
        if not symbol or not meaning or literal or literal_symbol:
            return None
        nodes = _merged([*symbol, Text(dash), *meaning])
        again = forms.key_entries([ListItem([Paragraph(nodes)])])
        if again is None or again[0].symbol != symbol or again[0].children != meaning:
            return None
        made = interpret(nodes, "", 2)
        if len(made) != 1 or type(made[0]) is not Paragraph:
            return None
        return "- " + _indent(self.inlines.paragraph(nodes), 2)

    # -- tables and figures

    def _table(self, node: Table, depth: int, before: Any) -> str | None:
        grid = self._grid(node)
        if grid is None:
            return None
        pairs = [(s.element, str(getattr(node, s.name))) for s in fields_of(Table) if _is_set(node, s.name)]
        fields = field_names(Table)
        caption = self._caption(node)
        if caption is None:
            return None
        marks = format_marks(node.id, [], pairs, node.attrs, _BLOCK_WORDS, fields)
        units = self._units(node) if caption or not (marks and node.units) else None
        if node.notes or units is None:
            return self._table_container(node, grid, caption, pairs, fields, depth)
        body = f"{units}\n\n{grid}" if units else grid
        if not caption:
            return f"{marks}\n{body}" if marks else body
        return f"{caption} {marks}\n\n{body}" if marks else f"{close_brace(caption)}\n\n{body}"

    def _units(self, node: Table) -> str | None:
        """Return the line of units; None where it would not be read back from its looks."""
        if not node.units:
            return ""
        plain, literal = self.runs.plain(node, "units")
        if literal or not plain or not forms.units(plain):
            return None
        text = self.inlines.paragraph(plain)
        return None if "\n" in text else text

    def _table_container(
        self, node: Table, grid: str, caption: str, pairs: Any, fields: frozenset[str], depth: int
    ) -> str | None:
        pieces = [close_brace(caption)] if caption else []
        if node.units:
            plain, _ = self.runs.plain(node, "units")
            if not plain:
                return None
            words = [] if self.is_plain(plain, 1) else ["paragraph"]
            pieces.append(f"{format_marks(None, [*words, 'units'])}\n{self.text(node, 'units')}")
        counts = format_marks(pairs=pairs)
        pieces.append(f"{counts}\n{grid}" if counts else grid)
        if node.notes:
            notes = self.pieces(node.notes, depth + 1)
            pieces += notes
        marks = format_marks(node.id, [], [], node.attrs, _BLOCK_WORDS, fields)
        return contained("table", marks, "\n\n".join(pieces))

    def _caption(self, node: Table) -> str | None:
        """Return the caption line; None where it would not be read back."""
        plain, literal = self.runs.plain(node, "caption")
        if not plain:
            return ""
        if literal:
            return None
        nodes = _prefixed("表：" if has_cjk(plain_text(plain)) else "Table: ", plain)
        if forms.caption(nodes) != plain:
            return None
        return self.inlines.line(nodes)

    def _grid(self, node: Table) -> str | None:
        rows = layout(node)
        if rows is None or not node.columns or any(not row for row in rows):
            return None
        if node.header_rows and len(rows[0]) != len(node.columns):
            return None
        if any(cell.blocks for row in node.rows for cell in row.cells):
            return None
        lines = [self._row(row) for row in rows]
        if node.header_rows == 0:
            lines.insert(0, "|" + "  |" * len(node.columns))
        lines.insert(1, "| " + " | ".join(_RULES[column] for column in node.columns) + " |")
        return "\n".join(lines)

    def _row(self, row: list[Any]) -> str:
        return "| " + " | ".join(map(self._cell_text, row)) + " |"

    def _cell_text(self, cell: Cell | str) -> str:
        if isinstance(cell, str):
            return cell
        if not cell.children:
            return ""
        text = self.line(cell).replace("|", "\\|")
        return "\\" + text if text in ("<", "^") else text

    def _figure(self, node: Figure, depth: int, before: Any) -> str | None:
        pairs = [("number", node.number)] if node.number else []
        fields = frozenset({"number"})
        plain, literal = self.runs.plain(node, "title")
        if node.parts or node.key or node.notes:
            return None
        if node.src is None or literal or forms.figure_caption(plain) is not None:
            return None
        from stdml.model import Image

        image = Image(plain, node.src, node.description)
        text = self.inlines.nodes([image])
        if not text.startswith("!"):
            return None
        marks = format_marks(node.id, [], pairs, node.attrs, frozenset({"paragraph", "literal"}), fields)
        if node.attrs and node.attrs.classes and not marks.startswith("{#"):
            # The first class after an image may name a kind, so it goes on a line of its own.
            return f"{marks}\n{text}"
        return (
            f"{text}{marks}"
            if marks.startswith("{#") and not node.attrs
            else (f"{marks}\n{text}" if marks else text)
        )

    # -- the generic spelling

    def generic(self, node: Any, depth: int = 1, words: tuple[str, ...] = ()) -> str:
        """Return `::: kind` with the fields of the node as containers inside."""
        cls = type(node)
        pairs: list[tuple[str, str]] = []
        pieces: list[str] = []
        attrs = identifier = None
        inner = depth + 1
        for spec in fields_of(cls):
            value = getattr(node, spec.name)
            match spec.role:
                case "attribute" | "list":
                    if spec.name == "id":
                        identifier = value
                    elif spec.role == "list":
                        pairs += [(spec.element, item) for item in value]
                    elif value != spec.default:
                        pairs.append(
                            (spec.element, str(value).lower() if isinstance(value, bool) else str(value))
                        )
                case "attrs":
                    attrs = value
                case "verbatim":
                    pieces.append(fenced(value, ""))
                case "element":
                    pieces.append(contained(spec.element, "", fenced(value, "")))
                case "inlines":
                    if value:
                        text = self._inline_field(node, spec.name)
                        pieces.append(contained(spec.element, "", text) if spec.wrapped else text)
                case _:
                    if value:
                        text = self._nodes_field(spec, value, inner)
                        pieces.append(contained(spec.element, "", text) if spec.wrapped else text)
        reserved, fields = _BLOCK_WORDS | {"blocks"}, field_names(cls)
        name = ELEMENT[cls]
        if name == "container":
            name, pairs, words = _container_name(node, pairs, words)
        marks = format_marks(identifier, words, pairs, attrs, reserved, fields | {"name"})
        return contained(_NAMES.get(name, name), marks, "\n\n".join(pieces))

    def _inline_field(self, node: Any, field: str) -> str:
        """Return running text as a paragraph that is read as nothing else."""
        plain, literal = self.runs.plain(node, field)
        text = self.text(node, field)
        return text if not literal and self.is_plain(plain, 1) else "{.paragraph}\n" + text

    def _nodes_field(self, spec: Any, nodes: list[Any], depth: int) -> str:
        if all(cls in PARTS for cls in spec.classes):
            return "\n\n".join(self._part(node, depth) for node in nodes)
        return self.blocks(nodes, depth)

    def _part(self, node: Any, depth: int) -> str:
        words = ("blocks",) if type(node) is Cell and node.blocks else ()
        return self.generic(node, depth, words)


def _container_name(node: Any, pairs: list[tuple[str, str]], words: tuple[str, ...]) -> Any:
    """A container goes by its own name, unless that name would mean something."""
    name = node.name
    taken = name is None or name in generic.RESERVED or name in ("container", *generic.TERM_PARTS)
    if taken:
        return "container", pairs, words
    return name, [pair for pair in pairs if pair[0] != "name"], words


def _is_set(node: Table, name: str) -> bool:
    """Whether a field of a table needs an attribute."""
    if name == "header_rows":
        empty = (
            node.header_rows == 1 and len(node.rows) > 1 and not any(c.children for c in node.rows[0].cells)
        )
        return node.header_rows > 1 or empty
    return (name == "header_columns" and node.header_columns > 0) or (
        name == "number" and node.number is not None
    )


def _prefixed(word: str, nodes: list[Any]) -> list[Any]:
    return _merged([Text(word), *nodes])


def _merged(nodes: list[Any]) -> list[Any]:
    from stdml.formats.markdown.inlines import merge_text

    return merge_text(nodes)


def _joins(nodes: list[Any], before: Any, after: Any) -> bool:
    """Whether a paragraph would be taken for a part of the block before or after it.

    That is the next item of a list, the title of a figure, or the line of units above a table.
    """
    if type(before) is Paragraph and listed.label_of(nodes) is not None:
        return listed.label_of(before.children) is not None
    if type(before) is Figure and forms.figure_caption(nodes) is not None:
        return True
    return type(after) is Table and forms.units(nodes)


def _marker(node: Any) -> str:
    """Return the class of markers by which two lists in a row would become one."""
    if type(node) is not List:
        return ""
    return _BULLETS.get(node.style, "1.")


def _last_marker(node: Any) -> str:
    return "-" if type(node) is Formula and node.where else _marker(node)


def _is_tight(item: ListItem) -> bool:
    children = item.children
    if not children or type(children[0]) is not Paragraph or not children[0].children:
        return not children
    if children[0].attrs or children[0].id:
        return False
    if len(children) == 1:
        return True
    return len(children) == 2 and type(children[1]) is List and _can_interrupt(children[1])


def _can_interrupt(node: List) -> bool:
    """Whether a list is seen as one right after a line of text (CommonMark 0.31, 5.2).

    A line of attributes is not: it would be taken for text.
    """
    if node.id or node.attrs or node.style not in ("dash", "bullet", "ordered"):
        return False
    return bool(node.items[0].children) and (node.style in _BULLETS or node.start == 1)


def _indent(text: str, width: int) -> str:
    """Indent all lines but the first; empty lines stay empty."""
    pad = " " * width
    first, *rest = text.split("\n")
    return "\n".join([first, *(pad + line if line else line for line in rest)])


def fenced(text: str, info: str) -> str:
    """Return a fenced code block whose fence is longer than any in it."""
    longest = max((len(found) for found in _TICKS.findall(text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{text}\n{fence}" if text else f"{fence}{info}\n{fence}"


def contained(name: str, marks: str, body: str) -> str:
    """Return a container whose colons are more than those of any inside."""
    longest = max((len(found) for found in _COLONS.findall(body)), default=2)
    colons = ":" * max(3, longest + 1)
    head = f"{colons} {name}{' ' if marks else ''}{marks}"
    return f"{head}\n{body}\n{colons}" if body else f"{head}\n{colons}"


def heading_line(hashes: str, text: str, marks: str) -> str:
    """Return a heading; hashes and braces at its end are escaped, or they would be taken away."""
    if text.endswith("#") and re.search(r"(^|[ \t])#+$", text):
        text = text[:-1] + "\\#"
    return " ".join(part for part in (hashes, text if marks else close_brace(text), marks) if part)


def close_brace(text: str) -> str:
    """Return a line that ends in no attributes: words that look like some have their brace escaped."""
    found = trailing_marks(text)
    if found is None:
        return text
    at = text.index("{", len(found[0]))
    return f"{text[:at]}\\{text[at:]}"


def _is_html_block(text: str) -> bool:
    """Whether text is read as one block of HTML, and not as comments."""
    from stdml.formats.markdown.blocks import _COMMENTS

    if (
        not text.startswith("<")
        or re.search(r"\n[ \t]*(\n|$)", text)
        or text.endswith("\n")
        or _COMMENTS.fullmatch(text)
    ):
        return False
    tokens: list[Any] = []
    md = parser()
    md.block.parse(text + "\n\nx", md, {}, tokens)
    return len(tokens) == 4 and tokens[0].type == "html_block" and tokens[0].content.rstrip("\n") == text
