"""Looks at personal data, whatever the exit: what a page has read of people is told by one row when it is shown.

A model that tells of people says so by standing on `Personal`. Every row of it that is read while somebody looks is
noted here, so that a page, a list, a workbook or a form cannot forget to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

if TYPE_CHECKING:
    from django.db.models import Model as _Row
else:
    # Were it a model itself, every migration would tell of it.
    _Row = object

# Under this name a session keeps what was opened in it, and for what.
OPENED = "opened"
# Ids that one row of the log carries; of more it says how many.
LARGEST_LOOK = 1_000


@dataclass
class Looks:
    """What has been read of people, and what of it the log already tells, while one page was made."""

    # By kind and id, each with the agency that owns it, where the row says so.
    read: dict[str, dict[str, UUID | None]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    # What is open to whoever looks, by id: for what purpose, and the number given with it.
    opened: dict[str, tuple[str, str]] = field(default_factory=dict)

    def untold(self, *, is_kept: bool = True) -> Seen:
        """Gather what no row of the log has told of yet; what was told is not, where it was not kept but undone."""
        told = self.told if is_kept else set()
        found = {
            kind: {one: owner for one, owner in ids.items() if one not in told}
            for kind, ids in sorted(self.read.items())
        }
        return Seen({kind: ids for kind, ids in found.items() if ids})


@dataclass(frozen=True)
class Seen:
    """Whose data was seen, by kind and id, each with the agency that owns it."""

    records: Mapping[str, Mapping[str, UUID | None]]

    def __bool__(self) -> bool:
        return bool(self.records)

    @property
    def owners(self) -> set[UUID]:
        return {owner for ids in self.records.values() for owner in ids.values() if owner is not None}

    @property
    def data(self) -> dict[str, Any]:
        """Say in the data of a row what was seen: how many of each kind, and which, as far as there is room."""
        room, which = LARGEST_LOOK, {}
        for kind, ids in self.records.items():
            which[kind] = list(ids)[:room]
            room -= len(which[kind])
        return {"seen": which, "count": {kind: len(ids) for kind, ids in self.records.items()}}


_current: ContextVar[Looks | None] = ContextVar("minhbach_looks", default=None)


@contextmanager
def looking(opened: Mapping[str, Sequence[str]] | None = None) -> Iterator[Looks]:
    """Note what is read of people inside the block; OPENED is for what it was asked before, in the same sitting."""
    looks = Looks(opened={one: (given[0], given[1]) for one, given in (opened or {}).items()})
    token = _current.set(looks)
    try:
        yield looks
    finally:
        _current.reset(token)


def saw(kind: str, record_id: UUID | str, *, owner: UUID | None = None) -> None:
    """Note that somebody looks at a record, which OWNER may have to know."""
    looks = _current.get()
    if looks is not None:
        ids = looks.read.setdefault(kind, {})
        ids[str(record_id)] = owner or ids.get(str(record_id))


def told(record_id: UUID | str) -> None:
    """Note that the log has a row of its own about a record."""
    looks = _current.get()
    if looks is not None:
        looks.told.add(str(record_id))


def open_for(record_id: UUID | str, purpose: str, reference: str = "") -> None:
    """Let what a record tells of a person be shown whole for the rest of the block, since it is looked at for this."""
    looks = _current.get()
    if looks is not None:
        looks.opened[str(record_id)] = purpose, reference


def purpose_of(record_id: UUID | str) -> tuple[str, str] | None:
    """Return for what a record is open to whoever looks, and the number given with it; None where nobody said."""
    looks = _current.get()
    return looks.opened.get(str(record_id)) if looks is not None else None


class Personal(_Row):
    """Stands before a model whose rows tell of people: `class Subject(Personal, ScopedModel)`.

    A row that is part of another is told of as that: TELLS_OF names its kind and the column with its id.
    """

    tells_of: ClassVar[tuple[str, str] | None] = None

    @classmethod
    def told_as(cls) -> tuple[str, str]:
        """Name the kind of record that a row is told of as, and the column with its id."""
        model: Any = cls
        return cls.tells_of or (model._meta.label_lower, model._meta.pk.attname)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        row: Any = super().from_db(db, field_names, values, **more)
        if _current.get() is not None:
            kind, column = cls.told_as()
            record_id = row.__dict__.get(column)
            if record_id is None:
                kind, record_id = row._meta.label_lower, row.pk
            saw(kind, record_id, owner=row.__dict__.get("owner_agency_id"))
        return row  # type: ignore[no-any-return]
