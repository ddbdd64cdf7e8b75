"""Forms of this room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.selectors import bodies
from minhbach.domains.agencies.types import OutsideKind
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.mediation import selectors
from minhbach.domains.mediation.bars import bars
from minhbach.domains.mediation.course import shown
from minhbach.domains.mediation.models import Dispute, Step
from minhbach.domains.mediation.services import Promised
from minhbach.domains.mediation.services.entering import ELSEWHERE
from minhbach.domains.mediation.services.opening import OF_CONSUMER
from minhbach.domains.mediation.services.steps import AFTER_ALL
from minhbach.domains.mediation.types import CONSUMER, FIRM, OFFICE, Side, State, StepKind, Told, Way, moves_from
from minhbach.foundation.ids import read_id
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm

SCANS = ".pdf,.jpg,.jpeg,.png"
# How a step may have come that an officer writes down.
BY_OFFICER = (Way.LETTER, Way.EMAIL, Way.PHONE, Way.IN_PERSON)
PROMISES = range(1, 5)
# Nothing is proposed: what would be first in a list may be an end.
NOTHING = ("", "—")
# What an end most likely makes of the request; the officer decides.
OUTCOMES = {State.SETTLED: "THANH", State.REFUSED: "KHONG_THANH", State.FAILED: "KHONG_THANH"}


class BeginForm(PageForm):
    bar = fields.Choice(
        label=_lazy("Có điều luật không cho thương lượng?"),
        help_text=_lazy("Có thì không chuyển: trả lời người gửi, nêu căn cứ."),
        open=True,
    )
    firm = fields.Text(label=_lazy("Doanh nghiệp, người bán"), longest=300)
    tax_code = fields.Text(
        label=_lazy("Mã số thuế"), required=False, longest=20,
        help_text=_lazy("Để nối đơn với hồ sơ đối tượng; không lưu ở đây."),
    )  # fmt: skip
    firm_address = fields.Text(label=_lazy("Địa chỉ nhận yêu cầu"), required=False, longest=1_000)
    account = fields.Record(
        label=_lazy("Tài khoản của doanh nghiệp ở đây"),
        required=False,
        words=lambda body: body.name,
        help_text=_lazy("Có thì doanh nghiệp đọc và trả lời ngay tại đây; không thì bằng văn bản, điện thoại."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        self.on = on
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.offer("bar", [("none", _lazy("không có")), *((bar.code, bar.words) for bar in bars(self.on))])
        self.offer("account", bodies().filter(outside=OutsideKind.TRADER))
        self.propose(bar="none")


class PassOnForm(PageForm):
    text = fields.Text(
        label=_lazy("Doanh nghiệp nhận đúng những lời này"),
        rows=8,
        longest=20_000,
        help_text=_lazy("Sửa cho gọn, bỏ điều cho biết người gửi là ai. Sau khi chuyển thì không sửa được."),
    )


class EnterForm(PageForm):
    """What happened, of all that may happen now."""

    what = fields.Choice(label=_lazy("Điều đã xảy ra"))
    text = fields.Text(label=_lazy("Nội dung, lý do"), rows=4, longest=20_000, required=False)
    told = fields.Choices(label=_lazy("Người tiêu dùng cho nói"), choices=Told.choices, required=False)
    no_reason = fields.Tick(label=_lazy("Từ chối mà không nêu lý do bằng văn bản"), required=False)
    promise = fields.Record(label=_lazy("Việc trong thỏa thuận"), required=False, words=lambda one: one.what)
    happened_on = fields.Day(label=_lazy("Ngày"))
    way = fields.Choice(label=_lazy("Đến qua"), choices=[(way.value, way.label) for way in BY_OFFICER])
    scan = fields.File(label=_lazy("Bản quét"), accept=SCANS, largest=20, required=False)

    def __init__(self, *args: Any, dispute: Dispute, steps: Sequence[Step], on: date, **kwargs: Any) -> None:
        self.dispute, self.steps, self.on = dispute, steps, on
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        offered = _may_happen(self.dispute, self.steps, on=self.on)
        self.offer("what", [NOTHING, *((f"{side}:{kind}", f"{side.label}: {kind.label}") for side, kind in offered)])
        kinds = {kind for _side, kind in offered}
        written = selectors.last_of(self.steps, StepKind.WRITTEN)
        if StepKind.KEPT in kinds and written is not None:
            self.offer("promise", written.promises.order_by("position"))
        for name, kind in (("promise", StepKind.KEPT), ("told", StepKind.CONSENTED), ("no_reason", StepKind.REFUSED)):
            if kind not in kinds:
                del self.fields[name]
        self.propose(happened_on=self.on, way=Way.LETTER)

    @property
    def told_service(self) -> dict[str, Any]:
        """What the service is given: side and kind apart, the scan as bytes."""
        asked = dict(self.asked)
        side, kind = asked.pop("what").split(":")
        scan, promise = asked.pop("scan"), asked.pop("promise", None)
        return {
            **asked, "side": side, "kind": kind, "told": tuple(asked.get("told") or ()),
            "promise": promise.pk if promise else None, "scan": scan.read() if scan else b"",
        }  # fmt: skip


def _may_happen(dispute: Dispute, steps: Sequence[Step], *, on: date) -> list[tuple[Side, StepKind]]:
    """List what the table allows now, without what cannot be: an answer to no offer, an end before the term is over."""
    offer, is_silent = (
        selectors.open_offer(steps),
        shown(dispute.state, due_on=dispute.due_on, as_of=on) == State.SILENT,
    )
    found = []
    for side in Side:
        for move in moves_from(dispute.state, side):
            is_for_silence = side == OFFICE and dispute.state == State.PASSED and move.after is not None
            if (
                move.kind in ELSEWHERE
                or (move.answers and (offer is None or offer.side == side))
                or (is_for_silence and not is_silent)
                or (dispute.closed_at is not None and move.kind not in AFTER_ALL)
            ):
                continue
            found.append((side, move.kind))
    return found


class FirmForm(PageForm):
    """What a firm may do now; it carries the offer and the text that it was shown with."""

    what = fields.Choice(label=_lazy("Doanh nghiệp trả lời"))
    text = fields.Text(
        label=_lazy("Nội dung, lý do"),
        rows=5,
        longest=20_000,
        required=False,
        help_text=_lazy("Người tiêu dùng và cơ quan đọc nguyên văn. Từ chối thì phải nêu lý do cụ thể."),
    )
    promise = fields.Record(label=_lazy("Việc trong thỏa thuận"), required=False, words=lambda one: one.what)
    about = fields.Carried()
    digest = fields.Carried()

    def __init__(self, *args: Any, dispute: Dispute, steps: Sequence[Step], on: date, **kwargs: Any) -> None:
        self.dispute, self.steps, self.on = dispute, steps, on
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        kinds = [kind for side, kind in _may_happen(self.dispute, self.steps, on=self.on) if side == FIRM]
        self.offer("what", [NOTHING, *((kind.value, kind.label) for kind in kinds)])
        written, offer = selectors.last_of(self.steps, StepKind.WRITTEN), selectors.open_offer(self.steps)
        if StepKind.KEPT in kinds and written is not None:
            self.offer("promise", written.promises.order_by("position"))
        else:
            del self.fields["promise"]
        self.propose(about=str(offer.pk) if offer else "", digest=written.data["digest"] if written else "")

    @property
    def told_service(self) -> dict[str, Any]:
        """What the service is given."""
        asked = dict(self.asked)
        kind, promise = asked.pop("what"), asked.pop("promise", None)
        about = read_id(asked.pop("about")) if kind in (StepKind.TOOK, StepKind.DECLINED) else None
        return {**asked, "kind": kind, "about": about, "promise": promise.pk if promise else None}


class AgreementForm(PageForm):
    """The text, and up to four things to be done."""

    text = fields.Text(
        label=_lazy("Nội dung hai bên đã thỏa thuận"),
        rows=8,
        longest=20_000,
        help_text=_lazy("Ghi đúng lời hai bên đã thuận; cơ quan không phán xử hợp đồng. Lập xong thì không sửa được."),
    )

    def derived(self) -> dict[str, forms.Field]:
        asked: dict[str, forms.Field] = {}
        sides = [("", "—"), *((side.value, side.label) for side in (FIRM, CONSUMER))]
        for place in PROMISES:
            number = {"number": place}
            asked[f"what_{place}"] = fields.Text(
                label=format_lazy(_lazy("Việc {number}"), **number), longest=500, required=False
            )
            asked[f"side_{place}"] = fields.Choice(
                label=format_lazy(_lazy("Việc {number}: bên làm"), **number), choices=sides, required=False
            )
            asked[f"due_{place}"] = fields.Day(
                label=format_lazy(_lazy("Việc {number}: trước hết ngày"), **number), required=False
            )
        return asked

    field_order = ("text", *(f"{name}_{place}" for place in PROMISES for name in ("what", "side", "due")))

    def clean(self) -> dict[str, Any]:
        """Each thing is whole, or not there."""
        cleaned: dict[str, Any] = self.cleaned_data
        for place in PROMISES:
            row = [cleaned.get(f"{name}_{place}") for name in ("what", "side", "due")]
            if any(row) and not all(row):
                self.add_error(f"what_{place}", _("Ghi đủ cả ba: việc gì, bên nào làm, trước ngày nào."))
        return cleaned

    @property
    def promises(self) -> list[Promised]:
        given = self.cleaned_data
        return [
            Promised(given[f"side_{place}"], given[f"what_{place}"], given[f"due_{place}"])
            for place in PROMISES
            if given[f"what_{place}"]
        ]


class CloseForm(PageForm):
    outcome = fields.Choice(label=_lazy("Kết quả của đơn"), help_text=_lazy("Người gửi đọc được."))
    text = fields.Text(label=_lazy("Trả lời người gửi"), rows=5, longest=5_000)

    def __init__(self, *args: Any, dispute: Dispute, **kwargs: Any) -> None:
        self.dispute = dispute
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.offer("outcome", [(one.code, one.words) for one in BY_CODE[OF_CONSUMER].outcomes])
        self.propose(outcome=OUTCOMES.get(State(self.dispute.state), ""))
