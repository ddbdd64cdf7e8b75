"""The one way in which what is said of subjects is written: a batch at once, a single thing as a batch of one.

The database's function subjects_record writes subjects, places, statements, search words and story of a whole batch,
and takes the nodes of its values in an order that is everybody's; the questions asked do not grow with the batch.
The caller audits: one row an act, with how many statements it wrote and their digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.subjects.events import subjects_changed
from minhbach.domains.subjects.models import Premises, Presence, Statement, Subject
from minhbach.domains.subjects.refusals import PeriodRunsBackward, ValueMissing
from minhbach.domains.subjects.tokens import words_of
from minhbach.domains.subjects.types import Property, Provenance
from minhbach.domains.subjects.types.kinds import WORDED_PROPERTIES
from minhbach.engine.identifiers import Identity
from minhbach.foundation.database.together import tell
from minhbach.foundation.ids import new_id

_KNOWN = "select said, same from subjects_known(%s::jsonb, %s, %s, %s, %s)"
_WRITE = "select said, same from subjects_record(%s::jsonb, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Recorded:
    """What became of a batch. SAME tells which earlier statement each thing was that stood already.

    RENAMED are subjects that stood before and have a name more.
    """

    written: tuple[UUID, ...]
    renamed: frozenset[UUID]
    same: Mapping[UUID, UUID]
    digest: str

    def statement_id(self, said: UUID) -> UUID:
        """Return the statement that stands for what was said."""
        return self.same.get(said, said)

    @property
    def data(self) -> dict[str, Any]:
        """Say in the data of an audit row what was written."""
        return {"statements": len(self.written), "digest": self.digest}


@dataclass(frozen=True)
class _Said:
    """One thing said, as the database reads it: FACTS without what is not there."""

    id: UUID
    subject_id: UUID
    facts: Mapping[str, Any]


@dataclass
class Batch:
    """What one officer says for one agency, from one kind of source, at one moment."""

    officer: Officer
    at: datetime
    owner: Agency
    provenance: Provenance
    _subjects: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    _standing: set[UUID] = field(default_factory=set)
    _said: dict[tuple[Any, ...], _Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first, until = self.provenance.valid_from, self.provenance.valid_until
        if first is not None and until is not None and until <= first:
            raise PeriodRunsBackward

    def register(self, subject: Subject) -> None:
        """Enter a new subject; it is saved with the batch."""
        self._subjects[subject.id] = {
            "id": str(subject.id),
            "kind": str(subject.kind),
            "name": subject.name,
            "sort_key": subject.sort_key,
            "place": subject.place_id,
            "sharing": str(subject.sharing),
            "told": str(new_id()),
        }

    def say(
        self,
        subject: Subject,
        property: Property,  # noqa: A002 (the word of the record)
        *,
        value: str = "",
        identity: Identity | None = None,
        thing: Premises | Presence | None = None,
        seen_on: Presence | None = None,
        holder: str = "",
        note: str = "",
    ) -> UUID:
        """Add one thing said of a subject; what was said already in this batch is said once. Raises: ValueMissing."""
        if value:
            value = "\n".join(" ".join(line.split()) for line in value.strip().splitlines())
        if not value and property in WORDED_PROPERTIES:
            raise ValueMissing
        if subject.id not in self._subjects:
            self._standing.add(subject.id)
        given = _thing(thing)
        key = (
            subject.id, property, value, identity, tuple(given.values()), seen_on.id if seen_on else None, holder,
        )  # fmt: skip
        known = self._said.get(key)
        if known is None:
            own_id = new_id()
            may_be_empty = {
                "value": value,
                "holder": holder,
                "place": thing.place_id if thing is not None else subject.place_id,
                "note": (note or self.provenance.source.note)[:300],
                "stands": subject.id in self._standing,
            }
            words = words_of(property, value=value, identity=identity, presence=thing, holder=holder)
            facts: dict[str, Any] = {
                "id": str(own_id),
                "subject": str(subject.id),
                "property": property.value,
                "sharing": str(self.provenance.sharing or subject.sharing),
                # What has no marks is told once.
                "tokens": [(plain,) if plain == toned else (plain, toned) for plain, toned in words],
                **{name: said for name, said in may_be_empty.items() if said},
                **given,
                **self._told(subject, property, identity, thing),
            }
            if identity is not None:
                facts |= {"kind": identity.kind, "canonical": identity.canonical}
            if seen_on is not None:
                facts["seen_on"] = str(seen_on.id)
            if thing is not None:
                facts["thing"] = str(thing.id)
            known = self._said[key] = _Said(own_id, subject.id, facts)
        return known.id

    def standing(self) -> dict[UUID, UUID]:
        """Say which of what was said stands already, by which statement, and write nothing."""
        if not self._standing:
            return {}
        provenance = self.provenance
        list_id = provenance.taken_in.id if provenance.taken_in else None
        with connection.cursor() as cursor:
            cursor.execute(
                _KNOWN, [self._facts(), self.owner.id, provenance.valid_from, provenance.valid_until, list_id]
            )
            return dict(cursor.fetchall())

    def write(self) -> Recorded:
        """Write the batch, in the caller's transaction."""
        provenance = self.provenance
        values: list[Any] = [
            self._facts(), self.owner.id, self.officer.id, self.at, provenance.source.kind.value,
            provenance.valid_from, provenance.valid_until, provenance.taken_in.id if provenance.taken_in else None,
        ]  # fmt: skip
        same: dict[UUID, UUID] = {}
        if self._standing:
            with connection.cursor() as cursor:
                cursor.execute(_WRITE, values)
                same = dict(cursor.fetchall())
        else:
            # Of subjects that are new nothing stands already.
            tell(_WRITE, values)
        fresh = [one for one in self._said.values() if one.id not in same]
        changed = {one.subject_id for one in fresh} | set(self._subjects)
        if changed:
            subjects_changed(changed)
        renamed = (one for one in fresh if one.facts.get("stands") and one.facts["property"] == Property.NAME)
        return Recorded(
            tuple(one.id for one in fresh),
            frozenset(one.subject_id for one in renamed),
            same,
            digest_of((one.facts["id"], one.facts["property"], _essence(one.facts)) for one in fresh),
        )

    def _facts(self) -> str:
        return _json(
            {
                "standing": [str(one) for one in self._standing],
                "subjects": list(self._subjects.values()),
                "statements": [one.facts for one in self._said.values()],
            }
        )

    def _told(
        self,
        subject: Subject,
        property: Property,  # noqa: A002
        identity: Identity | None,
        thing: Premises | Presence | None,
    ) -> dict[str, str]:
        """Say how the story tells of it; what came with the registration is told by that."""
        if self.at == subject.created_at and self.owner.id == subject.owner_agency_id:
            return {}
        return {"told": str(new_id()), "told_of": story_word(property, identity.kind if identity else "", thing)}


