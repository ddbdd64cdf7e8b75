"""Who may: the question every service asks first."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator

from minhbach.domains.agencies.models import (
    Agency,
    Disclosure,
    GuestProposal,
    IdentityProvider,
    Officer,
    PostProposal,
    Proposal,
)
from minhbach.domains.agencies.refusals import (
    ActsOnOneself,
    AdministratorElsewhere,
    AdministratorNowhere,
    InstallationKeptAbove,
    NoCommittee,
    OfficerOfAnother,
    RoleMissing,
    SecondPersonIsFirst,
    SecondPersonLetInByFirst,
)
from minhbach.domains.agencies.selectors import (
    administers,
    agency_above_all,
    answers_for,
    delegations_held,
    has_role,
    held_posts,
    homes_of,
    keeps_installation,
    posts_of,
)
from minhbach.domains.agencies.selectors.outside import GUEST_OPENERS, GUEST_PROPOSERS
from minhbach.domains.agencies.types import AgencyLevel, Force, Role, Rule, Whose
from minhbach.foundation.clock import local_date
from minhbach.foundation.refusals import NotAllowed
from minhbach.foundation.writing import write_day

# Who knows of people outside: whoever has to do with them, and whoever reads what they did.
GUEST_READERS = (*GUEST_PROPOSERS, Role.AUDITOR)
# The standing office of a steering committee.
STEERERS = (Role.HEAD, Role.COMMITTEE_OFFICER)
# Who sets the rota of a unit.
ROTA_KEEPERS = (Role.HEAD, Role.RECORDS_CLERK, Role.ADMINISTRATOR)
# Who changes who sees a record, inside and outside; each kind of record says which of them.
SHARERS = (Role.ANALYST, Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER)
# Who opens records to bodies outside, reads to whom they are open, and takes that back.
DISCLOSERS = (*SHARERS, Role.LEGAL_OFFICER)
# So long may pass before its holder notices that a password has been given anew.
PASSWORD_IN_DOUBT = timedelta(days=7)


def require_role(officer: Officer, *roles: Role, at: datetime, agency: Agency | None = None) -> None:
    """Refuse unless the officer holds one of the roles now, in AGENCY or one above it if given.

    Raises: RoleMissing.
    """
    if not has_role(officer, *roles, on=local_date(at), agency=agency):
        raise RoleMissing(roles=", ".join(str(role.label) for role in roles))


def require_administrator(officer: Officer, agency: Agency | None, *, at: datetime) -> None:
    """Refuse all but administrators of an agency or of one above it; of any agency where none is named.

    Raises: RoleMissing, AdministratorElsewhere.
    """
    on = local_date(at)
    if not administers(officer, None, on=on):
        raise RoleMissing(roles=str(Role.ADMINISTRATOR.label))
    if agency is not None and not administers(officer, agency, on=on):
        raise AdministratorElsewhere(agency=agency.name)


def require_administrator_above(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse all but administrators of the agency above; where nothing stands above, of the agency itself.

    Raises: RoleMissing, AdministratorElsewhere.
    """
    require_administrator(officer, agency.parent or agency, at=at)


def require_installation_keeper(officer: Officer, *, at: datetime) -> None:
    """Refuse all but administrators above whom nobody administers.

    Raises: RoleMissing, InstallationKeptAbove.
    """
    require_administrator(officer, None, at=at)
    if not keeps_installation(officer, on=local_date(at)):
        raise InstallationKeptAbove


def require_another(officer: Officer, person: Officer) -> None:
    """Refuse an officer who acts on their own account, post or right.

    Raises: ActsOnOneself.
    """
    if officer.pk == person.pk:
        raise ActsOnOneself


def require_answers_for(officer: Officer, person: Officer, *, at: datetime) -> None:
    """Refuse all but administrators of every agency a person belongs to, and the person too.

    Raises: RoleMissing, AdministratorElsewhere, AdministratorNowhere, ActsOnOneself.
    """
    require_administrator(officer, None, at=at)
    require_another(officer, person)
    on = local_date(at)
    if answers_for(officer, person, on=on):
        return
    above = agency_above_all(homes_of(person, on=on))
    if above is None:
        raise AdministratorNowhere
    raise AdministratorElsewhere(agency=above.name)


def require_second(officer: Officer, proposer: Officer, *, at: datetime) -> None:
    """Refuse who proposed it, and whoever that one could have come in as: a given password is known to its giver.

    Raises: SecondPersonIsFirst, SecondPersonLetInByFirst.
    """
    if officer.pk == proposer.pk:
        raise SecondPersonIsFirst
    given_at = officer.password_given_at
    if given_at is not None and officer.password_given_by_id == proposer.pk and at - given_at < PASSWORD_IN_DOUBT:
        day, until = local_date(given_at), local_date(given_at + PASSWORD_IN_DOUBT)
        raise SecondPersonLetInByFirst(day=write_day(day), until=write_day(until))


