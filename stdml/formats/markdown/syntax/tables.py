"""GFM tables with the offset of every cell; rows keep the cells they were given, neither padded nor cut."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_RULE = re.compile(r"[ \t]*:?-+:?[ \t]*$")
_RULE_LINE = re.compile(r"[ \t|:\-]+$")


def register(md: MarkdownIt) -> None:
    """Put the rule in the place of markdown-it's own."""
    md.block.ruler.before("fence", "grid", grid, {"alt": ["paragraph", "reference"]})


def split_row(line: str) -> list[tuple[int, str]]:
    """Split a row at its unescaped bars; return offset and raw text of each cell, without the space around
    it.
    """
    end = len(line.rstrip(" \t"))
    start = len(line) - len(line.lstrip(" \t"))
    if start < end and line[start] == "|":
        start += 1
    cells: list[tuple[int, str]] = []
    at = start
    while at <= end:
        bar = at
        while bar < end and not (line[bar] == "|" and (bar == 0 or line[bar - 1] != "\\")):
            bar += 1
        if bar < end or at < end or not cells:
            raw = line[at:bar]
            cells.append((at + len(raw) - len(raw.lstrip(" \t")), raw.strip(" \t")))
        at = bar + 1
    return cells


def _alignments(line: str) -> list[str] | None:
    if not _RULE_LINE.match(line) or "-" not in line:
        return None
    cells = [text for _, text in split_row(line)]
    if not all(_RULE.match(text) for text in cells):
        return None
    names = {(False, False): "none", (True, False): "left", (False, True): "right", (True, True): "center"}
    return [names[text.startswith(":"), text.endswith(":")] for text in cells]


def grid(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Match a table: a header row, a delimiter row with as many cells, and rows up to an empty line."""
    second = startLine + 1
    if second >= endLine:
        return False
    at, end = state.bMarks[second] + state.tShift[second], state.eMarks[second]
    if at >= end or state.src[at] not in "|-:":
        return False
    if (
        state.sCount[second] < state.blkIndent
        or state.is_code_block(second)
        or state.is_code_block(startLine)
    ):
        return False
    delimiter = state.src[at:end]
    # A lone "---" under a line makes a heading of it, so a table of one column needs a bar.
    if "|" not in delimiter and ":" not in delimiter:
        return False
    alignments = _alignments(delimiter)
    if alignments is None:
        return False
    begin = state.bMarks[startLine] + state.tShift[startLine]
    header = state.src[begin : state.eMarks[startLine]]
    if "|" not in header or len(split_row(header)) != len(alignments):
        return False
    if silent:
        return True
    rows = [_row(state, startLine)]
    line = second + 1
    terminators = state.md.block.ruler.getRules("blockquote")
    while line < endLine and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if state.is_code_block(line) or any(rule(state, line, endLine, True) for rule in terminators):
            break
        rows.append(_row(state, line))
        line += 1
    token = state.push("grid", "", 0)
    token.meta["columns"], token.meta["rows"] = alignments, rows
    token.map = [startLine, line]
    state.line = line
    return True


def _row(state: StateBlock, line: int) -> tuple[int, list[tuple[int, str]]]:
    """Return the offset of a row and its cells, each with its own offset."""
    start = state.bMarks[line] + state.tShift[line]
    return start, [(start + at, text) for at, text in split_row(state.src[start : state.eMarks[line]])]
