"""One press: an act, the paper that follows from it, and its submission; all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.acts import act_of
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.refusals import NothingToSubmit
from minhbach.domains.cases.services.journal import do
from minhbach.domains.cases.services.papers import draft_paper
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import PAPERS as FORMS
from minhbach.domains.documents.types import Kind, SignedBy
from minhbach.foundation.requirements import NotConfirmed, RequirementsUnmet, Unmet

R = TypeVar("R")


@transaction.atomic
def do_and_submit(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    fact: Any,
    signer_post_id: UUID,
    happened_on: date | None = None,
    part: str = "",
    press: UUID | None = None,
    confirmed: Collection[str] = (),
) -> OfficialDocument:
    """Enter an act in a case, draft the paper that it mostly leads to, and put that before a signer.

    What act and paper should have is asked in one question; what either must have refuses both.

    Raises: as do, draft_paper and documents.submit; NothingToSubmit of an act whose paper nobody else signs.
    """
    act = act_of(fact)
    if not act.drafts or FORMS[act.drafts].signed_by != SignedBy.AUTHORITY:
        raise NothingToSubmit
    asked: list[Unmet] = []
    done = _going_on(
        lambda without: do(
            officer=officer, at=at, case=case, fact=fact, happened_on=happened_on, part=part, press=press,
            confirmed=without,
        ),
        confirmed,
        asked,
    )  # fmt: skip
    paper = draft_paper(officer=officer, at=at, case=case, kind=Kind(act.drafts), part=done.event.part)
    try:
        submitted = _going_on(
            lambda without: documents.submit(
                document_id=paper.id, officer=officer, at=at, signer_post_id=signer_post_id, confirmed=without
            ),
            confirmed,
            asked,
        )
    except RequirementsUnmet as refusal:
        # Entry and draft are gone with the refusal: what leads to them leads to the form that is still open.
        gone = (str(done.event.id), str(paper.id))
        raise RequirementsUnmet([*asked, *(_at_form(one, gone) for one in refusal.unmet)]) from refusal
    if asked:
        raise NotConfirmed(_at_form(one, (str(done.event.id), str(paper.id))) for one in asked)
    return submitted


def _going_on(step: Callable[[Collection[str]], R], confirmed: Collection[str], asked: list[Unmet]) -> R:
    """Take a step; what it asks is noted, and it is taken as if confirmed, so that the next may ask as well."""
    try:
        with transaction.atomic():
            return step(confirmed)
    except NotConfirmed as refusal:
        asked += refusal.unmet
    return step([*confirmed, *(one.code for one in asked)])


def _at_form(one: Unmet, gone: tuple[str, ...]) -> Unmet:
    _page, _mark, field = one.url.partition("#")
    is_gone = any(record in one.url for record in gone)
    return replace(one, url=f"#{field}" if field else "") if is_gone else one
