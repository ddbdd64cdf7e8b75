"""Watched things that were met, told to the keeper of each list, who reads of no record that he may not see.

The register is asked from the side of the lists, by the worker and a little later: entering a record waits for no list,
and what comes into a keeper's reach later is met, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.watching.models import Alert, WatchEntry, WatchList
from minhbach.domains.watching.types import WORDED, Thing, Watched
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.scope import Sharing, acting_as, current_access
from minhbach.foundation.scope.access import SYSTEM

SUBJECT = "subjects.subject"
# So many of one keeper's alerts come in one round; the others in the next.
AT_ONCE = 200
_STANDING = """
    from watching_watchentry e join watching_watchlist l on l.id = e.watch_list_id
    where l.keeper_id = %s and l.closed_at is null and (l.ends_on is null or l.ends_on >= %s) and e.ended_at is null
"""
# Whoever carries a watched value, and what happened to a watched subject since it stands there; asked within the
# keeper's own reach. Not what the keeper himself has done.
_CARRIED = f"""
    select distinct on (x.id, s.subject_id) x.id, s.subject_id, s.subject_id, s.created_at < x.added_at
    from (select e.id, e.identifier_kind, e.key, e.added_at {_STANDING} and e.kind = '{Watched.IDENTIFIER}') x
    join subjects_identifier i on i.kind = x.identifier_kind and i.canonical = x.key
    join subjects_statement s on s.identifier_id = i.id and s.retracted_at is null
    where not exists (select 1 from watching_alert a where a.entry_id = x.id and a.mark = s.subject_id)
    order by x.id, s.subject_id, s.created_at
    limit {AT_ONCE}
"""
_HAPPENED = f"""
    select x.id, x.subject_id, t.id, false
    from (select e.id, e.subject_id, e.added_at {_STANDING} and e.kind = '{Watched.SUBJECT}') x
    join subjects_storyentry t on t.subject_id = x.subject_id and t.created_at > x.added_at
    where t.officer_id is distinct from %s
        and not exists (select 1 from watching_alert a where a.entry_id = x.id and a.mark = t.id)
    limit {AT_ONCE}
"""
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s.\-]+(?=\d)")
# As many digits of a telephone number as are the same in all its spellings.
_TELEPHONE = 9


@dataclass(frozen=True)
class _Met:
    entry_id: UUID
    met_type: str
    met_id: UUID
    mark: UUID
    stood_before: bool = False


def meet_register(*, at: datetime) -> int:
    """Look for every list at what the register holds of what it watches; harmless to repeat. Return how many alerts."""
    with acting_as(SYSTEM):
        wait_turn("watching.meet")
        keepers = list(Officer.inside.filter(pk__in=_open_lists(at).values("keeper_id"), is_active=True))
        told = 0
        for keeper in keepers:
            with acting_as(access_of(keeper, at=at)):
                told += _tell(keeper, _found_for(keeper, at=at), at=at)
    return told


@transaction.atomic
def meet(things: Iterable[Thing], *, sees: Callable[[Collection[UUID]], Collection[UUID]], at: datetime) -> int:
    """Show things of a room above to every list; SEES keeps those of some ids that the access in force reaches."""
    with acting_as(SYSTEM):
        watched = _watched_words(at)
        if not watched:
            return 0
        met: dict[UUID, list[_Met]] = defaultdict(list)
        for thing in things:
            text = f" {search_key(thing.text)} "
            digits = _BETWEEN_DIGITS.sub("", text)
            for keeper_id, entries in watched.items():
                for entry_id, words, number in entries:
                    if words in text if words else number in digits:
                        met[keeper_id].append(_Met(entry_id, thing.met_type, thing.met_id, thing.met_id))
        told = 0
        for keeper in Officer.inside.filter(pk__in=met, is_active=True):
            with acting_as(access_of(keeper, at=at)):
                seen = set(sees({one.met_id for one in met[keeper.pk]}))
                told += _tell(keeper, [one for one in met[keeper.pk] if one.met_id in seen], at=at)
    return told


def _open_lists(at: datetime) -> Any:
    rows = WatchList.unscoped.filter(closed_at__isnull=True)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=local_date(at)))


def _found_for(keeper: Officer, *, at: datetime) -> list[_Met]:
    on = local_date(at)
    with connection.cursor() as cursor:
        cursor.execute(_CARRIED, [keeper.pk, on])
        found = cursor.fetchall()
        cursor.execute(_HAPPENED, [keeper.pk, on, keeper.pk])
        found += cursor.fetchall()
    return [_Met(entry_id, SUBJECT, met_id, mark, before) for entry_id, met_id, mark, before in found]


def _watched_words(at: datetime) -> Mapping[UUID, Sequence[tuple[UUID, str, str]]]:
    """Return by keeper what is met by words, and the digits of telephone numbers."""
    rows = WatchEntry.objects.filter(watch_list__in=_open_lists(at), ended_at__isnull=True)
    rows = rows.filter(Q(kind__in=WORDED) | Q(kind=Watched.IDENTIFIER, identifier_kind="phone"))
    found: dict[UUID, list[tuple[UUID, str, str]]] = defaultdict(list)
    for entry_id, keeper_id, kind, key in rows.values_list("id", "watch_list__keeper_id", "kind", "key"):
        if kind == Watched.IDENTIFIER:
            found[keeper_id].append((entry_id, "", key[-_TELEPHONE:]))
        else:
            found[keeper_id].append((entry_id, f" {key} ", ""))
    return found


def _tell(keeper: Officer, met: Sequence[_Met], *, at: datetime) -> int:
    """Write alerts for a keeper, each once, within his reach. Not audited: it says what others have written."""
    entries = WatchEntry.objects.filter(pk__in={one.entry_id for one in met})
    # Whoever has left the agency of a list is told of nothing for it.
    entries = entries.filter(watch_list__owner_agency_id__in=current_access().agency_ids)
    owners = dict(entries.values_list("pk", "watch_list__owner_agency_id"))
    known = set(Alert.objects.filter(entry_id__in=owners).values_list("entry_id", "mark"))
    new = {(one.entry_id, one.mark): one for one in met if one.entry_id in owners}
    rows = [
        Alert(
            entry_id=one.entry_id,
            keeper=keeper,
            met_type=one.met_type,
            met_id=one.met_id,
            mark=one.mark,
            stood_before=one.stood_before,
            owner_agency_id=owners[one.entry_id],
            sharing=Sharing.SILENT,
            created_at=at,
        )
        for key, one in new.items()
        if key not in known
    ]
    Alert.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
