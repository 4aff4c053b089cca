"""Markdown text → document. Never raises on any text: what cannot be understood is kept and reported."""

from __future__ import annotations

from typing import Any

from markdown_it.token import Token

from stdml.diagnostics import Diagnostic, Finding, Fix
from stdml.formats._source import paused_gc
from stdml.formats.markdown import findings, frontmatter, structure
from stdml.formats.markdown.attributes import trailing_marks
from stdml.formats.markdown.blocks import BlockReader, holds_comments
from stdml.formats.markdown.headings import Outline, is_typed_document, types_clauses
from stdml.formats.markdown.inlines import InlineReader, merge_text, resolve
from stdml.formats.markdown.parser import parser
from stdml.formats.markdown.source import MarkdownSource
from stdml.formats.markdown.titles import can_be_title, says_title
from stdml.model import MAX_DEPTH, Document, Metadata, Paragraph, Text, plain_text
from stdml.model.kinds import BLOCKS, PARTS, SECTIONS, child_fields
from stdml.model.walk import depth as tree_depth
from stdml.text.cjk import guess_language
from stdml.text.decode import decode
from stdml.text.understand import understand_document

_ROOM = 6
"""So many levels below a block are left for its parts and their text."""


def read_markdown(data: bytes | str, path: str = "-") -> Document:
    """Read a document; what was guessed, repaired or kept as it was is in its `diagnostics`."""
    with paused_gc():
        return _Reading(data, path).document()


class _Reading:
    def __init__(self, data: bytes | str, path: str) -> None:
        self.text, repairs = decode(data)
        self.source = MarkdownSource(self.text, path)
        self.found: list[tuple[Finding, tuple[int, int], dict[str, Any], Fix | None]] = []
        for repair in repairs:
            self.report(repair.finding, repair.span, **repair.values)

    def report(self, finding: Finding, span: tuple[int, int], fix: Fix | None = None, **values: Any) -> None:
        self.found.append((finding, span, values, fix))

    def document(self) -> Document:
        yaml_text, body = frontmatter.split(self.text)
        metadata = Metadata()
        if body:
            metadata = frontmatter.read(yaml_text, self.text.find("\n") + 1, self.report)
        document = Document(metadata)
        document.source = self.source
        self.source.body = body
        if body:
            self.source.metadata_span = (0, len(self.text[:body].rstrip("\n")))
        # The body is parsed in place of the front matter, so that line numbers and offsets stay true.
        masked = _mask(self.text, body)
        self._read_body(document, masked)
        document.span = (0, len(self.text))
        document.diagnostics = self._diagnostics(document)
        return document

    def _read_body(self, document: Document, text: str) -> None:
        md = parser()
        env: dict[str, Any] = {}
        tokens: list[Token] = []
        md.block.parse(text, md, env, tokens)
        inlines = InlineReader(env)
        blocks = BlockReader(text, tokens, inlines, self.report)
        heads = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
        title = self._title(document.metadata, tokens, heads, blocks)
        blocks.outline = Outline()
        blocks.base = 0
        if title is not None:
            blocks.base = 1 if all(tokens[i].tag != "h1" for i in heads[1:]) else 0
            blocks.title_at = title
        contents = [tokens[i + 1].content for i in heads]
        blocks.typed = is_typed_document(contents)
        blocks.types_clauses = blocks.typed and types_clauses(contents)
        self.source.typed = blocks.typed
        items = blocks.read(0, len(tokens))
        if title is not None:
            self.source.title, self.source.title_span = tokens[title + 1].content, blocks.title_span
            self.source.states_title = bool(document.metadata.title)
        if title is not None and not document.metadata.title:
            self._set_title(document.metadata, blocks)
        document.blocks, document.clauses, self.made = structure.build(items, blocks.outright)
        self._note_starts(blocks)
        self.typed = blocks.typed_labels
        understand_document(document)
        if inlines.literals:
            _splice(document, inlines.literals)
        for span in inlines.too_deep:
            self.report(findings.NESTED_TOO_DEEPLY, span, limit=MAX_DEPTH)
        if blocks.deepest + inlines.deepest > 20 and tree_depth(document) > MAX_DEPTH:
            _flatten(document, 1)
            self.report(findings.NESTED_TOO_DEEPLY, (0, 0), limit=MAX_DEPTH)

    def _note_starts(self, blocks: BlockReader) -> None:
        """Remember where the attribute lines before blocks begin; a heading stands for its clause."""
        clauses = {id(item): node for node, item in self.made}
        for item, start in blocks.attribute_starts:
            self.source.starts[id(clauses.get(id(item), item))] = start

    def _title(
        self, metadata: Metadata, tokens: list[Token], heads: list[int], blocks: BlockReader
    ) -> int | None:
        """Return the index of the heading that is the title of the document."""
        if not heads or tokens[heads[0]].tag != "h1":
            return None
        first = heads[0]
        content = tokens[first + 1].content
        if trailing_marks(content) or not content or any(not _is_silent(t) for t in tokens[:first]):
            return None
        if metadata.title:
            return first if says_title(content, metadata) else None
        if "title" in metadata.extra or any(tokens[i].tag == "h1" for i in heads[1:]):
            return None
        words = plain_text(resolve(blocks.inline(content, (tokens[first].map or [0])[0])))
        return first if can_be_title(words) else None

    def _set_title(self, metadata: Metadata, blocks: BlockReader) -> None:
        text = plain_text(blocks.title).replace("\n", " ").replace("\t", " ").strip()
        if not text:
            return
        if any(type(node) is not Text for node in blocks.title):
            self.report(findings.TITLE_MARKUP, blocks.title_span)
        metadata.title = {guess_language(text): [text]}
        if self.source.metadata_span is None:
            self.source.metadata_span = blocks.title_span

    def _diagnostics(self, document: Document) -> list[Diagnostic]:
        from stdml.text.labels import document_language

        language = document_language(document)
        self._compare_numbers(document)
        found = [
            finding.diagnostic(self.source, span, language, fix=fix, **values)
            for finding, span, values, fix in self.found
        ]
        return sorted(found, key=lambda diagnostic: diagnostic.position)

    def _compare_numbers(self, document: Document) -> None:
        """Report typed numbers that differ from the computed ones."""
        typed = [
            (node, item.meaning.typed, item.number_span)
            for node, item in self.made
            if hasattr(item, "meaning") and item.meaning.typed
        ]
        typed += [
            (node, item.number, item.number_span) for node, item in self.made if getattr(item, "number", None)
        ]
        typed += self.typed
        if not typed:
            return
        from stdml.diagnostics import Edit
        from stdml.text.numbering import Numbering

        numbering = Numbering(document)
        for node, number, span in typed:
            computed = numbering.number(node)
            if computed is None or number.startswith(".") or number.lstrip("0") == computed:
                continue
            if number == computed:
                continue
            fix = None
            if self.text[span[0] : span[1]] == number:
                fix = Fix(f"{number} → {computed}", (Edit(span[0], span[1], computed),), safe=False)
            self.report(findings.NUMBER_MISMATCH, span, fix, typed=number, computed=computed)


