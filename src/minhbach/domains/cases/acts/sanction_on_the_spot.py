"""Xử phạt không lập biên bản: a small violation found is sanctioned at once, on the spot.

What was found is written down as a record would, for amounts, figures and story are drawn from it; but no record is
made, nobody is asked to explain, and the decision follows at once. Up to the limit of the law, and refused above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Told, Words
from minhbach.domains.cases.acts.record import Record, ViolationRecorded
from minhbach.domains.cases.sanctions import frames_of, require_without_record
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.law.selectors import OFFENDERS, limit_without_record
from minhbach.domains.law.types import Offender
from minhbach.foundation.money import format_vnd
from minhbach.foundation.requirements import Unmet, inform, should


@dataclass(frozen=True, kw_only=True)
class FoundOnTheSpot(ViolationRecorded):
    """What was found, by whom done; as a record says it."""


class SanctionOnTheSpot(Record, Act[FoundOnTheSpot]):
    """Begins a violator's line at its decision; no inspection need go before it."""

    code, slug = "found_on_the_spot", "xu-phat-khong-lap-bien-ban"
    at = (Step.VERIFICATION, Step.PROPOSAL, Step.VIOLATION_RECORD)
    words = Words(
        event=_lazy("xử phạt không lập biên bản"),
        button=_lazy("Xử phạt không lập biên bản"),
        done=_lazy("Đã ghi hành vi bị xử phạt không lập biên bản. Bước tiếp theo: xác định mức xử phạt."),
        caution=_lazy(
            "Chỉ trong mức phạt mà luật cho phép xử phạt không lập biên bản; trên mức đó phải lập biên bản. "
            "Quyết định xử phạt ra ngay sau khi xác định mức xử phạt."
        ),
    )
    told = Told(_lazy("Vụ việc %(case)s: bị xử phạt không lập biên bản"), "file-alert")
    drafts = ""
    papers = ()
    is_beside = True

    def following(self, state: CaseState, fact: ViolationRecorded) -> Step:
        return Step.DECISION

    def complete(self, fact: ViolationRecorded, door: Door) -> ViolationRecorded:
        """Fill in what follows, and refuse what no decision without a record can deal with.

        Raises: MustBeRecorded, NotWithoutRecord, NoLimitWithoutRecord.
        """
        whole = super().complete(fact, door)
        if whole.may_explain:
            raise refusals.MustBeRecorded
        frames = frames_of(whole, decided_on=door.on, law=door.law)
        least = sum(0 if frame.warning_possible else frame.fine_min_vnd for frame in frames if frame)
        require_without_record(whole, least, on=door.on)
        return whole

    def requirements(self, fact: ViolationRecorded | None, door: Door) -> Iterator[Unmet]:
        yield from super().requirements(fact, door)
        if fact is None:
            yield from (inform(f"spot.limit.{one}", said) for one, said in _limits(door))
        else:
            sentence = _(
                "Vi phạm do phương tiện, thiết bị kỹ thuật nghiệp vụ phát hiện thì phải lập biên bản. "
                "Vi phạm này không thuộc trường hợp đó?"
            )
            yield should("spot.device", sentence)


def _limits(door: Door) -> Iterator[tuple[str, str]]:
    """Say up to how much, before anything is filled in."""
    for offender in (Offender.INDIVIDUAL, Offender.ORGANISATION):
        if (limit := limit_without_record(offender, on=door.on)) is None:
            continue
        statute = limit.statute if limit.is_checked else _("%s, chưa đối chiếu bản gốc") % limit.statute
        said = {"who": str(OFFENDERS[offender]).lower(), "limit": format_vnd(limit.most_vnd), "statute": statute}
        yield str(offender), _("Mức cao nhất với %(who)s: %(limit)s, hoặc cảnh cáo (%(statute)s).") % said
