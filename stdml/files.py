"""Files: reading with a limit, and writing so that nothing is ever left half-written."""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import stat
import sys
import tempfile
from pathlib import Path

from stdml.errors import InputError
from stdml.language import say
from stdml.text.decode import Encoding, decode, detect

LIMITS = {"markdown": 32 * 1024 * 1024}
"""The largest input of a format, in bytes."""
LIMIT = 256 * 1024 * 1024
"""The largest input of every other format, in bytes."""
SUFFIXES = (".md", ".stdml.xml", ".stdml.json")
"""The endings of the files that are taken from a folder."""

STANDARD = "-"
"""The name of standard input and output."""

_line = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_text_line = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read_bytes(path: str | Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of a file, or of standard input for "-"; raise InputError where that cannot be."""
    name = str(path)
    try:
        if name == STANDARD:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: {_reason(error)}") from error
    check_size(len(data), limit, name)
    return data


def check_size(size: int, limit: int, name: str = STANDARD) -> None:
    """Raise InputError where `size` is over `limit`."""
    if size > limit:
        raise InputError(
            say(
                "{name}：文件大于 {limit} MiB 的上限",
                "{name}: larger than the limit of {limit} MiB",
                name=name,
                limit=limit // 1024 // 1024,
            )
        )


def write_bytes(path: str | Path, data: bytes) -> None:
    """Put `data` in a file in one step, so that nobody ever sees half of it; "-" is standard output.

    A link is followed, and the mode of an existing file is kept. Raise InputError where it cannot be written;
    the old file is then untouched.
    """
    if str(path) == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise IsADirectoryError(21, os.strerror(21))
            # A device or a pipe cannot be replaced, only written to.
            target.write_bytes(data)
            return
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, os.strerror(13))
        _replace(target, data)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {_reason(error)}") from error


def _replace(target: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _reason(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return say("文件不存在", "no such file")
        case IsADirectoryError():
            return say("是文件夹，不是文件", "is a folder, not a file")
        case NotADirectoryError():
            return say("路径中有一段不是文件夹", "a part of the path is not a folder")
        case PermissionError():
            return say("没有权限", "permission denied")
        case OSError() if error.errno in (27, 28, 122):  # EFBIG, ENOSPC, EDQUOT
            return say("磁盘空间不足，未写入", "no space left to write; nothing was changed")
        case OSError():
            return error.strerror or str(error)
    return str(error)


def expand(paths: list[str], suffixes: tuple[str, ...] = SUFFIXES) -> list[str]:
    """Return the files that `paths` name; a folder stands for the documents in it, hidden ones left out."""
    found: dict[str, None] = {}
    for path in paths:
        if path != STANDARD and os.path.isdir(path):
            found.update(dict.fromkeys(_in_folder(path, suffixes)))
        else:
            found[path] = None
    return list(found)


def _in_folder(root: str, suffixes: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        visible = (name for name in sorted(names) if not name.startswith("."))
        found.extend(os.path.join(folder, name) for name in visible if name.lower().endswith(suffixes))
    return found


def over(existing: bytes, text: str, keep_encoding: bool = True) -> bytes:
    """Return `text` as bytes that replace `existing`: encoding, mark and line breaks as there, and every line
    that did not change byte for byte.

    Args:
        existing: the bytes of the file
        text: the new text, with one newline character for every line break
        keep_encoding: whether an encoding that had to be guessed stays; otherwise it becomes UTF-8
    """
    old_text, _ = decode(existing)
    encoding = detect(existing)
    if encoding.guessed and not keep_encoding:
        return text.replace("\n", _line_break(old_text, existing, encoding)).encode()
    if old_text == text:
        return existing
    newline = _line_break(old_text, existing, encoding)
    merged = _merged(existing, encoding, old_text, text, newline)
    if merged is not None and decode(merged)[0] == text:
        return merged
    return encoding.mark + text.replace("\n", newline).encode(encoding.name)


def _merged(data: bytes, encoding: Encoding, old_text: str, text: str, newline: str) -> bytes | None:
    """Return the new text with the old bytes of all lines that stayed; None where lines cannot be matched."""
    raw, old, lines = _raw_lines(data, encoding), _text_line.findall(old_text), _text_line.findall(text)
    if len(raw) != len(old):
        return None
    kept: list[bytes] = [encoding.mark]
    for old_from, old_to, start, end in _matching(old, lines):
        if old_to > old_from:
            kept.extend(raw[old_from:old_to])
        else:
            kept.append("".join(lines[start:end]).replace("\n", newline).encode(encoding.name))
    return b"".join(kept)


def _matching(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return ranges of lines in their order: equal ones with both ranges, new ones with no old range."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = (old[head : len(old) - tail], new[head : len(new) - tail])
    ranges = [(0, head, 0, head)] if head else []
    if max(map(len, middle)) > 4000:  # difflib is quadratic
        ranges.append((head, head, head, len(new) - tail))
    else:
        for tag, i, j, k, m in difflib.SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            if tag == "equal":
                ranges.append((i + head, j + head, k + head, m + head))
            elif m > k:
                ranges.append((i + head, i + head, k + head, m + head))
    if tail:
        ranges.append((len(old) - tail, len(old), len(new) - tail, len(new)))
    return ranges


def _raw_lines(data: bytes, encoding: Encoding) -> list[bytes]:
    if encoding.name == "utf-8":
        return _line.findall(data[len(encoding.mark) :])
    text = data[len(encoding.mark) :].decode(encoding.name, "replace")
    return [line.encode(encoding.name) for line in _text_line.findall(text)]


def _line_break(text: str, data: bytes, encoding: Encoding) -> str:
    """Return the line break that most lines of a file end with."""
    returns = data.count("\r\n".encode(encoding.name))
    return "\r\n" if returns * 2 > text.count("\n") else "\n"
