"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import NotAllowed, NotFound, Refusal


class MinutesNotFound(NotFound):
    code = "handovers.minutes.not_found"
    sentence = _lazy("Không có biên bản bàn giao này, hoặc biên bản không được chia sẻ cho bạn.")


class PersonElsewhere(NotAllowed):
    code = "handovers.person.elsewhere"
    sentence = _lazy("%(name)s không giữ chức vụ ở đơn vị bạn đứng đầu hay đơn vị trực thuộc.")


class MinutesOfAnotherAgency(NotAllowed):
    code = "handovers.minutes.of_another_agency"
    sentence = _lazy("Biên bản này của %(agency)s; chỉ người đứng đầu đơn vị đó được thực hiện.")


class OpenAlready(Refusal):
    code = "handovers.minutes.open_already"
    sentence = _lazy("%(name)s đã có một biên bản bàn giao đang mở ở %(agency)s.")
    field = "person"


class MinutesEnded(Refusal):
    code = "handovers.minutes.ended"
    sentence = _lazy("Biên bản bàn giao này đã kết thúc hoặc đã hủy.")


class NothingPicked(Refusal):
    code = "handovers.items.none_picked"
    sentence = _lazy("Hãy chọn ít nhất một việc.")
    field = "items"


class ReceiverElsewhere(Refusal):
    code = "handovers.receiver.elsewhere"
    sentence = _lazy("%(name)s không giữ chức vụ ở đơn vị này hay đơn vị trực thuộc, hoặc đã ngừng làm việc.")
    field = "receiver"


class GivesToHimself(Refusal):
    code = "handovers.receiver.is_giver"
    sentence = _lazy("Người giao không thể đồng thời là người nhận.")
    field = "receiver"


class AlreadyMoved(Refusal):
    code = "handovers.item.moved"
    sentence = _lazy("“%(item)s” đã chuyển hoặc không còn ở người giao.")
    field = "items"


class NotPassedOn(Refusal):
    code = "handovers.item.not_passed_on"
    sentence = _lazy("Hệ thống không còn cách chuyển loại việc này; người đứng đầu đơn vị xử lý trực tiếp.")


class NotTheReceiver(NotAllowed):
    code = "handovers.item.not_the_receiver"
    sentence = _lazy("Việc này không đề nghị bạn nhận.")


class RemarkMissing(Refusal):
    code = "handovers.item.remark_missing"
    sentence = _lazy("Không nhận thì phải ghi lý do.")
    field = "remark"


class NotAllSettled(Refusal):
    code = "handovers.minutes.not_all_settled"
    sentence = _lazy("Còn %(count)s việc chưa bàn giao xong; chưa kết thúc được biên bản.")


class SomeMoved(Refusal):
    code = "handovers.minutes.some_moved"
    sentence = _lazy("Đã có việc chuyển theo biên bản này; không hủy được, hãy bàn giao cho xong.")
