"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotFound, Refusal


class PictureNotFound(NotFound):
    code = "pictures.not_found"
    sentence = _lazy("Không có ảnh này, hoặc ảnh thuộc thông tin mà bạn không được xem.")


class UploadBeingKept(Refusal):
    code = "pictures.upload.being_kept"
    sentence = _lazy("Kết quả đang được ghi. Hãy đợi xong rồi gỡ.")


class NothingToUndo(Refusal):
    code = "pictures.upload.nothing_to_undo"
    sentence = _lazy("Lần nạp này đã được gỡ hoặc không để lại gì.")


class AlreadyWithdrawn(Refusal):
    code = "pictures.known.already_withdrawn"
    sentence = _lazy("Ảnh mẫu này đã được rút.")


class ReasonMissing(InvalidInput):
    code = "pictures.match.reason_missing"
    field = "why"
    sentence = _lazy("Hãy ghi lý do, để người xem sau hiểu vì sao.")
