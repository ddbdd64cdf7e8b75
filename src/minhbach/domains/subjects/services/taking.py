"""A list is looked through and taken in by slices, each whole or not at all; it is taken back the same way.

A slice is one transaction that leaves a row behind (ImportSlice), so that a job that was killed goes on after the last
whole one. Locks are taken in everybody's order: keys of lists, subjects, nodes of values.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from minhbach.domains.subjects.events import subjects_changed
from minhbach.domains.subjects.list_kinds import list_kind
from minhbach.domains.subjects.models import Import, ImportSlice, ListedRow, ListKey, Statement, Subject
from minhbach.domains.subjects.reading import ListedMerchant
from minhbach.domains.subjects.services.merchants import say_facts
from minhbach.domains.subjects.services.recording import Batch, Recorded
from minhbach.domains.subjects.services.registration import new_subject
from minhbach.domains.subjects.services.statements import refresh_names, retract_all
from minhbach.domains.subjects.types import ImportStep, Property, Provenance, Source
from minhbach.foundation import audit
from minhbach.foundation.database.locks import lock_all
from minhbach.foundation.ids import new_id

UNDO_SUBJECTS = 2_000

# A row, its subject, what was said by it, and whether it was the first to name the subject.
Said = tuple[ListedMerchant, UUID, list[UUID], bool]


@dataclass
class Tally:
    """What becomes of the rows of a list; CHANGED are known merchants of whom a row says something new."""

    rows: int = 0
    new: int = 0
    known: int = 0
    changed: int = 0
    faulty: int = 0
    statements: int = 0

    def add(self, other: Tally) -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


def look_through(taken_in: Import, rows: Sequence[ListedMerchant], seen: set[UUID]) -> Tally:
    """Say what taking in some rows would come to, and change nothing; SEEN are the keys of the rows before these."""
    good = [row for row in rows if not row.faults]
    tally = Tally(rows=len(rows), faulty=len(rows) - len(good))
    subjects = _known_subjects(taken_in, {row.key for row in good})
    batch = _batch(taken_in, at=taken_in.created_at)
    said: dict[int, list[UUID]] = {}
    for row in good:
        subject = subjects.get(row.key)
        if subject is not None:
            said[row.place] = _say(batch, subject, row, taken_in)
        elif row.key not in seen:
            tally.new += 1
        else:
            tally.known += 1
        seen.add(row.key)
    same = batch.standing()
    for ids in said.values():
        if all(one in same for one in ids):
            tally.known += 1
        else:
            tally.changed += 1
    return tally


@transaction.atomic
def take_slice(taken_in: Import, number: int, rows: Sequence[ListedMerchant], *, at: datetime) -> Tally | None:
    """Take some rows of a list in; None where that was done already."""
    part, is_new = ImportSlice.objects.get_or_create(taken_in=taken_in, step=ImportStep.TAKE, number=number)
    if not is_new:
        return None
    good = [row for row in rows if not row.faults]
    tally = Tally(rows=len(rows), faulty=len(rows) - len(good))
    proposed = {row.key: new_id() for row in good}
    named = _claim(taken_in, proposed)
    subjects = Subject.unscoped.in_bulk({one for key, one in named.items() if one != proposed[key]})
    batch = _batch(taken_in, at=at)
    said: list[Said] = []
    for row in good:
        subject, is_first = subjects.get(named[row.key]), False
        if subject is None:
            facts, note = row.facts, _note(taken_in, row)
            subject = new_subject(
                batch, id=named[row.key], kind=facts.kind, name=facts.name, place=facts.place, note=note
            )
            subjects[subject.id], is_first = subject, True
        said.append((row, subject.id, _say(batch, subject, row, taken_in), is_first))
    recorded = batch.write()
    _count(tally, said, recorded)
    _keep_rows(taken_in, said, recorded)
    refresh_names(recorded.renamed)
    tally.statements = len(recorded.written)
    for name in ("rows", "new", "known", "changed", "faulty", "statements"):
        setattr(part, name, getattr(tally, name))
    part.digest = recorded.digest
    part.save()
    _record("subjects.import.slice", taken_in, at, {"slice": number, **vars(tally), "digest": recorded.digest})
    return tally


@dataclass(frozen=True)
class Left:
    """One slice of what is left of a list to be taken back: SUBJECTS by their ids, and how many rows named them."""

    number: int
    subjects: str
    rows: int


def left_to_take_back(taken_in: Import) -> list[Left]:
    """Cut what is left of a list into slices that share no subject."""
    parts = ImportSlice.objects.filter(taken_in=taken_in, step=ImportStep.UNDO)
    known = parts.order_by("-number").values_list("number", flat=True).first()
    begin = 0 if known is None else known + 1
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, {"list": taken_in.id, "most": UNDO_SUBJECTS})
        return [Left(number, *part) for number, part in enumerate(cursor.fetchall(), start=begin)]


@transaction.atomic
def take_back_slice(taken_in: Import, left: Left, *, at: datetime) -> int:
    """Take back what a list brought of some subjects; returns how many statements.

    What another list that stands said too is that one's from now on. A subject of which nothing else is known is
    withdrawn; one that others have added to stays.
    """
    ids = [UUID(one) for one in left.subjects.split()]
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_KEYS, [ids])
    lock_all(Subject.unscoped, pk__in=ids)
    brought = Statement.unscoped.filter(taken_in=taken_in, subject_id__in=ids, retracted_at__isnull=True)
    names = list(brought.filter(property=Property.NAME).values_list("subject_id", flat=True))
    _hand_over(taken_in, ids)
    count = retract_all(
        brought, officer=taken_in.undone_by or taken_in.recorded_by, at=at, reason=taken_in.undone_reason
    )
    known = set(
        Statement.unscoped.filter(subject_id__in=ids, retracted_at__isnull=True)
        .values_list("subject_id", flat=True)
        .distinct()
    )
    unknown = [one for one in ids if one not in known]
    Subject.unscoped.filter(pk__in=unknown, withdrawn_at__isnull=True).update(withdrawn_at=at)
    ListKey.objects.filter(subject_id__in=unknown).delete()
    refresh_names([one for one in names if one in known])
    ListedRow.objects.filter(taken_in=taken_in, subject_id__in=ids).delete()
    ImportSlice.objects.create(
        taken_in=taken_in, step=ImportStep.UNDO, number=left.number, rows=left.rows, statements=count
    )
    data = {"slice": left.number, "subjects": len(ids), "statements": count}
    _record("subjects.import.slice_undone", taken_in, at, data)
    subjects_changed(ids)
    return count


_LEFT = """
    with listed as (
        select subject_id, count(*) as rows from subjects_listedrow where taken_in_id = %(list)s group by subject_id
    ), brought as (
        -- What was taken in by earlier releases has no rows of its own.
        select distinct s.subject_id from subjects_statement s
        where s.taken_in_id = %(list)s and s.retracted_at is null
            and not exists (select from listed l where l.subject_id = s.subject_id)
    ), numbered as (
        select subject_id, rows, (row_number() over (order by subject_id) - 1) / %(most)s as part
        from (select * from listed union all select subject_id, 1 from brought) found
    )
    select string_agg(subject_id::text, ' ' order by subject_id), sum(rows)::int
    from numbered group by part order by part
