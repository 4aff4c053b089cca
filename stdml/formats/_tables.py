"""The tables that lists of a standard are written as: its terms, its references, its requirements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stdml.model import Clause, Document, ReferenceEntry, TermEntry, plain_text
from stdml.model.walk import walk
from stdml.sheets import Table
from stdml.text import standards
from stdml.text.numbering import Numbering, sections

NAMES = ("requirements", "terms", "references")


def sheets(document: Document, requirements: Sequence[dict[str, Any]]) -> dict[str, Table]:
    """Return the tables of a document by their names.

    Args:
        document: the document
        requirements: its provisions, as `stdml requirements --format json` prints them
    """
    return {
        "requirements": _table("requirements", _REQUIREMENT, _requirements(requirements)),
        "terms": _table("terms", _TERM, _terms(document)),
        "references": _table("references", _REFERENCE, _references(document)),
    }


_WIDE, _USUAL = 60, 16


def _table(name: str, columns: tuple[str, ...], rows: Iterator[list[str]]) -> Table:
    widths = [_WIDE if column in ("text", "definition", "notes") else _USUAL for column in columns]
    return Table(name, columns, list(rows), widths=widths)


_REQUIREMENT = (
    "id", "clause", "modality", "strength", "text", "subject", "condition", "verification", "characteristic",
    "op", "value", "lower", "upper", "nominal", "tol_plus", "tol_minus", "values", "unit", "written_unit",
)  # fmt: skip
_OF_PARAMETER = _REQUIREMENT[8:]
_TERM = ("number", "id", "preferred", "admitted", "deprecated", "definition", "notes", "source")
_REFERENCE = ("list", "number", "identifier", "text")


def _requirements(found: Sequence[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield one row for each parameter of a provision, and one for a provision without any."""
    for one in found:
        for parameter in one.get("parameters") or [{}]:
            own = [_cell(one.get(name)) for name in _REQUIREMENT[:8]]
            yield own + [_cell(parameter.get(name)) for name in _OF_PARAMETER]


def _terms(document: Document) -> Iterator[list[str]]:
    numbering = Numbering(document)
    for entry in sections(document):
        if not isinstance(entry, TermEntry):
            continue
        names = {
            status: "; ".join(plain_text(d).strip() for d in entry.designations if d.status == status)
            for status in _TERM[2:5]
        }
        notes = [block for block in entry.children if block.kind in ("note", "example")]
        definition = [block for block in entry.children if block not in notes]
        yield [
            numbering.number(entry) or "", entry.id or "", *names.values(), _words(definition), _words(notes),
            "; ".join(plain_text(source).strip() for source in entry.sources),
        ]  # fmt: skip


def _references(document: Document) -> Iterator[list[str]]:
    numbering = Numbering(document)
    for section in document.clauses:
        if isinstance(section, Clause) and section.type in ("normative-references", "bibliography"):
            for entry in walk(section):
                if isinstance(entry, ReferenceEntry):
                    words = plain_text(entry).strip()
                    number = next(iter(standards.find_all(words)), None)
                    named = words[number.start : number.end] if number else ""
                    yield [section.type, numbering.number(entry) or "", named, words]


def _words(blocks: Sequence[Any]) -> str:
    return "\n".join(plain_text(block).strip() for block in blocks)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
