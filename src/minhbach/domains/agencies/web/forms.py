"""Forms of agencies, officers, posts, delegations. People give inclusive days; services take half-open periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies import delegable, selectors
from minhbach.domains.agencies.models import Agency, Officer, Place, Post
from minhbach.domains.agencies.services import PostTerms
from minhbach.domains.agencies.types import AgencyLevel, Force, Role
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm, Part


class PlacesField(fields.Lines):
    """One place a line: a name or a code of the day's map; cleaned to places, each doubtful line named."""

    on: date

    def clean(self, value: Any) -> list[Place]:
        found, doubts = [], []
        for number, line in enumerate(super().clean(value), start=1):
            matches = self._matches(line)
            if len(matches) == 1:
                found.append(matches[0])
            elif matches:
                names = "; ".join(f"{place.name} ({place.code})" for place in matches[:4])
                doubts.append(
                    _("Dòng %(number)d, “%(line)s”, trùng với nhiều địa bàn: %(names)s. Hãy ghi mã thay cho tên.")
                    % {"number": number, "line": line, "names": names}
                )
            else:
                doubts.append(
                    _(
                        "Dòng %(number)d, “%(line)s”, không có trong danh mục địa bàn của ngày đó. Hãy kiểm "
                        "tra tên hoặc ghi mã."
                    )
                    % {"number": number, "line": line}
                )
        if doubts:
            raise ValidationError(doubts)
        return found

    def _matches(self, line: str) -> list[Place]:
        if line.isdecimal():
            place = selectors.find_by_code(line, on=self.on)
            return [place] if place else []
        return selectors.find_by_name(line, on=self.on) or selectors.places_written(line, on=self.on)


def _administered(officer: Officer, *, on: date) -> QuerySet[Agency]:
    """The agencies an officer administers, and the units below them."""
    below = selectors.units_below(selectors.administered_ids(officer, on=on))
    return selectors.agencies_on(on).filter(pk__in=below)


class AgencyForm(PageForm):
    name = fields.Text(label=_lazy("Tên đầy đủ"), longest=200)
    short_name = fields.Text(label=_lazy("Tên ngắn"), longest=100)
    symbol = fields.Text(
        label=_lazy("Ký hiệu trong số văn bản"),
        longest=40,
        help_text=_lazy("Phần đứng sau loại văn bản: 12/QĐ-QLTTLS có ký hiệu QLTTLS."),
    )
    key = fields.Code(
        label=_lazy("Mã định danh"),
        regex=r"^[a-z0-9.:-]+$",
        shape=_lazy("Chỉ dùng chữ thường không dấu, chữ số, dấu chấm, dấu hai chấm, gạch nối."),
        help_text=_lazy(
            "Mã cố định để trao đổi dữ liệu, gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối: qltt.20.doi-5"
        ),
    )
    force = fields.Choice(label=_lazy("Lực lượng"), choices=Force.choices)
    level = fields.Choice(label=_lazy("Cấp"), choices=AgencyLevel.standing())
    parent = fields.Record(
        label=_lazy("Trực thuộc"),
    )
    areas = PlacesField(label=_lazy("Địa bàn phụ trách"), help_text=_lazy("Mỗi dòng một địa bàn, ghi tên hoặc mã."))
    valid_from = fields.Day(label=_lazy("Từ ngày"), required=False)
    works_in_system = fields.Tick(label=_lazy("Làm việc trên hệ thống này, số liệu được tính tự động"))
    source = fields.Text(label=_lazy("Căn cứ"), longest=200, required=False)

    def __init__(self, *given: Any, officer: Officer, on: date) -> None:
        super().__init__(*given)
        self.offer("parent", _administered(officer, on=on))
        cast("PlacesField", self.fields["areas"]).on = on


