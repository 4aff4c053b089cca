"""Diagnostics of the careful reader, and the attributes, which are where most of them come from."""

from __future__ import annotations

from typing import Any

from stdml.diagnostics import Diagnostic, Finding
from stdml.formats.xml import findings
from stdml.formats.xml.metadata import Part
from stdml.formats.xml.source import XmlSource, tag_end
from stdml.formats.xml.values import author_attributes, converter, expected, is_class, is_key, is_line, words
from stdml.language import forced
from stdml.model.base import MAX_DEPTH, Attributes, Node
from stdml.model.content import ATTRIBUTES_NAMESPACE, attributes_of, takes_attributes

MAX_REPORTED = 200
"""So many faults are reported; a file with more is hardly meant to be a document."""

OWN_KINDS = (findings.UNKNOWN_ELEMENT, findings.UNKNOWN_ATTRIBUTE, findings.BAD_VALUE)


class Reporter:
    """Collects diagnostics, and sets attributes of nodes with a diagnostic for each that is not right.

    Args:
        source: the file
    """

    def __init__(self, source: XmlSource) -> None:
        self.source = source
        self.data = source.data
        self.diagnostics: list[Diagnostic] = []
        self.language: str | None = None
        self.newer = False

    def report(
        self, finding: Finding, span: tuple[int, int], unreadable: bool = False, **values: Any
    ) -> None:
        """Add a diagnostic for a range of bytes."""
        if len(self.diagnostics) >= MAX_REPORTED and not unreadable:
            return
        characters = self.source.position_of_bytes(*span)
        made = finding.diagnostic(self.source, characters, self.language, unreadable=unreadable, **values)
        if self.newer and finding in OWN_KINDS:
            # Additions of a later version are to be expected: docs/versioning.md.
            made = Diagnostic(
                **{**{n: getattr(made, n) for n in Diagnostic.__slots__}, "severity": "warning"}
            )
        self.diagnostics.append(made)

    def words(self, zh: str, en: str) -> str:
        """Return the wording that suits the language of the messages."""
        return zh if (forced() or self.language or "").startswith("zh") else en

    def tag(self, begin: int) -> tuple[int, int]:
        return begin, tag_end(self.data, begin)

    def report_part(self, problem: str, part: Part, name: str) -> None:
        """Report what is wrong with an element of the metadata."""
        span = part.span
        match problem:
            case "unknown-element":
                self.report(findings.UNKNOWN_ELEMENT, span, name=name)
            case "misplaced-element":
                self.report(findings.MISPLACED_ELEMENT, span, name=name, owner="metadata", expected="—")
            case "unknown-attribute":
                self.unknown_attribute(part.name, name, part.attributes.get(name, ""), span[0], False)
            case "missing-attribute":
                self.report(findings.MISSING_ATTRIBUTE, span, owner=part.name, name=name)
            case "missing-content":
                self.report(findings.MISSING_CONTENT, span, owner=part.name, expected=name)
            case "stray-text":
                self.report(findings.STRAY_TEXT, span, owner=part.name, text=name[:200])
            case "too-deep":
                self.report(findings.TOO_DEEP, span, limit=MAX_DEPTH)
            case _:
                wanted = self.words("不为空的一行文字", "one line of text that is not empty")
                self.report(
                    findings.BAD_VALUE, span, owner=part.name, name=part.name, value=name, expected=wanted
                )

    def set_attributes(
        self, node: Any, cls: type[Node], found: dict[str, str], owner: str, begin: int
    ) -> bool:
        """Set the attributes of a node; return whether it has those that it needs."""
        specs = {spec.element: spec for spec in attributes_of(cls)}
        more: list[tuple[str, str]] = []
        for name, text in found.items():
            spec = specs.get(name)
            if spec is None:
                more.append((name, text))
                continue
            value = converter(spec)(text)
            if value is None:
                wanted = expected(spec, bool(self.words("zh", "")))
                self.report(
                    findings.BAD_VALUE, self.tag(begin), owner=owner, name=name, value=text, expected=wanted
                )
            else:
                setattr(node, spec.name, value)
        if more:
            self._author_attributes(node, takes_attributes(cls), more, owner, begin)
        for spec in specs.values():
            if spec.required and getattr(node, spec.name) is None:
                if spec.element not in found:
                    self.report(findings.MISSING_ATTRIBUTE, self.tag(begin), owner=owner, name=spec.element)
                return False
        return True

    def _author_attributes(
        self, node: Any, allowed: bool, found: list[tuple[str, str]], owner: str, begin: int
    ) -> None:
        kept: list[tuple[str, str]] = []
        for name, text in found:
            namespace, _, key = name.rpartition(" ")
            if allowed and name == "class":
                classes = [word for word in words(text) if is_class(word)]
                if len(classes) != len(words(text)) or not classes:
                    self.unknown_attribute(owner, name, text, begin, bool(classes))
                if classes:
                    kept.append(("", " ".join(classes)))
                continue
            fits = allowed and is_key(key) is not None and is_line(text) is not None
            if namespace != ATTRIBUTES_NAMESPACE or not fits:
                self.unknown_attribute(owner, name, text, begin, fits)
            if fits:
                kept.append((key, text))
        if kept:
            node.attrs = author_attributes(kept) or Attributes()

    def unknown_attribute(self, owner: str, name: str, text: str, begin: int, kept: bool) -> None:
        kept_as = self.words("，已作为作者的属性保留", "; it was kept as one of the author's own")
        note = kept_as if kept else ""
        self.report(
            findings.UNKNOWN_ATTRIBUTE, self.tag(begin), owner=owner, name=name, value=text[:400], kept=note
        )
