"""online-source-without-date (STD-L039)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Clause, Link, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import LISTS, Entry
from stdml.text.patterns import lazy

_address = lazy(r"https?://|(?<![\w.])www\.")
_date = lazy(
    r"(?:19|20)\d\d[-‐—–./年]\s?\d{1,2}(?:[-‐—–./月]\s?\d{1,2})?"
    r"|(?<![A-Za-z])(?:viewed|accessed|retrieved|consulted|last visit(?:ed)?|access date)(?![a-z])"
    r"|(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (?:\d{1,2}, )?(?:19|20)\d\d"
    r"|访问|检索|查阅",
    re.I,
)
# An address with a date in it says nothing about the day it was looked at.
_url = lazy(r"https?://[^\s<>）)\]，。]+")


class OnlineSourceWithoutDate(Rule):
    """An online source in a list of references without the day on which it was looked at.

    ## What it does
    Finds entries without the number of a standard that give an address on the web and no date of access.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.1 (GB/T 7714), and ISO/IEC Directives 2, 10.3 (ISO 690): pages change and vanish; with
    the date of access an archived copy can be found.

    ## Example
    ```md
    # 参考文献

    [1]　示例协会. 水泵手册[EB/OL]. https://example.org/pumps
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　示例协会. 水泵手册[EB/OL]. [2025-01-15]. https://example.org/pumps
    ```
    """

    code, name, severity, tags = "STD-L039", "online-source-without-date", "warning", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.1", "iso-directives-2": "ISO/IEC Directives Part 2, 10.3"}
    rows = ("GB-REF-22", "ISO-BIB-05")
    on = (Clause,)
    types = LISTS
    message = {
        "zh": "网络文献应给出访问日期，如[2025-01-15]",
        "en": "give the date on which the online source was viewed, such as [viewed 2025-01-15]",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.entries:
            if entry.clause is node and entry.number is None and _is_online(entry):
                words = _words(entry)
                if not _date.search(_url.sub(" ", words)):
                    yield ctx.report(entry.prose, entry.within)


def _is_online(entry: Entry) -> bool:
    links = (node.href or "" for _, _, node in entry.prose.of(Link))
    return any(map(_address.match, links)) or _address.search(_words(entry)) is not None


def _words(entry: Entry) -> str:
    return entry.prose.text if entry.part else plain_text(entry.node)
