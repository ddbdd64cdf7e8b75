"""Forms of this domain."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.agencies.selectors import officers_of_units, with_descendant_ids
from minhbach.domains.areas import selectors
from minhbach.domains.areas.house import House, offered_on
from minhbach.domains.areas.models import Keeping
from minhbach.domains.areas.policies import KEEPERS
from minhbach.domains.areas.services import Held, Kept
from minhbach.domains.areas.types import Ground, KeepingEnd, LicenceEnd, PlanEnd, PursuitEnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.scope import Sharing


def people_of(agency: Agency, *, on: date) -> list[tuple[str, str]]:
    """Offer who keeps areas in an agency and the units below it."""
    units = with_descendant_ids({agency.pk})
    return [(str(one.pk), one.full_name) for one in officers_of_units(units, KEEPERS, on=on)]


class PlaceForm(PageForm):
    """A form with a commune of the officer's area."""

    place = fields.Record(label=_lazy("Xã, phường"), required=False)

    def __init__(self, *given: Any, officer: Officer, on: date, here: Place | None = None, **more: Any) -> None:
        self.officer, self.on, self.here = officer, on, here
        super().__init__(*given, **more)

    def prepare(self) -> None:
        ids: Collection[int] = [place.pk for place in selectors.communes_to_choose(self.officer, on=self.on)]
        if self.here is not None:
            ids = [*ids, self.here.pk]
            self.propose(place=self.here.pk)
        self.offer("place", Place.objects.filter(pk__in=ids).order_by("sort_key", "id"))


class KeepingForm(PlaceForm):
    group = fields.Choice(label=_lazy("Nhóm"))
    goods = fields.Text(label=_lazy("Mặt hàng chính"), longest=300, required=False)
    brands = fields.Text(label=_lazy("Nhãn hiệu có nguy cơ bị làm giả, xâm phạm"), longest=300, required=False)
    note = fields.Text(label=_lazy("Ghi chú"), longest=1000, rows=2, required=False)
    field_order = ("group", "place")

    def __init__(self, *given: Any, keeping: Keeping | None = None, **more: Any) -> None:
        self.keeping = keeping
        super().__init__(*given, **more)

    def prepare(self) -> None:
        super().prepare()
        offered = offered_on(House.GROUP, self.on)
        if self.keeping is not None:
            one = self.keeping
            if one.group not in dict(offered):
                offered = [(one.group, one.group_words), *offered]
            self.propose(group=one.group, goods=one.goods, brands=one.brands, note=one.note, place=one.place_id)
        self.offer("group", [("", "—"), *offered] if self.keeping is None else offered)

    @property
    def kept(self) -> Kept:
        said = self.asked
        return Kept(group=said["group"], goods=said["goods"], brands=said["brands"], note=said["note"])


class ManyForm(PageForm):
    """The merchants of a commune who are on no list yet, each with a box."""

    group = fields.Choice(label=_lazy("Nhóm"))
    goods = fields.Text(label=_lazy("Mặt hàng chính"), longest=300, required=False)
    subjects = fields.Records(label=_lazy("Tổ chức, cá nhân"), words=lambda one: one.name)

    def __init__(self, *given: Any, offered: Any, on: date, **more: Any) -> None:
        self.offered, self.on = offered, on
        super().__init__(*given, **more)

    def prepare(self) -> None:
        self.offer("group", [("", "—"), *offered_on(House.GROUP, self.on)])
        self.offer("subjects", self.offered)

    @property
    def kept(self) -> Kept:
        return Kept(group=self.asked["group"], goods=self.asked["goods"])


class EndKeepingForm(PageForm):
    reason = fields.Choice(label=_lazy("Lý do"), choices=KeepingEnd.choices)


class VisitForm(PageForm):
    made_on = fields.Day(label=_lazy("Ngày xem"))
    met = fields.Text(label=_lazy("Đã gặp ai"), longest=200, required=False)
    seen = fields.Text(label=_lazy("Đã thấy gì"), longest=2000, rows=4)
    next_look_on = fields.Day(
        label=_lazy("Xem lại trước ngày"),
        required=False,
        help_text=_lazy(
            "Để trống thì tính theo quy định của đơn vị cho nhóm này; người đã bị xử phạt được xem sớm hơn."
        ),
    )

    def __init__(self, *given: Any, on: date, **more: Any) -> None:
        self.on = on
        super().__init__(*given, **more)

    def prepare(self) -> None:
        self.propose(made_on=self.on)


class TakeBackForm(PageForm):
    why = fields.Text(label=_lazy("Vì sao rút lại"), longest=300)


class LicenceForm(PageForm):
    kind = fields.Choice(label=_lazy("Loại giấy phép"))
    number = fields.Text(label=_lazy("Số giấy phép"), longest=80)
    issued_by = fields.Text(label=_lazy("Cơ quan cấp"), longest=200, required=False)
    issued_on = fields.Day(label=_lazy("Ngày cấp"), required=False)
    last_day = fields.Day(
        label=_lazy("Có giá trị đến hết ngày"), required=False, help_text=_lazy("Để trống nếu không có thời hạn.")
    )
    note = fields.Text(label=_lazy("Ghi chú"), longest=300, required=False)

    def __init__(self, *given: Any, on: date, **more: Any) -> None:
        self.on = on
        super().__init__(*given, **more)

    def prepare(self) -> None:
        self.offer("kind", offered_on(House.LICENCE, self.on))

    @property
    def held(self) -> Held:
        return Held(**self.asked)


