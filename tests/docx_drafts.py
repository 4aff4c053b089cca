"""Documents as drafters have them in a word processor, for the tests of the DOCX reader.

`export` writes a document with the styles that Word builds in and automatic lists, or with nothing but bold
lines and typed numbers and labels. `package` makes a file of parts written by hand.
"""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

from stdml.model import Document
from stdml.model.walk import plain_text
from stdml.text.numbering import Numbering

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}/relationships" xmlns:m="{_OFFICE}/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_MAIN = "word/document.xml"
_LEVELS = {
    "national": "中华人民共和国国家标准",
    "local": "浙江省地方标准",
    "group": "团体标准",
    "enterprise": "企业标准",
}


def package(body: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    """Return a file with this content of `w:body`.

    Args:
        body: the content
        parts: further parts by their names below `word/`: the content of their root for styles, numbering,
            footnotes, endnotes, comments and headers, bytes for all others
    """
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
             "comments": "comments", "header1": "hdr"}  # fmt: skip
    members: dict[str, bytes] = {_MAIN: _root("document", f"<w:body>{body}</w:body>")}
    links = []
    for name, content in (parts or {}).items():
        stem = name.partition(".")[0].rpartition("/")[2]
        kind = "image" if name.startswith("media/") else stem.rstrip("1")
        if isinstance(content, str):
            name, content = f"{name}.xml", _root(roots[name], content)
        members[f"word/{name}"] = content
        links.append(f'<Relationship Id="{stem}" Type="{_OFFICE}/relationships/{kind}" Target="{name}"/>')
    members["word/_rels/document.xml.rels"] = _links("".join(links))
    target = f'<Relationship Id="r1" Type="{_OFFICE}/relationships/officeDocument" Target="{_MAIN}"/>'
    members["_rels/.rels"] = _links(target)
    members["[Content_Types].xml"] = _types(members)
    return zipped(members)


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a ZIP file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _root(name: str, content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_SPACES}>{content}</w:{name}>'.encode()


def _types(members: dict[str, bytes]) -> bytes:
    """Return the list of the kinds of parts, which other programs want to see."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": "document.main", "header1": "header"}
    stems = [name[5:-4] for name in members if name.startswith("word/") and name.endswith(".xml")]
    parts = "".join(
        f'<Override PartName="/word/{stem}.xml" ContentType="{kind}.{kinds.get(stem, stem)}+xml"/>'
        for stem in stems
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{parts}</Types>'
    ).encode()


def _links(content: str) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{content}</Relationships>'.encode()


def p(words: str = "", style: str = "", properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run; `words` may be XML that begins with `<`."""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    inner = (
        words
        if words.startswith("<")
        else f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>' * bool(words)
    )
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def r(words: str, look: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def field(code: str, result: str) -> str:
    """Return a field with its result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f"{mark('separate')}{r(result)}{mark('end')}"
    )


def styles(*rows: tuple[str, str, str]) -> str:
    """Return styles: id, name and properties of each."""
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/>{rest}</w:style>'
        for ident, name, rest in rows
    )


def numbering(*levels: tuple[str, str], ident: int = 1) -> tuple[str, str]:
    """Return the definition of a list: form and text of the label of each level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{ident}">{inner}</w:abstractNum>',
        f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{ident}"/></w:num>',
    )


def lists(*definitions: Any) -> str:
    """Return the part `numbering` of definitions: all abstract ones first, as the schema wants it."""
    return "".join(d[0] for d in definitions) + "".join(d[1] for d in definitions)


def item(words: str, list: int = 1, level: int = 0) -> str:
    """Return a paragraph that is numbered by itself."""
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'
    return p(words, properties=numbers)


def row(*cells: str | tuple[str, str]) -> str:
    """Return a row of cells; a cell is its words, or its properties and words."""
    made = []
    for cell in cells:
        properties, words = cell if isinstance(cell, tuple) else ("", cell)
        inner = words if words.startswith("<w:") else p(words)
        made.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
    return f"<w:tr>{''.join(made)}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def reference(document: Document, numbering: Numbering, node: Any) -> str:
    """Return the words of a cross-reference."""
    if node.children:
        return plain_text(node.children)
    target = numbering.resolve(node.target)
    return numbering.reference_text(target) if target is not None else ""


