"""Khám theo thủ tục hành chính: asked for, decided, carried out with minutes, or not carried out.

Four kinds, as the forms have them: persons; vehicles and things; places where goods are hidden; such a place that is a
home. Of who may decide each, and on what conditions, the law tables hold no row: the system judges nothing of it and
says so, asking once where it is a home.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, cast
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, IssuedAct, Of, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known
from minhbach.domains.cases.matters.matter import MatterKind, say_paper
from minhbach.domains.cases.matters.seizure import OUTSIDE_ONLY
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.types.state import CaseState, Entry, Matter
from minhbach.domains.cases.types.values import ISSUED_PAPER, Cited
from minhbach.domains.documents.papers.search_decision import KINDS, SearchDecisionContent
from minhbach.domains.documents.papers.search_decision import Searched as Code
from minhbach.domains.documents.papers.search_minutes import SearchMinutesContent
from minhbach.domains.documents.types import Kind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, inform, should
from minhbach.foundation.writing import write_moment

if TYPE_CHECKING:
    from django.db.models import QuerySet

SEARCH = "search"


class Searched(models.TextChoices):
    """What is searched, as the forms divide it."""

    PERSON = "person", KINDS["person"]
    VEHICLE = "vehicle", KINDS["vehicle"]
    PLACE = "place", KINDS["place"]
    HOME = "home", KINDS["home"]


@dataclass(frozen=True, kw_only=True)
class SearchProposed:
    what: Annotated[Searched, ask(_lazy("Khám gì"))]
    target: Annotated[str, ask(_lazy("Người, phương tiện, đồ vật hoặc nơi bị khám"), rows=2, longest=500)]
    owner: Annotated[str, ask(_lazy("Chủ phương tiện, đồ vật, nơi bị khám"), longest=200)] = ""
    looked_for: Annotated[str, ask(_lazy("Tang vật, phương tiện, tài liệu cần tìm"), rows=2, longest=1000)]
    reason: Annotated[str, ask(_lazy("Căn cứ cho rằng có cất giấu"), rows=3, longest=2000)]
    legal_basis: Annotated[str, ask(_lazy("Căn cứ pháp lý"), rows=2, longest=1000)] = ""


@dataclass(frozen=True, kw_only=True)
class SearchOrdered:
    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]


@dataclass(frozen=True, kw_only=True)
class SearchDone:
    started_at: Annotated[datetime, ask(_lazy("Bắt đầu lúc"))]
    ended_at: Annotated[datetime, ask(_lazy("Kết thúc lúc"))]
    present: Annotated[tuple[str, ...], ask(_lazy("Người bị khám hoặc chủ, người đại diện có mặt, mỗi dòng một người"))]
    witnesses: Annotated[tuple[str, ...], ask(_lazy("Người chứng kiến, mỗi dòng một người"))] = ()
    found: Annotated[
        tuple[str, ...],
        ask(_lazy("Tìm thấy gì, mỗi dòng một thứ"), help=_lazy("Không thấy gì thì ghi “không phát hiện”."), rows=3),
    ]
    statement: Annotated[str, ask(_lazy("Ý kiến của người bị khám hoặc chủ"), rows=2, longest=2000)] = ""


@dataclass(frozen=True, kw_only=True)
class SearchNotDone:
    reason: Annotated[str, ask(_lazy("Vì sao không khám"), rows=2, longest=1000)]


def asked_of(matter: Matter) -> SearchProposed:
    """Return what the search was asked for with."""
    return matter.first.fact  # type: ignore[no-any-return]


def _no_goods(case: Case, state: CaseState, matter_id: str, corrects: UUID | None = None) -> QuerySet[GoodsLine]:
    return GoodsLine.objects.none()


def fill_decision(state: CaseState, part: str, known: Known) -> SearchDecisionContent | None:
    """Draw the decision from what was asked for."""
    if part not in state.matters:
        return None
    matter = state.matters[part]
    fact = asked_of(matter)
    return SearchDecisionContent(
        what=cast("Code", str(fact.what)),
        target=fact.target,
        owner=fact.owner or None,
        looked_for=fact.looked_for,
        reason=fact.reason,
        bases=(fact.legal_basis,) if fact.legal_basis else (),
        proposed_by=known.participant(str(matter.first.officer_id)).full_name,
        executing=known.agency.name,
    )


def fill_minutes(state: CaseState, part: str, known: Known) -> SearchMinutesContent | None:
    """Draw the minutes from what was found."""
    done = state.matters[part].last(SearchDone) if part in state.matters else None
    if done is None:
        return None
    fact, matter = done.fact, state.matters[part]
    ordered = matter.last(SearchOrdered)
    order = known.paper(Kind.SEARCH_DECISION, ordered.fact.paper if ordered else Cited())
    asked = asked_of(matter)
    return SearchMinutesContent(
        what=cast("Code", str(asked.what)),
        target=asked.target,
        owner=asked.owner or None,
        order_number=order.number,
        order_dated=order.dated,
        started_at=fact.started_at,
        ended_at=fact.ended_at,
        team=tuple(known.participant(one) for one in state.officer_ids),
        present=fact.present,
        witnesses=fact.witnesses,
        found=fact.found,
        statement=fact.statement or None,
    )


class _OfSearch(Act[Any]):
    """What the acts of a search have in common."""

    of, matter = Of.MATTER, SEARCH

    def ends_matter(self, matter: Matter) -> bool:
        return matter.last(SearchDone) is not None or matter.last(SearchNotDone) is not None

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[Any]) -> None:
        if matter.last(SearchOrdered) is None:
            raise refusals.MatterNotInForce(act=self.label, needed=OrderSearch.words.event)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(SearchOrdered) is not None


class ProposeSearch(_OfSearch, Act[SearchProposed]):
    code, slug = "search_proposed", "de-nghi-kham"
    words = Words(
        event=_lazy("đề nghị khám theo thủ tục hành chính"),
        button=_lazy("Đề nghị khám"),
        done=_lazy("Đã ghi đề nghị khám."),
        caution=_lazy(
            "Bảng pháp luật của hệ thống chưa có thẩm quyền và điều kiện khám: người đề nghị và người ký đối chiếu "
            "luật. Chưa có quyết định thì chưa khám."
        ),
    )
    begins_matter = True

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[SearchProposed]) -> None:
        """A search may be asked for whenever the case is open."""

    def is_due_in(self, matter: Matter) -> bool:
        return False

    def requirements(self, fact: SearchProposed | None, door: Door) -> Iterator[Unmet]:
        if fact is not None and fact.what == Searched.HOME:
            sentence = _("Nơi bị khám là chỗ ở: bảng pháp luật chưa có ai được quyết định; hãy đối chiếu luật trước.")
            yield should("search.home", sentence)

    def summary(self, fact: SearchProposed) -> str:
        return f"{Searched(fact.what).label}: {fact.target}"


class OrderSearch(_OfSearch, IssuedAct[SearchOrdered]):
    code, slug = "search_ordered", "nhap-quyet-dinh-kham"
    words = Words(
        event=_lazy("quyết định khám"),
        button=_lazy("Nhập quyết định khám đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định khám."),
        caution=OUTSIDE_ONLY,
    )
    papers = (
        CasePaper(
            Kind.SEARCH_DECISION,
            fill_decision,
            drawn_from=(SearchProposed,),
            needs=lambda drawn: _decision_needs(),
            enters=True,
            draft=_lazy("Dự thảo quyết định khám"),
        ),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[SearchOrdered]) -> None:
        if matter.last(SearchOrdered) is not None:
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(SearchOrdered) is None


class RecordSearch(_OfSearch, Act[SearchDone]):
    code, slug = "search_done", "ghi-viec-kham"
    words = Words(event=_lazy("khám"), button=_lazy("Ghi việc khám"), done=_lazy("Đã ghi việc khám."))
    asks_day = False
    papers = (CasePaper(Kind.SEARCH_MINUTES, fill_minutes, drawn_from=(SearchDone,)),)

    def day_of(self, fact: SearchDone) -> date | None:
        return local_date(fact.ended_at)

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[SearchDone]) -> None:
        super().check_matter(state, matter, entry)
        if entry.fact.ended_at < entry.fact.started_at:
            raise refusals.InspectionEndsBeforeItStarts

    def requirements(self, fact: SearchDone | None, door: Door) -> Iterator[Unmet]:
        if fact is not None and not fact.witnesses:
            yield should("search.witness", _("Chưa ghi người chứng kiến việc khám."))

    def summary(self, fact: SearchDone) -> str:
        return "; ".join(fact.found)


class GiveSearchUp(_OfSearch, Act[SearchNotDone]):
    code, slug = "search_not_done", "khong-kham"
    words = Words(event=_lazy("không khám"), button=_lazy("Ghi là không khám"), done=_lazy("Đã ghi là không khám."))
    reasons = ("reason",)
    is_way_out = True

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[SearchNotDone]) -> None:
        """What was asked for may be given up before it is decided, and after."""

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended


def _decision_needs() -> Iterator[Unmet]:
    sentence = _("Bảng pháp luật chưa có ai được quyết định khám: người ký đối chiếu thẩm quyền của mình với luật.")
    yield inform("search.authority", sentence)


def _stands(matter: Matter) -> tuple[Any, str]:
    if matter.last(SearchNotDone) is not None:
        return _lazy("không khám"), ""
    if matter.last(SearchDone) is not None:
        return _lazy("đã khám"), "good"
    if matter.last(SearchOrdered) is None:
        return _lazy("đề nghị, chờ quyết định"), "warn"
    return _lazy("chờ khám"), "info"


def _tells(matter: Matter) -> list[tuple[Any, str]]:
    asked = asked_of(matter)
    told: list[tuple[Any, str]] = [(Searched(asked.what).label, asked.target)]
    ordered, done, given_up = matter.last(SearchOrdered), matter.last(SearchDone), matter.last(SearchNotDone)
    if ordered is not None:
        told.append((_lazy("Quyết định"), say_paper(ordered.fact.paper)))
    if done is not None:
        told += [
            (_lazy("Khám xong lúc"), write_moment(done.fact.ended_at)),
            (_lazy("Tìm thấy"), RecordSearch().summary(done.fact)),
        ]
    if given_up is not None:
        told.append((_lazy("Vì sao không khám"), given_up.fact.reason))
    return told


KIND = MatterKind(
    code=SEARCH,
    label=_lazy("khám theo thủ tục hành chính"),
    stands=_stands,
    tells=_tells,
    until=lambda matter: None,
    holder=lambda matter: "",
    offers=_no_goods,
)
