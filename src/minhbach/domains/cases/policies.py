"""Who may do what in a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.cases.acts import ACTS
from minhbach.domains.cases.acts.act import Act, Who
from minhbach.domains.cases.models import Case, CaseOfficer, FieldEntry
from minhbach.domains.cases.refusals import NotOwnFieldEntry, OfficerNotOnCase
from minhbach.domains.cases.types.codes import Outcome
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.foundation.clock import local_date

HANDLERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)
LEADERS = (Role.INSPECTION_LEADER, Role.HEAD)
# Papers issued before the system, or outside it, are entered by those who keep or sign them.
KEEPERS = (Role.RECORDS_CLERK, Role.HEAD)
CASHIERS = (Role.ACCOUNTANT,)


def agency_to_open_in(officer: Officer, *, at: datetime, agency: Agency | None = None) -> Agency:
    """Say in which of their agencies an officer opens a case.

    Raises: RoleMissing.
    """
    require_role(officer, *HANDLERS, at=at, agency=agency)
    if agency is not None:
        return agency
    return posts_of(officer, on=local_date(at)).filter(role__in=HANDLERS)[0].agency


def may_handle(officer: Officer, case: Case, state: CaseState, *, at: datetime) -> bool:
    """Say whether an officer works on a case: assigned to it, or head of a unit that owns it."""
    on = local_date(at)
    if str(officer.id) in state.officer_ids and has_role(officer, *HANDLERS, on=on, agency=case.owner_agency):
        return True
    return has_role(officer, Role.HEAD, on=on, agency=case.owner_agency)


def holds(officer: Officer, roles: tuple[Role, ...], case: Case, *, at: datetime) -> bool:
    """Say whether an officer holds one of some roles in the unit that owns a case, or above it."""
    return has_role(officer, *roles, on=local_date(at), agency=case.owner_agency)


def may(who: Who, officer: Officer, case: Case, state: CaseState, *, at: datetime) -> bool:
    """Say whether an officer is one of those who may do an act of a case."""
    match who:
        case Who.HANDLER:
            return may_handle(officer, case, state, at=at)
        case Who.CASHIER:
            return holds(officer, CASHIERS, case, at=at) or may_handle(officer, case, state, at=at)
        case Who.LEADER:
            return holds(officer, LEADERS, case, at=at)
        case Who.KEEPER:
            return holds(officer, KEEPERS, case, at=at)
        case Who.RECEIVER:
            return may_handle(officer, case, state, at=at) or receives(officer, state, at=at)
        case Who.NOBODY:
            return False


def receives(officer: Officer, state: CaseState, *, at: datetime) -> bool:
    """Say whether an officer works in a body with which the file, or a violator's part of it, is now."""
    for line in (state.own, *state.lines.values()):
        if line.outcome is not Outcome.REFERRED or line.referred is None or not line.referred.fact.agency_id:
            continue
        body = Agency.objects.filter(id=line.referred.fact.agency_id).first()
        if body is not None and has_role(officer, *HANDLERS, on=local_date(at), agency=body):
            return True
    return False


def require(who: Who, officer: Officer, case: Case, state: CaseState, *, at: datetime) -> None:
    """Refuse one who is none of those who may do an act.

    Raises: RoleMissing, OfficerNotOnCase.
    """
    match who:
        case Who.LEADER:
            require_role(officer, *LEADERS, at=at, agency=case.owner_agency)
        case Who.KEEPER:
            require_role(officer, *KEEPERS, at=at, agency=case.owner_agency)
        case Who.RECEIVER if receives(officer, state, at=at):
            return
        case Who.CASHIER if holds(officer, CASHIERS, case, at=at):
            return
        case _:
            require_handler(officer, case, state, at=at)


def may_do(act: Act[Any], officer: Officer, case: Case, state: CaseState, line: Line, *, at: datetime) -> bool:
    """Say whether an officer may do an act on a line of a case: in its unit, or where its file has gone up to."""
    above = agency_above(act, line, at=at)
    if above is None:
        return may(act.who, officer, case, state, at=at)
    return has_role(officer, *KEEPERS, on=local_date(at), agency=above)


def require_to_do(act: Act[Any], officer: Officer, case: Case, state: CaseState, line: Line, *, at: datetime) -> None:
    """Refuse one who is none of those who may do an act on a line of a case.

    Raises: RoleMissing, OfficerNotOnCase.
    """
    above = agency_above(act, line, at=at)
    if above is None:
        require(act.who, officer, case, state, at=at)
    else:
        require_role(officer, *KEEPERS, at=at, agency=above)


