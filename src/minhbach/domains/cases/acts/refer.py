"""Chuyển hồ sơ có dấu hiệu tội phạm: to the investigators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import OPEN, Act, Of, Told, Words
from minhbach.domains.cases.types.codes import Outcome
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class Referred:
    to_agency: Annotated[str, ask(_lazy("Chuyển đến cơ quan điều tra nào"), longest=200)]
    signs: Annotated[str, ask(_lazy("Dấu hiệu tội phạm"), rows=3, longest=2000)]
    articles: Annotated[
        tuple[str, ...], ask(_lazy("Điều của Bộ luật Hình sự cần xem xét, mỗi dòng một điều"), rows=2)
    ] = ()
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


class Refer(Act[Referred]):
    code, slug, at = "referred", "chuyen-hinh-su", OPEN
    words = Words(
        event=_lazy("chuyển hồ sơ: có dấu hiệu tội phạm"),
        button=_lazy("Chuyển hồ sơ: có dấu hiệu tội phạm"),
        done=_lazy("Đã chuyển hồ sơ."),
        caution=_lazy("Hồ sơ chuyển cơ quan điều tra. Nếu được trả lại, vụ việc tiếp tục từ bước này."),
    )
    told = Told(_lazy("Vụ việc %(case)s: chuyển hồ sơ có dấu hiệu tội phạm"), "alert-triangle")
    reasons = ("to_agency", "signs")
    of, ends_as, is_way_out = Of.EITHER, Outcome.REFERRED, True
