"""The nodes of running text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from stdml.model.base import Attributes, Identifier, Key, Line, Node, RunningText, Verbatim
from stdml.model.facets import ParameterFacets, ProvisionFacets

VERBATIM = {"content": "verbatim"}
"""Field metadata: the value is the node's own text, written as element content in XML."""


@dataclass(slots=True)
class Text(Node):
    """A run of characters.

    Attributes:
        value: the characters, never empty and without a line break
    """

    value: RunningText = field(metadata=VERBATIM)
    kind: Literal["text"] = "text"


@dataclass(slots=True)
class Emphasis(Node):
    """Emphasized text, usually set in italics."""

    children: list[Inline] = field(default_factory=list)
    kind: Literal["emphasis"] = "emphasis"


@dataclass(slots=True)
class Strong(Node):
    """Strongly emphasized text, usually set in bold."""

    children: list[Inline] = field(default_factory=list)
    kind: Literal["strong"] = "strong"


@dataclass(slots=True)
class Subscript(Node):
    """Lowered text, as in a chemical formula."""

    children: list[Inline] = field(default_factory=list)
    kind: Literal["subscript"] = "subscript"


@dataclass(slots=True)
class Superscript(Node):
    """Raised text, as in a unit with an exponent."""

    children: list[Inline] = field(default_factory=list)
    kind: Literal["superscript"] = "superscript"


@dataclass(slots=True)
class CodeSpan(Node):
    """Program text inside a line.

    Attributes:
        text: the characters, kept as they are
    """

    text: RunningText = field(metadata=VERBATIM)
    kind: Literal["code_span"] = "code_span"


@dataclass(slots=True)
class Math(Node):
    """A formula inside a line.

    Attributes:
        tex: its TeX source, kept as it was written
    """

    tex: RunningText = field(metadata=VERBATIM)
    kind: Literal["math"] = "math"


@dataclass(slots=True)
class Link(Node):
    """A hyperlink to something outside the document.

    Attributes:
        href: the address, as it was written
        title: the text shown on pointing at it
    """

    children: list[Inline] = field(default_factory=list)
    href: Line | None = None
    title: Line | None = None
    kind: Literal["link"] = "link"


@dataclass(slots=True)
class Image(Node):
    """A picture inside a line; one that stands alone in its paragraph is a figure.

    Attributes:
        children: what stands for the picture where it cannot be seen
        src: the address of the picture
        title: the text shown on pointing at it
    """

    children: list[Inline] = field(default_factory=list)
    src: Line | None = None
    title: Line | None = None
    kind: Literal["image"] = "image"


@dataclass(slots=True)
class CrossReference(Node):
    """A reference to another part of the same document.

    Attributes:
        children: the author's own text; where it is empty the text is computed (表 1, 5.2, Annex A)
        target: the id of what is referred to
    """

    children: list[Inline] = field(default_factory=list)
    target: Identifier | None = None
    kind: Literal["cross_reference"] = "cross_reference"


@dataclass(slots=True)
class Citation(Node):
    """A standard named in the text.

    Attributes:
        children: the words of the text
        identifier: the standard's number as it stands in the references; None where the words say it
        locality: the cited part, such as 5.3 or 表 2; None where the words say it
    """

    children: list[Inline] = field(default_factory=list)
    identifier: Line | None = None
    locality: Line | None = None
    kind: Literal["citation"] = "citation"


@dataclass(slots=True)
class SelfReference(Node):
    """Words by which a document names itself: 本文件, "this document"."""

    children: list[Inline] = field(default_factory=list)
    kind: Literal["self_reference"] = "self_reference"


@dataclass(slots=True)
class TermReference(Node):
    """A defined term used in the text.

    Attributes:
        target: the id of the term entry
    """

    children: list[Inline] = field(default_factory=list)
    target: Identifier | None = None
    kind: Literal["term_reference"] = "term_reference"


@dataclass(slots=True)
class FootnoteReference(Node):
    """The mark of a footnote.

    Attributes:
        target: the label of the footnote
    """

    target: Identifier
    kind: Literal["footnote_reference"] = "footnote_reference"


@dataclass(slots=True)
class Provision(ProvisionFacets):
    """A sentence, or a part of one, that conveys a provision (GB/T 1.1—2020, 3.3; ISO/IEC Directives 2, 3.3).

    The text is the authority; the facets say what was understood of it or what its author stated outright.

    Attributes:
        children: the words of the provision
    """

    children: list[Inline] = field(default_factory=list)
    kind: Literal["provision"] = "provision"


@dataclass(slots=True)
class Parameter(ParameterFacets):
    """The words of a text that state an indicator (指标) and its value.

    Attributes:
        children: the words
    """

    children: list[Inline] = field(default_factory=list)
    kind: Literal["parameter"] = "parameter"


@dataclass(slots=True)
class IndexMark(Node):
    """An entry of the index that leads to this place.

    Attributes:
        entry: the words of the entry
        subentry: the words of an entry below it
    """

    entry: Line
    subentry: Line | None = None
    kind: Literal["index_mark"] = "index_mark"


@dataclass(slots=True)
class Insertion(Node):
    """Text that a change adds.

    Attributes:
        author: who made the change
        date: when
    """

    children: list[Inline] = field(default_factory=list)
    author: Line | None = None
    date: Line | None = None
    kind: Literal["insertion"] = "insertion"


@dataclass(slots=True)
class Deletion(Node):
    """Text that a change removes.

    Attributes:
        author: who made the change
        date: when
    """

    children: list[Inline] = field(default_factory=list)
    author: Line | None = None
    date: Line | None = None
    kind: Literal["deletion"] = "deletion"


@dataclass(slots=True)
class LineBreak(Node):
    """A forced line break."""

    kind: Literal["line_break"] = "line_break"


@dataclass(slots=True)
class LanguageSpan(Node):
    """Text in another language than its surroundings.

    Attributes:
        language: a language tag such as en or zh-Hant
    """

    children: list[Inline] = field(default_factory=list)
    language: Key | None = None
    kind: Literal["language_span"] = "language_span"


@dataclass(slots=True)
class Span(Node):
    """Text with an id or with attributes of the author's own.

    Attributes:
        id: the name by which it is referred to
        attrs: classes and values
    """

    children: list[Inline] = field(default_factory=list)
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["span"] = "span"


@dataclass(slots=True)
class InlineComment(Node):
    """A remark of the author that is not part of the text.

    Attributes:
        text: the remark, without its delimiters
    """

    text: Verbatim = field(metadata=VERBATIM)
    kind: Literal["inline_comment"] = "inline_comment"


@dataclass(slots=True)
class ForeignInline(Node):
    """Content of another format that the model has no place for, kept as it is.

    Attributes:
        text: the content
        format: the name of the format, such as html
    """

    text: Verbatim = field(metadata=VERBATIM)
    format: Key = "html"
    kind: Literal["foreign_inline"] = "foreign_inline"


Inline = Annotated[
    Text
    | Emphasis
    | Strong
    | Subscript
    | Superscript
    | CodeSpan
    | Math
    | Link
    | Image
    | CrossReference
    | Citation
    | SelfReference
    | TermReference
    | FootnoteReference
    | Provision
    | Parameter
    | IndexMark
    | Insertion
    | Deletion
    | LineBreak
    | LanguageSpan
    | Span
    | InlineComment
    | ForeignInline,
    Field(discriminator="kind"),
]
