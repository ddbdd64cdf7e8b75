"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class QuestionNotFound(NotFound):
    code = "enquiries.question.not_found"


class NoticeNotFound(NotFound):
    code = "enquiries.notice.not_found"


class NoticeOfAnotherAgency(NotAllowed):
    code = "enquiries.notice.of_another_agency"
    sentence = _lazy("Tin này gửi %(agency)s; chỉ cơ quan đó đánh dấu đã xem.")


class QuestionOfAnotherAgency(NotAllowed):
    code = "enquiries.question.of_another_agency"
    sentence = _lazy("Câu hỏi này gửi %(agency)s; chỉ cơ quan đó trả lời.")


class TooManyQuestions(NotAllowed):
    """Denied, so that the log keeps it: whoever asks through a row of numbers is to be seen."""

    code = "enquiries.too_many"
    sentence = _lazy("Bạn đã hỏi nhiều số trong thời gian ngắn. Hỏi tiếp được từ %(until)s.")


class AlreadyAnswered(Refusal):
    code = "enquiries.question.already_answered"
    sentence = _lazy("Câu hỏi này đã được trả lời.")


class WordsMissing(InvalidInput):
    code = "enquiries.words_missing"
    field = "words"
    sentence = _lazy("Hãy ghi câu trả lời.")


class RefusalReasonMissing(InvalidInput):
    code = "enquiries.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy chọn lý do không cung cấp.")


class NothingToOpen(Refusal):
    code = "enquiries.nothing_to_open"
    sentence = _lazy("Cơ quan không còn hồ sơ nào mang thông tin này; hãy trả lời bằng lời.")
