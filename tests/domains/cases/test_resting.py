"""What a signed paper rests on"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts import PAPERS
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.state import Entry
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.types import NO_SCAN, Kind
from tests.domains.cases.test_papers import drafted, issued
from tests.domains.cases.world import World, advance, as_officer, at, case_at, sanction


def test_every_paper_says_what_it_is_drawn_from() -> None:
    assert [kind for kind, (_act, paper) in PAPERS.items() if not paper.drawn_from] == []


def annul(world: World, case: Case, entry: Entry[Any], post: Post, days: float) -> None:
    with as_officer(post, at(days)) as officer:
        services.annul_entry(officer=officer, at=at(days), case=case, event_id=entry.id, reason="Ghi nhầm")


def made(world: World, case: Case, kind: Kind, days: float) -> None:
    """A paper that its maker signs."""
    paper = drafted(world, case, kind, at(days))
    with as_officer(world.inspector, at(days)) as officer:
        documents.sign(document_id=paper.id, officer=officer, at=at(days))
    with as_officer(world.clerk, at(days)) as officer:
        documents.give_number(document_id=paper.id, officer=officer, at=at(days))
        documents.issue(document_id=paper.id, officer=officer, at=at(days), confirmed=[NO_SCAN])


def test_nothing_that_a_signed_paper_rests_on_is_annulled_or_offered_to_be(
    world: World, files: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_at(world, "proposed")
    held: list[tuple[str, Post, float]] = []

    def hold(code: str, post: Post, days: float) -> None:
        held.append((code, post, days))
        entry = next(one for one in reversed(entries(world, case)) if one.kind == code)
        expected = refusals.EntryIsOfPaper if entry.document_id else refusals.PaperRestsOnEntry
        with pytest.raises(expected):
            annul(world, case, entry, post, days)

    made(world, case, Kind.INSPECTION_PROPOSAL, 1)
    hold("proposed", world.inspector, 2)
    issued(world, drafted(world, case, Kind.INSPECTION_ORDER, at(2)), world.head, at(2))
    hold("ordered", world.clerk, 2)
    advance(world, case, "inspected")
    made(world, case, Kind.INSPECTION_MINUTES, 4)
    hold("inspected", world.inspector, 4)
    advance(world, case, "recorded")
    made(world, case, Kind.VIOLATION_RECORD, 5)
    hold("violation_recorded", world.inspector, 5)
    advance(world, case, "sanctioned")
    issued(world, drafted(world, case, Kind.SANCTION_DECISION, at(8)), world.head, at(8))
    hold("sanction_proposed", world.inspector, 8)
    hold("decided", world.clerk, 8)

    monkeypatch.setattr("minhbach.interfaces.office.middleware.now", lambda: at(9))
    for post in (world.inspector, world.clerk):
        client = Client()
        client.force_login(post.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
        text = client.get(reverse("cases:story", args=[case.id])).content.decode()
        for entry in entries(world, case):
            if entry.kind in {code for code, _post, _days in held}:
                assert reverse("cases:annul", args=[case.id, entry.id]) not in text
    assert "dựa trên mục này: không hủy bỏ được, chỉ ra văn bản mới." in signed_in_text(world, case)


def signed_in_text(world: World, case: Case) -> str:
    client = Client()
    client.force_login(world.inspector.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse("cases:story", args=[case.id])).content.decode()


def entries(world: World, case: Case) -> list[Entry[Any]]:
    with as_officer(world.inspector, at(9)):
        return selectors.entries_of(case)


def test_a_corrected_entry_stays_what_the_paper_rests_on(world: World, files: object) -> None:
    case = case_at(world, "sanctioned")
    issued(world, drafted(world, case, Kind.SANCTION_DECISION, at(8)), world.head, at(8))
    with as_officer(world.inspector, at(9)) as officer:
        entry = selectors.case_state(case).sanction
        assert entry is not None
        fact = sanction(7_000_000, reason="Tính sai")
        services.correct_entry(officer=officer, at=at(9), case=case, event_id=entry.id, fact=fact)
    corrected = next(one for one in reversed(entries(world, case)) if one.kind == "sanction_proposed")
    with pytest.raises(refusals.PaperRestsOnEntry):
        annul(world, case, corrected, world.inspector, 9)


def test_what_the_next_act_rests_on_is_not_offered_to_be_annulled(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_at(world, "recorded")
    monkeypatch.setattr("minhbach.interfaces.office.middleware.now", lambda: at(9))
    text = signed_in_text(world, case)
    offered = [one.kind for one in entries(world, case) if reverse("cases:annul", args=[case.id, one.id]) in text]
    assert offered == ["violation_recorded"]