class EndLicenceForm(PageForm):
    reason = fields.Choice(label=_lazy("Lý do"), choices=LicenceEnd.choices)


class PointForm(PlaceForm):
    kind = fields.Choice(label=_lazy("Loại điểm"))
    name = fields.Text(label=_lazy("Tên thường gọi"), longest=200)
    address = fields.Text(label=_lazy("Địa chỉ, chỉ dẫn"), longest=300, required=False)
    goods = fields.Text(label=_lazy("Hàng hóa thường thấy"), longest=300, required=False)
    note = fields.Text(label=_lazy("Đã thấy gì"), longest=2000, rows=3, required=False)
    sharing = fields.Choice(label=_lazy("Phạm vi chia sẻ"), choices=Sharing.choices, initial=Sharing.AREA)
    field_order = ("kind", "name", "place")

    def prepare(self) -> None:
        super().prepare()
        self.fields["place"].required = True
        self.offer("kind", offered_on(House.POINT, self.on))


class NoteForm(PageForm):
    words = fields.Text(label=_lazy("Nội dung"), longest=2000, rows=3)


class EndPointForm(PageForm):
    why = fields.Text(label=_lazy("Vì sao không còn theo dõi"), longest=300)


class SourceForm(PageForm):
    alias = fields.Text(
        label=_lazy("Bí danh"),
        longest=40,
        help_text=_lazy("Không ghi họ tên, số điện thoại, địa chỉ: ai đứng sau bí danh chỉ ghi trên giấy do bạn giữ."),
    )


class AssignForm(PageForm):
    place = fields.Record(label=_lazy("Xã, phường"))
    keeper = fields.Person(label=_lazy("Người phụ trách"), required=False)

    def __init__(self, *given: Any, officer: Officer, agency: Agency, on: date, **more: Any) -> None:
        self.officer, self.agency, self.on = officer, agency, on
        super().__init__(*given, **more)

    def prepare(self) -> None:
        ids = [place.pk for place in selectors.communes_to_choose(self.officer, on=self.on)]
        self.offer("place", Place.objects.filter(pk__in=ids).order_by("sort_key", "id"))
        self.offer("keeper", [("", "– chưa giao ai –"), *people_of(self.agency, on=self.on)])

    def clean_keeper(self) -> Officer | None:
        return person_of(self.cleaned_data["keeper"])


class PlanForm(PageForm):
    ground = fields.Choice(label=_lazy("Căn cứ lập kế hoạch"), choices=Ground.choices)
    about = fields.Text(label=_lazy("Vì sao, cần đạt gì"), longest=1000, rows=3)


class MeasureForm(PageForm):
    what = fields.Text(label=_lazy("Biện pháp"), longest=500, rows=2)
    assignee = fields.Person(label=_lazy("Ai làm"))
    due_on = fields.Day(label=_lazy("Xong trước ngày"))

    def __init__(self, *given: Any, agency: Agency, on: date, **more: Any) -> None:
        self.agency, self.on = agency, on
        super().__init__(*given, **more)

    def prepare(self) -> None:
        self.offer("assignee", people_of(self.agency, on=self.on))

    def clean_assignee(self) -> Officer | None:
        return person_of(self.cleaned_data["assignee"])


class ResultForm(PageForm):
    result = fields.Text(label=_lazy("Kết quả"), longest=1000, rows=3)


class ClosePlanForm(PageForm):
    end = fields.Choice(label=_lazy("Lý do kết thúc"), choices=PlanEnd.choices)
    result = fields.Text(label=_lazy("Kết quả chung"), longest=2000, rows=3)


class PursueForm(PageForm):
    found = fields.Text(label=_lazy("Đã biết thêm, đã hỏi ai"), longest=2000, rows=2, required=False)
    assignee = fields.Person(label=_lazy("Người truy tìm"))
    next_step = fields.Text(label=_lazy("Bước tiếp theo"), longest=500)
    next_on = fields.Day(label=_lazy("Xong trước ngày"))

    def __init__(self, *given: Any, agency: Agency, on: date, **more: Any) -> None:
        self.agency, self.on = agency, on
        super().__init__(*given, **more)

    def prepare(self) -> None:
        self.offer("assignee", people_of(self.agency, on=self.on))

    def clean_assignee(self) -> Officer | None:
        return person_of(self.cleaned_data["assignee"])


class EndPursuitForm(PageForm):
    end = fields.Choice(label=_lazy("Lý do"), choices=PursuitEnd.choices)


def person_of(chosen: str) -> Officer | None:
    return Officer.inside.filter(pk=chosen).first() if chosen else None
