"""Whoever sees little of a value is led to it by a number; whoever sees much reads along. Both find the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.models import Identifier, SearchToken, Statement
from minhbach.domains.subjects.types import MerchantFacts, Provenance, SubjectKind
from minhbach.foundation.scope import Sharing, acting_as, by_reach, numbers
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.subjects.conftest import AT, World

PHONE = "0912345678"


def shop(officer: Officer, name: str, sharing: Sharing = Sharing.AREA) -> Any:
    facts = MerchantFacts(kind=SubjectKind.HOUSEHOLD, name=name, identifiers=[("phone", PHONE, "")])
    return services.register_merchant(officer=officer, at=AT, facts=facts, provenance=Provenance(sharing=sharing))


def plan(rows: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
    said = str(rows.explain())
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = on")
    return said


def names(rows: Any) -> list[str]:
    return sorted(rows.values_list("subject__name", flat=True))


def test_of_a_value_an_index_leads_to_what_its_reader_sees(
    world: World, reach: Callable[[Officer], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with reach(world.inspector):
        shop(world.inspector, "Hộ Gần")
        shop(world.inspector, "Hộ Kín", Sharing.AGENCY)
    with reach(world.stranger):
        shop(world.stranger, "Hộ Xa")
        node = Identifier.objects.get(kind="phone")
        stated = Statement.objects.filter(identifier=node)
        assert names(by_reach(stated)) == names(stated) == ["Hộ Xa"]
        shown = plan(by_reach(stated))
        assert "subjects_statement_identifier" in shown
        # Before 17 an index weighed a set of values in a further column as many searches: with so few rows, a filter.
        if connection.pg_version >= 170_000:  # type: ignore[attr-defined]
            assert "reach = ANY" in shown.split("Index Cond", 1)[1].split("\n", 1)[0]
        # Whoever reads for too many agencies for that to pay is asked about none.
        monkeypatch.setattr(numbers, "MOST_AGENCIES", 0)
        assert "reach" not in str(by_reach(stated).query).split("WHERE", 1)[1]
    with acting_as(SYSTEM):
        assert names(by_reach(stated)) == ["Hộ Gần", "Hộ Kín", "Hộ Xa"]


def test_a_set_is_known_as_soon_as_a_row_has_it_and_told_to_nobody_outside(
    world: World, reach: Callable[[Officer], Any]
) -> None:
    def sets() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from foundation_reach")
            return int(cursor.fetchone()[0])

    with reach(world.stranger):
        before = sets()
    with reach(world.inspector):
        subject = shop(world.inspector, "Hộ Gần")
        inside = sets()
        assert names(by_reach(Statement.objects.filter(subject=subject, identifier__isnull=False))) == ["Hộ Gần"]
    with reach(world.stranger):
        assert sets() == before
    with reach(world.inspector):
        services.share_subject(officer=world.inspector, at=AT, subject=subject, with_agency=world.other_agency)
        assert sets() > inside
    with reach(world.stranger):
        assert sets() == before + 1
    with pytest.raises(ProgrammingError), reach(world.stranger), connection.cursor() as cursor:
        cursor.execute("insert into foundation_reach (seen_by) values ('{0,2}')")


def test_a_common_word_is_read_along_the_reader_s_own_records(world: World, as_inspector: Officer) -> None:
    shop(as_inspector, "Hộ Nguyễn Hùng")
    words = SearchToken.objects.filter(plain="nguyen")
    assert "subjects_token_word" in plan(by_reach(words.filter(plain__gte="0")))
    assert [one.name for one in selectors.find_subjects("nguyen hung")] == ["Hộ Nguyễn Hùng"]
    assert [one.name for one in selectors.find_subjects("Nguyễn Hùng")] == ["Hộ Nguyễn Hùng"]
    assert not selectors.find_subjects("Nguyễn Hưng")
