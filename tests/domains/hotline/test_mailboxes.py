"""A mailbox is drawn in, each mail once, whatever breaks off in between"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from minhbach.domains.hotline import services
from minhbach.domains.hotline.mail_settings import MailSettingsUnfit, read_mail_settings
from minhbach.domains.hotline.models import Mail, Mailbox
from minhbach.domains.hotline.selectors import files_of, sender_of
from minhbach.domains.hotline.types import MailState
from minhbach.foundation import files as store
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.hotline.imap_server import PASSWORD, USER, Folder, serving
from tests.domains.intake.making import opened
from tests.worlds import World


def written(subject: str = "Tin báo", text: str = "Bán hàng giả ở chợ.", **heads: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Người Gửi <nguoi@example.vn>", subject
    for name, value in heads.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


@pytest.fixture
def folder(world: World, settings: Any, tmp_path: Path) -> Iterator[Folder]:
    """A mailbox of the province's letterbox, on a server that answers, and a file that names it."""
    opened(world)
    with serving(Folder()) as served:
        named(settings, tmp_path, served.port)
        yield served


def named(settings: Any, tmp_path: Path, port: int, **more: str) -> None:
    secret = tmp_path / "mat-khau"
    if not secret.exists():
        secret.write_text(PASSWORD + "\n")
    told = {
        "key": "tinbao", "letterbox": "lang-son", "address": USER, "host": "127.0.0.1", "security": "none",
        "password_file": str(secret), **more,
    }  # fmt: skip
    lines = [f'{name} = "{value}"' for name, value in told.items()]
    path = tmp_path / "hop-thu.toml"
    path.write_text("\n".join(["[[mailbox]]", *lines, f"port = {port}", "since = 2026-01-01"]))
    settings.MAILBOXES = str(path)


def drawn() -> list[Mail]:
    with acting_as(SYSTEM):
        return list(Mail.objects.order_by("uid"))


def mailbox() -> Mailbox:
    with acting_as(SYSTEM):
        box: Mailbox = Mailbox.objects.get()
        return box


def test_each_mail_waits_once_and_is_marked_as_read_on_the_server(folder: Folder, world: World) -> None:
    folder.put(written())
    folder.put(written("Đơn", "Đơn thứ hai."))
    assert services.draw_all() == 2
    assert services.draw_all() == 0
    first, second = drawn()
    assert (first.subject, first.text, first.state) == ("Tin báo", "Bán hàng giả ở chợ.", "waiting")
    assert (second.uid, second.uidvalidity, second.is_marked) == (2, 1, True)
    assert (folder.seen, set(folder.mails)) == ({1, 2}, {1, 2})
    assert first.owner_agency == world.committee
    with acting_as(SYSTEM):
        sender = sender_of(first)
        assert sender is not None
        assert (sender.name, sender.address) == ("Người Gửi", "nguoi@example.vn")
        # Nobody's word stands behind it but the system's.
        entries = AuditEntry.objects.filter(action="hotline.mail.drawn")
        assert {entry.vouched_by for entry in entries} == {"system"}
    # Closed: no table tells who sent it.
    assert "nguoi@" not in first.sender
    assert mailbox().drawn_at is not None
    assert not any("EXPUNGE" in said.upper() or "DELETED" in said.upper() for said in folder.commands)
    with world.acting(world.stranger):
        assert not Mail.objects.exists()


def test_is_known_again_when_the_server_counts_anew(folder: Folder) -> None:
    folder.put(written())
    services.draw_all()
    folder.uidvalidity, folder.mails = 2, {7: folder.mails[1], 8: written("Mới")}
    assert services.draw_all() == 1
    assert [(one.uidvalidity, one.uid, one.subject) for one in drawn()] == [(2, 7, "Tin báo"), (2, 8, "Mới")]
    assert folder.seen == {1, 7, 8}


def test_that_says_the_number_of_another_hides_nothing(folder: Folder) -> None:
    """A Message-ID is what its sender writes: one that repeats another's is a mail of its own."""
    folder.put(written("Thật", Message_ID="<mot@example.vn>"))
    folder.put(written("Chen ngang", Message_ID="<mot@example.vn>"))
    assert services.draw_all() == 2


def test_goes_on_where_the_line_was_cut(folder: Folder) -> None:
    for number in range(4):
        folder.put(written(f"Thư {number}"))
    folder.cut_after = 2
    assert services.draw_all() == 0 + 2
    box = mailbox()
    assert (box.trouble, box.last_uid) == ("unreachable", 2)
    since = box.failing_since
    assert since is not None
    # Nothing was told to the server yet, so it is told now.
    assert folder.seen == set()
    folder.cut_after = None
    assert services.draw_all() == 2
    assert [one.subject for one in drawn()] == [f"Thư {number}" for number in range(4)]
    assert folder.seen == {1, 2, 3, 4}
    box = mailbox()
    assert (box.failing_since, box.trouble) == (None, "")


