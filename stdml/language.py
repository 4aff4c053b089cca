"""The language of messages for people: Chinese or English."""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import Any

_forced: ContextVar[str | None] = ContextVar("stdml_language", default=None)


def force(language: str | None) -> None:
    """Give all messages in `language` ("zh" or "en"), or with None in the language that suits each."""
    _forced.set(language)


def forced() -> str | None:
    """Return the language that was asked for, or None."""
    return _forced.get()


def of_people() -> str:
    """Return the language of messages that belong to no document: as asked for, else by the environment."""
    if chosen := _forced.get():
        return chosen
    # POSIX: the first of these that is set and not empty decides.
    setting = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if setting.lower().startswith("zh") else "en"


def say(zh: str, en: str, **values: Any) -> str:
    """Return one of two wordings, the {names} in it replaced by `values`."""
    words = zh if of_people() == "zh" else en
    return words.format(**values) if values else words