class AmendAgencyForm(PageForm):
    name = fields.Text(label=_lazy("Tên đầy đủ"), longest=200)
    short_name = fields.Text(label=_lazy("Tên ngắn"), longest=100)
    symbol = fields.Text(label=_lazy("Ký hiệu trong số văn bản"), longest=40)
    areas = PlacesField(label=_lazy("Địa bàn phụ trách"), help_text=_lazy("Mỗi dòng một địa bàn, ghi tên hoặc mã."))
    works_in_system = fields.Tick(label=_lazy("Làm việc trên hệ thống này, số liệu được tính tự động"))
    source = fields.Text(label=_lazy("Căn cứ"), longest=200, required=False)

    def __init__(self, *given: Any, agency: Agency, on: date) -> None:
        areas = sorted(agency.areas.all(), key=lambda place: place.sort_key)
        super().__init__(
            *given,
            initial={
                **{field: getattr(agency, field) for field in ("name", "short_name", "symbol", "source")},
                "works_in_system": agency.works_in_system,
                "areas": "\n".join(place.code for place in areas),
            },
        )
        # An agency that is no more keeps an area of its own day's map.
        last = agency.valid_until - timedelta(days=1) if agency.valid_until else on
        cast("PlacesField", self.fields["areas"]).on = min(on, last)


class EndAgencyForm(PageForm):
    valid_until = fields.LastDay(label=_lazy("Đến hết ngày"))
    successor = fields.Record(
        label=_lazy("Cơ quan kế thừa"),
        required=False,
        help_text=_lazy("Cơ quan này tiếp nhận hồ sơ."),
    )

    def __init__(self, *given: Any, agency: Agency, officer: Officer, on: date) -> None:
        super().__init__(*given)
        self.offer("successor", _administered(officer, on=on).exclude(pk=agency.pk))


class OfficerForm(PageForm):
    full_name = fields.Text(label=_lazy("Họ và tên"), longest=100)
    username = fields.Code(
        label=_lazy("Tên đăng nhập"),
        regex=r"^[a-z0-9._-]{3,60}$",
        shape=_lazy("Dùng 3 đến 60 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới."),
    )
    email = fields.Email(label=_lazy("Thư điện tử công vụ"), required=False)
    phone = fields.Text(label=_lazy("Điện thoại"), longest=20, required=False)
    agency = fields.Record(
        label=_lazy("Đơn vị"),
        required=False,
        help_text=_lazy("Nơi cán bộ giữ chức vụ; quản trị của đơn vị này cấp mật khẩu, khóa tài khoản."),
    )
    role = fields.Choice(
        label=_lazy("Vai trò trong hệ thống"),
        choices=[("", _lazy("giao chức vụ sau")), *Role.inside()],
        required=False,
    )
    title_vi = fields.Text(
        label=_lazy("Chức danh"),
        longest=120,
        required=False,
        help_text=_lazy("Ghi như dưới chữ ký: Kiểm soát viên, Phó Đội trưởng."),
    )
    valid_from = fields.Day(label=_lazy("Giữ chức vụ từ ngày"), required=False)
    powers_title = fields.Text(
        label=_lazy("Chức danh theo bảng thẩm quyền xử phạt"),
        longest=200,
        required=False,
        help_text=_lazy("Ghi đúng như bảng thẩm quyền xử phạt; để trống nếu chức vụ không có thẩm quyền."),
    )
    may_sign = fields.Tick(label=_lazy("Ký văn bản của cơ quan"))
    covers_area = fields.Tick(label=_lazy("Xem được hồ sơ trên địa bàn của cơ quan, dù thuộc cơ quan nào"))
    gives_password = fields.Tick(label=_lazy("Cấp mật khẩu ngay: hiện một lần ở trang sau để trao tận tay"))

    def __init__(self, *given: Any, officer: Officer, on: date) -> None:
        self.own = min(selectors.administered_ids(officer, on=on), default=None)
        known = {"agency": self.own, "valid_from": on, "gives_password": True}
        super().__init__(*given, initial=known)
        self.offer("agency", _administered(officer, on=on))

    @property
    def parts(self) -> Iterator[Part]:
        yield Part("", [self[name] for name in ("full_name", "username", "email", "phone")])
        yield Part(_lazy("Đơn vị, chức vụ"), [self[name] for name in ("agency", "role", "title_vi", "valid_from")])
        signing = [self[name] for name in ("may_sign", "powers_title", "covers_area")]
        yield Part(_lazy("Quyền ký, xử phạt, xem theo địa bàn"), signing, is_folded=True)
        yield Part(_lazy("Mật khẩu"), [self["gives_password"]])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("agency") and self.own is not None:
            given["agency"] = selectors.get_agency(self.own)
        if given.get("role") and not given.get("title_vi"):
            self.add_error("title_vi", _("Chưa nhập chức danh."))
        if given.get("title_vi") and not given.get("role"):
            self.add_error("role", _("Chưa chọn vai trò của chức vụ."))
        if given.get("role") and not given.get("valid_from"):
            self.add_error("valid_from", _("Chưa nhập ngày bắt đầu giữ chức vụ."))
        return given

    @property
    def terms(self) -> PostTerms | None:
        """The post that was filled in; None where the account comes first and the post later."""
        given = self.cleaned_data
        if not given["role"]:
            return None
        names = ("role", "title_vi", "valid_from", "powers_title", "may_sign", "covers_area")
        return PostTerms(**{name: given[name] for name in names})


