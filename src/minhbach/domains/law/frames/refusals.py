"""Why no frame can be given."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation.refusals import InvalidInput, Refusal


class NoFrameInForce(Refusal):
    """No provision on this act was in force on the day that counts."""

    code = "law.frames.none_in_force"
    sentence = _("No fine frame for “%(act)s” is in force on %(day)s. %(reason)s")


class PointNotInForce(NoFrameInForce):
    """The clause existed on that day, but not this point of it."""

    code = "law.frames.point_not_in_force"
    sentence = _("Point %(point)s of %(act)s is not in force on %(day)s. %(reason)s")


class PointNotChosen(InvalidInput):
    code = "law.frames.point_not_chosen"
    sentence = _("Choose the point of Article %(article)s, clause %(clause)s: %(points)s.")


class SeveralFramesPossible(InvalidInput):
    code = "law.frames.several_possible"
    sentence = _("Several frames are in force for this class of violation on %(day)s. Choose one: %(series)s.")


class ActUnknown(InvalidInput):
    code = "law.frames.act_unknown"
    sentence = _("No provision in the law tables is called “%(act)s”. Choose an act from the list.")


class ActEndsAfterDetection(InvalidInput):
    code = "law.frames.ends_after_detection"
    sentence = _(
        "The act is said to have ended on %(ended)s, after it was detected on %(detected)s. Correct one of the dates."
    )


class ActStartsAfterEnd(InvalidInput):
    code = "law.frames.starts_after_end"
    sentence = _("The act is said to have begun on %(started)s, after %(last)s. Correct one of the dates.")


class DecisionBeforeDetection(InvalidInput):
    code = "law.frames.decided_before_detection"
    sentence = _(
        "The decision is dated %(decided)s, before the act was detected on %(detected)s. Correct one of the dates."
    )


class ValueMissing(InvalidInput):
    code = "law.frames.value_missing"
    sentence = _("This frame depends on a value. Enter one of: %(measures)s.")


class ValueNegative(InvalidInput):
    code = "law.frames.value_negative"
    sentence = _("“%(measure)s” is %(value)s. A value or quantity cannot be negative.")


class GoodsNotInFrame(InvalidInput):
    code = "law.frames.goods_not_in_frame"
    sentence = _("%(act)s has no scale for goods of the kind “%(goods)s”.")


class ConditionUnknown(InvalidInput):
    code = "law.frames.condition_unknown"
    sentence = _("“%(condition)s” is not a circumstance that the law tables know.")


class FrameForOrganisationsOnly(Refusal):
    code = "law.frames.organisations_only"
    sentence = _("%(act)s fines organizations only. Check whether the offender is an organization.")
