"""Which acts a document's page offers an officer: one first, the others quiet. The services ask again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents import selectors
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.policies import DRAFTERS, MAKERS, SigningRight
from minhbach.domains.documents.types import SignedBy, State
from minhbach.foundation.clock import local_date

SCANNABLE = (State.SIGNED, State.NUMBERED, State.ISSUED, State.FILED, State.SUPERSEDED)


@dataclass
class Acts:
    """The first act by its name ("submit"), and the others."""

    primary: str = ""
    others: list[str] = field(default_factory=list)
    signers: list[SigningRight] = field(default_factory=list)


def acts_for(document: OfficialDocument, officer: Officer, *, at: datetime) -> Acts:
    """Choose the acts to offer, by the document's state and the officer's posts."""
    on = local_date(at)
    owner, issuer = document.owner_agency, document.issuing_agency
    is_maker_signed = document.form.signed_by == SignedBy.MAKER
    may_draft = has_role(officer, *DRAFTERS, on=on, agency=owner)
    is_own = document.drafted_by_id == officer.id or has_role(officer, Role.HEAD, on=on, agency=owner)
    clerk_roles = (Role.RECORDS_CLERK, *MAKERS) if is_maker_signed else (Role.RECORDS_CLERK,)
    is_clerk = has_role(officer, *clerk_roles, on=on, agency=issuer)
    acts = Acts()
    match State(document.state):
        case State.DRAFT | State.RETURNED:
            if may_draft:
                acts.others.append("edit")
                if not is_maker_signed:
                    acts.primary, acts.signers = "submit", selectors.signers_for(document, at=at)
                elif has_role(officer, *MAKERS, on=on, agency=owner):
                    acts.primary = "sign"
            if is_own:
                acts.others.append("cancel")
        case State.SUBMITTED:
            if document.signer_post is not None and document.signer_post.officer_id == officer.id:
                acts.primary = "sign"
                acts.others.append("send_back")
            if is_own:
                acts.others.append("recall")
        case State.SIGNED:
            acts.primary = "give_number" if is_clerk else ""
            if is_own:
                acts.others.append("cancel")
        case State.NUMBERED:
            acts.primary = "issue" if is_clerk else ""
            if is_own:
                acts.others.append("cancel")
        case State.ISSUED:
            acts.primary = "file_away" if is_clerk else ""
    if document.state in (State.ISSUED, State.FILED) and may_draft:
        acts.others.append("correct")
    if document.state in SCANNABLE and is_clerk:
        acts.others.append("attach_scan")
    return acts
