"""What agencies and posts refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation.refusals import InvalidInput, Refusal


class UsernameTaken(Refusal):
    code = "agencies.username_taken"
    sentence = _("The username %(username)s is already in use; choose another.")


class NameMissing(InvalidInput):
    code = "agencies.name_missing"
    sentence = _("A name is needed.")


class PasswordTooWeak(InvalidInput):
    code = "agencies.password_too_weak"
    sentence = _("This password cannot be used: %(reasons)s")


class KeyTaken(Refusal):
    code = "agencies.key_taken"
    sentence = _("There is already an agency with the key %(key)s.")


class PeriodRunsBackward(InvalidInput):
    code = "agencies.period_runs_backward"
    sentence = _("The last day is before the first day; mend one of them.")


class SuccessorUnfit(InvalidInput):
    code = "agencies.successor_unfit"
    sentence = _("An agency cannot follow itself or one that followed it; choose another successor.")


class ParentUnfit(InvalidInput):
    code = "agencies.parent_unfit"
    sentence = _("An agency cannot stand under itself or under one of its own units; choose another.")


class AgencyEnded(Refusal):
    code = "agencies.agency_ended"
    sentence = _("%(agency)s does not exist on %(day)s; choose the agency of that day or another period.")


class PostOverlaps(Refusal):
    code = "agencies.post_overlaps"
    sentence = _("%(officer)s already holds this post in %(agency)s in that period.")


class PostEnded(Refusal):
    code = "agencies.post_ended"
    sentence = _("This post has already ended.")


class PostMayNotSign(Refusal):
    code = "agencies.post_may_not_sign"
    sentence = _("Only one who may sign can delegate signing; this post may not.")


class DelegationOutsideAgency(Refusal):
    code = "agencies.delegation_outside_agency"
    sentence = _("Signing can be delegated only to a deputy in the same agency.")


class DelegationOutsidePost(Refusal):
    code = "agencies.delegation_outside_post"
    sentence = _("The delegation must lie within the time both hold their posts.")


class DelegationOverlaps(Refusal):
    code = "agencies.delegation_overlaps"
    sentence = _("The same delegation, %(number)s, is already in force in that period.")


class DelegationDocumentMissing(InvalidInput):
    code = "agencies.delegation_document_missing"
    sentence = _("The delegation needs the number and the date of its decision; the date is not after it begins.")


class DelegationRevoked(Refusal):
    code = "agencies.delegation_revoked"
    sentence = _("This delegation is already over.")


class OwnAccountNeeded(Refusal):
    code = "agencies.own_account_needed"
    sentence = _("You cannot close your own account; another administrator can.")
