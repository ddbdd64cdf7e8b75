"""The forms of this room: one for a right, one for each thing that is said beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.rights.models import Picture, Right
from minhbach.domains.rights.types import Answer, RightKind, SellerRole, Shows, TermKind
from minhbach.engine.identifiers.platforms import platforms
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm

_PARTED = re.compile(r"[\s,;]+")


class RightForm(PageForm):
    kind = fields.Choice(label=_lazy("Loại quyền"), choices=RightKind.choices)
    number = fields.Text(label=_lazy("Số văn bằng, số đăng ký"), longest=60)
    title = fields.Text(
        label=_lazy("Dấu hiệu, tên"), help_text=_lazy("Chữ đúng như trên văn bằng; ảnh mẫu thêm sau ở trang của quyền.")
    )
    holder = fields.Text(label=_lazy("Chủ sở hữu"))
    tax_code = fields.Text(
        label=_lazy("Mã số thuế của chủ sở hữu"), longest=20, required=False,
        help_text=_lazy("Để nối với hồ sơ tổ chức, cá nhân đã có."),
    )  # fmt: skip
    granted_on = fields.Day(label=_lazy("Ngày cấp"))
    last_day = fields.Day(
        label=_lazy("Ngày cuối có hiệu lực"), required=False, help_text=_lazy("Như văn bằng ghi; gia hạn ghi riêng.")
    )
    classes = fields.Text(
        label=_lazy("Nhóm hàng hóa, dịch vụ"), longest=200, required=False,
        help_text=_lazy("Số của nhóm theo bảng phân loại, cách nhau bằng dấu phẩy: 18, 25."),
    )  # fmt: skip
    goods = fields.Lines(
        label=_lazy("Từ chỉ hàng hóa"), required=False,
        help_text=_lazy("Mỗi dòng một từ như người bán viết trong tên hàng: giày, dép. Chỉ hàng có từ này được xét."),
    )  # fmt: skip
    spellings = fields.Lines(label=_lazy("Cách viết khác của dấu hiệu"), required=False)
    source = fields.Text(label=_lazy("Nguồn"), help_text=_lazy("Văn bằng, bản sao, hoặc sổ đăng ký đã tra, ngày tra."))

    def __init__(self, *args: Any, is_guest: bool, **kwargs: Any) -> None:
        self.is_guest = is_guest
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if self.is_guest:
            del self.fields["tax_code"]

    @property
    def told_service(self) -> dict[str, Any]:
        return {**self.asked, "classes": tuple(filter(None, _PARTED.split(self.asked["classes"])))}


class DecideForm(PageForm):
    """What an officer makes of a proposal, compared with the register."""

    verdict = fields.Choice(
        label=_lazy("Kết quả đối chiếu"),
        choices=[("confirmed", _lazy("đúng như sổ đăng ký: ghi nhận")), ("refused", _lazy("không ghi nhận"))],
        open=True,
    )
    compared_with = fields.Text(
        label=_lazy("Đối chiếu với gì, hoặc lý do"), rows=2,
        help_text=_lazy("Sổ, văn bằng, ngày tra. Bên đề nghị đọc được."),
    )  # fmt: skip


class TermForm(PageForm):
    kind = fields.Choice(label=_lazy("Việc"), choices=TermKind.choices)
    on = fields.Day(label=_lazy("Từ ngày"))
    last_day = fields.Day(
        label=_lazy("Ngày cuối có hiệu lực"), required=False, help_text=_lazy("Của gia hạn; chấm dứt thì để trống.")
    )
    source = fields.Text(label=_lazy("Nguồn"))


class SellerForm(PageForm):
    role = fields.Choice(label=_lazy("Được làm gì"), choices=SellerRole.choices)
    name = fields.Text(label=_lazy("Tên, như trên sàn hoặc đăng ký kinh doanh"))
    platform = fields.Choice(label=_lazy("Sàn, nền tảng"), required=False)
    account = fields.Text(
        label=_lazy("Mã gian hàng"),
        required=False,
        help_text=_lazy("Như sàn đặt; có mã thì không nhầm người trùng tên."),
    )
    valid_from = fields.Day(label=_lazy("Từ ngày"))
    last_day = fields.Day(label=_lazy("Đến hết ngày"), required=False)
    source = fields.Text(label=_lazy("Căn cứ"), help_text=_lazy("Hợp đồng, giấy ủy quyền, ngày."))

    def prepare(self) -> None:
        self.offer("platform", [("", "—"), *((code, row["name"]) for code, row in platforms().items())])


class FloorForm(PageForm):
    goods = fields.Lines(
        label=_lazy("Hàng hóa"), required=False,
        help_text=_lazy("Mỗi dòng một từ: giày. Để trống thì lấy từ chỉ hàng hóa của quyền."),
    )  # fmt: skip
    floor_vnd = fields.Money(label=_lazy("Hàng thật, mới không bán dưới (đồng)"))
    valid_from = fields.Day(label=_lazy("Từ ngày"))
    source = fields.Text(label=_lazy("Nguồn"), help_text=_lazy("Bảng giá, ngày."))


class PictureForm(PageForm):
    shows = fields.Choice(label=_lazy("Ảnh của"), choices=Shows.choices)
    alt = fields.Text(label=_lazy("Trong ảnh có gì"), help_text=_lazy("Một câu cho người không nhìn thấy ảnh."))
    picture = fields.File(label=_lazy("Ảnh"), accept="image/jpeg,image/png,image/webp", largest=20, camera=True)


class PointForm(PageForm):
    where = fields.Text(label=_lazy("Xem ở đâu"), longest=200)
    genuine = fields.Text(label=_lazy("Hàng thật"), rows=2, longest=500)
    fake = fields.Text(label=_lazy("Hàng giả"), rows=2, longest=500)
    picture = fields.Record(label=_lazy("Đánh dấu trên ảnh"), queryset=Picture.objects.none(), required=False,
                            help_text=_lazy("Bốn số dưới đây là khung trên ảnh; để trống cả bốn thì là cả ảnh."),
                            words=lambda one: f"{one.get_shows_display()}: {one.alt}")  # fmt: skip
    left = fields.Whole(label=_lazy("Khung cách mép trái (%)"), least=0, most=99, required=False)
    top = fields.Whole(label=_lazy("Khung cách mép trên (%)"), least=0, most=99, required=False)
    wide = fields.Whole(label=_lazy("Khung rộng (%)"), least=1, most=100, required=False)
    high = fields.Whole(label=_lazy("Khung cao (%)"), least=1, most=100, required=False)

    def __init__(self, *args: Any, right: Right, **kwargs: Any) -> None:
        self.right = right
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        pictures = Picture.objects.filter(right=self.right, dropped_at__isnull=True)
        if pictures:
            self.offer("picture", pictures)
            return
        for name in ("picture", *_EDGES):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        edges = [given.get(name) for name in _EDGES]
        if any(edge is not None for edge in edges) and (given.get("picture") is None or None in edges):
            self.add_error("left", _("Ghi đủ bốn số của khung và chọn ảnh, hoặc để trống cả bốn."))
        return given

    @property
    def told_service(self) -> dict[str, Any]:
        asked = dict(self.asked)
        edges = tuple(asked.pop(name, None) for name in _EDGES)
        return {**asked, "rectangle": None if None in edges else edges}


_EDGES = ("left", "top", "wide", "high")


class NoticeForm(PageForm):
    links = fields.Text(
        label=_lazy("Đường dẫn"), rows=8, longest=25_000_000, required=False,
        help_text=_lazy("Mỗi dòng một đường dẫn đầy đủ của tin đăng hoặc gian hàng; tối đa 10.000."),
    )  # fmt: skip
    file = fields.File(
        label=_lazy("Hoặc tệp danh sách"), accept=".txt,.csv,.xlsx", largest=10, required=False,
        help_text=_lazy("CSV hoặc XLSX; mỗi dòng lấy ô đầu tiên là một địa chỉ trang."),
    )  # fmt: skip
    note = fields.Text(
        label=_lazy("Vì sao cho là xâm phạm"), rows=3, longest=1_000, required=False,
        help_text=_lazy("Đã mua thử, so với điểm nhận biết nào, ngày nào."),
    )  # fmt: skip


class AnswerForm(PageForm):
    lines = fields.Text(
        label=_lazy("Dòng số"), longest=2_000, required=False,
        help_text=_lazy("Ví dụ 1, 4-9. Để trống: mọi dòng còn chờ trả lời."),
    )  # fmt: skip
    answer = fields.Choice(label=_lazy("Trả lời"), choices=Answer.choices, open=True)
    words = fields.Text(
        label=_lazy("Nói thêm với bên báo"), rows=2, longest=500, required=False,
        help_text=_lazy("Bên báo đọc được. Không nói về vụ việc, người vi phạm, biện pháp đang làm."),
    )  # fmt: skip

    def clean_lines(self) -> frozenset[int]:
        """Read “1, 4-9”; nothing is every row that waits."""
        found: set[int] = set()
        for part in filter(None, _PARTED.split(re.sub(r"\s*-\s*", "-", self.cleaned_data["lines"]))):
            span = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", part)
            if span is None:
                self.add_error("lines", _("Không đọc được “%(part)s”.") % {"part": part[:20]})
                return frozenset()
            found.update(range(int(span[1]), int(span[2] or span[1]) + 1))
        return frozenset(found)


FORMS: Mapping[str, type[PageForm]] = {
    "gia-han": TermForm,
    "nguoi-ban": SellerForm,
    "gia-san": FloorForm,
    "anh": PictureForm,
    "diem-nhan-biet": PointForm,
}