def _mask(text: str, body: int) -> str:
    """Blank the front matter out, line by line."""
    if not body:
        return text
    return "\n" * 0 + "".join("\n" if c == "\n" else " " for c in text[:body]) + text[body:]


def _is_silent(token: Token) -> bool:
    return token.type == "html_block" and holds_comments(token.content)


def _splice(node: Any, literals: dict[int, Any]) -> None:
    """Put the literal words back where their stand-ins are."""
    for name in child_fields(type(node)):
        children = getattr(node, name)
        if any(id(child) in literals for child in children):
            spliced: list[Any] = []
            for child in children:
                spliced.extend(literals[id(child)][1] if id(child) in literals else [child])
            setattr(node, name, merge_text(spliced))
        for child in getattr(node, name):
            _splice(child, literals)


def _flatten(node: Any, level: int) -> None:
    """Replace what is nested deeper than the model allows by its plain text."""
    for name in child_fields(type(node)):
        kept: list[Any] = []
        for child in getattr(node, name):
            if tree_depth(child) + level <= MAX_DEPTH:
                kept.append(child)
            elif level < MAX_DEPTH - _ROOM or type(child) in PARTS:
                _flatten(child, level + 1)
                kept.append(child)
            elif type(child) in SECTIONS:
                node.blocks.append(Paragraph([Text(_words(child))]))
            else:
                kept.append(
                    Paragraph([Text(_words(child))]) if type(child) in BLOCKS else Text(_words(child))
                )
        setattr(node, name, merge_text(kept))


def _words(node: Any) -> str:
    return plain_text(node).replace("\n", " ") or " "
