"""What the keeping of an area is to the office, and what it shows on the pages of subjects."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.types import SharedKind
from minhbach.domains.areas import policies, selectors
from minhbach.domains.areas.handing_over import HANDED
from minhbach.domains.areas.policies import KEEPERS
from minhbach.domains.subjects.types import Panel, StandingPurpose, StoryGroup, StoryKind
from minhbach.foundation.office import Office, Room, Words

ROLES = frozenset(KEEPERS)


def _story(code: str, sentence: Words, icon: str) -> StoryKind:
    return StoryKind(f"areas.{code}", sentence, StoryGroup.RECORD, icon)


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Quản lý địa bàn"),
            "areas:list",
            "map-pin",
            place=44,
            roles=ROLES,
            short=_lazy("Địa bàn"),
            within=(
                Room(_lazy("Đã bị xử phạt"), "areas:sanctioned", "gavel", roles=ROLES),
                Room(_lazy("Kế hoạch xử lý"), "areas:plans", "target", roles=ROLES),
                Room(_lazy("Chưa xác định"), "areas:unknown", "user-question", roles=ROLES),
                Room(_lazy("Giấy phép"), "areas:licences", "license", roles=ROLES),
                Room(_lazy("Điểm tập kết"), "areas:points", "building-warehouse", roles=ROLES),
                Room(_lazy("Cơ sở tin báo"), "areas:sources", "ear", roles=ROLES),
                Room(_lazy("Phân công"), "areas:keepers", "user-shield", roles=ROLES),
            ),
        ),
    ),
    work=selectors.work_items,
    offers=(
        HANDED,
        StandingPurpose("area", selectors.place_kept),
        SharedKind(
            target_type="areas.gatheringpoint",
            words=_lazy("điểm tập kết"),
            find=selectors.get_point,
            require=lambda officer, point, at: policies.require_own(officer, point, at=at),
            url=lambda point: point.get_absolute_url(),
        ),
        Panel(lambda subject_id: reverse("areas:of_subject", args=[subject_id])),
        _story("kept", _lazy("Đưa vào danh sách quản lý địa bàn"), "map-pin"),
        _story("visited", _lazy("Xem tại cơ sở"), "eye"),
        _story("planned", _lazy("Lập kế hoạch xử lý triệt để"), "target"),
        _story("plan_closed", _lazy("Kết thúc kế hoạch xử lý triệt để"), "target"),
        _story("pursued", _lazy("Giao người truy tìm người bán"), "user-search"),
    ),
    audit={
        "areas.keeping.added": _lazy("đưa cơ sở vào danh sách địa bàn"),
        "areas.keeping.changed": _lazy("sửa cơ sở trong danh sách địa bàn"),
        "areas.keeping.ended": _lazy("đưa cơ sở ra khỏi danh sách địa bàn"),
        "areas.visit.recorded": _lazy("ghi lần xem cơ sở"),
        "areas.visit.taken_back": _lazy("rút lại lần xem cơ sở đã ghi"),
        "areas.licence.recorded": _lazy("ghi giấy phép của cơ sở"),
        "areas.licence.ended": _lazy("ghi giấy phép của cơ sở không còn dùng"),
        "areas.keeper.assigned": _lazy("phân công người phụ trách xã, phường"),
        "areas.point.added": _lazy("ghi điểm tập kết"),
        "areas.point.noted": _lazy("ghi thêm về điểm tập kết"),
        "areas.point.ended": _lazy("thôi theo dõi điểm tập kết"),
        "areas.source.opened": _lazy("mở một cơ sở tin báo"),
        "areas.source.noted": _lazy("ghi tin của một cơ sở tin báo"),
        "areas.source.ended": _lazy("thôi một cơ sở tin báo"),
        "areas.plan.opened": _lazy("lập kế hoạch xử lý triệt để"),
        "areas.plan.measure_set": _lazy("giao biện pháp trong kế hoạch xử lý"),
        "areas.plan.measure_done": _lazy("ghi kết quả biện pháp trong kế hoạch xử lý"),
        "areas.plan.noted": _lazy("ghi tiến độ kế hoạch xử lý"),
        "areas.plan.closed": _lazy("kết thúc kế hoạch xử lý"),
        "areas.pursuit.set": _lazy("giao truy tìm người bán chưa xác định"),
        "areas.pursuit.ended": _lazy("thôi truy tìm người bán chưa xác định"),
    },
)
