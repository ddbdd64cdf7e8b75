"""Chuyển hồ sơ có dấu hiệu tội phạm: to the investigators, with the list of what the file holds, frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.acts.act import OPEN, Act, Door, Of, Told, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known, goods_row
from minhbach.domains.cases.acts.record import ViolationRecorded, party_in
from minhbach.domains.cases.opening import close_case, open_case
from minhbach.domains.cases.types.codes import Outcome
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.domains.documents.papers.referral_decision import ReferralDecisionContent
from minhbach.domains.documents.papers.referral_file import ReferralFileContent
from minhbach.domains.documents.papers.referral_handover import ReferralHandoverContent
from minhbach.domains.documents.types import CitedDocument, Kind
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, inform, must

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting

# What the investigators' course is told by; a further referral begins a new one.
COURSE = ("ReferralReceived", "CheckExtended", "ProsecutionDeclined", "ProceedingTold")


@dataclass(frozen=True, kw_only=True)
class Referred:
    """AGENCY_ID is the body where it is in the directory: its officers then see the file, and may answer."""

    agency_id: Annotated[
        str,
        ask(
            _lazy("Cơ quan nhận hồ sơ"),
            field=fields.Choice,
            help=_lazy(
                "Cơ quan này sẽ xem được vụ việc và trả lời ngay tại đây. Danh sách theo lực lượng và địa bàn, chưa "
                "đối chiếu bản gốc: thẩm quyền theo tội danh do cán bộ xác định."
            ),
        ),
    ] = ""
    to_agency: Annotated[str, ask(_lazy("Cơ quan nhận, nếu không có trong danh sách"), longest=200)] = ""
    signs: Annotated[str, ask(_lazy("Dấu hiệu tội phạm"), rows=3, longest=2000)]
    articles: Annotated[
        tuple[str, ...], ask(_lazy("Điều của Bộ luật Hình sự cần xem xét, mỗi dòng một điều"), rows=2)
    ] = ()
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


def referred_in(state: CaseState, part: str) -> Entry[Referred] | None:
    """Return the referral of a violator's line, or of the case."""
    return (state.of(part).referred if part else None) or state.referred


def lines_away(state: CaseState, line: Line) -> list[Line]:
    """List the lines with the investigators that an entry on a line speaks of: all of them, where it names none."""
    meant = state.lines.values() if line is state.own and state.lines else [line]
    return [one for one in meant if one.outcome is Outcome.REFERRED]


def fill_referral_decision(state: CaseState, part: str, known: Known) -> ReferralDecisionContent | None:
    """Draw the decision to hand the file over."""
    entry = referred_in(state, part)
    if entry is None:
        return None
    return ReferralDecisionContent(
        party=party_in(state, part or next(iter(state.lines), ""), known),
        receiver=entry.fact.to_agency,
        violation_record=_record_of(state, part, known),
        signs=entry.fact.signs,
        articles=entry.fact.articles,
        listed=known.listed_of(entry.id),
        executing=known.agency.name,
    )


def _record_of(state: CaseState, part: str, known: Known) -> CitedDocument | None:
    violation = state.of(part).violation if part else state.violation
    return known.paper(Kind.VIOLATION_RECORD, violation.fact.paper) if violation else None


def fill_referral_file(state: CaseState, part: str, known: Known) -> ReferralFileContent | None:
    """Draw the cover and the list of what the file holds."""
    entry = referred_in(state, part)
    if entry is None:
        return None
    return ReferralFileContent(
        file_name=known.file_name,
        about=known.subject_name or None,
        begun_on=state.opening.happened_on,
        ended_on=entry.happened_on,
        receiver=entry.fact.to_agency,
        listed=known.listed_of(entry.id),
    )


