"""Phân công: who works on a case, and who leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import OPEN, Act, Who, Words
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


@dataclass(frozen=True, kw_only=True)
class Assigned:
    leader_id: Annotated[str, ask(_lazy("Phụ trách"), field=fields.Person)]
    officer_ids: Annotated[tuple[str, ...], ask(_lazy("Cùng tham gia"), field=fields.People, required=False)]


class Assign(Act[Assigned]):
    code, slug, at = "assigned", "phan-cong", OPEN
    words = Words(event=_lazy("phân công cán bộ"), button=_lazy("Phân công cán bộ"), done=_lazy("Đã phân công cán bộ."))
    who = Who.LEADER

    def clean(self, fact: Assigned) -> Assigned:
        return replace(fact, officer_ids=tuple(dict.fromkeys((fact.leader_id, *fact.officer_ids))))

    def apply(self, state: CaseState, entry: Entry[Assigned]) -> None:
        state.leader_id, state.officer_ids = entry.fact.leader_id, entry.fact.officer_ids

    def prepare(self, form: ActForm[Assigned], setting: Setting) -> None:
        for name in ("leader_id", "officer_ids"):
            form.offer(name, setting.crew)
        form.propose(leader_id=setting.state.leader_id, officer_ids=list(setting.state.officer_ids))
