"""The kinds of inline nodes that have no signs of their own: `[text]{.kind key=value}`, both ways."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from stdml.formats.markdown.attributes import Marks, format_marks
from stdml.model import Attributes, ForeignInline, InlineComment, Provision, Span
from stdml.model.base import KEY_PATTERN, Node, cached_by_class
from stdml.model.kinds import BLOCKS, INLINES, FieldSpec, element_of, fields_of

# Short names that authors use; everything else is the kind in kebab-case.
ALIASES: dict[str, tuple[str, dict[str, Any]]] = {
    "em": ("emphasis", {}),
    "sub": ("subscript", {}),
    "sup": ("superscript", {}),
    "cite": ("citation", {}),
    "term": ("term-reference", {}),
    "ins": ("insertion", {}),
    "del": ("deletion", {}),
    "param": ("parameter", {}),
    "index": ("index-mark", {}),
    **{
        modality: ("provision", {"modality": modality})
        for modality in ("requirement", "recommendation", "permission", "possibility", "statement")
    },
}
_KEY = re.compile(KEY_PATTERN)
LITERAL = "literal"
"""`[text]{.literal}` keeps its words from being understood; it leaves no trace in the model."""

BY_NAME: dict[str, type[Node]] = {element_of(cls): cls for cls in INLINES}
RESERVED = frozenset(BY_NAME) | frozenset(ALIASES) | {LITERAL}
_SHORT = {"parameter": "param"}


_SEVERAL_LINES = (InlineComment, ForeignInline, *BLOCKS)


@cached_by_class
def _scalars(cls: type[Node]) -> dict[str, FieldSpec]:
    return {spec.element: spec for spec in fields_of(cls) if spec.role in ("attribute", "list", "verbatim")}


@cached_by_class
def field_names(cls: type[Node]) -> frozenset[str]:
    """Return the keys that are fields of a class."""
    return frozenset(_scalars(cls))


def take_fields(cls: type[Node], marks: Marks) -> dict[str, Any]:
    """Take the fields of a node class from marks; a value that is not allowed stays where it is."""
    found: dict[str, Any] = {}
    for key, spec in _scalars(cls).items():
        if spec.role == "list":
            values = marks.take_all(key)
            if values:
                found[spec.name] = values
        elif any(name == key for name, _ in marks.pairs):
            raw = marks.take_verbatim(key) if spec.role == "verbatim" else marks.take(key)
            if spec.role == "verbatim" and cls not in _SEVERAL_LINES:
                raw = (raw or "").replace("\n", " ")
                if not raw:
                    continue
            value = convert(spec, raw or "")
            if value is None:
                marks.pairs.append((key, raw or ""))
            else:
                found[spec.name] = value
    return found


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def convert(spec: FieldSpec, raw: str) -> Any:
    """Return the value of a field from its spelling, or None if it is not allowed."""
    if spec.choices:
        return raw if raw in spec.choices else None
    if spec.type is bool:
        return {"true": True, "false": False}.get(raw)
    if spec.type is int:
        if not re.fullmatch(r"-?[0-9]{1,9}", raw):
            return None
        value = int(raw)
        too_small = spec.minimum is not None and value < spec.minimum
        return None if too_small or (spec.maximum is not None and value > spec.maximum) else value
    return raw if spec.pattern is None or _pattern(spec.pattern).fullmatch(raw) else None


def span_node(children: list[Any], marks: Marks) -> list[Any]:
    """Return the nodes that `[children]{marks}` means.

    What the kind has no place for is kept in a span around it, so nothing is lost.
    """
    marks = marks.copy()
    if marks.raw:
        return [Span(children, marks.id, marks.rest())]
    name = marks.first_word
    if name == LITERAL:
        marks.classes.pop(0)
        return [Literal(children, marks)]
    if name is None or name not in RESERVED:
        language = next((value for key, value in marks.pairs if key == "lang"), None)
        if (
            language
            and _KEY.fullmatch(language)
            and not marks.id
            and not marks.classes
            and len(marks.pairs) == 1
        ):
            return [_make(BY_NAME["language-span"], children, {"language": language})]
        return [Span(children, marks.id, marks.rest())]
    marks.classes.pop(0)
    kind, preset = ALIASES.get(name, (name, {}))
    cls = BY_NAME[kind]
    if cls is Span:
        return [Span(children, marks.id, marks.rest())]
    values = {**preset, **take_fields(cls, marks)}
    if marks.id and "id" in _scalars(cls):
        values["id"], marks.id = marks.id, None
    node = _make(cls, children, values)
    if node is None:
        return [Span(children, marks.id, Attributes([name, *_names(marks)], dict(marks.pairs)))]
    rest = marks.rest()
    return [Span([node], marks.id, rest)] if rest or marks.id else [node]


def _names(marks: Marks) -> list[str]:
    return [name for name, _ in marks.classes]


def _make(cls: type[Node], children: list[Any], values: dict[str, Any]) -> Any:
    """Build a node of `cls`, or return None if a required field is missing."""
    specs = fields_of(cls)
    verbatim = next((spec for spec in specs if spec.role == "verbatim"), None)
    if verbatim is not None and verbatim.name not in values:
        if len(children) == 1 and children[0].kind == "code_span":
            values[verbatim.name] = children[0].text
        else:
            return None
    elif any(spec.name == "children" for spec in specs):
        values["children"] = children
    elif children:
        return None
    if any(spec.required and spec.name not in values for spec in specs):
        return None
    if cls is Provision and "modality" not in values and not values.get("id") and len(values) == 1:
        return Provision(children=children)
    return cls(**values)


class Literal:
    """Words that are not to be understood, until the paragraph is complete."""

    kind = "literal"

    def __init__(self, children: list[Any], marks: Marks) -> None:
        self.children = children
        self.marks = marks


def node_marks(node: Any) -> str:
    """Return the attributes that spell the kind and the fields of an inline node outright."""
    cls = type(node)
    if cls is Span:
        reserved_first = node.attrs is not None and node.attrs.classes and node.attrs.classes[0] in RESERVED
        bare_language = node.id is None and node.attrs is not None and _only_language(node.attrs)
        words = ["span"] if reserved_first or bare_language or not (node.id or node.attrs) else []
        return format_marks(node.id, words, attrs=node.attrs, reserved=RESERVED)
    name = element_of(cls)
    pairs: list[tuple[str, str]] = []
    for spec in fields_of(cls):
        value = getattr(node, spec.name)
        if spec.role == "list":
            pairs += [(spec.element, item) for item in value]
        elif spec.role == "attribute" and spec.name != "id" and value != spec.default:
            pairs.append((spec.element, str(value).lower() if isinstance(value, bool) else str(value)))
    modality = getattr(node, "modality", None)
    if cls is Provision and modality:
        name, pairs = modality, [pair for pair in pairs if pair[0] != "modality"]
    # The kind comes first here, as it says what the text is: {.param #p-gap name=间距}.
    identifier = getattr(node, "id", None)
    rest = format_marks(identifier, pairs=pairs)
    return f"{{.{_SHORT.get(name, name)}" + (f" {rest[1:]}" if rest else "}")


def _only_language(attrs: Attributes) -> bool:
    return not attrs.classes and list(attrs.values) == ["lang"]
