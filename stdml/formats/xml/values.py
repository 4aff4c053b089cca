"""The values of XML attributes: what each text stands for, and what is wrong with it otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from stdml.model.base import (
    CLASS_PATTERN,
    KEY_PATTERN,
    LINE_PATTERN,
    TEXT_PATTERN,
    VERBATIM_PATTERN,
    Attributes,
)  # fmt: skip
from stdml.model.content import is_word_list
from stdml.model.kinds import FieldSpec

SPACE = " \t\r\n"
"""What XML counts as white space."""

Convert = Callable[[str], Any]
"""Takes the text of an attribute and returns its value; None stands for a text that is not allowed."""

_integer = re.compile("[+-]?[0-9]+")
is_line = re.compile(LINE_PATTERN).fullmatch
is_key = re.compile(KEY_PATTERN).fullmatch
is_class = re.compile(CLASS_PATTERN).fullmatch


def words(text: str) -> list[str]:
    """Return the words of a list as XML separates them; other kinds of space are part of a word."""
    return [word for word in re.split(f"[{SPACE}]+", text) if word]


def converter(spec: FieldSpec) -> Convert:
    """Return the function that turns the text of an attribute into the value of the field `spec`."""
    if is_word_list(spec):
        return _words_of(frozenset(spec.choices))
    if spec.choices:
        return {choice: choice for choice in spec.choices}.get
    if spec.type is bool:
        return {"true": True, "false": False}.get
    if spec.type is int:
        return _integer_in(spec.minimum, spec.maximum)
    return _text_like(spec.pattern)


def _text_like(pattern: str | None) -> Convert:
    if pattern is None:
        return lambda text: text
    matches = re.compile(pattern).fullmatch
    return lambda text: text if matches(text) else None


def _integer_in(minimum: int | None, maximum: int | None) -> Convert:
    def convert(text: str) -> int | None:
        text = text.strip(SPACE)
        # A longer one is out of every range; Python refuses to convert thousands of digits.
        if len(text) > 20 or not _integer.fullmatch(text):
            return None
        value = int(text)
        too_small = minimum is not None and value < minimum
        return None if too_small or (maximum is not None and value > maximum) else value

    return convert


def _words_of(choices: frozenset[str]) -> Convert:
    def convert(text: str) -> list[str] | None:
        found = words(text)
        return found if choices.issuperset(found) else None

    return convert


def expected(spec: FieldSpec, chinese: bool) -> str:
    """Return the words that say which values the field `spec` takes."""
    if spec.choices:
        return ("、" if chinese else ", ").join(spec.choices)
    if spec.type is bool:
        return "true、false" if chinese else "true, false"
    if spec.type is int:
        return (
            f"{spec.minimum}～{spec.maximum} 的整数"
            if chinese
            else f"an integer from {spec.minimum} to {spec.maximum}"
        )
    if spec.pattern == LINE_PATTERN:
        return "不为空的一行文字" if chinese else "one line of text that is not empty"
    if spec.pattern == TEXT_PATTERN:
        return "不为空且不换行的文字" if chinese else "text that is not empty, without a line break"
    if spec.pattern == VERBATIM_PATTERN:
        return "文字" if chinese else "text"
    return "不含空格和标记符号的标识" if chinese else "a name without spaces or markup characters"


def author_attributes(items: list[tuple[str, str]]) -> Attributes | None:
    """Return the attributes that an author made up, or None where one of them is not allowed.

    Args:
        items: names with their texts; the empty name stands for the list of classes
    """
    attrs = Attributes()
    for name, text in items:
        if not name:
            attrs.classes = words(text)
        elif is_key(name) and is_line(text):
            attrs.values[name] = text
        else:
            return None
    return attrs if (attrs.classes or attrs.values) and all(map(is_class, attrs.classes)) else None
