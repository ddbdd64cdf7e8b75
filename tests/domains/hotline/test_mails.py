"""What an officer makes of a mail"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.hotline import refusals, selectors, services
from minhbach.domains.hotline.models import Mail, MailFile
from minhbach.domains.hotline.selectors.mails import SENDER
from minhbach.domains.hotline.types import MailboxSettings, MailHead, MailState
from minhbach.domains.intake.models import Letterbox, Message, Person, Report
from minhbach.domains.intake.selectors import clocks_of
from minhbach.foundation import files as store
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.sealed_values import close_value
from tests.domains.custody.making import two_custodians
from tests.domains.hotline.making import entered, line
from tests.domains.intake.making import opened
from tests.worlds import World

PRESS = UUID(int=61)
ADDRESS = "nguoi.gui@example.vn"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def waiting(
    world: World, *, subject: str = "Tin báo", slug: str = "lang-son", state: MailState = MailState.WAITING, **more: Any
) -> Mail:
    """A mail to the province's letterbox, as it is kept when it was drawn."""
    settings = MailboxSettings(key="a", letterbox=slug, address="tin@x.vn", host="x", password_file="x")
    with acting_as(SYSTEM):
        ((box, _named),) = services.follow_mailboxes([settings], at=now())
        sender = close_value(f'{{"name": "Người Gửi", "address": "{ADDRESS}"}}', kind=SENDER)
        told = {"subject": subject, "text": "Bán hàng giả ở chợ.", "sender": sender, **more}
        uid = Mail.objects.count() + 1
        services.keep_mail(box, 1, MailHead(uid, 1, now(), b""), f"{uid:064d}", services.DrawnMail(state, told))
        made: Mail = Mail.objects.get(uid=uid)
        return made


def given(letterbox: Letterbox, mail: Mail, **more: Any) -> dict[str, Any]:
    return {
        "at": now(), "mail": mail, "letterbox": letterbox, "kind": "TIN_BAO", "what": "Bán hàng giả ở chợ.",
        "where": "Chợ Kỳ Lừa", "press": PRESS, "person": {"name": "Người Gửi", "address": ADDRESS}, **more,
    }  # fmt: skip


def test_becomes_a_report_once_and_its_sender_is_sealed(world: World) -> None:
    letterbox, officer = opened(world), world.committee_officer
    two_custodians(world)
    mail = waiting(world)
    with world.acting(officer):
        report = services.enter_mail(**given(letterbox, mail, officer=officer))
        assert services.enter_mail(**given(letterbox, mail, officer=officer)) == report
        with pytest.raises(refusals.MailSettled):
            services.enter_mail(**given(letterbox, mail, officer=officer, press=UUID(int=62)))
        assert (report.channel, report.what) == ("email", "Bán hàng giả ở chợ.")
        mail.refresh_from_db()
        assert (mail.state, mail.report, mail.sender, mail.settled_by) == (
            "entered", report, "", world.committee_officer,
        )  # fmt: skip
        assert selectors.sender_of(mail) is None
    with acting_as(SYSTEM):
        person = Person.objects.get(receipt=report.receipt)
        assert (person.box_id is None, person.name, person.address) == (False, "", "")
        assert Report.objects.count() == 1


def test_without_custodians_is_entered_and_its_sender_kept_nowhere(world: World) -> None:
    letterbox, officer = opened(world), world.committee_officer
    mail = waiting(world)
    with world.acting(officer):
        report = services.enter_mail(**given(letterbox, mail, officer=officer))
    with acting_as(SYSTEM):
        assert not Person.objects.filter(receipt=report.receipt).exists()
        assert Mail.objects.get().sender == ""


def with_petition(mail: Mail) -> MailFile:
    stored = store.put(b"%PDF-1.7 don")
    with acting_as(SYSTEM):
        made: MailFile = MailFile.objects.create(
            mail=mail, position=1, name="don.pdf", media_type="application/pdf", size=stored.size, sha256=stored.sha256
        )
        return made


def test_of_a_kind_that_needs_a_name_brings_its_petition_and_counts_from_the_day_it_came(world: World) -> None:
    letterbox, officer, mail = opened(world), world.committee_officer, waiting(world)
    with acting_as(SYSTEM):
        Mail.objects.update(came_at=now() - timedelta(days=5))
        mail.refresh_from_db()
    complaint = given(letterbox, mail, officer=officer, kind="KHIEU_NAI")
    with world.acting(officer), pytest.raises(refusals.PetitionMissing):
        services.enter_mail(**complaint)
    with_petition(mail)
    with world.acting(officer):
        report = services.enter_mail(**complaint)
        (term,) = clocks_of(report)
        assert term.clock.started_on == local_date(mail.came_at)
        assert [one.name for one in selectors.files_of(selectors.get_mail(mail.pk))] == ["don.pdf"]
    with acting_as(SYSTEM):
        assert Person.objects.get(receipt=report.receipt).name == "Người Gửi"
    # A complaint is read by whoever deals with it: neither it nor its mail by those above.
    with acting_as(SYSTEM):
        for row in (report, mail):
            type(row).objects.filter(pk=row.pk).update(owner_agency=world.team)
    for reader, sees in ((world.team_head, True), (world.head, False)):
        with world.acting(reader):
            assert (Report.objects.exists(), selectors.visible_mails().exists()) == (sees, sees)


