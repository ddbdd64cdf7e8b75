"""A published decision that is amended, corrected or revoked afterwards: the desk says so, the public reads it"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from minhbach.domains.cases.acts.amend_decision import DecisionAmended
from minhbach.domains.cases.acts.propose_change import ChangeProposed
from minhbach.domains.cases.acts.revoke_decision import DecisionRevoked
from minhbach.domains.cases.models import Case
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind
from minhbach.domains.outreach import refusals, selectors, services
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.services.drafting import Draft, title_of
from minhbach.domains.outreach.types import State
from minhbach.foundation.pages.work import Asked, WorkItem, said
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.test_changes import GONE, LOWER, change
from tests.domains.cases.test_papers import drafted as drawn
from tests.domains.cases.test_papers import issued
from tests.domains.cases.world import World, as_officer, at, case_at, make_world, on

pytestmark = pytest.mark.usefixtures("files")
WORDS = Draft(title="-", summary="Hàng không rõ nguồn gốc.", ground="Điều 72 khoản 1: ảnh hưởng xấu về dư luận")


@pytest.fixture
def small(db: None) -> World:
    with acting_as(SYSTEM):
        return make_world()


@pytest.fixture
def case(small: World) -> Case:
    found = case_at(small, "sanctioned")
    issued(small, drawn(small, found, Kind.SANCTION_DECISION, at(8)), small.head, at(8))
    return found


def document_of(case: Case) -> OfficialDocument:
    with acting_as(SYSTEM):
        return OfficialDocument.objects.select_related("issuing_agency").get(
            target_id=case.id, kind=Kind.SANCTION_DECISION
        )


def drafted(small: World, case: Case, *, moment: datetime) -> Publication:
    document = document_of(case)
    with as_officer(small.head, moment) as head:
        words = Draft(**{**WORDS.__dict__, "title": title_of(document)})
        made = services.draft_from_decision(officer=head, at=moment, document=document, words=words)
        return services.submit(officer=head, at=moment, publication=made)


def approved(small: World, publication: Publication, *, moment: datetime) -> Publication:
    with as_officer(small.deputy, moment) as deputy:
        return services.approve(officer=deputy, at=moment, publication=publication)


def published(small: World, case: Case) -> Publication:
    return approved(small, drafted(small, case, moment=at(9)), moment=at(9))


def changed(small: World, case: Case, asked: ChangeProposed, fact: type[Any]) -> None:
    change(small, case, asked, fact)


def desk(small: World) -> list[WorkItem]:
    with as_officer(small.head, at(16)) as head:
        items = [one for one in selectors.work_items(head, at=at(16)) if isinstance(one, Asked)]
        return [one for one in said(items) if isinstance(one, WorkItem)]


def state(publication: Publication) -> str:
    with acting_as(SYSTEM):
        return str(Publication.objects.values_list("state", flat=True).get(pk=publication.pk))


def follow_clock() -> None:
    with acting_as(SYSTEM):
        services.follow_clock(at=at(16))


def test_the_desk_asks_for_a_correction_within_the_term_and_the_correction_tells_the_change(
    small: World, case: Case
) -> None:
    done = published(small, case)
    assert desk(small) == []
    changed(small, case, LOWER, DecisionAmended)
    [item] = desk(small)
    # Three working days from Tuesday 17 November.
    assert (item.what, item.due_on) == ("Công bố nội dung sửa đổi của quyết định đã đăng", on(18))
    with as_officer(small.head, at(16)) as head:
        mending = services.draft_correction(officer=head, at=at(16), publication=done)
        assert selectors.content_of(mending).changes == (
            "Quyết định 30/QĐ-SĐ ngày 17/11/2026: sửa đổi, bổ sung nội dung; tiền phạt còn 5.000.000 ₫",
        )
        services.submit(officer=head, at=at(16), publication=mending)
    assert [one.what for one in desk(small)] == []
    approved(small, mending, moment=at(16))
    assert (state(done), state(mending)) == (State.CORRECTED, State.PUBLISHED)
    assert desk(small) == []


def test_of_a_person_only_what_it_comes_to_is_told(small: World, case: Case) -> None:
    done = published(small, case)
    changed(small, case, LOWER, DecisionAmended)
    with as_officer(small.head, at(16)) as head:
        mending = services.draft_correction(officer=head, at=at(16), publication=done)
        assert LOWER.content[0] not in str(mending.content)


def test_what_was_revoked_comes_down_and_says_why(small: World, case: Case) -> None:
    done = published(small, case)
    changed(small, case, GONE, DecisionRevoked)
    assert desk(small) == []
    follow_clock()
    with acting_as(SYSTEM):
        done.refresh_from_db()
    assert (done.state, done.reason) == (
        State.RETRACTED,
        "Quyết định này đã bị hủy bỏ toàn bộ theo Quyết định 30/QĐ-SĐ ngày 17/11/2026.",
    )
    with as_officer(small.head, at(16)) as head, pytest.raises(refusals.DecisionRevoked):
        services.draft_from_decision(officer=head, at=at(16), document=document_of(case), words=WORDS)
    with as_officer(small.head, at(16)) as head:
        assert selectors.decisions_to_publish(head, at=at(16)) == []


def test_a_draft_that_was_read_before_the_change_is_not_approved(small: World, case: Case) -> None:
    waiting = drafted(small, case, moment=at(9))
    changed(small, case, LOWER, DecisionAmended)
    with pytest.raises(refusals.DecisionChangedSince):
        approved(small, waiting, moment=at(16))
    assert state(waiting) == State.WAITING
    changed(small, case, GONE, DecisionRevoked)
    with pytest.raises(refusals.DecisionRevoked):
        approved(small, waiting, moment=at(16))
