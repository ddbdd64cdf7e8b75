"""The lists of an area."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.selectors import place_ids_within, places_to_choose
from minhbach.domains.areas import policies, selectors
from minhbach.domains.areas.house import House, choices_of, licence_runs_out_by
from minhbach.domains.areas.types import Commitments, Ground, PlanState
from minhbach.domains.areas.web.known import RecordsOfList
from minhbach.domains.law.selectors import open_law
from minhbach.domains.subjects import selectors as subjects
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import offered
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.writing import write_day

Rows = Any
MINE = [("mine", _lazy("do tôi phụ trách"))]


@require_safe
def keepings(request: OfficeRequest) -> HttpResponse:
    """Show the merchants of an area, those to be looked at first first."""
    today = local_date(request.at)
    page = ListPage(
        request,
        selectors.visible_keepings(on=today),
        title=_lazy("Cơ sở trên địa bàn"),
        columns=[
            Column("name", _lazy("Tên"), lambda row: row.subject.name, sort="subject__sort_key",
                   url=lambda row: row.get_absolute_url(), in_file=lambda row: subjects.name_in_file(row.subject)),
            Column("group", _lazy("Nhóm"), lambda row: row.group_words, sort="group", under="name"),
            Column("place", _lazy("Xã, phường"), lambda row: row.place, sort="place__sort_key"),
            Column("keeper", _lazy("Phụ trách"), keeper_words, under="place"),
            Column("goods", _lazy("Mặt hàng chính"), lambda row: row.goods),
            Column("brands", _lazy("Nhãn hiệu có nguy cơ"), lambda row: row.brands, under="goods"),
            Column("next", _lazy("Xem lại trước"), lambda row: look_chip(row.next_look_on, today), sort="next_look_on",
                   indexed=True, kind="chip"),
            Column("looked", _lazy("Xem lần cuối"), looked_words, sort="looked_on",
                   under="next"),
            Column("licence", _lazy("Giấy phép đến hết"), lambda row: row.licence_until, kind="day"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
            Column("note", _lazy("Ghi chú"), lambda row: row.note, is_extra=True),
        ],
        filters=[
            Filter("place", _lazy("Địa bàn"), choices=_places(request), apply=_lies_in("place")),
            Filter("group", _lazy("Nhóm"), choices=[(one.code, one.words) for one in choices_of(House.GROUP)],
                   apply=lambda rows, code: rows.filter(group=code)),
            Filter("keeping", _lazy("Phụ trách"), choices=MINE,
                   apply=lambda rows, _mine: selectors.kept_by(rows, request.officer, on=today)),
            Filter("due", _lazy("Xem lại"), choices=[("late", _lazy("đến hạn, quá hạn")), ("never", _lazy("chưa xem"))],
                   apply=lambda rows, code: _due(rows, code, today)),
        ],
        search=selectors.with_words,
        default_sort="next",
        empty=_lazy(
            "Chưa có cơ sở nào. Mở một tổ chức, cá nhân rồi bấm “Đưa vào danh sách địa bàn”; nhóm, mặt hàng và nhãn "
            "hiệu giúp chọn nơi cần xem."
        ),
        export_name="co-so-tren-dia-ban",
    )  # fmt: skip
    return page.response("areas/list.html", {"may_keep": policies.may_keep(request.officer, at=request.at)})


@require_safe
def sanctioned(request: OfficeRequest) -> HttpResponse:
    """Show who was sanctioned in a place: for what, when, whether again, and when last looked at."""
    today, law = local_date(request.at), open_law()
    known = RecordsOfList()
    names = {row.code: row.name_vi for row in law.book.classes}
    committed = next(iter(offered(Commitments)), None)
    columns = [
        Column("name", _lazy("Tên"), lambda row: row.name, sort="sort_key",
               url=lambda row: reverse("subjects:subject", args=[row.pk]), in_file=subjects.name_in_file),
        Column("place", _lazy("Xã, phường"), lambda row: row.place, sort="place__sort_key", under="name"),
        Column("what", _lazy("Bị xử phạt về"), lambda row: known.what(row, names)),
        Column("decided", _lazy("Quyết định gần nhất"), lambda row: known.decided_on(row), kind="day"),
        Column("times", _lazy("Số quyết định"), lambda row: len(known.of(row).decisions), kind="number",
               under="decided"),
        Column("again", _lazy("Tái phạm"), lambda row: known.again(row, today), kind="chip"),
        Column("until", _lazy("Tính tái phạm đến trước"), lambda row: known.clean_on(row), kind="day", under="again"),
        Column("next", _lazy("Xem lại trước"), lambda row: look_chip(row.next_look_on, today), sort="next_look_on",
               may_be_empty=True, kind="chip"),
        Column("looked", _lazy("Xem lần cuối"), looked_words, under="next"),
        Column("plan", _lazy("Kế hoạch xử lý"), lambda row: plan_chip(row, known, today), kind="chip",
               url=lambda row: reverse("areas:plan", args=[row.open_plan]) if row.open_plan else ""),
    ]  # fmt: skip
    if committed is not None:
        columns.append(Column("committed", _lazy("Cam kết"), lambda row: committed.words_of([row.pk]).get(row.pk, "")))
    page = ListPage(
        request,
        selectors.sanctioned_subjects(),
        title=_lazy("Đã bị xử phạt trên địa bàn"),
        columns=columns,
        filters=[
            Filter("place", _lazy("Địa bàn"), choices=_places(request), apply=_lies_in("place")),
            Filter("again", _lazy("Tái phạm"), choices=[("yes", _lazy("tái phạm, còn thời hạn"))],
                   apply=lambda rows, _yes: selectors.repeating(rows, on=today)),
            Filter("due", _lazy("Xem lại"), choices=[("late", _lazy("đến hạn, quá hạn")), ("never", _lazy("chưa xem"))],
                   apply=lambda rows, code: _due(rows, code, today)),
        ],
        search=subjects.matching,
        default_sort="next",
        empty=_lazy("Tổ chức, cá nhân có quyết định xử phạt trong phạm vi bạn được xem sẽ hiện ở đây."),
        export_name="da-bi-xu-phat",
    )  # fmt: skip
    known.page = page
    return page.response("areas/sanctioned.html", {"knows_commitments": committed is not None})


@require_safe
def licences(request: OfficeRequest) -> HttpResponse:
    today = local_date(request.at)
    soon = licence_runs_out_by(today)
    page = ListPage(
        request,
        selectors.visible_licences(),
        title=_lazy("Giấy phép của cơ sở"),
        columns=[
            Column("name", _lazy("Cơ sở"), lambda row: row.subject.name, sort="subject__sort_key",
                   url=lambda row: reverse("subjects:subject", args=[row.subject_id]),
                   in_file=lambda row: subjects.name_in_file(row.subject)),
            Column("place", _lazy("Xã, phường"), lambda row: row.place, under="name"),
            Column("kind", _lazy("Loại"), lambda row: row.kind_words, sort="kind"),
            Column("number", _lazy("Số"), lambda row: row.number, under="kind"),
            Column("until", _lazy("Có giá trị đến hết"), lambda row: row.last_day, sort="last_day", kind="day",
                   may_be_empty=True),
            Column("term", _lazy("Tình trạng"), lambda row: term_chip(row.last_day, today, soon), kind="chip"),
            Column("issued_by", _lazy("Cơ quan cấp"), lambda row: row.issued_by),
        ],
        filters=[
            Filter("place", _lazy("Địa bàn"), choices=_places(request), apply=_lies_in("place")),
            Filter("kind", _lazy("Loại"), choices=[(one.code, one.words) for one in choices_of(House.LICENCE)],
                   apply=lambda rows, code: rows.filter(kind=code)),
            Filter("term", _lazy("Thời hạn"), choices=[("soon", _lazy("sắp hết hạn, hết hạn"))],
                   apply=lambda rows, _soon: rows.filter(last_day__lte=soon)),
        ],
        search=selectors.licences_with_words,
        default_sort="until",
        empty=_lazy("Giấy phép ghi ở trang của từng cơ sở; sắp hết hạn thì hiện ở Việc hôm nay của người phụ trách."),
        export_name="giay-phep-co-so",
    )  # fmt: skip
    return page.response()


@require_safe
def points(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_points(),
        title=_lazy("Điểm tập kết"),
        columns=[
            Column("name", _lazy("Tên thường gọi"), lambda row: row.name, sort="name",
                   url=lambda row: row.get_absolute_url()),
            Column("kind", _lazy("Loại"), lambda row: row.kind_words, sort="kind", under="name"),
            Column("place", _lazy("Xã, phường"), lambda row: row.place, sort="place__sort_key"),
            Column("address", _lazy("Địa chỉ, chỉ dẫn"), lambda row: row.address, under="place"),
            Column("goods", _lazy("Hàng hóa thường thấy"), lambda row: row.goods),
            Column("noted", _lazy("Ghi nhận gần nhất"), lambda row: row.noted_at, sort="noted_at", indexed=True,
                   kind="moment"),
            Column("state", _lazy("Tình trạng"), lambda row: point_chip(row), kind="chip"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[
            Filter("place", _lazy("Địa bàn"), choices=_places(request), apply=_lies_in("place")),
            Filter("kind", _lazy("Loại"), choices=[(one.code, one.words) for one in choices_of(House.POINT)],
                   apply=lambda rows, code: rows.filter(kind=code)),
            Filter("state", _lazy("Tình trạng"), choices=[("open", _lazy("còn theo dõi"))],
                   apply=lambda rows, _open: rows.filter(ended_on__isnull=True)),
        ],
        search=selectors.points_with_words,
        default_sort="-noted",
        empty=_lazy("Kho bãi, đường mòn, lối mở, nơi gom hàng: mỗi điểm một dòng, ghi thêm mỗi lần thấy."),
        export_name="diem-tap-ket",
    )  # fmt: skip
    return page.response("areas/points.html", {"may_keep": policies.may_keep(request.officer, at=request.at)})


@require_safe
def plans(request: OfficeRequest) -> HttpResponse:
    today, law = local_date(request.at), open_law()
    page = ListPage(
        request,
        selectors.visible_plans(),
        title=_lazy("Kế hoạch xử lý triệt để"),
        columns=[
            Column("name", _lazy("Đối tượng"), lambda row: row.subject.name, sort="subject__sort_key",
                   url=lambda row: row.get_absolute_url(), in_file=lambda row: subjects.name_in_file(row.subject)),
            Column("place", _lazy("Xã, phường"), lambda row: row.place, under="name"),
            Column("ground", _lazy("Căn cứ"), lambda row: row.get_ground_display(), sort="ground"),
            Column("about", _lazy("Nội dung"), lambda row: row.about, under="ground"),
            Column("measures", _lazy("Biện pháp đã xong"), lambda row: f"{row.done}/{row.all}"),
            Column("due", _lazy("Hạn gần nhất"), lambda row: look_chip(row.due_on, today), sort="due_on",
                   may_be_empty=True, kind="chip"),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(PlanState(row.state)), sort="state", kind="chip"),
            Column("end", _lazy("Lý do kết thúc"), lambda row: row.get_end_display(), under="state"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
            Column("opened", _lazy("Lập lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment", is_extra=True),
        ],
        filters=[
            Filter("place", _lazy("Địa bàn"), choices=_places(request), apply=_lies_in("place")),
            StateFilter("state", _lazy("Tình trạng"), PlanState),
            StateFilter("ground", _lazy("Căn cứ"), Ground),
            Filter("due", _lazy("Hạn"), choices=[("late", _lazy("quá hạn"))],
                   apply=lambda rows, _late: rows.filter(due_on__lt=today)),
        ],
        search=selectors.plans_with_words,
        default_sort="due",
        empty=_lazy("Mỗi đối tượng tái phạm có một kế hoạch: biện pháp, ai làm, hạn, kết quả, kết thúc có lý do."),
        export_name="ke-hoach-xu-ly",
    )  # fmt: skip
    asked = request.GET.get("export") or request.GET.get("print") or request.htmx
    proposed = [] if asked else selectors.proposals(request.officer, at=request.at)
    names = {row.code: row.name_vi for row in law.book.classes}
    lacking = [(one, [names.get(code, code) for code in one.classes]) for one in proposed]
    return page.response(
        "areas/plans.html",
        {
            "lacking": lacking,
            "is_lacking_asked": "thieu" in request.GET,
            "may_keep": policies.may_keep(request.officer, at=request.at),
        },
    )


@require_safe
def unknown(request: OfficeRequest) -> HttpResponse:
    """Show the sellers behind accounts whom nobody has identified, and who looks for them."""
    today = local_date(request.at)
    page = ListPage(
        request,
        selectors.unknown_sellers(),
        title=_lazy("Người bán chưa xác định"),
        columns=[
            Column("name", _lazy("Tên tài khoản, gian hàng"), lambda row: row.name, sort="sort_key", indexed=True,
                   url=lambda row: f"{reverse('subjects:subject', args=[row.pk])}#dia-ban"),
            Column("place", _lazy("Địa bàn"), lambda row: row.place, under="name"),
            Column("looking", _lazy("Người truy tìm"), lambda row: row.pursuer or ""),
            Column("step", _lazy("Bước tiếp theo"), lambda row: row.next_step or ""),
            Column("next", _lazy("Xong trước"), lambda row: look_chip(row.next_on, today), sort="next_on",
                   may_be_empty=True, kind="chip"),
            Column("keeper", _lazy("Công chức phụ trách"), lambda row: row.keeper, is_extra=True),
            Column("created", _lazy("Ghi vào hồ sơ"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="day"),
        ],
        filters=[
            Filter("place", _lazy("Địa bàn"), choices=_places(request), apply=_lies_in("place")),
            Filter("looking", _lazy("Truy tìm"),
                   choices=[("mine", _lazy("giao cho tôi")), ("nobody", _lazy("chưa giao ai"))],
                   apply=lambda rows, code: _looking(rows, code, request)),
        ],
        search=subjects.matching,
        default_sort="-created",
        empty=_lazy("Không còn người bán nào chưa xác định. Người được xác định tự rời danh sách này."),
        export_name="nguoi-ban-chua-xac-dinh",
    )  # fmt: skip
    return page.response()


@require_safe
def keepers(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_keepers(),
        title=_lazy("Phân công phụ trách địa bàn"),
        columns=[
            Column("place", _lazy("Xã, phường"), lambda row: row.place, sort="place__sort_key"),
            Column("officer", _lazy("Người phụ trách"), lambda row: row.officer.full_name, sort="officer__sort_key",
                   url=lambda row: row.officer.get_absolute_url()),
            Column("from", _lazy("Từ ngày"), lambda row: row.valid_from, sort="valid_from", kind="day"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name),
            Column("by", _lazy("Người phân công"), lambda row: row.assigned_by.full_name, under="agency"),
        ],
        filters=[
            Filter("place", _lazy("Địa bàn"), choices=_places(request), apply=_lies_in("place")),
            Filter("now", _lazy("Đang phụ trách"), choices=[("yes", _lazy("đang phụ trách"))],
                   apply=lambda rows, _yes: rows.filter(valid_until__isnull=True)),
        ],
        default_sort="place",
        empty=_lazy("Thủ trưởng phân công người phụ trách từng xã, phường; phân công cũ vẫn giữ lại."),
        export_name="phan-cong-dia-ban",
    )  # fmt: skip
    return page.response("areas/keepers.html", {"may_assign": policies.may_assign(request.officer, at=request.at)})


def keeper_words(row: Any) -> str:
    """Name who keeps a merchant: its own keeper, else that of the place."""
    return str(row.subject.keeper or row.area_keeper or _("chưa phân công"))


def looked_words(row: Any) -> str:
    """Say when somebody was last looked at."""
    return write_day(row.looked_on) if row.looked_on else _("chưa xem")


def look_chip(day: date | None, today: date) -> tuple[str, str] | None:
    """Say a day that is to be kept: late, today, or to come."""
    if day is None:
        return None
    words = write_day(day)
    if day < today:
        return _("quá hạn %(day)s") % {"day": words}, "late"
    return words, "warn" if day == today else ""


def term_chip(last_day: date | None, today: date, soon: date) -> tuple[str, str]:
    """Say whether a licence holds, runs out soon, or has run out."""
    if last_day is None:
        return _("không thời hạn"), ""
    if last_day < today:
        return _("hết hạn"), "late"
    return (_("sắp hết hạn"), "warn") if last_day <= soon else (_("còn hạn"), "good")


def point_chip(row: Any) -> tuple[str, str]:
    return (_("không còn theo dõi"), "") if row.ended_on else (_("còn theo dõi"), "info")


def plan_chip(row: Any, known: RecordsOfList, today: date) -> tuple[str, str] | None:
    if row.open_plan:
        return _("đang thực hiện"), "info"
    return (_("chưa có"), "late") if known.of(row).is_repeating(today) else None


def _places(request: OfficeRequest) -> list[tuple[str, str]]:
    places = places_to_choose(request.officer, on=local_date(request.at))
    return [(str(place.pk), place.name) for place in places]


def _lies_in(column: str) -> Callable[[Rows, str], Rows]:
    return lambda rows, chosen: rows.filter(**{f"{column}_id__in": place_ids_within({int(chosen)})})


def _due(rows: Rows, code: str, today: date) -> Rows:
    return rows.filter(looked_on__isnull=True) if code == "never" else rows.filter(next_look_on__lte=today)


def _looking(rows: Rows, code: str, request: OfficeRequest) -> Rows:
    return rows.filter(pursuer_id=request.officer.pk) if code == "mine" else rows.filter(pursuit__isnull=True)
