"""What a file that a stranger sent is by its own bytes, and what is wrong with it: told in codes, nothing unpacked.

A name proves nothing but what it wants to be taken for. An archive's list is read, never its contents: what the list
promises is enough to refuse a bomb, and a member that is run is as bad as the file itself.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OPAQUE = "application/octet-stream"
_SIGNS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"MSCF", "application/vnd.ms-cab-compressed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-elf"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe", "application/java-vm"),
    (b"#!", "text/x-shellscript"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
)
_PROGRAMS = {
    "application/x-msdownload", "application/x-elf", "application/x-mach-binary", "application/java-vm",
    "text/x-shellscript", "application/x-ms-shortcut",
}  # fmt: skip
# Nothing of these is looked into here, or it cannot be without unpacking.
_UNSEEN = {
    "application/vnd.rar", "application/x-7z-compressed", "application/gzip", "application/x-bzip2", "application/x-xz",
    "application/vnd.ms-cab-compressed",
}  # fmt: skip
_RUNS = frozenset(
    [
        "exe",
        "scr",
        "com",
        "pif",
        "bat",
        "cmd",
        "ps1",
        "psm1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "wsh",
        "hta",
        "msi",
        "msp",
        "msix",
        "jar",
        "apk",
        "lnk",
        "reg",
        "dll",
        "cpl",
        "sh",
        "app",
        "dmg",
        "iso",
        "img",
        "vhd",
        "chm",
        "xll",
        "ppam",
        "xlam",
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "pptm",
        "potm",
        "ppsm",
        "one",
        "url",
    ]
)
_PAGES = frozenset(["html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "xml"])
_PACKED = frozenset(["zip", "rar", "7z", "gz", "tgz", "bz2", "xz", "tar", "cab", "arj", "lzh", "ace"])
_PAPERS = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "odt",
        "ods",
        "txt",
        "csv",
        "rtf",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "mp3",
        "mp4",
        "mov",
    ]
)
_TURNS_ROUND = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|script|svg|iframe|body)\b", re.IGNORECASE)
_ACTIVE_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|OpenAction\s*<<\s*/S\s*/(?:Launch|JavaScript))\b")
# The test file that every scanner agrees to find, taken apart so that none finds it here.
_TEST_VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_HEAD, _BLOCK, _OVERLAP = 2_048, 1 << 20, 128
_MOST_MEMBERS = 10_000
_MOST_UNPACKED, _MOST_TIMES = 2 << 30, 200
_SHOWN = 50


def look(path: Path, name: str) -> dict[str, Any]:
    """Tell a file's type, its marks, and of a zip the names of the first members."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    media_type = media_type_of(head)
    marks = set(_of_name(name))
    members: list[str] = []
    if media_type in _PROGRAMS:
        marks.add("program")
    if media_type in _UNSEEN:
        marks.add("unseen")
    if media_type == "application/zip":
        zipped, members = _of_zip(path)
        marks |= zipped
    elif zipfile.is_zipfile(path) and media_type not in _PROGRAMS:
        marks.add("two_kinds")
    if media_type not in ("application/zip", *_UNSEEN) and _is_something_else_too(head, media_type):
        marks.add("two_kinds")
    if _PAGE.search(head) and media_type == OPAQUE:
        marks.add("page")
    marks |= _of_bytes(path, media_type)
    return {"media_type": media_type, "marks": sorted(marks), "members": members[:_SHOWN]}


def media_type_of(head: bytes) -> str:
    """Name the type that a file's first bytes prove, else the opaque one."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    return next((kind for sign, kind in _SIGNS if head.startswith(sign)), OPAQUE)


def _of_name(name: str) -> Iterator[str]:
    if _TURNS_ROUND.search(name):
        yield "false_name"
    endings = _endings(name)
    if not endings:
        return
    if endings[-1] in _RUNS:
        yield "program"
        if len(endings) > 1 and endings[-2] in _PAPERS:
            yield "false_name"
    if endings[-1] in _PAGES:
        yield "page"


def _endings(name: str) -> list[str]:
    return [part.strip().lower() for part in _TURNS_ROUND.sub("", name).rstrip(". ").split(".")[1:]]


def _of_zip(path: Path) -> tuple[set[str], list[str]]:
    """Read the list of a zip, of which office papers are made as well."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return {"unseen"}, []
    names = [one.filename for one in entries]
    is_paper = "[Content_Types].xml" in names or "mimetype" in names
    marks = set() if is_paper else {"archive"}
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if len(entries) > _MOST_MEMBERS or unpacked > _MOST_UNPACKED or unpacked > _MOST_TIMES * max(packed, 1 << 20):
        marks.add("bomb")
    if any(one.flag_bits & 1 for one in entries):
        marks.add("unseen")
    if any(name.lower().endswith("vbaproject.bin") or name.lower().startswith("basic/") for name in names):
        marks.add("macro")
    for name in () if is_paper else names[:_MOST_MEMBERS]:
        marks |= {f"{one}" for one in _of_name(name)}
        if (endings := _endings(name)) and endings[-1] in _PACKED:
            marks.add("unseen")
    return marks, [] if is_paper else names


def _is_something_else_too(head: bytes, media_type: str) -> bool:
    """Say whether a file that is one thing to one program begins as another to the next."""
    if media_type == OPAQUE:
        return False
    if media_type != "application/pdf" and b"%PDF-" in head[:1_024]:
        return True
    return media_type.startswith("image/") and _PAGE.search(head) is not None


def _of_bytes(path: Path, media_type: str) -> set[str]:
    """Look a file through once for what is found anywhere in it."""
    found: set[str] = set()
    hidden = (b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01", b"7z\xbc\xaf\x27\x1c")
    is_whole = media_type.startswith(("image/", "audio/", "application/pdf"))
    before = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            seen = before + block
            if _TEST_VIRUS in seen:
                found.add("test_virus")
            if media_type == "application/pdf" and _ACTIVE_PDF.search(seen):
                found.add("active")
            if media_type == "application/x-ole-storage" and "_VBA_PROJECT".encode("utf-16-le") in seen:
                found.add("macro")
            if is_whole and any(sign in seen for sign in hidden):
                found.add("two_kinds")
            before = seen[-_OVERLAP:]
    return found
