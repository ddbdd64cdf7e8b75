"""Thẩm tra, xác minh: there is something to inspect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import Act, Words
from minhbach.domains.cases.types.codes import Step
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class Verified:
    findings: Annotated[
        str,
        ask(
            _lazy("Kết quả thẩm tra"),
            help=_lazy("Người bán rao bán gì, hàng ở đâu, điều gì xác nhận được và chưa xác nhận được."),
            rows=5,
            longest=20_000,
        ),
    ]
    sources: Annotated[tuple[str, ...], ask(_lazy("Nguồn đã kiểm tra, mỗi dòng một nguồn"))] = ()


class Verify(Act[Verified]):
    code, slug, at = "verified", "tham-tra", (Step.VERIFICATION,)
    words = Words(
        event=_lazy("kết thúc thẩm tra, xác minh"),
        button=_lazy("Kết thúc thẩm tra, xác minh"),
        done=_lazy("Đã kết thúc thẩm tra, xác minh."),
        day=_lazy("Ngày thẩm tra xong"),
    )
    moves_to = Step.PROPOSAL
