"""The public functions: reading, writing, converting and checking documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stdml import files, formats
from stdml.errors import InputError, UnsupportedFormat
from stdml.language import say
from stdml.registry import Format, Written
from stdml.text.decode import decode

if TYPE_CHECKING:
    from stdml.diagnostics import Diagnostic, Loss
    from stdml.model import Document

MARKDOWN, HTML = "markdown", "html"
_LISTING = frozenset(("csv", "xlsx", "jsonld"))
"""The formats that list the requirements, which formats themselves know nothing of."""

# So many violations of the schema are told.
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion came to.

    Attributes:
        document: what was read
        losses: what the target cannot hold
    """

    document: Document
    losses: list[Loss]

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What the reader had to guess, repair or keep as it was."""
        return self.document.diagnostics


def load(path: str | Path, format: str | None = None) -> Document:
    """Read a file.

    Args:
        path: the file; "-" is standard input
        format: the name of its format; without one the ending of its name decides

    Raises:
        InputError: the file cannot be opened or is too large
        UnknownFormat: no format has this name or ending
    """
    form = _format_of(path, format, reading=True)
    data = files.read_bytes(path, files.LIMITS.get(form.name, files.LIMIT))
    return read(data, form, str(path))


def loads(data: bytes | str, format: str = MARKDOWN) -> Document:
    """Read a document from text or bytes; see `load`."""
    form = formats.get(format)
    files.check_size(len(data), files.LIMITS.get(form.name, files.LIMIT))
    return read(data, form)


def read(data: bytes | str, form: Format, path: str = files.STANDARD) -> Document:
    """Return the document that `data` is in a format; what was wrong is in its `diagnostics`."""
    if form.read is None:
        raise UnsupportedFormat(say("格式 {name} 不能读取", "{name} cannot be read", name=form.name))
    return form.read(data, path)


def dump(document: Document, path: str | Path, format: str | None = None, **options: Any) -> list[Loss]:
    """Write a document to a file in one step and return what the format could not hold.

    A Markdown file that exists keeps every block that did not change byte for byte.

    Args:
        document: the document
        path: the file; "-" is standard output
        format: the name of the format; without one the ending of the file's name decides
        options: what the format lets one choose

    Raises:
        InputError: the file cannot be written; what stood there is untouched
    """
    form = _format_of(path, format)
    if form.name == MARKDOWN and Path(path).is_file():
        existing = files.read_bytes(path)
        text, _ = decode(existing)
        written = write(document, form, over=text, **options)
        data = files.over(existing, _text(written))
    else:
        written = write(document, form, **options)
        data = encode(written)
    files.write_bytes(path, data)
    return written.losses


def dumps(document: Document, format: str = "xml", **options: Any) -> str | bytes:
    """Return a document in the canonical form of a format: text, or bytes for one that is no text."""
    return write(document, formats.get(format), **options).data


def write(document: Document, form: Format, **options: Any) -> Written:
    """Return a document in a format, and what the format could not hold.

    A page of HTML carries the document as STDML JSON and the pictures that lie beside its source, unless
    `json` or `resource` say otherwise; tables and JSON-LD get the `requirements` that are found in the text.
    """
    if form.write is None:
        raise UnsupportedFormat(say("格式 {name} 不能写出", "{name} cannot be written", name=form.name))
    if form.name == HTML:
        options = {**_page_options(document, options), **options}
    elif form.name in _LISTING and "requirements" not in options:
        from stdml.semantics import requirements

        options["requirements"] = [demand.to_dict() for demand in requirements(document)]
    return form.write(document, **options)


def _page_options(document: Document, given: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if "json" not in given:
        options["json"] = str(dumps(document, "json")).strip()
    source = getattr(document, "source", None)
    if "resource" not in given and source is not None and source.path != files.STANDARD:
        from stdml.formats.html.pictures import beside

        options["resource"] = beside(Path(source.path).parent)
    return options


def encode(written: Written) -> bytes:
    """Return what was written as the bytes of a file."""
    return written.data.encode() if isinstance(written.data, str) else written.data


def _text(written: Written) -> str:
    return written.data.decode() if isinstance(written.data, bytes) else written.data


def convert(
    source: str | Path, target: str | Path, from_format: str | None = None, to_format: str | None = None
) -> Conversion:
    """Read a file and write it to another one; the formats follow from the names.

    Raises:
        InputError: a file cannot be opened, cannot be read at all, or cannot be written
    """
    document = load(source, from_format)
    refuse_unreadable(document)
    return Conversion(document, dump(document, target, to_format))


def refuse_unreadable(document: Document) -> None:
    """Raise InputError where nothing of the input could be read, so that nothing is made of it."""
    for found in document.diagnostics:
        if found.unreadable:
            where = f"{found.path}:{found.position.line}:{found.position.column}"
            raise InputError(f"{where}: {found.message}")


def check(document: Document | str | Path, profile: str | None = None) -> list[Diagnostic]:
    """Return what is wrong with a document or a file, in the order of the text.

    Args:
        document: the document, or the file to read
        profile: the profile of rules; the default follows the document
    """
    from stdml import checking

    loaded = load(document) if isinstance(document, str | Path) else document
    return checking.check(loaded, profile)


def render(document: Document | str | Path) -> str:
    """Return a document, or the one in a file, as a page of HTML that needs nothing else."""
    loaded = load(document) if isinstance(document, str | Path) else document
    return str(dumps(loaded, HTML))


def _format_of(path: str | Path, name: str | None, reading: bool = False) -> Format:
    if name is not None:
        return formats.get(name)
    if str(path) == files.STANDARD:
        return formats.get(MARKDOWN)
    return formats.for_reading(path) if reading else formats.for_path(path)


def validate(data: bytes, form: Format) -> list[str]:
    """Return what the RELAX NG says against XML that was written; nothing for a format without a schema."""
    if form.name != "xml":
        return []
    from lxml import etree

    relaxng = _relaxng()
    if relaxng.validate(etree.fromstring(data, etree.XMLParser(huge_tree=True))):
        return []
    return [f"{entry.line}: {entry.message}" for entry in relaxng.error_log][:_SHOWN]


@cache
def _relaxng() -> Any:
    from lxml import etree

    from stdml import schema

    return etree.RelaxNG(etree.fromstring(schema.load("xml").encode()))
