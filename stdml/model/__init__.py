"""The model: a standard as a tree of typed nodes (see `docs/architecture.md`)."""

from stdml.model.base import MAX_DEPTH, Attributes, Node, replace_illegal, span_of
from stdml.model.blocks import (
    Block, Cell, CodeBlock, Comment, Container, DefinitionItem, DefinitionList, Divider, Example, Figure,
    Footnote, ForeignBlock, Formula, Heading, KeyEntry, List, ListItem, Note, Paragraph, Quotation,
    ReferenceEntry, Requirement, Row, SafetyWarning, Table,
)  # fmt: skip
from stdml.model.inlines import (
    Citation, CodeSpan, CrossReference, Deletion, Emphasis, FootnoteReference, ForeignInline, Image, IndexMark,
    Inline, InlineComment, Insertion, LanguageSpan, LineBreak, Link, Math, Parameter, Provision, SelfReference,
    Span, Strong, Subscript, Superscript, TermReference, Text,
)  # fmt: skip
from stdml.model.metadata import Adoption, Metadata
from stdml.model.structure import Clause, Designation, Document, Section, TermEntry, TermSource
from stdml.model.walk import find, plain_text, transform, walk

__all__ = [
    "MAX_DEPTH", "Adoption", "Attributes", "Block", "Cell", "Citation", "Clause", "CodeBlock", "CodeSpan",
    "Comment", "Container", "CrossReference", "DefinitionItem", "DefinitionList", "Deletion", "Designation",
    "Divider", "Document", "Emphasis", "Example", "Figure", "Footnote", "FootnoteReference", "ForeignBlock",
    "ForeignInline", "Formula", "Heading", "Image", "IndexMark", "Inline", "InlineComment", "Insertion",
    "KeyEntry", "LanguageSpan", "LineBreak", "Link", "List", "ListItem", "Math", "Metadata", "Node", "Note",
    "Paragraph", "Parameter", "Provision", "Quotation", "ReferenceEntry", "Requirement", "Row",
    "SafetyWarning", "Section", "SelfReference", "Span", "Strong", "Subscript", "Superscript", "Table",
    "TermEntry", "TermReference", "TermSource", "Text", "find", "plain_text", "replace_illegal", "span_of",
    "transform", "walk",
]  # fmt: skip
