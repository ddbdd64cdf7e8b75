"""Subjects: fetching one with the right to, the list, and the card that projects its statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.subjects import personal
from minhbach.domains.subjects.models import Import, Statement, StoryEntry, Subject
from minhbach.domains.subjects.refusals import SubjectNotFound
from minhbach.domains.subjects.selectors.identifiers import identifiers_with_counts
from minhbach.domains.subjects.selectors.lists import visible_subjects
from minhbach.domains.subjects.types import (
    PremisesLine,
    PresenceLine,
    Property,
    SubjectCard,
    SubjectKind,
    story_kinds,
)
from minhbach.domains.subjects.types.kinds import WORDED_PROPERTIES
from minhbach.domains.subjects.types.purposes import standing_purpose
from minhbach.foundation import audit
from minhbach.foundation.audit.looks import open_for, purpose_of
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.scope import Sharing
from minhbach.foundation.scope.models import Share
from minhbach.foundation.writing import write_capped

SHOWN_ON_DESK = 20


def get_subject(subject_id: UUID) -> Subject:
    """Fetch a subject in reach without an audit row: for work in which nobody looks at it.

    Raises: SubjectNotFound.
    """
    subject = subject_in_reach(subject_id)
    if subject is None:
        raise SubjectNotFound
    return subject


def subject_in_reach(subject_id: UUID | None) -> Subject | None:
    """Fetch a subject that another record names; to those whom it is out of reach it names none."""
    subjects = Subject.objects.select_related("place", "owner_agency", "keeper")
    found: Subject | None = subjects.filter(pk=subject_id).first()
    return found


def stated_by_owner(subject: Subject) -> list[Statement]:
    """List what a record's own agency states of it and does not keep to itself, as far as its reader sees it."""
    rows = Statement.objects.filter(
        subject=subject, owner_agency_id=subject.owner_agency_id, retracted_at__isnull=True
    ).exclude(sharing=Sharing.SILENT)
    return list(rows.select_related("subject", "identifier", "premises", "presence").order_by("recorded_at", "id"))


def access_subject(officer: Officer, subject_id: UUID, *, at: datetime) -> Subject:
    """Fetch a subject for an officer to look at; the look is audited, for it holds personal data.

    Raises: SubjectNotFound, whether it does not exist or is not shared.
    """
    subject = get_subject(subject_id)
    audit.record(
        "subjects.subject.viewed",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data=_what_for(officer, subject, at=at),
    )
    return subject


def _what_for(officer: Officer, subject: Subject, *, at: datetime) -> dict[str, str]:
    """Return for what an officer looks at a subject: as was said in this sitting, else own work that concerns it."""
    given = purpose_of(subject.id)
    if given is None:
        family = [subject.id, *([subject.canonical_id] if subject.canonical_id else [])]
        given = standing_purpose(officer, family, at=at)
        if given is not None:
            for member in members_of(subject):
                open_for(member.id, *given)
    return {"purpose": given[0], "reference": given[1]} if given else {}


def access_statement(statement_id: UUID) -> Statement:
    """Fetch a statement in reach, with what it points at.

    Raises: SubjectNotFound.
    """
    statement: Statement | None = (
        Statement.objects.select_related("subject", "identifier", "premises", "presence", "owner_agency")
        .filter(pk=statement_id)
        .first()
    )
    if statement is None:
        raise SubjectNotFound
    return statement


def members_of(subject: Subject) -> list[Subject]:
    """List the subjects in reach that are one with this: itself first."""
    root_id = subject.canonical_id or subject.id
    rows = Subject.objects.filter(Q(pk=root_id) | Q(canonical_id=root_id)).select_related("owner_agency", "place")
    return sorted(rows, key=lambda row: (row.pk != subject.pk, str(row.pk)))


def subject_card(subject: Subject) -> SubjectCard:
    """Gather what the reader may know of a subject and of those joined to it."""
    members = members_of(subject)
    rows = list(
        Statement.objects.filter(subject__in=members)
        .select_related(
            "subject", "identifier", "premises__place", "presence", "owner_agency", "recorded_by", "retracted_by"
        )
        .order_by(F("valid_from").desc(nulls_last=True), "-recorded_at", "-id")
    )
    current = [row for row in rows if row.retracted_at is None]
    order = {name.value: rank for rank, name in enumerate(WORDED_PROPERTIES)}
    return SubjectCard(
        subject=subject,
        members=members,
        worded=sorted((row for row in current if row.property in order), key=lambda row: order[row.property]),
        identifiers=identifiers_with_counts(members, [row for row in current if row.identifier_id is not None]),
        premises=[PremisesLine(row, row.premises) for row in current if row.property == Property.PREMISES],
        presences=[PresenceLine(row, row.presence) for row in current if row.property == Property.PRESENCE],
        retracted=[row for row in rows if row.retracted_at is not None],
        chips=_chips(subject, members),
        is_partly_hidden=any(personal.hides_value(row) or personal.hides_address(row) for row in rows),
    )


def agencies_shared_with(subject: Subject) -> QuerySet[Agency]:
    """List the agencies to which a record was opened one by one, as far as its own agency knows."""
    shared = Share.objects.filter(record_id=subject.id, key__isnull=True).values("agency_id")
    rows: QuerySet[Agency] = Agency.everywhere.filter(pk__in=shared).order_by("sort_key", "id")
    return rows


def visible_imports() -> QuerySet[Any]:
    return Import.objects.select_related("recorded_by", "owner_agency", "undone_by").order_by("-created_at", "-id")


def access_import(import_id: UUID) -> Import:
    """Fetch an import in reach.

    Raises: SubjectNotFound.
    """
    taken_in: Import | None = visible_imports().filter(pk=import_id).first()
    if taken_in is None:
        raise SubjectNotFound
    return taken_in


def work_items(officer: Officer, *, at: datetime) -> list[Asked]:
    """Ask for what waits for an area keeper: sellers in their care who are still unidentified."""
    waiting = visible_subjects().filter(keeper=officer, kind=SubjectKind.UNKNOWN)
    told = {"id": "id", "name": "name", "place": "place__name"}
    return [Asked(waiting, told, SHOWN_ON_DESK, _say_unknown)]


def _say_unknown(subjects: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for subject in subjects:
        yield WorkItem(
            Kind.SUBJECT,
            what=_("Truy tìm người bán"),
            about=" · ".join(filter(None, (subject["name"], subject["place"]))),
            url=reverse("subjects:subject", args=[subject["id"]]),
            act=_("Truy tìm"),
        )
    if others:
        url = f"{reverse('subjects:list')}?keeping=mine&kind={SubjectKind.UNKNOWN}"
        words = _("%(count)s người bán khác chưa xác định được") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.SUBJECT, words, "", url, _("Xem"), count=others)


def _chips(subject: Subject, members: list[Subject]) -> list[tuple[str, str]]:
    chips = []
    if subject.withdrawn_at is not None:
        chips.append((_("đã rút hồ sơ"), "late"))
    if subject.kind == SubjectKind.UNKNOWN:
        chips.append((_("không xác định được"), "warn"))
    marking = {code: kind.chip for code, kind in story_kinds().items() if kind.chip}
    told = set(StoryEntry.objects.filter(subject__in=members, kind__in=marking).values_list("kind", flat=True))
    chips += [(str(chip[0]), chip[1]) for code, chip in marking.items() if code in told and chip]
    return list(dict.fromkeys(chips))