"""
_CLAIM = """
    insert into subjects_listkey (owner_agency_id, key, subject_id)
    select %s, key, subject from unnest(%s::uuid[], %s::uuid[]) as wanted (key, subject) order by key
    on conflict (owner_agency_id, key) do nothing
"""
# Held so that nobody takes back meanwhile whom these keys name.
_NAMED = """
    select key, subject_id from subjects_listkey where owner_agency_id = %s and key = any (%s) order by key for share
"""
_HOLD_KEYS = "select from subjects_listkey where subject_id = any (%s) order by owner_agency_id, key for update"
_KEEP_ROWS = """
    insert into subjects_listedrow (taken_in_id, place, called, subject_id, statements)
    select %s, place, called, subject, statements::uuid[]
    from unnest(%s::int[], %s::text[], %s::uuid[], %s::text[]) as listed (place, called, subject, statements)
"""
_HEIRS = """
    select distinct on (s.id) s.id, l.taken_in_id, l.called
    from subjects_statement s
    join subjects_listedrow l on l.subject_id = s.subject_id and l.taken_in_id <> s.taken_in_id
        and s.id = any (l.statements)
    join subjects_import i on i.id = l.taken_in_id and i.undone_at is null
    where s.taken_in_id = %s and s.subject_id = any (%s) and s.retracted_at is null
    order by s.id, i.created_at, i.id, l.place
