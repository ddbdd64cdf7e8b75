"""What a device sent, read as what an act takes: a line of goods, somebody present, the minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from minhbach.domains.cases.acts.inspect import Inspected
from minhbach.domains.cases.goods import read_line
from minhbach.domains.cases.goods_codes import write_scanned
from minhbach.domains.cases.refusals import FieldEntryUnreadable
from minhbach.domains.cases.types.values import CHECK_ANSWERS, Answered, Goods, Person

if TYPE_CHECKING:
    from minhbach.domains.inspections.models import CheckPoint

WITNESS = "witness"
# Who was there and what was found are told on paper; a name of a megabyte is none.
LONGEST = 2_000


def words(content: dict[str, Any], name: str, longest: int = LONGEST) -> str:
    """Return what was typed under a name, as one line."""
    return " ".join(text_of(content, name).split())[:longest]


def text_of(content: dict[str, Any], name: str) -> str:
    """Return what was typed under a name, with its lines."""
    given = content.get(name, "")
    return str(given).replace("\x00", "") if isinstance(given, str | int | float) else ""


def read_moment(given: Any, what: str) -> datetime:
    """Return a moment with its zone.

    Raises: FieldEntryUnreadable.
    """
    try:
        moment = datetime.fromisoformat(str(given))
    except ValueError:
        raise FieldEntryUnreadable(what=what) from None
    # A clock may stand at its first day; none stands where no day can be reckoned from.
    if moment.tzinfo is None or not 1900 <= moment.year <= 2200:
        raise FieldEntryUnreadable(what=what)
    return moment


def read_goods(content: dict[str, Any]) -> Goods:
    """Return a line of the inventory list; a code on the goods stands with their make.

    Raises: LineUnreadable.
    """
    make = [words(content, "brand_origin", 130), write_scanned(text_of(content, "code"))]
    names = ("name", "unit", "quantity", "unit_price", "value")
    return read_line({**{name: words(content, name) for name in names}, "brand_origin": "; ".join(filter(None, make))})


def read_person(content: dict[str, Any]) -> Person:
    """Return somebody present; the number of his paper stands with what he is.

    Raises: FieldEntryUnreadable.
    """
    name, number = words(content, "full_name", 120), words(content, "number", 40)
    if not name:
        raise FieldEntryUnreadable(what=_("thiếu họ tên"))
    title = "; ".join(
        filter(None, (words(content, "title", 120), _("giấy tờ số %(number)s") % {"number": number} if number else ""))
    )
    return Person(full_name=name, title=title, address=words(content, "address", 300))


def paper_number_of(person: Person) -> str:
    """Return the number of a paper that stands with what somebody is, as `read_person` wrote it."""
    begins = _("giấy tờ số %(number)s") % {"number": ""}
    return next((one.removeprefix(begins) for one in person.title.split("; ") if one.startswith(begins)), "")


def read_minutes(
    content: dict[str, Any],
    *,
    points: Mapping[str, CheckPoint] | None = None,
    goods: Sequence[Goods] = (),
    present: Sequence[Person] = (),
    witnesses: Sequence[Person] = (),
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
) -> Inspected:
    """Return the minutes with the lines that belong to them and the answers to POINTS, by their ids.

    STARTED_AT and ENDED_AT where another says them anew.

    Raises: FieldEntryUnreadable.
    """
    findings = _lines(content, "findings")
    if not findings:
        raise FieldEntryUnreadable(what=_("thiếu nội dung phát hiện"))
    if not isinstance(content.get("has_violation"), bool):
        raise FieldEntryUnreadable(what=_("thiếu kết luận"))
    return Inspected(
        started_at=started_at or read_moment(content.get("started_at"), _("giờ bắt đầu")),
        ended_at=ended_at or read_moment(content.get("ended_at"), _("giờ kết thúc")),
        place=words(content, "place", 300),
        findings=findings,
        has_violation=content["has_violation"],
        measures=_lines(content, "measures"),
        statement=words(content, "statement"),
        present=tuple(present),
        witnesses=tuple(witnesses),
        answers=_answers(content, points or {}),
        goods=tuple(goods),
    )


def named_points(content: dict[str, Any]) -> list[str]:
    """Return the ids of the points of checklists that minutes answer."""
    given = content.get("points", [])
    return [str(one.get("id", "")) for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _answers(content: dict[str, Any], points: Mapping[str, CheckPoint]) -> tuple[Answered, ...]:
    found = []
    given = content.get("points", [])
    for one in given if isinstance(given, list) else ():
        point = points.get(str(one.get("id", ""))) if isinstance(one, dict) else None
        if point is None:
            raise FieldEntryUnreadable(what=_("điểm kiểm tra không có trong danh mục"))
        answer = str(one.get("answer", ""))
        if answer not in CHECK_ANSWERS:
            raise FieldEntryUnreadable(what=_("câu trả lời của điểm kiểm tra"))
        found.append(
            Answered(
                point=point.words,
                answer=answer,
                remark=words(one, "remark", 300),
                violation_class=point.violation_class,
            )
        )
    return tuple(found)


def named_lines(content: dict[str, Any]) -> list[str]:
    """Return the ids of the lines that minutes name."""
    given = content.get("lines", [])
    return [str(one) for one in given] if isinstance(given, list) else []


def confirmed_of(content: dict[str, Any]) -> frozenset[str]:
    """Return what the officer was asked about on the device, and went on without."""
    given = content.get("confirmed", [])
    return frozenset(str(one) for one in given) if isinstance(given, list) else frozenset()


def _lines(content: dict[str, Any], name: str) -> tuple[str, ...]:
    lines = (" ".join(one.split())[:LONGEST] for one in text_of(content, name).splitlines())
    return tuple(one for one in lines if one)
