"""Cơ quan điều tra trả lời: a referred file is received, its check takes longer, or no case is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Of, Told, Who, Words
from minhbach.domains.cases.acts.refer import Refer, lines_away
from minhbach.domains.cases.types.codes import ExtensionGround, Outcome, Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class ReferralReceived:
    received_by: Annotated[str, ask(_lazy("Người nhận hồ sơ, chức vụ"), longest=200)] = ""
    register_number: Annotated[str, ask(_lazy("Số thụ lý"), longest=60)] = ""
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


@dataclass(frozen=True, kw_only=True)
class CheckExtended:
    ground: Annotated[ExtensionGround, ask(_lazy("Vì sao kéo dài"), open=True)]
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


@dataclass(frozen=True, kw_only=True)
class ProsecutionDeclined:
    reason: Annotated[str, ask(_lazy("Lý do không khởi tố"), rows=3, longest=2000)]
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


class _Answer(Act[Any]):
    """What the investigators' answers have in common: of a referred file, entered by them or by who referred it."""

    at, of, after, who, not_before = (Step.CLOSED,), Of.EITHER, Outcome.REFERRED, Who.RECEIVER, Refer


class ReceiveReferral(_Answer, Act[ReferralReceived]):
    code, slug = "referral_received", "tiep-nhan-ho-so-chuyen"
    words = Words(
        event=_lazy("cơ quan điều tra tiếp nhận hồ sơ"),
        button=_lazy("Ghi việc tiếp nhận hồ sơ"),
        done=_lazy("Đã ghi việc tiếp nhận; thời hạn kiểm tra, xác minh bắt đầu tính."),
        day=_lazy("Ngày tiếp nhận"),
    )

    def check(self, state: CaseState, line: Line, entry: Entry[ReferralReceived]) -> None:
        if any(one.last(ReferralReceived) for one in lines_away(state, line)):
            raise refusals.ReferralAnswered(act=self.label)

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return line.last(ReferralReceived) is not None or _is_answered(line)


class ExtendCheck(_Answer, Act[CheckExtended]):
    code, slug = "referral_check_extended", "keo-dai-xac-minh"
    words = Words(
        event=_lazy("kéo dài thời hạn kiểm tra, xác minh"),
        button=_lazy("Ghi việc kéo dài thời hạn xác minh"),
        done=_lazy("Đã ghi; thời hạn được tính lại."),
    )

    def check(self, state: CaseState, line: Line, entry: Entry[CheckExtended]) -> None:
        away = lines_away(state, line)
        if not all(one.last(ReferralReceived) for one in away):
            raise refusals.ReferralNotReceived(act=self.label)
        if any(told.fact.ground == entry.fact.ground for one in away for told in one.all(CheckExtended)):
            raise refusals.ReferralAnswered(act=self.label)

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return line.last(ReferralReceived) is None or _is_answered(line) or len(line.all(CheckExtended)) > 1


class DeclineProsecution(_Answer, Act[ProsecutionDeclined]):
    code, slug = "prosecution_declined", "khong-khoi-to"
    words = Words(
        event=_lazy("cơ quan điều tra không khởi tố"),
        button=_lazy("Ghi quyết định không khởi tố"),
        done=_lazy("Đã ghi quyết định không khởi tố; hồ sơ phải được trả lại."),
        day=_lazy("Ngày quyết định có hiệu lực"),
    )
    told = Told(_lazy("Vụ việc %(case)s: cơ quan điều tra không khởi tố"), "x")
    reasons = ("reason",)

    def check(self, state: CaseState, line: Line, entry: Entry[ProsecutionDeclined]) -> None:
        if any(_is_answered(one) for one in lines_away(state, line)):
            raise refusals.ReferralAnswered(act=self.label)

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return _is_answered(line)


def _is_answered(line: Line) -> bool:
    """Whether the investigators have decided on the file that is with them now."""
    prosecuted, referred = line.prosecuted, line.referred
    is_open = prosecuted is not None and referred is not None and prosecuted.happened_on >= referred.happened_on
    return is_open or line.last(ProsecutionDeclined) is not None