def fill_referral_handover(state: CaseState, part: str, known: Known) -> ReferralHandoverContent | None:
    """Draw the minutes of handing over the file and the goods of its inventory."""
    entry = referred_in(state, part)
    if entry is None:
        return None
    goods = known.goods_of(state.inspected.id) if state.inspected else ()
    return ReferralHandoverContent(
        file_name=known.file_name,
        about=known.subject_name or None,
        giver=known.agency.name,
        given_by=(known.participant(str(entry.officer_id)),),
        receiver=entry.fact.to_agency,
        listed=known.listed_of(entry.id),
        goods=tuple(goods_row(one) for one in goods),
    )


class Refer(Act[Referred]):
    code, slug, at = "referred", "chuyen-hinh-su", OPEN
    words = Words(
        event=_lazy("chuyển hồ sơ: có dấu hiệu tội phạm"),
        button=_lazy("Chuyển hồ sơ: có dấu hiệu tội phạm"),
        done=_lazy("Đã chuyển hồ sơ; danh mục tài liệu đã chốt, các văn bản chuyển hồ sơ đã dự thảo."),
        caution=_lazy(
            "Danh mục tài liệu của hồ sơ được chốt kèm mã băm; quyết định chuyển, bìa và mục lục, biên bản bàn giao "
            "được dự thảo ngay. Nếu được trả lại, vụ việc tiếp tục từ bước này."
        ),
    )
    told = Told(_lazy("Vụ việc %(case)s: chuyển hồ sơ có dấu hiệu tội phạm"), "alert-triangle")
    reasons = ("signs",)
    of, ends_as, is_way_out = Of.EITHER, Outcome.REFERRED, True
    # What was listed and shared stands with this entry: one that is wrong is annulled, and made anew.
    is_correctable = False
    papers = (
        CasePaper(Kind.REFERRAL_DECISION, fill_referral_decision, drawn_from=(ViolationRecorded, Referred)),
        CasePaper(Kind.REFERRAL_FILE, fill_referral_file, drawn_from=(Referred,)),
        CasePaper(Kind.REFERRAL_HANDOVER, fill_referral_handover, drawn_from=(Referred,)),
    )

    def clean(self, fact: Referred) -> Referred:
        fact = super().clean(fact)
        if fact.agency_id:
            fact = replace(fact, to_agency=Agency.objects.get(id=fact.agency_id).name)
        return fact

    def requirements(self, fact: Referred | None, door: Door) -> Iterator[Unmet]:
        """Say what the file holds no paper of: a file is judged by what is in it."""
        if not door.state.inspected:
            yield inform("referral.uninspected", _("Hồ sơ chưa có kết quả kiểm tra."))
        if fact is not None and not fact.to_agency:
            yield must("referral.to", _("Chưa chọn cơ quan nhận hồ sơ, hoặc chưa ghi tên."), url="#id_agency_id")
        if fact is not None and fact.agency_id == str(door.case.owner_agency_id):
            yield must("referral.own", _("Không thể chuyển hồ sơ cho chính đơn vị đang thụ lý."), url="#id_agency_id")

    def apply(self, state: CaseState, entry: Entry[Referred]) -> None:
        for line in (state.own, *state.lines.values()):
            if line.referred is not None and line.referred.id == entry.id:
                for name in COURSE:
                    line.kept.pop(name, None)

    def done(self, fact: Referred, door: Door) -> None:
        if fact.agency_id:
            open_case(door.case, Agency.objects.get(id=fact.agency_id), officer_id=door.officer.id, at=door.at)

    def done_here(self, fact: Referred, door: Door) -> None:
        from minhbach.domains.cases.services.referring import put_together

        put_together(door)

    def undone(self, fact: Referred, door: Door) -> None:
        if fact.agency_id and fact.agency_id not in door.state.joint_agency_ids:
            close_case(door.case, Agency.objects.get(id=fact.agency_id))

    def prepare(self, form: ActForm[Referred], setting: Setting) -> None:
        from minhbach.domains.cases.crime import articles_reached, bodies_for

        bodies = bodies_for(setting.case, on=setting.today)
        form.offer("agency_id", [("", "—"), *((str(one.id), one.name) for one in bodies)])
        form.propose(articles=articles_reached(setting.line, law=setting.law, on=setting.today))
