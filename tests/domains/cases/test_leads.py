"""A case opened from a lead: the listing comes along as it was, the score does not."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.screening.models import Export, Lead, Sweep
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at

SCORE = 7.123456


@pytest.fixture
def lead(world: World) -> Lead:
    with as_officer(world.inspector):
        own = {"owner_agency": world.team, "created_at": at(0)}
        export = Export.objects.create(**own, name="tin.csv", sha256="0" * 64, size=1, kind="csv", columns_key="0" * 64)
        made: Lead = Lead.objects.create(
            sweep=Sweep.objects.create(**own, export=export, request_key="0" * 64),
            owner_agency=world.team, place=world.commune, sharing="area", created_at=at(0), platform="Shopee",
            listing_id="991", signs=["unknown_origin"], score=SCORE, title="Túi xách hàng VNXK giá xưởng",
            price_vnd=250_000, url="https://example.test/991", seller_name="Vân Sam Shop", seller_id="s1",
            seller_location="Lạng Sơn", text_sha256="0" * 64, first_seen_at=at(0), last_seen_at=at(0),
        )  # fmt: skip
    return made


def test_the_listing_is_frozen_in_the_case_and_the_seller_waits_to_be_traced(world: World, lead: Lead) -> None:
    with as_officer(world.inspector, at(1)) as officer:
        case = services.open_case_from_lead(officer=officer, at=at(1), lead=lead)
        state = selectors.case_state(case)
        listing = state.opening.fact.listing
        (subject_id,) = state.subjects
        subject = Subject.objects.get(id=subject_id)
        lead.refresh_from_db()
    assert listing is not None
    assert (listing.title, listing.price_vnd, listing.signs) == (
        "Túi xách hàng VNXK giá xưởng",
        250_000,
        ("unknown_origin",),
    )
    # Named by sign and shop, never by what the seller shouts.
    assert case.title == "Dấu hiệu không rõ nguồn gốc, xuất xứ tại gian hàng “Vân Sam Shop” trên Shopee"
    assert (case.origin, case.is_ecommerce, case.platform, case.lead_id) == ("lead", True, "shopee", lead.id)
    assert (subject.kind, subject.name) == ("unknown", "Vân Sam Shop")
    assert (lead.state, lead.case_id) == ("case_opened", case.id)


def test_a_seller_whom_only_others_may_see_is_unknown_here(world: World, lead: Lead) -> None:
    with acting_as(SYSTEM):
        hidden = Subject.objects.create(
            owner_agency=world.policeman.agency, kind="household", name="Chủ kín", sharing="agency", created_at=at(0)
        )
        Lead.objects.filter(pk=lead.pk).update(subject=hidden)
    lead.refresh_from_db()
    client = Client()
    client.force_login(world.inspector.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("cases:open_from_lead"), {"lead": str(lead.id)})
    assert page.status_code == 200
    assert "Chủ kín" not in page.content.decode()
    with as_officer(world.inspector, at(1)) as officer:
        case = services.open_case_from_lead(officer=officer, at=at(1), lead=lead)
        (subject_id,) = selectors.case_state(case).subjects
        assert Subject.objects.get(id=subject_id).name == "Vân Sam Shop"


def test_no_score_enters_the_file(world: World, lead: Lead) -> None:
    with as_officer(world.inspector, at(1)) as officer:
        case = services.open_case_from_lead(officer=officer, at=at(1), lead=lead)
        said = json.dumps(list(CaseEvent.objects.filter(case=case).values_list("data", flat=True)))
    assert str(SCORE) not in said
    assert "score" not in said


def test_a_second_case_from_the_same_lead_is_refused(world: World, lead: Lead) -> None:
    with as_officer(world.inspector, at(1)) as officer:
        services.open_case_from_lead(officer=officer, at=at(1), lead=lead)
    with pytest.raises(Refusal), as_officer(world.inspector, at(2)) as officer:
        services.open_case_from_lead(officer=officer, at=at(2), lead=lead)
    with pytest.raises(refusals.CaseOpenedFromLeadAlready), as_officer(world.inspector, at(2)) as officer:
        services.open_case(officer=officer, at=at(2), title="Thử", lead_id=lead.id)
    with as_officer(world.inspector):
        assert Case.objects.count() == 1


def test_the_button_on_a_lead_leads_to_a_page_that_opens_the_case(world: World, lead: Lead) -> None:
    client = Client()
    client.force_login(world.inspector.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("cases:open_from_lead"), {"lead": str(lead.id)})
    assert page.status_code == 200
    assert "Túi xách hàng VNXK" in page.content.decode()
    assert "7,12" not in page.content.decode()
    answer = client.post(reverse("cases:open_from_lead"), {"lead": str(lead.id), "title": "Túi xách VNXK"})
    assert answer.status_code == 302
    # Coming back to the same address leads to the case, and opens no second one.
    again = client.get(reverse("cases:open_from_lead"), {"lead": str(lead.id)})
    assert again["Location"] == answer["Location"]


def test_a_lead_out_of_reach_is_not_found(world: World, lead: Lead) -> None:
    client = Client()
    client.force_login(world.policeman.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("cases:open_from_lead"), {"lead": str(lead.id)}).status_code == 404
    assert client.get(reverse("cases:open_from_lead"), {"lead": "x"}).status_code == 404
