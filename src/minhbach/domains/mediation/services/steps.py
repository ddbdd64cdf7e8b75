"""One step of a dispute: asked of the table, dated, told to the consumer and to the log. Every way in comes here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.services.scans import recognise_scan
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.services import tell_sender
from minhbach.domains.mediation.course import shown, state_after
from minhbach.domains.mediation.models import Dispute, Promise, Step
from minhbach.domains.mediation.refusals import (
    DayOutside,
    DisputeClosed,
    NoSuchStep,
    NothingTold,
    OfferAnswered,
    PromiseUnknown,
    ReasonMissing,
    SignedAlready,
    TermRunning,
    TextChanged,
    TextMissing,
)
from minhbach.domains.mediation.selectors.disputes import last_of, open_offer, steps_of
from minhbach.domains.mediation.types import OFFICE, Move, Side, State, StepKind, Told, Way, move_of
from minhbach.foundation import audit, files
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.writing import write_day

TARGET = "mediation.dispute"
LONGEST = 20_000
# What may still come when the outcome has gone back to the report.
AFTER_ALL = (StepKind.WORD, StepKind.KEPT, StepKind.NOT_KEPT, StepKind.REPORTED, StepKind.NOT_CONSENTED)


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is given of a step by whoever takes it; ABOUT and DIGEST are what he had before him."""

    kind: StepKind
    side: Side
    way: Way
    happened_on: date
    press: UUID
    text: str = ""
    told: tuple[str, ...] = ()
    about: UUID | None = None
    promise: UUID | None = None
    digest: str = ""
    no_reason: bool = False
    scan: bytes = b""
    data: dict[str, Any] = field(default_factory=dict)


def take_step(dispute: Dispute, given: Given, *, officer: Officer, at: datetime) -> Step:
    """Add a step to a dispute that is held; pressed twice it is the same.

    Raises: DisputeClosed, NoSuchStep, TermRunning, TextMissing, ReasonMissing, DayOutside, NothingTold, OfferAnswered,
            TextChanged, SignedAlready, PromiseUnknown, ScanTooLarge, ScanUnreadable.
    """
    again: Step | None = Step.objects.filter(pk=given.press, dispute=dispute).first()
    if again is not None:
        return again
    today, steps = local_date(at), steps_of(dispute)
    now_shown = shown(dispute.state, due_on=dispute.due_on, as_of=today)
    if dispute.closed_at is not None and given.kind not in AFTER_ALL:
        raise DisputeClosed
    move = move_of(given.kind, given.side, dispute.state)
    if move is None:
        raise NoSuchStep(state=str(now_shown.label))
    if given.side == OFFICE and now_shown is State.PASSED and move.after in (State.FAILED, State.MEDIATING):
        raise TermRunning(day=write_day(dispute.due_on or today))
    text = _text_of(move, given)
    if not (dispute.passed_on or local_date(dispute.created_at)) <= given.happened_on <= today:
        raise DayOutside
    signed = _signed(steps)
    made: Step = Step.objects.create(
        pk=given.press, dispute=dispute, kind=given.kind, side=given.side, way=given.way, text=text,
        about=_about(move, given, steps, signed), promise=_promise(given, steps), data=_data_of(given),
        officer=officer, happened_on=given.happened_on, entered_at=at, **_kept(given.scan),
    )  # fmt: skip
    dispute.state = state_after(State(dispute.state), given.kind, given.side, signed) or dispute.state
    dispute.is_waiting = given.way == Way.ACCOUNT
    dispute.save(update_fields=["state", "is_waiting"])
    _tell_consumer(dispute, made, at=at)
    audit.record(
        f"mediation.step.{given.kind}", officer_id=officer.id, at=at, target_type=TARGET, target_id=dispute.id,
        data={"side": given.side, "way": given.way, "state": dispute.state},
    )  # fmt: skip
    return made


def held(dispute: Dispute) -> Dispute:
    """Hold a dispute until the transaction ends, and read it as it is then."""
    return hold(dispute)


