"""Hủy bỏ mục đã ghi: an entry is taken out of account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import Act, Who, Words
from minhbach.domains.cases.types.values import NO_PAPER, Cited
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class Annulled:
    """Takes an earlier entry out of account; the entry itself stays to be read."""

    reason: Annotated[str, ask(_lazy("Lý do"), rows=3)]
    paper: Cited = NO_PAPER


class Annul(Act[Annulled]):
    code = "annulled"
    words = Words(event=_lazy("hủy bỏ mục đã ghi"))
    who = Who.NOBODY
    is_correctable = is_annullable = False
