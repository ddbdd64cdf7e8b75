"""Who carries a value is read once, up to a cap that the page tells of; nothing tells of what is out of reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.models import Identifier, Statement
from minhbach.domains.subjects.selectors import carriers
from minhbach.domains.subjects.types import OWN_WORD, MerchantFacts, Provenance, SubjectKind
from minhbach.foundation.scope import Sharing
from tests.domains.subjects.conftest import AT, World

PHONE = "0912345678"


def shop(officer: Officer, name: str, provenance: Provenance = OWN_WORD) -> Any:
    facts = MerchantFacts(kind=SubjectKind.HOUSEHOLD, name=name, identifiers=[("phone", PHONE, "")])
    return services.register_merchant(officer=officer, at=AT, facts=facts, provenance=provenance)


def read() -> carriers.Carriers:
    return selectors.carriers_of(Identifier.objects.get(kind="phone"))


def test_each_carrier_is_counted_as_the_one_it_is_joined_to(world: World, as_inspector: Officer) -> None:
    one, two, three = (shop(as_inspector, name) for name in ("Hộ Ba", "Hộ Hai", "Hộ Một"))
    services.merge(officer=as_inspector, at=AT, subject=two, into=three, reason="Cùng chủ")
    found = read()
    assert (found.subjects_words, found.presences_words) == ("2", "0")
    assert (found.first_seen_at, found.last_seen_at) == (AT, AT)
    assert [row.name for row in found.rows()] == ["Hộ Ba", "Hộ Một"]
    assert [(line.agency, line.statements) for line in found.sources()] == [(world.agency.short_name, 3)]
    services.withdraw(officer=as_inspector, at=AT, subject=one, reason="Nhầm")
    assert read().subjects_words == "1"


def test_of_more_than_are_read_it_says_at_least_and_the_list_has_them_all(
    world: World, as_inspector: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carriers, "MOST", 2)
    names = [shop(as_inspector, f"Hộ {name}").name for name in ("An", "Bình")]
    assert read().subjects_words == "2"
    names.append(shop(as_inspector, "Hộ Cúc").name)
    with CaptureQueriesContext(connection) as queries:
        found = read()
        assert (found.subjects_words, found.is_whole) == ("2+", False)
        assert found.sources()[0].statements == 2
    assert len(queries) == 2
    assert [row.name for row in found.rows()] == names


def test_what_is_out_of_reach_is_neither_counted_nor_makes_it_say_at_least(
    world: World, reach: Callable[[Officer], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carriers, "MOST", 1)
    with reach(world.inspector):
        for name in ("Hộ Kín", "Hộ Khác", "Hộ Nữa"):
            shop(world.inspector, name, Provenance(sharing=Sharing.AGENCY))
    with reach(world.stranger):
        shop(world.stranger, "Hộ Hoa")
        found = read()
        assert (found.subjects_words, found.is_whole) == ("1", True)
        assert [line.agency for line in found.sources()] == [world.other_agency.short_name]


def test_what_is_added_up_is_what_one_who_reads_each_statement_adds_up(
    world: World, reach: Callable[[Officer], Any]
) -> None:
    with reach(world.inspector):
        shops = [
            shop(world.inspector, f"Hộ {name}", Provenance(sharing=Sharing.NETWORK))
            for name in ("An", "Bình", "Cúc", "Dung")
        ]
        shop(world.inspector, "Hộ Kín", Provenance(sharing=Sharing.AGENCY))
        services.merge(officer=world.inspector, at=AT, subject=shops[1], into=shops[0], reason="Cùng chủ")
        services.withdraw(officer=world.inspector, at=AT, subject=shops[2], reason="Nhầm")
    with reach(world.stranger):
        shop(world.stranger, "Hộ Hoa")
        shop(world.stranger, "Hộ Khế", Provenance(sharing=Sharing.AGENCY))
    counted = []
    for reader in (world.inspector, world.stranger):
        with reach(reader):
            found = read()
            stated = Statement.objects.filter(identifier=found.identifier, retracted_at__isnull=True)
            rows = list(stated.select_related("subject", "owner_agency"))
            standing = [row.subject for row in rows if row.subject.withdrawn_at is None]
            assert found.subjects == len({one.canonical_id or one.pk for one in standing})
            assert (found.first_seen_at, found.last_seen_at) == (AT, AT)
            assert {line.agency: line.statements for line in found.sources()} == Counter(
                row.owner_agency.short_name for row in rows
            )
            assert set(found.subject_kinds) == {one.kind for one in (row.subject for row in rows)}
            plain = selectors.visible_subjects().filter(statements__in=rows).distinct()
            assert [row.pk for row in found.rows()] == [row.pk for row in plain]
            counted.append(found.subjects)
    assert counted == [3, 4]
