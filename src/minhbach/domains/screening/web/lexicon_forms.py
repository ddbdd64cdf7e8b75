"""What an officer fills in to teach the screen words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law import selectors as law
from minhbach.domains.screening.lexicon_check import Check
from minhbach.domains.screening.lexicon_file import Wording
from minhbach.domains.screening.lexicon_words import sparings, strengths
from minhbach.domains.screening.refusals import WordingUnsound
from minhbach.domains.screening.types import SIGNS
from minhbach.engine.telling.sentences import goods_names
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.refusals import Refusal


class LexiconForm(PageForm):
    """The fields ask nothing themselves: what is wrong is found, and said, by the check of the whole wording."""

    marks_optional = False

    name = fields.Text(
        label=_lazy("Tên mục từ"),
        required=False,
        longest=120,
        help_text=_lazy("Ngắn gọn, như khi bạn nói với đồng nghiệp."),
    )
    sign = fields.Choice(label=_lazy("Từ ngữ này là dấu hiệu của"), required=False, choices=SIGNS, open=True)
    phrases = fields.Lines(
        label=_lazy("Những từ người bán viết"),
        required=False,
        longest=10_000,
        help_text=_lazy("Mỗi dòng một cụm từ, đúng dấu. Chữ hoa, khoảng trắng thừa, tin viết không dấu đã được lo."),
        rows=5,
        attrs={"spellcheck": "false"},
    )
    is_advanced = fields.Tick(label=_lazy("Dùng ký hiệu để viết biến thể (nâng cao)"))
    fires = fields.Lines(
        label=_lazy("Câu rao phải bắt"),
        required=False,
        longest=20_000,
        help_text=_lazy("Mỗi dòng một câu, như người bán viết. Ít nhất một câu."),
        rows=3,
    )
    spares = fields.Lines(
        label=_lazy("Câu gần giống không được bắt"),
        required=False,
        longest=20_000,
        help_text=_lazy("Mỗi dòng một câu: người bán ngay thẳng dùng từ gần giống. Ít nhất một câu."),
        rows=3,
    )
    strength = fields.Choice(
        label=_lazy("Mức độ của dấu hiệu"),
        required=False,
        initial="medium",
        choices=[(one.code, f"{one.name}: {one.help}") for one in strengths().values()],
        open=True,
    )
    sparing = fields.Choices(
        label=_lazy("Bỏ qua tin khi"),
        required=False,
        choices=[(one.code, f"{one.name}, {one.example}") for one in sparings().values()],
        initial=[one.code for one in sparings().values() if one.default],
    )
    goods = fields.Choices(
        label=_lazy("Chỉ áp dụng cho"),
        required=False,
        choices=list(goods_names().items()),
        help_text=_lazy("Không chọn gì nghĩa là mọi loại hàng."),
    )
    where = fields.Choice(
        label=_lazy("Tìm ở đâu"),
        required=False,
        initial="all",
        choices=[("all", _lazy("tên hàng và mô tả")), ("title", _lazy("chỉ tên hàng"))],
        open=True,
    )
    legal_basis = fields.Choice(label=_lazy("Lớp hành vi mà dấu hiệu hướng tới"), required=False)
    other_basis = fields.Choice(label=_lazy("Lớp hành vi thứ hai"), required=False)
    source = fields.Text(
        label=_lazy("Nguồn và lý do"),
        required=False,
        longest=4000,
        help_text=_lazy("Bạn thấy từ này ở đâu, vì sao đáng chú ý. Người duyệt sẽ đọc."),
        rows=2,
    )

    def __init__(self, *args: Any, on: date, wording: Wording | None = None, **kwargs: Any) -> None:
        if wording is not None:
            kwargs["initial"] = _initial(wording)
        super().__init__(*args, **kwargs)
        classes = [(row.code, row.name_vi) for row in law.violation_classes(on)]
        for name in ("legal_basis", "other_basis"):
            self.offer(name, [("", _lazy("– chọn –") if name == "legal_basis" else _lazy("– không –")), *classes])

    def wording(self) -> Wording:
        """Give what was filled in; unreadable choices count as not made."""
        given = self.cleaned_data
        return Wording(
            name=given.get("name", ""),
            sign=given.get("sign", ""),
            phrases=given.get("phrases", ()),
            is_advanced=given.get("is_advanced", False),
            strength=given.get("strength", ""),
            title_only=given.get("where") == "title",
            goods=tuple(given.get("goods", ())),
            sparing=tuple(given.get("sparing", ())),
            legal_basis=tuple(code for code in (given.get("legal_basis"), given.get("other_basis")) if code),
            source=given.get("source", ""),
            fires=given.get("fires", ()),
            spares=given.get("spares", ()),
        )

    def refuse(self, refusal: Refusal) -> None:
        """Say what the check of the wording found beside its field."""
        if isinstance(refusal, WordingUnsound):
            self.show(refusal.check)
        else:
            super().refuse(refusal)

    def show(self, found: Check) -> None:
        """Put what is wrong beside its field."""
        for problem in found.problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
        for name, must_fire in (("fires", True), ("spares", False)):
            for example in found.examples:
                if example.must_fire is must_fire and not example.holds:
                    self.add_error(name, f"“{example.text}” {example.why}")


class TrialForm(PageForm):
    """On which file to try."""

    export = fields.Choice(label=_lazy("Thử trên tệp"))

    def __init__(self, *args: Any, exports: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("export", [(str(export.id), export.name) for export in exports])


def _initial(wording: Wording) -> dict[str, Any]:
    basis = [*wording.legal_basis, "", ""]
    return {
        "name": wording.name,
        "sign": wording.sign,
        "phrases": wording.phrases,
        "is_advanced": wording.is_advanced,
        "strength": wording.strength,
        "where": "title" if wording.title_only else "all",
        "goods": list(wording.goods),
        "sparing": list(wording.sparing),
        "legal_basis": basis[0],
        "other_basis": basis[1],
        "source": wording.source,
        "fires": wording.fires,
        "spares": wording.spares,
    }
