"""Inline nodes → Markdown: the natural signs where they are sure to be read back, the spelled-out form
elsewhere.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it.common.utils import MD_TRIM_CHARS, isMdAsciiPunct, isPunctChar, isWhiteSpace

from stdml.formats.markdown.attributes import format_marks
from stdml.formats.markdown.spans import node_marks
from stdml.formats.markdown.syntax.inline_rules import MATH
from stdml.model import Emphasis, Strong, Text
from stdml.model.walk import walk
from stdml.text.sentences import line_breaks

_NEEDS_CARE = re.compile(r"[\\`*_\[\]<&$~!{\t]")
_TRIM = frozenset(MD_TRIM_CHARS)
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\x00-\x20<>`*_\[\]\\&$]*$")
_HTML_TAG = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9\-]*(?:\s+[A-Za-z_:][A-Za-z0-9:._\-]*(?:\s*=\s*(?:[^\"'=<>`\x00-\x20]+|'[^'\n]*'|\"[^\"\n]*\"))?)*\s*/?"
    r"|/[A-Za-z][A-Za-z0-9\-]*\s*)>$"
)
_SUB_OR_BREAK = re.compile(r"</?(?:sub|sup|br)\b", re.IGNORECASE)
_ESCAPES = re.compile(r"\\.")
_OPEN_BRACKET = re.compile(r"(?<!!)\[")
_RUNS = re.compile(r"`+")
_EMPHASIS = (Emphasis, Strong)
_SIGNS = {"emphasis": "*", "strong": "**", "deletion": "~~"}
# A line that starts like this would be taken for the beginning of a list, a clause, a reference or a caption.
_NO_BREAK_BEFORE = re.compile(
    r"(?:[a-z]|[0-9]{1,3})[)）.]|(?:[A-Z]|[0-9]{1,3})\.[0-9]|——|§|\[|[:：|=+\-#>~]"
    r"|表(?:[ \t\u3000]*[A-Z]?\.?[0-9]+(?:\.[0-9]+)*(?:[ \t\u3000]|$)|[：:])"
    r"|Table(?::|[ \t]+(?:[A-Z]\.)?[0-9.]+[ \t]*(?:[—–:.A-Z-]|$))"
    r"|注|示例|警告|危险|NOTE|Note|EXAMPLE|Example|WARNING|Warning|CAUTION|Caution|DANGER|Danger"
)
_FLEXIBLE = frozenset("“”‘’—…·\"'")
_LINE_START = re.compile(
    r"(?P<mark>#{1,6}(?=[ \t]|$)|>|[+\-*](?=[ \t]|$)|=+[ \t]*$|-[ \t\-]*$|~~~|:::|\||:(?=[ \t\-|:])"
    r"|\{|\$\$|_(?=[ \t_]*$)|\*(?=[ \t*]*$))"
    r"|(?P<number>[0-9]{1,9})(?P<dot>[.)])(?=[ \t]|$)|(?P<footnote>\[\^[^\]\s]+\])(?=:)"
)


class InlineWriter:
    """Writes the running text of one document.

    Args:
        footnotes: the labels of the footnotes that are defined in it
    """

    def __init__(self, footnotes: frozenset[str] = frozenset()) -> None:
        self.footnotes = footnotes
        self._plain_html = True
        self._brackets = 0

    def paragraph(self, children: list[Any], sentences: bool = False) -> str:
        """Return the lines of a paragraph; with `sentences` each sentence begins a line of its own."""
        text = self.nodes(children, break_char="\n", sentences=sentences)
        if "<" in text and any(line[:1] == "<" and _opens_block(line) for line in text.split("\n")):
            self._plain_html = False
            text = self.nodes(children, break_char="\n", sentences=sentences)
            self._plain_html = True
        return _edges("\n".join(map(_line_start, text.split("\n"))))

    def line(self, children: list[Any], break_char: str = "<br>") -> str:
        """Return running text on one line, for a heading, a caption or a cell."""
        return _edges(self.nodes(children, break_char=break_char))

    def label(self, children: list[Any]) -> str:
        """Return running text that stands between square brackets."""
        self._brackets += 1
        text = self.nodes(children)
        self._brackets -= 1
        return text

    def nodes(self, children: list[Any], break_char: str = "<br>", sentences: bool = False) -> str:
        """Return the Markdown of nodes that follow one another."""
        if len(children) == 1 and type(children[0]) is Text:
            return self._text(children[0].value, sentences, True)
        out = ""
        last = len(children) - 1
        for at, node in enumerate(children):
            if type(node) is Text:
                value = node.value
                piece = self._text(value, sentences, at == last)
                if out.endswith("\\\n"):
                    piece = _lead_space(piece)
                if piece[:1] == "{" or (out[-1:] == "$" and piece[:1].isdigit()):
                    piece = "\\{" + piece[1:] if piece[0] == "{" else f"&#{ord(piece[0])};{piece[1:]}"
            elif node.kind == "line_break":
                if break_char == "\n" and at != last:
                    # A space before the break stays; the reader only strips those after it.
                    piece = "\\\n"
                else:
                    piece = "<br>" if self._plain_html else "[]{.line-break}"
            else:
                following = children[at + 1] if at < last else None
                piece = self._node(node, out, following)
            if out[-1:] == "!" and piece[:1] == "[":
                out = out[:-1] + "\\!"
            out += piece
        return out

    # -- text

    def _text(self, value: str, sentences: bool, last: bool) -> str:
        label = self._brackets > 0
        if sentences:
            pieces = _sentences(value)
            if len(pieces) > 1:
                ends = len(pieces) - 1
                return "\n".join(escape(piece, label, at < ends or last) for at, piece in enumerate(pieces))
        return escape(value, label, last)

    # -- other nodes

    def _node(self, node: Any, before: str, following: Any) -> str:
        natural = self._natural(node, before, following)
        if natural is not None:
            return natural
        return self._spelled(node)

    def _spelled(self, node: Any) -> str:
        """Return `[children]{.kind key=value}`, which is read back whatever stands around it."""
        children = getattr(node, "children", None)
        inner = self.label(children) if children else ""
        marks = node_marks(node)
        for name in ("text", "tex"):
            value = getattr(node, name, None)
            if value is not None and node.kind != "text":
                marks = marks[:-1] + f" {name}={_quoted(value)}" + "}"
        if node.kind == "language_span" and node.language:
            marks = format_marks(pairs=[("lang", node.language)])
        return f"[{inner}]{marks}"

    def _natural(self, node: Any, before: str, following: Any) -> str | None:
        match node.kind:
            case "emphasis" | "strong" | "deletion":
                return self._signs(node, before, following)
            case "subscript" | "superscript":
                return self._tagged(node) if self._plain_html else None
            case "code_span":
                return code(node.text) if _code_is_safe(node.text, following, before) else None
            case "math":
                return _math(node.tex, before, following)
            case "link":
                return self._link(node)
            case "image":
                return self._image(node)
            case "cross_reference":
                return self._bracketed(node.children, f"#{node.target}") if node.target else None
            case "footnote_reference":
                if node.target in self.footnotes and "`" not in node.target:
                    return f"[^{node.target}]"
                return None
            case "inline_comment":
                return _comment(node.text) if self._plain_html else None
            case "foreign_inline":
                return _foreign(node, self._plain_html, before, following)
            case _:
                return None

    def _signs(self, node: Any, before: str, following: Any) -> str | None:
        sign = _SIGNS[node.kind]
        if not node.children or (node.kind == "deletion" and (node.author or node.date)):
            return None
        if any(child.kind in _SIGNS for child in walk(node) if child is not node):
            return None
        if following is not None and following.kind in _SIGNS:
            return None
        inner = self.nodes(node.children)
        if inner[0] in "*_~" or inner[-1] in "*_~" or before[-1:] in ("*", "_", "~"):
            return None
        after = self._first_character(following)
        if not _flanks(before[-1:] or " ", inner, after):
            return None
        return f"{sign}{inner}{sign}"

    def _first_character(self, following: Any) -> str:
        """Return a character of the class that what follows begins with."""
        if following is None:
            return " "
        if type(following) is Text:
            return following.value[0]
        return " " if following.kind == "line_break" else "["

    def _tagged(self, node: Any) -> str | None:
        tag = "sub" if node.kind == "subscript" else "sup"
        if any(
            child.kind in ("foreign_inline", "line_break", node.kind)
            for child in walk(node)
            if child is not node
        ):
            return None
        return f"<{tag}>{self.nodes(node.children)}</{tag}>"

    def _link(self, node: Any) -> str | None:
        if node.href is None:
            return None
        children = node.children
        alone = node.title is None and len(children) == 1 and type(children[0]) is Text
        if alone and children[0].value == node.href and _AUTOLINK.fullmatch(node.href):
            return f"<{node.href}>"
        if node.title is None and _is_local(node.href):
            return None
        return self._bracketed(children, _destination(node))

    def _bracketed(self, children: list[Any], destination: str) -> str | None:
        """Return a link; no other bracket may open inside it, or it would be the inner one that counts."""
        text = self.label(children)
        return None if _OPEN_BRACKET.search(_ESCAPES.sub("", text)) else f"[{text}]({destination})"

    def _image(self, node: Any) -> str | None:
        if node.src is None or _holds_link(node.children):
            return None
        return f"![{self.label(node.children)}]({_destination(node)})"


def _sentences(value: str) -> list[str]:
    """Cut text at its sentences, but not where a line would then look like something else."""
    pieces: list[str] = []
    start = 0
    for at in line_breaks(value):
        following = at + 1 if value[at] == " " else at
        if _NO_BREAK_BEFORE.match(value, following) or value[following] in _TRIM:
            continue
        if value[at - 1] in _FLEXIBLE or value[following] in _FLEXIBLE or value[at - 1] in _TRIM:
            continue
        pieces.append(value[start:at])
        start = following
    pieces.append(value[start:])
    return pieces


def escape(value: str, label: bool = False, last: bool = True) -> str:
    """Return text in which nothing is a sign of Markdown.

    Args:
        value: the text
        label: whether it stands between square brackets
        last: whether nothing stands after it in its line
    """
    if not _NEEDS_CARE.search(value):
        return value
    end = len(value) - 1
    return _NEEDS_CARE.sub(
        lambda found: _escaped(value, found.start(), found.group(), end, label, last), value
    )


def _escaped(value: str, at: int, character: str, end: int, label: bool, last: bool) -> str:
    following = value[at + 1] if at < end else ""
    before = value[at - 1] if at else ""
    if character == "\t":
        return "&#9;"
    if character == "\\":
        return "\\" if following.isalnum() else "\\\\"
    if character == "*" and before == " " and following == " ":
        return "*"
    if character == "_" and before.isalnum() and following.isalnum():
        return "_"
    if character == "~" and before not in ("", "~") and following not in ("", "~"):
        return "~"
    if character == "<" and following and not (following.isalpha() or following in "/!?"):
        return "<"
    if character == "&" and following and not _ENTITY.match(value, at):
        return "&"
    if character == "!" and following and following != "[":
        return "!"
    if character == "!" and not following:
        return "!"
    if character == "[" and not label and following != "^":
        return "["
    if character == "]" and not label and (following not in "([{:" if following else last):
        return "]"
    if character == "{" and before and before not in "])`$":
        return "{"
    return "\\" + character


def _edges(text: str) -> str:
    """Spell space at the ends of a paragraph as entities, or it would be trimmed."""
    if text and text[0] in _TRIM:
        text = f"&#{ord(text[0])};" + text[1:]
    if text and text[-1] in _TRIM and not text.endswith("\\\n"):
        text = text[:-1] + f"&#{ord(text[-1])};"
    return text


def _lead_space(piece: str) -> str:
    """Spell a space at the start of a line as an entity, or it would be stripped."""
    return f"&#{ord(piece[0])};" + piece[1:] if piece[:1] in _TRIM and piece else piece


def _line_start(line: str) -> str:
    """Escape what would open a block at the start of a line."""
    found = None if line[:1].isalpha() else _LINE_START.match(line)
    if not found:
        return line
    if found["number"]:
        return f"{found['number']}\\{found['dot']}{line[found.end() :]}"
    if found["footnote"]:
        return f"{found['footnote']}\\{line[found.end() :]}"
    return "\\" + line


def _flanks(before: str, inner: str, after: str) -> bool:
    """Whether signs around `inner` open and close emphasis (CommonMark 0.31, 6.2)."""
    return _opens(before, inner[0]) and _opens(after, inner[-1])


def _opens(outside: str, inside: str) -> bool:
    if isWhiteSpace(ord(inside)):
        return False
    return not _is_punctuation(inside) or isWhiteSpace(ord(outside)) or _is_punctuation(outside)


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def code(text: str) -> str:
    """Return a code span."""
    longest = max(map(len, _RUNS.findall(text)), default=0)
    fence = "`" * (1 if not longest else longest + 1)
    pad = (
        " "
        if text[0] == "`" or text[-1] == "`" or (text[0] == " " and text[-1] == " " and text.strip(" "))
        else ""
    )
    return f"{fence}{pad}{text}{pad}{fence}"


def _code_is_safe(text: str, following: Any, before: str = "") -> bool:
    return "\t" not in text and before[-1:] != "`" and not _starts_with_tick(following)


def _starts_with_tick(following: Any) -> bool:
    return following is not None and following.kind in ("code_span", "foreign_inline")


def _math(tex: str, before: str, following: Any) -> str | None:
    if before[-1:] == "$" or (following is not None and following.kind == "math"):
        return None
    found = MATH.fullmatch(f"${tex}$")
    if not found or found[1] != tex or "\n" in tex:
        return None
    if type(following) is Text and (following.value[0].isdigit() or following.value[0] == "$"):
        return None
    return f"${tex}$"


def _holds_link(children: list[Any]) -> bool:
    kinds = {
        "link",
        "cross_reference",
        "image",
        "footnote_reference",
        "span",
        "inline_comment",
        "foreign_inline",
    }
    return any(node.kind in kinds for child in children for node in walk(child))


def _is_local(href: str) -> bool:
    from stdml.formats.markdown.inlines import _ID

    return href[0] == "#" and bool(_ID.match(href[1:]))


def _destination(node: Any) -> str:
    address = node.href if node.kind == "link" else node.src
    if re.search(r"[\s()<>\\&*_`\[\]$~]|[\x00-\x20\x7f]", address) or address != address.strip():
        address = "<" + _escape_in(address, "<>\\") + ">"
    if node.title is None:
        return str(address)
    return f'{address} "{_escape_in(node.title, chr(34) + chr(92))}"'


def _escape_in(text: str, characters: str) -> str:
    text = "".join("\\" + c if c in characters else c for c in text)
    return _ENTITY.sub(lambda found: "\\" + found.group(), text)


def _comment(text: str) -> str | None:
    if "\n" in text or "--" in text or text[:1] in (">", "-") or text[-1:] == "-":
        return None
    return f"<!--{text}-->"


def _foreign(node: Any, plain_html: bool, before: str, following: Any) -> str | None:
    text = node.text
    if plain_html and node.format == "html" and _HTML_TAG.fullmatch(text) and not _SUB_OR_BREAK.match(text):
        return str(text)
    if not text or re.search(r"[\n\t\r\f\v]", text) or not _code_is_safe(text, following, before):
        return None
    return f"{code(text)}{{={node.format}}}"


def _opens_block(line: str) -> bool:
    """Whether a line opens an HTML block."""
    from markdown_it.rules_block.html_block import HTML_SEQUENCES

    return any(sequence[0].search(line) for sequence in HTML_SEQUENCES)


def _quoted(value: str) -> str:
    value = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + value.replace("\n", "\\n").replace("\t", "\\t") + '"'
