"""What is alike, and what speaks of the same: within the reach of whoever asks, so that a count tells of nothing else.

A group is made where it is read, as with leads: of a stored one somebody would see the head and not the members.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from minhbach.domains.intake.models import Report, ReportMark
from minhbach.domains.intake.recognised import GOODS, digest_of, identities_in
from minhbach.domains.intake.types import MarkKind
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.writing import write_day, write_number

# A row of the list counts so far; a page reads so many. What is beyond is told as more than that.
MOST_COUNTED = 500
MOST_READ = 2_000
READ_TO_COUNT = 2
# From so many on a pattern is worth a note.
MANY_ON_A_DAY = 5
MANY_SELLERS = 3
MANY_LETTERBOXES = 3
MANY_UNPAID = 5


def folded(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Let the first that came stand for all that are alike, of one kind, stage, agency and hand, as far as in ROWS.

    Each row that stands has the others in `alike_ids`, and in `alike_last` when the latest of them came.
    """
    rows = rows.annotate(hand=Coalesce(Cast("assignee_id", TextField()), Value("", TextField())))
    same = rows.order_by().filter(
        alike=OuterRef("alike"),
        kind=OuterRef("kind"),
        stage=OuterRef("stage"),
        owner_agency=OuterRef("owner_agency"),
        hand=OuterRef("hand"),
    )
    # The first condition is said by the second; with it an index stops at the row itself.
    ahead = same.filter(created_at__lte=OuterRef("created_at")).filter(
        Q(created_at__lt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), id__lt=OuterRef("id"))
    )
    # Asked row by row, so that a page of a long list needs no more than its rows: PostgreSQL would join an EXISTS.
    has_one_ahead = Coalesce(Subquery(ahead.annotate(holds=Value(True)).values("holds")[:1]), Value(False))
    others = same.exclude(id=OuterRef("id")).order_by("-created_at", "-id")
    standing: QuerySet[Any] = rows.filter(~Q(has_one_ahead)).annotate(
        alike_ids=ArraySubquery(others.values("id")[:MOST_COUNTED]),
        alike_last=Subquery(others.values("created_at")[:1]),
    )
    return standing


