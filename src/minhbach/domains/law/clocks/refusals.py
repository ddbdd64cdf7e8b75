"""Why no clock can be set."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation.refusals import InvalidInput, Refusal


class NoClockInForce(Refusal):
    code = "law.clocks.none_in_force"
    sentence = _("No time limit called “%(name)s” is in force on %(day)s.")


class SeveralClocksPossible(InvalidInput):
    code = "law.clocks.several_possible"
    sentence = _("Several time limits start with “%(name)s” on %(day)s. Choose one: %(choices)s.")


class NotAnExtension(InvalidInput):
    code = "law.clocks.not_an_extension"
    sentence = _("“%(extension)s” does not extend “%(row)s”.")


class SuspensionRunsBackward(InvalidInput):
    code = "law.clocks.suspension_runs_backward"
    sentence = _("A suspension cannot end (%(end)s) before it begins (%(start)s).")
