"""The words of `data/limits.json`: comparators, verbs, and what names of characteristics are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(language: str) -> dict[str, list[str]]:
    """Return the word lists of a language, zh or en, by name."""
    text = (files("stdml.text") / "data" / "limits.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    found: dict[str, list[str]] = data[language]
    return found


@cache
def listed(language: str, name: str) -> frozenset[str]:
    """Return one list as a set."""
    return frozenset(words(language)[name])


def one_of(forms: Iterable[str]) -> str:
    """Return a pattern that matches any of `forms`, the longest first."""
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda form: (-len(form), form)))


@cache
def alternatives(language: str, *names: str) -> str:
    """Return a pattern that matches any word of the lists named."""
    return one_of(form for name in names for form in words(language)[name])
