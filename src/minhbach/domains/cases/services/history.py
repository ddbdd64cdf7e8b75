"""A whole file entered at once: an old case kept on paper until now, or one written for a demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts import BY_CODE, act_of
from minhbach.domains.cases.acts.act import Door
from minhbach.domains.cases.acts.open import Opened
from minhbach.domains.cases.events import file_changed
from minhbach.domains.cases.goods_lines import keep_goods
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.projection import save_projection
from minhbach.domains.cases.replay import apply, part_in
from minhbach.domains.cases.services.counting import count_anew
from minhbach.domains.cases.services.journal import TARGET, write_event
from minhbach.domains.cases.services.outcomes import tell_outcomes
from minhbach.domains.cases.services.telling import tell
from minhbach.domains.cases.types.codes import Origin
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.law.selectors import Law, open_law
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import once, wait_turn
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope.models import Sharing
from minhbach.foundation.writing import write_day

_OF_OTHERS = _lazy("vụ việc của đơn vị khác")
MAY_ENTER = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.RECORDS_CLERK)


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One entry of an old file. RECORDED_AT and OFFICER default to those of whoever enters the file."""

    fact: Any
    happened_on: date
    recorded_at: datetime | None = None
    officer: Officer | None = None
    document_id: UUID | None = None
    part: str = ""


@transaction.atomic
def enter_history(
    *,
    officer: Officer,
    at: datetime,
    agency: Agency,
    happenings: Sequence[Happening],
    place: Place | None = None,
    lead_id: UUID | None = None,
    sharing: str = Sharing.AREA,
    law: Law | None = None,
) -> Case:
    """Enter a case with everything that happened to it, all or nothing.

    The first happening is the opening. The rules of single acts hold, as do the law tables: frames, the right to
    explain, and a decision's amounts are filled in from them. LAW spares opening it again for every file.

    Raises: RoleMissing, FirstEntryMustOpen, HappenedInFuture, and what the single acts raise.
    """
    require_role(officer, *MAY_ENTER, at=at, agency=agency)
    law = law or open_law()
    first = happenings[0] if happenings else None
    if first is None or not isinstance(first.fact, Opened):
        raise refusals.FirstEntryMustOpen
    case = make_case(
        officer=first.officer or officer,
        at=first.recorded_at or at,
        agency=agency,
        place=place,
        lead_id=lead_id,
        sharing=sharing,
        happened_on=first.happened_on,
    )
    begin_file(case, happenings, officer=officer, at=at, law=law)
    audit.record(
        f"{TARGET}.entered",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=case.id,
        data={"events": len(happenings), "step": case.step},
    )
    return case


def begin_file(
    case: Case, happenings: Sequence[Happening], *, officer: Officer, at: datetime, law: Law | None = None
) -> CaseState:
    """Write the first entries of a file in one pass: what is asked of each entry is asked, each is completed.

    Raises: HappenedInFuture, and what the single acts raise.
    """
    law = law or open_law()
    state = CaseState()
    entries: list[Entry[Any]] = []
    doors: list[tuple[Entry[Any], Door]] = []
    for happening in happenings:
        recorded_at, who = happening.recorded_at or at, happening.officer or officer
        if happening.happened_on > local_date(recorded_at) or recorded_at > at:
            raise refusals.HappenedInFuture(day=write_day(happening.happened_on))
        act = act_of(happening.fact)
        fact = act.clean(happening.fact)
        event_id = new_id()
        part = part_in(state, act.code, happening.part, fact) or (str(event_id) if act.begins_matter else "")
        door = Door(case, state, part, who, recorded_at, happening.happened_on, law)
        entry: Entry[Any] = Entry(
            id=event_id,
            sequence=len(entries) + 1,
            kind=act.code,
            happened_on=happening.happened_on,
            recorded_at=recorded_at,
            officer_id=who.id,
            fact=act.complete(fact, door),
            part=part,
            document_id=happening.document_id,
        )
        apply(state, entry)
        entries.append(entry)
        doors.append((entry, door))
    CaseEvent.objects.bulk_create(write_event(case, entry) for entry in entries)
    for entry in entries:
        keep_goods(case, entry)
    save_projection(case, state, at=entries[-1].recorded_at, law=law)
    count_anew(case, entries)
    if any(line.decided or line.prosecuted for line in state.lines.values()):
        tell_outcomes(case, state, at=at)
    file_changed(case, state, at=at)
    for entry, door in doors:
        act = BY_CODE[entry.kind]
        act.done(entry.fact, door)
        tell(case, entry, act, officer=door.officer)
    return state


def make_case(
    *,
    officer: Officer,
    at: datetime,
    agency: Agency,
    place: Place | None,
    lead_id: UUID | None,
    sharing: str,
    happened_on: date | None,
) -> Case:
    """Make the empty row a case's events hang on, with its code."""
    if lead_id is not None:
        require_unopened(lead_id)
    day = happened_on or local_date(at)
    case = Case(
        code=next_code(agency, day.year),
        title="",
        origin=Origin.OWN_KNOWLEDGE,
        owner_agency=agency,
        place=place,
        sharing=sharing,
        lead_id=lead_id,
        created_at=at,
        opened_on=day,
        opened_by=officer,
        entered_on=day,
        last_recorded_at=at,
    )
    # A case that is not shared is not seen by who asks: the database knows it all the same.
    with once(refusals.CaseOpenedFromLeadAlready(case=_OF_OTHERS)):
        case.save(force_insert=True)
    return case


def require_unopened(lead_id: UUID) -> None:
    """Refuse where a case was opened from a lead already, and say which.

    Raises: CaseOpenedFromLeadAlready.
    """
    # There is one case of a lead: who opens it is settled by turns.
    wait_turn("cases.lead", lead_id)
    already: Case | None = Case.unscoped.filter(lead_id=lead_id).first()
    if already is not None:
        raise refusals.CaseOpenedFromLeadAlready(case=already.code, where=already.get_absolute_url())


def next_code(agency: Agency, year: int) -> str:
    """Take the next code of an agency in a year. The row stays locked, so none is lost or doubled."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into cases_casecounter (agency_id, year, last) values (%s, %s, 1)"
            " on conflict (agency_id, year) do update set last = cases_casecounter.last + 1 returning last",
            [agency.id, year],
        )
        return f"VV-{year}-{cursor.fetchone()[0]:05d}"
