"""Who is inspected and who takes part, as the papers of an inspection name them."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from .fields import says
from .paper import Line, fill, line
from .parts import Participant


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """Who is inspected, and where."""

    name: Annotated[str | None, says(_lazy("Tên"))] = None
    address: Annotated[str | None, says(_lazy("Địa chỉ"))] = None
    identification: Annotated[str | None, says(_lazy("Mã số, giấy tờ"))] = None
    representative: Annotated[str | None, says(_lazy("Người đại diện"))] = None


def inspected_lines(inspected: Inspected) -> list[Line]:
    """Set the lines that name whom is inspected."""
    lines = [line("Tên: ", fill(inspected.name, bold=True)), line("Địa chỉ: ", fill(inspected.address))]
    if inspected.identification:
        lines.append(line(f"Mã số, giấy tờ: {inspected.identification}"))
    if inspected.representative:
        lines.append(line(f"Người đại diện: {inspected.representative}"))
    return lines


def team_lines(people: tuple[Participant, ...], *, by_hand: bool = False) -> list[Line]:
    """Set those who take part, one a line; a blank where nobody is named."""
    if not people:
        return [line(fill(None, by_hand=by_hand))]
    return [
        line(
            f"{index}. Ông (bà) ",
            fill(person.full_name, by_hand=by_hand),
            "".join(f", {word}" for word in (person.title, person.agency, person.address) if word),
            ";" if index < len(people) else ".",
        )
        for index, person in enumerate(people, start=1)
    ]
