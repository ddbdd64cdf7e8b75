"""Links that are said to infringe a right: read one by one, told to the room of leads, answered one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import places_of
from minhbach.domains.rights import policies
from minhbach.domains.rights.events import notice_read
from minhbach.domains.rights.links import read_link
from minhbach.domains.rights.models import Notice, NoticeLink, Right
from minhbach.domains.rights.refusals import AnswerMissing, LinkNotFollowed, NoLinks, NotInForce, TooManyLinks
from minhbach.domains.rights.selectors.standing import standing_on
from minhbach.domains.rights.types import Answer, LinkState, NoticeRead, NoticeState, ReportedLink, Standing
from minhbach.engine.identifiers.urls import read_url
from minhbach.foundation import audit, files, jobs
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, lock, lock_all, wait_turn
from minhbach.foundation.scope import Sharing, acting_as, share_with
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.untrusted import read_rows

TASK, TARGET = "rights.read_notice", "rights.notice"
MOST_LINKS = 10_000
# So many are read while their sender waits; more by the worker, this many at a time.
AT_ONCE = 200
_LINE = 2_100


def lines_of(text: str, content: IO[bytes] | None = None, *, name: str = "") -> list[str]:
    """Return the links of what was pasted and of a file: of each row the cell that is an address, else the first.

    Raises: foundation.untrusted.FileNotRead, TooManyLinks.
    """
    lines = [line.strip() for line in text.splitlines()]
    if content is not None:
        rows = [row.cells for row in read_rows(content, name=name, most_rows=MOST_LINKS + 1)]
        # A heading is a first row without an address above rows that have one.
        is_headed = len(rows) > 1 and not _address_of(rows[0]) and bool(_address_of(rows[1]))
        lines += [_address_of(cells) or next(filter(None, cells), "") for cells in rows[is_headed:]]
    return [line for line in lines if line]


def _address_of(cells: Sequence[str]) -> str:
    return next((cell.strip() for cell in cells if cell.strip() and read_url(cell.strip())), "")


@transaction.atomic
def send_notice(*, officer: Officer, at: datetime, right: Right, lines: Sequence[str], note: str = "") -> Notice:
    """Take in links as they came; up to AT_ONCE are read here, more by a job. The same lines again are the same notice.

    Raises: RoleMissing, RightOfAnotherAgency, NotHolder, NotInForce, NoLinks, TooManyLinks.
    """
    policies.require_say(officer, right, at=at)
    if standing_on(right, right.terms.all(), local_date(at)) != Standing.IN_FORCE:
        raise NotInForce
    kept = [" ".join(line.split())[:_LINE] for line in lines if line.strip()]
    if not kept:
        raise NoLinks
    if len(kept) > MOST_LINKS:
        raise TooManyLinks(count=len(kept), most=MOST_LINKS)
    stored = files.put("\n".join(kept).encode())
    with acting_as(SYSTEM):
        wait_turn(TASK, right.pk)
        known: Notice | None = Notice.unscoped.filter(right=right, sha256=stored.sha256).first()
        if known is not None:
            return known
        areas = list(places_of(right.owner_agency, on=local_date(at)))
        notice: Notice = Notice.unscoped.create(
            right=right, note=note.strip(), sent_by=officer, sha256=stored.sha256, line_count=len(kept),
            owner_agency=right.owner_agency, place=areas[0] if len(areas) == 1 else None, sharing=Sharing.AREA,
            created_at=at, state=NoticeState.WAITING,
        )  # fmt: skip
        if right.body is not None:
            share_with(notice, right.body, officer_id=officer.pk, at=at)
        if len(kept) > AT_ONCE:
            jobs.defer(TASK, notice_id=str(notice.pk))
        else:
            jobs.begin(notice, at=at, stage="reading")
            read_part(notice.pk, at=at)
    audit.record(
        "rights.notice.sent", officer_id=officer.pk, at=at, target_type=TARGET, target_id=notice.pk,
        data={"right": str(right.pk), "links": len(kept), "sha256": stored.sha256},
    )  # fmt: skip
    notice.refresh_from_db()
    return notice


@transaction.atomic
def begin_reading(notice_id: UUID, *, at: datetime) -> bool:
    """Say whether there is anything left to read. Needs the system's reach, as the next two."""
    return jobs.begin(lock(Notice.unscoped, pk=notice_id), at=at, stage="reading")


@transaction.atomic
def read_part(notice_id: UUID, *, at: datetime) -> bool:
    """Read the next links of a notice and have them looked into; returns whether there are more.

    What was read stays read, so that it is harmless to begin again; of one right one part at a time, so that a link is
    followed once, however often it is sent.
    """
    notice = lock(Notice.unscoped, pk=notice_id)
    wait_turn(TASK, notice.right_id)
    if not notice.is_under_way:
        return False
    done = notice.links.aggregate(last=Max("row"))["last"] or 0
    with files.open_stored(notice.sha256) as stored:
        lines = stored.read().decode().split("\n")
    links = [_link(notice, row, line) for row, line in enumerate(lines[done : done + AT_ONCE], start=done + 1)]
    _mark_doubles(notice, links)
    NoticeLink.objects.bulk_create(links)
    _tell_leads(notice, [link for link in links if link.state == LinkState.WAITING], at=at)
    done += len(links)
    if done >= len(lines):
        jobs.finish(notice, at=at, rows=done)
        notice.save()
        return False
    return jobs.tell(
        Notice.unscoped.filter(pk=notice.pk), at=at, stage="reading", rows_done=done, rows_total=len(lines)
    )


