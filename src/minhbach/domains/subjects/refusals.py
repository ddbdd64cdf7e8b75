"""What this room refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class SubjectNotFound(NotFound):
    code = "subjects.subject.not_found"
    sentence = _("No such subject, or it is not shared with you.")


class IdentifierInvalid(InvalidInput):
    """The sentence is chosen by kind and fault."""

    code = "subjects.identifier.invalid"
    sentence = _("%(words)s")


class NameMissing(InvalidInput):
    code = "subjects.name_missing"
    sentence = _("Give the subject a name; for an unidentified seller, the name of the account will do.")


class ValueMissing(InvalidInput):
    code = "subjects.value_missing"
    sentence = _("Say what is to be recorded.")


class ReasonMissing(InvalidInput):
    code = "subjects.reason_missing"
    sentence = _("Give the reason; it is kept with the record.")


class PeriodRunsBackward(InvalidInput):
    code = "subjects.period_runs_backward"
    sentence = _("The last day must not come before the first.")


class StatementOfAnotherAgency(NotAllowed):
    code = "subjects.statement.of_another_agency"
    sentence = _("This was recorded by %(agency)s; only that agency can take it back.")


class StatementAlreadyRetracted(Refusal):
    code = "subjects.statement.already_retracted"
    sentence = _("This was already retracted.")


class LastName(Refusal):
    code = "subjects.statement.last_name"
    sentence = _("This is the subject's only name. Record the right name first, then retract this one.")


class SubjectOfAnotherAgency(NotAllowed):
    code = "subjects.subject.of_another_agency"
    sentence = _("This subject was registered by %(agency)s; ask that agency to do this.")


class SubjectMergedIntoItself(Refusal):
    code = "subjects.merge.into_itself"
    sentence = _("These two are already one.")


class SubjectNotMerged(Refusal):
    code = "subjects.merge.none"
    sentence = _("This subject is not joined with another.")


class KeeperOutsideAgency(Refusal):
    code = "subjects.keeper.outside_agency"
    sentence = _("%(officer)s holds no post in %(agency)s now and cannot keep this subject.")


class ImportAlreadyUndone(Refusal):
    code = "subjects.import.already_undone"
    sentence = _("This list was already taken back.")


class ImportOfAnotherAgency(NotAllowed):
    code = "subjects.import.of_another_agency"
    sentence = _("This list was imported by %(agency)s; only that agency can take it back.")


class ImportUnreadable(InvalidInput):
    code = "subjects.import.unreadable"
    sentence = _("The list cannot be taken in; nothing was recorded. Mend the rows below and try again.")
