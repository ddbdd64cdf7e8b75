"""The publication of a decision is read from the paper: what the law's content says, and no more"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.outreach import refusals, selectors, services
from minhbach.domains.outreach.kinds import BY_CODE, keys_asked, read_content
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.services.drafting import Draft, title_of
from minhbach.domains.outreach.types import State
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.layout.samples import DECISION, ORGANIZATION
from tests.domains.documents.world import World, as_officer, issued_decision, make_world, numbered_decision
from tests.domains.intake.making import as_portal

WORDS = Draft(
    title="-", summary="Bán hàng giả nhãn hiệu trên mạng.", ground="Điều 72 khoản 1: ảnh hưởng xấu về dư luận"
)
NAMED = replace(
    DECISION,
    party=replace(ORGANIZATION, business_code="4900009002"),
    acts=(
        replace(
            DECISION.acts[0],
            description="Bán túi giả qua https://shopee.vn/shop/778899, nhận tiền vào tài khoản 0123456789 Vietcombank",
        ),
    ),
    payment_account="9998887776665",
    treasury="Vietinbank",
)


@pytest.fixture
def small(db: None) -> World:
    with acting_as(SYSTEM):
        return make_world()


def paper(document_id: Any) -> OfficialDocument:
    with acting_as(SYSTEM):
        return OfficialDocument.objects.select_related("issuing_agency").get(pk=document_id)


def drafted(small: World, document: OfficialDocument) -> Publication:
    with as_officer(small.head, now()) as head:
        words = replace(WORDS, title=title_of(document))
        return services.draft_from_decision(officer=head, at=now(), document=document, words=words)


def published(small: World, document: OfficialDocument) -> Publication:
    made = drafted(small, document)
    with as_officer(small.head, now()) as head:
        services.submit(officer=head, at=now(), publication=made)
    with as_officer(small.deputy, now()) as deputy:
        return services.approve(officer=deputy, at=now(), publication=made)


def found(text: str) -> list[str]:
    return [one["slug"] for one in as_portal("portal.look_up(%s)", list(keys_asked(text)))]


def test_tells_what_the_law_s_content_says_and_keeps_identity_papers_out(small: World) -> None:
    document = paper(issued_decision(small, content=NAMED))
    done = published(small, document)
    told = as_portal("portal.publication(%s)", done.slug)
    content = read_content("decision", told["content"])
    assert (content.party, content.number) == ("Công ty TNHH Thương mại Hoa Hồi", document.number_text)
    assert content.acts == (NAMED.acts[0].description,)
    kept = str(told)
    for hidden in ("Nông Văn Tường", "9998887776665", "Vietinbank"):
        assert hidden not in kept
    assert "Hoa Hồi" not in told["title"]


def test_is_found_by_what_the_decision_names_and_not_by_the_account_that_takes_the_fine(small: World) -> None:
    done = published(small, paper(issued_decision(small, content=NAMED)))
    for asked in ("Cong ty TNHH Thuong mai Hoa Hoi", "4900009002", "https://shopee.vn/shop/778899", "0123456789"):
        assert found(asked) == [done.slug], asked
    for asked in ("9998887776665", "Nông Văn Tường", "0123456788", "", "%"):
        assert found(asked) == [], asked


def test_comes_down_the_day_after_the_thirty_that_the_law_asks_for(small: World) -> None:
    done = published(small, paper(issued_decision(small, content=NAMED)))
    assert done.ends_at is not None
    assert done.publish_at is not None
    days = (done.ends_at - done.publish_at).total_seconds() / 86_400
    assert 30 < days <= 31
    other = paper(issued_decision(small, content=NAMED))
    with as_officer(small.head, now()) as head, pytest.raises(refusals.TermTooShort):
        services.draft_from_decision(officer=head, at=now(), document=other, words=replace(WORDS, days=29))


def test_a_decision_on_its_way_or_published_already_is_refused(small: World) -> None:
    numbered = paper(numbered_decision(small, content=NAMED))
    with as_officer(small.head, now()) as head, pytest.raises(refusals.DecisionNotIssued):
        services.draft_from_decision(officer=head, at=now(), document=numbered, words=WORDS)
    issued = paper(issued_decision(small, content=NAMED))
    drafted(small, issued)
    with as_officer(small.head, now()) as head, pytest.raises(refusals.DecisionPublished):
        services.draft_from_decision(officer=head, at=now(), document=issued, words=WORDS)
    with acting_as(SYSTEM):
        assert Publication.objects.count() == 1


def test_nobody_adds_by_what_it_is_found_but_may_leave_some_out(small: World) -> None:
    made = drafted(small, paper(issued_decision(small, content=NAMED)))
    with as_officer(small.head, now()) as head:
        kept = [one.key for one in selectors.identifiers_of(made) if one.kind == "name"]
        with pytest.raises(refusals.NotInDecision):
            services.edit(officer=head, at=now(), publication=made, words=WORDS, found_by=[*kept, "phone:84912345678"])
        services.edit(officer=head, at=now(), publication=made, words=WORDS, found_by=kept)
        assert [one.key for one in selectors.identifiers_of(made)] == kept


def test_is_taken_back_when_its_decision_is_no_longer_in_force(small: World) -> None:
    document = paper(issued_decision(small, content=NAMED))
    done = published(small, document)
    with acting_as(SYSTEM):
        OfficialDocument.objects.filter(pk=document.pk).update(state="superseded")
        assert services.follow_clock(at=now()) == 1
        done.refresh_from_db()
    assert done.state == State.RETRACTED
    assert found("4900009002") == []


def test_nothing_is_published_where_the_law_s_row_is_off(small: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = drafted(small, paper(issued_decision(small, content=NAMED)))
    monkeypatch.setattr("minhbach.domains.outreach.services.moving.rule_of", lambda kind, on: None)
    with as_officer(small.head, now()) as head, pytest.raises(refusals.LawNotInForce):
        services.submit(officer=head, at=now(), publication=made)
    assert BY_CODE["decision"].law == "PUB.XPHC"
