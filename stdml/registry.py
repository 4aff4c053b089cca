"""Finding what is plugged in: formats and rules are modules of a package, or entry points of other
packages.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stdml.diagnostics import Loss
    from stdml.model.structure import Document


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer returns: the data, and what the format could not hold."""

    data: str | bytes
    losses: list[Loss] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that documents are read from or written to.

    Attributes:
        name: its name, as in `--to`
        suffixes: endings of file names, the most specific first
        title: what it is, for the list of formats
        read: takes (data, path) and returns a document whose `diagnostics` say what was guessed or repaired;
            it never raises on any data
        write: takes a document and returns what was written; options are keyword arguments
        lists: whether it holds only what can be listed, and not the text
        lossless: whether what was written reads back as an equal document
        binary: whether it is bytes rather than text
        extra: the extra that brings what it needs
        sniff: takes the first kilobytes of a file and says whether it is this format; for files with an
            ending that says little, such as .xml
    """

    name: str
    suffixes: tuple[str, ...]
    title: str
    read: Callable[[bytes | str, str], Document] | None = None
    write: Callable[..., Written] | None = None
    lists: bool = False
    lossless: bool = False
    binary: bool = False
    extra: str | None = None
    sniff: Callable[[bytes], bool] | None = None


def scan(package: str, attribute: str, group: str) -> Iterator[Any]:
    """Yield `attribute` of every module of `package` that has it, then what other packages register.

    Args:
        package: the dotted name of a package
        attribute: the name that a module must define
        group: the entry point group for other packages
    """
    root = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(root.__path__), key=lambda info: info.name):
        if not info.name.startswith("_"):
            module = importlib.import_module(f"{package}.{info.name}")
            if hasattr(module, attribute):
                yield getattr(module, attribute)
    # Brings the whole of email.parser with it, so only who asks pays.
    from importlib.metadata import entry_points

    for entry in entry_points(group=group):
        yield entry.load()