def report_of(dispute: Dispute) -> Report:
    """Read the report of a dispute for the house: the firm reaches none."""
    with acting_as(SYSTEM):
        found: Report = Report.objects.select_related("letterbox", "owner_agency").get(pk=dispute.report_id)
        return found


def tell(dispute: Dispute, text: str, *, at: datetime) -> None:
    """Write into the consumer's talk that something has come; what it is he reads beside it, by his receipt."""
    with acting_as(SYSTEM):
        tell_sender(report_of(dispute), text, at=at)


def _text_of(move: Move, given: Given) -> str:
    text = given.text.strip()[:LONGEST]
    if given.kind == StepKind.REFUSED:
        # A paper that gives no reason is a fact, too; whoever refuses here himself gives one.
        if not text and not (given.no_reason and given.way != Way.ACCOUNT):
            raise ReasonMissing
    elif move.needs_words and not text:
        raise TextMissing
    return text


def _data_of(given: Given) -> dict[str, Any]:
    if given.kind == StepKind.CONSENTED:
        told = [one for one in Told.values if one in given.told]
        if not told:
            raise NothingTold
        return {"told": told}
    if given.kind == StepKind.REFUSED and given.no_reason:
        return {"no_reason": True}
    return given.data


def _signed(steps: list[Step]) -> set[str]:
    """List the sides that signed the text in force."""
    written = last_of(steps, StepKind.WRITTEN)
    return {one.side for one in steps if one.kind == StepKind.SIGNED and written and one.about_id == written.pk}


def _about(move: Move, given: Given, steps: list[Step], signed: set[str]) -> Step | None:
    if move.answers:
        offer = open_offer(steps)
        if offer is None or offer.side == given.side or given.about not in (None, offer.pk):
            raise OfferAnswered
        return offer
    written = last_of(steps, StepKind.WRITTEN)
    if given.kind == StepKind.WRITTEN and signed:
        raise SignedAlready
    if given.kind == StepKind.SIGNED and written is not None:
        if given.digest and given.digest != written.data["digest"]:
            raise TextChanged
        if given.side in signed:
            raise SignedAlready
        return written
    return None


def _promise(given: Given, steps: list[Step]) -> Promise | None:
    if given.kind not in (StepKind.KEPT, StepKind.NOT_KEPT):
        return None
    found: Promise | None = Promise.objects.filter(pk=given.promise, step=last_of(steps, StepKind.WRITTEN)).first()
    if found is None:
        raise PromiseUnknown
    return found


def _kept(scan: bytes) -> dict[str, Any]:
    """Keep a scan; its name is not kept, for it may be a person's."""
    if not scan:
        return {}
    media_type, _extension = recognise_scan(scan)
    return {"media_type": media_type, "size": len(scan), "sha256": files.put(scan).sha256}


def _tell_consumer(dispute: Dispute, made: Step, *, at: datetime) -> None:
    firm = {"firm": dispute.firm}
    match StepKind(made.kind):
        case StepKind.ASKED:
            words = _(
                "Cơ quan sắp chuyển yêu cầu của bạn cho %(firm)s. Bạn có cho nói bạn là ai không? Trả lời ở mục "
                "“Thương lượng với người bán” của trang này; không cho cũng được, khi đó chỉ chuyển nội dung."
            )
        case StepKind.PASSED:
            words = _("Đã chuyển yêu cầu của bạn cho %(firm)s.")
            if dispute.due_on:
                words += " " + _("Nơi ấy có đến hết ngày %(day)s để trả lời.") % {"day": write_day(dispute.due_on)}
        case StepKind.WRITTEN:
            words = _("Thỏa thuận với %(firm)s đã lập thành văn bản; xem và ký ở mục “Thương lượng với người bán”.")
        case StepKind.MEDIATION:
            words = _("Đã mở hòa giải giữa bạn và %(firm)s.")
        case _:
            if made.side != Side.FIRM or made.kind == StepKind.WORD:
                return
            words = _("%(firm)s đã trả lời: xem ở mục “Thương lượng với người bán” của trang này.")
    tell(dispute, words % firm, at=at)
