"""Why a document is not moved."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation.refusals import InvalidInput, NotAllowed, Refusal


class WrongState(Refusal):
    code = "documents.wrong_state"
    sentence = _("This document is “%(state)s”, so this step cannot be taken. Reload the page to see where it stands.")


class ContentOfAnotherKind(InvalidInput):
    code = "documents.content_of_another_kind"
    sentence = _("The content given is not that of a “%(kind)s”.")


class FieldsUnfilled(Refusal):
    code = "documents.fields_unfilled"
    sentence = _(
        "%(count)s fields are still empty on the paper. Fill them in, or say that they will be written in by hand."
    )


class FileChanged(Refusal):
    code = "documents.file_changed"
    sentence = _("The document was submitted again since this page was opened. Read the new file, then sign.")


class AlreadyBeingCorrected(Refusal):
    code = "documents.already_being_corrected"
    sentence = _("Another document that corrects this one is already under way: “%(title)s”.")


class NotIssuedYet(Refusal):
    code = "documents.not_issued_yet"
    sentence = _("Only an issued document is replaced or revoked by another. Return or cancel this one instead.")


class NotTheDrafter(NotAllowed):
    code = "documents.not_the_drafter"
    sentence = _("Only the officer who drafted this document, or the head of the unit, may do this.")


class ReasonMissing(InvalidInput):
    code = "documents.reason_missing"
    sentence = _("Say why, so that the drafter knows what to change.")


class DateOutOfOrder(InvalidInput):
    code = "documents.date_out_of_order"
    sentence = _("The date must be between %(first)s and %(last)s, so that numbers and dates run in the same order.")


class DateUnreadable(InvalidInput):
    code = "documents.date_unreadable"
    sentence = _("“%(text)s” is no date. Choose the day again.")


class SignerMissing(InvalidInput):
    code = "documents.signer_missing"
    sentence = _("Choose who is to sign.")


class ScanUnreadable(InvalidInput):
    code = "documents.scan_unreadable"
    sentence = _("The scan must be a PDF, JPEG or PNG file. This file is none of them; scan the sealed paper again.")


class ScanTooLarge(InvalidInput):
    code = "documents.scan_too_large"
    sentence = _("The scan is larger than %(limit)s MB. Scan it at 200 dpi, or split it.")


class ScanEmpty(InvalidInput):
    code = "documents.scan_empty"
    sentence = _("The file is empty. Choose the scan again.")
