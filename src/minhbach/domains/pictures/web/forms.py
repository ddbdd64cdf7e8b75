"""What a person gives: pictures, and a word on what met."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.pictures.types import KnownKind
from minhbach.engine.screening.signs import short_name, signs
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm

LARGEST = 1024
PICTURES = ".jpg,.jpeg,.png,.webp,.gif,.bmp"


class KnownForm(PageForm):
    file = fields.File(
        label=_lazy("Ảnh"),
        help_text=_lazy("Một ảnh, tệp .zip gồm nhiều ảnh, hoặc danh sách mã ảnh (.csv có cột pdq) do nơi khác gửi."),
        accept=f"{PICTURES},.zip,.csv",
        largest=LARGEST,
    )
    kind = fields.Choice(label=_lazy("Ảnh của"), choices=KnownKind.choices, open=True)
    seen_in = fields.Text(
        label=_lazy("Là gì, thấy ở đâu"),
        help_text=_lazy("Ví dụ: hộp kem X chính hãng; vụ việc số 12; giấy công bố số 5."),
    )
    mark = fields.Text(label=_lazy("Nhãn hiệu"), longest=200, required=False)
    source = fields.Text(label=_lazy("Ai cung cấp"), required=False)
    sign = fields.Choice(label=_lazy("Dấu hiệu mà ảnh nói lên"), required=False)

    def prepare(self) -> None:
        self.offer("sign", [("", "—"), *((code, short_name(code)) for code in signs())])


class SendForm(PageForm):
    sweep = fields.Choice(
        label=_lazy("Lượt quét"), help_text=_lazy("Ảnh được gắn với thông tin mà lượt quét này đã cho.")
    )
    file = fields.File(
        label=_lazy("Ảnh của tin đăng"),
        help_text=_lazy(
            "Tệp .zip; mỗi ảnh mang tên hoặc nằm trong thư mục mang tên mã tin đăng, như 77_1.jpg hay 77/1.jpg."
        ),
        accept=f".zip,{PICTURES}",
        largest=LARGEST,
    )
    sheet = fields.File(
        label=_lazy("Bảng cho biết ảnh của tin nào"),
        help_text=_lazy("Khi tên ảnh không theo mã tin: bảng có cột tệp và cột mã tin."),
        accept=".csv,.xlsx",
        largest=25,
        required=False,
    )

    def __init__(self, *args: Any, sweeps: Any = (), **more: Any) -> None:
        self.sweeps = {str(one.id): one for one in sweeps}
        super().__init__(*args, **more)

    def prepare(self) -> None:
        self.offer("sweep", [(code, one.export.name) for code, one in self.sweeps.items()])


class JudgeForm(PageForm):
    why = fields.Text(label=_lazy("Vì sao"), longest=500, rows=2)


class WithdrawForm(PageForm):
    why = fields.Text(label=_lazy("Vì sao rút"))
