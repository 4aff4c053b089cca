"""Displayed formulas: `$$ … $$ (id)` on one line or on several."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_ONE_LINE = re.compile(
    r"\$\$[ \t]*(?P<tex>(?:[^$\\]|\\.|\$(?!\$))+?)[ \t]*\$\$"
    r"(?P<tail>[ \t]*(?:\([^()\s]+\))?[ \t]*(?:\{.*\})?)[ \t]*$"
)
_END = re.compile(r"^(?P<tex>.*?)\$\$(?P<tail>[ \t]*(?:\([^()\s]+\))?[ \t]*(?:\{.*\})?)[ \t]*$")


def register(md: MarkdownIt) -> None:
    """Add the rule to the parser."""
    alt = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    md.block.ruler.before("fence", "display_math", display_math, {"alt": alt})


def display_math(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Match a formula; the token holds the TeX in `content` and what follows the closing mark in `info`."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[start : start + 2] != "$$" or state.is_code_block(startLine):
        return False
    first = state.src[start : state.eMarks[startLine]]
    single = _ONE_LINE.match(first)
    if single:
        found = single["tex"], single["tail"], startLine + 1
    elif first.rstrip() == "$$" or "$$" not in first[2:]:
        several = _several_lines(state, first[2:], startLine, endLine)
        if several is None:
            return False
        found = several
    else:
        return False
    if not silent:
        token = state.push("display_math", "", 0)
        token.content, token.info, state.line = found[0], found[1].strip(), found[2]
        token.map = [startLine, state.line]
    return True


def _several_lines(
    state: StateBlock, first: str, startLine: int, endLine: int
) -> tuple[str, str, int] | None:
    lines = [first.strip()] if first.strip() else []
    # From all lines between here and there the search for an end was in vain before.
    indent, begin, stop = state.env.get("unclosed_math", (0, 0, 0))
    if indent == state.blkIndent and begin <= startLine and endLine <= stop:
        return None
    for line in range(startLine + 1, endLine):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return None
        text = state.getLines(line, line + 1, state.blkIndent, False)
        end = _END.match(text) if "$$" in text else None
        if end:
            if end["tex"].strip():
                lines.append(end["tex"].rstrip())
            return "\n".join(lines), end["tail"], line + 1
        lines.append(text)
    state.env["unclosed_math"] = (state.blkIndent, startLine, endLine)
    return None
