"""Who stands behind a lead: somebody on record, or a seller still to be traced."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minhbach.domains.screening import services
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.refusals import LeadHasNoSubject, LeadHasSubject, SellerUnnamed
from minhbach.domains.screening.selectors.sellers import candidates_for, subject_of
from minhbach.domains.subjects import selectors as subjects
from minhbach.domains.subjects.services import register_subject
from minhbach.domains.subjects.types import Provenance, SubjectKind
from tests.domains.screening.runs import listing
from tests.worlds import World

Receive = Callable[..., Sweep]


def only_lead(**conditions: object) -> Lead:
    found: Lead = Lead.objects.get(**conditions)
    return found


def test_an_unknown_seller_goes_on_record_with_account_and_numbers(world: World, receive: Receive) -> None:
    receive(
        listing(1, description="Kem trị nám tận gốc. Zalo 0912345678 đặt hàng."),
        listing(2, description="Kem trị nám khác."),
    )
    with world.acting(world.inspector):
        lead = only_lead(listing_id="shopee:1")
        subject = services.register_seller(officer=world.inspector, at=world.at, lead=lead)
        assert (subject.kind, subject.name, subject.place_id) == (SubjectKind.UNKNOWN, "Tiệm Mây", world.commune.id)
        assert subjects.subject_behind("shopee", "tiemmay") == subject
        assert list(subjects.find_by_identifier("phone", "0912 345 678")) == [subject]
        # The other lead of the same account follows; the story tells of both.
        assert set(Lead.objects.values_list("subject_id", flat=True)) == {subject.id}


def test_the_next_lead_of_the_account_finds_its_seller(world: World, receive: Receive) -> None:
    receive(listing(1, description="Kem trị nám. Gọi 0912345678"))
    with world.acting(world.inspector):
        subject = services.register_seller(officer=world.inspector, at=world.at, lead=only_lead())
    receive(
        listing(2, description="Kem trị nám loại mới"),
        listing(3, seller_id="khac", seller_name="Tên khác", description="Kem trị nám, 0912.345.678"),
    )
    with world.acting(world.inspector):
        for listing_id in ("shopee:2", "shopee:3"):
            candidates = candidates_for(only_lead(listing_id=listing_id))
            assert [candidate.subject for candidate in candidates] == [subject]


def test_a_lead_is_attached_to_somebody_on_record_and_detached(world: World, lead: Lead) -> None:
    with world.acting(world.inspector):
        subject = register_subject(
            officer=world.inspector, at=world.at, kind=SubjectKind.HOUSEHOLD, name="Hộ kinh doanh Mây Xanh"
        )
        assert services.attach_lead(officer=world.inspector, at=world.at, lead=lead, subject=subject) == 1
        assert services.attach_lead(officer=world.inspector, at=world.at, lead=lead, subject=subject) == 0
        assert subject_of(only_lead()) == subject
        with pytest.raises(LeadHasSubject):
            services.register_seller(officer=world.inspector, at=world.at, lead=lead)
        services.detach_lead(officer=world.inspector, at=world.at, lead=lead)
        assert only_lead().subject_id is None
        with pytest.raises(LeadHasNoSubject):
            services.detach_lead(officer=world.inspector, at=world.at, lead=lead)


def test_a_listing_that_names_no_seller_registers_nobody(world: World, receive: Receive) -> None:
    receive(listing(1, seller_name=None, seller_id=None))
    with world.acting(world.inspector):
        with pytest.raises(SellerUnnamed):
            services.register_seller(officer=world.inspector, at=world.at, lead=only_lead())
        assert not subjects.visible_subjects().exists()


def test_a_subject_out_of_reach_is_not_shown_on_a_lead_in_reach(world: World, lead: Lead) -> None:
    with world.acting(world.analyst):
        subject = register_subject(
            officer=world.analyst,
            at=world.at,
            kind=SubjectKind.UNKNOWN,
            name="Kín",
            provenance=Provenance(sharing="agency"),
        )
        services.attach_lead(officer=world.analyst, at=world.at, lead=lead, subject=subject)
    with world.acting(world.inspector):
        found = only_lead()
        assert found.subject_id == subject.id
        assert subject_of(found) is None
