"""The table that reader and writer share: which elements of STS are which nodes of the model."""

from __future__ import annotations

from typing import Any

from stdml.model.blocks import Example, Note, Quotation
from stdml.model.inlines import Emphasis, Strong, Subscript, Superscript

INLINE: dict[str, type[Any]] = {"italic": Emphasis, "bold": Strong, "sub": Subscript, "sup": Superscript}
"""Elements that are an inline node with children and nothing else."""
INLINE_NAMES = {cls: name for name, cls in INLINE.items()}

LABELLED: dict[str, type[Any]] = {
    "non-normative-note": Note,
    "non-normative-example": Example,
    "disp-quote": Quotation,
}
"""Elements that are a block node with blocks in it and perhaps a label."""
LABELLED_NAMES = {cls: name for name, cls in LABELLED.items()}

CLAUSES = {
    "foreword": "foreword",
    "intro": "introduction",
    "scope": "scope",
    "norm-refs": "normative-references",
    "terms": "terms",
    "toc": "contents",
    "index": "index",
    "symbols": "symbols",
    "bibl": "bibliography",
}
"""`sec/@sec-type` and the type of clause (ISO/IEC guidelines for coding, edition 2.1)."""
SEC_TYPES = {value: key for key, value in CLAUSES.items()}

NATURES = {
    "normative-annex": "normative",
    "inform-annex": "informative",
    "normative": "normative",
    "informative": "informative",
}
"""`app/@content-type` and the nature of an annex."""
CONTENT_TYPES = {"normative": "normative-annex", "informative": "inform-annex"}

LISTS = {
    "dash": "dash",
    "bullet": "bullet",
    "order": "ordered",
    "alpha-lower": "alpha",
    "arabic": "decimal",
    "roman-lower": "roman",
}
"""`list/@list-type` and the style of a list."""
LIST_TYPES = {value: key for key, value in LISTS.items()}

WARNINGS = {"danger": "danger", "warning": "warning", "caution": "caution"}
"""`non-normative-note/@content-type` of a safety warning, and its level."""

STATUSES = {"preferredTerm": "preferred", "admittedTerm": "admitted", "deprecatedTerm": "deprecated"}
"""`tbx:normativeAuthorization/@value` and the status of a designation (ISO 30042)."""
AUTHORIZATIONS = {value: key for key, value in STATUSES.items()}

REFERENCES = {
    "sec": "sec",
    "term-sec": "sec",
    "app": "app",
    "table-wrap": "table",
    "fig": "fig",
    "fig-group": "fig",
    "fn": "fn",
    "disp-formula": "disp-formula",
    "ref": "bibr",
    "list": "list",
    "list-item": "list",
}
"""An element that is referred to, and the `xref/@ref-type` that goes without saying."""

MIXED = frozenset(
    [
        "p",
        "td",
        "th",
        "title",
        "label",
        "term",
        "mixed-citation",
        "std",
        "tbx:definition",
        "tbx:note",
        "tbx:example",
        "tbx:source",
        "tbx:term",
        "tbx:subjectField",
        "tbx:see",
        "tbx:usageNote",
        "tbx:crossReference",
        "tbx:xGraphic",
        "tbx:xSource",
        "attrib",
        "annotation",
        "meta-name",
        "meta-value",
        "subtitle",
        "alt-text",
        "long-desc",
        "tbx:term",
        "term-source",
        "related-term",
        "verse-line",
        "named-content",
        "styled-content",
        "italic",
        "bold",
        "sub",
        "sup",
        "monospace",
        "sc",
        "underline",
        "overline",
        "roman",
        "sans-serif",
        "strike",
        "xref",
        "ext-link",
        "uri",
        "email",
        "inline-formula",
        "collab",
        "source",
    ]
)
"""Elements that hold running text, with blocks in it where they hold any."""