def require_confirms(officer: Officer, proposal: PostProposal, *, at: datetime) -> None:
    """Refuse all but those who may be the second person for a proposed post.

    An administrator of the post's agency or of one above it; where the person is another agency's, whoever answers for
    the person there. Never who proposed it, nor who would gain by it.

    Raises: SecondPersonIsFirst, SecondPersonLetInByFirst, RoleMissing, AdministratorElsewhere, AdministratorNowhere,
            ActsOnOneself.
    """
    require_second(officer, proposal.proposed_by, at=at)
    if proposal.is_elsewhere:
        require_answers_for(officer, proposal.person, at=at)
    else:
        require_administrator(officer, proposal.agency, at=at)
        require_another(officer, proposal.person)


def require_delegator(officer: Officer, agency: Agency, *, at: datetime) -> Officer | None:
    """Refuse all but those who sign in an agency, who delegate their own right, and its administrators.

    An administrator enters the paper for others: then None is returned, else the officer.

    Raises: RoleMissing.
    """
    on = local_date(at)
    if posts_of(officer, on=on).filter(agency=agency, may_sign=True).exists():
        return officer
    if not administers(officer, agency, on=on):
        raise RoleMissing(roles=f"{Role.HEAD.label}, {Role.ADMINISTRATOR.label}")
    return None


