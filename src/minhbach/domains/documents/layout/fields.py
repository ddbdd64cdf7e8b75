"""What a content's field is called where it is filled in: said beside the field itself.

@dataclass(frozen=True, kw_only=True)
class LetterContent:
    subject: Annotated[str, says(_lazy("Trích yếu (sau chữ “V/v”)"))]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

Words = str | Promise


# Compared by identity: `Annotated` hashes its notes, and a sentence that waits must not be read at import.
@dataclass(frozen=True, eq=False)
class Says:
    """The label of a field; `is_long` for texts of several lines; `choices` names the codes of a Literal."""

    label: Words
    is_long: bool = False
    choices: Mapping[str, Words] | None = None


def says(label: Words, *, long: bool = False, choices: Mapping[str, Words] | None = None) -> Says:
    """Call a field LABEL on the form that fills it."""
    return Says(label, long, choices)


def sayings_of(content: type[Any]) -> Mapping[str, Says]:
    """Return what each field of a dataclass is called; a field that nobody types says nothing."""
    hints = get_type_hints(content, include_extras=True)
    return {one.name: said for one in fields(content) if (said := _said(hints[one.name])) is not None}


def _said(hint: Any) -> Says | None:
    notes = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((note for note in notes if isinstance(note, Says)), None)


# Fields that several papers have, each where its form asks for it.
Bases: TypeAlias = Annotated[tuple[str, ...], says(_lazy("Căn cứ (mỗi dòng một căn cứ)"))]
IssuingAuthority: TypeAlias = Annotated[str | None, says(_lazy("Thẩm quyền ban hành (để trống: theo người ký)"))]
ProposedBy: TypeAlias = Annotated[str | None, says(_lazy("Theo đề nghị của"))]
Receiver: TypeAlias = Annotated[str | None, says(_lazy("Giao cho"))]
Executing: TypeAlias = Annotated[str | None, says(_lazy("Gửi để tổ chức thực hiện"))]
