"""What the rules about numbers share: how numbers and units look, and in which texts they are judged."""

from __future__ import annotations

from typing import Any

from stdml.model import Citation, ReferenceEntry, TermSource
from stdml.rules.base import Context
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import alternatives, is_quoted, stands_in, word_list
from stdml.text.patterns import lazy

LISTS: dict[str, Any] = word_list("units-in-text")

DIGITS = frozenset("0123456789")

VALUE = "[0-9]+(?:[.,][0-9]+)?"
"""A number, without a sign and without groups."""

FREE = r"(?<![A-Za-z0-9_.,])(?<![A-Za-z0-9][-–/+])"
"""What must not stand before a number: it would belong to a name (M10, DN20, GB/T 1-2, 5.2)."""

NUMBER = r"[0-9](?<![A-Za-z0-9_.,][0-9])(?<![A-Za-z0-9][-–/+][0-9])[0-9]*(?:[.,][0-9]+)?"
"""What `FREE` and `VALUE` match together; it starts with a digit, so that other text is passed quickly."""

SPACE = "[ \u00a0\u2002-\u200a\u202f\u3000]?"
"""A space of some width, or none."""

_EXPONENT = r"(?:[²³]|⁻[¹²³]|-?[123](?![\d.]))?"
_ATOM = rf"(?:{alternatives(LISTS['symbols'])}){_EXPONENT}"
UNIT = rf"{_ATOM}(?:[/·]{_ATOM}|/[(（]{_ATOM}(?:·{_ATOM})*[)）])*(?![A-Za-z0-9_Α-ωµ²³])"
"""The symbol of a unit, with all its factors."""

RANGE = lazy(
    rf"{FREE}(?P<sign>[-−+]?)(?P<low>{VALUE})(?P<dash>{SPACE}[～~–—-]{SPACE}|至|到| to )"
    rf"(?P<high>[-−+]?{VALUE})(?P<gap>{SPACE})(?P<unit>{UNIT}|%|‰)"
)
"""Two values of which only the second has a unit: 5～35 ℃."""

TOLERANCE = lazy(
    rf"{FREE}(?P<value>[-−+]?{VALUE})(?P<sign>{SPACE}±{SPACE})(?P<by>{VALUE})(?P<gap>{SPACE})(?P<unit>{UNIT}|%|‰)(?![)）])"
)
"""A tolerance that only itself has a unit, without brackets: 50±1 mm."""

TIMES = frozenset((*"*×·", "0x", "x0", " x ", "0X", "X0", " X "))
"""What is in every text that multiplies numbers."""

SIZE = lazy(
    rf"{FREE}(?P<first>{VALUE})(?P<rest>(?:{SPACE}[xX*×]{SPACE}{VALUE}){{1,2}})(?P<gap>{SPACE})"
    rf"(?P<unit>{alternatives(LISTS['lengths'])})(?![A-Za-z0-9²³/·])"
)
"""Dimensions of which only the last has a unit: 60×40 mm."""

_single = lazy(r"[dghlmstLAVWNJ](?![A-Za-z/·²³0-9⁻])")
_label = lazy(
    r"(?:图|表|附录|式|第|见|步骤|项|[Tt]able|[Ff]igure|[Ff]ig\.|[Cc]lause|[Ss]tep|[Ii]tem|[Ss]ee|[Cc]lass|IEEE|802\.)\s?\Z"
)
# A-rated attractions, 5 m classes, 3D and the like: a letter that is no unit.
_named = lazy(r"-\d+(?![\d.]*\s?[A-Za-zμΩ℃°%])|-[A-Za-z]")
_other = lazy(r"A级|A景|A-|V级|d打印|D|L级|W级|N级|m级")


def judges(prose: Prose, ctx: Context) -> bool:
    """Whether the numbers of a text are the author's own: no reference, no quotation, no source of a term."""
    return not isinstance(prose.owner, (ReferenceEntry, TermSource)) and not is_quoted(prose, ctx)


def is_reading(prose: Prose, number: int, unit: int) -> bool:
    """Whether a number with the symbol of a unit at `unit` is a value, and no label such as 图3d or 5.2 d).

    Args:
        prose: the text
        number: where the number starts
        unit: where the symbol starts
    """
    text = prose.text
    if stands_in(prose, number, Citation) or stands_in(prose, unit, Citation) or _other.match(text, unit):
        return False
    single = _single.match(text, unit)
    if single is None:
        return True
    if _named.match(text, single.end()) or _label.search(text, max(0, number - 8), number):
        return False
    if text.startswith((")", "）"), single.end()):
        return max(text.rfind("(", 0, number), text.rfind("（", 0, number)) > max(
            text.rfind(")", 0, number), text.rfind("）", 0, number)
        )
    return True


def is_iso(ctx: Context) -> bool:
    """Whether the rules of ISO and IEC hold."""
    return ctx.basis.startswith("ISO")
