"""What can be done in a case from its page: each act with its form, its words and its service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import services
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.codes import EventKind, Step
from minhbach.domains.cases.web.forms import ending
from minhbach.domains.cases.web.forms.base import ActForm
from minhbach.domains.cases.web.forms.inspecting import InspectForm, ProposeForm, VerifyForm
from minhbach.domains.cases.web.forms.sanction import SanctionForm
from minhbach.domains.cases.web.forms.violation import RecordForm
from minhbach.domains.cases.wording import NEXT_ACT


class Common(TypedDict):
    officer: Officer
    at: datetime
    case: Case


Run = Callable[[Any, Common], object]


@dataclass(frozen=True)
class Act:
    """One act: SLUG in the address, LABEL on its button, CAUTION what will happen, RUN its service."""

    slug: str
    kind: EventKind
    label: str | Promise
    done: str | Promise
    form: type[ActForm]
    run: Run
    steps: tuple[Step, ...] = ()
    caution: str | Promise = ""
    template: str = "cases/act_fields.html"
    is_way_out: bool = False
    is_for_keepers: bool = False
    is_for_leaders: bool = False


def _fact(service: Callable[..., object], name: str) -> Run:
    """A service that takes the whole fact under one name."""
    return lambda form, common: service(**common, **{name: form.fact()}, happened_on=form.day)


def _parts(service: Callable[..., object], *names: str) -> Run:
    """A service that takes parts of the fact by name."""

    def run(form: Any, common: Common) -> object:
        fact = form.fact()
        return service(**common, **{name: getattr(fact, name) for name in names}, happened_on=form.day)

    return run


def _assign(form: ending.AssignForm, common: Common) -> object:
    fact = form.fact()
    people = {str(person.id): person for person in Officer.objects.filter(id__in=fact.officer_ids)}
    members = [people[one] for one in fact.officer_ids if one != fact.leader_id]
    return services.assign_officers(**common, leader=people[fact.leader_id], members=members, happened_on=form.day)


def _join(form: ending.JoinForm, common: Common) -> object:
    data = form.cleaned_data
    return services.join_agency(**common, agency=data["agency"], part=data["part"], happened_on=form.day)


BEFORE_EXECUTION = (
    Step.VERIFICATION,
    Step.PROPOSAL,
    Step.INSPECTION_ORDER,
    Step.VIOLATION_RECORD,
    Step.EXPLANATION,
    Step.DECISION,
)
OPEN = tuple(step for step in Step if step is not Step.CLOSED)

_ALL = (
    Act(
        "tham-tra", EventKind.VERIFIED, NEXT_ACT[Step.VERIFICATION], _("The verification is finished."), VerifyForm,
        _parts(services.record_verification, "findings", "sources"), (Step.VERIFICATION,),
    ),
    Act(
        "de-xuat", EventKind.PROPOSED, NEXT_ACT[Step.PROPOSAL], _("The inspection is proposed."), ProposeForm,
        _fact(services.propose_inspection, "proposal"), (Step.PROPOSAL,),
    ),
    Act(
        "nhap-quyet-dinh-kiem-tra", EventKind.ORDERED, _("Enter an order issued on paper"), _("The order is entered."),
        ending.IssuedPaperForm, lambda form, common: services.record_order(**common, paper=form.paper()),
        (Step.INSPECTION_ORDER,), is_for_keepers=True,
        caution=_("Only for an order that was issued outside the system. One drafted here is entered by its issue."),
    ),
    Act(
        "kiem-tra", EventKind.INSPECTED, NEXT_ACT[Step.INSPECTION], _("The inspection is recorded."), InspectForm,
        lambda form, common: services.record_inspection(**common, inspection=form.fact()), (Step.INSPECTION,),
        template="cases/inspection_fields.html",
    ),
    Act(
        "lap-bien-ban", EventKind.VIOLATION_RECORDED, NEXT_ACT[Step.VIOLATION_RECORD],
        _("The violation record is made."), RecordForm, _fact(services.record_violation, "record"),
        (Step.VIOLATION_RECORD,), template="cases/record_fields.html",
    ),
    Act(
        "giai-trinh", EventKind.EXPLANATION_ENDED, NEXT_ACT[Step.EXPLANATION], _("The explanation is recorded."),
        ending.ExplainForm, _parts(services.end_explanation, "manner", "summary", "paper"), (Step.EXPLANATION,),
    ),
    Act(
        "muc-phat", EventKind.SANCTION_PROPOSED, NEXT_ACT[Step.DECISION], _("The sanction is worked out."),
        SanctionForm, _fact(services.propose_sanction, "sanction"), (Step.DECISION,),
        template="cases/sanction_fields.html",
    ),
    Act(
        "nhap-quyet-dinh-xu-phat", EventKind.DECIDED, _("Enter a decision issued on paper"),
        _("The decision is entered."), ending.IssuedPaperForm,
        lambda form, common: services.record_decision(**common, paper=form.paper()), (Step.DECISION,),
        is_for_keepers=True,
        caution=_("Only for a decision that was issued outside the system. One drafted here is entered by its issue."),
    ),
    Act(
        "giao-quyet-dinh", EventKind.DELIVERED, _("Record the delivery"), _("The delivery is recorded."),
        ending.DeliverForm, _parts(services.deliver_decision, "manner", "receiver"), (Step.EXECUTION,),
    ),
    Act(
        "nop-tien", EventKind.PAID, _("Record a payment"), _("The payment is recorded."), ending.PayForm,
        _parts(services.record_payment, "kind", "amount_vnd", "receipt"), (Step.EXECUTION,),
    ),
    Act(
        "khac-phuc", EventKind.REMEDY_DONE, _("Record a remedy"), _("The remedy is recorded."), ending.RemedyForm,
        _parts(services.record_remedy, "remedy", "note"), (Step.EXECUTION,),
    ),
    Act(
        "cuong-che", EventKind.ENFORCED, _("Record an enforcement decision"), _("The enforcement is recorded."),
        ending.EnforceForm, _parts(services.record_enforcement, "measure", "paper"), (Step.EXECUTION,),
    ),
    Act(
        "ket-thuc", EventKind.CLOSED, _("Close the case"), _("The case is closed."), ending.CloseForm,
        _parts(services.close_case, "note"), (Step.EXECUTION,),
    ),
    Act(
        "khong-vi-pham", EventKind.NO_VIOLATION, _("End: no violation"), _("The case has ended: no violation."),
        ending.NoViolationForm, _parts(services.end_without_violation, "reason"), BEFORE_EXECUTION,
        caution=_("The case ends. Its file stays, with the reason; a later entry can take this back."),
        is_way_out=True,
    ),
    Act(
        "chuyen-co-quan", EventKind.TRANSFERRED, _("Transfer to another agency"), _("The case is transferred."),
        ending.TransferForm, _parts(services.transfer_case, "to_agency", "reason", "paper"), BEFORE_EXECUTION,
        caution=_("The case ends here and goes on with the other agency."), is_way_out=True,
    ),
    Act(
        "chuyen-hinh-su", EventKind.REFERRED, _("Refer: signs of crime"), _("The file is referred."), ending.ReferForm,
        _parts(services.refer_case, "to_agency", "signs", "articles", "paper"), OPEN,
        caution=_("The file goes to the investigators. If they return it, the case goes on at this step."),
        is_way_out=True,
    ),
    Act(
        "khoi-to", EventKind.PROSECUTED, _("Record that a criminal case was opened"),
        _("The criminal case is recorded."), ending.ProsecuteForm,
        _parts(services.record_prosecution, "accused_count", "paper"), (Step.CLOSED,),
    ),
    Act(
        "nhan-lai", EventKind.RETURNED, _("Take the returned file back"), _("The case goes on."), ending.ReturnForm,
        _parts(services.record_return, "reason", "paper"), (Step.CLOSED,),
    ),
    Act(
        "go-bo", EventKind.LISTINGS_REMOVED, _("Record what the platform took down"),
        _("The removal is recorded."), ending.RemovalsForm,
        _parts(services.record_removals, "platform", "shop_count", "listing_count"), tuple(Step),
    ),
    Act(
        "phan-cong", EventKind.ASSIGNED, _("Assign officers"), _("The officers are assigned."), ending.AssignForm,
        _assign, OPEN, is_for_leaders=True,
    ),
    Act(
        "phoi-hop", EventKind.AGENCY_JOINED, _("Let an agency take part"), _("The agency takes part."),
        ending.JoinForm, _join, OPEN, is_for_leaders=True,
        caution=_("The agency will be able to read the case. It stays yours and is counted once, with you."),
    ),
)  # fmt: skip

ACTS: Mapping[str, Act] = {act.slug: act for act in _ALL}
# Which act's form corrects an entry of a kind.
CORRECTED_BY: Mapping[EventKind, Act] = {act.kind: act for act in _ALL if act.slug != "phoi-hop"}
