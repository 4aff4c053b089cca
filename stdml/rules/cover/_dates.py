"""Reading the dates of a cover."""

from __future__ import annotations

from datetime import date

from stdml.text.patterns import lazy

_exact = lazy(r"\d{4}-\d\d-\d\d")
_loose = lazy(
    r"(\d{4}) ?[-./年．－–—] ?(\d{1,2}) ?[-./月．－–—] ?(\d{1,2}) ?日?"
    r"\s*(?:起?(?:发布|实施)|(?:published|effective))?"
)


def exact_date(text: str | None) -> date | None:
    """Return the day that YYYY-MM-DD names, or None."""
    if text is None or not _exact.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def understood_date(text: str) -> date | None:
    """Return the day that is meant by another spelling, such as 2021.3.5 or 2021年3月5日, or None."""
    found = _loose.fullmatch(text.strip())
    return exact_date("-".join((found[1], found[2].zfill(2), found[3].zfill(2)))) if found else None
