"""Asking other agencies about a value, and answering them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.enquiries.models import Answer, Enquiry, Question
from minhbach.domains.enquiries.policies import asking_agency, require_answerer
from minhbach.domains.enquiries.refusals import (
    AlreadyAnswered,
    NothingToOpen,
    RefusalReasonMissing,
    TooManyQuestions,
    WordsMissing,
)
from minhbach.domains.enquiries.terms import due_day
from minhbach.domains.enquiries.types import RefusalReason, State
from minhbach.domains.subjects.selectors import read_identity
from minhbach.domains.subjects.services import open_to, require_purpose
from minhbach.foundation import attempts, audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Sharing, share_with
from minhbach.foundation.writing import write_moment


@transaction.atomic
def ask(
    *, officer: Officer, at: datetime, kind: str, value: str, purpose: str, reference: str = "", bank: str = ""
) -> Enquiry:
    """Ask every agency that knows a value and may say so; those that give no answer are as if they knew nothing.

    Raises: RoleMissing, IdentifierInvalid, PurposeUnknown, ReferenceMissing, TooManyQuestions.
    """
    own = asking_agency(officer, at=at)
    require_purpose(purpose, reference, at=at)
    identity = read_identity(kind, value, bank=bank)
    taken = attempts.take_question(officer.username, at=at)
    if isinstance(taken, attempts.Wait):
        raise TooManyQuestions(until=write_moment(taken.until))
    said = {
        "kind": identity.kind,
        "canonical": identity.canonical,
        "purpose": purpose,
        "reference": reference,
        "asked_by": officer,
        "owner_agency": own,
        "sharing": Sharing.AGENCY,
        "created_at": at,
    }
    enquiry: Enquiry = Enquiry.objects.create(**said)
    for agency in Agency.objects.filter(pk__in=_who_knows(enquiry)).order_by("key"):
        question = Question.objects.create(**said, enquiry=enquiry, asked=agency, due_on=due_day(local_date(at)))
        share_with(question, agency, officer_id=officer.id, at=at)
    enquiry.refresh_from_db()
    return enquiry


def _who_knows(enquiry: Enquiry) -> list[UUID]:
    """Let the database look beyond the asker's reach; it counts once, and writes the log as it does."""
    with connection.cursor() as cursor:
        cursor.execute("select enquiries_who_knows(%s, %s)", [enquiry.pk, new_id()])
        return [agency for (agency,) in cursor.fetchall()]


@transaction.atomic
def answer(
    *, officer: Officer, at: datetime, question: Question, state: State | str, reason: str = "", words: str = ""
) -> Answer:
    """Answer a question once: open the records that carry the value to who asks, tell in words, or give nothing.

    Raises: RoleMissing, QuestionOfAnotherAgency, AlreadyAnswered, WordsMissing, RefusalReasonMissing, NothingToOpen.
    """
    require_answerer(officer, question, at=at)
    # The row is its asker's; who answers it waits in line.
    wait_turn("enquiries.question", question.pk)
    if Answer.objects.filter(question=question).exists():
        raise AlreadyAnswered
    state, words = State(state), words.strip()[:2000]
    if state == State.ANSWERED and not words:
        raise WordsMissing
    if state == State.REFUSED and reason not in RefusalReason.values:
        raise RefusalReasonMissing
    opened = 0
    if state == State.OPENED:
        opened = open_to(
            officer=officer,
            at=at,
            kind=question.kind,
            canonical=question.canonical,
            owner=question.asked,
            to=question.owner_agency,
        )
        if not opened:
            raise NothingToOpen
    given: Answer = Answer.objects.create(
        question=question,
        state=state,
        reason=reason if state == State.REFUSED else "",
        words=words,
        officer=officer,
        at=at,
    )
    audit.record(
        "enquiries.question.answered",
        officer_id=officer.id,
        at=at,
        target_type="enquiries.question",
        target_id=question.id,
        data={"answer": state.value, "why": given.reason, "opened": opened},
        concerning=[question.asked_id, question.owner_agency_id],
    )
    return given
