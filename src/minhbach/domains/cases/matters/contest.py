"""Khiếu nại, khởi kiện quyết định xử phạt: who contests it, since when, what the law's clock says, how it ended.

Nothing stops by itself: the table says that a decision is carried out while it is contested, unless it was suspended.
A court's own clocks stand in no table, so none runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.matters.matter import MatterKind, say_paper
from minhbach.domains.cases.models import GoodsLine
from minhbach.domains.cases.types.state import CaseState, Entry, Line, Matter
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.domains.law.selectors import Law, NoClockInForce, cite
from minhbach.domains.law.selectors import clock as set_clock
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting

CONTEST = "contest"


class ContestKind(models.TextChoices):
    """Which way a decision is contested."""

    FIRST = "first", _lazy("khiếu nại lần đầu")
    SECOND = "second", _lazy("khiếu nại lần hai")
    LAWSUIT = "lawsuit", _lazy("khởi kiện tại Tòa án")


class ContestResult(models.TextChoices):
    """How it ended (row KHIEU_NAI of the table of what comes in)."""

    KEPT = "kept", _lazy("giữ nguyên quyết định")
    CHANGED = "changed", _lazy("sửa đổi, hủy bỏ quyết định")
    WITHDRAWN = "withdrawn", _lazy("người khiếu nại, khởi kiện rút")


# The clocks of the table, by the way it is contested: until when it may be filed, is accepted, is settled.
_FILED = {ContestKind.FIRST: "KHIEUNAI.NOP"}
_ACCEPTED = {ContestKind.FIRST: "KHIEUNAI.THULY", ContestKind.SECOND: "KHIEUNAI.LAN2.THULY"}
_SETTLED = {
    (ContestKind.FIRST, False, False): "KHIEUNAI.LAN1",
    (ContestKind.FIRST, True, False): "KHIEUNAI.LAN1.PHUCTAP",
    (ContestKind.FIRST, False, True): "KHIEUNAI.LAN1.VUNGXA",
    (ContestKind.FIRST, True, True): "KHIEUNAI.LAN1.VUNGXA.PHUCTAP",
    (ContestKind.SECOND, False, False): "KHIEUNAI.LAN2",
    (ContestKind.SECOND, True, False): "KHIEUNAI.LAN2.PHUCTAP",
    (ContestKind.SECOND, False, True): "KHIEUNAI.LAN2.VUNGXA",
    (ContestKind.SECOND, True, True): "KHIEUNAI.LAN2.VUNGXA.PHUCTAP",
}


@dataclass(frozen=True, kw_only=True)
class Contested:
    """DECISION is the one that stood that day; DUE_ON until when it is to be accepted, by the table."""

    violator_id: Annotated[str, ask(_lazy("Quyết định đối với ai"), field=fields.Choice)]
    manner: Annotated[ContestKind, ask(_lazy("Hình thức"))]
    by: Annotated[str, ask(_lazy("Người khiếu nại, khởi kiện"), longest=200)]
    body: Annotated[str, ask(_lazy("Cơ quan, Tòa án tiếp nhận"), longest=200)]
    content: Annotated[str, ask(_lazy("Nội dung, yêu cầu"), rows=3, longest=4000)]
    paper: Annotated[Cited, ask(_lazy("Đơn, thông báo của cơ quan tiếp nhận"), only=OUTSIDE_PAPER)] = NO_PAPER
    decision: Cited = NO_PAPER
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ContestAccepted:
    is_complex: Annotated[
        bool, ask(_lazy("Vụ việc phức tạp"), help=_lazy("Từ 01/7/2026 phải được ghi bằng văn bản, theo 7 tiêu chí."))
    ] = False
    is_remote: Annotated[bool, ask(_lazy("Vùng sâu, vùng xa đi lại khó khăn"))] = False
    paper: Annotated[Cited, ask(_lazy("Thông báo thụ lý"), only=OUTSIDE_PAPER)] = NO_PAPER
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ContestDeclined:
    reason: Annotated[str, ask(_lazy("Lý do không thụ lý"), rows=2, longest=2000)]
    paper: Annotated[Cited, ask(_lazy("Văn bản trả lời"), only=OUTSIDE_PAPER)] = NO_PAPER


@dataclass(frozen=True, kw_only=True)
class ExecutionSuspended:
    reason: Annotated[str, ask(_lazy("Lý do"), rows=2, longest=2000)] = ""
    paper: Annotated[Cited, ask(_lazy("Quyết định tạm đình chỉ"), only=OUTSIDE_PAPER)] = NO_PAPER


@dataclass(frozen=True, kw_only=True)
class ExecutionResumed:
    paper: Annotated[Cited, ask(_lazy("Quyết định hủy bỏ tạm đình chỉ"), only=OUTSIDE_PAPER)] = NO_PAPER


@dataclass(frozen=True, kw_only=True)
class ContestSettled:
    result: Annotated[ContestResult, ask(_lazy("Kết quả"))]
    content: Annotated[str, ask(_lazy("Nội dung giải quyết"), rows=3, longest=4000)] = ""
    paper: Annotated[Cited, ask(_lazy("Quyết định giải quyết, bản án, văn bản rút đơn"), only=OUTSIDE_PAPER)] = NO_PAPER


def contest_of(matter: Matter) -> Contested:
    """Return what a contest was begun with."""
    return matter.first.fact  # type: ignore[no-any-return]


def is_suspended(matter: Matter) -> bool:
    """Whether the decision need not be carried out while the contest goes on."""
    paused = sum(1 if isinstance(one.fact, ExecutionSuspended) else -1 for one in matter.kept
                 if isinstance(one.fact, ExecutionSuspended | ExecutionResumed))  # fmt: skip
    return paused > 0 and not matter.is_ended


def contests_on(state: CaseState, part: str) -> list[Matter]:
    """List the contests of the decision on a violator that go on."""
    return [
        one
        for one in state.matters.values()
        if one.kind == CONTEST and not one.is_ended and contest_of(one).violator_id == part
    ]


class _OfContest(Act[Any]):
    """What the acts of a contest have in common."""

    of, matter, outlives = Of.MATTER, CONTEST, True

    def ends_matter(self, matter: Matter) -> bool:
        return matter.last(ContestSettled) is not None or matter.last(ContestDeclined) is not None


class Contest(_OfContest, Act[Contested]):
    code, slug = "contested", "khieu-nai-khoi-kien"
    words = Words(
        event=_lazy("khiếu nại, khởi kiện quyết định xử phạt"),
        button=_lazy("Ghi khiếu nại, khởi kiện quyết định"),
        done=_lazy("Đã ghi khiếu nại, khởi kiện."),
        caution=_lazy(
            "Quyết định xử phạt vẫn phải chấp hành trong lúc khiếu nại, khởi kiện, trừ khi có quyết định tạm đình chỉ."
        ),
        day=_lazy("Ngày cơ quan tiếp nhận nhận đơn"),
    )
    begins_matter = True

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[Contested]) -> None:
        line = state.lines.get(entry.fact.violator_id)
        if line is None or line.decided is None:
            raise refusals.NoDecisionStands(act=self.label)
        if entry.happened_on < line.decided.happened_on:
            raise refusals.HappenedTooEarly(
                day=write_day(entry.happened_on),
                before=_("ban hành quyết định xử phạt"),
                previous=write_day(line.decided.happened_on),
            )

    def requirements(self, fact: Contested | None, door: Door) -> Iterator[Unmet]:
        line = door.state.lines.get(fact.violator_id) if fact is not None else None
        if fact is None or line is None:
            return
        last = _last_to_file(fact, line, door.law)
        if last is not None and last[0] < door.on:
            words = _("Đơn nhận sau thời hiệu ngày %(due)s (%(statute)s; chưa trừ trở ngại khách quan). Vẫn ghi?")
            yield should("contest.late", words % {"due": write_day(last[0]), "statute": last[1]})

    def complete(self, fact: Contested, door: Door) -> Contested:
        line = door.state.lines.get(fact.violator_id)
        decision = line.decided.fact.paper if line and line.decided else NO_PAPER
        return replace(fact, decision=decision, due_on=_due(_ACCEPTED.get(fact.manner), door.on, door.law))

    def is_due_in(self, matter: Matter) -> bool:
        return False

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return all(one.decided is None for one in state.lines.values())

    def summary(self, fact: Contested) -> str:
        return f"{ContestKind(fact.manner).label}: {fact.by}; {fact.content}"

    def prepare(self, form: ActForm[Contested], setting: Setting) -> None:
        decided = {part for part, line in setting.state.lines.items() if line.decided is not None}
        form.offer("violator_id", [(one, name) for one, name in setting.subjects if one in decided])
        form.propose(violator_id=setting.part if setting.part in decided else next(iter(decided), ""))


class AcceptContest(_OfContest, Act[ContestAccepted]):
    code, slug = "contest_accepted", "thu-ly-khieu-nai"
    words = Words(
        event=_lazy("thụ lý khiếu nại, khởi kiện"), button=_lazy("Ghi việc thụ lý"), done=_lazy("Đã ghi việc thụ lý.")
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ContestAccepted]) -> None:
        if matter.last(ContestAccepted) is not None:
            raise refusals.MatterDoneAlready(act=self.label)

    def complete(self, fact: ContestAccepted, door: Door) -> ContestAccepted:
        matter = door.state.matters.get(door.part)
        row = _SETTLED.get((contest_of(matter).manner, fact.is_complex, fact.is_remote)) if matter else None
        return replace(fact, due_on=_due(row, door.on, door.law))

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(ContestAccepted) is None

    def summary(self, fact: ContestAccepted) -> str:
        until = _("giải quyết đến hết ngày %(day)s") % {"day": write_day(fact.due_on)} if fact.due_on else ""
        return " · ".join(filter(None, (until, say_paper(fact.paper))))


class DeclineContest(_OfContest, Act[ContestDeclined]):
    code, slug = "contest_declined", "khong-thu-ly"
    words = Words(
        event=_lazy("không thụ lý khiếu nại, khởi kiện"),
        button=_lazy("Ghi việc không thụ lý"),
        done=_lazy("Đã ghi việc không thụ lý."),
    )
    reasons = ("reason",)

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ContestDeclined]) -> None:
        if matter.last(ContestAccepted) is not None:
            raise refusals.MatterDoneAlready(act=AcceptContest.words.event)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(ContestAccepted) is None


class SuspendExecution(_OfContest, Act[ExecutionSuspended]):
    code, slug = "execution_suspended", "tam-dinh-chi-thi-hanh"
    words = Words(
        event=_lazy("tạm đình chỉ thi hành quyết định bị khiếu nại, khởi kiện"),
        button=_lazy("Ghi quyết định tạm đình chỉ thi hành"),
        done=_lazy("Đã ghi việc tạm đình chỉ thi hành."),
        caution=_lazy("Trong thời gian tạm đình chỉ không ghi cưỡng chế. Các thời hạn khác không tự dừng."),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ExecutionSuspended]) -> None:
        if is_suspended(matter):
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and not is_suspended(matter)


class ResumeExecution(_OfContest, Act[ExecutionResumed]):
    code, slug = "execution_resumed", "huy-bo-tam-dinh-chi"
    words = Words(
        event=_lazy("hủy bỏ việc tạm đình chỉ thi hành"),
        button=_lazy("Ghi việc hủy bỏ tạm đình chỉ"),
        done=_lazy("Đã ghi việc hủy bỏ tạm đình chỉ."),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ExecutionResumed]) -> None:
        if not is_suspended(matter):
            raise refusals.MatterNotInForce(act=self.label, needed=SuspendExecution.words.event)

    def is_due_in(self, matter: Matter) -> bool:
        return is_suspended(matter)

    def summary(self, fact: ExecutionResumed) -> str:
        return say_paper(fact.paper)


class SettleContest(_OfContest, Act[ContestSettled]):
    code, slug = "contest_settled", "ket-qua-khieu-nai"
    words = Words(
        event=_lazy("kết quả giải quyết khiếu nại, khởi kiện"),
        button=_lazy("Ghi kết quả giải quyết"),
        done=_lazy("Đã ghi kết quả giải quyết."),
        caution=_lazy(
            "Kết quả sửa đổi, hủy bỏ chưa làm thay đổi quyết định xử phạt trong hồ sơ: lập đề nghị sửa, hủy bỏ quyết "
            "định theo kết quả này."
        ),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ContestSettled]) -> None:
        # It may be withdrawn before it was accepted, but not settled.
        if matter.last(ContestAccepted) is None and entry.fact.result != ContestResult.WITHDRAWN:
            raise refusals.MatterNotInForce(act=self.label, needed=AcceptContest.words.event)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended

    def summary(self, fact: ContestSettled) -> str:
        return "; ".join(filter(None, (str(ContestResult(fact.result).label), fact.content, say_paper(fact.paper))))


def _due(row: str | None, started_on: date, law: Law) -> date | None:
    if row is not None:
        with suppress(NoClockInForce):
            return set_clock(row, started_on, law=law).due_on
    return None


def _last_to_file(fact: Contested, line: Line, law: Law) -> tuple[date, str] | None:
    """Say until when it may be filed, counted from the day on which the decision was handed over."""
    row = _FILED.get(ContestKind(fact.manner))
    if row is None or line.delivered is None:
        return None
    try:
        clock = set_clock(row, line.delivered.happened_on, law=law)
    except NoClockInForce:
        return None
    return (clock.due_on, cite(clock.citation)) if clock.due_on else None


def _until(matter: Matter) -> date | None:
    accepted = matter.last(ContestAccepted)
    if matter.is_ended:
        return None
    return accepted.fact.due_on if accepted is not None else contest_of(matter).due_on


def _stands(matter: Matter) -> tuple[Any, str]:
    settled = matter.last(ContestSettled)
    if settled is not None:
        changed = settled.fact.result == ContestResult.CHANGED
        return ContestResult(settled.fact.result).label, "warn" if changed else "good"
    if matter.is_ended:
        return _lazy("không thụ lý"), ""
    if is_suspended(matter):
        return _lazy("tạm đình chỉ thi hành"), "warn"
    if matter.last(ContestAccepted) is not None:
        return _lazy("đã thụ lý, chờ kết quả"), "info"
    return _lazy("chờ thụ lý"), "warn"


def _tells(matter: Matter) -> list[tuple[Any, str]]:
    fact, settled, declined = contest_of(matter), matter.last(ContestSettled), matter.last(ContestDeclined)
    told = [
        (_lazy("Hình thức"), str(ContestKind(fact.manner).label)),
        (_lazy("Của ai"), fact.by),
        (_lazy("Nơi tiếp nhận"), fact.body),
        (_lazy("Quyết định"), say_paper(fact.decision)),
        (_lazy("Nội dung, yêu cầu"), fact.content),
    ]
    if declined is not None:
        told.append((_lazy("Không thụ lý"), declined.fact.reason))
    if settled is not None:
        told.append((_lazy("Kết quả"), SettleContest().summary(settled.fact)))
    return told


KIND = MatterKind(
    code=CONTEST,
    label=_lazy("khiếu nại, khởi kiện quyết định"),
    stands=_stands,
    tells=_tells,
    until=_until,
    until_from=_lazy("tính theo thời hạn của Luật Khiếu nại"),
    holder=lambda matter: contest_of(matter).violator_id,
    offers=lambda _case, _state, _matter, _corrects: GoodsLine.objects.none(),
)
