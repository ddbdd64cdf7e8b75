"""What this room refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class EvidenceNotFound(NotFound):
    code = "evidence.item.not_found"
    sentence = _("No such evidence, or it is not shared with you.")


class FileEmpty(InvalidInput):
    code = "evidence.file.empty"
    sentence = _("The file %(name)s is empty; choose it again.")


class FileTooLarge(InvalidInput):
    code = "evidence.file.too_large"
    sentence = _("The file %(name)s is larger than %(megabytes)s MB; cut it or make it smaller.")


class TitleMissing(InvalidInput):
    code = "evidence.title_missing"
    sentence = _("Say in a few words what this shows.")


class ObtainedInFuture(InvalidInput):
    code = "evidence.obtained_in_future"
    sentence = _("The time at which it was obtained lies in the future.")


class RegisterNumberMissing(InvalidInput):
    code = "evidence.register_number_missing"
    sentence = _("Give the number in the register of state secrets; the paper itself is never stored here.")


class EvidenceOfAnotherAgency(NotAllowed):
    code = "evidence.item.of_another_agency"
    sentence = _("This evidence belongs to %(agency)s; only that agency can do this.")


class AlreadySetAside(Refusal):
    code = "evidence.item.already_set_aside"
    sentence = _("This evidence was already set aside.")


class ReasonMissing(InvalidInput):
    code = "evidence.reason_missing"
    sentence = _("Give the reason; it is kept with the evidence.")


class CustodyEnded(Refusal):
    code = "evidence.custody.ended"
    sentence = _("This evidence was destroyed on %(day)s; nothing can follow.")


class CustodyBeforeObtained(InvalidInput):
    code = "evidence.custody.before_obtained"
    sentence = _("This step lies before the evidence was obtained.")


class CustodyInFuture(InvalidInput):
    code = "evidence.custody.in_future"
    sentence = _("This step lies in the future.")


class CustodyBeforeLastStep(InvalidInput):
    code = "evidence.custody.before_last_step"
    sentence = _("This step lies before the last one recorded, of %(moment)s.")


class CounterpartyMissing(InvalidInput):
    code = "evidence.custody.counterparty_missing"
    sentence = _("Say to whom or from whom it passed.")


class NotHandedOver(Refusal):
    code = "evidence.custody.not_handed_over"
    sentence = _("It was not handed over to anybody, so it cannot be returned.")
