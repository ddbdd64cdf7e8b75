"""A mail as it is read, however it was written"""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from minhbach.engine.reading.mails import LONGEST_TEXT, read_mail, text_of_html
from minhbach.engine.reading.refusals import ReadingRefused

WORDS = "Cửa hàng ở chợ Kỳ Lừa bán mỹ phẩm giả, tôi đã mua phải."


def read(tmp_path: Path, content: bytes) -> dict[str, Any]:
    path, folder = tmp_path / "thu", tmp_path / "tep"
    folder.mkdir()
    path.write_bytes(content)
    return read_mail(path, str(folder))


def mail(head: str, body: bytes) -> bytes:
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


def test_tells_who_what_and_lays_its_files_aside(tmp_path: Path) -> None:
    written = EmailMessage()
    written["From"], written["Subject"] = "Nguyễn Thị A <a@example.vn>", "Tin báo hàng giả"
    written.set_content(WORDS)
    written.add_alternative(f"<p>{WORDS}</p>", subtype="html")
    written.add_attachment(b"\xff\xd8\xff\xe0anh", maintype="image", subtype="jpeg", filename="ảnh chụp.jpg")
    told = read(tmp_path, written.as_bytes())
    assert (told["name"], told["address"], told["subject"]) == ("Nguyễn Thị A", "a@example.vn", "Tin báo hàng giả")
    assert (told["text"], told["automatic"], told["is_damaged"]) == (WORDS, "", False)
    (file,) = told["files"]
    assert (file["name"], file["media_type"], file["size"]) == ("ảnh chụp.jpg", "image/jpeg", 7)
    assert (tmp_path / "tep" / file["path"]).read_bytes() == b"\xff\xd8\xff\xe0anh"


@pytest.mark.parametrize(
    ("declared", "body", "text", "is_damaged"),
    [
        ("utf-8", WORDS.encode(), WORDS, False),
        # Says one and has the other.
        ("us-ascii", WORDS.encode(), WORDS, False),
        ("x-unheard-of", WORDS.encode(), WORDS, False),
        ("utf-8", "Bán rượu ở cửa hàng.".encode("utf-16"), "Bán rượu ở cửa hàng.", True),
        ("us-ascii", "B¸n hµng gi¶ ë chî, ®Ò nghÞ kiÓm tra".encode("latin-1"),
         "Bán hàng giả ở chợ, đề nghị kiểm tra", True),
        ("utf-8", b"Ban hang \xff\xfe gia", "Ban hang ÿþ gia", True),
    ],
)  # fmt: skip
def test_is_read_in_the_encoding_it_has(
    tmp_path: Path, declared: str, body: bytes, text: str, is_damaged: bool
) -> None:
    head = f"From: a@example.vn\nContent-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: 8bit"
    told = read(tmp_path, mail(head, body))
    assert (told["text"], told["is_damaged"]) == (text, is_damaged)


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        (b"=?utf-8?B?SMOgbmcgZ2nhuqM=?=", "Hàng giả"),
        ("Hàng giả".encode(), "Hàng giả"),
        (b"=?x-no-such?Q?Hang?=", "=?x-no-such?Q?Hang?="),
        (b"=?utf-8?B?SM?= gia", "H gia"),
    ],
)
def test_its_subject_is_read_whatever_it_says_of_itself(tmp_path: Path, subject: bytes, said: str) -> None:
    assert read(tmp_path, b"Subject: " + subject + b"\r\n\r\nx")["subject"] == said


@pytest.mark.parametrize(
    ("head", "automatic"),
    [
        ("Auto-Submitted: auto-replied", "answer"),
        ("Auto-Submitted: no", ""),
        ("X-Autoreply: yes", "answer"),
        ("Precedence: bulk", "list"),
        ("List-Id: <ban-tin.example.vn>", "list"),
        ("Return-Path: <>", "bounce"),
        ("From: MAILER-DAEMON@example.vn", "bounce"),
        ("Content-Type: multipart/report; report-type=delivery-status; boundary=x", "bounce"),
        ("From: b@example.vn", ""),
    ],
)
def test_of_a_machine_is_known(tmp_path: Path, head: str, automatic: str) -> None:
    assert read(tmp_path, mail(head, b"x"))["automatic"] == automatic


def test_of_html_alone_is_text_of_which_nothing_runs(tmp_path: Path) -> None:
    page = (
        b"<html><head><title>t</title><style>p{}</style></head><body><p>B&aacute;n h\xc3\xa0ng<br>gi\xe1\xba\xa3</p>"
        b"<script>alert(1)</script><a href='https://x.example/1'>xem</a></body></html>"
    )
    told = read(tmp_path, mail("Content-Type: text/html; charset=utf-8", page))
    assert told["text"] == "Bán hàng\ngiả\nxem (https://x.example/1)"
    assert text_of_html("<b>khong dong") == "khong dong"


def test_too_long_for_a_page_is_kept_whole_as_a_file(tmp_path: Path) -> None:
    told = read(tmp_path, mail("Content-Type: text/plain", b"a" * (LONGEST_TEXT + 1)))
    assert len(told["text"]) == LONGEST_TEXT
    assert [(file["name"], file["size"]) for file in told["files"]] == [("noi-dung.txt", LONGEST_TEXT + 1)]


def test_within_a_mail_stays_a_file(tmp_path: Path) -> None:
    outer, inner = EmailMessage(), EmailMessage()
    inner["Subject"] = "ben trong"
    inner.set_content("chu ben trong")
    outer.set_content("chu ben ngoai")
    outer.add_attachment(inner)
    told = read(tmp_path, outer.as_bytes())
    assert told["text"] == "chu ben ngoai"
    (file,) = told["files"]
    assert file["name"] == "tep.eml"
    assert b"chu ben trong" in (tmp_path / "tep" / file["path"]).read_bytes()


def test_of_more_files_than_anybody_sends_is_not_read(tmp_path: Path) -> None:
    part = b"--x\r\nContent-Type: image/png\r\n\r\nx\r\n"
    with pytest.raises(ReadingRefused):
        read(tmp_path, mail("Content-Type: multipart/mixed; boundary=x", part * 101 + b"--x--"))


@pytest.mark.parametrize(
    ("content", "files"),
    [(b"", 0), (b"\0\0\0", 0), (b"Content-Type: multipart/mixed\r\n\r\nx", 1), (b"From: <<>>,,;\r\n\r\n", 0)],
)
def test_that_is_none_is_read_as_far_as_it_goes(tmp_path: Path, content: bytes, files: int) -> None:
    assert len(read(tmp_path, content)["files"]) == files