def fail_notice(notice_id: UUID, failure: Mapping[str, Any], *, at: datetime) -> None:
    """Close a notice that cannot be read on, with the code and values of why."""
    with transaction.atomic():
        notice = lock(Notice.unscoped, pk=notice_id)
        if jobs.fail(notice, failure, at=at):
            audit.record(
                "rights.notice.failed", officer_id=notice.sent_by_id, at=at, target_type=TARGET, target_id=notice.pk,
                data={"code": failure.get("code", "")},
            )  # fmt: skip


def _link(notice: Notice, row: int, line: str) -> NoticeLink:
    read = read_link(line)
    state = LinkState.UNREADABLE if read.problem else LinkState.WAITING
    return NoticeLink(
        notice=notice, row=row, written=line, address=read.address, platform=read.platform, problem=read.problem,
        state=state,
    )  # fmt: skip


def _mark_doubles(notice: Notice, links: Sequence[NoticeLink]) -> None:
    """Let a link that was sent for the same right before, here or in another notice, point to the first."""
    addresses = {link.address for link in links if link.address}
    known = NoticeLink.objects.filter(
        notice__right_id=notice.right_id, address__in=addresses, twice_of__isnull=True
    ).order_by("notice__created_at", "row")
    first: dict[str, NoticeLink] = {}
    for link in [*known, *links]:
        if link.address and first.setdefault(link.address, link) is not link:
            link.twice_of, link.state = first[link.address], LinkState.TWICE


def _tell_leads(notice: Notice, links: Sequence[NoticeLink], *, at: datetime) -> None:
    if links:
        notice_read(
            NoticeRead(
                agency_id=notice.owner_agency_id, place_id=notice.place_id, sharing=notice.sharing,
                mark=notice.right.title, holder=notice.right.holder, at=at,
                links=[ReportedLink(link.pk, link.address, link.platform) for link in links],
            )
        )  # fmt: skip


def follow_links(leads: Mapping[UUID, UUID]) -> None:
    """Note by which lead each link is looked into; the room of leads calls it in its own transaction."""
    links = list(NoticeLink.objects.filter(pk__in=leads))
    for link in links:
        link.lead_id = leads[link.pk]
    NoticeLink.objects.bulk_update(links, ["lead_id"])


@transaction.atomic
def answer_links(
    *,
    officer: Officer,
    at: datetime,
    notice: Notice,
    link_ids: Collection[UUID],
    answer: Answer | str,
    words: str = "",
) -> int:
    """Say what became of links; their sender reads it with the day. Saying it again takes the place of what was said.

    Raises: RoleMissing, NoticeOfAnotherAgency, AnswerMissing, LinkNotFollowed.
    """
    policies.require_answerer(officer, notice, at=at)
    if answer not in Answer.values or not link_ids:
        raise AnswerMissing
    notice = hold(notice)
    links = lock_all(NoticeLink.objects.filter(notice=notice), pk__in=list(link_ids))
    for link in links:
        if link.state not in (LinkState.WAITING, LinkState.ANSWERED):
            raise LinkNotFollowed(row=link.row)
        _answer(link, Answer(answer), words, officer, at)
    NoticeLink.objects.bulk_update(links, ["state", "answer", "answered_on", "answered_by", "words"])
    audit.record(
        "rights.notice.answered", officer_id=officer.pk, at=at, target_type=TARGET, target_id=notice.pk,
        data={"answer": str(answer), "links": len(links), "rows": [link.row for link in links[:100]]},
    )  # fmt: skip
    return len(links)


@transaction.atomic
def hear_lead_closed(lead_id: UUID, answer: Answer, *, officer: Officer, at: datetime) -> None:
    """Answer the links that a lead looked into, where it was laid aside for a reason that says it all.

    The room of leads calls it in its own transaction. What was answered already stays as it was said.
    """
    for link in lock_all(NoticeLink.objects.filter(state=LinkState.WAITING), lead_id=lead_id):
        _answer(link, answer, "", officer, at)
        link.save(update_fields=["state", "answer", "answered_on", "answered_by", "words"])
        audit.record(
            "rights.notice.answered", officer_id=officer.pk, at=at, target_type=TARGET, target_id=link.notice_id,
            data={"answer": answer.value, "links": 1, "rows": [link.row]},
        )  # fmt: skip


def _answer(link: NoticeLink, answer: Answer, words: str, officer: Officer, at: datetime) -> None:
    link.state, link.answer, link.words = LinkState.ANSWERED, answer, " ".join(words.split())[:500]
    link.answered_on, link.answered_by = local_date(at), officer
