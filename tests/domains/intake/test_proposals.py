"""What a report belongs to"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from minhbach.domains.cases import services as cases
from minhbach.domains.intake import refusals, selectors, services
from minhbach.domains.intake.models import Report, Tie
from minhbach.domains.intake.types import TieKind
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import IdentifierKind, SubjectKind
from minhbach.foundation.clock import now
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.custody.making import two_custodians
from tests.domains.intake.making import opened, sent
from tests.domains.intake.naming import named
from tests.domains.intake.web.test_pages import as_officer
from tests.worlds import World

PHONE = "0912 345 678"
TOLD = f"Gọi {PHONE} đặt kem trộn, giao tận nhà."


def known(world: World, *, sharing: Sharing = Sharing.NETWORK) -> Subject:
    """Who sells under that number, of the inspector's team."""
    same: dict[str, Any] = {"officer": world.inspector, "at": now()}
    with world.acting(world.inspector):
        subject = subjects.register_subject(kind=SubjectKind.HOUSEHOLD, name="Tiệm Mây Trắng", **same)
        subjects.add_identifier(subject=subject, kind=IdentifierKind.PHONE, value=PHONE, **same)
        subjects.change_reach(subject=subject, sharing=sharing, **same)
    return subject


def proposed(world: World, report: Report) -> list[tuple[str, Any, str]]:
    with world.acting(world.committee_officer):
        found = selectors.proposals_for(report, world.committee_officer, at=now())
    return [(one.what.value, one.target_id, one.why) for one in found]


def test_is_proposed_by_what_it_names_and_tied_by_one_key(world: World) -> None:
    subject, report = known(world), sent(opened(world), what=TOLD)
    assert proposed(world, report) == [
        ("subject", subject.pk, "có điện thoại nêu trong tin"),
    ]  # fmt: skip
    client = as_officer(world.committee_officer)
    piece = client.get(reverse("intake:proposals", args=[report.pk])).content.decode()
    assert "Tiệm Mây Trắng" in piece
    assert 'accesskey="n"' in piece
    given = {"what": "subject", "target": subject.pk}
    page = client.post(reverse("intake:tie", args=[report.pk]), given, follow=True).content.decode()
    assert "Đã nối" in page
    assert f'<a href="{reverse("subjects:subject", args=[subject.pk])}">Tiệm Mây Trắng</a>' in page
    assert "Nối với một đối tượng" in page
    assert proposed(world, report) == []
    other = client.get(reverse("intake:tied", args=["subject", subject.pk])).content.decode()
    assert report.number in other
    # Its sender is told nothing of it.
    with world.acting(world.committee_officer):
        assert selectors.talk_of(report) == []
        [tie] = selectors.ties_of(report)
    assert tie.words == ""
    undone = client.post(reverse("intake:untie", args=[report.pk, tie.pk]), follow=True).content.decode()
    assert "Bỏ nối: đối tượng" in undone
    assert len(proposed(world, report)) == 1


def test_leads_on_to_the_case_about_whom_it_names(world: World) -> None:
    subject, report = known(world), sent(opened(world), what=TOLD)
    with world.acting(world.inspector):
        case = cases.open_case(
            officer=world.inspector, at=now(), title="Vụ kem trộn", subject_id=subject.pk, place=world.commune,
            agency=world.team,
        )  # fmt: skip
    assert [one[:2] for one in proposed(world, report)] == [("subject", subject.pk), ("case", case.pk)]
    with world.acting(world.committee_officer):
        by: dict[str, Any] = {"officer": world.committee_officer, "at": now(), "report": report}
        services.tie_to(**by, what="case", target_id=case.pk)
        with pytest.raises(refusals.TiedAlready):
            services.tie_to(**by, what="case", target_id=case.pk)
        assert [one.words for one in selectors.ties_of(report)] == [case.code]


def test_is_never_proposed_or_tied_to_what_its_reader_does_not_see(world: World) -> None:
    subject, report = known(world, sharing=Sharing.SILENT), sent(opened(world), what=TOLD)
    assert proposed(world, report) == []
    with world.acting(world.committee_officer):
        for what, target in (("subject", subject.pk), ("subject", uuid4()), ("x", subject.pk), ("same_as", report.pk)):
            with pytest.raises(refusals.TieTargetUnknown):
                services.tie_to(officer=world.committee_officer, at=now(), report=report, what=what, target_id=target)
        assert not Tie.objects.exists()


def test_of_a_record_that_went_out_of_reach_no_word_is_left(world: World) -> None:
    subject, report = known(world), sent(opened(world), what=TOLD)
    with world.acting(world.committee_officer):
        services.tie_to(officer=world.committee_officer, at=now(), report=report, what="subject", target_id=subject.pk)
    with world.acting(world.inspector):
        subjects.change_reach(subject=subject, sharing=Sharing.SILENT, officer=world.inspector, at=now())
    page = as_officer(world.committee_officer).get(report.get_absolute_url()).content.decode()
    assert "ngoài phạm vi bạn được xem" in page
    assert "Tiệm Mây Trắng" not in page


def test_of_a_sealed_report_the_other_side_tells_only_those_who_deal_with_it(world: World) -> None:
    two_custodians(world)
    subject, report = known(world), named(opened(world), what=TOLD)
    with world.acting(world.committee_officer):
        services.tie_to(officer=world.committee_officer, at=now(), report=report, what="subject", target_id=subject.pk)
        assert selectors.reports_tied_to(TieKind.SUBJECT, subject.pk).count() == 1
    # The subject is theirs; that somebody denounced it is not.
    for officer in (world.inspector, world.head, world.analyst):
        client = as_officer(officer)
        piece = client.get(reverse("intake:tied", args=["subject", subject.pk]), headers={"HX-Request": "true"})
        assert (piece.status_code, piece.content.decode().strip()) == (200, "")
    with acting_as(SYSTEM):
        assert Tie.objects.count() == 1
