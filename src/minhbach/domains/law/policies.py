"""Who may change law. Reading it is open to every officer."""

from __future__ import annotations

from datetime import date, datetime

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.policies import require_role, require_second
from minhbach.domains.agencies.selectors import ancestor_ids, has_role
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.law.refusals import LawKeeperElsewhere
from minhbach.foundation.clock import local_date


def require_law_keeper(officer: Officer, *, at: datetime) -> None:
    """Refuse all but legal officers.

    Raises: RoleMissing.
    """
    require_role(officer, Role.LEGAL_OFFICER, at=at)


def keeps_law(officer: Officer, *, at: datetime) -> bool:
    return has_role(officer, Role.LEGAL_OFFICER, on=local_date(at))


def require_second_keeper(officer: Officer, proposer: Officer, *, at: datetime) -> None:
    """Refuse all but another legal officer with none above him but the proposer: law is everybody's.

    Raises: RoleMissing, SecondPersonIsFirst, SecondPersonLetInByFirst, LawKeeperElsewhere.
    """
    require_law_keeper(officer, at=at)
    require_second(officer, proposer, at=at)
    on = local_date(at)
    agencies = confirming_agencies(proposer, on=on)
    if not Post.objects.on(on).filter(officer=officer, role=Role.LEGAL_OFFICER, agency__in=agencies).exists():
        raise LawKeeperElsewhere(agencies=", ".join(agency.name for agency in agencies))


def confirming_agencies(proposer: Officer, *, on: date) -> list[Agency]:
    """List the agencies whose legal officers confirm what one proposes: those above which no other keeps law."""
    posts = Post.objects.on(on).filter(role=Role.LEGAL_OFFICER, officer__is_active=True).exclude(officer=proposer)
    agencies = {post.agency_id: post.agency for post in posts.select_related("agency")}
    top = [agency for agency in agencies.values() if agencies.keys().isdisjoint(ancestor_ids(agency))]
    return sorted(top, key=lambda agency: agency.sort_key)


RULES = (
    Rule("read the law", ("home", "instruments", "fine", "holidays", "compare", "review", "row")),
    Rule("change a row, or switch it", ("switch", "correct", "add_period"), (Role.LEGAL_OFFICER,), takes_two=True),
    Rule("approve what a review left, many rows at once", ("propose_review",), (Role.LEGAL_OFFICER,), takes_two=True),
    Rule("read proposed changes", ("proposals", "proposal", "change_set"), (Role.LEGAL_OFFICER,)),
    Rule("confirm or refuse proposed changes", ("confirm_change", "refuse_change", "decide_changes"),
         (Role.LEGAL_OFFICER,), takes_two=True),
    Rule("take a proposal back", ("withdraw_change", "withdraw_set"), (Role.LEGAL_OFFICER,), Whose.ONES),
    Rule("keep the calendar", ("set_day", "confirm_year"), (Role.LEGAL_OFFICER,)),
)  # fmt: skip
