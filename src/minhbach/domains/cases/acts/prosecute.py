"""Khởi tố vụ án hình sự: what came of a referred file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import Act, Of, Told, Who, Words
from minhbach.domains.cases.types.codes import Outcome, Step
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class Prosecuted:
    accused_count: Annotated[int, ask(_lazy("Số bị can"), least=0, most=1000)]
    articles: Annotated[tuple[str, ...], ask(_lazy("Điều luật khởi tố, mỗi dòng một điều"), rows=2)] = ()
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


class Prosecute(Act[Prosecuted]):
    """A criminal case was opened on a referred file."""

    code, slug, at = "prosecuted", "khoi-to", (Step.CLOSED,)
    words = Words(
        event=_lazy("khởi tố vụ án hình sự"),
        button=_lazy("Ghi nhận khởi tố vụ án hình sự"),
        done=_lazy("Đã ghi nhận việc khởi tố."),
    )
    told = Told(_lazy("Vụ việc %(case)s: đã khởi tố vụ án hình sự"), "alert-triangle")
    of, after, who = Of.EITHER, Outcome.REFERRED, Who.RECEIVER

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return line.prosecuted is not None