def require_proposes_guests(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse all but those who have to do with people outside, in an agency or one above it.

    Raises: RoleMissing.
    """
    require_role(officer, *GUEST_PROPOSERS, at=at, agency=agency)


def require_opens_guest(officer: Officer, proposal: GuestProposal, *, at: datetime) -> None:
    """Refuse all but a head or an administrator of the agency that answers, or of one above; never who asked for it.

    Raises: SecondPersonIsFirst, SecondPersonLetInByFirst, RoleMissing.
    """
    require_second(officer, proposal.proposed_by, at=at)
    require_role(officer, *GUEST_OPENERS, at=at, agency=proposal.kept_by)


def require_opens_provider(officer: Officer, provider: IdentityProvider, *, at: datetime) -> None:
    """Refuse as `require_opens_guest` does: it lets people in, too.

    Raises: SecondPersonIsFirst, SecondPersonLetInByFirst, RoleMissing.
    """
    require_second(officer, provider.proposed_by, at=at)
    require_role(officer, *GUEST_OPENERS, at=at, agency=provider.body.kept_by)


def require_decides(officer: Officer, proposal: Proposal, *, at: datetime) -> None:
    """Refuse all but those who may be the second person for a proposal of this domain, each by its own rule.

    Raises: what the rule of its kind does.
    """
    match proposal:
        case PostProposal():
            require_confirms(officer, proposal, at=at)
        case GuestProposal():
            require_opens_guest(officer, proposal, at=at)
        case IdentityProvider():
            require_opens_provider(officer, proposal, at=at)
        case _:
            raise TypeError(f"{type(proposal).__name__} has no rule here")


def decides(officer: Officer, proposal: Proposal, *, at: datetime) -> bool:
    """Say whether an officer may be the second person for a proposal of this domain."""
    try:
        require_decides(officer, proposal, at=at)
    except NotAllowed:
        return False
    return True


def require_closes_guests(officer: Officer, body: Agency, *, at: datetime) -> None:
    """Refuse all but those who may ask for an account in the agency that answers: taking away has to be quick.

    Raises: RoleMissing.
    """
    require_role(officer, *GUEST_PROPOSERS, at=at, agency=body.kept_by)


def require_steers(officer: Officer, committee: Agency, *, at: datetime) -> None:
    """Refuse all but the standing office of a steering committee: who heads it or works for it, or one above it.

    Raises: NoCommittee, RoleMissing.
    """
    if committee.force != Force.STEERING_COMMITTEE or committee.level == AgencyLevel.TASK_FORCE:
        raise NoCommittee(agency=committee.name)
    require_role(officer, *STEERERS, at=at, agency=committee)


def require_sends(officer: Officer, person: Officer, *, at: datetime) -> Agency:
    """Refuse all but the head of a person's own agency, or of one above it; nobody sends himself. Return that agency.

    Raises: ActsOnOneself, RoleMissing, OfficerOfAnother.
    """
    require_another(officer, person)
    require_role(officer, Role.HEAD, at=at)
    on = local_date(at)
    for home in homes_of(person, on=on):
        if has_role(officer, Role.HEAD, on=on, agency=home):
            return home
    raise OfficerOfAnother(officer=person.full_name)


def require_disclosure_keeper(officer: Officer, disclosure: Disclosure, *, at: datetime) -> None:
    """Refuse all but those who open records in the agency of one, or above it.

    Raises: RoleMissing.
    """
    require_role(officer, *DISCLOSERS, at=at, agency=disclosure.owner_agency)


def needs_second_factor(officer: Officer, *, at: datetime) -> bool:
    """Say whether an officer signs or administers, or is from outside, and has neither a one-time code nor a key."""
    on = local_date(at)
    posts = held_posts(officer, on=on)
    is_trusted = officer.is_guest or any(post.may_sign or post.role == Role.ADMINISTRATOR for post in posts)
    # Whoever holds no post has nothing delegated to one.
    if not is_trusted and not (posts and delegations_held(officer, on=on).exists()):
        return False
    return not Authenticator.objects.filter(
        user=officer, type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    ).exists()


RULES = (
    Rule("read who is who and where", ("home", "agency", "officer", "places", "place")),
    Rule("read who is on duty", ("rota",)),
    Rule("set who is on duty in a month", ("set_rota",), ROTA_KEEPERS, Whose.OWN),
    Rule("list accounts", ("officers",), (Role.ADMINISTRATOR, Role.AUDITOR)),
    Rule("make an account", ("create_officer",), (Role.ADMINISTRATOR,)),
    Rule("give a password, close and open an account", ("give_password", "set_active"), (Role.ADMINISTRATOR,),
         Whose.ANSWERED_FOR),
    Rule("add a unit below one's own", ("create",), (Role.ADMINISTRATOR,)),
    Rule("amend an agency; its area is widened from above", ("amend",), (Role.ADMINISTRATOR,), Whose.ADMINISTERED),
    Rule("end an agency", ("end",), (Role.ADMINISTRATOR,), Whose.ADMINISTERED_ABOVE),
    Rule("give a post; one that signs or is trusted takes two", ("appoint",), (Role.ADMINISTRATOR,),
         Whose.ADMINISTERED, takes_two=True),
    Rule("end a post", ("end_post",), (Role.ADMINISTRATOR,), Whose.ADMINISTERED),
    Rule("list proposed posts", ("proposals",), (Role.ADMINISTRATOR,)),
    Rule("read a proposed post", ("proposal",), (Role.ADMINISTRATOR,), Whose.ADMINISTERED),
    Rule("confirm or refuse a proposed post", ("confirm_post", "refuse_post"), (Role.ADMINISTRATOR,),
         Whose.ADMINISTERED, takes_two=True),
    Rule("take a proposal back", ("withdraw_post",), whose=Whose.ONES),
    # Each kind of record says which of them.
    Rule("change who sees a record, and take that back", ("sharing", "undo_sharing"),
         SHARERS, Whose.OWN),
    Rule("list what is open to bodies outside", ("disclosures", "body_disclosures"), DISCLOSERS),
    Rule("list to whom outside a record is open", ("record_disclosures",), DISCLOSERS, Whose.SEEN),
    Rule("open a record to a body outside, read to whom, take it back, decide on what it said",
         ("open_record", "disclosure", "end_disclosure", "take_reply", "decline_reply"), DISCLOSERS, Whose.OWN),
    Rule("read what was opened to one's body, reply to it", ("opened_here", "opened_record", "reply"), (Role.GUEST,),
         Whose.SEEN, guests=True),
    Rule("read which bodies outside have accounts", ("outside", "outside_body", "guest"), GUEST_READERS),
    Rule("ask for an account outside", ("propose_guest",), GUEST_PROPOSERS),
    Rule("read what was asked for outside", ("guest_proposal",), GUEST_PROPOSERS, Whose.OWN),
    Rule("open or refuse an account outside", ("open_guest", "refuse_guest"), GUEST_OPENERS, Whose.OWN,
         takes_two=True),
    Rule("take back what one asked for outside", ("withdraw_guest",), whose=Whose.ONES),
    Rule("give a password outside, invite by the body's provider", ("guest_password", "invite_guest"),
         (Role.ADMINISTRATOR,), Whose.ADMINISTERED),
    Rule("ask where people of a body sign in, read what was asked, end it",
         ("propose_provider", "provider", "end_provider"), GUEST_PROPOSERS, Whose.OWN),
    Rule("confirm or refuse where people of a body sign in", ("confirm_provider", "refuse_provider"), GUEST_OPENERS,
         Whose.OWN, takes_two=True),
    Rule("take back what one asked of where people sign in", ("withdraw_provider",), whose=Whose.ONES),
    Rule("close an account or a body outside", ("close_guest", "close_body"), GUEST_PROPOSERS, Whose.OWN),
    Rule("delegate, and take a delegation back", ("delegate", "revoke"), whose=Whose.SIGNED_FOR),
)  # fmt: skip
