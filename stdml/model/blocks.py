"""The nodes that stand between headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from stdml.model.base import Attributes, Identifier, Key, Line, Node, Verbatim
from stdml.model.facets import ProvisionFacets
from stdml.model.inlines import VERBATIM, Inline


@dataclass(slots=True)
class Paragraph(Node):
    """A paragraph (段)."""

    children: list[Inline] = field(default_factory=list)
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["paragraph"] = "paragraph"


@dataclass(slots=True)
class ListItem(Node):
    """One item of a list.

    Attributes:
        number: the label as it was given; where it is None the label is computed
    """

    children: list[Block] = field(default_factory=list)
    id: Identifier | None = None
    number: Line | None = None
    attrs: Attributes | None = None
    kind: Literal["list_item"] = "list_item"


@dataclass(slots=True)
class List(Node):
    """A list (列项).

    Attributes:
        items: its items, at least one
        style: how the items are marked; "ordered" leaves the form of the label to the profile: a), 1) in
            GB/T 1.1—2020, 7.5
        start: the number of the first item of an ordered list
    """

    items: Annotated[list[ListItem], Field(min_length=1)]
    style: Literal["dash", "bullet", "ordered", "alpha", "decimal", "roman"] = "dash"
    start: Annotated[int, Field(ge=0, le=999999999)] = 1
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["list"] = "list"


@dataclass(slots=True)
class DefinitionItem(Node):
    """What is explained, and the explanation.

    Attributes:
        term: what is explained
        children: the explanation
    """

    term: list[Inline] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)
    kind: Literal["definition_item"] = "definition_item"


@dataclass(slots=True)
class DefinitionList(Node):
    """A list of explanations, such as symbols and abbreviations.

    Attributes:
        items: its items, at least one
    """

    items: Annotated[list[DefinitionItem], Field(min_length=1)]
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["definition_list"] = "definition_list"


@dataclass(slots=True)
class Cell(Node):
    """A cell of a table; it holds either running text or blocks.

    Attributes:
        children: running text
        blocks: blocks; empty where there is running text
        colspan: how many columns it covers
        rowspan: how many rows it covers
    """

    exclusive: ClassVar[tuple[str, ...]] = ("children", "blocks")
    """Of these fields at most one may hold something; the schemas say the same."""

    children: list[Inline] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    colspan: Annotated[int, Field(ge=1, le=1000)] = 1
    rowspan: Annotated[int, Field(ge=1, le=10000)] = 1
    kind: Literal["cell"] = "cell"

    @model_validator(mode="after")
    def _hold_one_of_both(self) -> Cell:
        if self.children and self.blocks:
            raise ValueError("a cell holds running text or blocks, not both")
        return self


@dataclass(slots=True)
class Row(Node):
    """A row of a table; cells that a span covers are left out.

    Attributes:
        cells: its cells
    """

    cells: list[Cell] = field(default_factory=list)
    kind: Literal["row"] = "row"


@dataclass(slots=True)
class Table(Node):
    """A table (GB/T 1.1—2020, 9.8; ISO/IEC Directives 2, clause 29).

    Attributes:
        caption: its title
        units: the line that states the unit of all cells (单位为毫米)
        columns: the alignment of each column
        rows: header rows first, then the body
        notes: notes and footnotes inside the frame
        header_rows: how many of the rows are headers
        header_columns: how many columns are headers of their rows
        number: the number as it was given; where it is None it is computed
    """

    caption: list[Inline] = field(default_factory=list)
    units: list[Inline] = field(default_factory=list)
    rows: Annotated[list[Row], Field(min_length=1, validate_default=True)] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    columns: list[Literal["none", "left", "center", "right"]] = field(default_factory=list)
    header_rows: Annotated[int, Field(ge=0, le=1000)] = 1
    header_columns: Annotated[int, Field(ge=0, le=1000)] = 0
    number: Line | None = None
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["table"] = "table"


@dataclass(slots=True)
class KeyEntry(Node):
    """A symbol or mark, and what it stands for.

    Attributes:
        symbol: the symbol
        children: its meaning
    """

    symbol: list[Inline] = field(default_factory=list)
    children: list[Inline] = field(default_factory=list)
    kind: Literal["key_entry"] = "key_entry"


@dataclass(slots=True)
class Figure(Node):
    """A figure (GB/T 1.1—2020, 9.7; ISO/IEC Directives 2, clause 28).

    Attributes:
        title: its title
        src: the address of the picture
        description: a longer text for those who cannot see it
        parts: figures that it is made of: a), b)
        key: what the marks in it stand for
        notes: notes and footnotes that belong to it
        number: the number as it was given; where it is None it is computed
    """

    title: list[Inline] = field(default_factory=list)
    parts: list[Figure] = field(default_factory=list)
    key: list[KeyEntry] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    src: Line | None = None
    description: Line | None = None
    number: Line | None = None
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["figure"] = "figure"


@dataclass(slots=True)
class Formula(Node):
    """A displayed formula (GB/T 1.1—2020, 9.9; ISO/IEC Directives 2, clause 27).

    Attributes:
        tex: its TeX source, kept as it was written
        where: the symbols in it and what they stand for (式中)
        number: the number as it was given; where it is None it is computed
        numbered: whether it takes part in the numbering
    """

    tex: Verbatim = field(metadata={"content": "element"})
    where: list[KeyEntry] = field(default_factory=list)
    number: Line | None = None
    numbered: bool = True
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["formula"] = "formula"


@dataclass(slots=True)
class Note(Node):
    """A note (注).

    Attributes:
        label: the word that introduced it where it is not the usual one of the language
        number: the number as it was given; where it is None it is computed
    """

    children: list[Block] = field(default_factory=list)
    label: Line | None = None
    number: Line | None = None
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["note"] = "note"


@dataclass(slots=True)
class Example(Node):
    """An example (示例).

    Attributes:
        label: the word that introduced it where it is not the usual one of the language
        number: the number as it was given; where it is None it is computed
    """

    children: list[Block] = field(default_factory=list)
    label: Line | None = None
    number: Line | None = None
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["example"] = "example"


@dataclass(slots=True)
class SafetyWarning(Node):
    """A warning about a danger, or a caution (警告).

    Attributes:
        level: how grave the danger is
        label: the word that introduced it where it is not the usual one of the language
    """

    children: list[Block] = field(default_factory=list)
    level: Literal["danger", "warning", "caution"] = "warning"
    label: Line | None = None
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["safety_warning"] = "safety_warning"


@dataclass(slots=True)
class CodeBlock(Node):
    """Program text.

    Attributes:
        text: the lines, kept as they are
        language: what stands after the fence: the language, and what its author added
    """

    text: Verbatim = field(metadata=VERBATIM)
    language: Line | None = None
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["code_block"] = "code_block"


@dataclass(slots=True)
class Quotation(Node):
    """Text of somebody else."""

    children: list[Block] = field(default_factory=list)
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["quotation"] = "quotation"


@dataclass(slots=True)
class ReferenceEntry(Node):
    """A document in the list of normative references or in the bibliography.

    Attributes:
        children: number and title, as they are printed
        number: the label as it was given, such as 1 for [1]; where it is None it is computed
    """

    children: list[Inline] = field(default_factory=list)
    number: Line | None = None
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["reference_entry"] = "reference_entry"


@dataclass(slots=True)
class Requirement(ProvisionFacets):
    """A provision that its author set apart as a block.

    Attributes:
        children: its text
        attrs: classes and values
    """

    children: list[Block] = field(default_factory=list)
    attrs: Attributes | None = None
    kind: Literal["requirement"] = "requirement"


@dataclass(slots=True)
class Footnote(Node):
    """The text of a footnote, where its author put it.

    Attributes:
        label: the label by which it is referred to
    """

    label: Identifier
    children: list[Block] = field(default_factory=list)
    kind: Literal["footnote"] = "footnote"


@dataclass(slots=True)
class Comment(Node):
    """A remark of the author that is not part of the text.

    Attributes:
        text: the remark, without its delimiters
    """

    text: Verbatim = field(metadata=VERBATIM)
    kind: Literal["comment"] = "comment"


@dataclass(slots=True)
class Heading(Node):
    """A heading that opens no clause, such as one inside a quotation.

    Attributes:
        level: 1 to 6
    """

    children: list[Inline] = field(default_factory=list)
    level: Annotated[int, Field(ge=1, le=6)] = 1
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["heading"] = "heading"


@dataclass(slots=True)
class Divider(Node):
    """A line between two thoughts."""

    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["divider"] = "divider"


@dataclass(slots=True)
class Container(Node):
    """Blocks under a name that the model does not know, kept together.

    Attributes:
        name: the name after the colons
    """

    name: Key | None = None
    children: list[Block] = field(default_factory=list)
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["container"] = "container"


@dataclass(slots=True)
class ForeignBlock(Node):
    """Content of another format that the model has no place for, kept as it is.

    Attributes:
        text: the content
        format: the name of the format, such as html
    """

    text: Verbatim = field(metadata=VERBATIM)
    format: Key = "html"
    kind: Literal["foreign_block"] = "foreign_block"


Block = Annotated[
    Paragraph
    | List
    | DefinitionList
    | Table
    | Figure
    | Formula
    | Note
    | Example
    | SafetyWarning
    | CodeBlock
    | Quotation
    | ReferenceEntry
    | Requirement
    | Footnote
    | Comment
    | Heading
    | Divider
    | Container
    | ForeignBlock,
    Field(discriminator="kind"),
]
