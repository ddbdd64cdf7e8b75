"""How far a record is open: to a force, to agencies one by one, and narrowed again"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import Force, Role
from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.refusals import SubjectOfAnotherAgency
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import Sharing
from tests.domains.subjects.conftest import AT, World, make_agency, make_officer


@pytest.fixture
def subject(world: World, as_inspector: Officer) -> Subject:
    """A seller told to the area, with a telephone, and a note that the team keeps to itself."""
    same: dict[str, Any] = {"officer": as_inspector, "at": AT}
    made = services.register_subject(kind="individual", name="Lý Thị Mơ", place=world.commune, **same)
    services.add_identifier(subject=made, kind="phone", value="0912345678", **same)
    services.state(
        subject=made, property="note", value="Theo dõi thêm", provenance=Provenance(sharing=Sharing.AGENCY), **same
    )
    return made


def seen(reach: Callable[[Officer], Any], officer: Officer, subject: Subject) -> set[str]:
    """What of a subject somebody sees: the subject itself, and the properties stated of it."""
    with reach(officer):
        stated = set(Statement.objects.filter(subject=subject).values_list("property", flat=True))
        return stated | ({"subject"} if Subject.objects.filter(pk=subject.pk).exists() else set())


def test_a_force_sees_what_is_shared_with_it_and_no_more(
    world: World, subject: Subject, reach: Callable[[Officer], Any]
) -> None:
    customs = make_agency("test.customs", "Hải quan Thử", world.other_commune)
    customs.force = Force.CUSTOMS
    customs.save(update_fields=["force"])
    stranger = make_officer("customs-one", customs, Role.INSPECTOR, covers_area=True)
    with reach(world.inspector):
        services.change_reach(officer=world.inspector, at=AT, subject=subject, sharing=Sharing.FORCE)
    assert seen(reach, world.inspector, subject) == {"subject", "name", "identifier", "note"}
    assert seen(reach, world.stranger, subject) == {"subject", "name", "identifier"}
    assert seen(reach, stranger, subject) == set()
    # Whoever answers for the area of the record is of another force, or none.
    customs.force = Force.MARKET_SURVEILLANCE
    customs.save(update_fields=["force"])
    assert seen(reach, stranger, subject) == {"subject", "name", "identifier"}


def test_what_was_opened_to_one_agency_is_closed_again(
    world: World, subject: Subject, reach: Callable[[Officer], Any]
) -> None:
    same: dict[str, Any] = {"officer": world.inspector, "at": AT, "subject": subject}
    with reach(world.inspector):
        services.share_subject(with_agency=world.other_agency, **same)
        assert list(selectors.agencies_shared_with(subject)) == [world.other_agency]
    assert seen(reach, world.stranger, subject) == {"subject", "name", "identifier"}
    with reach(world.inspector):
        services.change_reach(sharing=Sharing.AGENCY, closed_to=[world.other_agency], **same)
        assert list(selectors.agencies_shared_with(subject)) == []
    assert seen(reach, world.stranger, subject) == set()
    assert seen(reach, world.chief, subject) == set()
    [entry] = AuditEntry.objects.filter(action="subjects.subject.reach_changed")
    assert entry.data == {"sharing": ["area", "agency"], "closed_to": [str(world.other_agency.id)]}


def test_a_wider_level_leaves_what_was_kept_narrower(
    world: World, subject: Subject, reach: Callable[[Officer], Any]
) -> None:
    with reach(world.inspector):
        services.change_reach(officer=world.inspector, at=AT, subject=subject, sharing=Sharing.NETWORK)
    assert seen(reach, world.stranger, subject) == {"subject", "name", "identifier"}
    with reach(world.stranger), pytest.raises(SubjectOfAnotherAgency):
        services.change_reach(officer=world.stranger, at=AT, subject=subject, sharing=Sharing.AGENCY)


def test_levels_that_show_no_more_are_told_from_those_that_do() -> None:
    covering = {one.value: {other.value for other in Sharing if one.covers(other)} for one in Sharing}
    assert covering == {
        "silent": {"silent", "agency"},
        "agency": {"silent", "agency"},
        "force": {"silent", "agency", "force"},
        "area": {"silent", "agency", "area"},
        "network": {"silent", "agency", "force", "area", "network"},
    }
