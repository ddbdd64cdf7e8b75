"""Who sends, where somebody says so: closed in this process's memory for custodians, or told plainly where the law has
the office know him. What was typed is said back on the page when something is missing, and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.custody import sealing
from minhbach.domains.intake.kinds import Ask, Keeping
from minhbach.engine.text.clean import clean
from minhbach.interfaces.portal import record
from minhbach.interfaces.portal.reading import Field, Filled

# The names of these fields begin alike, so that the page's script keeps none of them on the device.
NAME = Ask(name="person_name", label=_lazy("Họ và tên"), longest=120)
PHONE = Ask(name="person_phone", label=_lazy("Số điện thoại"), longest=40)
ADDRESS = Ask(name="person_address", label=_lazy("Địa chỉ"), longest=300)
ASKS = (NAME, PHONE, ADDRESS)
NEEDED = {NAME.name, ADDRESS.name}


A = TypeVar("A")


class NobodyKeeps(LookupError):
    """No two custodians keep identities for this office."""


def with_person(form: Filled, request: HttpRequest, *, is_judged: bool = True) -> Filled:
    """Add to a form what its kind asks of its sender, and of the unit it is about; with what was sent, if anything."""
    is_judged = is_judged and request.method == "POST"
    if form.kind.person is not Keeping.NOT_ASKED:
        form.person = read_person(request, is_needed=form.kind.needs_identity, is_judged=is_judged)
    if form.kind.names_unit and form.chosen:
        form.units = record.units(form.chosen)
        form.unit = request.POST.get("unit", "")
        if is_judged and form.unit not in {unit["key"] for unit in form.units}:
            form.unit, form.unit_wrong = "", _("Hãy chọn đơn vị của cán bộ, để phản ánh không đi qua đơn vị ấy.")
    return form


def read_person(request: HttpRequest, *, is_needed: bool, is_judged: bool = True) -> list[Field]:
    fields = [Field(ask, clean(request.POST.get(ask.name, "")).strip()) for ask in ASKS]
    for one in fields if is_judged else []:
        if len(one.value) > one.ask.longest:
            one.wrong = _("Ô “%(label)s” dài quá %(most)d chữ; hãy cắt bớt.") % {
                "label": one.ask.label, "most": one.ask.longest,
            }  # fmt: skip
        elif is_needed and not one.value and one.ask.name in NEEDED:
            one.wrong = _("Loại đơn này cần ghi ô “%(label)s”.") % {"label": one.ask.label}
    return fields


def told_by(fields: list[Field]) -> dict[str, str]:
    """Return what somebody said of himself, by its short name."""
    return {one.ask.name.removeprefix("person_"): one.value for one in fields if one.value}


def send(form: Filled, *, receipt: str, is_paid: bool) -> record.Sent | str:
    """Hand in a form with who sent it, as its kind has it kept. Returns what is told of it, or why it was refused.

    Raises: NobodyKeeps.
    """
    told = told_by(form.person)

    def hand_in(person: Mapping[str, Any] | None) -> record.Sent | str:
        said = {**form.said, **({"unit": form.unit} if form.unit else {})}
        return record.send(
            receipt=receipt,
            letterbox=form.chosen,
            kind=form.kind,
            said=said,
            pictures=form.pictures,
            is_paid=is_paid,
            person=person,
        )

    if not told:
        return hand_in({} if form.kind.names_unit else None)
    if form.kind.person is Keeping.OPEN:
        return hand_in(told)
    return _sealed(told, {"letterbox": form.chosen, "unit": form.unit}, hand_in)


def tell(receipt: str, told: Mapping[str, str]) -> str | None:
    """Say later, sealed, who sent what has this receipt. Returns why not, empty where it was kept; None for no receipt.

    Raises: NobodyKeeps.
    """
    return _sealed(told, {"receipt": receipt}, lambda sealed: record.tell(receipt, sealed))


def _sealed(told: Mapping[str, str], asked: Mapping[str, str], act: Callable[[Mapping[str, Any]], A]) -> A:
    """Seal for the keys there are, and hand in; a key may end in between: then once more, for those there are now."""
    for is_last in (False, True):
        keys = record.custodians(asked)
        if not keys:
            raise NobodyKeeps
        answer = act({"sealed": sealing.seal(told, keys)})
        if answer != "keys" or is_last:
            break
    return answer
