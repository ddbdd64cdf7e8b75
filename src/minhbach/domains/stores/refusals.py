"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class StoreNotFound(NotFound):
    code = "stores.store.not_found"
    sentence = _lazy("Không có kho này, hoặc kho không thuộc phạm vi bạn được xem.")


class EntryNotFound(NotFound):
    code = "stores.entry.not_found"
    sentence = _lazy("Không có phiếu này, hoặc phiếu không thuộc phạm vi bạn được xem.")


class LotNotFound(NotFound):
    code = "stores.lot.not_found"
    sentence = _lazy("Không có thẻ kho này, hoặc thẻ kho không thuộc phạm vi bạn được xem.")


class StoreOfAnotherAgency(NotAllowed):
    code = "stores.store.of_another_agency"
    sentence = _lazy("Kho này của %(agency)s; chỉ cơ quan đó được thực hiện.")


class NotKeeper(NotAllowed):
    code = "stores.store.not_keeper"
    sentence = _lazy("Chỉ thủ kho đang được giao kho này mới làm được việc này.")


class StoreNameTaken(Refusal):
    code, field = "stores.store.name_taken", "name"
    sentence = _lazy("Đơn vị đã có kho mang tên này.")


class HirerMissing(InvalidInput):
    code, field = "stores.store.hirer_missing", "hired_from"
    sentence = _lazy("Kho thuê phải ghi thuê của ai; kho của đơn vị thì để trống.")


class StoreClosed(Refusal):
    code = "stores.store.closed"
    sentence = _lazy("Kho này đã đóng.")


class StoreNotEmpty(Refusal):
    code = "stores.store.not_empty"
    sentence = _lazy("Chưa đóng được: kho còn hàng hoặc còn phiếu chờ thủ kho.")


class StoreNotOfCase(Refusal):
    code, field = "stores.store.not_of_case", "store"
    sentence = _lazy("Chỉ gửi vào kho của đơn vị giữ vụ việc hoặc của cấp trên đơn vị đó.")


class KeeperAlready(Refusal):
    code, field = "stores.keeper.already", "officer"
    sentence = _lazy("Người này đang là thủ kho của kho này.")


class KeeperNotInAgency(Refusal):
    code, field = "stores.keeper.not_in_agency", "officer"
    sentence = _lazy("Thủ kho phải là cán bộ của đơn vị có kho, đang giữ chức vụ vào ngày được giao.")


class KeeperEndsBeforeStart(InvalidInput):
    code, field = "stores.keeper.ends_before_start", "last_day"
    sentence = _lazy("Ngày cuối phải từ ngày được giao trở đi.")


class NoKeeper(Refusal):
    code, field = "stores.store.no_keeper", "store"
    sentence = _lazy("Kho này hôm nay chưa có thủ kho. Thủ trưởng đơn vị có kho phải giao thủ kho trước.")


class NothingChosen(InvalidInput):
    code, field = "stores.entry.nothing_chosen", "lines"
    sentence = _lazy("Chưa chọn dòng hàng nào.")


class MoreThanThere(Refusal):
    code, field = "stores.entry.more_than_there", "lines"
    sentence = _lazy("Dòng %(number)s “%(name)s”: chỉ còn %(left)s %(unit)s, không lấy được %(asked)s.")


class AuthorityMissing(InvalidInput):
    code, field = "stores.entry.authority_missing", "authority"
    sentence = _lazy("Hàng rời kho vĩnh viễn phải có căn cứ: số, ngày của quyết định hoặc phương án xử lý.")


class PlanNotApproved(Refusal):
    code, field = "stores.entry.plan_not_approved", "lines"
    sentence = _lazy("“%(name)s” đã có phương án xử lý nhưng chưa được phê duyệt; chưa xuất được.")


class PlanOfAnotherWay(Refusal):
    code, field = "stores.entry.plan_of_another_way", "way"
    sentence = _lazy("Phương án đã duyệt cho “%(name)s” là %(way)s; hãy chọn cách xuất cho đúng.")


class PartyMissing(InvalidInput):
    code, field = "stores.entry.party_missing", "counterparty"
    sentence = _lazy("Chưa ghi bên giao hoặc bên nhận.")


class WayUnknown(InvalidInput):
    code, field = "stores.entry.way_unknown", "way"
    sentence = _lazy("Hãy chọn một cách nhập, xuất trong danh sách.")


class SameStore(InvalidInput):
    code, field = "stores.entry.same_store", "store"
    sentence = _lazy("Kho nhận phải khác kho xuất.")


class HappenedInFuture(InvalidInput):
    code, field = "stores.entry.in_future", "happened_at"
    sentence = _lazy("Thời điểm giao nhận không thể ở tương lai.")


class AnsweredAlready(Refusal):
    code = "stores.entry.answered_already"
    sentence = _lazy("Phiếu này đã được thủ kho trả lời.")


class OwnEntry(NotAllowed):
    code = "stores.entry.own"
    sentence = _lazy("Người lập phiếu không tự xác nhận phiếu của mình; việc giao nhận cần hai người.")


class MinutesMissing(InvalidInput):
    code, field = "stores.entry.minutes_missing", "minutes"
    sentence = _lazy("Hãy ghi số, ngày biên bản giao nhận có chữ ký của hai bên.")


class ReasonMissing(InvalidInput):
    code, field = "stores.entry.reason_missing", "note"
    sentence = _lazy("Hãy ghi lý do không xác nhận.")


class CountedByKeeper(NotAllowed):
    code = "stores.count.by_keeper"
    sentence = _lazy("Thủ kho không tự kiểm kê kho mình giữ.")