def folded_count(rows: QuerySet[Any], cap: int) -> int:
    """Count the reports that stand in the folded list: exactly, or as more than CAP where there are very many."""
    columns = ("id", "alike", "kind", "stage", "owner_agency_id", "assignee_id")
    query, values = rows.order_by().values(*columns)[: READ_TO_COUNT * cap + 1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), count(distinct hashtextextended(case when alike is null then id::text"
            " else concat_ws('|', alike, kind, stage, owner_agency_id, assignee_id) end, 0))"
            f" from ({query}) narrowed",
            values,
        )
        read, standing = cursor.fetchone()
    return int(standing) if read <= READ_TO_COUNT * cap else max(int(standing), cap + 1)


def alike_to(report: Report) -> QuerySet[Any]:
    """List what is like a report, itself among them, of its kind and as far as the access in force reaches."""
    same = Q(pk=report.pk) if report.alike is None else Q(alike=report.alike, kind=report.kind)
    rows: QuerySet[Any] = Report.objects.filter(same)
    return rows.order_by("created_at", "id")


def naming_the_same(report: Report) -> QuerySet[Any]:
    """List what names a place of sale, number or account that a report names, in words of its own or not."""
    named = report.alike_marks.filter(kind=MarkKind.NAMED).values("value")
    # Read as a list: a handful of values, each a short range of the index.
    values = list(named.values_list("value", flat=True))
    if not values:
        return Report.objects.none()
    return Report.objects.filter(
        Exists(ReportMark.objects.filter(kind=MarkKind.NAMED, value__in=values, report=OuterRef("pk"))),
        kind=report.kind,
    )


@dataclass(frozen=True)
class Told:
    """One report as it is counted beside others."""

    id: UUID
    alike: UUID | None
    came: date
    letterbox: UUID
    where: str
    is_unpaid: bool


@dataclass(frozen=True)
class Company:
    """What stands beside a report. A reason to look, never proof: who is alone may be right, and ten may be one.

    TOGETHER are those that are alike or name the same, the report itself among them; ALIKE those in the same words.
    """

    together: Sequence[Told]
    alike: Sequence[Told]
    notes: Sequence[str]
    is_cut: bool

    @property
    def is_alone(self) -> bool:
        return len(self.together) < 2

    @property
    def tellings(self) -> int:
        """How many told it in words of their own: a copy adds nothing to what it was copied from."""
        return len({one.alike or one.id for one in self.together})

    @property
    def places(self) -> int:
        return len({(one.letterbox, one.where) for one in self.together})

    @property
    def days(self) -> int:
        return len({one.came for one in self.together})

    @property
    def words(self) -> str:
        """Say the measure in one sentence that shows what it is made of."""
        given = {
            "count": write_number(len(self.together)) + ("+" if self.is_cut else ""),
            "tellings": write_number(self.tellings),
            "places": write_number(self.places),
            "days": write_number(self.days),
        }
        if self.tellings == 1:
            return _("%(count)s tin, nhưng chỉ một lời kể: các tin chép nhau, không làm nhau mạnh thêm.") % given
        return (
            _("%(count)s tin, %(tellings)s lời kể khác nhau, ghi %(places)s nơi khác nhau, tới trong %(days)s ngày.")
            % given
        )


def company_of(report: Report) -> Company:
    """Read what stands beside a report, within reach."""
    alike = _told(alike_to(report))
    known = {one.id for one in alike}
    together = [*alike, *(one for one in _told(naming_the_same(report)) if one.id not in known)]
    is_cut = len(alike) == MOST_READ or len(together) - len(alike) >= MOST_READ
    return Company(together, alike, (*_notes(alike), *_same_goods(report)), is_cut)


def _told(rows: QuerySet[Any]) -> list[Told]:
    read = rows.order_by("-created_at").values_list(
        "id", "alike", "created_at", "letterbox_id", "where_said", "is_unpaid"
    )
    return [
        Told(pk, alike, local_date(came), box, search_key(where), unpaid)
        for pk, alike, came, box, where, unpaid in read[:MOST_READ]
    ]


def _notes(alike: Sequence[Told]) -> Iterator[str]:
    """Say what is striking about those that are alike; each is a note for who reads, and holds nobody up."""
    if len(alike) < 2:
        return
    sellers = _sellers_of([one.id for one in alike])
    if sellers >= MANY_SELLERS:
        yield _("Cùng một lời kể nhưng nêu %(count)s nơi, số hoặc tài khoản khác nhau.") % {"count": sellers}
    day, on_it = Counter(one.came for one in alike).most_common(1)[0]
    if on_it >= MANY_ON_A_DAY:
        yield _("%(count)s tin giống nhau tới trong một ngày, %(day)s.") % {
            "count": write_number(on_it),
            "day": write_day(day),
        }
    boxes = len({one.letterbox for one in alike})
    if boxes >= MANY_LETTERBOXES:
        yield _("Gửi tới %(count)s hộp thư khác nhau.") % {"count": boxes}
    unpaid = sum(one.is_unpaid for one in alike)
    if unpaid >= MANY_UNPAID:
        yield _("%(count)s tin chưa kiểm: máy gửi không làm phép tính nhỏ mà trang giao.") % {
            "count": write_number(unpaid)
        }


def _same_goods(report: Report) -> Iterator[str]:
    """Say of each number of goods that a report names how many name it too: one seller's goods, or those of many."""
    for one in identities_in(report.what, report.where_said, report.link):
        if one.kind not in GOODS:
            continue
        same = ReportMark.objects.filter(
            kind=MarkKind.NAMED, value=digest_of(one.kind, one.canonical), report=OuterRef("pk")
        )
        found = _told(Report.objects.filter(Exists(same), kind=report.kind))
        if len(found) > 1:
            yield _(
                "Cùng mã hàng %(code)s: %(count)s tin, %(tellings)s lời kể khác nhau, ghi %(places)s nơi khác nhau."
            ) % {
                "code": one.canonical.lstrip("0"),
                "count": write_number(len(found)),
                "tellings": write_number(len({told.alike or told.id for told in found})),
                "places": write_number(len({(told.letterbox, told.where) for told in found})),
            }


def _sellers_of(report_ids: Sequence[UUID]) -> int:
    rows = ReportMark.objects.filter(report__in=report_ids, kind=MarkKind.NAMED).values("value").distinct()
    return int(rows[: MANY_SELLERS * 100].count())


def came_until(report: Report, until: datetime) -> QuerySet[Any]:
    """List what is like a report and had come by a moment."""
    rows: QuerySet[Any] = alike_to(report).filter(created_at__lte=until)
    return rows
