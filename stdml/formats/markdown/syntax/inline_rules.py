"""What the dialect adds inside a line: `$math$`, `[text]{attributes}` and attributes after code, links and
images.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from stdml.formats.markdown.attributes import parse_marks

MATH = re.compile(r"\$(?![\s$])((?:[^$\\]|\\.)*(?:[^\s$\\]|\\\S))\$(?![\d$])", re.DOTALL)
_AFTER = frozenset({"image", "code_inline", "link_close", "math_inline"})


def register(md: MarkdownIt) -> None:
    """Add the rules to the parser."""
    md.inline.ruler.before("escape", "math_inline", math)
    md.inline.ruler.before("link", "span", span)
    md.inline.ruler.push("attributes", attributes)
    md.options["strikethrough"] = True
    md.inline.ruler.enable("strikethrough")
    md.inline.ruler2.enable("strikethrough")


def math(state: StateInline, silent: bool) -> bool:
    """Match a formula; no digit may follow, so that prices are left alone."""
    if state.src[state.pos] != "$" or (state.pos and state.src[state.pos - 1] == "$"):
        return False
    found = MATH.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("math_inline", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def span(state: StateInline, silent: bool) -> bool:
    """Match `[text]{…}`."""
    if state.src[state.pos] != "[" or state.html_terminator_last("]{") < state.pos:
        return False
    start, maximum = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos, False)
    if end < 0 or end + 1 >= maximum or state.src[end + 1] != "{":
        return False
    parsed = parse_marks(state.src, end + 1)
    if parsed is None or not parsed[0] or parsed[1] > maximum:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        token = state.push("span_open", "", 1)
        token.meta["marks"] = parsed[0]
        state.md.inline.tokenize(state)
        state.push("span_close", "", -1)
    state.pos, state.posMax = parsed[1], maximum
    return True


def attributes(state: StateInline, silent: bool) -> bool:
    """Match attributes that follow code, a formula, a link or an image without a space."""
    if state.src[state.pos] != "{" or not state.pos or state.src[state.pos - 1] not in "`$)":
        return False
    parsed = parse_marks(state.src, state.pos)
    if parsed is None or not parsed[0] or parsed[1] > state.posMax:
        return False
    if not silent:
        if state.pending or not state.tokens or state.tokens[-1].type not in _AFTER:
            return False
        token = state.push("attributes", "", 0)
        token.meta["marks"] = parsed[0]
    state.pos = parsed[1]
    return True
