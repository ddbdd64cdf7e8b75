"""Asking other agencies about a value, and answering them; telling those that give no answer who asked."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.enquiries.models import Answer, Enquiry, Notice, Question
from minhbach.domains.enquiries.policies import asking_agency, require_answerer, require_marker
from minhbach.domains.enquiries.refusals import (
    AlreadyAnswered,
    NothingToOpen,
    RefusalReasonMissing,
    TooManyQuestions,
    WordsMissing,
)
from minhbach.domains.enquiries.terms import due_day
from minhbach.domains.enquiries.types import RefusalReason, State
from minhbach.domains.subjects.events import Reclosed
from minhbach.domains.subjects.selectors import read_identity
from minhbach.domains.subjects.services import open_to, require_purpose
from minhbach.foundation import attempts, audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Sharing, share_with
from minhbach.foundation.writing import write_moment

# What was asked so long ago is no longer gone back to.
LOOKED_BACK = timedelta(days=30)


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


_SILENT = """
    select e.id, s.owner_agency_id, s.seen_by
    from enquiries_enquiry e
    join subjects_identifier i on i.kind = e.kind and i.canonical = e.canonical
    join subjects_statement s on s.identifier_id = i.id
    join subjects_subject b on b.id = s.subject_id
    where e.created_at > %s and s.recorded_at <= e.created_at
        and s.retracted_at is null and b.withdrawn_at is null and (s.sharing = 'silent' or b.sharing = 'silent')
        and not exists (select from enquiries_question q where q.enquiry_id = e.id and q.asked_id = s.owner_agency_id)
        and not exists (select from enquiries_notice n where n.enquiry_id = e.id
            and n.owner_agency_id = s.owner_agency_id)
"""


def tell_keepers(*, at: datetime) -> int:
    """Tell agencies who asked about what they keep without answering; return how many were told anew.

    Done by the clock, for all questions alike: whoever asked waits for nothing and reads of nothing. Harmless to
    repeat. Needs the system's reach.
    """
    silent: dict[tuple[UUID, UUID], list[set[int]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SILENT, [at - LOOKED_BACK])
        for enquiry_id, owner_id, seen_by in cursor.fetchall():
            silent[enquiry_id, owner_id].append(set(seen_by))
    asked = Enquiry.unscoped.select_related("asked_by").in_bulk({enquiry_id for enquiry_id, _owner in silent})
    told = []
    for (enquiry_id, owner_id), seen_by in silent.items():
        enquiry = asked[enquiry_id]
        keys = access_of(enquiry.asked_by, at=enquiry.created_at).keys
        # Who may see it himself has not asked into the dark.
        if any(not keys & one for one in seen_by):
            told.append(_notice(enquiry, owner_id, at=at))
    Notice.unscoped.bulk_create(told, ignore_conflicts=True)
    return len(told)


def _notice(enquiry: Enquiry, owner_id: UUID, *, at: datetime) -> Notice:
    return Notice(
        owner_agency_id=owner_id,
        sharing=Sharing.SILENT,
        created_at=at,
        enquiry=enquiry,
        kind=enquiry.kind,
        canonical=enquiry.canonical,
        purpose=enquiry.purpose,
        reference=enquiry.reference,
        asked_by=enquiry.asked_by,
        asked_from_id=enquiry.owner_agency_id,
        asked_at=enquiry.created_at,
    )


@transaction.atomic
def mark_read(*, officer: Officer, at: datetime, notice: Notice) -> Notice:
    """Note that somebody of the agency has read who asked; the first stands.

    Raises: RoleMissing, NoticeOfAnotherAgency.
    """
    require_marker(officer, notice, at=at)
    if Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=at, read_by=officer):
        audit.record(
            "enquiries.notice.read",
            officer_id=officer.id,
            at=at,
            target_type="enquiries.notice",
            target_id=notice.id,
        )
    return notice


def hear_reclosed(values: Reclosed) -> None:
    """Close what was asked anew, as the record of subjects now keeps it."""
    with connection.cursor() as cursor:
        cursor.executemany("select enquiries_reclose(%s, %s, %s)", list(values))
