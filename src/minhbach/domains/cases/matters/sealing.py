"""Niêm phong, mở niêm phong: which goods lie under which seals, who closed them, and how they were when opened.

One sealing is one closing: its goods, its seals, its minutes. Opening ends it; what is closed again is a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known, goods_row
from minhbach.domains.cases.goods_fields import GoodsPick
from minhbach.domains.cases.matters.goods_there import goods_there, has_goods
from minhbach.domains.cases.matters.matter import MatterKind, lines_of, offer_lines, require_lines, say_lines, say_paper
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.types.state import CaseState, Entry, Line, Matter
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited, Goods
from minhbach.domains.documents.papers.seal_minutes import SealMinutesContent
from minhbach.domains.documents.papers.seal_opening_minutes import SealOpeningMinutesContent
from minhbach.domains.documents.types import Kind
from minhbach.foundation.pages.asking import ask

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from minhbach.domains.cases.web.forms.base import ActForm, Setting

SEALING = "sealing"


class SealState(models.TextChoices):
    """How a seal was found when it was opened."""

    INTACT = "intact", _lazy("còn nguyên")
    BROKEN = "broken", _lazy("không còn nguyên")


@dataclass(frozen=True, kw_only=True)
class GoodsSealed:
    goods: Annotated[tuple[Goods, ...], ask(_lazy("Niêm phong những dòng nào"), field=GoodsPick)] = field(
        default=(), metadata={"kept_as_rows": True}
    )
    seals: Annotated[tuple[str, ...], ask(_lazy("Số niêm phong, mỗi dòng một số"), rows=2)]
    sealed_by: Annotated[str, ask(_lazy("Người niêm phong"), longest=200)]
    witness: Annotated[str, ask(_lazy("Người chứng kiến"), longest=300)]
    place: Annotated[str, ask(_lazy("Nơi niêm phong"), longest=300)]
    condition: Annotated[str, ask(_lazy("Tình trạng hàng, cách niêm phong"), rows=2, longest=1000)] = ""
    paper: Annotated[Cited, ask(_lazy("Biên bản niêm phong"), only=OUTSIDE_PAPER)] = NO_PAPER
    goods_count: int = 0


@dataclass(frozen=True, kw_only=True)
class SealOpened:
    state: Annotated[SealState, ask(_lazy("Niêm phong khi mở"), open=True)]
    difference: Annotated[str, ask(_lazy("Khác gì so với khi niêm phong"), rows=2, longest=1000)] = ""
    reason: Annotated[str, ask(_lazy("Mở để làm gì"), longest=300)]
    opened_by: Annotated[str, ask(_lazy("Người mở niêm phong"), longest=200)]
    witness: Annotated[str, ask(_lazy("Người chứng kiến"), longest=300)]
    paper: Annotated[Cited, ask(_lazy("Biên bản mở niêm phong"), only=OUTSIDE_PAPER)] = NO_PAPER


def sealed_with(matter: Matter) -> GoodsSealed:
    """Return what the goods were closed with."""
    return matter.first.fact  # type: ignore[no-any-return]


def offered(case: Case, state: CaseState, matter_id: str, corrects: UUID | None = None) -> QuerySet[GoodsLine]:
    """Return the goods of the case that lie under no other seal."""
    others = [one for one in _standing(state) if one.id != matter_id]
    sealed = [line for one in others for line in lines_of(case, one.id, (SealGoods.code,)).values_list("line_id")]
    return goods_there(state).exclude(line_id__in=[line_id for (line_id,) in sealed])


def _standing(state: CaseState) -> list[Matter]:
    return [one for one in state.matters.values() if one.kind == SEALING and not one.is_ended]


def fill_seal_minutes(state: CaseState, part: str, known: Known) -> SealMinutesContent | None:
    """Draw the minutes from the closing."""
    if part not in state.matters:
        return None
    matter = state.matters[part]
    fact = sealed_with(matter)
    return SealMinutesContent(
        place=fact.place,
        sealed_by=fact.sealed_by,
        witness=fact.witness or None,
        about=known.subject_name or None,
        seals=fact.seals,
        condition=fact.condition or None,
        goods=tuple(goods_row(one) for one in known.goods_of(matter.first.id)),
        kept_at=fact.place,
    )


def fill_opening_minutes(state: CaseState, part: str, known: Known) -> SealOpeningMinutesContent | None:
    """Draw the minutes that are signed at the opening: what was closed stands there, what is found is for the pen."""
    if part not in state.matters:
        return None
    matter = state.matters[part]
    fact = sealed_with(matter)
    return SealOpeningMinutesContent(
        seal_minutes=known.paper(Kind.SEAL_MINUTES, fact.paper),
        about=known.subject_name or None,
        seals=fact.seals,
        goods=tuple(goods_row(one) for one in known.goods_of(matter.first.id)),
    )


class _OfSealing(Act[Any]):
    """What the acts of a sealing have in common."""

    of, matter = Of.MATTER, SEALING

    def ends_matter(self, matter: Matter) -> bool:
        return matter.last(SealOpened) is not None


class SealGoods(_OfSealing, Act[GoodsSealed]):
    code, slug = "goods_sealed", "niem-phong"
    words = Words(
        event=_lazy("niêm phong tang vật"), button=_lazy("Niêm phong tang vật"), done=_lazy("Đã ghi việc niêm phong.")
    )
    begins_matter = True
    template = "cases/goods_pick_fields.html"

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[GoodsSealed]) -> None:
        if entry.fact.goods_count <= 0:
            raise refusals.GoodsMissing
        used = {seal for one in _standing(state) for seal in sealed_with(one).seals}
        seals = entry.fact.seals
        if twice := next((one for one in seals if one in used or seals.count(one) > 1), None):
            raise refusals.SealInUse(seal=twice)

    def require_goods(self, fact: GoodsSealed, door: Door) -> None:
        require_lines(fact.goods, offered(door.case, door.state, door.part, door.corrects))

    def complete(self, fact: GoodsSealed, door: Door) -> GoodsSealed:
        return replace(fact, goods_count=len(fact.goods))

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not has_goods(state)

    def is_due_in(self, matter: Matter) -> bool:
        return False

    def summary(self, fact: GoodsSealed) -> str:
        return _("%(lines)s, số %(seals)s") % {"lines": say_lines(fact.goods_count), "seals": ", ".join(fact.seals)}

    def prepare(self, form: ActForm[GoodsSealed], setting: Setting) -> None:
        offer_lines(form, setting, offered)
        form.insist("goods")
        form.propose(sealed_by=setting.officer.full_name)


class OpenSeal(_OfSealing, Act[SealOpened]):
    code, slug = "seal_opened", "mo-niem-phong"
    words = Words(
        event=_lazy("mở niêm phong"), button=_lazy("Ghi việc mở niêm phong"), done=_lazy("Đã ghi việc mở niêm phong.")
    )
    papers = (
        CasePaper(
            Kind.SEAL_MINUTES,
            fill_seal_minutes,
            drawn_from=(GoodsSealed,),
            draft=_lazy("Dự thảo biên bản niêm phong"),
        ),
        CasePaper(
            Kind.SEAL_OPENING_MINUTES,
            fill_opening_minutes,
            drawn_from=(GoodsSealed,),
            draft=_lazy("Dự thảo biên bản mở niêm phong"),
        ),
    )

    def require(self, fact: SealOpened, door: Door) -> None:
        if fact.state == SealState.BROKEN and not fact.difference:
            raise refusals.SealNeedsDifference

    def summary(self, fact: SealOpened) -> str:
        return "; ".join(filter(None, (str(SealState(fact.state).label), fact.difference, fact.reason)))

    def prepare(self, form: ActForm[SealOpened], setting: Setting) -> None:
        form.propose(opened_by=setting.officer.full_name)


def _stands(matter: Matter) -> tuple[Any, str]:
    opened = matter.last(SealOpened)
    if opened is None:
        return _lazy("đang niêm phong"), "info"
    if opened.fact.state == SealState.BROKEN:
        return _lazy("đã mở: niêm phong không còn nguyên"), "late"
    return _lazy("đã mở, còn nguyên khi mở"), "good"


def _tells(matter: Matter) -> list[tuple[Any, str]]:
    fact, opened = sealed_with(matter), matter.last(SealOpened)
    told = [
        (_lazy("Tang vật"), say_lines(fact.goods_count)),
        (_lazy("Số niêm phong"), ", ".join(fact.seals)),
        (_lazy("Người niêm phong"), fact.sealed_by),
        (_lazy("Người chứng kiến"), fact.witness),
        (_lazy("Nơi niêm phong"), fact.place),
    ]
    if minutes := say_paper(fact.paper):
        told.append((_lazy("Biên bản niêm phong"), minutes))
    if opened is not None:
        told.append((_lazy("Mở niêm phong"), OpenSeal().summary(opened.fact)))
        told.append((_lazy("Người mở, người chứng kiến"), f"{opened.fact.opened_by}; {opened.fact.witness}"))
        if minutes := say_paper(opened.fact.paper):
            told.append((_lazy("Biên bản mở niêm phong"), minutes))
    return told


KIND = MatterKind(
    code=SEALING,
    label=_lazy("niêm phong tang vật"),
    stands=_stands,
    tells=_tells,
    until=lambda matter: None,
    holder=lambda matter: "",
    offers=offered,
)
