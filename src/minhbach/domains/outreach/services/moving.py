"""A publication's way from draft to the public and down again: two people up, the clock or a reason down."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.outreach.kinds import BY_CODE
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.policies import require_approver, require_own
from minhbach.domains.outreach.refusals import (
    DecisionChangedSince,
    DecisionNotIssued,
    DecisionRevoked,
    LawNotInForce,
    NoSuchMove,
    NoticeNotStanding,
    ReasonMissing,
)
from minhbach.domains.outreach.selectors.decisions import changes_told, may_publish, withdrawn_documents
from minhbach.domains.outreach.selectors.notices import may_tell, unconfirmed_sites
from minhbach.domains.outreach.selectors.publications import rule_of
from minhbach.domains.outreach.services.journal import LONGEST_REASON, TARGET, passed, words_of
from minhbach.domains.outreach.types import State, Step, move_by
from minhbach.foundation import audit
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.database.locks import hold

AT_ONCE = 500


@transaction.atomic
def submit(*, officer: Officer, at: datetime, publication: Publication) -> Publication:
    """Put a draft before a second pair of eyes.

    Raises: RoleMissing, PublicationOfAnotherAgency, NoSuchMove, LawNotInForce.
    """
    require_own(officer, publication, at=at)
    publication = hold(publication)
    _require_law(publication, at=at)
    return _go(publication, Step.SUBMITTED, officer=officer, at=at, words=words_of(publication))


@transaction.atomic
def recall(*, officer: Officer, at: datetime, publication: Publication) -> Publication:
    """Take back what waits, or what was approved and is not yet up: to be mended, and approved again.

    Raises: RoleMissing, PublicationOfAnotherAgency, NoSuchMove.
    """
    require_own(officer, publication, at=at)
    publication = hold(publication)
    if publication.publish_at is not None and publication.state == State.APPROVED and publication.publish_at <= at:
        raise NoSuchMove(state=State.PUBLISHED.label)
    return _go(publication, Step.RECALLED, officer=officer, at=at, approved_by=None, ends_at=None)


@transaction.atomic
def give_back(*, officer: Officer, at: datetime, publication: Publication, reason: str) -> Publication:
    """Return a draft to its writer.

    Raises: RoleMissing, PublicationOfAnotherAgency, SecondPersonIsFirst, NoSuchMove, ReasonMissing.
    """
    require_approver(officer, publication, at=at)
    publication = hold(publication)
    if not reason.strip():
        raise ReasonMissing
    return _go(publication, Step.RETURNED, officer=officer, at=at, reason=reason)


@transaction.atomic
def approve(*, officer: Officer, at: datetime, publication: Publication) -> Publication:
    """Let a draft be published: at once, or at the moment that was wished and is still ahead.

    Raises: RoleMissing, PublicationOfAnotherAgency, SecondPersonIsFirst, NoSuchMove, LawNotInForce, DecisionNotIssued,
        DecisionRevoked, DecisionChangedSince.
    """
    require_approver(officer, publication, at=at)
    publication = hold(publication)
    require_approver(officer, publication, at=at)
    _require_law(publication, at=at)
    if publication.document is not None and not may_publish(officer, publication.document, at=at):
        raise DecisionNotIssued
    if publication.document is not None:
        require_as_it_stands(publication, publication.document)
    if publication.site is not None and not may_tell(officer, publication.site, at=at):
        raise NoticeNotStanding
    up = max(publication.publish_at or at, at)
    publication = _go(
        publication, Step.APPROVED, officer=officer, at=at, approved_by=officer, publish_at=up,
        ends_at=_end_of(publication, local_date(up), at=at),
    )  # fmt: skip
    return _put_up(publication, at=at) if up <= at else publication


@transaction.atomic
def retract(*, officer: Officer, at: datetime, publication: Publication, reason: str) -> Publication:
    """Take down what stands, and say so where it stood.

    Raises: RoleMissing, PublicationOfAnotherAgency, NoSuchMove, ReasonMissing.
    """
    require_own(officer, publication, at=at)
    publication = hold(publication)
    if not reason.strip():
        raise ReasonMissing
    if publication.state == State.APPROVED and publication.publish_at is not None and publication.publish_at <= at:
        # It is up already; the worker has only not written that down yet.
        publication = _put_up(publication, at=at)
    return _go(publication, Step.RETRACTED, officer=officer, at=at, reason=reason, down_at=at)


def follow_clock(*, at: datetime) -> int:
    """Write down what the clock has done: what is up, what came down, whose decision is no longer in force.

    What the public is shown follows the moments themselves and waits for nobody. Harmless to repeat.
    """
    done = 0
    for one in _some(Publication.objects.filter(state=State.APPROVED, publish_at__lte=at)):
        with transaction.atomic():
            one = hold(one)
            if one.state == State.APPROVED and one.publish_at is not None and one.publish_at <= at:
                _put_up(one, at=at)
                done += 1
    for one in _some(Publication.objects.filter(state=State.PUBLISHED, ends_at__lte=at)):
        with transaction.atomic():
            one = hold(one)
            if one.state == State.PUBLISHED and one.ends_at is not None and one.ends_at <= at:
                _go(one, Step.ENDED, officer=None, at=at, down_at=one.ends_at)
                done += 1
    standing = Publication.objects.filter(state=State.PUBLISHED, document__isnull=False)
    papers = withdrawn_documents(list(standing.values_list("document_id", flat=True)))
    for one in _some(standing.filter(document_id__in=papers)):
        with transaction.atomic():
            one = hold(one)
            if one.state == State.PUBLISHED and one.document_id is not None:
                _go(one, Step.RETRACTED, officer=None, at=at, reason=papers[one.document_id], down_at=at)
                done += 1
    sited = Publication.objects.filter(state=State.PUBLISHED, site__isnull=False)
    gone = unconfirmed_sites(list(sited.values_list("site_id", flat=True)), on=local_date(at))
    for one in _some(sited.filter(site_id__in=gone)):
        with transaction.atomic():
            one = hold(one)
            if one.state == State.PUBLISHED:
                reason = _("Tình trạng ở online.gov.vn không còn như đã đăng.")
                _go(one, Step.RETRACTED, officer=None, at=at, reason=reason, down_at=at)
                done += 1
    return done


def _some(rows: QuerySet[Any]) -> list[Publication]:
    return list(rows.order_by("id")[:AT_ONCE])


def _put_up(publication: Publication, *, at: datetime) -> Publication:
    publication = _go(publication, Step.PUBLISHED, officer=None, at=at)
    if publication.corrects_id is not None:
        corrected = hold(Publication.objects.get(pk=publication.corrects_id))
        if corrected.state == State.PUBLISHED:
            _go(corrected, Step.CORRECTED, officer=None, at=at, down_at=at)
    return publication


def _go(
    publication: Publication,
    step: Step,
    *,
    officer: Officer | None,
    at: datetime,
    reason: str = "",
    words: Any = None,
    **changed: Any,
) -> Publication:
    """Go along an arrow of the table from where the publication, which is held, stands."""
    move = move_by(step, publication.state)
    if move is None:
        raise NoSuchMove(state=State(publication.state).label)
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if step == Step.RETRACTED:
        changed["reason"] = reason
    publication.state = move.after
    for name, value in changed.items():
        setattr(publication, name, value)
    publication.save(update_fields=["state", *changed])
    passed(publication, step, officer=officer, at=at, reason=reason, words=words)
    audit.record(
        f"outreach.publication.{step.value}",
        officer_id=officer.id if officer else None,
        at=at,
        target_type=TARGET,
        target_id=publication.id,
    )
    return publication


def require_as_it_stands(publication: Publication, document: OfficialDocument) -> None:
    """Refuse what was written of a decision before it was changed, or is gone.

    Raises: DecisionRevoked, DecisionChangedSince.
    """
    changes = changes_told(document)
    if any(one.is_revocation for one in changes):
        raise DecisionRevoked
    if len(changes) != len(publication.content.get("changes", ())):
        raise DecisionChangedSince


def _require_law(publication: Publication, *, at: datetime) -> None:
    kind = BY_CODE[publication.kind]
    if kind.law and rule_of(kind, local_date(at)) is None:
        raise LawNotInForce(row=kind.law)


def _end_of(publication: Publication, day: date, *, at: datetime) -> datetime | None:
    """Give the moment at which it comes down: the first after its days, which are counted from the day after it is up.

    Where the law names days, it is the law's days unless others were given, within its bound; nothing that names
    somebody stands longer than it was given.
    """
    rule = rule_of(BY_CODE[publication.kind], local_date(at))
    days = publication.days or (rule.days if rule else None)
    last = [day + timedelta(days=days)] if days is not None else []
    if publication.site is not None and publication.site.holds_until is not None:
        last.append(publication.site.holds_until)
    return datetime.combine(min(last) + timedelta(days=1), time.min, VIETNAM) if last else None
