"""Videos and sound without what a phone wrote into them: where, when, by which device, by whom.

Nothing is decoded: the file is walked by its own table of contents, and what is not on a list of what is needed to play
it is blanked where it stands, so that every place in the file stays where the rest of it says. A kind whose marks
cannot be found so (WebM, Ogg, AVI) is not taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

MP4, MP3, AAC, AMR, WAV = "video/mp4", "audio/mpeg", "audio/aac", "audio/amr", "audio/wav"
# Of the first bytes, how many tell the kind.
FIRST = 12
# The table of contents of an hour is a few megabytes; it is read whole.
LARGEST_CONTENTS = 48 << 20
DEEPEST = 8

_PLAYED = {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp"}
_BRANCHES = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"mvex", b"moof", b"traf"}
_LEAVES = {
    b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"gmhd", b"dref", b"stsd", b"stts", b"ctts", b"cslg",
    b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"sdtp", b"sbgp", b"sgpd", b"elst", b"trex", b"mehd",
    b"trun", b"tfhd", b"tfdt", b"mfhd", b"tapt",
}  # fmt: skip
# Where the day of making stands: twice four bytes behind version and flags, or twice eight.
_DATED = {b"mvhd", b"tkhd", b"mdhd"}
_SHOWN = {b"vide", b"soun"}


class RecordingUnreadable(ValueError):
    """None of the kinds that are taken, or one that is broken."""


@dataclass(frozen=True)
class Kept:
    """What of a file is kept, from BEGIN to before END."""

    begin: int
    end: int


def kind_of(first: bytes) -> str:
    """Say by its first bytes what a recording is.

    Raises: RecordingUnreadable.
    """
    if first[4:8] == b"ftyp":
        return MP4
    if first.startswith(b"#!AMR"):
        return AMR
    if first[:4] == b"RIFF" and first[8:12] == b"WAVE":
        return WAV
    if first[:2] in (b"\xff\xf1", b"\xff\xf9"):
        return AAC
    if first.startswith(b"ID3") or (first[:1] == b"\xff" and first[1:2] in (b"\xfb", b"\xfa", b"\xf3", b"\xf2")):
        return MP3
    raise RecordingUnreadable


def blank_marks(file: IO[bytes]) -> Kept:
    """Blank the marks in a file that may be written to, and return what of it is to be kept.

    Raises: RecordingUnreadable.
    """
    size = file.seek(0, 2)
    file.seek(0)
    kind = kind_of(file.read(FIRST))
    return _HOW[kind](file, size)


def _mp4(file: IO[bytes], size: int) -> Kept:
    at, has_contents = 0, False
    while at + 8 <= size:
        name, head, length = _box(_read(file, at, 16), size - at)
        # A last part that claims more than there is: a recording that was cut off, or bytes of something else.
        if length > size - at:
            if name != b"mdat":
                break
            length = size - at
        if name in (b"moov", b"moof"):
            if length > LARGEST_CONTENTS:
                raise RecordingUnreadable
            contents = bytearray(_read(file, at, length))
            _blank_within(contents, head, length, depth=1)
            _write(file, at, bytes(contents))
            has_contents = has_contents or name == b"moov"
        elif name not in _PLAYED:
            _blank(file, at, head, length)
        at += length
    if not has_contents:
        raise RecordingUnreadable
    return Kept(0, at)


def _box(head: bytes, left: int) -> tuple[bytes, int, int]:
    """Return the name of a part, the length of its head and its whole length."""
    length, name = int.from_bytes(head[:4], "big"), head[4:8]
    if length == 1:
        return name, 16, max(int.from_bytes(head[8:16], "big"), 16)
    return name, 8, left if length == 0 else max(length, 8)


def _parts(contents: bytearray, begin: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Give name, place, begin of what it holds, and end of each part."""
    at = begin
    while at + 8 <= end:
        name, head, length = _box(bytes(contents[at : at + 16]), end - at)
        if at + length > end:
            raise RecordingUnreadable
        yield name, at, at + head, at + length
        at += length


def _blank_within(contents: bytearray, begin: int, end: int, *, depth: int) -> None:
    if depth > DEEPEST:
        raise RecordingUnreadable
    for name, at, inner, after in list(_parts(contents, begin, end)):
        # A track of anything but pictures and sound is what a device measured: where it was, how it was held.
        if name not in _BRANCHES | _LEAVES or (name == b"trak" and _handler(contents, inner, after) not in _SHOWN):
            contents[at + 4 : at + 8] = b"free"
            contents[inner:after] = bytes(after - inner)
        elif name in _BRANCHES:
            _blank_within(contents, inner, after, depth=depth + 1)
        elif name in _DATED:
            width = 16 if contents[inner : inner + 1] == b"\x01" else 8
            stop = min(inner + 4 + width, after)
            contents[inner + 4 : stop] = bytes(max(stop - inner - 4, 0))
        elif name == b"hdlr" and after > inner + 24:  # its name is the maker's
            contents[inner + 24 : after] = bytes(after - inner - 24)


def _handler(contents: bytearray, begin: int, end: int) -> bytes:
    for name, _at, inner, after in _parts(contents, begin, end):
        if name == b"mdia":
            return _handler(contents, inner, after)
        if name == b"hdlr":
            return bytes(contents[inner + 8 : inner + 12])
    return b""


def _mp3(file: IO[bytes], size: int) -> Kept:
    """Leave out the tags before and after the sound."""
    begin, end = 0, size
    while (head := _read(file, begin, 10))[:3] == b"ID3" and len(head) == 10:
        length = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        begin += 10 + length + (10 if head[5] & 0x10 else 0)
    if _read(file, end - 128, 3) == b"TAG":
        end -= 128
    if (foot := _read(file, end - 32, 32))[:8] == b"APETAGEX":
        end -= int.from_bytes(foot[12:16], "little") + (32 if foot[23] & 0x80 else 0)
    first = _read(file, begin, 2)
    if begin >= end or first[:1] != b"\xff" or first[1:2] < b"\xe0":
        raise RecordingUnreadable
    return Kept(begin, end)


def _wav(file: IO[bytes], size: int) -> Kept:
    end = min(8 + int.from_bytes(_read(file, 4, 4), "little"), size)
    at, has_sound = 12, False
    while at + 8 <= end:
        head = _read(file, at, 8)
        length = min(8 + int.from_bytes(head[4:], "little"), end - at)
        has_sound = has_sound or head[:4] == b"data"
        if head[:4] not in (b"fmt ", b"data", b"fact"):
            _write(file, at, b"JUNK")
            _zero(file, at + 8, at + length)
        at += length + length % 2
    if not has_sound:
        raise RecordingUnreadable
    return Kept(0, end)


def _whole(_file: IO[bytes], size: int) -> Kept:
    """AMR and ADTS hold frames of sound and nothing beside them."""
    return Kept(0, size)


_HOW: dict[str, Callable[[IO[bytes], int], Kept]] = {MP4: _mp4, MP3: _mp3, AAC: _whole, AMR: _whole, WAV: _wav}


def _blank(file: IO[bytes], at: int, head: int, length: int) -> None:
    _write(file, at + 4, b"free")
    _zero(file, at + head, at + length)


def _zero(file: IO[bytes], begin: int, end: int) -> None:
    file.seek(begin)
    while begin < end:
        step = min(end - begin, 1 << 20)
        file.write(bytes(step))
        begin += step


def _read(file: IO[bytes], at: int, length: int) -> bytes:
    if at < 0:
        return b""
    file.seek(at)
    return file.read(length)


def _write(file: IO[bytes], at: int, content: bytes) -> None:
    file.seek(at)
    file.write(content)
