"""What the first kilobytes of a file say about its format, where its ending (.xml, .json) does not.

A light module: looking at a file imports no format.
"""

from __future__ import annotations

import re
from collections.abc import Callable

HEAD = 8192
"""So many bytes are looked at."""

_catalog = re.compile(rb'^\s*(?:\xef\xbb\xbf)?\s*\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"catalog"\s*:\s*\{')
_noise = re.compile(rb"<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)", re.DOTALL)
_root = re.compile(rb"<([A-Za-z_][^\s/>]*)")
_reqif = re.compile(rb"<(?:[\w.-]+:)?REQ-IF[\s>]")


def is_oscal(head: bytes) -> bool:
    """Whether a file is an OSCAL catalog in JSON: an object whose one content is the key `catalog`."""
    return _catalog.match(head) is not None


def is_reqif(head: bytes) -> bool:
    """Whether a file is ReqIF: its root element is `REQ-IF`."""
    return _reqif.search(head) is not None


def is_sts(head: bytes) -> bool:
    """Whether a file is NISO STS or ISOSTS: its root element is `standard` or `adoption`."""
    root = _root.search(_noise.sub(b"", head))
    return root is not None and root[1] in (b"standard", b"adoption")


SNIFFERS: dict[str, dict[str, Callable[[bytes], bool]]] = {
    ".json": {"oscal": is_oscal},
    ".xml": {"reqif": is_reqif, "sts": is_sts},
}
"""Ending → name of a format → whether a file with this ending is that format."""
