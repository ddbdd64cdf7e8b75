"""A request becomes a dispute with a firm and goes to it: what goes is chosen, who asks only as he allows."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.intake import services as intake
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import is_merged, marks_of_report, ties_of
from minhbach.domains.intake.types import Mark, Stage, TieKind
from minhbach.domains.mediation.bars import bar_of
from minhbach.domains.mediation.models import Dispute
from minhbach.domains.mediation.policies import require_own, require_own_report
from minhbach.domains.mediation.refusals import (
    Barred,
    FirmUnknown,
    NotAskedYet,
    NotOfConsumer,
    OpenAlready,
    ReportEnded,
    TellsWhoHeIs,
)
from minhbach.domains.mediation.selectors.disputes import consent_of, last_of, steps_of
from minhbach.domains.mediation.selectors.terms import BARGAIN, due_from
from minhbach.domains.mediation.services.steps import TARGET, Given, held, report_of, take_step
from minhbach.domains.mediation.telling import tells_of
from minhbach.domains.mediation.types import OFFICE, StepKind, Told, Way
from minhbach.domains.subjects.selectors import find_by_identifier
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, once
from minhbach.foundation.scope import Sharing, share_with

# The one kind in which the law has an agency help a consumer bargain.
OF_CONSUMER = "NTD_CO_QUAN"
DEALT_WITH = (Stage.RECEIVED, Stage.IN_HAND, Stage.ASKED)


@transaction.atomic
def begin(
    *,
    officer: Officer,
    at: datetime,
    report: Report,
    firm: str,
    press: UUID,
    firm_address: str = "",
    tax_code: str = "",
    account: Agency | None = None,
    bar: str = "",
) -> Dispute:
    """Open a dispute of a consumer's request, and ask him whether the firm may know who he is.

    BAR is what the law excludes from bargaining, where it does. By TAX_CODE the firm is found in the register and the
    report tied to it; the code is kept nowhere here, for a household's is a person's.

    Raises: RoleMissing, DisputeOfAnotherAgency, NotOfConsumer, ReportEnded, Barred, FirmUnknown, OpenAlready.
    """
    require_own_report(officer, report, at=at)
    report = hold(report)
    again: Dispute | None = Dispute.objects.filter(steps=press).first()
    if again is not None:
        return again
    if report.kind != OF_CONSUMER:
        raise NotOfConsumer
    if report.stage not in DEALT_WITH or is_merged(report):
        raise ReportEnded
    if found := bar_of(bar, local_date(at)):
        raise Barred(why=found.words, place=found.place)
    with once(OpenAlready()):
        dispute: Dispute = Dispute.objects.create(
            report=report, number=report.number, firm=" ".join(firm.split()), firm_address=firm_address.strip(),
            account=account, opened_by=officer, owner_agency=report.owner_agency, place=report.place,
            sharing=Sharing.SILENT, created_at=at,
        )  # fmt: skip
    if tax_code.strip():
        _tie(report, tax_code.strip(), officer=officer, at=at)
    audit.record("mediation.dispute.opened", officer_id=officer.id, at=at, target_type=TARGET, target_id=dispute.id)
    asked = Given(
        kind=StepKind.ASKED, side=OFFICE, way=Way.OFFICE, happened_on=local_date(at), press=press,
        text=_("Có cho %(firm)s biết họ tên, số điện thoại, địa chỉ của bạn không?") % {"firm": dispute.firm},
    )  # fmt: skip
    take_step(held(dispute), asked, officer=officer, at=at)
    return dispute


def _tie(report: Report, tax_code: str, *, officer: Officer, at: datetime) -> None:
    found = find_by_identifier("tax_code", tax_code).first()
    if found is None:
        raise FirmUnknown(code=tax_code)
    if not any(tie.what == TieKind.SUBJECT and tie.target_id == found.pk for tie in ties_of(report)):
        intake.tie_to(officer=officer, at=at, report=report, what=TieKind.SUBJECT, target_id=found.pk)


@transaction.atomic
def pass_on(*, officer: Officer, at: datetime, dispute: Dispute, text: str, press: UUID) -> Dispute:
    """Give the firm what is asked of it: TEXT, and of who asks what he allows. Its term runs from today.

    Where the consumer has said nothing yet, nothing of who he is goes along; he may allow it later.

    Raises: RoleMissing, DisputeOfAnotherAgency, NotAskedYet, TellsWhoHeIs, NoSuchStep, TextMissing, DisputeClosed.
    """
    require_own(officer, dispute, at=at)
    dispute = held(dispute)
    steps, today = steps_of(dispute), local_date(at)
    if last_of(steps, StepKind.ASKED) is None:
        raise NotAskedYet
    refuse_what_tells(dispute, text)
    before = dispute.passed_on
    if before is None:
        dispute.passed_on, dispute.due_on = today, due_from(BARGAIN, today)
        dispute.save(update_fields=["passed_on", "due_on"])
    passed = Given(
        kind=StepKind.PASSED, side=OFFICE, way=Way.OFFICE, happened_on=today, text=text, press=press,
        data={"told": sorted(consent_of(steps))},
    )  # fmt: skip
    take_step(dispute, passed, officer=officer, at=at)
    if dispute.account is not None:
        share_with(dispute, dispute.account, officer_id=officer.id, at=at)
    if before is None:
        mark(dispute, Mark.FORWARDED, today, officer=officer, at=at)
    return dispute


def mark(dispute: Dispute, what: Mark, on: date, *, officer: Officer, at: datetime) -> None:
    """Have the report's own clocks know it, unless somebody has marked it there already."""
    report = report_of(dispute)
    if any(one.counts and one.what == what for one in marks_of_report(report)):
        return
    reason = _("Hồ sơ thương lượng với %(firm)s") % {"firm": dispute.firm}
    intake.mark(officer=officer, at=at, report=report, what=what, happened_on=on, reason=reason)


def refuse_what_tells(dispute: Dispute, text: str) -> None:
    """Raises: TellsWhoHeIs."""
    found = tells_of(report_of(dispute), text, allowed=consent_of(steps_of(dispute)))
    if found:
        raise TellsWhoHeIs(what=", ".join(str(Told(one).label) for one in found))
