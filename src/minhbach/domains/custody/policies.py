"""Who may do what. Who may see which rows is a matter of reach, see `foundation.scope`."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.foundation.clock import local_date

READERS = (Role.CUSTODIAN, Role.AUDITOR)


def require_reader(officer: Officer, *, at: datetime) -> None:
    """Raises: RoleMissing."""
    require_role(officer, *READERS, at=at)


def require_custodian(officer: Officer, *, at: datetime) -> Agency:
    """Say for which agency an officer keeps identities.

    Raises: RoleMissing.
    """
    require_role(officer, Role.CUSTODIAN, at=at)
    return posts_of(officer, on=local_date(at)).filter(role=Role.CUSTODIAN)[0].agency


def is_custodian(officer: Officer, agency: Agency | None = None, *, at: datetime) -> bool:
    return has_role(officer, Role.CUSTODIAN, on=local_date(at), agency=agency)


RULES = (
    Rule("list wishes to open, and the keys", ("list", "keys", "blankings", "kept"), READERS),
    Rule("read a wish to open", ("opening",), READERS, Whose.SEEN),
    Rule("make one's own key", ("make_key",), (Role.CUSTODIAN,)),
    Rule("confirm another's key, end a key", ("confirm_key", "end_key"), (Role.CUSTODIAN,), Whose.OWN, takes_two=True),
    Rule("approve or refuse an opening; open what another approved", ("approve", "refuse", "open"), (Role.CUSTODIAN,),
         Whose.OWN, takes_two=True),
    Rule("read a wish to blank, record by record", ("blanking",), READERS, Whose.SEEN),
    Rule("keep a record whose time is over, end that", ("hold", "release"), (Role.CUSTODIAN,), Whose.OWN),
    Rule("wish to blank what is kept of people", ("ask_to_blank",), (Role.CUSTODIAN,)),
    Rule("blank what another wished to, or not", ("blank", "keep"), (Role.CUSTODIAN,), Whose.OWN, takes_two=True),
)  # fmt: skip
