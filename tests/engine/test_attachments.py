"""What a file that a stranger sent is"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from minhbach.engine.attachments import look

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
JPEG, PNG, PDF = b"\xff\xd8\xff\xe0" + b"\0" * 60, b"\x89PNG\r\n\x1a\n" + b"\0" * 60, b"%PDF-1.7\n" + b" " * 60
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60


def zipped(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"x")
    return held.getvalue()


def encrypted(content: bytes) -> bytes:
    """The list of a zip that says its member is locked."""
    at = content.rindex(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


def promising(content: bytes, size: int) -> bytes:
    """The list of a zip that says how much its member comes to."""
    at = content.rindex(b"PK\x01\x02") + 24
    return content[:at] + size.to_bytes(4, "little") + content[at + 4 :]


@pytest.mark.parametrize(
    ("name", "content", "media_type", "marks"),
    [
        ("anh.jpg", JPEG, "image/jpeg", []),
        ("thu.pdf", PDF, "application/pdf", []),
        ("loi.txt", "Chữ thường, không hại ai.".encode(), "application/octet-stream", []),
        ("bang.docx", zipped("[Content_Types].xml", "word/document.xml"), "application/zip", []),
        ("anh.zip", zipped("a.jpg", "b.jpg"), "application/zip", ["archive"]),
        ("thu.txt", EICAR, "application/octet-stream", ["test_virus"]),
        ("thu.txt", b"a" * (1 << 20) + EICAR, "application/octet-stream", ["test_virus"]),
        ("hoa-don.pdf.exe", b"MZ" + b"\0" * 60, "application/x-msdownload", ["false_name", "program"]),
        ("hoa-don.pdf", b"MZ" + b"\0" * 60, "application/x-msdownload", ["program"]),
        ("hoa-don\u202efdp.exe", b"\0" * 60, "application/octet-stream", ["false_name", "program"]),
        ("anh.jpg", JPEG + zipped("a.exe"), "image/jpeg", ["two_kinds"]),
        ("anh.png", PNG + b"Rar!\x1a\x07\x01\0", "image/png", ["two_kinds"]),
        ("anh.gif", b"GIF89a" + b"<script>alert(1)</script>", "image/gif", ["two_kinds"]),
        ("anh.jpg", JPEG + PDF, "image/jpeg", ["two_kinds"]),
        ("bang.docm", zipped("[Content_Types].xml", "word/vbaProject.bin"), "application/zip", ["macro", "program"]),
        ("bang.docx", zipped("[Content_Types].xml", "word/vbaProject.bin"), "application/zip", ["macro"]),
        ("bang.xls", OLE + "_VBA_PROJECT".encode("utf-16-le"), "application/x-ole-storage", ["macro"]),
        ("bang.xls", OLE, "application/x-ole-storage", []),
        ("thu.pdf", PDF + b"/OpenAction << /S /JavaScript /JS (x) >>", "application/pdf", ["active"]),
        ("trang.html", b"<html><body>x", "application/octet-stream", ["page"]),
        ("trang", b"<!DOCTYPE html><html>", "application/octet-stream", ["page"]),
        ("kho.rar", b"Rar!\x1a\x07\x01\0", "application/vnd.rar", ["unseen"]),
        ("kho.7z", b"7z\xbc\xaf\x27\x1c\0\4", "application/x-7z-compressed", ["unseen"]),
        ("kho.zip", zipped("trong.zip"), "application/zip", ["archive", "unseen"]),
        ("kho.zip", encrypted(zipped("a.txt")), "application/zip", ["archive", "unseen"]),
        ("kho.zip", zipped("chay.exe"), "application/zip", ["archive", "program"]),
        ("bom.zip", promising(zipped("a"), 3 << 30), "application/zip", ["archive", "bomb"]),
        ("hong.zip", b"PK\x03\x04" + b"\0" * 60, "application/zip", ["unseen"]),
    ],
)  # fmt: skip
def test_is_told_by_its_bytes_and_its_name(
    tmp_path: Path, name: str, content: bytes, media_type: str, marks: list[str]
) -> None:
    path = tmp_path / "tep"
    path.write_bytes(content)
    told = look(path, name)
    assert (told["media_type"], told["marks"]) == (media_type, marks)


def test_of_an_archive_the_list_is_read_and_nothing_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "tep"
    path.write_bytes(zipped(*(f"anh-{number}.jpg" for number in range(60))))
    assert look(path, "anh.zip")["members"] == [f"anh-{number}.jpg" for number in range(50)]
