"""A publication goes up by two people and comes down by the clock, a correction or a reason"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from minhbach.domains.agencies.refusals import RoleMissing, SecondPersonIsFirst
from minhbach.domains.outreach import refusals, selectors, services
from minhbach.domains.outreach.kinds import BY_CODE, keys_asked
from minhbach.domains.outreach.models import Publication, PublicIdentifier
from minhbach.domains.outreach.types import MOVES, KeyState, State, Step
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import VIETNAM, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import as_portal
from tests.domains.outreach.making import WARNING, WORDS, drafted, partner_key, published, submitted
from tests.worlds import World


def fresh(publication: Publication) -> Publication:
    with acting_as(SYSTEM):
        return Publication.objects.get(pk=publication.pk)


def shown(publication: Publication) -> object:
    return as_portal("portal.publication(%s)", publication.slug)


def found(text: str) -> list[dict[str, object]]:
    return list(as_portal("portal.look_up(%s)", list(keys_asked(text))))


def test_needs_another_pair_of_eyes_than_those_that_drafted_or_edited_it(world: World) -> None:
    waiting = submitted(world)
    with world.acting(world.committee_officer), pytest.raises(RoleMissing):
        services.approve(officer=world.committee_officer, at=now(), publication=waiting)
    with world.acting(world.committee_head):
        own = services.draft(
            officer=world.committee_head, at=now(), kind=BY_CODE["warning"], words=WORDS, content=WARNING
        )
        services.submit(officer=world.committee_head, at=now(), publication=own)
        with pytest.raises(SecondPersonIsFirst):
            services.approve(officer=world.committee_head, at=now(), publication=own)
    assert fresh(own).state == State.WAITING
    draft = drafted(world)
    with world.acting(world.committee_head):
        services.edit(
            officer=world.committee_head, at=now(), publication=draft, words=replace(WORDS, title="Khác"),
            content=WARNING,
        )  # fmt: skip
        services.submit(officer=world.committee_head, at=now(), publication=draft)
        with pytest.raises(SecondPersonIsFirst):
            services.approve(officer=world.committee_head, at=now(), publication=draft)
    assert as_portal("portal.published('', 0, 50)") == []


def test_stands_at_once_when_approved_and_says_what_was_approved(world: World) -> None:
    done = published(world)
    assert fresh(done).state == State.PUBLISHED
    told = shown(done)
    assert isinstance(told, dict)
    assert told["title"] == "Kem dưỡng Hoa Hồi giả"
    assert told["content"]["signs"] == ["Hũ trắng không có số lô", "Mùi hắc"]
    assert "ground" not in told
    with world.acting(world.committee_officer):
        steps = [one.step for one in selectors.story_of(done)]
        words = next(one.words for one in selectors.story_of(done) if one.step == Step.SUBMITTED)
    assert steps == [Step.DRAFTED, Step.SUBMITTED, Step.APPROVED, Step.PUBLISHED]
    assert words["content"] == done.content
    with acting_as(SYSTEM):
        said = list(
            AuditEntry.objects.filter(target_id=str(done.pk))
            .order_by("at", "recorded_at")
            .values_list("action", flat=True)
        )
    assert said == [f"outreach.publication.{step}" for step in steps]


def test_approved_words_are_not_rewritten_whatever_the_code(world: World) -> None:
    done = published(world)
    with acting_as(SYSTEM):
        for change in ({"title": "x"}, {"content": {}}, {"summary": "x"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Publication.objects.filter(pk=done.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicIdentifier.objects.create(publication=done, kind="phone", value="0", key="phone:0")
    with world.acting(world.committee_officer), pytest.raises(refusals.NotADraft):
        services.edit(officer=world.committee_officer, at=now(), publication=done, words=WORDS, content=WARNING)
    assert fresh(done).title == "Kem dưỡng Hoa Hồi giả"


def test_goes_up_and_comes_down_by_the_moment_whoever_sleeps(world: World) -> None:
    at = now()
    ahead = published(world, publish_at=at + timedelta(hours=2), days=3)
    assert (fresh(ahead).state, shown(ahead)) == (State.APPROVED, None)
    with acting_as(SYSTEM):
        assert services.follow_clock(at=at) == 0
        assert services.follow_clock(at=at + timedelta(hours=2)) == 1
        assert services.follow_clock(at=at + timedelta(hours=2)) == 0
    assert fresh(ahead).state == State.PUBLISHED
    up_on = (at + timedelta(hours=2)).astimezone(VIETNAM).date()
    ends = datetime(up_on.year, up_on.month, up_on.day, tzinfo=VIETNAM) + timedelta(days=4)
    assert fresh(ahead).ends_at == ends
    # Of what went up long ago the public is told that it is gone, before any worker has written it down.
    old = published(world, at=at - timedelta(days=10), days=2)
    assert fresh(old).state == State.PUBLISHED
    told = shown(old)
    assert isinstance(told, dict)
    assert (told["gone"], "title" in told, "content" in told) == ("ended", False, False)
    with acting_as(SYSTEM):
        services.follow_clock(at=at)
    assert fresh(old).state == State.ENDED


def test_is_retracted_with_a_reason_that_the_public_reads(world: World) -> None:
    done = published(world)
    assert [one["slug"] for one in found("8 934588 012228")] == [done.slug]
    assert [one["slug"] for one in found("kem duong hoa hoi")] == [done.slug]
    with world.acting(world.committee_officer):
        with pytest.raises(refusals.ReasonMissing):
            services.retract(officer=world.committee_officer, at=now(), publication=done, reason="  ")
        services.retract(officer=world.committee_officer, at=now(), publication=done, reason="Kiểm nghiệm lại: đạt.")
    told = shown(done)
    assert isinstance(told, dict)
    assert (told["gone"], told["reason"], "title" in told) == ("retracted", "Kiểm nghiệm lại: đạt.", False)
    assert found("8934588012228") == []
    with world.acting(world.committee_officer), pytest.raises(refusals.NoSuchMove):
        services.retract(officer=world.committee_officer, at=now(), publication=done, reason="Nữa")


def test_is_corrected_by_another_that_takes_its_place_when_that_is_up(world: World) -> None:
    done = published(world)
    with world.acting(world.committee_officer):
        mending = services.draft_correction(officer=world.committee_officer, at=now(), publication=done)
        services.submit(officer=world.committee_officer, at=now(), publication=mending)
    assert fresh(done).state == State.PUBLISHED
    with world.acting(world.committee_head):
        services.approve(officer=world.committee_head, at=now(), publication=mending)
    assert fresh(done).state == State.CORRECTED
    told = shown(done)
    assert isinstance(told, dict)
    assert (told["gone"], told["instead"]) == ("corrected", mending.slug)
    assert [one["slug"] for one in found("8934588012228")] == [mending.slug]


def test_names_no_seller_without_a_decision(world: World) -> None:
    for said in ("0912345678", "https://shopee.vn/shop/12345", "shop-gia.vn", "VCB: 0123456789"):
        with world.acting(world.committee_officer), pytest.raises(refusals.NamesSeller):
            drafted(world, goods_found_by=(said,))
    with acting_as(SYSTEM):
        assert not Publication.objects.exists()


def test_is_unknown_to_another_agency_and_drafted_by_no_auditor(world: World) -> None:
    draft = drafted(world)
    with world.acting(world.stranger), pytest.raises(refusals.PublicationNotFound):
        selectors.get_publication(draft.pk)
    with world.acting(world.auditor), pytest.raises(RoleMissing):
        services.draft(officer=world.auditor, at=now(), kind=BY_CODE["warning"], words=WORDS, content=WARNING)


def test_goes_back_to_its_writer_with_a_reason_and_can_be_taken_back(world: World) -> None:
    waiting = submitted(world)
    with world.acting(world.committee_head):
        services.give_back(officer=world.committee_head, at=now(), publication=waiting, reason="Nêu rõ nguồn")
    assert fresh(waiting).state == State.DRAFT
    with world.acting(world.committee_officer):
        services.submit(officer=world.committee_officer, at=now(), publication=waiting)
        services.recall(officer=world.committee_officer, at=now(), publication=waiting)
        services.discard(officer=world.committee_officer, at=now(), publication=waiting)
    assert fresh(waiting).state == State.DISCARDED
    ahead = published(world, publish_at=now() + timedelta(days=1))
    with world.acting(world.committee_officer):
        services.recall(officer=world.committee_officer, at=now(), publication=ahead)
    assert (fresh(ahead).state, fresh(ahead).approved_by_id) == (State.DRAFT, None)


def test_every_arrow_of_the_table_has_a_reason_and_no_state_is_a_trap() -> None:
    assert all(str(move.why) for move in MOVES)
    reached = {State.DRAFT, *(move.after for move in MOVES)}
    assert reached == set(State)
    assert len({(move.step, move.before) for move in MOVES}) == len(MOVES)


def test_shows_what_the_party_says_beside_it_until_that_is_taken_back(world: World) -> None:
    done = published(world)
    with world.acting(world.committee_officer):
        services.add_reply(
            officer=world.committee_officer, at=now(), publication=done, party="Chủ nhãn hiệu",
            text="Chúng tôi đã thu hồi.", dated=date(2026, 11, 20),
        )  # fmt: skip
    told = shown(done)
    assert isinstance(told, dict)
    assert told["replies"] == [{"party": "Chủ nhãn hiệu", "text": "Chúng tôi đã thu hồi.", "dated": "2026-11-20"}]
    with world.acting(world.committee_officer):
        services.withdraw_reply(officer=world.committee_officer, at=now(), publication=done, number=1)
        with pytest.raises(refusals.PublicationNotFound):
            services.withdraw_reply(officer=world.committee_officer, at=now(), publication=done, number=1)
    told = shown(done)
    assert isinstance(told, dict)
    assert told["replies"] == []


def test_changes_the_edition_with_whatever_the_public_is_shown_and_with_nothing_else(world: World) -> None:
    def edition() -> object:
        return as_portal("jsonb_build_array(portal.edition())")

    before = edition()
    draft = drafted(world)
    with world.acting(world.committee_officer):
        services.submit(officer=world.committee_officer, at=now(), publication=draft)
    assert edition() == before
    with world.acting(world.committee_head):
        services.approve(officer=world.committee_head, at=now(), publication=draft)
    up = edition()
    assert up != before
    with world.acting(world.committee_officer):
        services.retract(officer=world.committee_officer, at=now(), publication=draft, reason="Sai")
    assert edition() not in (up, before)


def test_a_partner_s_key_takes_two_is_shown_once_and_ends(world: World) -> None:
    with world.acting(world.committee_head):
        own = services.propose_key(
            officer=world.committee_head, at=now(), partner="Ví Thử", paper="Công văn 6", per_second=5,
            valid_until=now().date() + timedelta(days=30),
        )  # fmt: skip
        with pytest.raises(SecondPersonIsFirst):
            services.confirm_key(officer=world.committee_head, at=now(), key=own)
        with pytest.raises(refusals.KeyDecided):
            services.take_key(officer=world.committee_head, at=now(), key=own)
        with pytest.raises(refusals.KeyRunsBackward):
            services.propose_key(
                officer=world.committee_head, at=now(), partner="x", paper="x", per_second=5,
                valid_until=now().date() - timedelta(days=1),
            )  # fmt: skip
    key, secret = partner_key(world)
    digest = services.partners.digest_of(secret)
    assert as_portal("portal.partner(%s)", digest) == {"id": str(key.pk), "per_second": 20}
    with world.acting(world.committee_officer):
        with pytest.raises(refusals.KeyDecided):
            services.take_key(officer=world.committee_officer, at=now(), key=key)
        services.revoke_key(officer=world.committee_officer, at=now(), key=key)
    assert as_portal("portal.partner(%s)", digest) is None
    with acting_as(SYSTEM):
        key.refresh_from_db()
    assert key.state == KeyState.REVOKED
    assert secret not in str(list(AuditEntry.objects.values_list("data", flat=True)))
