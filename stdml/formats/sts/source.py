"""From the bytes of a file to a tree: entities, undeclared prefixes, faults, and nothing read from outside.

A document type definition is never loaded. The names of characters that the DTDs of STS declare (ISO and HTML
sets) are known here, and so are the namespace prefixes that they declare by default.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any

from lxml import etree

from stdml.diagnostics import Diagnostic, Finding, TextSource
from stdml.formats.sts import findings
from stdml.formats.sts.names import NAMESPACES, Element, is_blank
from stdml.model.base import replace_illegal
from stdml.text.decode import decode

_encoding = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_declaration = re.compile(r"""^\ufeff?\s*<\?xml\s[^>]*\?>""")
_doctype = re.compile(
    r"""<!DOCTYPE\s+(?:[^\["'>]|"[^"]*"|'[^']*')*(?:\[((?:[^\]"'<]|"[^"]*"|'[^']*'|<!--.*?-->|<\?.*?\?>|"""
    r"""<(?!!--|\?)(?:[^>"']|"[^"]*"|'[^']*')*>)*)\]\s*)?>""",
    re.DOTALL,
)
_entity_declaration = re.compile(
    r"""<!ENTITY\s+(?:%\s+)?(?P<name>[^\s"'%]+)\s+(?:(?P<quote>["'])(?P<value>.*?)(?P=quote)\s*|[^>]*)>""",
    re.DOTALL,
)
_opaque_or_entity = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|&(?P<name>[A-Za-z_:][\w.:\-]*);|&#(?P<number>\d+|[xX][0-9a-fA-F]+);|&",
    re.DOTALL,
)
_tag = re.compile(r"""<(?![!?/])[^\s/>"']+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_markup = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>|<\?.*?\?>|<[/!]?[A-Za-z][^<>]*>?", re.DOTALL)
_reference = re.compile(r"&(?!#[1-9]\d{2,3};|#x[1-9A-Ca-c][0-9A-Fa-f]{2,3};)(?:[a-z]*;)?")
_SAFE = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}
"""References that may stay as they are; so may the numeric ones that the pattern leaves out."""
_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))


class StsSource(TextSource):
    """The STS file that a document was read from; spans are the lines of elements."""

    def __init__(self, text: str, path: str = "-") -> None:
        super().__init__(text, path, "sts")

    def line_span(self, line: int | None) -> tuple[int, int]:
        """Return the offsets of a line, counted from 1."""
        starts = self._starts or self._line_starts()
        index = (line or 1) - 1
        if index >= len(starts):
            index = len(starts) - 1
        end = starts[index + 1] - 1 if index + 1 < len(starts) else len(self.text)
        return starts[index], end


@dataclass
class Parsed:
    """What a file came to.

    Attributes:
        source: its text
        root: the root element, or None where there is none
        doctype: the document type declaration as it was
        diagnostics: what was wrong
        remainder: the text after a fault that could not be read into the tree
        literal: the running text of which nothing is to be understood, by its `id()`
    """

    source: StsSource
    root: Element | None
    doctype: str
    diagnostics: list[Diagnostic]
    remainder: str = ""
    literal: dict[int, Any] = field(default_factory=dict)


def parse(data: bytes | str, path: str) -> Parsed:
    """Return the tree of a file and what was wrong with it; this never raises on any data."""
    text = replace_illegal(_text(data).replace("\r\n", "\n").replace("\r", "\n"))
    source = StsSource(text, path)
    parsed = Parsed(source, None, "", [])
    prepared = _without_doctype(_blanked(text, _declaration), parsed)
    prepared = _with_namespaces(prepared)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=len(text) > 9_000_000
    )
    try:
        parsed.root = etree.fromstring(prepared.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        parsed.root = None
    _report_faults(parser, parsed, prepared)
    return parsed


def report(parsed: Parsed, finding: Finding, line: int | None, **values: Any) -> None:
    """Add a diagnostic about a line."""
    parsed.diagnostics.append(finding.diagnostic(parsed.source, parsed.source.line_span(line), **values))


def _text(data: bytes | str) -> str:
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    match = _encoding.match(data[:200])
    name = match[1].decode().lower() if match else "utf-8"
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and not name.startswith("utf-16"):
        try:
            return data.decode("utf-8-sig" if name in ("utf-8", "utf8") else name)
        except (UnicodeError, LookupError):
            pass
    return decode(data)[0]


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Return `text` with what a pattern finds first replaced by as many spaces and line breaks."""
    match = pattern.search(text)
    if match is None:
        return text
    blank = re.sub(r"[^\n]", " ", match[0])
    return text[: match.start()] + blank + text[match.end() :]


def _without_doctype(text: str, parsed: Parsed) -> str:
    """Return `text` without its document type declaration and with all named characters resolved."""
    first = _tag.search(text)
    match = _doctype.search(text, 0, first.start() if first else len(text))
    declared: dict[str, str] = {}
    if match:
        parsed.doctype = match[0]
        declared = _declared_entities(match, parsed)
        blank = re.sub(r"[^\n]", " ", match[0])
        text = text[: match.start()] + blank + text[match.end() :]
    if set(_reference.findall(text)) <= _SAFE:
        return text

    def resolved(found: re.Match[str]) -> str:
        name = found["name"]
        if found["number"]:
            return f"&#{ord(_numbered(found['number']))};"
        if found[0] == "&":
            span = (found.start(), found.end())
            parsed.diagnostics.append(
                findings.NOT_XML.diagnostic(parsed.source, span, reason="& stands for nothing")
            )
            return "&amp;"
        if name is None:
            return found[0]
        if name in _PREDEFINED:
            return found[0]
        characters = declared.get(name) or html5.get(f"{name};")
        if characters is None:
            span = (found.start(), found.end())
            parsed.diagnostics.append(findings.UNKNOWN_ENTITY.diagnostic(parsed.source, span, name=name))
            return f"&amp;{name};"
        return "".join(f"&#{ord(character)};" for character in characters)

    return _opaque_or_entity.sub(resolved, text)


def _declared_entities(doctype: re.Match[str], parsed: Parsed) -> dict[str, str]:
    """Return the entities of the internal subset that stand for plain text; the others are reported."""
    found: dict[str, str] = {}
    start = doctype.start(1)
    for match in _entity_declaration.finditer(doctype[1] or ""):
        value = match["value"]
        if value is not None:
            value = re.sub(r"&#(\d+|[xX][0-9a-fA-F]+);", lambda m: _numbered(m[1]), value)
        if value is None or any(mark in value for mark in "&<%"):
            span = (start + match.start(), start + match.end())
            name = match["name"]
            parsed.diagnostics.append(findings.ENTITY_DECLARATION.diagnostic(parsed.source, span, name=name))
        else:
            found.setdefault(match["name"], value)
    return found


def _numbered(digits: str) -> str:
    """Return the character of a numeric reference."""
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits[:20])
    return replace_illegal(chr(number)) if number <= 0x10FFFF else "\ufffd"


