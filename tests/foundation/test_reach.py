"""Who sees a row, said a second time in Python: the keys the database keeps and its policy come to the same."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhbach.domains.agencies.models import Agency, AgencyArea, Officer, Place, PlaceSuccession, Post
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.agencies.types import Force
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.subjects.models import Statement, StoryEntry, Subject
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Access, Sharing, acting_as, by_reach, force_key
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.scope.models import Share

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
PLACES, AGENCIES, ROWS = 5, 4, 5
# The last is no force.
FORCES = ("QLTT", "HAI_QUAN", "KHAC")


@dataclass(frozen=True)
class Reader:
    """Whoever asks: the agencies of their posts, and whether a post covers the agency's area."""

    posts: tuple[tuple[int, bool], ...]


@dataclass(frozen=True)
class Row:
    kind: str
    owner: int
    place: int | None
    sharing: Sharing
    hangs_on: int  # a row before it, for what hangs on one


@dataclass(frozen=True)
class Change:
    """One step of a small history: what is done to which row, place or agency."""

    what: str
    one: int
    other: int
    sharing: Sharing


@dataclass
class Scene:
    """What stands in the database, as plain facts."""

    places: list[Place] = field(default_factory=list)
    parents: dict[int, int | None] = field(default_factory=dict)
    successions: set[tuple[int, int]] = field(default_factory=set)  # predecessor, successor
    agencies: list[Agency] = field(default_factory=list)
    areas: set[tuple[UUID, int]] = field(default_factory=set)
    rows: list[Any] = field(default_factory=list)
    shares: set[tuple[UUID, UUID]] = field(default_factory=set)  # record, agency


def numbers(top: int) -> st.SearchStrategy[int]:
    return st.integers(0, top - 1)


sharings = st.sampled_from(list(Sharing))
rows = st.builds(
    Row,
    kind=st.sampled_from(["subject", "evidence", "story", "statement"]),
    owner=numbers(AGENCIES),
    place=st.none() | numbers(PLACES),
    sharing=sharings,
    hangs_on=numbers(ROWS),
)
changes = st.builds(
    Change,
    what=st.sampled_from(
        [
            "share",
            "share",
            "unshare",
            "succeed",
            "unsucceed",
            "reparent",
            "place",
            "sharing",
            "owner",
            "area",
            "above",
            "force",
        ]
    ),
    one=numbers(ROWS),
    other=numbers(ROWS),
    sharing=sharings,
)
readers = st.builds(Reader, posts=st.lists(st.tuples(numbers(AGENCIES), st.booleans()), max_size=2).map(tuple))


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    parents=st.lists(numbers(PLACES), min_size=PLACES, max_size=PLACES),
    above=st.lists(st.none() | numbers(AGENCIES), min_size=AGENCIES, max_size=AGENCIES),
    forces=st.lists(st.sampled_from(FORCES), min_size=AGENCIES, max_size=AGENCIES),
    made=st.lists(rows, min_size=1, max_size=ROWS),
    history=st.lists(changes, max_size=8),
    asking=st.lists(readers, min_size=1, max_size=3),
)
def test_the_policy_is_the_rule(
    db: None,
    parents: list[int],
    above: list[int | None],
    forces: list[str],
    made: list[Row],
    history: list[Change],
    asking: list[Reader],
) -> None:
    with transaction.atomic():
        with acting_as(SYSTEM):
            scene = build(parents, above, forces, made)
            for change in history:
                apply(scene, change)
        for reader in asking:
            officer = post(scene, reader)
            with acting_as(access_of(officer, at=AT)) as access:
                seen = visible(scene)
            assert seen == {row.pk for row in scene.rows if reaches(scene, reader, row)}, access
        with acting_as(SYSTEM):
            assert visible(scene) == {row.pk for row in scene.rows}
        with acting_as(Access()):
            assert visible(scene) == set()
        transaction.set_rollback(True)


