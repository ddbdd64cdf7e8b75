"""What the shared record of subjects is to the office."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import DisclosedKind, Role, SharedKind
from minhbach.domains.custody.types import Blanks
from minhbach.domains.subjects import outside, personal, policies, selectors, services
from minhbach.domains.subjects.found import FOUND, offer_list
from minhbach.domains.subjects.types import StandingPurpose, StoryGroup, StoryKind
from minhbach.foundation.office import Office, Room, SearchAct, Words


def _keeps(officer: Officer, subject_ids: Collection[UUID], *, at: datetime) -> str:
    """Name the area of the first of some subjects that an officer keeps an eye on."""
    kept = selectors.subjects_kept_by(officer, subject_ids)
    return str(kept.place or kept.name) if kept else ""


def _story(code: str, sentence: Words, icon: str) -> StoryKind:
    return StoryKind(f"subjects.{code}", sentence, StoryGroup.RECORD, icon)


def _require_own_subject(officer: Officer, subject: Any, at: datetime) -> None:
    policies.writing_agency(officer, at=at)
    policies.require_own_subject(subject)


def _require_own_statement(officer: Officer, statement: Any, at: datetime) -> None:
    policies.writing_agency(officer, at=at)
    policies.require_own_statement(statement)


def _change_statement(*, record: Any, opened_to: object, closed_to: object, **asked: Any) -> None:
    """Change the level of one statement; it is opened to single agencies with its subject alone."""
    services.change_sharing(statement=record, **asked)


SHARED_SUBJECT = SharedKind(
    target_type="subjects.subject",
    words=_lazy("hồ sơ"),
    find=selectors.get_subject,
    require=_require_own_subject,
    url=lambda subject: reverse("subjects:subject", args=[subject.pk]),
    change=services.change_seen_by,
)

OFFICE = Office(
    rooms=(Room(_lazy("Tổ chức, cá nhân"), "subjects:list", "users", place=40),),
    search=(FOUND,),
    work=selectors.work_items,
    offers=(
        Blanks(
            "subjects.person",
            _lazy("Người, hộ kinh doanh"),
            _lazy("Tên, số, địa chỉ, gian hàng và chữ để tìm. Diễn biến ở lại, không ghi tên."),
            "subjects:subject",
        ),
        Blanks(
            "subjects.list",
            _lazy("Danh sách gốc đã nhập"),
            _lazy("Tệp đã gửi và những dòng mẫu. Hồ sơ đã nhập ở lại."),
            "subjects:taken",
        ),
        SearchAct(_lazy("Tra cả danh sách này"), "list-search", frozenset(Role), offer_list),
        StandingPurpose("area", _keeps),
        SHARED_SUBJECT,
        DisclosedKind(kind=SHARED_SUBJECT, parts=outside.parts, facts=outside.facts, named=personal.masked_name),
        SharedKind(
            target_type="subjects.statement",
            words=_lazy("thông tin"),
            find=selectors.access_statement,
            require=_require_own_statement,
            url=lambda statement: reverse("subjects:subject", args=[statement.subject_id]),
            named=lambda statement: f"{statement.subject.name} · {statement.get_property_display()}",
            change=_change_statement,
            is_opened_singly=False,
        ),
        _story("registered", _lazy("Đã đăng ký vào hồ sơ"), "user-plus"),
        _story("stated", _lazy("Ghi nhận thêm: %(property)s"), "plus"),
        _story("retracted", _lazy("Rút lại: %(property)s"), "eraser"),
        _story("identified", _lazy("Đã xác định được: %(kind)s"), "user-check"),
        _story("merged", _lazy("Gộp với hồ sơ khác của cùng tổ chức, cá nhân"), "link"),
        _story("separated", _lazy("Tách khỏi hồ sơ đã gộp"), "unlink"),
        _story("keeper_assigned", _lazy("Phân công công chức quản lý địa bàn phụ trách"), "user-shield"),
    ),
    audit={
        "subjects.subject.registered": _lazy("đăng ký tổ chức, cá nhân vào hồ sơ"),
        "subjects.subject.viewed": _lazy("xem hồ sơ tổ chức, cá nhân"),
        "subjects.subject.changed": _lazy("đổi loại hoặc địa bàn của tổ chức, cá nhân"),
        "subjects.subject.merged": _lazy("gộp hồ sơ của cùng một tổ chức, cá nhân"),
        "subjects.subject.separated": _lazy("tách hồ sơ đã gộp"),
        "subjects.subject.keeper_assigned": _lazy("phân công công chức quản lý địa bàn phụ trách tổ chức, cá nhân"),
        "subjects.subject.shared": _lazy("chia sẻ hồ sơ tổ chức, cá nhân cho cơ quan khác"),
        "subjects.subject.reach_changed": _lazy("đổi phạm vi chia sẻ hồ sơ tổ chức, cá nhân"),
        "subjects.personal.opened": _lazy("xem đầy đủ thông tin cá nhân, có nêu mục đích"),
        "subjects.subject.withdrawn": _lazy("rút hồ sơ tổ chức, cá nhân"),
        "subjects.statement.recorded": _lazy("ghi nhận thông tin về tổ chức, cá nhân"),
        "subjects.statement.retracted": _lazy("rút lại thông tin về tổ chức, cá nhân"),
        "subjects.statement.sharing_changed": _lazy("đổi phạm vi chia sẻ một thông tin về tổ chức, cá nhân"),
        "subjects.identifier.viewed": _lazy("xem ai dùng một thông tin định danh"),
        "subjects.list.looked_up": _lazy("tra một danh sách số, tài khoản"),
        "subjects.import.received": _lazy("gửi danh sách tổ chức, cá nhân để nhập"),
        "subjects.import.started": _lazy("bắt đầu nhập danh sách tổ chức, cá nhân"),
        "subjects.import.slice": _lazy("nhập một phần danh sách tổ chức, cá nhân"),
        "subjects.import.slice_undone": _lazy("rút lại một phần danh sách tổ chức, cá nhân đã nhập"),
        "subjects.import.stopped": _lazy("dừng nhập danh sách tổ chức, cá nhân"),
        "subjects.import.failed": _lazy("nhập danh sách tổ chức, cá nhân gặp sự cố"),
        "subjects.import.made": _lazy("nhập danh sách tổ chức, cá nhân"),
        "subjects.import.undone": _lazy("rút lại danh sách tổ chức, cá nhân đã nhập"),
    },
)
