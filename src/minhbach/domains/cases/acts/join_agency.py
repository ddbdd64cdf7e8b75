"""Phối hợp: another agency takes part and reads; the case is counted once, at its owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.acts.act import OPEN, Act, Door, Who, Words
from minhbach.domains.cases.opening import close_case, open_case
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


@dataclass(frozen=True, kw_only=True)
class AgencyJoined:
    agency_id: Annotated[str, ask(_lazy("Cơ quan phối hợp"), field=fields.Choice)]
    part: Annotated[str, ask(_lazy("Nội dung phối hợp"), longest=200)] = ""


class JoinAgency(Act[AgencyJoined]):
    code, slug, at = "agency_joined", "phoi-hop", OPEN
    words = Words(
        event=_lazy("cơ quan tham gia phối hợp"),
        button=_lazy("Mời cơ quan phối hợp"),
        done=_lazy("Cơ quan đã tham gia phối hợp."),
        caution=_lazy(
            "Cơ quan này sẽ xem được vụ việc. Vụ việc vẫn thuộc đơn vị bạn và chỉ đếm một lần cho đơn vị bạn."
        ),
    )
    who = Who.LEADER
    is_correctable = False

    def apply(self, state: CaseState, entry: Entry[AgencyJoined]) -> None:
        state.joint_agency_ids = tuple(dict.fromkeys((*state.joint_agency_ids, entry.fact.agency_id)))

    def done(self, fact: AgencyJoined, door: Door) -> None:
        open_case(door.case, Agency.objects.get(id=fact.agency_id), officer_id=door.officer.id, at=door.at)

    def undone(self, fact: AgencyJoined, door: Door) -> None:
        # Asked in twice, it takes part until both are annulled.
        if fact.agency_id not in door.state.joint_agency_ids:
            close_case(door.case, Agency.objects.get(id=fact.agency_id))

    def prepare(self, form: ActForm[AgencyJoined], setting: Setting) -> None:
        agencies = Agency.objects.on(setting.today).exclude(id=setting.case.owner_agency_id)
        form.offer("agency_id", [(str(one.id), one.name) for one in agencies.order_by("sort_key", "id")])
