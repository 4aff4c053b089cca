"""Formats: one module each, found by scanning this folder and by the entry point `stdml.formats`.

Looking one up imports no other: the module of a format has its name, and a name that is no module here may
belong to another package.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from functools import cache
from pathlib import PurePath

from stdml.diagnostics import Finding
from stdml.errors import UnknownFormat
from stdml.formats import _sniff
from stdml.language import say
from stdml.registry import Format
from stdml.text import decode

GROUP = "stdml.formats"

# The usual endings that are not also the names of their formats.
_ENDINGS = {"md": "markdown", "rfc": "rfcxml"}


@cache
def names() -> tuple[str, ...]:
    """Return the names of the formats of this package; nothing is imported for it."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")))


@cache
def _own(name: str) -> Format | None:
    """Return the format of the module `name`, or None for a module that defines none."""
    found = getattr(importlib.import_module(f"{__name__}.{name}"), "FORMAT", None)
    return found if isinstance(found, Format) else None


@cache
def _plugged_in() -> tuple[Format, ...]:
    # Brings the whole of email.parser with it, so only who asks pays.
    from importlib.metadata import entry_points

    return tuple(entry.load() for entry in entry_points(group=GROUP))


def get(name: str) -> Format:
    """Return the format with this name, or raise UnknownFormat."""
    own = _own(name) if name in names() else None
    if own is not None:
        return own
    for other in _plugged_in():
        if other.name == name:
            return other
    known = sorted({*names(), *(other.name for other in _plugged_in())})
    near = difflib.get_close_matches(name.lower(), [*known, *_ENDINGS], 1)
    meant = _ENDINGS.get(near[0], near[0]) if near else ""
    hint = say("是否指“{near}”？", "did you mean {near!r}? ", near=meant) if meant else ""
    raise UnknownFormat(
        say(
            "没有名为“{name}”的格式；{hint}可用：{known}",
            "no format is called {name!r}; {hint}known: {known}",
            name=name, known=", ".join(known), hint=hint,
        )
    )  # fmt: skip


def for_path(path: str | PurePath) -> Format:
    """Return the format that has the longest of the endings of a file's name, or raise UnknownFormat."""
    name = PurePath(path).name.lower()
    endings = name.split(".")[1:]
    likely = [_ENDINGS.get(ending, ending) for ending in endings]
    found = _longest(name, [own for guess in likely if guess in names() and (own := _own(guess))])
    found = found or _longest(name, all_formats()) if endings else None
    if found is None:
        raise UnknownFormat(
            say(
                "无法从文件名判断“{path}”的格式，请用 --from 或 --to 指明",
                "{path}: no format has this ending; say which with --from or --to",
                path=path,
            )
        )
    return found


def for_reading(path: str | PurePath) -> Format:
    """Return the format of a file that is there; what it holds decides where its ending says little."""
    found = for_path(path)
    sniffers = _sniff.SNIFFERS.get(PurePath(path).suffix.lower())
    # An ending such as .stdml.xml says enough.
    if sniffers is None or f".stdml{PurePath(path).suffix}" in str(path).lower():
        return found
    try:
        with open(path, "rb") as file:
            head = file.read(_sniff.HEAD)
    except OSError:
        return found
    return next((get(name) for name, sniff in sniffers.items() if sniff(head)), found)


def _longest(name: str, candidates: list[Format]) -> Format | None:
    matches = [
        (len(ending), form) for form in candidates for ending in form.suffixes if name.endswith(ending)
    ]
    return max(matches, key=lambda match: match[0])[1] if matches else None


def all_formats() -> list[Format]:
    """Return every format, those of other packages last; this imports them all."""
    return [form for name in names() if (form := _own(name))] + list(_plugged_in())


def findings() -> list[Finding]:
    """Return everything that the readers of this package can say, from their modules `findings`."""
    found = list(decode.FINDINGS)
    for name in names():
        found.extend(findings_of(name))
    return list(dict.fromkeys(found))


def findings_of(name: str) -> tuple[Finding, ...]:
    """Return what the reader of a format of this package can say."""
    try:
        module = importlib.import_module(f"{__name__}.{name}.findings")
    except ModuleNotFoundError:
        module = importlib.import_module(f"{__name__}.{name}")
    return tuple(getattr(module, "FINDINGS", ()))
