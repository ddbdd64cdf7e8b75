"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class AreaNotFound(NotFound):
    code = "areas.not_found"
    sentence = _lazy("Không có nội dung này, hoặc nội dung không được chia sẻ cho bạn.")


class OfAnotherAgency(NotAllowed):
    code = "areas.of_another_agency"
    sentence = _lazy("Nội dung này của %(agency)s; chỉ cơ quan đó được thực hiện.")


class KeptAlready(Refusal):
    code = "areas.keeping.kept_already"
    sentence = _lazy("%(name)s đã có trong danh sách địa bàn của %(agency)s.")


class PlaceMissing(InvalidInput):
    code = "areas.place_missing"
    field = "place"
    sentence = _lazy("Chưa ghi xã, phường của cơ sở; hồ sơ cũng chưa có địa bàn.")


class EndedAlready(Refusal):
    code = "areas.ended_already"
    sentence = _lazy("Việc này đã kết thúc trước đó.")


class InTheFuture(InvalidInput):
    code = "areas.in_the_future"
    field = "made_on"
    sentence = _lazy("Ngày này không sau hôm nay, %(today)s.")


class NotAfter(InvalidInput):
    code = "areas.not_after"
    field = "next_look_on"
    sentence = _lazy("Ngày này phải sau ngày %(day)s.")


class DueInThePast(InvalidInput):
    code = "areas.due_in_the_past"
    field = "due_on"
    sentence = _lazy("Hạn không trước hôm nay, %(today)s.")


class TermBackward(InvalidInput):
    code = "areas.licence.term_backward"
    field = "last_day"
    sentence = _lazy("Ngày hết hạn không trước ngày cấp.")


class AliasTaken(InvalidInput):
    code = "areas.source.alias_taken"
    field = "alias"
    sentence = _lazy("Bạn đã dùng bí danh này.")


class AliasTellsWho(InvalidInput):
    code = "areas.source.alias_tells_who"
    field = "alias"
    sentence = _lazy("Bí danh không được là số điện thoại, số giấy tờ hay địa chỉ: ai đứng sau chỉ ghi trên giấy.")


class PlannedAlready(Refusal):
    code = "areas.plan.open_already"
    sentence = _lazy("%(name)s đã có kế hoạch đang thực hiện của %(agency)s.")


class MeasuresOpen(Refusal):
    code = "areas.plan.measures_open"
    sentence = _lazy("Còn %(count)s biện pháp chưa ghi kết quả; ghi xong rồi mới kết thúc kế hoạch.")


class OfficerElsewhere(InvalidInput):
    code = "areas.officer_elsewhere"
    field = "assignee"
    sentence = _lazy("%(name)s không giữ chức vụ ở %(agency)s hoặc đơn vị trực thuộc.")


class PursuedAlready(Refusal):
    code = "areas.pursuit.open_already"
    sentence = _lazy("%(agency)s đã giao người truy tìm người bán này.")


class Identified(Refusal):
    code = "areas.pursuit.identified"
    sentence = _lazy("Người bán này đã được xác định; không còn phải truy tìm.")
