"""Giao quyết định xử phạt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import Act, Of, Words
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.types.codes import DeliveryManner, Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class Delivered:
    manner: Annotated[DeliveryManner, ask(_lazy("Cách giao"))]
    receiver: Annotated[str, ask(_lazy("Người nhận"), longest=120)] = ""


class Deliver(Act[Delivered]):
    """The decision, or what changed it since, reached its addressee: from that day the time to comply runs."""

    code, slug, at = "delivered", "giao-quyet-dinh", (Step.EXECUTION,)
    words = Words(
        event=_lazy("giao quyết định xử phạt"),
        button=_lazy("Ghi nhận giao quyết định"),
        done=_lazy("Đã ghi nhận giao quyết định."),
    )
    of, not_before = Of.VIOLATOR, Decide

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return line.delivered is not None and not line.unserved

    def is_first_choice(self, state: CaseState, line: Line) -> bool:
        return line.delivered is None or bool(line.unserved)

    def mark(self, line: Line, entry: Entry[Delivered]) -> None:
        line.unserved = []