BLOCKS = frozenset(
    [
        "p",
        "list",
        "def-list",
        "table-wrap",
        "table-wrap-group",
        "fig",
        "fig-group",
        "disp-formula",
        "disp-formula-group",
        "disp-quote",
        "boxed-text",
        "preformat",
        "code",
        "array",
        "graphic",
        "media",
        "supplementary-material",
        "non-normative-note",
        "non-normative-example",
        "normative-note",
        "normative-example",
        "ref-list",
        "ref",
        "fn-group",
        "verse-group",
        "speech",
        "statement",
        "editing-instruction",
        "notes",
        "legend",
        "caption",
        "table",
        "sec",
        "term-sec",
        "term-display",
        "glossary",
        "table-wrap-foot",
        "chem-struct-wrap",
        "question",
        "answer",
        "answer-set",
        "explanation",
        "index",
        "toc",
        "sig-block",
    ]
)
"""Elements that stand between paragraphs, wherever they are."""


def has_blocks(element: Any) -> bool:
    """Whether an element of lxml has a block right in it."""
    return any(child.tag in BLOCKS for child in element)


INVISIBLE = frozenset(("std-id-group", "object-id", "alternatives", "tex-math", "inline-graphic"))
"""Elements of running text whose content is for programs, or stands for a picture."""

VERBATIM = {"preformat": "preformat", "code": "code"}
"""Elements in which spaces and line breaks count."""

_NOTES = frozenset(("p", "non-normative-note", "non-normative-example"))
_PLACED = frozenset(
    [
        "p",
        "list",
        "def-list",
        "table-wrap",
        "fig",
        "fig-group",
        "disp-formula",
        "disp-quote",
        "boxed-text",
        "preformat",
        "code",
        "graphic",
        "non-normative-note",
        "non-normative-example",
        "ref-list",
    ]
)

ALLOWED: dict[str, frozenset[str]] = {
    "list-item": _NOTES | {"list", "def-list"},
    "def": _NOTES,
    "fn": _NOTES,
    "caption": _NOTES,
    "table-wrap-foot": _NOTES,
    "td": _PLACED - {"table-wrap", "boxed-text", "ref-list"},
    "th": _PLACED - {"table-wrap", "boxed-text", "ref-list"},
    "fig": _PLACED - {"fig", "fig-group", "boxed-text", "ref-list"},
    "disp-quote": _PLACED - {"ref-list"},
    "non-normative-note": _PLACED - {"ref-list"},
    "non-normative-example": _PLACED - {"ref-list"},
}
"""Which elements that blocks are written as may stand in others (NISO STS 1.2); a paragraph holds any."""

PLACED = _PLACED

_TIGHT = frozenset(
    ["LineBreak", "CrossReference", "FootnoteReference", "TermReference", "Link", "Citation", "Math"]
)
NOT_IN: dict[str, frozenset[str]] = {
    **dict.fromkeys(("italic", "bold", "sub", "sup", "monospace"), frozenset(("LineBreak",))),
    **dict.fromkeys(("named-content", "styled-content", "term"), frozenset(("LineBreak", "Citation"))),
    **dict.fromkeys(("xref", "ext-link", "inline-formula"), _TIGHT),
    "std": frozenset(("LineBreak", "TermReference", "Citation", "Math")),
    **dict.fromkeys(("tbx:term", "tbx:source", "tbx:entailedTerm"), frozenset(("TermReference",))),
}
"""Which inline nodes cannot be an element of their own in others (NISO STS 1.2)."""

# --- Metadata and frame

FRAME_KEY = "sts"
"""The key in `Metadata.extra` under which the frame is kept."""

METAS = frozenset(("iso-meta", "std-meta", "nat-meta", "reg-meta", "std-doc-meta"))
FRAME = frozenset(("standard", "adoption", "adoption-front", "front", "body", "back", "app-group"))
"""The elements that hold clauses and other parts of the frame, and are no clauses themselves."""

TITLE_PARTS = ("intro", "main", "compl")

CUSTOM = "stdml:"
"""How a `meta-name` begins that holds a field STS has no element for."""
