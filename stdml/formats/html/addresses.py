"""Which addresses a page may lead to."""

from __future__ import annotations

import re

_scheme = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_ignored = re.compile(r"[\x00-\x20\x7f-\x9f]")
_SAFE = frozenset({"http", "https", "mailto", "ftp"})
_data_image = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]", re.IGNORECASE)


def is_safe(address: str) -> bool:
    """Whether an address is relative or has a scheme that runs no program.

    >>> is_safe("a/b.html"), is_safe("https://a.example"), is_safe("java\\tscript:alert(1)")
    (True, True, False)
    """
    # Browsers drop such characters before they look for a scheme.
    match = _scheme.match(_ignored.sub("", address))
    return match is None or match.group(1).lower() in _SAFE


def is_safe_picture(address: str) -> bool:
    """Whether a picture may be shown from an address; pictures can also stand in the address itself."""
    return is_safe(address) or _data_image.match(address) is not None
