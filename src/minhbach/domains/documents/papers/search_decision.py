"""MQĐ25 to MQĐ28: the decision to search a person, a vehicle or thing, a hiding place, one that is a home.

Source: NĐ 118/2021/NĐ-CP, list of forms: four titles, one content. The forms' wording has not been read and they give
no symbol: the layout is the general one. Who may decide which is in no table; nothing is said of it.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.decision import article, compose_decision, grounds_of, in_force_from_signing
from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import Bases, Executing, IssuingAuthority, ProposedBy, says
from minhbach.domains.documents.layout.paper import Paper, fill, line
from minhbach.domains.documents.layout.parts import ended
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

# What is searched, as the forms divide it; papers stay in the law's language, whatever the page's.
Searched = Literal["person", "vehicle", "place", "home"]
TITLES: dict[Searched, str] = {
    "person": "khám người",
    "vehicle": "khám phương tiện vận tải, đồ vật",
    "place": "khám nơi cất giấu tang vật, phương tiện",
    "home": "khám nơi cất giấu là chỗ ở",
}
KINDS = {
    "person": _lazy("khám người"),
    "vehicle": _lazy("khám phương tiện vận tải, đồ vật"),
    "place": _lazy("khám nơi cất giấu tang vật, phương tiện"),
    "home": _lazy("khám nơi cất giấu là chỗ ở"),
}


@paper(
    "search_decision",
    name=_lazy("quyết định khám theo thủ tục hành chính"),
    title="Quyết định khám theo thủ tục hành chính",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ25 đến MQĐ28",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class SearchDecisionContent:
    """What is searched, of whom, for what and why."""

    what: Annotated[Searched, says(_lazy("Khám gì"), choices=KINDS)] = "place"
    target: Annotated[str | None, says(_lazy("Người, phương tiện, đồ vật hoặc nơi bị khám"), long=True)] = None
    owner: Annotated[str | None, says(_lazy("Chủ phương tiện, đồ vật, nơi bị khám"))] = None
    bases: Bases = ()
    issuing_authority: IssuingAuthority = None
    proposed_by: ProposedBy = None
    looked_for: Annotated[str | None, says(_lazy("Tang vật, phương tiện, tài liệu cần tìm"), long=True)] = None
    reason: Annotated[str | None, says(_lazy("Căn cứ cho rằng có cất giấu"), long=True)] = None
    executing: Executing = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision under the title of its kind."""
        about = TITLES[self.what]
        return compose_decision(
            envelope,
            title=f"Quyết định {about}",
            abstract=f"{about[0].upper()}{about[1:]} theo thủ tục hành chính",
            authority=self.issuing_authority,
            grounds=grounds_of(self.bases),
            proposed_by=self.proposed_by,
            articles=[
                article(1, f" {about[0].upper()}{about[1:]}: ", fill(ended(self.target) if self.target else None)),
                *((line(f"Chủ phương tiện, đồ vật, nơi bị khám: {ended(self.owner)}"),) if self.owner else ()),
                line("Căn cứ cho rằng có cất giấu: ", fill(ended(self.reason) if self.reason else None)),
                line("Tang vật, phương tiện, tài liệu cần tìm: ",
                     fill(ended(self.looked_for) if self.looked_for else None)),
                in_force_from_signing(2),
                article(3, " Giao ", fill(self.executing), " tổ chức thực hiện Quyết định này./."),
            ],
        )  # fmt: skip
