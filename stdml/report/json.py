"""Findings as a list of JSON objects."""

from __future__ import annotations

import json
from collections.abc import Sequence

from stdml.report import FileReport


def render(reports: Sequence[FileReport], color: bool = False) -> str:
    """Return the objects of `Diagnostic.to_dict` as one list."""
    found = [diagnostic.to_dict() for report in reports for diagnostic in report.diagnostics]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
