"""What outreach is to the office."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.types import DisclosedKind, SharedKind
from minhbach.domains.outreach import outside, selectors, services
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.policies import KEY_KEEPERS, WRITERS, require_own
from minhbach.foundation.office import Office, Room


def _put_beside(*, record: Publication, **said: Any) -> None:
    services.add_reply(publication=record, **said)


OFFICE = Office(
    rooms=(
        Room(_lazy("Công bố"), "outreach:list", "speakerphone", place=49, roles=frozenset(WRITERS),
             under="intake:list"),
        Room(_lazy("Khóa tra cứu của đối tác"), "outreach:partners", "key", place=46, roles=frozenset(KEY_KEEPERS),
             under="intake:list"),
    ),
    work=selectors.work_items,
    offers=(
        DisclosedKind(
            kind=SharedKind(
                target_type="outreach.publication",
                words=_lazy("nội dung công bố"),
                find=selectors.get_publication,
                require=lambda officer, publication, at: require_own(officer, publication, at=at),
                url=lambda publication: publication.get_absolute_url(),
            ),
            facts=outside.facts,
            refuse=outside.refuse_unless_standing,
            take=_put_beside,
        ),
    ),
    audit={
        "outreach.publication.drafted": _lazy("soạn dự thảo công bố"),
        "outreach.publication.edited": _lazy("sửa dự thảo công bố"),
        "outreach.publication.submitted": _lazy("trình duyệt công bố"),
        "outreach.publication.recalled": _lazy("rút dự thảo công bố về để sửa"),
        "outreach.publication.returned": _lazy("trả lại dự thảo công bố"),
        "outreach.publication.approved": _lazy("duyệt công bố"),
        "outreach.publication.published": _lazy("nội dung lên trang công khai"),
        "outreach.publication.ended": _lazy("gỡ nội dung hết thời hạn đăng"),
        "outreach.publication.corrected": _lazy("nội dung được thay bằng bản đính chính"),
        "outreach.publication.retracted": _lazy("rút lại nội dung đã công bố"),
        "outreach.publication.discarded": _lazy("bỏ dự thảo công bố"),
        "outreach.publication.replied": _lazy("đăng ý kiến của bên được nêu tên"),
        "outreach.publication.unreplied": _lazy("gỡ ý kiến của bên được nêu tên"),
        "outreach.announcement.published": _lazy("báo qua thư nội dung mới đăng"),
        "outreach.announcement.retracted": _lazy("báo qua thư nội dung đã rút lại"),
        "outreach.partner.proposed": _lazy("đề nghị cấp khóa tra cứu cho đối tác"),
        "outreach.partner.confirmed": _lazy("duyệt khóa tra cứu của đối tác"),
        "outreach.partner.refused": _lazy("không duyệt khóa tra cứu của đối tác"),
        "outreach.partner.taken": _lazy("lấy khóa tra cứu của đối tác"),
        "outreach.partner.revoked": _lazy("thu hồi khóa tra cứu của đối tác"),
    },
)  # fmt: skip
