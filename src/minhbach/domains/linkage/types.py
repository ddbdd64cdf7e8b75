"""Words of linkage that rooms above use too."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects.models import Subject
from minhbach.engine.linkage import Reason
from minhbach.foundation.pages.chips import ChipChoices


class Verdict(ChipChoices):
    """What somebody says of two records."""

    SAME = "same", "good", _lazy("cùng một tổ chức, cá nhân")
    DIFFERENT = "different", "info", _lazy("khác nhau")
    UNSURE = "unsure", "warn", _lazy("chưa rõ")


@dataclass(frozen=True)
class Pair:
    """Two records within a reader's reach, and what speaks for and against their being one, as far as that reaches."""

    id: UUID
    one: Subject
    other: Subject
    score: int
    reasons: tuple[Reason, ...]

    @property
    def strongest(self) -> tuple[Reason, ...]:
        """The reasons that weigh most, either way."""
        return tuple(sorted(self.reasons, key=lambda reason: -abs(reason.weight))[:3])
