"""The frame that the three decisions on another decision share: which one, on whom, why, what of it changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Protocol, TypeAlias

from django.utils.translation import gettext_lazy as _lazy

from .decision import article, compose_decision, ground, grounds_of, handing_over, in_force_from_signing
from .envelope import CitedDocument, Envelope
from .fields import says
from .paper import Line, Paper, fill, line
from .parts import Party, cited_spans, ended, party_lines

DecidedOn: TypeAlias = Annotated[Party, says(_lazy("Cá nhân, tổ chức bị xử phạt"))]
OfDecision: TypeAlias = Annotated[CitedDocument, says(_lazy("Quyết định xử phạt"))]
DecidedBy: TypeAlias = Annotated[str | None, says(_lazy("Cơ quan đã ra quyết định xử phạt"))]
Reason: TypeAlias = Annotated[str | None, says(_lazy("Căn cứ, lý do"), long=True)]
Changes: TypeAlias = Annotated[tuple[str, ...], says(_lazy("Nội dung thay đổi (mỗi dòng một ý)"))]


class OnDecision(Protocol):
    """What each of these decisions is filled with."""

    @property
    def party(self) -> Party: ...
    @property
    def decision(self) -> CitedDocument: ...
    @property
    def decided_by(self) -> str | None: ...
    @property
    def bases(self) -> tuple[str, ...]: ...
    @property
    def issuing_authority(self) -> str | None: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def receiver(self) -> str | None: ...
    @property
    def executing(self) -> str | None: ...


def compose_on_decision(
    content: OnDecision, envelope: Envelope, *, title: str, verb: str, changed: Sequence[Line]
) -> Paper:
    """Set a decision that does VERB (Đính chính …) to another; what is CHANGED follows the party."""
    cited = cited_spans(content.decision)
    return compose_decision(
        envelope,
        title=title,
        abstract=f"{verb} Quyết định xử phạt vi phạm hành chính",
        authority=content.issuing_authority,
        grounds=[
            *(grounds_of(content.bases) if content.bases else ()),
            ground("Quyết định xử phạt vi phạm hành chính ", *cited),
            ground(fill(content.reason.rstrip(" .;") if content.reason else None)),
        ],
        articles=[
            article(
                1, f" {verb} Quyết định xử phạt vi phạm hành chính ", *cited, " của ", fill(content.decided_by),
                " đối với:",
            ),
            *party_lines(content.party),
            *changed,
            in_force_from_signing(2),
            *handing_over(3, content.receiver, content.party, [(content.executing, "để tổ chức thực hiện")]),
        ],
    )  # fmt: skip


def change_lines(changes: Sequence[str], *, opening: str = "Nội dung:") -> list[Line]:
    """Set what changes, a line each; a marked blank where nothing is said."""
    if not changes:
        return [line(f"{opening} ", fill(None))]
    return [line(opening), *(line(f"- {ended(one)}") for one in changes)]