def _named(officer: Officer) -> str:
    return f"{officer.full_name} ({officer.username})"


def _in_post(post: Post) -> str:
    return f"{post.officer.full_name}, {post.title_vi}"


class PostForm(PageForm):
    person = fields.Record(label=_lazy("Cán bộ"), words=_named)
    role = fields.Choice(label=_lazy("Vai trò trong hệ thống"), choices=Role.inside())
    title_vi = fields.Text(
        label=_lazy("Chức danh"),
        longest=120,
        help_text=_lazy("Ghi như dưới chữ ký: Phó Chi cục trưởng."),
    )
    powers_title = fields.Text(
        label=_lazy("Chức danh theo bảng thẩm quyền xử phạt"),
        longest=200,
        required=False,
        help_text=_lazy("Ghi đúng như bảng thẩm quyền xử phạt; để trống nếu chức vụ không có thẩm quyền."),
    )
    may_sign = fields.Tick(label=_lazy("Ký văn bản của cơ quan"))
    covers_area = fields.Tick(label=_lazy("Xem được hồ sơ trên địa bàn của cơ quan, dù thuộc cơ quan nào"))
    valid_from = fields.Day(label=_lazy("Từ ngày"))
    valid_until = fields.LastDay(label=_lazy("Đến hết ngày"), required=False)

    def __init__(self, *given: Any, officer: Officer, on: date, person: str = "") -> None:
        super().__init__(*given, initial={"valid_from": on, "person": person})
        self.offer("person", selectors.officers_by_name().filter(is_active=True).exclude(pk=officer.pk))


class EndPostForm(PageForm):
    valid_until = fields.LastDay(label=_lazy("Đến hết ngày"))

    def __init__(self, *given: Any, on: date) -> None:
        super().__init__(*given, initial={"valid_until": on})


class DelegationForm(PageForm):
    from_post = fields.Record(label=_lazy("Người giao quyền"), words=_in_post)
    to_post = fields.Record(label=_lazy("Người được giao quyền (cấp phó)"), words=_in_post)
    document_kinds = fields.Choices(
        label=_lazy("Loại văn bản được ký"),
        required=False,
        help_text=_lazy("Không chọn là mọi loại văn bản."),
    )
    decision_number = fields.Text(label=_lazy("Số văn bản giao quyền"), longest=60, help_text="15/QĐ-GQXP")
    decision_on = fields.Day(label=_lazy("Ngày ký văn bản giao quyền"))
    valid_from = fields.Day(label=_lazy("Từ ngày"))
    valid_until = fields.LastDay(label=_lazy("Đến hết ngày"), required=False)

    def __init__(self, *given: Any, agency: Agency, on: date, giver: Officer | None) -> None:
        """GIVER is the head who delegates; None when an administrator enters the paper for whoever may sign."""
        super().__init__(*given, initial={"decision_on": on, "valid_from": on})
        posts = selectors.posts_in(agency).filter(pk__in=Post.objects.on(on).values("pk"))
        givers = posts.filter(may_sign=True)
        self.offer("from_post", givers if giver is None else givers.filter(officer=giver))
        self.offer("to_post", posts if giver is None else posts.exclude(officer=giver))
        self.offer("document_kinds", delegable.kinds())
        if giver is not None and len(givers) == 1:
            self.initial["from_post"] = givers[0].pk


class RefuseForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do không xác nhận"), longest=500)
