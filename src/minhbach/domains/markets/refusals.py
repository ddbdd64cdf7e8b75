"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class MarketNotFound(NotFound):
    code = "markets.market.not_found"


class MarketOfAnotherAgency(NotAllowed):
    code = "markets.market.of_another_agency"
    sentence = _lazy("Sơ đồ chợ này do %(agency)s giữ; chỉ cơ quan đó ghi thay đổi.")


class RoundOfAnotherAgency(NotAllowed):
    code = "markets.round.of_another_agency"
    sentence = _lazy("Đợt này của %(agency)s; chỉ cơ quan đó ghi.")


class NameMissing(InvalidInput):
    code = "markets.name_missing"
    field = "name"
    sentence = _lazy("Hãy ghi tên.")


class StallMissing(InvalidInput):
    code = "markets.stall_missing"
    field = "number"
    sentence = _lazy("Hãy ghi số ô.")


class TraderMissing(InvalidInput):
    code = "markets.trader_missing"
    field = "name"
    sentence = _lazy("Hãy ghi tên người bán, hoặc chọn ô trống.")


class PlanColumnsMissing(InvalidInput):
    code = "markets.plan.columns_missing"
    field = "file"
    sentence = _lazy(
        "Danh sách phải có cột số ô (“Ô”, “Số quầy”, “Ki ốt”…) và cột tên người bán (“Họ và tên”, “Tên cơ sở”…). "
        "Các cột đọc được: %(columns)s."
    )


class PlanEmpty(InvalidInput):
    code = "markets.plan.empty"
    field = "file"
    sentence = _lazy("Danh sách không có ô nào đọc được.")


class PlanTooLong(InvalidInput):
    code = "markets.plan.too_long"
    field = "file"
    sentence = _lazy("Danh sách có hơn %(most)s dòng; một chợ không có nhiều ô như vậy. Hãy xem lại tệp.")


class PlanMovedOn(Refusal):
    code = "markets.plan.moved_on"
    sentence = _lazy("Sơ đồ đã đổi từ lúc xem thử, nên kết quả không còn như đã xem. Hãy xem thử lại rồi ghi.")


class ChangeDone(Refusal):
    code = "markets.change.done"
    sentence = _lazy("Thay đổi này đã được ghi hoặc đã rút lại.")


class ChangeNotApplied(Refusal):
    code = "markets.change.not_applied"
    sentence = _lazy("Thay đổi này chưa ghi vào sơ đồ, hoặc đã rút lại.")


class ChangedSince(Refusal):
    code = "markets.change.changed_since"
    sentence = _lazy("Sau đó ô %(stall)s đã đổi tiếp (“%(change)s”). Hãy rút lại thay đổi sau trước.")


class BeforeLastChange(InvalidInput):
    code = "markets.change.before_last"
    field = "effective_on"
    sentence = _lazy("Ô %(stall)s đã có thay đổi từ ngày %(day)s; ngày của thay đổi này không được trước đó.")


class DayAhead(InvalidInput):
    code = "markets.change.day_ahead"
    field = "effective_on"
    sentence = _lazy("Ngày này chưa tới.")


class ReasonMissing(InvalidInput):
    code = "markets.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy ghi lý do.")


class NoStalls(Refusal):
    code = "markets.round.no_stalls"
    sentence = _lazy("Chợ chưa có sơ đồ; hãy nhập danh sách ô trước.")


class RoundClosed(Refusal):
    code = "markets.round.closed"
    sentence = _lazy("Đợt đã kết thúc; lần ghi này được làm sau đó nên không nhận.")


class StallOfAnotherMarket(NotFound):
    code = "markets.stall.of_another_market"


class MarkUnknown(InvalidInput):
    code = "markets.mark.unknown"
    sentence = _lazy("Không đọc được lần ghi này.")


class MarkTakenBack(Refusal):
    code = "markets.mark.taken_back"
    sentence = _lazy("Lần ghi này đã được rút lại.")
