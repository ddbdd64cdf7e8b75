"""Forms of this room."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.selectors import places_of_map
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.domains.intake import selectors
from minhbach.domains.intake.kinds import BY_CODE, KINDS
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.domains.intake.refusals import ChangedMeanwhile
from minhbach.domains.intake.types import moves_from
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.refusals import Refusal

NOTHING = [("", "—")]


class GroupAnswerForm(PageForm):
    text = fields.Text(
        label=_lazy("Trả lời tất cả người gửi"),
        rows=6,
        longest=5_000,
        help_text=_lazy("Mỗi người đọc trong trao đổi của mình, bằng mã biên nhận; không ai thấy người khác."),
    )
    # Who came after the page was made is not answered unseen.
    until = fields.Carried()


class NoteForm(PageForm):
    ids = "note"

    text = fields.Text(
        label=_lazy("Ghi chú nội bộ"), rows=3, longest=5_000, help_text=_lazy("Người gửi không bao giờ đọc được.")
    )


class OfReport(PageForm):
    """A form about one report."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        self.report = report
        super().__init__(*args, **kwargs)


class AnswerForm(OfReport):
    """SEEN is what an answer rests on; where that is not so any more, nothing is sent before it was read."""

    ids = "answer"

    text = fields.Text(
        label=_lazy("Trả lời người gửi"),
        rows=5,
        longest=5_000,
        help_text=_lazy("Người gửi đọc bằng mã biên nhận. Không hỏi họ tên, nơi ở nếu không thật cần."),
    )
    seen = fields.Carried()

    def prepare(self) -> None:
        self.propose(seen=selectors.sign_of(self.report))

    def refuse(self, refusal: Refusal) -> None:
        super().refuse(refusal)
        # The page that says it shows all there is now: sent again, it is sent in the knowledge of it.
        if isinstance(refusal, ChangedMeanwhile):
            data: QueryDict = cast("QueryDict", self.data).copy()
            data["seen"] = selectors.sign_of(self.report)
            self.data = data


class MoveForm(OfReport):
    ids = "move"

    stage = fields.Choice(label=_lazy("Chuyển sang"))
    outcome = fields.Choice(
        label=_lazy("Kết quả"), required=False, help_text=_lazy("Cần khi kết thúc hoặc chuyển đi; người gửi đọc được.")
    )
    reason = fields.Text(label=_lazy("Lý do"), required=False, longest=500)

    def prepare(self) -> None:
        moves = moves_from(self.report.stage)
        self.offer("stage", [(move.after.value, f"{move.after.label} – {move.why}") for move in moves])
        outcomes = BY_CODE[self.report.kind].outcomes
        self.offer("outcome", [*NOTHING, *((one.code, one.words) for one in outcomes)])


class TurnForm(OfReport):
    ids = "turn"

    kind = fields.Choice(label=_lazy("Loại đúng"))
    reason = fields.Text(label=_lazy("Lý do"), longest=500)

    def prepare(self) -> None:
        fit = [kind for kind in KINDS if not kind.off and not kind.names_unit and kind.code != self.report.kind]
        self.offer("kind", [(kind.code, kind.words) for kind in fit])


class AssignForm(OfReport):
    assignee = fields.Record(label=_lazy("Giao cho"))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.at = at
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.offer("assignee", selectors.who_may_deal_with(self.report, at=self.at))


class TellingForm(PageForm):
    """What the public reads of a way in."""

    name = fields.Text(
        label=_lazy("Tên hiện cho người dân"), longest=200, help_text=_lazy("Ví dụ: Ban Chỉ đạo 389 tỉnh Lạng Sơn.")
    )
    hotline = fields.Text(label=_lazy("Đường dây nóng"), required=False, longest=60)
    email = fields.Text(label=_lazy("Thư điện tử"), required=False, longest=120)
    address = fields.Text(label=_lazy("Địa chỉ nhận đơn"), required=False)
    promise_days = fields.Whole(
        label=_lazy("Tự hứa trả lời trong (ngày)"),
        least=1,
        most=90,
        required=False,
        help_text=_lazy("Cho tin báo, là loại chưa biết hạn theo luật. Người gửi đọc thấy đây là lời hứa của cơ quan."),
    )


class ChangeLetterboxForm(TellingForm):
    def __init__(self, *given: Any, letterbox: Letterbox) -> None:
        told = ("name", "hotline", "email", "address", "promise_days")
        super().__init__(*given, initial={field: getattr(letterbox, field) for field in told})


class LetterboxForm(TellingForm):
    slug = fields.Text(
        label=_lazy("Tên trong địa chỉ"), longest=60, help_text=_lazy("Chữ thường không dấu, như lang-son; in ở mã QR.")
    )
    place = fields.Record(label=_lazy("Địa bàn"), required=False, help_text=_lazy("Để trống là cả nước."))

    field_order = ("name", "slug", "place", "hotline", "email", "address", "promise_days")

    def prepare(self) -> None:
        self.offer("place", places_of_map(on=local_date(now()), level=PlaceLevel.PROVINCE))
