"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotFound, Refusal


class AccountNotFound(NotFound):
    code = "dues.account.not_found"
    sentence = _lazy("Không có quyết định phạt tiền này, hoặc vụ việc không được chia sẻ cho bạn.")


class SlipNotFound(NotFound):
    code = "dues.slip.not_found"
    sentence = _lazy("Không có chứng từ này trong phạm vi của bạn.")


class EntryNotFound(NotFound):
    code = "dues.entry.not_found"
    sentence = _lazy("Không có khoản này, hoặc khoản này đã rút.")


class SlipOtherwise(InvalidInput):
    code = "dues.slip.otherwise"
    field = "number"
    sentence = _lazy("Chứng từ số %(number)s đã có với ngày hoặc số tiền khác (%(day)s, %(amount)s).")


class SlipOfLaterDay(InvalidInput):
    code = "dues.slip.later_day"
    field = "paid_on"
    sentence = _lazy("Ngày nộp không sau hôm nay, %(today)s.")


class AmountNotPositive(InvalidInput):
    code = "dues.amount.not_positive"
    field = "amount_vnd"
    sentence = _lazy("Hãy nhập số tiền lớn hơn 0.")


class SlipNotWaiting(Refusal):
    code = "dues.slip.not_waiting"
    sentence = _lazy("Chứng từ này không còn chờ khớp.")


class SlipNotDone(Refusal):
    code = "dues.slip.not_done"
    sentence = _lazy("Chứng từ này đang chờ khớp, không có gì để gỡ.")


class DecisionNotChosen(InvalidInput):
    code = "dues.slip.decision_not_chosen"
    field = "decision_number"
    sentence = _lazy(
        "Chưa rõ chứng từ nộp cho quyết định nào: không có quyết định phạt tiền số này của đơn vị trước ngày nộp, hoặc"
        " có nhiều quyết định cùng số; hãy chọn người bị xử phạt."
    )


class LateBeyondSlip(InvalidInput):
    code = "dues.slip.late_beyond"
    field = "late_vnd"
    sentence = _lazy("Phần tiền chậm nộp không thể lớn hơn số tiền của chứng từ, %(amount)s.")


class ReasonMissing(InvalidInput):
    code = "dues.reason_missing"
    field = "reason"
    sentence = _lazy("Chưa ghi lý do.")


class MoreThanHeld(InvalidInput):
    code = "dues.entry.more_than_held"
    field = "amount_vnd"
    sentence = _lazy("Tài khoản tạm giữ của vụ việc chỉ còn %(held)s.")


class BearerMissing(InvalidInput):
    code = "dues.entry.bearer_missing"
    field = "bearer"
    sentence = _lazy("Hãy chọn bên chịu chi phí.")


class BankUnknown(InvalidInput):
    code = "dues.treasury.bank_unknown"
    field = "bank_bin"
    sentence = _lazy("Không có ngân hàng này trong danh mục.")


class AccountNumberUnusable(InvalidInput):
    code = "dues.treasury.number"
    field = "number"
    sentence = _lazy("Số tài khoản gồm 6 đến 19 chữ số hoặc chữ cái, không có dấu cách.")
