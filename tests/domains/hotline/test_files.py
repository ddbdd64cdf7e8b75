"""Files of strangers, and the scanner that is away and comes back"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.urls import reverse

from minhbach.domains.hotline import services
from minhbach.domains.hotline.models import Enclosure, MailFile
from minhbach.domains.hotline.services.files import Looked, look_at, scanned
from minhbach.foundation import files as store
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.hotline.test_letters import given
from tests.domains.hotline.test_mails import waiting
from tests.domains.hotline.web.test_pages import as_officer
from tests.domains.intake.making import opened
from tests.foundation.test_clamd import EICAR, daemon
from tests.worlds import World


def test_are_held_while_the_scanner_is_away_and_given_free_when_it_finds_nothing(
    world: World, settings: Any, tmp_path: Path
) -> None:
    opened(world)
    mail = waiting(world)
    settings.CLAMD = f"unix:{tmp_path}/khong-co"
    stored = store.put(b"chu thuong")
    looked = scanned(Looked("text/plain", ()), store.path_of(stored.sha256))
    assert looked.marks == ("unscanned",)
    with acting_as(SYSTEM):
        kept: MailFile = MailFile.objects.create(
            mail=mail, position=1, name="a.txt", media_type="x", size=stored.size, sha256=stored.sha256,
            marks=list(looked.marks),
        )  # fmt: skip
    assert kept.is_held
    assert services.scan_left() == 0
    with daemon(tmp_path) as settings.CLAMD:
        assert services.scan_left() == 1
    kept.refresh_from_db()
    assert (kept.marks, kept.is_held) == ([], False)
    assert services.scan_left() == 0


def test_are_marked_with_what_the_scanner_finds(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "tep"
    path.write_bytes(EICAR)
    with daemon(tmp_path) as settings.CLAMD:
        looked = look_at(path, "thu.txt")
    assert (looked.marks, looked.virus) == (("test_virus", "virus"), "Eicar-Test-Signature")


def test_of_a_letter_are_kept_as_they_came_with_what_is_wrong(world: World) -> None:
    officer, letterbox = world.committee_officer, opened(world)
    with world.acting(officer):
        services.enter_letter(
            **given(officer, letterbox, scans=[(b"%PDF-1.7\n" + EICAR, "thu.pdf"), (b"%PDF-1.7\n", "hai.pdf")])
        )
        first, second = Enclosure.objects.order_by("position")
    assert (first.marks, first.is_held, second.marks, second.is_held) == (["test_virus"], True, [], False)
    with store.open_stored(first.sha256) as kept:
        assert kept.read().endswith(EICAR)


def test_of_a_letter_that_could_do_harm_have_the_way_out_that_a_mails_have(world: World) -> None:
    officer, letterbox = world.committee_officer, opened(world)
    with world.acting(officer):
        report = services.enter_letter(**given(officer, letterbox, scans=[(b"%PDF-1.7\n" + EICAR, "thu.pdf")]))
    client, out = as_officer(officer), reverse("hotline:hand_out_scan", args=[report.pk, 1])
    panel = client.get(reverse("hotline:of_report", args=[report.pk])).content.decode()
    assert [f'action="{out}"' in panel, f'href="{reverse("hotline:scan", args=[report.pk, 1])}"' in panel] == [
        True, False,
    ]  # fmt: skip
    assert client.get(reverse("hotline:scan", args=[report.pk, 1])).status_code == 409
    said = client.post(out, {"reason": "Công an giám định."})
    assert (said["Content-Type"], EICAR in said.content) == ("text/plain; charset=utf-8", False)
    assert as_officer(world.stranger).post(out, {"reason": "x"}).status_code == 404
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(action="hotline.file.handed_out")
        assert (entry.target_type, entry.data["reason"]) == ("hotline.letter", "Công an giám định.")
