"""“Xem đầy đủ…”: asked once for a subject and a sitting, what for."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.identities import kind_words
from minhbach.domains.subjects.models import Identifier, Subject
from minhbach.domains.subjects.types.purposes import purposes_on
from minhbach.domains.subjects.web.acts import subject_url
from minhbach.foundation.audit.looks import OPENED
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, handle

# Nobody looks at more in one sitting and remembers; what was opened first is asked for again.
MOST_OPENED = 300


class PurposeForm(PageForm):
    purpose = fields.Choice(label=_lazy("Xem để làm gì"), choices=[])
    reference = fields.Code(
        r"[\w./\-\s]{2,60}",
        shape=_lazy("Ghi số như trên văn bản, ví dụ VV-2026-00012 hoặc 15/QĐ-QLTT; không ghi tên người."),
        label=_lazy("Số vụ việc, văn bản"),
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("purpose", [("", "—"), *((one.code, one.words) for one in purposes_on(on))])


def open_subject(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    found = selectors.get_subject(subject_id)
    return _open(request, found, [one.pk for one in selectors.members_of(found)], found.name, subject_url(found))


def open_identifier(request: OfficeRequest, identifier_id: UUID) -> HttpResponse:
    found = selectors.get_identifier(identifier_id)
    return _open(
        request,
        found,
        [found.pk],
        kind_words(found.kind),
        reverse("subjects:identifier", args=[found.pk]),
    )


def _open(request: OfficeRequest, at_what: Subject | Identifier, ids: list[UUID], name: str, url: str) -> HttpResponse:
    form = PurposeForm.of(request, on=local_date(request.at))

    def look() -> None:
        services.look_whole(officer=request.officer, at=request.at, at_what=at_what, **form.asked)
        said = [form.asked["purpose"], form.asked["reference"]]
        opened = {**request.session.get(OPENED, {}), **{str(one): said for one in ids}}
        request.session[OPENED] = dict(list(opened.items())[-MOST_OPENED:])

    return handle(
        request,
        form,
        look,
        back=url,
        page={
            "title": _("Xem đầy đủ thông tin cá nhân"),
            "lead": name,
            "lead_url": url,
            "caution": _("Mục đích được ghi vào nhật ký; cơ quan giữ thông tin đọc được. Hỏi một lần cho mỗi phiên."),
            "button": _("Xem đầy đủ"),
            "cancel": url,
        },
    )
