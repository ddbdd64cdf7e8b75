"""Who sees a case is changed after it was opened, and everything that hangs on it follows at once"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from minhbach.domains.agencies import refusals
from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.models import Post, SharingChange
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.selectors import levels_of
from minhbach.domains.cases.models import Case, CaseAgency, CaseEvent
from minhbach.domains.cases.refusals import CaseNotFound, OfficerNotOnCase
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind, Target
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.evidence.services import add_evidence
from minhbach.domains.inspections.models import Visit
from minhbach.domains.networks.models import Outcome
from minhbach.domains.subjects.models import StoryEntry
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at, case_at
from tests.domains.documents.world import DECISION
from tests.domains.evidence.conftest import PIXEL
from tests.interfaces.office.test_inference import signed_in

NOW = at(20)
EVERYTHING = {"case", "events", "evidence", "papers", "story", "visits", "outcomes", "search"}
# What was inspected when is read by who sees the subject, too, and it was told to the area alone.
OF_FORCE = EVERYTHING - {"visits"}
# As whoever joins a case: papers come to him when they are issued.
TAKING_PART = OF_FORCE - {"papers"}


@pytest.fixture
def world(standing_case_world: World, files: Path) -> World:
    return standing_case_world


@pytest.fixture
def case(world: World) -> Iterator[Case]:
    """A closed case with a photograph and a draft, open to whoever answers for the area."""
    made = case_at(world, "closed")
    with as_officer(world.inspector) as officer:
        add_evidence(
            officer=officer, at=NOW, target=made, kind="photo", title="Quầy hàng", content=PIXEL, file_name="q.png"
        )
        documents.draft(
            officer=officer, at=NOW, agency=world.team, issuing_agency=world.department, kind=Kind.SANCTION_DECISION,
            content=DECISION, title="Xử phạt", target=Target("cases.case", made.pk), place=world.commune,
        )  # fmt: skip
    with time_machine.travel(NOW, tick=False):
        yield made


def seen(post: Post, case: Case) -> set[str]:
    """What of a case somebody sees, and whether the search knows it."""
    with as_officer(post, NOW):
        rows = {
            "case": Case.objects.filter(pk=case.pk),
            "events": CaseEvent.objects.filter(case_id=case.pk),
            "evidence": EvidenceItem.objects.filter(target_id=case.pk),
            "papers": OfficialDocument.objects.filter(target_id=case.pk),
            "story": StoryEntry.objects.filter(target_id=str(case.pk)),
            "visits": Visit.objects.filter(source_id=case.pk),
            "outcomes": Outcome.objects.filter(target_id=case.pk),
        }
        found = {name for name, them in rows.items() if them.exists()}
    page = signed_in(post.officer).get(reverse("office:search"), {"q": case.code}).content.decode()
    return found | ({"search"} if case.get_absolute_url() in page else set())


def change(
    post: Post, case: Case, sharing: Sharing, *, moment: datetime = NOW, reason: str = "", **more: Any
) -> SharingChange:
    with as_officer(post, moment) as officer:
        return agencies.change_sharing(
            officer=officer, at=moment, target_type="cases.case", target_id=case.pk, sharing=sharing, reason=reason,
            **more,
        )  # fmt: skip


def test_narrowing_reaches_everything_at_once_and_widening_asks_why(world: World, case: Case) -> None:
    assert seen(world.committee, case) == EVERYTHING
    first = change(world.inspector, case, Sharing.SILENT)
    assert seen(world.committee, case) == set()
    assert seen(world.inspector, case) == EVERYTHING
    assert seen(world.head, case) == EVERYTHING
    with pytest.raises(refusals.WideningWithoutReason):
        change(world.inspector, case, Sharing.FORCE)
    with pytest.raises(refusals.SharingUnchanged):
        change(world.inspector, case, Sharing.SILENT)
    assert seen(world.neighbor, case) == set()
    change(world.inspector, case, Sharing.FORCE, reason="Phối hợp trong lực lượng", moment=at(21))
    assert seen(world.neighbor, case) == OF_FORCE
    assert seen(world.committee, case) == set()
    with as_officer(world.committee, NOW):
        assert not SharingChange.objects.exists()
    told = AuditEntry.objects.filter(action="agencies.sharing.changed").order_by("at", "recorded_at")
    assert [(one.data["sharing"], one.data["reason"], one.target_id) for one in told] == [
        (["area", "silent"], "", str(case.pk)),
        (["silent", "force"], "Phối hợp trong lực lượng", str(case.pk)),
    ]
    # Only what was changed last is undone.
    with as_officer(world.inspector, NOW) as officer, pytest.raises(refusals.SharingMovedOn):
        agencies.undo_sharing(officer=officer, at=at(22), change=first)


def test_a_change_is_undone_with_whom_it_was_opened_to_and_closed_to(world: World, case: Case) -> None:
    change(world.inspector, case, Sharing.AGENCY)
    with pytest.raises(refusals.WideningWithoutReason):
        change(world.inspector, case, Sharing.AGENCY, opened_to=world.police)
    opened = change(
        world.inspector, case, Sharing.AGENCY, opened_to=world.police, reason="Cùng điều tra", moment=at(21)
    )
    assert seen(world.policeman, case) == TAKING_PART
    with as_officer(world.inspector, NOW) as officer:
        undone = agencies.undo_sharing(officer=officer, at=at(22), change=opened)
    assert (undone.undoes, undone.closed) == (opened, [world.police.pk])
    assert seen(world.policeman, case) == set()
    with as_officer(world.inspector, NOW) as officer:
        agencies.undo_sharing(officer=officer, at=at(23), change=undone)
    assert seen(world.policeman, case) == TAKING_PART
    # Whoever takes part in the case stays.
    with acting_as(SYSTEM):
        CaseAgency.objects.create(case=case, agency=world.police)
    with pytest.raises(refusals.AgencyTakesPart):
        change(world.inspector, case, Sharing.AGENCY, closed_to=[world.police], moment=at(24))
    assert seen(world.policeman, case) == TAKING_PART


def test_who_works_on_a_case_or_heads_its_unit_says_who_sees_it_and_nobody_else(world: World, case: Case) -> None:
    for post, refusal in (
        (world.neighbor, CaseNotFound),
        (world.analyst, RoleMissing),
        (world.committee, RoleMissing),
        (world.policeman, CaseNotFound),
    ):
        with pytest.raises(refusal):
            change(post, case, Sharing.AGENCY)
    case.refresh_from_db()
    assert case.sharing == Sharing.AREA
    # A colleague who has nothing to do with it.
    other = case_at(world, "opened", subject_id=None)
    with pytest.raises(OfficerNotOnCase):
        change(world.second, other, Sharing.AGENCY)
    change(world.head, case, Sharing.AGENCY)


def test_the_page_says_who_sees_it_at_each_level_and_undoes_the_last_change(world: World, case: Case) -> None:
    with as_officer(world.inspector, NOW):
        said = {level.code: level.seen_by for level in levels_of(case)}
    assert said == {
        "silent": "Đội Quản lý thị trường số 1 và cơ quan cấp trên của đơn vị; ai hỏi cũng như không có",
        "agency": "Đội Quản lý thị trường số 1 và cơ quan cấp trên của đơn vị",
        "force": "mọi đơn vị của lực lượng Quản lý thị trường trong cả nước",
        "area": f"mọi đơn vị, thuộc mọi lực lượng, phụ trách địa bàn {world.commune.name}",
        "network": "mọi cán bộ của mọi cơ quan trong hệ thống",
    }
    client = signed_in(world.inspector.officer)
    url = reverse("agencies:sharing", args=["cases.case", case.pk])
    assert url in client.get(case.get_absolute_url()).content.decode()
    page = client.get(url)
    assert "Mọi cán bộ của mọi cơ quan trong hệ thống" in page.content.decode()
    marks = {field.name: field.value() for field in page.context["form"].hidden_fields() if field.name != "press"}
    wide = client.post(url, {**marks, "sharing": "network"})
    assert wide.status_code == 422
    assert "Mở rộng người xem thì phải ghi lý do." in wide.content.decode()
    narrowed = client.post(url, {**marks, "sharing": "agency"}, follow=True).content.decode()
    assert "Các đơn vị phụ trách địa bàn → trong nội bộ cơ quan" in narrowed
    [made] = SharingChange.unscoped.all()
    client.post(reverse("agencies:undo_sharing", args=[made.pk]))
    case.refresh_from_db()
    assert case.sharing == Sharing.AREA
    assert signed_in(world.committee.officer).get(url).status_code == 403
    assert client.get(reverse("agencies:sharing", args=["x", case.pk])).status_code == 404