def reaches(scene: Scene, reader: Reader, row: Any) -> bool:
    """Return whether a reader reaches a row: the rule in words, for the rows as they stand."""
    own = closed({scene.agencies[agency].pk for agency, _ in reader.posts}, below(scene))
    covering = {scene.agencies[agency].pk for agency, covers in reader.posts if covers}
    areas = {place for agency, place in scene.areas if agency in covering}
    record_ids = {str(row.pk), str(getattr(row, "target_id", row.pk))}
    if row.owner_agency_id in own:
        return True
    if any(str(record) in record_ids and agency in own for record, agency in scene.shares):
        return True
    if row.sharing == Sharing.NETWORK:
        return True
    if row.sharing in (Sharing.AGENCY, Sharing.SILENT):
        return False
    if row.sharing == Sharing.FORCE:
        owner = next(agency for agency in scene.agencies if agency.pk == row.owner_agency_id)
        return owner.force != "KHAC" and owner.force in {scene.agencies[agency].force for agency, _ in reader.posts}
    return scene.places[0].pk in areas or row.place_id in closed(areas, within(scene))


def below(scene: Scene) -> Callable[[UUID], Collection[UUID]]:
    return lambda top: [one.pk for one in scene.agencies if top in (one.parent_id, one.successor_id)]


def within(scene: Scene) -> Callable[[int], Collection[int]]:
    return lambda top: [
        *(place for place, parent in scene.parents.items() if parent == top),
        *(before for before, after in scene.successions if after == top),
    ]


def closed(first: Collection[Any], following: Callable[[Any], Collection[Any]]) -> set[Any]:
    found: set[Any] = set()
    waiting = list(first)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(following(one))
    return found


def visible(scene: Scene) -> set[UUID]:
    """What the access in force reaches of the scene's rows, by either manager."""
    ids = [row.pk for row in scene.rows]
    found: set[UUID] = set()
    for model in (Subject, EvidenceItem, StoryEntry, Statement):
        seen = set(model.objects.filter(pk__in=ids).values_list("pk", flat=True))
        assert seen == set(model.unscoped.filter(pk__in=ids).values_list("pk", flat=True))
        found |= seen
    # The number by which a row is found leads to whatever its keys open, after each change.
    numbered = set(by_reach(Statement.objects.filter(pk__in=ids)).values_list("pk", flat=True))
    assert numbered == {row.pk for row in scene.rows if isinstance(row, Statement)} & found
    return found


def build(parents: list[int], above: list[int | None], forces: list[str], made: list[Row]) -> Scene:
    scene = Scene()
    nation = Place.objects.get(key="nation")
    scene.places = [nation]
    for index in range(1, PLACES):
        parent = scene.places[parents[index] % index]
        scene.places.append(
            Place.objects.create(
                key=f"x:{index}", code=str(index), name=f"Xã {index}", kind="Xã", level="commune", parent=parent,
                folded="xa", sort_key="xa",
            )
        )  # fmt: skip
        scene.parents[scene.places[-1].pk] = parent.pk
    for index in range(AGENCIES):
        higher = above[index]
        scene.agencies.append(
            Agency.objects.create(
                key=f"x.{index}", name=f"Đội {index}", short_name=f"Đội {index}", symbol="Đ", force=forces[index],
                level="team", folded="doi", sort_key="doi",
                parent=scene.agencies[higher] if higher is not None and higher < index else None,
                successor=scene.agencies[0] if higher is not None and higher > index > 0 else None,
            )
        )  # fmt: skip
    for row in made:
        scene.rows.append(record(scene, row))
    return scene


def record(scene: Scene, row: Row) -> Any:
    officer = officer_of()
    common: dict[str, Any] = {
        "owner_agency": scene.agencies[row.owner],
        "place": scene.places[row.place] if row.place is not None else None,
        "sharing": row.sharing,
        "created_at": AT,
    }
    subjects = [one for one in scene.rows if isinstance(one, Subject)]
    if row.kind == "subject" or not subjects:
        return Subject.unscoped.create(kind="household", name="Hộ", sort_key="hộ", **common)
    if row.kind == "statement":
        return Statement.unscoped.create(
            subject=subjects[0], property="note", value="Bán ở chợ", source_kind="own", recorded_at=AT, **common
        )
    target = scene.rows[row.hangs_on % len(scene.rows)]
    if row.kind == "evidence":
        return EvidenceItem.unscoped.create(
            target_type=target._meta.label_lower, target_id=target.pk, kind="document", title="Ảnh",
            sha256=new_id().hex, size=1, obtained_at=AT, obtained_by=officer, added_by=officer, **common,
        )  # fmt: skip
    return StoryEntry.unscoped.create(
        subject=subjects[0], at=AT, kind="x", target_type=target._meta.label_lower, target_id=str(target.pk), **common
    )


