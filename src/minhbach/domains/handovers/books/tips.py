"""Sổ tin: what the public and other bodies sent a unit, and how far each is."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.handovers.books.book import Book
from minhbach.domains.handovers.gaps import Gap
from minhbach.domains.handovers.period import Period, latest
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Passage, Report
from minhbach.domains.intake.types import Stage, Step
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.listing import Rows


def rows(asked: Period) -> Rows:
    came = asked.moments("created_at") & asked.written("created_at")
    found: Any = Report.objects.filter(came, owner_agency_id__in=asked.units)
    if asked.known:
        moved = Passage.objects.filter(asked.written("happened_at"), report=OuterRef("pk"), step=Step.MOVED)
        found = found.annotate(stood=Subquery(latest(moved, "happened_at").values("after")))
    return found.select_related("owner_agency", "assignee", "place").order_by("-created_at", "-id")  # type: ignore[no-any-return]


def columns(asked: Period) -> list[Column]:
    return [
        Column("number", _lazy("Mã tin"), lambda row: row.number, kind="code", url=lambda row: row.get_absolute_url()),
        Column("came", _lazy("Nhận lúc"), lambda row: row.created_at, sort="created_at", indexed=True, kind="moment",
               under="number"),
        Column("kind", _lazy("Loại"), lambda row: str(BY_CODE[row.kind].short)),
        Column("channel", _lazy("Kênh"), lambda row: row.get_channel_display(), under="kind"),
        Column("place", _lazy("Địa bàn"), lambda row: row.place.name if row.place else ""),
        Column("assignee", _lazy("Người xử lý"), lambda row: row.assignee.full_name if row.assignee else ""),
        Column("due", _lazy("Hạn trả lời"), lambda row: row.due_on, kind="day", under="assignee"),
        Column("stage", _lazy("Tình trạng"), lambda row: _stage(row, asked), kind="chip"),
        Column("agency", _lazy("Đơn vị"), lambda row: row.owner_agency.short_name, under="place"),
    ]  # fmt: skip


def gaps(_asked: Period) -> list[Gap]:
    """None: these numbers are drawn by lot, so that nobody guesses another's."""
    return []


def _stage(row: Any, asked: Period) -> Any:
    return chip_of(Stage((row.stood or Stage.RECEIVED) if asked.known else row.stage))


BOOK = Book(
    slug="tin",
    label=_lazy("Sổ tin báo"),
    note=_lazy(
        "Mã tin được rút ngẫu nhiên để không ai đoán được mã của người khác, nên không liên tục; sổ xếp theo lúc nhận."
    ),
    rows=rows,
    columns=columns,
    gaps=gaps,
    sort="-came",
)
