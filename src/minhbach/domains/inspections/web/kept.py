"""What inspections go by, as the office keeps it: check points, sampling plans, laboratories, officers' cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors import has_role, officers_by_name
from minhbach.domains.inspections import selectors, services
from minhbach.domains.inspections.policies import CARD_KEEPERS, LIST_KEEPERS
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle

ASKING = ["GET", "HEAD", "POST"]
# A card that ends within so many days is on the list of those to be renewed.
RENEW_DAYS = 60
STANDS = (("now", _lazy("đang có hiệu lực")), ("over", _lazy("đã hết hiệu lực")))
ENDING = (*STANDS, ("soon", _lazy("hết hiệu lực trong 60 ngày")))


class PointForm(PageForm):
    group = fields.Text(
        label=_lazy("Nhóm hàng"),
        longest=80,
        help_text=_lazy("Viết như nhóm đã có thì điểm này đứng cuối nhóm đó; tên khác là một danh mục mới."),
    )
    words = fields.Text(
        label=_lazy("Điểm kiểm tra"),
        rows=2,
        longest=300,
        help_text=_lazy("Viết sao cho trả lời “không” là điều cần lưu ý, như “Có hóa đơn, chứng từ của hàng”."),
    )
    violation_class = fields.Choice(
        label=_lazy("Khi trả lời “không”, gợi ý lớp hành vi"),
        required=False,
        help_text=_lazy("Chỉ là gợi ý khi lập biên bản vi phạm; khung phạt lấy từ bảng pháp luật của ngày đó."),
    )
    basis = fields.Text(label=_lazy("Điều khoản làm căn cứ"), required=False, longest=300)
    valid_from = fields.Day(label=_lazy("Từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = sorted(open_law().book.classes, key=lambda row: row.name_vi)
        self.offer("violation_class", [("", "—"), *((row.code, row.name_vi) for row in classes)])


class SamplingForm(PageForm):
    goods = fields.Text(label=_lazy("Loại hàng"), longest=120)
    lot_from = fields.Whole(label=_lazy("Lô từ"), least=1, most=2_000_000_000)
    lot_to = fields.Whole(
        label=_lazy("Lô đến"), least=1, most=2_000_000_000, required=False, help_text=_lazy("Bỏ trống: trở lên.")
    )
    samples = fields.Whole(label=_lazy("Số mẫu"), least=1, most=1_000_000)
    unit = fields.Text(label=_lazy("Đơn vị của lô và mẫu"), longest=40)
    source = fields.Text(label=_lazy("Theo văn bản, tiêu chuẩn nào"), rows=2, longest=300)
    valid_from = fields.Day(label=_lazy("Từ ngày"))


class LaboratoryForm(PageForm):
    name = fields.Text(label=_lazy("Tên phòng thử nghiệm, tổ chức giám định"), longest=200)
    scope = fields.Text(label=_lazy("Được chỉ định thử nghiệm gì"), rows=2, longest=500)
    designation = fields.Text(label=_lazy("Số quyết định chỉ định"), longest=100)
    designated_by = fields.Text(label=_lazy("Cơ quan chỉ định"), longest=200)
    valid_from = fields.Day(label=_lazy("Từ ngày"))
    valid_until = fields.LastDay(label=_lazy("Đến hết ngày"), required=False)


class CardForm(PageForm):
    agency = fields.Record(label=_lazy("Cơ quan"), words=lambda agency: agency.name)
    holder = fields.Record(label=_lazy("Người được cấp thẻ"), words=lambda officer: officer.full_name)
    kind = fields.Text(label=_lazy("Loại thẻ"), longest=120, help_text=_lazy("Ghi như trên thẻ."))
    number = fields.Text(label=_lazy("Số thẻ"), longest=60)
    valid_from = fields.Day(label=_lazy("Từ ngày"))
    valid_until = fields.LastDay(label=_lazy("Đến hết ngày"), required=False)


class EndForm(PageForm):
    valid_until = fields.LastDay(label=_lazy("Có hiệu lực đến hết ngày"))


@dataclass(frozen=True)
class KeptKind:
    """One kind of what is kept: its rows, how a list and a form show them, and who changes them."""

    page: str
    one: str
    rows: Callable[[], Any]
    title: Any
    button: Any
    empty: Any
    columns: Callable[[], Sequence[Column]]
    words: Callable[[Any], str]
    search: Callable[[Any, str], Any]
    form: type[PageForm]
    add: Callable[..., Any]
    end: Callable[..., Any]
    roles: Sequence[Any]
    file: str
    default_sort: str
    states: Sequence[tuple[str, Any]] = STANDS


PERIOD = [
    Column("from", _lazy("Từ ngày"), lambda row: row.valid_from, kind="day"),
    Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day"),
]


def _point_columns() -> Sequence[Column]:
    names = {one.code: one.name_vi for one in open_law().book.classes}
    return [
        Column("group", _lazy("Nhóm hàng"), lambda row: row.group, sort="group", indexed=True),
        Column("position", _lazy("Thứ tự"), lambda row: row.position, kind="number"),
        Column("words", _lazy("Điểm kiểm tra"), lambda row: row.words),
        Column(
            "class",
            _lazy("Gợi ý lớp hành vi khi “không”"),
            lambda row: names.get(row.violation_class, ""),
            under="words",
        ),
        Column("basis", _lazy("Căn cứ"), lambda row: row.basis, is_extra=True),
    ]


def _lot(row: Any) -> str:
    return f"{row.lot_from}–{row.lot_to}" if row.lot_to else f"≥ {row.lot_from}"


POINTS = KeptKind(
    page="points",
    one="point",
    rows=selectors.points,
    title=_lazy("Danh mục điểm kiểm tra"),
    button=_lazy("Thêm điểm kiểm tra"),
    empty=_lazy("Chưa có điểm kiểm tra nào."),
    columns=_point_columns,
    words=lambda row: f"{row.group}: {row.words}",
    search=lambda rows, text: rows.filter(words__icontains=text) | rows.filter(group__icontains=text),
    form=PointForm,
    add=services.add_point,
    end=services.end_kept,
    roles=LIST_KEEPERS,
    file="diem-kiem-tra",
    default_sort="group",
)
SAMPLING = KeptKind(
    page="sampling",
    one="sampling",
    rows=selectors.sampling_plans,
    title=_lazy("Cách lấy mẫu theo cỡ lô"),
    button=_lazy("Thêm cách lấy mẫu"),
    empty=_lazy("Chưa ghi cách lấy mẫu nào: khi lấy mẫu, số mẫu do cán bộ tự ghi."),
    columns=lambda: [
        Column("goods", _lazy("Loại hàng"), lambda row: row.goods, sort="goods", indexed=True),
        Column("lot", _lazy("Cỡ lô"), _lot),
        Column("samples", _lazy("Số mẫu"), lambda row: row.samples, kind="number"),
        Column("unit", _lazy("Đơn vị"), lambda row: row.unit),
        Column("source", _lazy("Theo"), lambda row: row.source, under="goods"),
    ],
    words=lambda row: f"{row.goods}, {_lot(row)} {row.unit}: {row.samples}",
    search=lambda rows, text: rows.filter(goods__icontains=text) | rows.filter(source__icontains=text),
    form=SamplingForm,
    add=services.add_sampling,
    end=services.end_kept,
    roles=LIST_KEEPERS,
    file="cach-lay-mau",
    default_sort="goods",
)
LABORATORIES = KeptKind(
    page="laboratories",
    one="laboratory",
    rows=selectors.laboratories,
    title=_lazy("Phòng thử nghiệm, tổ chức giám định"),
    button=_lazy("Thêm nơi thử nghiệm"),
    empty=_lazy("Chưa ghi nơi thử nghiệm nào: khi trưng cầu, tên nơi giám định do cán bộ tự ghi."),
    columns=lambda: [
        Column("name", _lazy("Tên"), lambda row: row.name, sort="name", indexed=True),
        Column("scope", _lazy("Được chỉ định thử nghiệm"), lambda row: row.scope, under="name"),
        Column("designation", _lazy("Quyết định chỉ định"), lambda row: row.designation),
        Column("by", _lazy("Cơ quan chỉ định"), lambda row: row.designated_by),
    ],
    words=lambda row: row.name,
    search=lambda rows, text: rows.filter(name__icontains=text) | rows.filter(scope__icontains=text),
    form=LaboratoryForm,
    add=services.add_laboratory,
    end=services.end_kept,
    roles=LIST_KEEPERS,
    file="noi-thu-nghiem",
    default_sort="name",
    states=ENDING,
)
CARDS = KeptKind(
    page="cards",
    one="card",
    rows=selectors.cards,
    title=_lazy("Thẻ kiểm tra"),
    button=_lazy("Ghi thẻ"),
    empty=_lazy("Chưa ghi thẻ nào: đề xuất và quyết định kiểm tra không nhắc về thẻ của đoàn."),
    columns=lambda: [
        Column("officer", _lazy("Người được cấp"), lambda row: row.officer.full_name),
        Column("number", _lazy("Số thẻ"), lambda row: row.number, kind="code"),
        Column("kind", _lazy("Loại thẻ"), lambda row: row.kind),
        Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
        PERIOD[0],
        Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, sort="valid_until", indexed=True, kind="day"),
    ],
    words=lambda row: f"{row.officer.full_name}, {row.number}",
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(officer__full_name__icontains=text),
    form=CardForm,
    add=services.add_card,
    end=services.end_card,
    roles=CARD_KEEPERS,
    file="the-kiem-tra",
    default_sort="until",
    states=ENDING,
)


def _list(kind: KeptKind, request: OfficeRequest) -> HttpResponse:
    today = local_date(request.at)
    may_keep = has_role(request.officer, *kind.roles, on=today)

    def _which(rows: Any, code: str) -> Any:
        over = rows.filter(valid_until__lte=today)
        if code == "over":
            return over
        if code == "soon":
            return rows.filter(valid_until__gt=today, valid_until__lte=today + timedelta(days=RENEW_DAYS))
        return rows.exclude(pk__in=over.values("pk"))

    def _state(row: Any) -> tuple[Any, str]:
        if row.valid_until is not None and row.valid_until <= today:
            return _lazy("đã hết hiệu lực"), ""
        if row.valid_from is not None and row.valid_from > today:
            return _lazy("chưa có hiệu lực"), "info"
        if row.valid_until is not None and row.valid_until <= today + timedelta(days=RENEW_DAYS):
            return _lazy("sắp hết hiệu lực"), "warn"
        return _lazy("có hiệu lực"), "good"

    def _end_url(row: Any) -> str:
        ended = row.valid_until is not None and row.valid_until <= today
        return "" if ended or not may_keep else reverse(f"inspections:end_{kind.one}", args=[row.pk])

    page = ListPage(
        request,
        kind.rows(),
        title=kind.title,
        columns=[
            *kind.columns(),
            *(() if kind is CARDS else PERIOD),
            Column("state", _lazy("Tình trạng"), _state, kind="chip"),
            *(
                [Column("end", _lazy("Sửa"), lambda row: _lazy("Cho hết hiệu lực") if _end_url(row) else "",
                        url=_end_url)]
                if may_keep
                else []
            ),
        ],
        filters=[Filter("state", _lazy("Tình trạng"), _which, choices=kind.states)],
        search=kind.search,
        default_sort=kind.default_sort,
        empty=kind.empty,
        export_name=kind.file,
    )  # fmt: skip
    add_url = reverse(f"inspections:keep_{kind.one}") if may_keep else ""
    return page.response("inspections/kept.html", {"add_url": add_url, "button": kind.button})


def _add(kind: KeptKind, request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, *kind.roles, at=request.at)
    form = kind.form.of(request)
    if kind is CARDS:
        agencies = selectors.agencies_with_cards(request.officer, at=request.at)
        form.offer("agency", agencies)
        form.offer("holder", _holders(agencies))
    form.propose(valid_from=local_date(request.at))
    back = reverse(f"inspections:{kind.page}")
    return handle(
        request,
        form,
        lambda: kind.add(officer=request.officer, at=request.at, **form.asked),
        done=_lazy("Đã ghi."),
        back=back,
        page={"title": kind.button, "cancel": back, "above": kind.title, "above_url": back},
    )


def _end(kind: KeptKind, request: OfficeRequest, row_id: UUID) -> HttpResponse:
    require_role(request.officer, *kind.roles, at=request.at)
    row = selectors.get_row(kind.rows(), row_id)
    if kind is CARDS:
        require_role(request.officer, *kind.roles, at=request.at, agency=row.owner_agency)
    form = EndForm.of(request)
    back = reverse(f"inspections:{kind.page}")
    return handle(
        request,
        form,
        lambda: kind.end(officer=request.officer, at=request.at, row=row, **form.asked),
        done=_lazy("Đã cho hết hiệu lực."),
        back=back,
        page={
            "title": _lazy("Cho hết hiệu lực"),
            "lead": kind.words(row),
            "cancel": back,
            "above": kind.title,
            "above_url": back,
        },
    )


def _holders(agencies: Any) -> Any:
    """List who holds a post in one of some agencies, or held one."""
    return officers_by_name().filter(posts__agency__in=agencies.values("pk"), is_active=True).distinct()


@require_safe
def points(request: OfficeRequest) -> HttpResponse:
    return _list(POINTS, request)


@require_safe
def sampling(request: OfficeRequest) -> HttpResponse:
    return _list(SAMPLING, request)


@require_safe
def laboratories(request: OfficeRequest) -> HttpResponse:
    return _list(LABORATORIES, request)


@require_safe
def cards(request: OfficeRequest) -> HttpResponse:
    return _list(CARDS, request)


@require_http_methods(ASKING)
def keep_point(request: OfficeRequest) -> HttpResponse:
    return _add(POINTS, request)


@require_http_methods(ASKING)
def keep_sampling(request: OfficeRequest) -> HttpResponse:
    return _add(SAMPLING, request)


@require_http_methods(ASKING)
def keep_laboratory(request: OfficeRequest) -> HttpResponse:
    return _add(LABORATORIES, request)


@require_http_methods(ASKING)
def keep_card(request: OfficeRequest) -> HttpResponse:
    return _add(CARDS, request)


@require_http_methods(ASKING)
def end_point(request: OfficeRequest, check_id: UUID) -> HttpResponse:
    return _end(POINTS, request, check_id)


@require_http_methods(ASKING)
def end_sampling(request: OfficeRequest, sampling_id: UUID) -> HttpResponse:
    return _end(SAMPLING, request, sampling_id)


@require_http_methods(ASKING)
def end_laboratory(request: OfficeRequest, laboratory_id: UUID) -> HttpResponse:
    return _end(LABORATORIES, request, laboratory_id)


@require_http_methods(ASKING)
def end_card(request: OfficeRequest, card_id: UUID) -> HttpResponse:
    return _end(CARDS, request, card_id)
