"""Findings as JUnit XML: a suite for each file, a failed case for each finding."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from stdml.diagnostics import Diagnostic
from stdml.model.base import replace_illegal
from stdml.report import FileReport


def render(reports: Sequence[FileReport], color: bool = False) -> str:
    """Return the XML; a file without findings is one case that passed."""
    root = ET.Element("testsuites", name="stdml")
    for report in reports:
        _suite(root, report)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, report: FileReport) -> None:
    found = report.diagnostics
    suite = ET.SubElement(
        root,
        "testsuite",
        name=replace_illegal(report.path),
        tests=str(max(1, len(found))),
        failures=str(len(found)),
        errors=str(int(bool(report.error))),
    )
    for diagnostic in found:
        _case(suite, report.path, diagnostic)
    if not found:
        case = ET.SubElement(suite, "testcase", name="stdml", classname=replace_illegal(report.path))
        if report.error:
            ET.SubElement(case, "error", message=replace_illegal(report.error))


def _case(suite: ET.Element, path: str, found: Diagnostic) -> None:
    at = found.position
    name = f"{found.code} {found.name} {at.line}:{at.column}"
    case = ET.SubElement(suite, "testcase", name=name, classname=replace_illegal(path), line=str(at.line))
    failure = ET.SubElement(case, "failure", type=found.severity, message=replace_illegal(found.message))
    failure.text = replace_illegal(f"{path}:{at.line}:{at.column}: {found.message} {found.basis}".rstrip())