class Exporter:
    """Writes a document with python-docx.

    Args:
        document: the document
        styled: whether headings, lists and captions have styles, or are typed and bold only
    """

    def __init__(self, document: Document, styled: bool) -> None:
        import docx

        self.out = docx.Document()
        self.document = document
        self.numbering = Numbering(document)
        self.styled = styled

    def write(self) -> bytes:
        """Return the file."""
        self._cover()
        self._blocks(self.document.blocks)
        for clause in self.document.clauses:
            self._section(clause, 1)
        buffer = io.BytesIO()
        self.out.save(buffer)
        return buffer.getvalue()

    def _line(self, words: str = "", style: str | None = None) -> Any:
        return self.out.add_paragraph(words, style if self.styled else None)

    def _cover(self) -> None:
        from docx.shared import Pt

        data = self.document.metadata
        if not data.identifier:
            return
        if data.ics:
            self._line("ICS " + "; ".join(data.ics))
        for code in data.ccs[:1]:
            self._line(f"CCS {code}")
        self._line(_LEVELS.get(data.level or "", "团体标准"))
        self._line(data.identifier[0])
        if data.replaces:
            self._line("代替 " + "、".join(data.replaces))
        for language, elements in data.title.items():
            for element in elements if language != "en" else [" — ".join(elements)]:
                first = language == next(iter(data.title))
                self._line().add_run(element).font.size = Pt(26 if first else 14)
        if data.issued:
            self._line(f"{data.issued} 发布")
        if data.effective:
            self._line(f"{data.effective} 实施")
        if data.issuer:
            self._line(" ".join(data.issuer) + " 发布")

    def _section(self, node: Any, level: int) -> None:
        number = self.numbering.label(node)
        if node.kind == "term_entry":
            words = " ".join(plain_text(term.children) for term in node.designations)
            self._heading(f"{number} {words}", level)
            self._blocks(node.children)
            for source in node.sources:
                self._line(f"[来源：{plain_text(source.children)}]")
            return
        if not node.title:
            first = self._line(f"{number}\u3000")
            self._inlines(first, node.blocks[0].children if node.blocks else [])
            self._blocks(node.blocks[1:])
        else:
            nature = {"normative": "（规范性）", "informative": "（资料性）"}.get(node.nature or "", " ")
            if self.numbering.language.startswith("en"):
                nature = f" ({node.nature}) " if node.nature else " "
            gap = nature if node.type == "annex" else " "
            self._heading(f"{number}{gap if number else ''}{plain_text(node.title)}", level)
            self._blocks(node.blocks)
        for child in node.clauses:
            self._section(child, level + 1)

    def _heading(self, words: str, level: int) -> None:
        from docx.shared import Pt

        if self.styled:
            self.out.add_heading(words, level)
            return
        run = self._line().add_run(words)
        run.bold = True
        run.font.size = Pt(14 if level == 1 else 12)

    def _blocks(self, blocks: list[Any], depth: int = 0) -> None:
        for block in blocks:
            getattr(self, f"_{block.kind}", self._other)(block, depth)

    def _paragraph(self, node: Any, depth: int) -> None:
        self._inlines(self._line(), node.children)

    def _reference_entry(self, node: Any, depth: int) -> None:
        label = self.numbering.label(node)
        self._inlines(self._line(f"{label} " if label else ""), node.children)

    def _requirement(self, node: Any, depth: int) -> None:
        self._blocks(node.children, depth)

    def _note(self, node: Any, depth: int) -> None:
        first = node.children[0]
        self._inlines(
            self._line(self.numbering.label(node) + " " * (self.numbering.words.lead_end == "")),
            first.children,
        )
        self._blocks(node.children[1:], depth)

    _example = _note
    _safety_warning = _note

    def _comment(self, node: Any, depth: int) -> None:
        """A remark is no part of the text."""

    _divider = _footnote = _comment

    def _quotation(self, node: Any, depth: int) -> None:
        for inner in node.children:
            self._inlines(self._line(style="Quote"), inner.children)

    def _list(self, node: Any, depth: int) -> None:
        automatic = {"dash": "List Bullet", "bullet": "List Bullet"}.get(node.style)
        for entry in node.items:
            label = self.numbering.label(entry)
            if self.styled and automatic:
                line = self._line(style=automatic + (f" {depth + 1}" if depth else ""))
            else:
                line = self._line(f"{label} " if automatic is None else "——")
            first = entry.children[0]
            self._inlines(line, first.children)
            self._blocks(entry.children[1:], depth + 1)

    def _table(self, node: Any, depth: int) -> None:
        if node.caption:
            caption = self._line(self.numbering.label(node) + self.numbering.words.caption_gap, "Caption")
            self._inlines(caption, node.caption)
        if node.units:
            self._inlines(self._line(), node.units)
        grid, columns = grid_of(node)
        table = self.out.add_table(len(node.rows), columns)
        for row, column, cell in grid:
            first = table.cell(row, column)
            if cell.rowspan > 1 or cell.colspan > 1:
                first = first.merge(table.cell(row + cell.rowspan - 1, column + cell.colspan - 1))
            first.text = ""
            self._inlines(first.paragraphs[0], cell.children)
        for note in node.notes:
            self._note(note, depth)

    def _figure(self, node: Any, depth: int) -> None:
        self._line().add_run().add_picture(io.BytesIO(PIXEL))
        for entry in node.key:
            line = self._line()
            self._inlines(line, entry.symbol)
            line.add_run("——")
            self._inlines(line, entry.children)
        caption = self._line(self.numbering.label(node) + self.numbering.words.caption_gap, "Caption")
        self._inlines(caption, node.title)

    def _formula(self, node: Any, depth: int) -> None:
        line = self._line()
        _math(line, node.tex)
        if node.numbered:
            line.add_run(f"\t({self.numbering.number(node)})")
        if node.where:
            self._line(self.numbering.words.where)
        for entry in node.where:
            line = self._line()
            self._inlines(line, entry.symbol)
            line.add_run("——")
            self._inlines(line, entry.children)

    def _code_block(self, node: Any, depth: int) -> None:
        for line in node.text.split("\n"):
            self._line(line)

    def _other(self, node: Any, depth: int) -> None:
        raise NotImplementedError(node.kind)

    def _inlines(self, line: Any, nodes: list[Any], **look: bool) -> None:
        for node in nodes:
            kind = node.kind
            if kind == "text":
                run = line.add_run(node.value)
                for name, on in look.items():
                    setattr(run.font, name, on)
            elif kind == "math":
                _math(line, node.tex)
            elif kind == "cross_reference":
                line.add_run(reference(self.document, self.numbering, node))
            elif kind == "line_break":
                line.add_run().add_break()
            elif kind == "code_span":
                line.add_run(node.text)
            else:
                names = {"strong": "bold", "emphasis": "italic"}
                name = names.get(kind, kind)
                own = {name: True} if kind in ("strong", "emphasis", "subscript", "superscript") else {}
                self._inlines(line, getattr(node, "children", []), **look, **own)


def _math(line: Any, tex: str) -> None:
    from docx.oxml import parse_xml

    space = f"{_OFFICE}/math"
    words = tex.replace("&", "&amp;").replace("<", "&lt;")
    line._p.append(parse_xml(f'<m:oMath xmlns:m="{space}"><m:r><m:t>{words}</m:t></m:r></m:oMath>'))


def grid_of(node: Any) -> tuple[list[tuple[int, int, Any]], int]:
    """Return each cell of a table with its row and column, and how many columns there are."""
    taken: set[tuple[int, int]] = set()
    found = []
    for at, row in enumerate(node.rows):
        column = 0
        for cell in row.cells:
            while (at, column) in taken:
                column += 1
            found.append((at, column, cell))
            taken |= {(at + i, column + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            column += cell.colspan
    return found, max((column + 1 for _, column in taken), default=0)


def export(document: Document, styled: bool) -> bytes:
    """Return a document as a DOCX file."""
    return Exporter(document, styled).write()
