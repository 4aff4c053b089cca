"""Findings of old that are not reported again: for a collection that was not written with these rules.

A finding is known again by its file, its name and the words of the line it stands in, so it stays known when
lines above it come or go. A file holds for each of these how often it was found.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from stdml.diagnostics import Diagnostic
from stdml.errors import InputError
from stdml.report import FileReport

VERSION = 1
Known = dict[str, Counter[str]]
"""File → what was found in it → how often."""


def load(path: str) -> Known:
    """Return the findings in a baseline file.

    Raises:
        InputError: the file cannot be read or is no baseline
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']}")
        return {
            file: Counter({str(key): int(n) for key, n in found.items()})
            for file, found in data["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: {type(error).__name__}: {error}") from error


def dumps(reports: Sequence[FileReport], folder: str) -> str:
    """Return a baseline of all findings; files are named relative to `folder`."""
    found = {_name(report.path, folder): Counter(key for _, key in _keyed(report)) for report in reports}
    files = {name: dict(sorted(keys.items())) for name, keys in sorted(found.items()) if keys}
    return json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=1) + "\n"


def without(reports: Sequence[FileReport], known: Known, folder: str) -> tuple[list[FileReport], int]:
    """Return the reports without what a baseline knows, and how many of its findings are found no more."""
    left = {name: Counter(keys) for name, keys in known.items()}
    found = []
    checked = set()
    for report in reports:
        name = _name(report.path, folder)
        checked.add(name)
        keys = left.get(name, Counter())
        fresh = [one for one, key in _keyed(report) if not _taken(keys, key)]
        found.append(replace(report, diagnostics=fresh))
    return found, sum(keys.total() for name, keys in left.items() if name in checked)


def _taken(keys: Counter[str], key: str) -> bool:
    if keys[key] <= 0:
        return False
    keys[key] -= 1
    return True


def _keyed(report: FileReport) -> Iterator[tuple[Diagnostic, str]]:
    lines = report.text.split("\n")
    for found in report.diagnostics:
        line = lines[found.position.line - 1] if found.position.line <= len(lines) else ""
        words = "".join(line.split())
        yield found, f"{found.name}:{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _name(path: str, folder: str) -> str:
    return os.path.relpath(path, folder or ".").replace(os.sep, "/") if path != "-" else path
