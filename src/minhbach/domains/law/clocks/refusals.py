"""Why no clock can be set."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, Refusal


class NoClockInForce(Refusal):
    code = "law.clocks.none_in_force"
    sentence = _lazy("Không có thời hạn “%(name)s” có hiệu lực ngày %(day)s.")


class SeveralClocksPossible(InvalidInput):
    code = "law.clocks.several_possible"
    sentence = _lazy("Có nhiều thời hạn tính từ “%(name)s” ngày %(day)s. Hãy chọn một: %(choices)s.")


class NotAnExtension(InvalidInput):
    code = "law.clocks.not_an_extension"
    sentence = _lazy("“%(extension)s” không gia hạn cho “%(row)s”.")


class SuspensionRunsBackward(InvalidInput):
    code = "law.clocks.suspension_runs_backward"
    sentence = _lazy("Khoảng tạm dừng không thể kết thúc (%(end)s) trước khi bắt đầu (%(start)s).")
