"""The archive form of ReqIF, `.reqifz`: a ZIP file of XML and of the files that it shows."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from stdml.diagnostics import Finding
from stdml.formats._reqif import findings

MAX_MEMBERS = 2000
MAX_BYTES = 256 * 1024 * 1024
"""All members together may be so large once they are unpacked."""
MAX_RATIO = 200
"""A member of more than a megabyte may be so much larger than it is packed."""


@dataclass(slots=True)
class Archive:
    """What an archive holds.

    Attributes:
        main: the name of the member that is ReqIF
        files: the bytes of all members that were taken
        found: what was refused
    """

    main: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    found: list[tuple[Finding, dict[str, Any]]] = field(default_factory=list)


def is_archive(data: bytes) -> bool:
    """Whether data is a ZIP file."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpack(data: bytes) -> Archive:
    """Return what an archive holds; nothing is ever written to a disk, and a bomb is refused."""
    result = Archive()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _take(archive, result)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        result.found.append((findings.BAD_ARCHIVE, {"reason": str(error)}))
    mains = sorted(name for name in result.files if name.lower().endswith(".reqif"))
    if mains:
        result.main = mains[0]
    elif not result.found:
        result.found.append((findings.BAD_ARCHIVE, {"reason": "no member *.reqif"}))
    return result


def _take(archive: zipfile.ZipFile, result: Archive) -> None:
    total = 0
    for index, info in enumerate(archive.infolist()):
        if info.is_dir():
            continue
        reason = _refusal(info, index, total)
        if reason is None:
            with archive.open(info) as member:
                # The size in the directory of the archive may be a lie.
                content = member.read(info.file_size + 1)
            if len(content) == info.file_size:
                total += len(content)
                result.files[info.filename] = content
                continue
            reason = "its size is not as stated"
        result.found.append((findings.MEMBER_REFUSED, {"name": info.filename, "reason": reason}))


def _refusal(info: zipfile.ZipInfo, index: int, total: int) -> str | None:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in info.filename:
        return "it leads out of the archive"
    if index >= MAX_MEMBERS:
        return "too many members"
    if total + info.file_size > MAX_BYTES:
        return "too large"
    if info.file_size > 1024 * 1024 and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return "packed too tightly to be genuine"
    if info.flag_bits & 1:
        return "encrypted"
    return None


def pack(main: str, xml: bytes, files: dict[str, bytes]) -> bytes:
    """Return an archive; the same content gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((main, xml), *sorted(files.items())):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()
