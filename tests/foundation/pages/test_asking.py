"""A form that follows from a dataclass"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import TextChoices

from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import DataForm, ask, form_of


class Manner(TextChoices):
    DIRECT = "direct", "giao trực tiếp"
    POST = "post", "qua bưu điện"


@dataclass(frozen=True, kw_only=True)
class Cited:
    number: Annotated[str, ask("Số, ký hiệu", longest=60)] = ""
    dated: Annotated[date | None, ask("Ngày")] = None
    signer: Annotated[str, ask("Người ký")] = ""
    document_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Delivered:
    manner: Annotated[Manner, ask("Giao bằng cách nào", help="Như ghi trong biên bản.")]
    amount_vnd: Annotated[int, ask("Số tiền", field=fields.Money)]
    on: Annotated[date, ask("Ngày giao")]
    receiver: Annotated[str, ask("Ai nhận", longest=120)] = ""
    weight: Annotated[Decimal | None, ask("Khối lượng")] = None
    copies: Annotated[int, ask("Số bản", least=0)] = 1
    witnesses: Annotated[tuple[str, ...], ask("Người chứng kiến", rows=2)] = ()
    others: Annotated[tuple[Manner, ...], ask("Cách khác")] = ()
    is_refused: Annotated[bool, ask("Từ chối nhận")] = False
    leader_id: Annotated[str, ask("Phụ trách", field=fields.Person)] = ""
    second: Annotated[Manner | None, ask("Lần hai")] = None
    paper: Annotated[Cited, ask("Văn bản", only=("number", "dated"))] = Cited()
    case_id: str = ""


GIVEN: dict[str, Any] = {"manner": "post", "amount_vnd": "1,5 triệu", "on": "5/11/2026"}
WHOLE = Delivered(
    manner=Manner.DIRECT,
    amount_vnd=2_000_000,
    on=date(2026, 11, 5),
    receiver="Bà Lan",
    weight=Decimal("12.5"),
    copies=3,
    witnesses=("Ông An", "Bà Bình"),
    others=(Manner.POST,),
    is_refused=True,
    leader_id="a1",
    second=Manner.POST,
    paper=Cited(number="12/BB", dated=date(2026, 11, 4)),
    case_id="c",
)


class DeliveredForm(DataForm[Delivered]):
    asks = Delivered
    happened_on = fields.Day(label="Ngày")
    field_order = ("happened_on",)

    def prepare(self) -> None:
        self.offer("leader_id", [("a1", "Nguyễn An")])


def sent_back(form: DataForm[Any]) -> dict[str, Any]:
    """What a browser would send of a form as it is shown."""
    sent: dict[str, Any] = {}
    for bound in form:
        widget: Any = bound.field.widget
        data = "on" if bound.value() is True else widget.format_value(bound.value())
        sent[bound.name] = data if getattr(widget, "allow_multiple_selected", False) else _one(data)
    return {name: value for name, value in sent.items() if value not in (None, "")}


def _one(data: Any) -> Any:
    return (data[0] if data else "") if isinstance(data, list) else data


def test_asks_each_field_in_the_order_of_the_dataclass() -> None:
    names = list(form_of(Delivered)().fields)
    assert names == [
        "manner", "amount_vnd", "on", "receiver", "weight", "copies", "witnesses", "others", "is_refused", "leader_id",
        "second", "paper_number", "paper_dated", "press",
    ]  # fmt: skip


def test_says_label_help_and_what_must_be_filled_beside_the_field() -> None:
    form = form_of(Delivered)()
    assert (form.fields["manner"].label, form.fields["manner"].help_text) == (
        "Giao bằng cách nào", "Như ghi trong biên bản.",
    )  # fmt: skip
    required = [name for name, field in form.fields.items() if field.required]
    assert required == ["manner", "amount_vnd", "on"]


def test_builds_the_value_with_defaults_where_nothing_was_typed() -> None:
    form = form_of(Delivered)({**GIVEN, "copies": ""})
    assert form.is_valid(), form.errors
    assert form.value() == Delivered(manner=Manner.POST, amount_vnd=1_500_000, on=date(2026, 11, 5))
    assert type(form.value().manner) is Manner


def test_takes_what_it_does_not_ask_from_whoever_knows() -> None:
    form = form_of(Delivered)(GIVEN)
    assert form.is_valid()
    assert form.value(case_id="c1").case_id == "c1"


def test_stands_on_what_is_wrong() -> None:
    form = form_of(Delivered)({**GIVEN, "manner": "", "amount_vnd": "nhiều", "on": "hôm qua"})
    assert not form.is_valid()
    assert list(form.errors) == ["manner", "amount_vnd", "on"]


def test_gives_back_a_value_that_is_shown_and_sent_again() -> None:
    shown = DeliveredForm(known=WHOLE, initial={"happened_on": date(2026, 11, 5)})
    form = DeliveredForm(sent_back(shown))
    assert form.is_valid(), form.errors
    assert form.value(case_id="c") == WHOLE
    assert form.cleaned_data["happened_on"] == date(2026, 11, 5)


def test_leaves_a_paper_within_as_it_was_where_nothing_of_it_is_given() -> None:
    form = form_of(Delivered)(GIVEN)
    assert form.is_valid()
    assert form.value().paper == Cited()


def test_parts_the_fields_of_a_paper_under_its_own_label() -> None:
    form = DeliveredForm()
    own, paper = form.parts
    assert own.legend == ""
    assert own.fields[0].name == "happened_on"
    assert (paper.legend, [field.name for field in paper.fields]) == ("Văn bản", ["paper_number", "paper_dated"])


def test_forgets_a_field_that_the_page_took_away() -> None:
    form = form_of(Delivered)(GIVEN)
    del form.fields["receiver"]
    assert form.is_valid()
    assert form.value().receiver == ""
