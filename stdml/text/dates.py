"""Dates in running text as values: 2026年3月1日, 2026-03-01, 1 March 2026, March 1, 2026."""

from __future__ import annotations

import re
from datetime import date

from stdml.text.quantities import Quantity

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_names = "|".join(f"{name}|{name[:3]}" for name in _MONTHS)
_date = re.compile(
    r"[ ]?(?:(?P<y1>\d{4})[ ]?年[ ]?(?P<m1>\d{1,2})[ ]?月[ ]?(?P<d1>\d{1,2})[ ]?日"
    r"|(?P<y2>\d{4})[-/](?P<m2>\d{1,2})[-/](?P<d2>\d{1,2})(?![\d-])"
    rf"|(?P<d3>\d{{1,2}}) (?P<m3>{_names}) (?P<y3>\d{{4}})(?!\d)"
    rf"|(?P<m4>{_names}) (?P<d4>\d{{1,2}}), ?(?P<y4>\d{{4}})(?!\d))",
    re.IGNORECASE,
)


def match_date(text: str, at: int) -> Quantity | None:
    """Return the date that starts at offset `at`, its value in the form of ISO 8601; None where none does.

    >>> [match_date(text, 0).value for text in ("2026年3月1日", "1 March 2026", "2026-03-01")]
    ['2026-03-01', '2026-03-01', '2026-03-01']
    >>> match_date("2026年13月1日", 0) is None
    True
    """
    found = _date.match(text, at)
    if found is None:
        return None
    form = next(form for form in "1234" if found[f"y{form}"])
    month = found[f"m{form}"].lower()
    number = (
        int(month) if month.isdigit() else next(i for i, n in enumerate(_MONTHS, 1) if n[:3] == month[:3])
    )
    try:
        day = date(int(found[f"y{form}"]), number, int(found[f"d{form}"]))
    except ValueError:
        return None
    return Quantity(found.start(), found.end(), "date", day.isoformat())
