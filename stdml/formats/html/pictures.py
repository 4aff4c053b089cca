"""Carrying local pictures in the page itself, as data URLs."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

LARGEST = 8 * 1024 * 1024
"""A picture of more bytes stays a file of its own."""
ALL = 32 * 1024 * 1024
"""So many bytes of pictures one page carries; the rest stay files of their own."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def beside(folder: str | Path) -> Callable[[str], str | None]:
    """Return what gives for the address of a picture a data URL, or None for one that is not to be carried.

    Only pictures in `folder` or below it are, links followed: a document never takes in what lies elsewhere.
    A picture that is an SVG runs no script and loads nothing where an `img` element shows it (HTML, 4.8.4.4).
    """
    root = Path(os.path.realpath(folder))
    left = ALL

    @cache
    def resource(address: str) -> str | None:
        nonlocal left
        path = _local(root, address)
        data = _read(path, min(LARGEST, left)) if path else None
        kind = _kind(data) if data else None
        if data is None or kind is None:
            return None
        left -= len(data)
        return f"data:{kind};base64,{b64encode(data).decode()}"

    return resource


def _local(root: Path, address: str) -> Path | None:
    try:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith(("/", "\\")):
            return None
        path = Path(os.path.realpath(root / unquote(parts.path)))
    except (OSError, ValueError):
        return None
    return path if path.is_relative_to(root) else None


def _read(path: Path, limit: int) -> bytes | None:
    try:
        # Opening a pipe or a device could wait for ever.
        if not path.is_file() or path.stat().st_size > limit:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def _kind(data: bytes) -> str | None:
    """Return the media type of a picture by what it begins with, or None for what is no picture."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    return "image/svg+xml" if _is_svg(data) else None


def _is_svg(data: bytes) -> bool:
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") and b"<svg" in start
