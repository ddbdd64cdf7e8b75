"""Tước quyền sử dụng giấy phép, đình chỉ hoạt động có thời hạn: the term that a decision sets, from its day to its end.

The decision imposes it; from the day its addressee has it the term runs. Meanwhile the body that gave the licence is
told, the paper itself may be kept, and going on all the same is a violation of its own. The term ends by itself; the
file says so once the licence has been given back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.matters.matter import MatterKind, say_paper
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.types.codes import Restricted, RestrictionEnd
from minhbach.domains.cases.types.state import CaseState, Entry, Line, Matter
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited, OtherMeasure
from minhbach.domains.law.selectors import add_months, as_imposed
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from minhbach.domains.cases.web.forms.base import ActForm, Setting

RESTRICTION = "restriction"


@dataclass(frozen=True, kw_only=True)
class RestrictionBegun:
    """MEASURE is the violator and the place of the sanction among those of his decision: "<subject>:<index>".

    From HOLDER_ID on it is written down as the decision says it.
    """

    measure: Annotated[str, ask(_lazy("Hình thức xử phạt bổ sung theo quyết định"), field=fields.Choice)]
    kind: Annotated[Restricted, ask(_lazy("Áp dụng"), open=True)]
    what: Annotated[
        str, ask(_lazy("Giấy phép, chứng chỉ (tên, số, ngày cấp), hoặc hoạt động bị đình chỉ"), longest=200)
    ]
    body: Annotated[str, ask(_lazy("Cơ quan đã cấp giấy phép, chứng chỉ"), longest=200)] = ""
    starts_on: Annotated[
        date, ask(_lazy("Tính từ ngày"), help=_lazy("Kể từ ngày người bị xử phạt nhận được quyết định."))
    ]
    until: Annotated[
        date | None,
        ask(_lazy("Đến hết ngày"), help=_lazy("Để trống thì hệ thống tính đủ số tháng ghi trong quyết định.")),
    ] = None
    is_kept: Annotated[bool, ask(_lazy("Đang giữ bản giấy phép, chứng chỉ"))] = False
    kept_at: Annotated[str, ask(_lazy("Nơi giữ"), longest=200)] = ""
    holder_id: str = ""
    text: str = ""
    months: int = 0
    decision: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class BodyTold:
    body: Annotated[str, ask(_lazy("Gửi cho cơ quan nào"), longest=200)]
    paper: Annotated[Cited, ask(_lazy("Công văn gửi"), only=OUTSIDE_PAPER)] = NO_PAPER


@dataclass(frozen=True, kw_only=True)
class LicenceKept:
    place: Annotated[str, ask(_lazy("Nơi giữ"), longest=200)]
    note: Annotated[str, ask(_lazy("Số biên bản, tình trạng giấy phép khi nhận"), longest=300)] = ""


@dataclass(frozen=True, kw_only=True)
class LicenceGivenBack:
    receiver: Annotated[str, ask(_lazy("Trả lại cho ai"), longest=200)]
    note: Annotated[str, ask(_lazy("Số biên bản, tình trạng giấy phép khi trả"), longest=300)] = ""


@dataclass(frozen=True, kw_only=True)
class RestrictionBroken:
    findings: Annotated[str, ask(_lazy("Phát hiện gì, ở đâu"), rows=3, longest=2000)]


@dataclass(frozen=True, kw_only=True)
class RestrictionEnded:
    reason: Annotated[RestrictionEnd, ask(_lazy("Vì sao kết thúc"), open=True)]
    note: Annotated[str, ask(_lazy("Ghi chú"), rows=2, longest=1000)] = ""
    paper: Annotated[Cited, ask(_lazy("Quyết định chấm dứt trước thời hạn"), only=OUTSIDE_PAPER)] = NO_PAPER


def begun_of(matter: Matter) -> RestrictionBegun:
    """Return what the restriction was begun with."""
    return matter.first.fact  # type: ignore[no-any-return]


def is_restriction(one: OtherMeasure) -> bool:
    """Whether a sanction added to the main one is one of these."""
    return one.kind.startswith(("LICENCE_WITHDRAWAL", "SUSPENSION"))


def restrictions_of(line: Line) -> dict[int, OtherMeasure]:
    """List what a decision withdraws or suspends, by its place among the sanctions added."""
    if line.decided is None or line.sanction is None:
        return {}
    return {index: one for index, one in enumerate(line.sanction.fact.additional) if is_restriction(one)}


def not_begun(state: CaseState) -> dict[str, tuple[str, OtherMeasure]]:
    """List what decisions of a case withdraw or suspend and nobody has written down the term of: key, whose, which."""
    known = {begun_of(one).measure for one in terms_in_account(state)}
    return {
        f"{part}:{index}": (part, one)
        for part, line in state.lines.items()
        for index, one in restrictions_of(line).items()
        if f"{part}:{index}" not in known
    }


def terms_in_account(state: CaseState) -> list[Matter]:
    """List the terms that were begun, but for those of a decision that was revoked since."""

    def is_of_revoked(matter: Matter) -> bool:
        revoked = state.of(begun_of(matter).holder_id).revoked
        return bool(revoked) and matter.first.sequence < revoked[-1].by.sequence

    return [one for one in state.matters.values() if one.kind == RESTRICTION and not is_of_revoked(one)]


def is_kept(matter: Matter) -> bool:
    """Whether the paper of the licence is with the unit."""
    moved = [entry.fact for entry in matter.kept if isinstance(entry.fact, (LicenceKept, LicenceGivenBack))]
    return isinstance(moved[-1], LicenceKept) if moved else begun_of(matter).is_kept


def until_of(matter: Matter) -> date:
    """Give the last day of the term."""
    fact = begun_of(matter)
    return fact.until or add_months(fact.starts_on, fact.months)


class _OfRestriction(Act[Any]):
    """What the acts of a restriction have in common."""

    of, matter = Of.MATTER, RESTRICTION


class BeginRestriction(_OfRestriction, Act[RestrictionBegun]):
    code, slug = "restriction_begun", "tuoc-quyen-dinh-chi"
    words = Words(
        event=_lazy("bắt đầu thời hạn tước quyền, đình chỉ"),
        button=_lazy("Ghi thời hạn tước quyền, đình chỉ"),
        done=_lazy("Đã ghi thời hạn. Ngày hết hạn hiện trên trang Việc hôm nay trước khi đến."),
    )
    begins_matter, outlives = True, True

    def is_due_in(self, matter: Matter) -> bool:
        return False

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not not_begun(state)

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[RestrictionBegun]) -> None:
        fact = entry.fact
        if fact.measure not in not_begun(state):
            raise refusals.RestrictionUnknown
        if fact.decided_on is not None and fact.starts_on < fact.decided_on:
            raise refusals.RestrictionBeforeDecision(day=write_day(fact.decided_on))
        if fact.until is not None and fact.until <= fact.starts_on:
            raise refusals.EndBeforeStart(day=write_day(fact.starts_on))

    def complete(self, fact: RestrictionBegun, door: Door) -> RestrictionBegun:
        found = not_begun(door.state).get(fact.measure)
        if found is None:
            return fact
        part, one = found
        decided = door.state.of(part).decided
        exact = {"LICENCE_WITHDRAWAL": Restricted.LICENCE, "SUSPENSION": Restricted.ACTIVITY}
        return replace(
            fact,
            kind=exact.get(one.kind, fact.kind),
            until=fact.until or add_months(fact.starts_on, one.term or 0),
            holder_id=part,
            text=one.text,
            months=one.term or 0,
            decision=say_paper(decided.fact.paper) if decided else "",
            decided_on=decided.happened_on if decided else None,
        )

    def requirements(self, fact: RestrictionBegun | None, door: Door) -> Iterator[Unmet]:
        if fact is None:
            return
        if fact.kind == Restricted.LICENCE and not fact.body:
            yield should("restriction.body", _("Chưa ghi cơ quan đã cấp giấy phép, là nơi phải gửi quyết định."))
        if fact.months and fact.until is not None and fact.until != add_months(fact.starts_on, fact.months):
            told = {"months": fact.months, "day": write_day(add_months(fact.starts_on, fact.months))}
            sentence = _("Quyết định ghi %(months)s tháng, tính ra đến hết ngày %(day)s, khác ngày đã nhập.") % told
            yield should("restriction.months", sentence)

    def summary(self, fact: RestrictionBegun) -> str:
        span = {"what": fact.what, "from": write_day(fact.starts_on), "to": write_day(fact.until or fact.starts_on)}
        return _("%(what)s, từ ngày %(from)s đến hết ngày %(to)s") % span

    def prepare(self, form: ActForm[RestrictionBegun], setting: Setting) -> None:
        names = dict(setting.subjects)
        waiting = not_begun(setting.state)
        if setting.corrects is not None:
            known: RestrictionBegun = setting.corrects.fact
            waiting[known.measure] = (known.holder_id, OtherMeasure(kind="", text=known.text, term=known.months))
        offered = [(key, _measure(names.get(part, ""), one)) for key, (part, one) in waiting.items()]
        form.offer("measure", offered)
        if offered and setting.corrects is None:
            part, one = next(iter(waiting.values()))
            delivered = setting.state.of(part).delivered
            is_activity = one.kind == "SUSPENSION"
            form.propose(
                measure=offered[0][0],
                kind=Restricted.ACTIVITY if is_activity else Restricted.LICENCE,
                what=one.details,
                starts_on=delivered.happened_on if delivered else None,
            )


class TellBody(_OfRestriction, Act[BodyTold]):
    code, slug = "restriction_body_told", "gui-co-quan-cap-phep"
    words = Words(
        event=_lazy("gửi quyết định cho cơ quan đã cấp giấy phép"),
        button=_lazy("Ghi đã gửi cơ quan cấp phép"),
        done=_lazy("Đã ghi việc gửi cơ quan cấp phép."),
        day=_lazy("Ngày gửi"),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[BodyTold]) -> None:
        if begun_of(matter).kind != Restricted.LICENCE:
            raise refusals.NoLicenceWithdrawn
        if matter.last(BodyTold) is not None:
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        return super().is_due_in(matter) and is_untold(matter)

    def summary(self, fact: BodyTold) -> str:
        return " · ".join(filter(None, (fact.body, say_paper(fact.paper))))

    def prepare(self, form: ActForm[BodyTold], setting: Setting) -> None:
        if setting.matter is not None:
            form.propose(body=begun_of(setting.matter).body)


class KeepLicence(_OfRestriction, Act[LicenceKept]):
    code, slug = "licence_kept", "giu-giay-phep"
    words = Words(
        event=_lazy("giữ giấy phép, chứng chỉ"), button=_lazy("Ghi giữ giấy phép"), done=_lazy("Đã ghi giữ giấy phép.")
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[LicenceKept]) -> None:
        if begun_of(matter).kind != Restricted.LICENCE:
            raise refusals.NoLicenceWithdrawn
        if is_kept(matter):
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        return super().is_due_in(matter) and begun_of(matter).kind == Restricted.LICENCE and not is_kept(matter)

    def summary(self, fact: LicenceKept) -> str:
        return " · ".join(filter(None, (fact.place, fact.note)))


class GiveLicenceBack(_OfRestriction, Act[LicenceGivenBack]):
    code, slug = "licence_given_back", "tra-giay-phep"
    words = Words(
        event=_lazy("trả lại giấy phép, chứng chỉ"),
        button=_lazy("Ghi trả lại giấy phép"),
        done=_lazy("Đã ghi trả lại giấy phép."),
        day=_lazy("Ngày trả"),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[LicenceGivenBack]) -> None:
        if not is_kept(matter):
            raise refusals.LicenceNotKept

    def is_due_in(self, matter: Matter) -> bool:
        return super().is_due_in(matter) and is_kept(matter)

    def requirements(self, fact: LicenceGivenBack | None, door: Door) -> Iterator[Unmet]:
        until = until_of(door.state.matters[door.part])
        if fact is not None and door.on <= until:
            sentence = _("Thời hạn tước quyền còn đến hết ngày %(day)s. Vẫn trả lại giấy phép?")
            yield should("licence.early", sentence % {"day": write_day(until)})

    def summary(self, fact: LicenceGivenBack) -> str:
        return " · ".join(filter(None, (fact.receiver, fact.note)))


class FindBreach(_OfRestriction, Act[RestrictionBroken]):
    """Going on while it is forbidden is an act of its own, which a case of its own deals with."""

    code, slug = "restriction_broken", "vi-pham-thoi-han"
    words = Words(
        event=_lazy("phát hiện vẫn hoạt động trong thời hạn tước quyền, đình chỉ"),
        button=_lazy("Ghi phát hiện vẫn hoạt động"),
        done=_lazy("Đã ghi. Tiếp tục hoạt động trong thời hạn này là hành vi vi phạm riêng: hãy mở vụ việc mới."),
        day=_lazy("Ngày phát hiện"),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[RestrictionBroken]) -> None:
        if not begun_of(matter).starts_on <= entry.happened_on <= until_of(matter):
            raise refusals.OutsideTerm(since=write_day(begun_of(matter).starts_on), until=write_day(until_of(matter)))


class EndRestriction(_OfRestriction, Act[RestrictionEnded]):
    code, slug = "restriction_ended", "ket-thuc-thoi-han"
    words = Words(
        event=_lazy("kết thúc thời hạn tước quyền, đình chỉ"),
        button=_lazy("Kết thúc thời hạn"),
        done=_lazy("Đã ghi kết thúc thời hạn."),
    )

    def ends_matter(self, matter: Matter) -> bool:
        return True

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[RestrictionEnded]) -> None:
        if entry.fact.reason == RestrictionEnd.OVER and entry.happened_on <= until_of(matter):
            raise refusals.TermNotOver(until=write_day(until_of(matter)))

    def require(self, fact: RestrictionEnded, door: Door) -> None:
        if fact.reason == RestrictionEnd.LIFTED and not (fact.paper.number and fact.paper.dated):
            raise refusals.LiftedByWhichPaper

    def requirements(self, fact: RestrictionEnded | None, door: Door) -> Iterator[Unmet]:
        matter = door.state.matters[door.part]
        if is_kept(matter):
            yield should("licence.kept", _("Giấy phép, chứng chỉ đang giữ chưa ghi trả lại."))
        if is_untold(matter):
            yield should("restriction.untold", _("Chưa ghi việc gửi quyết định cho cơ quan đã cấp giấy phép."))

    def summary(self, fact: RestrictionEnded) -> str:
        return " · ".join(filter(None, (str(RestrictionEnd(fact.reason).label), say_paper(fact.paper), fact.note)))


def _measure(whose: str, one: OtherMeasure) -> str:
    """Say of whom what is taken away, and for how long."""
    said = {"whose": whose, "measure": as_imposed(one.text), "months": one.term}
    return _("%(whose)s – %(measure)s (%(months)s tháng)") % said if one.term else f"{whose} – {said['measure']}"


def is_untold(matter: Matter) -> bool:
    """Whether the body that gave the licence does not know yet."""
    return begun_of(matter).kind == Restricted.LICENCE and matter.last(BodyTold) is None


def offered(case: Case, state: CaseState, matter_id: str, corrects: UUID | None = None) -> QuerySet[GoodsLine]:
    """No act of a restriction names goods."""
    return GoodsLine.objects.none()


def _stands(matter: Matter) -> tuple[Any, str]:
    if matter.is_ended:
        return _lazy("đã kết thúc"), "good"
    if matter.last(RestrictionBroken) is not None:
        return _lazy("đang áp dụng, có vi phạm"), "late"
    return _lazy("đang áp dụng"), "info"


def _tells(matter: Matter) -> list[tuple[Any, str]]:
    fact, told, ended = begun_of(matter), matter.last(BodyTold), matter.last(RestrictionEnded)
    found = [
        (_lazy("Quyết định"), fact.decision),
        (_lazy("Hình thức"), str(Restricted(fact.kind).label)),
        (_lazy("Giấy phép, hoạt động"), fact.what),
        (_lazy("Tính từ ngày"), write_day(fact.starts_on)),
    ]
    if told is not None:
        found.append((_lazy("Đã gửi"), f"{told.fact.body} ({write_day(told.happened_on)})"))
    elif is_untold(matter):
        found.append((_lazy("Cơ quan cấp phép"), _("chưa ghi gửi quyết định")))
    if is_kept(matter):
        kept = matter.last(LicenceKept)
        found.append(
            (_lazy("Giấy phép"), _("đang giữ: %(place)s") % {"place": kept.fact.place if kept else fact.kept_at})
        )
    if (back := matter.last(LicenceGivenBack)) is not None and not is_kept(matter):
        found.append((_lazy("Đã trả giấy phép"), GiveLicenceBack().summary(back.fact)))
    broken = [entry for entry in matter.kept if isinstance(entry.fact, RestrictionBroken)]
    found += [(_lazy("Vẫn hoạt động"), f"{write_day(one.happened_on)}: {one.fact.findings}") for one in broken]
    if ended is not None:
        found.append((_lazy("Kết thúc"), EndRestriction().summary(ended.fact)))
    return [(words, said) for words, said in found if said]


KIND = MatterKind(
    code=RESTRICTION,
    label=_lazy("tước quyền, đình chỉ có thời hạn"),
    stands=_stands,
    tells=_tells,
    until=lambda matter: None if matter.is_ended else until_of(matter),
    holder=lambda matter: begun_of(matter).holder_id,
    offers=offered,
)