def test_killed_before_the_server_was_told_tells_it_the_next_time(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put(written())
    with monkeypatch.context() as patched:
        patched.setattr("minhbach.domains.hotline.services.mailboxes._settle", _killed)
        with pytest.raises(KeyboardInterrupt):
            services.draw_all()
    assert (len(drawn()), folder.seen) == (1, set())
    assert services.draw_all() == 0
    assert (len(drawn()), folder.seen) == (1, {1})


def _killed(*_: Any) -> None:
    raise KeyboardInterrupt


def test_is_moved_where_the_file_says_so(folder: Folder, settings: Any, tmp_path: Path) -> None:
    named(settings, tmp_path, folder.port, read_to="Da nhan")
    folder.put(written())
    services.draw_all()
    assert (folder.moved, folder.mails) == ({1: "Da nhan"}, {})


def test_by_a_machine_is_set_aside_and_not_lost(folder: Folder) -> None:
    folder.put(written("Vắng mặt", Auto_Submitted="auto-replied"))
    services.draw_all()
    (mail,) = drawn()
    assert (mail.state, mail.automatic, mail.subject) == (MailState.ASIDE, "answer", "Vắng mặt")


def test_that_cannot_be_read_is_told_of_and_keeps_no_other_waiting(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = b"--x\r\nContent-Type: image/png\r\n\r\nx\r\n"
    folder.put(b"Subject: nhieu\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + part * 101 + b"--x--")
    folder.put(written("Sau nó"))
    folder.put(written("To", "a" * 2_000))
    monkeypatch.setattr("minhbach.domains.hotline.services.mailboxes.LARGEST", 1_500)
    assert services.draw_all() == 3
    assert [(one.state, one.subject) for one in drawn()] == [("unread", ""), ("waiting", "Sau nó"), ("unread", "")]


def test_comes_with_its_files_and_what_is_wrong_with_them(folder: Folder) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Hóa đơn"
    mail.set_content("Kèm theo.")
    mail.add_attachment(b"\xff\xd8\xff\xe0anh", maintype="image", subtype="jpeg", filename="anh.jpg")
    mail.add_attachment(b"MZ\x90chay", maintype="application", subtype="pdf", filename="hoa-don.pdf.exe")
    folder.put(mail.as_bytes())
    services.draw_all()
    (kept,) = drawn()
    with acting_as(SYSTEM):
        picture, program = files_of(kept)
    assert (picture.name, picture.marks, picture.is_held) == ("anh.jpg", [], False)
    assert (program.media_type, program.marks) == ("application/x-msdownload", ["false_name", "program"])
    assert program.is_held
    with store.open_stored(program.sha256) as held:
        assert held.read() == b"MZ\x90chay"


@pytest.mark.parametrize(
    ("more", "secret", "trouble"),
    [
        ({}, "sai", "refused"),
        ({}, "", "secret"),
        ({"folder": "Khong co"}, PASSWORD, "folder"),
    ],
)
def test_that_cannot_be_drawn_says_why_and_since_when(
    folder: Folder, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture,
    more: dict[str, str], secret: str, trouble: str,
) -> None:  # fmt: skip
    named(settings, tmp_path, folder.port, **more)
    (tmp_path / "mat-khau").write_text(secret)
    assert services.draw_all() == 0
    first = mailbox()
    assert (first.trouble, first.drawn_at) == (trouble, None)
    services.draw_all()
    assert mailbox().failing_since == first.failing_since is not None
    assert secret == "" or secret not in caplog.text


def test_of_a_server_that_is_not_there_is_unreachable(world: World, settings: Any, tmp_path: Path) -> None:
    opened(world)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    named(settings, tmp_path, port)
    services.draw_all()
    assert mailbox().trouble == "unreachable"


def test_of_a_server_with_a_certificate_of_its_own_making_is_not_spoken_to(
    world: World, settings: Any, tmp_path: Path
) -> None:
    opened(world)
    with serving(Folder(), tls=_own_certificate(tmp_path)) as served:
        named(settings, tmp_path, served.port, security="tls")
        services.draw_all()
    assert mailbox().trouble == "certificate"
    assert served.commands == []


def test_that_the_file_names_no_longer_is_left_and_its_mails_stay(
    folder: Folder, settings: Any, tmp_path: Path
) -> None:
    folder.put(written())
    services.draw_all()
    empty = tmp_path / "rong.toml"
    empty.write_text("")
    settings.MAILBOXES = str(empty)
    services.draw_all()
    assert (mailbox().left_at is not None, len(drawn())) == (True, 1)
    named(settings, tmp_path, folder.port)
    services.draw_all()
    assert (mailbox().left_at, len(drawn())) == (None, 1)


def test_to_a_letterbox_that_is_not_open_is_not_drawn(folder: Folder, settings: Any, tmp_path: Path) -> None:
    services.draw_all()
    named(settings, tmp_path, folder.port, letterbox="khong-co")
    folder.put(written())
    assert services.draw_all() == 0
    assert (mailbox().trouble, drawn()) == ("letterbox", [])


@pytest.mark.parametrize(
    "text",
    [
        "[[mailbox]", '[[mailbox]]\nkey = "a"', "mailbox = 1", '[[mailbox]]\nkey = "a"\npassword = "x"',
        '[[mailbox]]\nkey="a"\nletterbox="a"\naddress="a"\nhost="mail.example.vn"\npassword_file="a"\nsecurity="none"',
        '[[mailbox]]\nkey="a"\nletterbox="a"\naddress="a"\nhost="mail.example.vn"\npassword_file="a"\nsecurity="ssl"',
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_whole(
    tmp_path: Path, settings: Any, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "hop-thu.toml"
    path.write_text(text)
    with pytest.raises(MailSettingsUnfit):
        read_mail_settings(str(path))
    settings.MAILBOXES = str(path)
    assert services.draw_all() == 0
    assert "cannot be used" in caplog.text


def _own_certificate(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "chung-thu.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
