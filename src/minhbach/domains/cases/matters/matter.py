"""What every matter declares beside its acts, and what follows for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.goods_lines import placed
from minhbach.domains.cases.models import CaseEvent, GoodsLine
from minhbach.foundation.templatetags.minhbach import number
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import Promise

    from minhbach.domains.cases.models import Case
    from minhbach.domains.cases.types.state import CaseState, Entry, Matter
    from minhbach.domains.cases.types.values import Cited, Goods
    from minhbach.domains.cases.web.forms.base import ActForm, Setting

    Text = str | Promise

F = TypeVar("F")
Offers: TypeAlias = "Callable[[Case, CaseState, str, UUID | None], QuerySet[GoodsLine]]"


TYPED = _lazy("ngày nhập tay, chưa đối chiếu bản gốc")


@dataclass(frozen=True)
class MatterKind:
    """A kind of matter: its name, how one STANDS (words, tone), what is told of it, and the day it runs UNTIL.

    HOLDER is the subject it concerns; OFFERS are the goods an act of it may name.
    """

    code: str
    label: Text
    stands: Callable[[Matter], tuple[Text, str]]
    tells: Callable[[Matter], Sequence[tuple[Text, str]]]
    until: Callable[[Matter], date | None]
    holder: Callable[[Matter], str]
    offers: Offers
    # Where the last day comes from, as its reader is told.
    until_from: Text = TYPED


def pending(matter: Matter, asked: type[F], granted: type[Any]) -> Entry[F] | None:
    """Return what was asked last and has not been granted yet."""
    found: Entry[F] | None = None
    for entry in matter.kept:
        if isinstance(entry.fact, asked):
            found = entry
        elif isinstance(entry.fact, granted):
            found = None
    return found


def granted_before(matter: Matter, asked: type[F], granted: type[Any]) -> list[Entry[F]]:
    """Return what was asked and has been granted, oldest first."""
    found: list[Entry[F]] = []
    open_one: Entry[F] | None = None
    for entry in matter.kept:
        if isinstance(entry.fact, asked):
            open_one = entry
        elif isinstance(entry.fact, granted) and open_one is not None:
            found.append(open_one)
            open_one = None
    return found


def lines_of(case: Case, matter_id: str, kinds: Sequence[str], *, but: UUID | None = None) -> QuerySet[GoodsLine]:
    """Return the goods that the entries in account of a matter wrote down, by their kinds; BUT one of them."""
    # An entry is in account where no later one replaces it; an annulment keeps no goods.
    standing = CaseEvent.objects.filter(case=case, part=matter_id, kind__in=kinds, replaced_by=None)
    if but is not None:
        standing = standing.exclude(id=but)
    return GoodsLine.objects.filter(event__in=standing.values("id"))


def require_lines(goods: Sequence[Goods], lines: QuerySet[GoodsLine]) -> None:
    """Refuse goods that are none of the lines an act may name.

    Raises: GoodsNotInList.
    """
    known = {str(one) for one in lines.values_list("line_id", flat=True)}
    if missing := {one.line_id for one in goods} - known:
        raise refusals.GoodsNotInList(count=len(missing))


def offer_lines(form: ActForm[Any], setting: Setting, offered: Offers) -> None:
    """Offer the goods an act may name; where an entry is corrected, those it names are chosen."""
    corrects = setting.corrects.id if setting.corrects else None
    pick: Any = form.fields["goods"]
    pick.offered = offered(setting.case, setting.state, setting.part, corrects)
    if corrects is not None:
        named = GoodsLine.objects.filter(event_id=corrects).values("line_id")
        chosen = placed(pick.offered.filter(line_id__in=named)).order_by("place")
        form.initial["goods"] = list(chosen.values_list("place", flat=True))


def say_paper(paper: Cited) -> str:
    """Name a paper by its number and day, of which some have only the day."""
    day = _("ngày %(day)s") % {"day": write_day(paper.dated)} if paper.dated else ""
    return " ".join(filter(None, (paper.number, day)))


def say_lines(count: int) -> str:
    """Count lines of goods in words."""
    return _("%(count)s dòng hàng") % {"count": number(count)}
