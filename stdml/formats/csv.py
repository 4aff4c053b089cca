"""CSV: the requirements of a standard, its terms or its references, for sheets and scripts. Written only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stdml.diagnostics import Loss
from stdml.errors import InputError
from stdml.formats import _tables
from stdml.language import say
from stdml.model.structure import Document
from stdml.registry import Format, Written
from stdml.sheets import as_csv


def write_csv(
    document: Document, requirements: Sequence[dict[str, Any]] = (), table: str = "requirements"
) -> Written:
    """Return one table of a document as CSV in UTF-8, after the mark by which Excel knows it.

    Args:
        document: the document
        requirements: its provisions, as `stdml requirements --format json` prints them
        table: requirements, terms or references

    Raises:
        InputError: there is no such table
    """
    if table not in _tables.NAMES:
        known = ", ".join(_tables.NAMES)
        raise InputError(say("没有表“{name}”；可用：{known}", "no table is called {name!r}: {known}",
                             name=table, known=known))  # fmt: skip
    loss = Loss("document", "text", f"CSV holds one table: {table}")
    return Written(as_csv([_tables.sheets(document, requirements)[table]]), [loss])


FORMAT = Format("csv", (".csv",), "CSV of requirements, terms or references", write=write_csv, lists=True)
