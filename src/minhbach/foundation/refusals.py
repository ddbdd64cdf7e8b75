"""What the house says when it will not do a thing: a stable code and a sentence, and nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy


class Refusal(Exception):
    """An anticipated “no”. Subclasses are named after the fact and defined where they are raised."""

    code: ClassVar[str] = "foundation.refused"
    sentence: ClassVar[str | Promise] = _lazy("Không thực hiện được việc này.")
    status: ClassVar[int] = 409
    # The field of a form at which it stands, where there is one.
    field: ClassVar[str] = ""

    def __init__(self, *, where: str = "", **params: Any) -> None:
        """WHERE is the page of what stands in the way, for one who may open it."""
        super().__init__(self.code)
        self.where, self.params = where, params

    def __str__(self) -> str:
        return str(self.sentence) % self.params


class NotAllowed(Refusal):
    """The officer may not do this; the attempt is audited by the interface."""

    code = "foundation.not_allowed"
    sentence = _lazy("Chức vụ của bạn không có quyền làm việc này.")
    status = 403


class NotFound(Refusal):
    """No such record, or none that this officer may know of: the two are not told apart."""

    code = "foundation.not_found"
    sentence = _lazy("Không có hồ sơ này, hoặc hồ sơ không được chia sẻ cho bạn.")
    status = 404


@dataclass(frozen=True)
class RowProblem:
    """One thing wrong in one row of what a person gave: where, and how to mend it."""

    row: int
    sentence: str
    column: str = ""


class InvalidInput(Refusal):
    """What was typed, pasted or uploaded cannot be used; `rows` names each row at fault."""

    code = "foundation.invalid_input"
    sentence = _lazy("Nội dung vừa nhập chưa dùng được.")
    status = 422

    def __init__(self, *, rows: Sequence[RowProblem] = (), **params: Any) -> None:
        super().__init__(**params)
        self.rows = tuple(rows)