def _with_namespaces(text: str) -> str:
    """Return `text` with the prefixes declared that a DTD of STS declares and this file only uses."""
    root = _tag.search(text)
    if root is None:
        return text
    missing = [p for p in NAMESPACES if f"{p}:" in text and f"xmlns:{p}=" not in text]
    if not missing:
        return text
    end = root.end() - (2 if root[0].endswith("/>") else 1)
    return text[:end] + "".join(f' xmlns:{p}="{NAMESPACES[p]}"' for p in missing) + text[end:]


def _report_faults(parser: etree.XMLParser, parsed: Parsed, prepared: str) -> None:
    faults = [entry for entry in parser.error_log if entry.level_name != "WARNING"]
    for entry in faults[:20]:
        start, end = parsed.source.line_span(entry.line)
        span = (min(start + max(entry.column - 1, 0), end), end)
        reason = entry.message.strip()
        parsed.diagnostics.append(findings.NOT_XML.diagnostic(
            parsed.source, span, reason=reason, unreadable=parsed.root is None))  # fmt: skip
    if parsed.root is None and not faults:
        reason = "no element found"
        parsed.diagnostics.append(
            findings.NOT_XML.diagnostic(parsed.source, (0, 0), reason=reason, unreadable=True)
        )
    if not faults and parsed.root is not None:
        return
    # After a fault the parser may give up; whatever words are then missing are kept as they stand.
    wanted = "".join(_words(_markup.sub(" ", prepared)))
    got = "" if parsed.root is None else "".join(_words(" ".join(parsed.root.itertext())))
    if wanted != got and not is_blank(wanted):
        parsed.remainder = parsed.source.text


def _words(text: str) -> list[str]:
    from html import unescape

    return unescape(text).split()