def apply(scene: Scene, change: Change) -> None:
    row = scene.rows[change.one % len(scene.rows)]
    agency = scene.agencies[change.other % AGENCIES]
    place, other = scene.places[change.one % PLACES], scene.places[change.other % PLACES]
    if change.what == "share":
        share = Share(record_type=row._meta.label_lower, record_id=row.pk, agency=agency, shared_at=AT)
        Share.objects.bulk_create([share], ignore_conflicts=True)
        scene.shares.add((row.pk, agency.pk))
    elif change.what == "unshare":
        Share.objects.filter(record_id=row.pk, agency=agency).delete()
        scene.shares.discard((row.pk, agency.pk))
    elif change.what == "succeed" and place != other and place != scene.places[0]:
        PlaceSuccession.objects.bulk_create(
            [PlaceSuccession(predecessor=place, successor=other, on=TODAY)], ignore_conflicts=True
        )
        scene.successions.add((place.pk, other.pk))
    elif change.what == "unsucceed":
        PlaceSuccession.objects.filter(predecessor=place, successor=other).delete()
        scene.successions.discard((place.pk, other.pk))
    elif change.what == "reparent" and place != scene.places[0]:
        Place.objects.filter(pk=place.pk).update(parent=other if place != other else None)
        scene.parents[place.pk] = other.pk if place != other else None
    elif change.what == "place" and not isinstance(row, Statement):
        type(row).unscoped.filter(pk=row.pk).update(place=place)
        row.refresh_from_db()
    elif change.what == "sharing":
        type(row).unscoped.filter(pk=row.pk).update(sharing=change.sharing)
        row.refresh_from_db()
    elif change.what == "owner" and not isinstance(row, EvidenceItem | StoryEntry | Statement):
        type(row).unscoped.filter(pk=row.pk).update(owner_agency=agency)
        row.refresh_from_db()
    elif change.what == "above":
        higher = scene.agencies[change.one % AGENCIES]
        agency.parent = higher if higher != agency else None
        agency.save(update_fields=["parent"])
    elif change.what == "force":
        agency.force = FORCES[change.one % len(FORCES)]
        agency.save(update_fields=["force"])
    elif change.what == "area":
        AgencyArea.objects.get_or_create(agency=agency, place=other)
        scene.areas.add((agency.pk, other.pk))


def officer_of() -> Officer:
    return Officer.objects.get_or_create(username="x.clerk", defaults={"full_name": "Văn thư"})[0]


def post(scene: Scene, reader: Reader) -> Officer:
    officer = Officer.objects.create(username=str(new_id()), full_name="Cán bộ")
    for number, (agency, covers_area) in enumerate(reader.posts):
        Post.objects.create(
            officer=officer, agency=scene.agencies[agency], role="inspector", title_vi="Kiểm soát viên",
            valid_from=date(2026, 1, 1 + number), covers_area=covers_area,
        )  # fmt: skip
    return officer


def test_what_lies_above_a_place_is_what_it_lies_within() -> None:
    from minhbach.domains.agencies.selectors import place_ids_within

    with connection.cursor() as cursor:
        cursor.execute("select id, above from agencies_place")
        above = {place: {-key for key in keys} for place, keys in cursor.fetchall()}
    assert len(above) > 13_000
    for key in ("2025:20", "2025:06187", "2024:20", "nation"):
        top = Place.objects.get(key=key).pk
        assert {place for place, keys in above.items() if top in keys} == place_ids_within({top})


def test_the_key_of_a_force_is_one_for_the_application_and_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select force, foundation_force_key(force) from unnest(%s::text[]) force", [Force.values])
        assert dict(cursor.fetchall()) == {force: force_key(force) for force in Force.values}
    keys = [key for force in Force.values if (key := force_key(force)) is not None]
    assert len(set(keys)) == len(Force) - 1
    assert all(1_000_000_000 <= key < 2**31 for key in keys)
