"""The front matter: YAML whose scalars are text, so no `no` becomes false and no ICS code a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

import yaml
from pydantic import ValidationError

from stdml.formats.markdown import findings
from stdml.model import Metadata
from stdml.model.base import replace_illegal
from stdml.text.cjk import guess_language

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_BREAKS = re.compile(r"[\t\n\r]+")

LISTS = frozenset(
    name for name, field in Metadata.model_fields.items() if str(field.annotation).startswith("list")
)
KEYS = {name.replace("_", "-"): name for name in Metadata.model_fields if name != "extra"}
_MAX = 100_000
"""Front matter longer than this many characters is no front matter of a standard."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A loader that leaves every scalar text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


def split(text: str) -> tuple[str, int]:
    """Return the YAML of the front matter and the offset at which the text after it begins; "" and 0 without
    one.
    """
    opened = _OPEN.match(text)
    if not opened:
        return "", 0
    closed = _CLOSE.search(text, opened.end(), opened.end() + _MAX)
    if not closed:
        return "", 0
    inside = text[opened.end() : closed.start()]
    # Two rules around prose are no front matter: its first line is a key or a comment.
    first = next((line for line in inside.split("\n") if line.strip()), "")
    if first and not re.match(r"\s*(#|[^\s#].*?:(\s|$)|[-?]\s|\{|\[)", first):
        return "", 0
    end = closed.end()
    return inside, end + 1 if end < len(text) else end


def read(yaml_text: str, offset: int, report: Callable[..., None]) -> Metadata:
    """Return the metadata in the YAML of a front matter that begins at `offset` of the source."""
    try:
        _refuse(yaml_text)
        node = yaml.compose(yaml_text, Loader=_Loader)
        values, spans = _mapping(node, offset, report)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        at = offset + (_offset(yaml_text, mark) if mark else 0)
        reason = str(getattr(error, "problem", None) or error).split("\n")[0]
        at_end = yaml_text[at - offset : at - offset + 1] in ("", "\n")
        report(findings.FRONT_MATTER, (at, at if at_end else at + 1), reason=reason)
        return Metadata(extra={"front-matter": replace_illegal(yaml_text)} if yaml_text.strip() else {})
    return _metadata(values, spans, report)


_STEPS: dict[type[yaml.Event], int] = {
    yaml.SequenceStartEvent: 1,
    yaml.MappingStartEvent: 1,
    yaml.SequenceEndEvent: -1,
    yaml.MappingEndEvent: -1,
}
_DEEPEST = 64
_DASHES = re.compile(r"(?:[-?:][ \t]+){64}")


def _refuse(text: str) -> None:
    """Raise for what could blow up: aliases, and nesting that is too deep for the stack of the parser."""
    if "*" not in text and text.count("[") + text.count("{") < _DEEPEST and not _DASHES.search(text):
        return
    level = 0
    # The events are made without recursion, and know what is quoted.
    for event in yaml.parse(text, Loader=_Loader):
        level += _STEPS.get(type(event), 0)
        reason = "aliases are not allowed" if type(event) is yaml.AliasEvent else "nested too deeply"
        if type(event) is yaml.AliasEvent or level >= _DEEPEST:
            raise yaml.MarkedYAMLError(problem=reason, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _offset(text: str, mark: Any) -> int:
    return min(int(mark.index), max(len(text) - 1, 0))


def _mapping(
    node: Any, offset: int, report: Callable[..., None]
) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise ValueError("expected keys and values")
    values: dict[str, Any] = {}
    spans: dict[str, tuple[int, int]] = {}
    for key_node, value_node in node.value:
        key = _scalar(key_node)
        start = offset + key_node.start_mark.index
        span = (start, start + len(key))
        if key in values:
            report(findings.DUPLICATE_KEY, span, key=key, value=_short(values[key]))
        values[key] = _value(value_node)
        spans[key] = span
    return values, spans


def _short(value: Any) -> str:
    return str(value)[:60]


def _scalar(node: Any) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError("a key must be text")
    return _BREAKS.sub(" ", replace_illegal(node.value))


def _value(node: Any, depth: int = 0) -> Any:
    if depth > 20:
        raise ValueError("nested too deeply")
    if isinstance(node, yaml.ScalarNode):
        return replace_illegal(node.value.replace("\r", "\n"))
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, depth + 1) for item in node.value]
    return {_scalar(key): _value(value, depth + 1) for key, value in node.value}


