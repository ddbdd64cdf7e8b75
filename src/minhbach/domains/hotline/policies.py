"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`.

Whoever deals with what the public sends sits at its desk; whoever opens a way in opens lines and letter boxes.
"""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.hotline.refusals import OfAnotherAgency
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import ScopedModel

# As in intake: who deals with what the public sends, and who opens ways in.
WORKERS = (Role.HEAD, Role.COMMITTEE_OFFICER, Role.INSPECTION_LEADER, Role.INSPECTOR, Role.RECORDS_CLERK)
KEEPERS = (Role.HEAD, Role.COMMITTEE_OFFICER)


def require_worker(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *WORKERS, at=at)


def require_keeper(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *KEEPERS, at=at)


def works_here(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WORKERS, on=local_date(at))


def keeps(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *KEEPERS, on=local_date(at))


def may_work_at(officer: Officer, record: ScopedModel, *, at: datetime) -> bool:
    """Return whether an officer works for the agency whose line, call, letter or box it is."""
    return has_role(officer, *WORKERS, on=local_date(at), agency=record.owner_agency)


def may_keep(officer: Officer, record: ScopedModel, *, at: datetime) -> bool:
    return has_role(officer, *KEEPERS, on=local_date(at), agency=record.owner_agency)


def require_own(officer: Officer, record: ScopedModel, *, at: datetime) -> None:
    """Raises: RoleMissing, OfAnotherAgency."""
    require_role(officer, *WORKERS, at=at)
    if not may_work_at(officer, record, at=at):
        raise OfAnotherAgency(agency=record.owner_agency.name)


def require_kept(officer: Officer, record: ScopedModel, *, at: datetime) -> None:
    """Raises: RoleMissing, OfAnotherAgency."""
    require_role(officer, *KEEPERS, at=at)
    if not may_keep(officer, record, at=at):
        raise OfAnotherAgency(agency=record.owner_agency.name)


def may_instruct(officer: Officer, record: ScopedModel, *, at: datetime) -> bool:
    return has_role(officer, Role.HEAD, on=local_date(at), agency=record.owner_agency)


def require_head(officer: Officer, record: ScopedModel, *, at: datetime) -> None:
    """Raises: RoleMissing, OfAnotherAgency."""
    require_role(officer, Role.HEAD, at=at)
    if not may_instruct(officer, record, at=at):
        raise OfAnotherAgency(agency=record.owner_agency.name)


RULES = (
    Rule("sit at the desk, list calls and lines, read figures",
         ("desk", "waiting", "known", "list", "lines", "figures", "note_missed", "boxes", "visits",
          "enter_letter", "enter_visit", "mails", "mailboxes", "transfers", "enter_transfer", "take_transfers"),
         WORKERS),
    # A receipt is read out by whoever made it, and by nobody else.
    Rule("read out what one entered", ("told",), WORKERS),
    Rule("read a call, a line, what a head was asked", ("call", "line", "of_report", "scan", "box"),
         WORKERS, Whose.SEEN),
    Rule("read a mail, its files, what is told to the consumer line", ("mail", "mail_file", "transfer"),
         WORKERS, Whose.SEEN),
    Rule("deal with a mail, give its file out", ("enter_mail", "join_mail", "set_mail_aside", "take_mail_back",
         "hand_out", "hand_out_scan"), WORKERS, Whose.OWN),
    Rule("call back, take over, hand over, tell the head", ("take_on", "try_back", "take_over", "hand_over",
         "raise_to_head"), WORKERS, Whose.OWN),
    Rule("open a box by two, enter its letters", ("write_opening", "sign_opening", "enter_from_box"), WORKERS,
         Whose.OWN),
    Rule("give one's word", ("give_instruction",), (Role.HEAD,), Whose.OWN),
    Rule("open a line, put a box up", ("open_line", "put_up_box"), KEEPERS),
    Rule("close a line, take a box down", ("close_line", "take_down_box"), KEEPERS, Whose.OWN),
)  # fmt: skip
