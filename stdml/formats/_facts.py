"""Small JSON objects as one line of text, for the values of a node: properties, links and what else is short.

A line is `key=value | key=value`; of a property the first pair is its name and value. A backslash escapes.
What does not fit that form is JSON, which begins with a brace or bracket.

>>> line({"name": "label", "value": "AC-1", "class": "sp800-53a"}, "name")
'label=AC-1 | class=sp800-53a'
>>> parse('label=AC-1 | class=sp800-53a', "name")
{'name': 'label', 'value': 'AC-1', 'class': 'sp800-53a'}
"""

from __future__ import annotations

import json
import re
from typing import Any

from stdml.model.base import IDENTIFIER_PATTERN, KEY_PATTERN, LINE_PATTERN, TEXT_PATTERN, VERBATIM_PATTERN

_line = re.compile(LINE_PATTERN)
_text = re.compile(TEXT_PATTERN)
_identifier = re.compile(IDENTIFIER_PATTERN)
_key = re.compile(KEY_PATTERN)
_verbatim = re.compile(VERBATIM_PATTERN)
_unsafe = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff\u2028\u2029\x85]")
_pair = re.compile(r"((?:[^=\\|]|\\.)*)=((?:[^\\|]|\\.)*)")
_special = re.compile(r"[\\|]")
_escape = re.compile(r"\\(.)")


def is_line(value: Any) -> bool:
    """Whether a value can be one line of text as the model has it."""
    return isinstance(value, str) and _fits(_line, value)


def is_text(value: Any) -> bool:
    """Whether a value can be running text."""
    return isinstance(value, str) and _fits(_text, value)


def is_verbatim(value: Any) -> bool:
    """Whether a value can be kept in the model as lines of text."""
    return isinstance(value, str) and _fits(_verbatim, value)


def is_identifier(value: Any) -> bool:
    """Whether a value can be the id of a node."""
    return isinstance(value, str) and _fits(_identifier, value)


def is_key(value: Any) -> bool:
    """Whether a value can be the name of a container."""
    return isinstance(value, str) and _fits(_key, value)


def _fits(pattern: re.Pattern[str], value: str) -> bool:
    # A dollar sign also matches before a line break at the end, and the patterns leave out surrogates.
    return pattern.fullmatch(value) is not None and _encodable(value)


def _encodable(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= c <= "\udfff" for c in value)


def to_json(value: Any) -> str:
    """Return a JSON value on one line, with nothing in it that XML cannot carry."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _unsafe.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def line(facts: Any, lead: str = "") -> str:
    """Return a JSON value as one line.

    Args:
        facts: the value, usually an object of strings
        lead: the member whose value is written as the key of `value`
    """
    if isinstance(facts, dict):
        pairs = dict(facts)
        first = [(pairs.pop(lead), pairs.pop("value"))] if lead in facts and "value" in facts else []
        parts = [*first, *pairs.items()]
        if all(isinstance(key, str) and isinstance(value, str) for key, value in parts):
            text = " | ".join(f"{_escaped(key)}={_escaped(value)}" for key, value in parts)
            if is_line(text) and not text.startswith(("{", "[", '"')) and parse(text, lead) == facts:
                return text
    return to_json(facts)


def _escaped(text: str) -> str:
    return _special.sub(r"\\\g<0>", text)


def parse(text: str, lead: str = "") -> Any:
    """Return the JSON value of a line; None if it is none."""
    found = None if text.startswith(("{", "[", '"')) else _parse_pairs(text, lead)
    if found is None:
        try:
            return json.loads(text)
        except ValueError:
            return None
    return found


def _parse_pairs(text: str, lead: str) -> dict[str, str] | None:
    found: dict[str, str] = {}
    at = 0
    while match := _pair.match(text, at):
        key, value = match.groups()
        last = match.end() == len(text)
        if not last and not (text.startswith("| ", match.end()) and value.endswith(" ")):
            return None
        key, value = _escape.sub(r"\1", key), _escape.sub(r"\1", value if last else value[:-1])
        pairs = {lead: key, "value": value} if lead and not found else {key: value}
        if found.keys() & pairs.keys():
            return None
        found |= pairs
        if last:
            return found
        at = match.end() + 2
    return None