def _metadata(
    values: dict[str, Any], spans: dict[str, tuple[int, int]], report: Callable[..., None]
) -> Metadata:
    known: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, value in values.items():
        name = KEYS.get(key)
        if name is None:
            extra[key or " "] = value
            continue
        made = _shape(name, value)
        reason = _problem(name, made)
        if reason is None:
            if made is not None:
                known[name] = made
        else:
            report(findings.BAD_VALUE, spans[key], key=key, reason=reason)
            extra[key] = value
    return Metadata(**known, extra=extra)


def _shape(name: str, value: Any) -> Any:
    """Give a value the shape its key has: one line, a list of lines, a title by language."""
    if name == "title":
        if isinstance(value, dict):
            return {key: _lines(item) for key, item in value.items() if _lines(item)}
        elements = _lines(value)
        if not all(isinstance(item, str) for item in elements):
            return value
        return {guess_language("".join(elements)): elements} if elements else {}
    if name == "adopts":
        items = value if isinstance(value, list) else [value]
        return [{"identifier": _line(item)} if isinstance(item, str) else _strip(item) for item in items]
    if name in LISTS:
        return _lines(value)
    return (_line(value) or None) if isinstance(value, str) else value


def _strip(item: Any) -> Any:
    if isinstance(item, dict):
        return {key: _line(value) if isinstance(value, str) else value for key, value in item.items()}
    return item


def _line(value: str) -> str:
    return _BREAKS.sub(" ", value.strip("\n"))


def _lines(value: Any) -> Any:
    if isinstance(value, str):
        return [line] if (line := _line(value)) else []
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [line for item in value if (line := _line(item))]
    return value


def _problem(name: str, value: Any) -> str | None:
    if value is None:
        return None
    try:
        Metadata(**{name: value})
    except ValidationError as error:
        return str(error.errors()[0]["msg"])
    return None


class _Dumper(yaml.SafeDumper):
    """A dumper that writes lists indented and never breaks lines."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _PlainDumper(_Dumper):
    """Writes scalars without quotes wherever YAML can read them back as text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (as its base)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    # YAML folds line separators where they are not escaped, and space at the ends would be trimmed.
    style = '"' if re.search("[\x85\u2028\u2029\ufeff]", value) or value != value.strip() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_PlainDumper.add_representer(str, _text)


def values_of(metadata: Metadata) -> dict[str, Any]:
    """Return the keys and values of the front matter that says this metadata, in the order of the model."""
    values: dict[str, Any] = {}
    for key, name in KEYS.items():
        value = getattr(metadata, name)
        if not value:
            continue
        if name == "title":
            values[key] = {tag: _single(elements) for tag, elements in value.items()}
        elif name == "adopts":
            values[key] = [item.model_dump(exclude_none=True) for item in value]
        elif name in ("identifier", "ics", "ccs", "issuer", "proposer", "committee"):
            values[key] = _single(value)
        else:
            values[key] = value
    values.update(metadata.extra)
    return values


def _single(value: list[str]) -> str | list[str]:
    return value[0] if len(value) == 1 else value


def write(metadata: Metadata) -> str:
    """Return the front matter with its two rules; an empty string for empty metadata."""
    values = values_of(metadata)
    if not values:
        return ""
    return "---\n" + "".join(write_entry(key, value) for key, value in values.items()) + "---\n"


def write_entry(key: str, value: Any) -> str:
    """Return the lines of one key."""
    text = yaml.dump(
        {key: value},
        Dumper=_PlainDumper,
        allow_unicode=True,
        sort_keys=False,
        width=1_000_000,
        default_flow_style=False,
    )
    return str(text)


def rewrite(yaml_text: str, before: Metadata, after: Metadata) -> str | None:
    """Return the front matter for `after` with the lines of every key that did not change; None if that
    fails.
    """
    node = yaml.compose(yaml_text, Loader=_Loader)
    if not isinstance(node, yaml.MappingNode):
        return None
    lines = yaml_text.split("\n")
    starts = [key.start_mark.line for key, _ in node.value]
    if not starts or len(set(starts)) != len(starts) or node.flow_style:
        return None
    old, new = values_of(before), values_of(after)
    out = lines[: starts[0]]
    for (key_node, _), start, end in zip(node.value, starts, [*starts[1:], len(lines)], strict=True):
        key = _scalar(key_node)
        if key in new and old.get(key) == new[key]:
            out += lines[start:end]
        elif key in new:
            out += write_entry(key, new[key]).rstrip("\n").split("\n")
        new.pop(key, None)
    while out and not out[-1].strip():
        out.pop()
    out += [line for key, value in new.items() for line in write_entry(key, value).rstrip("\n").split("\n")]
    return "\n".join(["---", *out, "---"])
