"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path

from minhbach.engine.reading.legacy import legacy_font
from minhbach.engine.reading.refusals import ReadingRefused

SAMPLE_BYTES = 400_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is no table whatever it is called, and what a person calls it.
_NO_TABLES = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "bitmap"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x00\x00\x01\x00", "picture"),
    (b"8BPS", "picture"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"\x1aE\xdf\xa3", "film"),
    (b"FLV\x01", "film"),
    (b"SQLite format 3\x00", "database"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_IN_ZIP = (
    ("word/document.xml", "word"),
    ("ppt/presentation.xml", "slides"),
    ("xl/workbook.bin", "xlsb"),
)
_IN_OLE = (("WordDocument", "word"), ("PowerPoint Document", "slides"), ("__substg1.0_", "mail"))


def kind_of(head: bytes, path: Path) -> str:
    """Tell by its first bytes whether a file is "parquet", "xlsx", "zip" or "text".

    Raises: ReadingRefused for an empty file, for what is no table, and for workbooks that are kept otherwise.
    """
    if not head.strip():
        raise ReadingRefused(problem="file_empty", file=path.name)
    if head[:4] == b"PAR1":
        return "parquet"
    if head[:4] == b"PK\x03\x04":
        return _in_zip(path)
    if head[:4] == b"PK\x05\x06":
        raise ReadingRefused(problem="archive_empty", file=path.name)
    if head[:8] == _OLE:
        _refuse_ole(head, path)
    what = next((what for begin, what in _NO_TABLES if head.startswith(begin)), None)
    if head[:4] == b"RIFF":
        what = "picture" if head[8:12] == b"WEBP" else "sound" if head[8:12] == b"WAVE" else "film"
    if head[4:8] == b"ftyp":
        what = "picture" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "film"
    if what == "bitmap":  # two letters that words begin with, too
        what = "picture" if b"\x00" in head[:26] else None
    if what == "program":
        what = what if b"\x00" in head[:64] else None
    if what is not None:
        raise ReadingRefused(problem=f"is_{what}", file=path.name)
    return "text"


def _in_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
            kind = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return "xlsx" if path.suffix.lower() != ".zip" else "zip"
    for name, what in _IN_ZIP:
        if name in names:
            raise ReadingRefused(problem=f"is_{what}", file=path.name)
    if b"opendocument.spreadsheet" in kind or any(name.endswith("index/document.iwa") for name in names):
        raise ReadingRefused(problem="is_ods", file=path.name)
    if b"opendocument" in kind or b"epub" in kind:
        raise ReadingRefused(problem="is_word", file=path.name)
    return "xlsx" if any(name.startswith("xl/") for name in names) or "[content_types].xml" in names else "zip"


def _refuse_ole(head: bytes, path: Path) -> None:
    """Refuse a file of the container that Office used before 2007, saying which it is."""
    with path.open("rb") as file:
        content = head if len(head) < SAMPLE_BYTES else head + file.read(64 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise ReadingRefused(problem="locked", file=path.name)
    for name, what in _IN_OLE:
        if name.encode("utf-16-le") in content:
            raise ReadingRefused(problem=f"is_{what}", file=path.name)
    raise ReadingRefused(problem="old_excel", file=path.name)


def encoding_of(head: bytes, path: Path) -> str:
    """Tell the encoding of a text."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    zeros_odd, zeros_even = head[1:4000:2].count(0), head[0:4000:2].count(0)
    if max(zeros_odd, zeros_even) > min(len(head), 4000) // 8:
        return "utf-16-le" if zeros_odd > zeros_even else "utf-16-be"
    with path.open("rb") as file:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            # Fonts of before Unicode used every byte; Latin-1 keeps each as one character. A few bad
            # bytes in a large UTF-8 file are damage, not another encoding.
            bad = head.decode("utf-8", errors="replace").count("\ufffd")
            high = sum(byte >= 0x80 for byte in head)
            if bad * 20 < high or (bad == 0 and error.start >= len(head)):
                return "utf-8"
            return _of_one_byte(head)
    return "utf-8"


def _of_one_byte(head: bytes) -> str:
    """Tell Chinese from the fonts of before Unicode, and those from Windows-1258, which writes tones after vowels."""
    # First, since bytes two by two can also be read as an old font; Vietnamese in one has most of its letters alone.
    if _is_chinese(head):
        return "gb18030"
    if legacy_font(head.decode("latin-1")) is not None:
        return "latin-1"
    tones = sum(head.count(bytes([byte])) for byte in (0xCC, 0xEC, 0xDE, 0xD2, 0xF2))
    return "cp1258" if tones > 0 else "latin-1"


def _is_chinese(head: bytes) -> bool:
    """Say whether bytes beyond ASCII come two by two, as in GB 2312; accents of other tongues stand alone."""
    pairs = sum(map(len, re.findall(rb"[\xa1-\xfe]{2}", head)))
    return pairs >= 0.9 * sum(byte >= 0x80 for byte in head)
