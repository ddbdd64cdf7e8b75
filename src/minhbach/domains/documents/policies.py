"""Who may do what to a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from minhbach.domains.agencies.models import Agency, Delegation, Officer, Post
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import posts_of
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.domains.documents.models import NumberRegister, OfficialDocument
from minhbach.domains.documents.types import SignedBy
from minhbach.foundation.clock import local_date

DRAFTERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD, Role.COMMITTEE_OFFICER, Role.LEGAL_OFFICER)
REGISTER_KEEPERS = (Role.HEAD, Role.ADMINISTRATOR)
REGISTER_STARTERS = (Role.RECORDS_CLERK, *REGISTER_KEEPERS)
MAKERS = (Role.INSPECTOR, Role.INSPECTION_LEADER, Role.HEAD)


@dataclass(frozen=True)
class SigningRight:
    """A post that may sign, under which delegation if any, and the rank it signs for ("KT.") if not its own."""

    post: Post
    delegation: Delegation | None
    on_behalf_of: str | None


def require_drafter(officer: Officer, agency: Agency, *, at: datetime) -> None:
    """Refuse unless the officer drafts documents in an agency or one above it."""
    require_role(officer, *DRAFTERS, at=at, agency=agency)


def require_clerk(officer: Officer, document: OfficialDocument, *, at: datetime) -> None:
    """Refuse unless the officer keeps the issuing agency's records.

    Papers drawn up on the spot are also numbered by the unit that made them.
    """
    roles: tuple[Role, ...] = (Role.RECORDS_CLERK,)
    if document.form.signed_by == SignedBy.MAKER:
        roles = (Role.RECORDS_CLERK, *MAKERS)
    require_role(officer, *roles, at=at, agency=document.issuing_agency)


def require_register_keeper(officer: Officer, register: NumberRegister, *, at: datetime) -> None:
    """Refuse unless the officer heads or administers the agency whose numbers a register holds."""
    require_role(officer, *REGISTER_KEEPERS, at=at, agency=register.owner_agency)


def is_deputy(post: Post) -> bool:
    """Say whether a post is a deputy's, by its title."""
    return post.title_vi.casefold().startswith("phó ")


def signing_right(post: Post, agency: Agency, kind: str, *, on: date) -> SigningRight | None:
    """Find by what right a post signs a kind of document for an agency on a day; None when by none.

    A delegation is cited where there is one; a deputy with the right to sign signs KT. for the head without citing one.
    """
    if post.agency_id != agency.id or not post.holds_on(on):
        return None
    if post.may_sign and not is_deputy(post):
        return SigningRight(post, None, None)
    for delegation in _delegations_to(post, on=on):
        giver = delegation.from_post
        covers = not delegation.document_kinds or kind in delegation.document_kinds
        if covers and giver.agency_id == agency.id and giver.may_sign and giver.holds_on(on):
            return SigningRight(post, delegation, giver.title_vi)
    if post.may_sign:
        return SigningRight(post, None, head_title(agency, on=on))
    return None


def signing_rights(agency: Agency, kind: str, *, on: date) -> list[SigningRight]:
    """List every post that may sign a kind of document for an agency on a day, the head first."""
    posts = Post.objects.on(on).filter(agency=agency, officer__is_active=True).select_related("agency", "officer")
    rights = [signing_right(post, agency, kind, on=on) for post in posts.order_by("valid_from", "id")]
    return sorted((right for right in rights if right is not None), key=lambda right: right.on_behalf_of is not None)


def making_post(officer: Officer, agency: Agency, *, at: datetime) -> Post:
    """Find the post in which an officer draws up papers for an agency on the spot.

    Raises: RoleMissing.
    """
    require_role(officer, *MAKERS, at=at, agency=agency)
    posts = list(posts_of(officer, on=local_date(at)).filter(role__in=MAKERS))
    own: Post = next((post for post in posts if post.agency_id == agency.id), posts[0])
    return own


def head_title(agency: Agency, *, on: date) -> str | None:
    """Give the title of an agency's head on a day."""
    heads = Post.objects.on(on).filter(agency=agency, role=Role.HEAD).order_by("valid_from", "id")
    return next((post.title_vi for post in heads if not is_deputy(post)), None)


def _delegations_to(post: Post, *, on: date) -> list[Delegation]:
    held = Delegation.objects.on(on).filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=on), to_post=post)
    return list(held.select_related("from_post__agency").order_by("valid_from", "id"))


RULES = (
    Rule("list", ("list", "register", "scan_rules", "sources", "stack", "symbols")),
    Rule("read a paper and its files", ("document", "draft_file", "pdf_copy", "file"), whose=Whose.SEEN),
    Rule("write a draft, submit it, draft its correction", ("edit", "preview", "submit", "correct"),
         DRAFTERS, Whose.OWN),
    Rule("take a paper back or cancel it; its drafter, or the head", ("recall", "cancel"), whose=Whose.OWN),
    Rule("sign a paper or send it back", ("sign", "sign_next", "send_back", "send_back_next"), whose=Whose.SIGNED_FOR),
    Rule("number, issue, file a paper, keep its scan",
         ("give_number", "number_and_issue", "sign_and_number", "issue", "file_away", "attach_scan", "write_line"),
         (Role.RECORDS_CLERK, *MAKERS), Whose.OWN),
    Rule("bring a register back that a clock has run ahead", ("register_back",), REGISTER_KEEPERS, Whose.OWN),
    Rule("let a register go on from paper", ("start_register",), REGISTER_STARTERS),
    Rule("set a symbol, say where numbers come from", ("set_symbol", "set_source"), (Role.ADMINISTRATOR,)),
    Rule("say when sealed papers are scanned", ("set_scan_rule",), REGISTER_KEEPERS),
)  # fmt: skip
