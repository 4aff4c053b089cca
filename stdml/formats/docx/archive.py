"""Opening the ZIP file: limits against bombs, nothing written to a disk, and saving what damage left.

The sizes in the directory of an archive may lie, so nothing is unpacked beyond what is allowed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from stdml.diagnostics import Finding
from stdml.formats.docx import findings

MAX_MEMBERS = 5000
MAX_PART = 96 * 1024 * 1024
"""A part may be so large once it is unpacked, in bytes."""
MAX_TOTAL = 256 * 1024 * 1024
"""All parts that are read together."""
MAX_RATIO = 400
"""A part of more than two megabytes may be so much larger than it is packed."""

Report = Callable[..., None]

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL = b"PK\x03\x04"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    MemoryError,
)
_drive = re.compile(r"[A-Za-z]:")


@dataclass(slots=True)
class _Member:
    """A part as it stands in the file: where its data begin, how they are packed, and how large they are."""

    start: int
    packed: int
    method: int
    encrypted: bool = False


class Archive:
    """The parts of a file, by name.

    Args:
        data: the bytes of the file
        report: takes a finding, and the values of its message

    Attributes:
        names: the names of the parts
    """

    def __init__(self, data: bytes, report: Report) -> None:
        self._data = data
        self._report = report
        self._total = 0
        self._members: dict[str, _Member] = {}
        self._read: dict[str, bytes | None] = {}
        if data.startswith(_COMPOUND):
            self._say(findings.UNREADABLE, **_compound(data))
        elif not data.startswith(b"PK"):
            self._say(findings.UNREADABLE, reason="it is no ZIP file", reason_zh="不是 ZIP 文件")
        else:
            self._list()

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def _say(self, finding: Finding, **values: Any) -> None:
        self._report(finding, **values)

    def _list(self) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                for index, info in enumerate(archive.infolist()):
                    if index >= MAX_MEMBERS:
                        self._refuse(info.filename, "too many parts", "部件过多")
                        break
                    start = _data_start(self._data, info.header_offset)
                    if start is not None and not info.is_dir():
                        encrypted = bool(info.flag_bits & 1)
                        self._add(
                            info.filename, _Member(start, info.compress_size, info.compress_type, encrypted)
                        )
        except _FAULTS as error:
            self._say(findings.DAMAGED, name="ZIP", reason=str(error) or type(error).__name__)
        if not self._members:
            self._salvage()

    def _add(self, name: str, member: _Member) -> None:
        clean = name.replace("\\", "/")
        if clean.startswith("/") or ".." in PurePosixPath(clean).parts or _drive.match(clean):
            self._refuse(name, "its name leads out of the file", "其名称指向文件之外")
        else:
            self._members.setdefault(clean, member)

    def _refuse(self, name: str, reason: str, reason_zh: str) -> None:
        self._say(findings.REFUSED, name=name[:200], reason=reason, reason_zh=reason_zh)

    def _salvage(self) -> None:
        """Find parts by their own headers, where the directory at the end of the file is lost."""
        at = self._data.find(_LOCAL)
        while at >= 0 and len(self._members) < MAX_MEMBERS:
            start = _data_start(self._data, at)
            if start is not None:
                name = self._data[at + 30 : at + 30 + _short(self._data, at + 26)].decode("utf-8", "replace")
                packed = int.from_bytes(self._data[at + 18 : at + 22], "little")
                encrypted = bool(_short(self._data, at + 6) & 1)
                if name and not name.endswith("/"):
                    size = packed or len(self._data) - start
                    self._add(name, _Member(start, size, _short(self._data, at + 8), encrypted))
            at = self._data.find(_LOCAL, at + 4)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, as far as they can be unpacked; None for one that is not to be had."""
        if name not in self._read:
            self._read[name] = self._unpack(name)
        return self._read[name]

    def _unpack(self, name: str) -> bytes | None:
        member = self._members.get(name)
        if member is None:
            return None
        if member.encrypted:
            self._refuse(name, "it is encrypted", "已加密")
            return None
        limit = min(MAX_PART, MAX_TOTAL - self._total)
        packed = self._data[member.start : member.start + member.packed]
        content, fault = _inflate(packed, member.method, limit + 1)
        if len(content) > limit or len(content) > max(2 * 1024 * 1024, MAX_RATIO * len(packed)):
            self._refuse(name, "it is too large once unpacked", "解压后过大")
            return None
        if fault:
            self._say(findings.DAMAGED, name=name, reason=fault)
        self._total += len(content)
        return content


def _inflate(packed: bytes, method: int, limit: int) -> tuple[bytes, str]:
    """Return at most `limit` bytes of what was packed, and what was wrong with the rest."""
    if method == zipfile.ZIP_STORED:
        return packed[:limit], ""
    if method != zipfile.ZIP_DEFLATED:
        return b"", "it is packed by another method"
    machine = zlib.decompressobj(-15)
    pieces: list[bytes] = []
    size, at, step = 0, 0, 64 * 1024
    try:
        while at < len(packed) and size < limit and not machine.eof:
            piece = machine.decompress(machine.unconsumed_tail or packed[at : at + step], limit - size)
            at += 0 if machine.unconsumed_tail else step
            pieces.append(piece)
            size += len(piece)
    except zlib.error as error:
        return b"".join(pieces), str(error)
    ended = machine.eof or size >= limit
    return b"".join(pieces), "" if ended else "it ends too early"


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _data_start(data: bytes, at: int) -> int | None:
    """Return where the data of the part whose header stands at `at` begin."""
    if data[at : at + 4] != _LOCAL or at + 30 > len(data):
        return None
    return at + 30 + _short(data, at + 26) + _short(data, at + 28)


def _compound(data: bytes) -> dict[str, str]:
    """Say what a compound file is: an encrypted document, or one of the old binary format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return {"reason": "it is protected by a password", "reason_zh": "文件受密码保护"}
    return {
        "reason": "it is a document of the old format .doc; save it as .docx",
        "reason_zh": "这是旧格式 .doc 文件，请另存为 .docx",
    }