def test_that_denounces_leaves_of_its_writer_nothing_here(world: World) -> None:
    letterbox, officer, mail = opened(world), world.committee_officer, waiting(world)
    two_custodians(world)
    with_petition(mail)
    with world.acting(officer):
        report = services.enter_mail(**given(letterbox, mail, officer=officer, kind="TO_CAO"))
        mail.refresh_from_db()
        assert (mail.state, mail.report, mail.subject, mail.text, mail.sender) == ("entered", report, "", "", "")
        assert selectors.files_of(mail) == []


def test_joins_the_report_whose_number_it_names_only_by_an_officers_hand(world: World) -> None:
    letterbox = opened(world)
    report = entered(world, line(world, letterbox))
    mail = waiting(world, subject=f"Re: Tin báo số {report.number} của tôi")
    officer = world.committee_officer
    with world.acting(officer):
        assert selectors.report_named_in(mail) == report
        assert not Message.objects.exists()
        with pytest.raises(refusals.NumberUnknown):
            services.join_mail(officer=officer, at=now(), mail=mail, number="26-00000000")
        joined = services.join_mail(officer=officer, at=now(), mail=mail, number=report.number)
        assert joined == report
        (said,) = Message.objects.all()
        assert (said.side, said.text, said.officer) == ("sender", "Bán hàng giả ở chợ.", None)
        report.refresh_from_db()
        assert report.is_waiting
        with pytest.raises(refusals.MailSettled):
            services.join_mail(officer=officer, at=now(), mail=mail, number=report.number)
    mail.refresh_from_db()
    assert (mail.state, mail.sender) == ("joined", "")
    with world.acting(world.stranger):
        # A number is no way to learn of a report out of reach.
        assert selectors.report_named_in(mail) is None


def test_set_aside_says_why_and_may_be_taken_back(world: World) -> None:
    opened(world)
    mail, officer = waiting(world), world.committee_officer
    with world.acting(officer):
        with pytest.raises(refusals.ReasonMissing):
            services.set_aside(officer=officer, at=now(), mail=mail, reason=" ")
        services.set_aside(officer=officer, at=now(), mail=mail, reason="Quảng cáo.")
        assert (mail.state, mail.reason, selectors.next_mail()) == ("aside", "Quảng cáo.", None)
        services.take_back(officer=officer, at=now(), mail=mail)
        assert (mail.state, mail.reason, selectors.next_mail()) == ("waiting", "", mail)
        assert selectors.sender_of(mail) is not None
        with pytest.raises(refusals.MailSettled):
            services.take_back(officer=officer, at=now(), mail=mail)


def test_long_set_aside_tells_no_sender_any_more(world: World) -> None:
    opened(world)
    mail = waiting(world, state=MailState.ASIDE, automatic="list")
    other = waiting(world)
    assert services.forget_senders(at=now() + timedelta(days=29)) == 0
    assert services.forget_senders(at=now() + timedelta(days=31)) == 1
    with acting_as(SYSTEM):
        assert (Mail.objects.get(pk=mail.pk).sender, Mail.objects.get(pk=other.pk).sender == "") == ("", False)


def test_is_closed_anew_with_another_key(world: World, settings: Any) -> None:
    opened(world)
    mail = waiting(world)
    settings.FORMER_SECRET_KEY, settings.SECRET_KEY = settings.SECRET_KEY, "k" * 60
    assert services.close_anew() == (1, 0)
    settings.FORMER_SECRET_KEY = ""
    with acting_as(SYSTEM):
        kept = Mail.objects.get(pk=mail.pk)
    assert kept.sender != mail.sender
    sender = selectors.sender_of(kept)
    assert sender is not None
    assert sender.address == ADDRESS


@pytest.mark.parametrize("act", ["enter", "join", "aside", "back"])
def test_is_nothing_to_another_agency(world: World, act: str) -> None:
    letterbox = opened(world)
    mail, officer = waiting(world), world.inspector
    same: dict[str, Any] = {"officer": officer, "at": now(), "mail": mail}
    acts: dict[str, Any] = {
        "enter": lambda: services.enter_mail(**given(letterbox, mail, officer=officer)),
        "join": lambda: services.join_mail(**same, number="26-00000001"),
        "aside": lambda: services.set_aside(**same, reason="x"),
        "back": lambda: services.take_back(**same),
    }
    with world.acting(officer), pytest.raises(refusals.OfAnotherAgency):
        acts[act]()
    with acting_as(SYSTEM):
        assert Mail.objects.get().state == "waiting"


def test_a_file_that_could_do_harm_leaves_as_text_for_a_reason_in_the_log(world: World) -> None:
    opened(world)
    mail, officer = waiting(world), world.committee_officer
    stored = store.put(EICAR)
    with acting_as(SYSTEM):
        file: MailFile = MailFile.objects.create(
            mail=mail, position=1, name="thu.com", media_type="x", size=stored.size, sha256=stored.sha256,
            marks=["test_virus"],
        )  # fmt: skip
    with world.acting(officer):
        with pytest.raises(refusals.ReasonMissing):
            services.hand_out(officer=officer, at=now(), file=file, reason="")
        text = services.hand_out(officer=officer, at=now(), file=file, reason="Công an giám định.")
    assert EICAR.decode() not in text
    assert f"X-SHA256: {stored.sha256}\nX-Marks: test_virus\n" in text
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(action="hotline.file.handed_out")
        assert (entry.officer_id, entry.data["reason"]) == (officer.pk, "Công an giám định.")
