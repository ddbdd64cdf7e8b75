"""Cưỡng chế thi hành: a decision to enforce."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, must


@dataclass(frozen=True, kw_only=True)
class Enforced:
    measure: Annotated[str, ask(_lazy("Biện pháp cưỡng chế"), longest=300)]
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


class Enforce(Act[Enforced]):
    code, slug, at = "enforced", "cuong-che", (Step.EXECUTION,)
    words = Words(
        event=_lazy("quyết định cưỡng chế"),
        button=_lazy("Ghi nhận quyết định cưỡng chế"),
        done=_lazy("Đã ghi nhận cưỡng chế."),
    )
    of, not_before = Of.VIOLATOR, Decide

    def requirements(self, fact: Enforced | None, door: Door) -> Iterator[Unmet]:
        from minhbach.domains.cases.matters.contest import contests_on, is_suspended

        if any(is_suspended(one) for one in contests_on(door.state, door.part or next(iter(door.state.lines), ""))):
            yield must("contest.suspended", _("Việc thi hành quyết định đang bị tạm đình chỉ."))
