"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotFound, Refusal


class PairNotFound(NotFound):
    code = "linkage.pair.not_found"
    sentence = _lazy("Không có cặp hồ sơ này, hoặc hồ sơ không được chia sẻ với bạn.")


class VerdictMissing(InvalidInput):
    code = "linkage.verdict_missing"
    field = "verdict"
    sentence = _lazy("Hãy chọn: cùng một tổ chức, cá nhân; khác nhau; hoặc chưa rõ.")


class AlreadyJudged(Refusal):
    code = "linkage.judgement.already_made"
    sentence = _lazy("Cặp hồ sơ này vừa được %(officer)s kết luận: %(verdict)s.")


class AlreadyOne(Refusal):
    code = "linkage.judgement.already_one"
    sentence = _lazy(
        "Hai hồ sơ này đang được gộp làm một. Nếu là hai tổ chức, cá nhân khác nhau, hãy tách hồ sơ trước."
    )


class JudgementEnded(Refusal):
    code = "linkage.judgement.ended"
    sentence = _lazy("Kết luận này đã được rút lại.")


class AlreadyRead(Refusal):
    code = "linkage.sample.already_read"
    sentence = _lazy("Bạn đã đọc cặp này trong mẫu.")
