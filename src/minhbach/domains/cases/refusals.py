"""Why a case does not move."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class CaseNotFound(NotFound):
    code = "cases.case.not_found"


class OfficerNotOnCase(NotAllowed):
    code = "cases.case.officer_not_on_it"
    sentence = _("Only officers assigned to case %(case)s, or the head of the unit that owns it, may do this.")


class StepNotReached(Refusal):
    code = "cases.step.not_reached"
    sentence = _("“%(act)s” is not possible now: the case is at the step “%(step)s”. First: %(needed)s.")


class StepAlreadyPassed(Refusal):
    code = "cases.step.already_passed"
    sentence = _(
        "“%(act)s” is already in the file, and the case is now at the step “%(step)s”. "
        "If the entry is wrong, correct it; it stays in the file beside its correction."
    )


class CaseAlreadyClosed(Refusal):
    code = "cases.case.already_closed"
    sentence = _("The case has ended (%(outcome)s). Nothing more can be recorded in it.")


class CaseNotReferred(Refusal):
    code = "cases.case.not_referred"
    sentence = _("“%(act)s” is possible only after the file was referred for signs of crime.")


class HappenedInFuture(InvalidInput):
    code = "cases.event.happened_in_future"
    sentence = _("The day %(day)s has not come yet. Enter the day on which it happened.")


class HappenedTooEarly(InvalidInput):
    code = "cases.event.happened_too_early"
    sentence = _("%(day)s is before “%(before)s” of %(previous)s. Correct one of the dates.")


class EntryNotInCase(NotFound):
    code = "cases.event.not_in_case"
    sentence = _("This case has no such entry, or it is no longer in account.")


class EntryNotReplaceable(Refusal):
    code = "cases.event.not_replaceable"
    sentence = _("The opening of a case cannot be annulled. End the case instead, with the reason.")


class LaterActsRestOnEntry(Refusal):
    code = "cases.event.later_acts_rest_on_it"
    sentence = _("This cannot be changed alone: “%(later)s” rests on it. Annul that entry first. (%(reason)s)")


class SameKindNeeded(InvalidInput):
    code = "cases.event.same_kind_needed"
    sentence = _("An entry is corrected by one of the same kind.")


class NoViolationFoundAtInspection(Refusal):
    code = "cases.violation.not_found_at_inspection"
    sentence = _(
        "The minutes say that no violation was found. End the case, or correct the minutes before making a record."
    )


class NoSanctionProposed(Refusal):
    code = "cases.decision.no_sanction_proposed"
    sentence = _("No sanction has been worked out for this case yet. Work out the fine and draft the decision first.")


class ExplanationTimeNotOver(Refusal):
    code = "cases.explanation.time_not_over"
    sentence = _("The time to explain runs until %(due)s (%(statute)s). It cannot be said to have lapsed before.")


class FineNotPaid(Refusal):
    code = "cases.execution.fine_not_paid"
    sentence = _("%(amount)s of the fine is still unpaid. Record the payment first, or the decision to enforce it.")


class RemediesNotDone(Refusal):
    code = "cases.execution.remedies_not_done"
    sentence = _("%(count)s remedies are not carried out yet. Record them first.")


class PaymentExceedsFine(InvalidInput):
    code = "cases.execution.payment_exceeds_fine"
    sentence = _("Only %(left)s of the fine is unpaid; %(amount)s cannot be received. Check the receipt.")


class PaymentNotPositive(InvalidInput):
    code = "cases.execution.payment_not_positive"
    sentence = _("Enter an amount above zero.")


class RemedyUnknown(InvalidInput):
    code = "cases.execution.remedy_unknown"
    sentence = _("The decision orders no such remedy.")


class FineOutsideFrame(InvalidInput):
    code = "cases.sanction.fine_outside_frame"
    sentence = _("The fine %(fine)s for act %(act)s is outside its frame, %(minimum)s to %(maximum)s (%(provision)s).")


class DeviationNeedsReason(InvalidInput):
    code = "cases.sanction.deviation_needs_reason"
    sentence = _(
        "The fine %(fine)s for act %(act)s is not the %(suggested)s that the law's own rule gives. Write the reason."
    )


class ActsDoNotMatchRecord(InvalidInput):
    code = "cases.sanction.acts_do_not_match"
    sentence = _("The sanction must answer each act of the violation record, once.")


class WarningNotPossible(InvalidInput):
    code = "cases.sanction.warning_not_possible"
    sentence = _("The frame of act %(act)s does not allow a warning (%(provision)s).")


class ReasonMissing(InvalidInput):
    code = "cases.event.reason_missing"
    sentence = _("Write the reason: it goes into the file.")


class SubjectNotInCase(InvalidInput):
    code = "cases.subject.not_in_case"
    sentence = _("This organization or person is not in the case. Add it first.")


class SubjectNeeded(Refusal):
    code = "cases.subject.needed"
    sentence = _("The case has no organization or person yet. Add the one concerned first.")


class SubjectInUse(Refusal):
    code = "cases.subject.in_use"
    sentence = _("The violation record names this organization or person. Correct the record first.")


class OverlapNotWeighed(Refusal):
    code = "cases.proposal.overlap_not_weighed"
    sentence = _(
        "Another file on the same organization or person is open: %(cases)s. "
        "Coordinate with its unit, or write why a second inspection is needed."
    )


class InspectionEndsBeforeItStarts(InvalidInput):
    code = "cases.inspection.ends_before_start"
    sentence = _("The inspection cannot end before it begins. Correct one of the times.")


class ActsMissing(InvalidInput):
    code = "cases.violation.acts_missing"
    sentence = _("A violation record names at least one act. Choose the act and its provision.")


class ClassUnknown(InvalidInput):
    code = "cases.violation.class_unknown"
    sentence = _("“%(name)s” is not in the law tables. Choose from the list.")


class CaseOpenedFromLeadAlready(Refusal):
    code = "cases.case.opened_from_lead_already"
    sentence = _("A case was opened from this lead already: %(case)s.")


class CategoryNotChosen(InvalidInput):
    code = "cases.violation.category_not_chosen"
    sentence = _("Choose the report group of this case: the law tables do not settle it for this class of violation.")


class FineMissing(InvalidInput):
    code = "cases.sanction.fine_missing"
    sentence = _("Enter the fine for act %(act)s: the law leaves its amount to the competent person.")


class ProvisionMissing(InvalidInput):
    code = "cases.sanction.provision_missing"
    sentence = _("Act %(act)s is not in the law tables. Enter its provision and both ends of its frame.")


class PaperNotDue(Refusal):
    code = "cases.paper.not_due"
    sentence = _("“%(paper)s” cannot be drafted at the step “%(step)s”: what it says is not in the case yet.")


class PaperUnderWay(Refusal):
    code = "cases.paper.under_way"
    sentence = _("“%(paper)s” is already under way (%(state)s). Take it back there before filling it anew.")


class PaperIssuedAlready(Refusal):
    code = "cases.paper.issued_already"
    sentence = _("“%(paper)s” is already issued (%(number)s). Mend it by a document that replaces or revokes it.")


class PaperDiffersFromCase(Refusal):
    code = "cases.paper.differs_from_case"
    sentence = _(
        "“%(paper)s” says %(fines)s, the case says %(case)s. "
        "Fill the paper anew from the case, or work the sanction out again."
    )


class SignerLacksPower(NotAllowed):
    code = "cases.decision.signer_lacks_power"
    sentence = _("%(title)s has no power to sign this decision: %(obstacles)s. Submit it to a title that has.")


class SignerNotInPowers(NotAllowed):
    code = "cases.decision.signer_not_in_powers"
    sentence = _(
        "The tables of powers give “%(title)s” no power over this act (%(act)s). "
        "Submit it to another title, or ask the legal officer to check the table."
    )


class FirstEntryMustOpen(InvalidInput):
    code = "cases.history.first_entry_must_open"
    sentence = _("The first entry of a file is its opening.")
