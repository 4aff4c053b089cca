"""The symbols and words in the TeX source of a formula, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from stdml.text.patterns import lazy

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "rho": "ρ", "varrho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "pi": "π", "ell": "ℓ",
}  # fmt: skip
_UPRIGHT = frozenset(("text", "mathrm", "mbox", "textrm", "rm", "textnormal", "mathsf"))
_SKIPPED = frozenset(
    (
        "tag",
        "begin",
        "end",
        "label",
        "hspace",
        "vspace",
        "ref",
        "color",
        "operatorname",
        "operatorname*",
        "tag*",
        "ce",
    )
)
_COLUMNS = frozenset(("array", "tabular", "alignedat"))
_BINDING = frozenset(("sum", "prod", "int", "oint", "lim", "bigcup", "bigcap", "max", "min", "sup", "inf"))
_TOKEN = lazy(r"\\(?P<command>[A-Za-z]+\*?|.)|(?P<one>[{}_^&])|(?P<letter>[^\W\d_])|(?P<other>.)", re.S)
_OPERATORS = frozenset("Δ")
CONSTANTS = frozenset(("e", "π", "i", "j", "d", "ℓ"))
"""Symbols whose meaning is fixed by convention, or that only count."""

_ASIDE = frozenset((",", "，", "(", "（", "&", ";", "\\quad", "\\qquad"))
"""Behind these stand conditions and remarks in words."""

_ELEMENT = (
    r"(?:H[eofgs]?|Li|B[eari]?|C[adeflorsu]?|N[abdei]?|O[s]?|F[e]?|M[gno]|A[glrsu]|S[ibnr]?|P[bdt]?|K|T[il]"
    r"|V|Zn|I|W)"
)
_ATOMS = rf"{_ELEMENT}(?:_\d+)?"
_CHEMICAL = lazy(rf"\d*(?:{_ATOMS}|\((?:{_ATOMS})+\)(?:_\d+)?)+")
_ARROW = lazy(
    r"\\(?:long)?(?:right|left)(?:left)?arrow|\\(?:x|up|down)?(?:right|left)?arrow\b|\\rightleftharpoons|\\ce\{|[→⇌]"
)
_MOST = 4000


@dataclass(slots=True)
class Parts:
    """What a formula is made of.

    Attributes:
        symbols: the symbols with their subscripts, such as q_20, each once, in their order
        words: words that stand upright, each with whether it stands in a subscript or among conditions
        runs: letters that follow one another without a sign between them and are too many for a product
    """

    symbols: list[str] = field(default_factory=list)
    words: list[tuple[str, bool]] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)


@cache
def parts_of(tex: str) -> Parts:
    """Return the symbols and words of a formula.

    >>> parts_of(r"q_{20} = \\frac{V_0 - V_1}{A \\cdot t}").symbols
    ['q_20', 'V_0', 'V_1', 'A', 't']
    """
    reader = _Reader(tex[:_MOST])
    reader.read(False)
    reader.end_run()
    return reader.parts


class _Reader:
    """Goes through the tokens of a formula once."""

    def __init__(self, tex: str) -> None:
        self.tokens = list(_TOKEN.finditer(tex))
        self.tex = tex
        self.at = 0
        self.parts = Parts()
        self.conditions = "cases" in tex
        self.run = ""
        self.last = ""
        self.depth = 0
        self.bound = False

    def read(self, bound: bool, until: str = "") -> None:
        """Read up to the closing brace; `bound` for what only counts, as below a sum."""
        self.depth += 1
        outside, self.bound = self.bound, bound
        while self.at < len(self.tokens) and self.depth < 60:
            token = self.tokens[self.at]
            self.at += 1
            if token["one"] == "}" and until:
                break
            self.one(token, bound)
        self.end_run()
        self.bound = outside
        self.depth -= 1

    def one(self, token: re.Match[str], bound: bool) -> None:
        if token["command"]:
            self.end_run()
            self.command(token["command"], bound)
        elif token["one"] == "{":
            self.end_run()
            self.read(bound, "}")
        elif token["one"] in ("_", "^"):
            self.script(token["one"] == "_", bound)
        elif token["letter"]:
            self.run += token["letter"]
        else:
            self.end_run()

    def end_run(self, keep: int = 0) -> None:
        """Take the letters read so far as symbols, or as one word; `keep` of them wait for a subscript."""
        run, self.run = self.run, ""
        if is_word(run):
            self.parts.runs.append(run)
            return
        for letter in run[: len(run) - keep]:
            self.symbol(letter, self.bound)
        if run:
            self.last = run[-1]

    def symbol(self, name: str, bound: bool) -> None:
        self.last = name
        if bound or name in self.parts.symbols or name in _OPERATORS:
            return
        if name[0].isalpha() and not _is_chinese(name[0]):
            self.parts.symbols.append(name)

    def command(self, name: str, bound: bool) -> None:
        if name in _GREEK:
            self.symbol(_GREEK[name], bound)
        elif name in _UPRIGHT:
            before = self._before()
            words = self.group()
            if len(words) == 1 and words.isalpha() and words.isascii() and words not in CONSTANTS:
                self.symbol(words, bound)
            elif len(words) > 1:
                self.last = ""
                self.parts.words.append((words, bound or self.conditions or before in _ASIDE))
        elif name in _SKIPPED:
            if self.group() in _COLUMNS and name == "begin":
                self.group()
        elif name in _BINDING:
            self.last = "\\"
        elif len(name) > 1 or not name.isalpha():
            self.last = "" if name not in ("left", "right") else self.last

    def _before(self) -> str:
        """Return what stands before the command that was read last, spaces left out."""
        at = self.at - 2
        while at >= 0 and self.tokens[at][0].isspace():
            at -= 1
        return self.tokens[at][0] if at >= 0 else ""

    def group(self) -> str:
        """Take the next group as words."""
        while self.at < len(self.tokens) and self.tokens[self.at][0].isspace():
            self.at += 1
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != "{":
            return ""
        start, level = self.at, 0
        while self.at < len(self.tokens):
            level += {"{": 1, "}": -1}.get(self.tokens[self.at][0], 0)
            self.at += 1
            if level == 0:
                break
        return self.tex[self.tokens[start].end() : self.tokens[self.at - 1].start()].strip()

    def script(self, below: bool, bound: bool) -> None:
        """Read a subscript, which belongs to its symbol, or an exponent, which holds symbols itself."""
        accented = not self.run and self.tokens[self.at - 2][0] == "}"
        self.end_run(keep=int(below))
        base = self.last
        if base == "\\" or not below:
            # What stands below and above a sum only counts; an exponent may be a symbol.
            self.next(bound=base == "\\" or bound)
            self.last = base
            return
        words = self.group() if self._opens() else self._single()
        if _is_chinese(words):
            self.parts.words.append((words, True))
        if accented and self.parts.symbols and self.parts.symbols[-1] == base:
            self.parts.symbols.pop()
        if base:
            self.symbol(f"{base}_{plain(words)}", bound)
            self.last = base

    def _opens(self) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][0] == "{"

    def _single(self) -> str:
        if self.at >= len(self.tokens):
            return ""
        token = self.tokens[self.at]
        self.at += 1
        if token["command"] in _UPRIGHT:
            return self.group()
        return token[0]

    def next(self, bound: bool) -> None:
        """Read one token or group."""
        self.end_run()
        if self._opens():
            self.at += 1
            self.read(bound, "}")
        elif self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            self.one(token, bound)
        self.end_run()


def _is_chinese(words: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in words)


_WRAPPER = lazy(r"\\(?:text|mathrm|mbox|textrm|rm|mathit|operatorname|,|;|!|quad)\*?")


def plain(tex: str) -> str:
    """Return a subscript without markup, so that q_{20}, q_{\\mathrm{in}} and their like compare equal."""
    without = _WRAPPER.sub("", tex)
    for name in sorted(set(re.findall(r"\\([A-Za-z]+)", without)), key=len, reverse=True):
        without = without.replace(f"\\{name}", _GREEK.get(name, name))
    return re.sub(r"[{}\s$\\]", "", without)


def is_chemistry(tex: str) -> bool:
    """Whether a formula is an equation of a reaction, whose letters are elements and no symbols."""
    if _ARROW.search(tex):
        return True
    bare = re.sub(r"\\(?:mathrm|text|,|;|!)|\s", "", tex).replace("{", "").replace("}", "")
    terms = re.split(r"[+=]", bare)
    return len(terms) > 2 and "_" in bare and all(_CHEMICAL.fullmatch(term) for term in terms)


def is_word(run: str) -> bool:
    """Whether letters without signs between them are a word and no product of symbols."""
    return len(run) >= 4 or (len(run) == 3 and run.isupper()) or (len(run) > 1 and _is_chinese(run))


def symbols_in(text: str) -> Iterator[str]:
    """Yield the symbols in a key such as $q_{20}$, q or V₀; what is no formula is read as one."""
    yield from parts_of(text.strip().strip("$")).symbols