def story_word(property: Property, kind: str, thing: Premises | Presence | None) -> str:  # noqa: A002
    """Return the property's code with the kind of what it points at; the story page puts it into words."""
    if property == Property.IDENTIFIER:
        return f"identifier.{kind}"
    return f"{property.value}.{thing.kind}" if thing is not None else property.value


def digest_of(rows: Iterable[tuple[Any, str, str]]) -> str:
    """Return one digest of statements, each as (id, property, what it says), whatever their order."""
    lines = sorted(f"{one} {name} {said}" for one, name, said in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digest_of_written(ids: Iterable[UUID]) -> str:
    """Work the digest out anew from what stands in the record: it is the audit row's unless somebody has been at it."""
    rows = Statement.unscoped.filter(pk__in=list(ids)).select_related("identifier", "premises", "presence")
    return digest_of((row.id, row.property, _essence_of(row)) for row in rows)


_ESSENCE = ("value", "kind", "canonical", "holder", "thing_kind", "name", "platform", "account", "url", "address")
# One encoder for all: `json.dumps` makes a new one for each call that asks for other than its own manner.
_json = json.JSONEncoder(ensure_ascii=False).encode


def _thing(thing: Premises | Presence | None) -> dict[str, str]:
    if isinstance(thing, Premises):
        return {"thing_kind": str(thing.kind), "address": thing.address}
    if isinstance(thing, Presence):
        return {
            "thing_kind": str(thing.kind),
            "name": thing.name,
            "platform": thing.platform,
            "account": thing.account,
            "url": thing.url,
            "address": thing.address,
        }
    return {}


def _essence(said: Mapping[str, Any]) -> str:
    return _json([said.get(name) or "" for name in _ESSENCE])


def _essence_of(row: Statement) -> str:
    thing: Premises | Presence | None = row.premises if row.property == Property.PREMISES else None
    if row.property == Property.PRESENCE:
        thing = row.presence
    node = row.identifier
    return _essence(
        {
            "value": row.value,
            "kind": node.kind if node else "",
            "canonical": node.canonical if node else "",
            "holder": row.holder,
            **_thing(thing),
        }
    )