"""
_INHERIT = """
    with heir as (
        select * from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[])
            as heir (old, id, list, source, note, sharing)
    ), said as (
        insert into subjects_statement (id, owner_agency_id, place_id, sharing, created_at, valid_from, valid_until,
            subject_id, property, value, identifier_id, premises_id, presence_id, holder, source_kind, source_note,
            recorded_at, recorded_by_id, taken_in_id, retraction_reason)
        select h.id, s.owner_agency_id, s.place_id, h.sharing, s.created_at, s.valid_from, s.valid_until,
            s.subject_id, s.property, s.value, s.identifier_id, s.premises_id, s.presence_id, s.holder, h.source,
            h.note, i.created_at, i.recorded_by_id, h.list, ''
        from heir h join subjects_statement s on s.id = h.old join subjects_import i on i.id = h.list
    ), found as (
        update subjects_searchtoken t set statement_id = h.id, sharing = h.sharing from heir h
        where t.statement_id = h.old
    )
    update subjects_listedrow l set statements = array(
        select coalesce(h.id, one.id) from unnest(l.statements) with ordinality as one (id, n)
        left join heir h on h.old = one.id order by one.n
    ) where l.subject_id = any (%s) and l.statements && array(select old from heir)
"""


def _batch(taken_in: Import, *, at: datetime) -> Batch:
    source = Source(list_kind(taken_in.kind).source, taken_in.name)
    provenance = Provenance(
        agency=taken_in.owner_agency, sharing=taken_in.values_sharing, source=source, taken_in=taken_in
    )
    return Batch(taken_in.recorded_by, at, taken_in.owner_agency, provenance)


def _note(taken_in: Import, row: ListedMerchant) -> str:
    return f"{taken_in.name}, {row.called}"


def _say(batch: Batch, subject: Subject, row: ListedMerchant, taken_in: Import) -> list[UUID]:
    note = _note(taken_in, row)
    name = batch.say(subject, Property.NAME, value=row.facts.name, note=note)
    return [name, *say_facts(batch, subject, row.facts, note=note)]


def _claim(taken_in: Import, proposed: dict[UUID, UUID]) -> dict[UUID, UUID]:
    """Give each key its subject: the one it names already for this agency, or the one proposed."""
    owner_id, keys = taken_in.owner_agency_id, list(proposed)
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [owner_id, keys, list(proposed.values())])
        cursor.execute(_NAMED, [owner_id, keys])
        return dict(cursor.fetchall())


def _known_subjects(taken_in: Import, keys: Collection[UUID]) -> dict[UUID, Subject]:
    named = ListKey.objects.filter(owner_agency_id=taken_in.owner_agency_id, key__in=keys)
    return {one.key: one.subject for one in named.select_related("subject")}


def _count(tally: Tally, said: Sequence[Said], recorded: Recorded) -> None:
    told: set[UUID] = set(recorded.same)
    for _row, _subject, ids, is_first in said:
        if is_first:
            tally.new += 1
        elif told.issuperset(ids):
            tally.known += 1
        else:
            tally.changed += 1
        told.update(ids)


def _keep_rows(taken_in: Import, said: Sequence[Said], recorded: Recorded) -> None:
    """Keep which row said what, also where it had been said before: it stands for as long as one of them does."""
    stand = [",".join(str(recorded.statement_id(one)) for one in ids) for _row, _subject, ids, _is_first in said]
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP_ROWS,
            [
                taken_in.id,
                [row.place for row, *_ in said],
                [row.called for row, *_ in said],
                [subject for _row, subject, *_ in said],
                ["{" + one + "}" for one in stand],
            ],
        )


def _hand_over(taken_in: Import, ids: list[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_HEIRS, [taken_in.id, ids])
        heirs = cursor.fetchall()
        if not heirs:
            return
        lists = Import.unscoped.in_bulk({one for _old, one, _called in heirs})
        cursor.execute(
            _INHERIT,
            [
                [old for old, _list, _called in heirs],
                [new_id() for _ in heirs],
                [one for _old, one, _called in heirs],
                [list_kind(lists[one].kind).source.value for _old, one, _called in heirs],
                [f"{lists[one].name}, {called}" for _old, one, called in heirs],
                [lists[one].values_sharing for _old, one, _called in heirs],
                ids,
            ],
        )


def _record(action: str, taken_in: Import, at: datetime, data: dict[str, Any]) -> None:
    audit.record(
        action,
        officer_id=taken_in.recorded_by_id,
        at=at,
        target_type="subjects.import",
        target_id=taken_in.id,
        data=data,
    )
