"""Mức xử phạt: the fine and measures that the draft decision proposes; a later proposal takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.crime import suspicions
from minhbach.domains.cases.sanctions import Circumstances, frames_of, require_without_record, work_out
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import ActSanction, OtherMeasure
from minhbach.domains.documents.types import Kind
from minhbach.domains.law.selectors import as_imposed
from minhbach.foundation.requirements import Unmet, must


@dataclass(frozen=True, kw_only=True)
class SanctionProposed:
    """What the draft decision says.

    Units: đồng; `payment_days` in days.
    """

    acts: tuple[ActSanction, ...]
    mitigating: tuple[str, ...] = ()
    aggravating: tuple[str, ...] = ()
    additional: tuple[OtherMeasure, ...] = ()
    remedies: tuple[OtherMeasure, ...] = ()
    confiscated_value_vnd: int = 0
    payment_days: int = 10
    payment_place: str = ""
    treasury: str = ""
    # The decrees in full, as the decision's grounds name them.
    decree_bases: tuple[str, ...] = ()
    is_many_times: bool = False
    is_repeat: bool = False
    is_paid_on_the_spot: bool = False

    @property
    def fine_vnd(self) -> int:
        return sum(act.fine_vnd for act in self.acts)

    @property
    def is_warning(self) -> bool:
        return bool(self.acts) and all(act.is_warning for act in self.acts)


class ProposeSanction(Act[SanctionProposed]):
    """Each act's frame is read from the law tables again; what the caller says of it is not trusted."""

    code, slug, at = "sanction_proposed", "muc-phat", (Step.DECISION,)
    words = Words(
        event=_lazy("xác định mức xử phạt"),
        button=_lazy("Xác định mức xử phạt"),
        done=_lazy("Đã xác định mức xử phạt."),
        day=_lazy("Ngày xác định"),
    )
    of = Of.VIOLATOR
    template, drafts = "cases/sanction_fields.html", Kind.SANCTION_DECISION

    def check(self, state: CaseState, line: Line, entry: Entry[SanctionProposed]) -> None:
        recorded = line.violation.fact.acts if line.violation else ()
        if [act.act for act in entry.fact.acts] != list(range(len(recorded))):
            raise refusals.ActsDoNotMatchRecord

    def requirements(self, fact: SanctionProposed | None, door: Door) -> Iterator[Unmet]:
        """Ask here, where it is filled in, for what the decision never leaves without."""
        # Matters stand on the acts.
        from minhbach.domains.cases.matters.valuation import value_differs

        yield from value_differs(door.state, door.line)
        if fact is None:
            yield from suspicions(door.line, door.case, on=door.on, law=door.law)
            return
        weight = Circumstances(recidivism=fact.is_repeat)
        yield from suspicions(door.line, door.case, on=door.on, law=door.law, weight=weight)
        if not fact.decree_bases:
            yield must("bases", _("Chưa ghi nghị định làm căn cứ xử phạt."), url="#id_decree_bases")
        if fact.fine_vnd and not (fact.payment_place or fact.treasury or fact.is_paid_on_the_spot):
            yield must("payment.place", _("Chưa ghi nơi nộp tiền phạt."), url="#id_payment_place")

        yield from _terms(fact, door)
        has_list = door.state.inspected is not None and door.state.inspected.fact.goods_count > 0
        if not has_list and any(one.kind.startswith("CONFISCATE") and not one.details for one in fact.additional):
            yield must("confiscated", _("Chưa ghi tang vật, phương tiện bị tịch thu gồm những gì."))

    def complete(self, fact: SanctionProposed, door: Door) -> SanctionProposed:
        if door.line.violation is None:
            return fact
        returned = door.line.returned is not None
        whole = work_out(door.line.violation.fact, fact, decided_on=door.on, law=door.law, returned=returned)
        if door.line.is_on_the_spot:
            require_without_record(door.line.violation.fact, whole.fine_vnd, on=door.on)
        return whole

    def is_first_choice(self, state: CaseState, line: Line) -> bool:
        return line.sanction is None


def _terms(fact: SanctionProposed, door: Door) -> Iterator[Unmet]:
    """Ask of what is withdrawn or suspended for a time how long, within what its provision allows."""
    restricted = [one for one in fact.additional if one.kind.startswith(("LICENCE_WITHDRAWAL", "SUSPENSION"))]
    if not restricted or door.line.violation is None:
        return
    frames = frames_of(door.line.violation.fact, decided_on=door.on, law=door.law)
    known = {one.sanction.text_vi: one.sanction for frame in frames if frame for one in frame.additional_sanctions}
    for index, one in enumerate(restricted):
        row = known.get(one.text)
        said: dict[str, object] = {"measure": as_imposed(one.text)}
        if one.term is None:
            yield must(f"additional.term.{index}", _("“%(measure)s”: chưa ghi số tháng.") % said)
        elif row and row.months_min and row.months_max and not row.months_min <= one.term <= row.months_max:
            said |= {"least": row.months_min, "most": row.months_max}
            sentence = _("“%(measure)s”: thời hạn phải từ %(least)s đến %(most)s tháng theo điều khoản đã áp dụng.")
            yield must(f"additional.term.{index}", sentence % said)