def agency_above(act: Act[Any], line: Line, *, at: datetime) -> Agency | None:
    """Give the higher authority whose people do an act, None where the unit's own do.

    Of an authority nobody of whom works here the unit itself enters what came back on paper.
    """
    if not act.is_above or line.up is None:
        return None
    above: Agency = Agency.objects.get(id=line.up.fact.agency_id)
    is_here = Post.objects.on(local_date(at)).filter(agency=above, role__in=KEEPERS, officer__is_active=True).exists()
    return above if is_here else None


def mendable_codes(officer: Officer, case: Case, state: CaseState, *, at: datetime) -> frozenset[str]:
    """Say which acts an officer may correct or annul: papers that were issued are the keepers'."""
    allowed = {who for who in Who if may(who, officer, case, state, at=at)}
    lines = [line for line in state.lines.values() if line.up is not None]
    return frozenset(
        act.code
        for act in ACTS
        if act.is_annullable
        and (
            any(may_do(act, officer, case, state, line, at=at) for line in lines)
            if act.is_above and lines
            else act.who in allowed
        )
    )


def require_handler(officer: Officer, case: Case, state: CaseState, *, at: datetime) -> None:
    """Refuse one who does not work on the case.

    Raises: RoleMissing, OfficerNotOnCase.
    """
    if may_handle(officer, case, state, at=at):
        return
    require_role(officer, *HANDLERS, at=at, agency=case.owner_agency)
    raise OfficerNotOnCase(case=case.code)


def require_to_share(officer: Officer, case: Case, at: datetime) -> None:
    """Refuse one who may not say who sees a case: in its own unit, who works on it, or its head.

    Raises: RoleMissing, OfficerNotOnCase.
    """
    on = local_date(at)
    if has_role(officer, Role.HEAD, on=on, agency=case.owner_agency):
        return
    require_role(officer, *HANDLERS, at=at, agency=case.owner_agency)
    if not CaseOfficer.objects.filter(case=case, officer=officer).exists():
        raise OfficerNotOnCase(case=case.code)


def may_settle(officer: Officer, entry: FieldEntry, *, at: datetime) -> bool:
    """Say whether an officer deals with what came from the field and does not fit: who leads the case, or the head of
    its unit; nobody with his own.
    """
    if entry.kit.officer_id == officer.pk:
        return False
    on, case = local_date(at), entry.case
    if has_role(officer, Role.HEAD, on=on, agency=case.owner_agency):
        return True
    leads = CaseOfficer.objects.filter(case=case, officer=officer, is_leader=True).exists()
    return leads and has_role(officer, *HANDLERS, on=on, agency=case.owner_agency)


def require_settler(officer: Officer, entry: FieldEntry, *, at: datetime) -> None:
    """Refuse one who may not deal with it.

    Raises: NotOwnFieldEntry.
    """
    if not may_settle(officer, entry, at=at):
        raise NotOwnFieldEntry


RULES = (
    Rule("list, and look a subject up", ("list", "pick_subject")),
    Rule("read a case", ("case", "file", "papers", "evidence", "story", "goods", "of_subject"), whose=Whose.SEEN),
    Rule("list referred files", ("referrals",)),
    Rule("list licences withdrawn and work suspended", ("restrictions",)),
    Rule("list what becomes of confiscated goods", ("disposals",)),
    Rule("read a referred file's list", ("referral",), whose=Whose.SEEN),
    Rule("count its sheets", ("count_sheets",), HANDLERS, Whose.OWN),
    Rule("ask whether others are at work, before an inspection", ("look_around",), (Role.HEAD,), Whose.OWN),
    Rule("open a case", ("open", "open_from_lead"), HANDLERS),
    Rule("do, correct or annul an act; each act says who", ("act", "preview", "pick_goods", "correct", "annul"),
         (*HANDLERS, *KEEPERS, *CASHIERS), Whose.OWN),
    Rule("say whom a case is about, draft its papers", ("add_subject", "remove_subject", "draft_paper"), HANDLERS,
         Whose.OWN),
    Rule("open the page that works without a network", ("field", "field_worker", "field_session")),
    Rule("take a case along, send what was written there", ("take_along", "kit", "send", "give_back"), HANDLERS,
         Whose.OWN),
    Rule("read what came from the field", ("field_entries", "field_entry", "field_photo", "field_read"),
         whose=Whose.SEEN),
    Rule("deal with what does not fit", ("settle",), HANDLERS, Whose.OWN),
)  # fmt: skip
