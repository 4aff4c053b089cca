"""Containers: `::: name {#id key=value}` … `:::`, one rule for all names."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from stdml.formats.markdown.attributes import Marks, parse_marks
from stdml.model.base import KEY_PATTERN

_OPEN = re.compile(r"(:{3,})[ \t]*([A-Za-z_][A-Za-z0-9_.\-]*)?[ \t]*(?=\{|$)")
_NAME = re.compile(KEY_PATTERN)
_CLOSE = re.compile(r"(:{3,})[ \t]*$")
_FENCE = re.compile(r"(?:[ \t>]|[-+*][ \t]|[0-9]{1,9}[.)][ \t])*(`{3,}(?=[^`]*$)|~{3,})")
_AROUND = " \t>"


def register(md: MarkdownIt) -> None:
    """Add the rule to the parser."""
    alt = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    md.block.ruler.before("fence", "container", container, {"alt": alt})


def opening(line: str) -> tuple[int, str, Marks] | None:
    """Read an opening line; return the number of colons, the name and the attributes."""
    found = _OPEN.match(line)
    if not found:
        return None
    marks = Marks()
    rest = line[found.end() :].rstrip()
    if rest:
        parsed = parse_marks(rest)
        if not parsed or parsed[1] != len(rest):
            return None
        marks = parsed[0]
    name = found[2]
    if not name and marks.first_word and _NAME.match(marks.first_word):
        name = marks.classes.pop(0)[0]
    return (len(found[1]), name, marks) if name else None


def container(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Match a container; one without an end reaches to the end of what it stands in."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[start : start + 3] != ":::" or state.is_code_block(startLine):
        return False
    opened = opening(state.src[start : state.eMarks[startLine]])
    if opened is None:
        return False
    if silent:
        return True
    colons, name, marks = opened
    close, last = _find_end(state, startLine + 1, endLine, colons)
    token = state.push("container_open", "", 1)
    token.info, token.meta["marks"], token.meta["closed"] = name, marks, close
    token.map = [startLine, last + close]
    parent, line_max, state.parentType, state.lineMax = state.parentType, state.lineMax, "container", last
    state.md.block.tokenize(state, startLine + 1, last)
    state.parentType, state.lineMax = parent, line_max
    state.push("container_close", "", -1)
    state.line = last + close
    return True


def _find_end(state: StateBlock, line: int, end: int, colons: int) -> tuple[bool, int]:
    """Return whether a closing line was found, and the line it or the end of the container is."""
    depth, fence = 1, ""
    while line < end:
        start = state.bMarks[line] + state.tShift[line]
        text = state.src[start : state.eMarks[line]]
        if text and state.sCount[line] < state.blkIndent:
            return False, line  # the list or quotation around it ends here
        if state.sCount[line] - state.blkIndent < 4 or fence:
            if fence:
                if text.lstrip(_AROUND).startswith(fence) and not text.strip(fence[0] + _AROUND):
                    fence = ""
            elif mark := _FENCE.match(text):
                fence = mark[1]
            elif text.startswith(":::"):
                depth += _depth_change(text, colons)
                if depth == 0:
                    return True, line
        line += 1
    return False, line


def _depth_change(text: str, colons: int) -> int:
    closing = _CLOSE.match(text)
    if closing:
        return -1 if len(closing[1]) == colons else 0
    opened = opening(text)
    return 1 if opened and opened[0] == colons else 0
