"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role, require_second
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.outreach.models import PartnerKey, Publication
from minhbach.domains.outreach.refusals import PartnerOfAnotherAgency, PublicationOfAnotherAgency
from minhbach.foundation.clock import local_date
from minhbach.foundation.refusals import NotAllowed

# Who drafts what the public is to read, and works on it.
WRITERS = (Role.HEAD, Role.COMMITTEE_OFFICER, Role.INSPECTION_LEADER, Role.LEGAL_OFFICER)
# The second pair of eyes: the law has the head of the deciding agency publish.
APPROVERS = (Role.HEAD,)
# Who lets a bank or platform ask, and confirms that another did.
KEY_KEEPERS = (Role.HEAD, Role.COMMITTEE_OFFICER)


def require_reader(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *WRITERS, at=at)


def require_writer(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer drafts.

    Raises: RoleMissing.
    """
    require_role(officer, *WRITERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=WRITERS)[0].agency


def writes(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at))


def may_change(officer: Officer, publication: Publication, *, at: datetime) -> bool:
    return has_role(officer, *WRITERS, on=local_date(at), agency=publication.owner_agency)


def require_own(officer: Officer, publication: Publication, *, at: datetime) -> None:
    """Raises: RoleMissing, PublicationOfAnotherAgency."""
    require_role(officer, *WRITERS, at=at)
    if not may_change(officer, publication, at=at):
        raise PublicationOfAnotherAgency(agency=publication.owner_agency.name)


def require_approver(officer: Officer, publication: Publication, *, at: datetime) -> None:
    """Refuse all but a head of the agency or one above it who neither drafted nor edited.

    Raises: RoleMissing, PublicationOfAnotherAgency, SecondPersonIsFirst, SecondPersonLetInByFirst.
    """
    require_role(officer, *APPROVERS, at=at)
    if not has_role(officer, *APPROVERS, on=local_date(at), agency=publication.owner_agency):
        raise PublicationOfAnotherAgency(agency=publication.owner_agency.name)
    for one in {publication.drafted_by, publication.edited_by}:
        require_second(officer, one, at=at)


def approves(officer: Officer, publication: Publication, *, at: datetime) -> bool:
    try:
        require_approver(officer, publication, at=at)
    except NotAllowed:
        return False
    return True


def require_keeper(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer opens a way to look up.

    Raises: RoleMissing.
    """
    require_role(officer, *KEY_KEEPERS, at=at)
    return posts_of(officer, on=local_date(at)).filter(role__in=KEY_KEEPERS)[0].agency


def keeps(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, *KEY_KEEPERS, on=local_date(at))


def keeps_key(officer: Officer, key: PartnerKey, *, at: datetime) -> bool:
    return has_role(officer, *KEY_KEEPERS, on=local_date(at), agency=key.owner_agency)


def require_own_key(officer: Officer, key: PartnerKey, *, at: datetime) -> None:
    """Raises: RoleMissing, PartnerOfAnotherAgency."""
    require_role(officer, *KEY_KEEPERS, at=at)
    if not keeps_key(officer, key, at=at):
        raise PartnerOfAnotherAgency(agency=key.owner_agency.name)


def require_decides(officer: Officer, key: PartnerKey, *, at: datetime) -> None:
    """Refuse all but a second keeper.

    Raises: RoleMissing, PartnerOfAnotherAgency, SecondPersonIsFirst, SecondPersonLetInByFirst.
    """
    require_own_key(officer, key, at=at)
    require_second(officer, key.proposed_by, at=at)


def decides(officer: Officer, key: PartnerKey, *, at: datetime) -> bool:
    try:
        require_decides(officer, key, at=at)
    except NotAllowed:
        return False
    return True


RULES = (
    Rule("list publications", ("list",), WRITERS),
    Rule("read a publication", ("publication", "picture"), WRITERS, Whose.SEEN),
    Rule("draft one", ("draft", "draft_kind"), WRITERS),
    Rule("work on a draft, submit it, take it back, correct and retract what stands, write down a reply",
         ("edit", "add_pair", "drop_pair", "submit", "recall", "discard", "correct", "retract", "reply",
          "withdraw_reply"), WRITERS, Whose.OWN),
    Rule("approve or return what another drafted", ("approve", "give_back"), APPROVERS, Whose.OWN, takes_two=True),
    Rule("list the keys of partners", ("partners",), KEY_KEEPERS),
    Rule("read a partner's key", ("partner",), KEY_KEEPERS, Whose.SEEN),
    Rule("propose a key", ("propose_key",), KEY_KEEPERS),
    Rule("take a key that was confirmed, revoke it", ("take_key", "revoke_key"), KEY_KEEPERS, Whose.OWN),
    Rule("confirm or refuse a key", ("confirm_key", "refuse_key"), KEY_KEEPERS, Whose.OWN, takes_two=True),
)  # fmt: skip
