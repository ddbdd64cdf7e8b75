"""Where a dispute stands, who does what in it, and what comes next: the table of its steps."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class State(ChipChoices):
    """Where a dispute stands. SILENT is never written: it is what PASSED has become when its term is over."""

    PREPARED = "prepared", "info", _lazy("đang chuẩn bị chuyển")
    PASSED = "passed", "warn", _lazy("đã chuyển, chờ doanh nghiệp")
    SILENT = "silent", "late", _lazy("doanh nghiệp im lặng quá hạn")
    TALKING = "talking", "info", _lazy("đang thương lượng")
    MEDIATING = "mediating", "info", _lazy("đang hòa giải")
    MET = "met", "info", _lazy("đã thuận, chờ lập văn bản")
    WRITTEN = "written", "warn", _lazy("chờ hai bên ký")
    SETTLED = "settled", "good", _lazy("thỏa thuận đã ký")
    REFUSED = "refused", "late", _lazy("doanh nghiệp từ chối")
    FAILED = "failed", _lazy("không thành")
    WITHDRAWN = "withdrawn", _lazy("người tiêu dùng rút")


class Side(models.TextChoices):
    """Whose step it is; the office may write it down for the two others."""

    CONSUMER = "consumer", _lazy("người tiêu dùng")
    FIRM = "firm", _lazy("doanh nghiệp")
    OFFICE = "office", _lazy("cơ quan")

    @property
    def other(self) -> Side:
        return Side.FIRM if self == Side.CONSUMER else Side.CONSUMER


class Way(models.TextChoices):
    """How a step came."""

    RECEIPT = "receipt", _lazy("trang nhận tin, bằng mã biên nhận")
    ACCOUNT = "account", _lazy("tài khoản của doanh nghiệp")
    LETTER = "letter", _lazy("văn bản, thư")
    EMAIL = "email", _lazy("thư điện tử")
    PHONE = "phone", _lazy("điện thoại")
    IN_PERSON = "in_person", _lazy("trực tiếp")
    OFFICE = "office", _lazy("cơ quan lập")


class StepKind(models.TextChoices):
    """What happens in a dispute."""

    ASKED = "asked", _lazy("hỏi người tiêu dùng có cho nói tên")
    CONSENTED = "consented", _lazy("đồng ý cho doanh nghiệp biết")
    NOT_CONSENTED = "not_consented", _lazy("không cho doanh nghiệp biết mình là ai")
    PASSED = "passed", _lazy("chuyển yêu cầu cho doanh nghiệp")
    ACCEPTED = "accepted", _lazy("nhận thương lượng")
    REFUSED = "refused", _lazy("từ chối thương lượng")
    OFFERED = "offered", _lazy("đề nghị")
    TOOK = "took", _lazy("chấp nhận đề nghị")
    DECLINED = "declined", _lazy("không chấp nhận đề nghị")
    MEDIATION = "mediation", _lazy("mở hòa giải")
    SESSION = "session", _lazy("phiên hòa giải")
    WRITTEN = "written", _lazy("lập văn bản thỏa thuận")
    SIGNED = "signed", _lazy("ký văn bản thỏa thuận")
    BROKEN_OFF = "broken_off", _lazy("thôi, không thành")
    WITHDRAWN = "withdrawn", _lazy("rút yêu cầu")
    REPORTED = "reported", _lazy("báo kết quả thương lượng cho cơ quan")
    KEPT = "kept", _lazy("báo đã thực hiện")
    NOT_KEPT = "not_kept", _lazy("báo chưa thực hiện")
    WORD = "word", _lazy("nói thêm")


class Told(models.TextChoices):
    """What of who the consumer is may be told to the firm: each only by his own word."""

    NAME = "name", _lazy("họ và tên")
    PHONE = "phone", _lazy("số điện thoại")
    ADDRESS = "address", _lazy("địa chỉ")


@dataclass(frozen=True, kw_only=True)
class Move:
    """One row of the table: who may do what from where, what it leads to, and why it is there.

    AFTER is none where the state stays. ANSWERS: it needs an offer of the other side that nobody has answered.
    """

    kind: StepKind
    by: tuple[Side, ...]
    before: tuple[State, ...]
    after: State | None = None
    why: str | Lazy
    needs_words: bool = False
    answers: bool = False


CONSUMER, FIRM, OFFICE = Side.CONSUMER, Side.FIRM, Side.OFFICE
BARGAINING = (State.TALKING, State.MEDIATING)
# Before an end, what the consumer allows counts for what the firm sees from then on.
OPEN = (State.PREPARED, State.PASSED, State.TALKING, State.MEDIATING, State.MET, State.WRITTEN)
ENDED = (State.SETTLED, State.REFUSED, State.FAILED, State.WITHDRAWN)

MOVES: tuple[Move, ...] = (
    Move(kind=StepKind.ASKED, by=(OFFICE,), before=OPEN, why=_lazy("danh tính chỉ nói ra khi người tiêu dùng cho")),
    Move(kind=StepKind.CONSENTED, by=(CONSUMER,), before=OPEN, why=_lazy("người tiêu dùng chọn điều được nói")),
    Move(
        kind=StepKind.NOT_CONSENTED, by=(CONSUMER,), before=(*OPEN, *ENDED),
        why=_lazy("không cho, hoặc rút lại; từ đó doanh nghiệp không thấy nữa"),
    ),
    Move(
        kind=StepKind.PASSED, by=(OFFICE,), before=(State.PREPARED,), after=State.PASSED, needs_words=True,
        why=_lazy("từ ngày này đếm hạn của doanh nghiệp"),
    ),
    Move(
        kind=StepKind.ACCEPTED, by=(FIRM,), before=(State.PASSED, State.REFUSED), after=State.TALKING,
        why=_lazy("doanh nghiệp chịu thương lượng, sau khi từ chối cũng được"),
    ),
    Move(
        kind=StepKind.REFUSED, by=(FIRM,), before=(State.PASSED,), after=State.REFUSED, needs_words=True,
        why=_lazy("luật buộc nêu lý do bằng văn bản"),
    ),
    Move(
        kind=StepKind.OFFERED, by=(FIRM,), before=(State.PASSED, State.REFUSED), after=State.TALKING, needs_words=True,
        why=_lazy("đề nghị ngay cũng là nhận thương lượng"),
    ),
    Move(
        kind=StepKind.OFFERED, by=(CONSUMER, FIRM), before=BARGAINING, needs_words=True,
        why=_lazy("đề nghị mới thay đề nghị trước"),
    ),
    Move(
        kind=StepKind.TOOK, by=(CONSUMER, FIRM), before=BARGAINING, after=State.MET, answers=True,
        why=_lazy("hai bên gặp nhau ở một đề nghị"),
    ),
    Move(
        kind=StepKind.DECLINED, by=(CONSUMER, FIRM), before=BARGAINING, answers=True,
        why=_lazy("không nhận; có thể đề nghị khác"),
    ),
    Move(
        kind=StepKind.MEDIATION, by=(OFFICE,), after=State.MEDIATING, needs_words=True,
        before=(State.PASSED, State.TALKING, State.REFUSED, State.FAILED),
        why=_lazy("thương lượng không xong, hai bên chịu hòa giải"),
    ),
    Move(
        kind=StepKind.SESSION, by=(OFFICE,), before=(State.MEDIATING,), needs_words=True,
        why=_lazy("mỗi phiên một biên bản"),
    ),
    Move(
        kind=StepKind.WRITTEN, by=(OFFICE,), after=State.WRITTEN, needs_words=True,
        before=(State.TALKING, State.MEDIATING, State.MET, State.WRITTEN),
        why=_lazy("lời đã thuận thành văn bản, từ đây không sửa; lập lại chỉ khi chưa ai ký"),
    ),
    Move(
        kind=StepKind.SIGNED, by=(CONSUMER, FIRM), before=(State.WRITTEN,),
        why=_lazy("đủ hai chữ ký thì thành thỏa thuận"),
    ),
    Move(
        kind=StepKind.BROKEN_OFF, by=(CONSUMER, FIRM, OFFICE), after=State.FAILED, needs_words=True,
        before=(State.TALKING, State.MEDIATING, State.MET, State.WRITTEN),
        why=_lazy("một bên thôi, hoặc cơ quan thấy không thành"),
    ),
    Move(
        kind=StepKind.BROKEN_OFF, by=(OFFICE,), before=(State.PASSED,), after=State.FAILED, needs_words=True,
        why=_lazy("doanh nghiệp im lặng quá hạn"),
    ),
    Move(
        kind=StepKind.WITHDRAWN, by=(CONSUMER,), before=OPEN, after=State.WITHDRAWN,
        why=_lazy("người tiêu dùng rút, không cần lý do"),
    ),
    Move(
        kind=StepKind.REPORTED, by=(FIRM,), before=(State.SETTLED, State.FAILED), needs_words=True,
        why=_lazy("luật buộc báo kết quả cho nơi đã chuyển yêu cầu"),
    ),
    Move(
        kind=StepKind.KEPT, by=(CONSUMER, FIRM, OFFICE), before=(State.SETTLED,),
        why=_lazy("mỗi bên tự nói; cơ quan ghi điều đã thấy"),
    ),
    Move(
        kind=StepKind.NOT_KEPT, by=(CONSUMER, FIRM, OFFICE), before=(State.SETTLED,), needs_words=True,
        why=_lazy("mỗi bên tự nói; cơ quan ghi điều đã thấy"),
    ),
    Move(
        kind=StepKind.WORD, by=(CONSUMER, FIRM, OFFICE), before=(*OPEN[1:], *ENDED), needs_words=True,
        why=_lazy("lời đến lúc nào cũng được giữ, không đổi tình trạng"),
    ),
)  # fmt: skip


def moves_from(state: State | str, side: Side | str) -> list[Move]:
    return [move for move in MOVES if state in move.before and side in move.by]


def move_of(kind: StepKind | str, side: Side | str, state: State | str) -> Move | None:
    return next((move for move in moves_from(state, side) if move.kind == kind), None)
