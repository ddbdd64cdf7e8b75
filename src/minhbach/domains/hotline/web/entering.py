"""What every form asks by which an office enters what came to it: of which kind, by which way in, and who sends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.hotline import selectors
from minhbach.domains.intake.kinds import KINDS, TIP
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm, Part

PERSON = "person_"
# The browser is to keep none of it either.
_UNKEPT = {"autocomplete": "off"}


class EnteringForm(PageForm):
    """Who sends it is asked last and folded away (OF_PERSON): most say nothing of themselves."""

    of_person: tuple[str, ...] = ("person_name", "person_phone", "person_address")

    kind = fields.Choice(label=_lazy("Về việc gì?"))
    person_name = fields.Text(
        label=_lazy("Họ và tên"), longest=120, required=False, attrs=_UNKEPT,
        help_text=_lazy(
            "Chỉ ghi khi người gửi muốn nêu, hoặc loại đơn cần. Tin báo, tố cáo: khóa ngay khi lưu, không hiện lại."
        ),
    )  # fmt: skip
    person_phone = fields.Text(
        label=_lazy("Số điện thoại"), longest=40, required=False, attrs={**_UNKEPT, "inputmode": "tel"}
    )
    person_address = fields.Text(label=_lazy("Địa chỉ"), longest=300, required=False, attrs=_UNKEPT)

    def prepare(self) -> None:
        self.offer("kind", [(kind.code, kind.words) for kind in KINDS if kind.is_by_office])
        self.propose(kind=TIP.code)

    @property
    def parts(self) -> Iterator[Part]:
        seen = self.visible_fields()
        yield Part("", [one for one in seen if one.name not in self.of_person])
        yield Part(_("Người gửi nêu tên"), [one for one in seen if one.name in self.of_person], is_folded=True)

    @property
    def entered(self) -> dict[str, Any]:
        """What a service is given: who sends it apart from the rest."""
        person = {name.removeprefix(PERSON): said for name, said in self.asked.items() if name.startswith(PERSON)}
        return {**{name: said for name, said in self.asked.items() if not name.startswith(PERSON)}, "person": person}


class ByLetterboxForm(EnteringForm):
    """What came by no line: to which way in it belongs is asked."""

    letterbox = fields.Record(label=_lazy("Vào hộp thư"), words=lambda box: box.name)

    def prepare(self) -> None:
        super().prepare()
        boxes = selectors.letterboxes_to_choose()
        self.offer("letterbox", boxes)
        if (first := boxes.first()) is not None:
            self.propose(letterbox=first.pk)
