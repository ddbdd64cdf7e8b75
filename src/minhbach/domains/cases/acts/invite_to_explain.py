"""Mời dự phiên giải trình trực tiếp: when and where somebody who asked for it is heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.acts.ask_to_explain import ExplanationAsked
from minhbach.domains.cases.types.codes import ExplanationAsk, Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.writing import write_day, write_moment


@dataclass(frozen=True, kw_only=True)
class HearingInvited:
    at: Annotated[datetime, ask(_lazy("Phiên giải trình lúc"))]
    place: Annotated[str, ask(_lazy("Nơi tổ chức"), longest=300)]
    paper: Annotated[Cited, ask(_lazy("Thông báo, giấy mời"), only=OUTSIDE_PAPER)] = NO_PAPER


class InviteToExplain(Act[HearingInvited]):
    code, slug, at = "hearing_invited", "moi-giai-trinh-truc-tiep", (Step.EXPLANATION,)
    words = Words(
        event=_lazy("mời dự phiên giải trình trực tiếp"),
        button=_lazy("Mời dự phiên giải trình trực tiếp"),
        done=_lazy("Đã ghi giấy mời. Ngày giờ hiện trên trang vụ việc."),
        day=_lazy("Ngày mời"),
    )
    of = Of.VIOLATOR

    def check(self, state: CaseState, line: Line, entry: Entry[HearingInvited]) -> None:
        if local_date(entry.fact.at) < entry.happened_on:
            raise refusals.HearingBeforeInvitation(day=write_day(entry.happened_on))

    def requirements(self, fact: HearingInvited | None, door: Door) -> Iterator[Unmet]:
        if not any(one.fact.manner == ExplanationAsk.DIRECT for one in door.line.all(ExplanationAsked)):
            yield should("hearing.unasked", _("Hồ sơ chưa ghi yêu cầu giải trình trực tiếp của người vi phạm."))

    def summary(self, fact: HearingInvited) -> str:
        return f"{write_moment(fact.at)}, {fact.place}"
