"""Stages, channels and sides of a report, the table of its moves, and what rooms above put on its page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.engine.identifiers import Identity
from minhbach.foundation.office import offered
from minhbach.foundation.pages.chips import ChipChoices

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer


class Stage(ChipChoices):
    """Where a report stands; its sender is told the same words."""

    RECEIVED = "received", "warn", _lazy("mới nhận")
    IN_HAND = "in_hand", "info", _lazy("đang xem xét")
    ASKED = "asked", "info", _lazy("chờ người gửi bổ sung")
    HANDED = "handed", "warn", _lazy("đã chuyển, chờ nơi nhận xác nhận")
    PASSED_ON = "passed_on", _lazy("đã chuyển cơ quan có thẩm quyền")
    DONE = "done", "good", _lazy("đã kết thúc")


@dataclass(frozen=True)
class Move:
    """One arrow between two stages, and why there is one.

    ENDS: it needs an outcome of the kind. BY_HANDOVER: a hand-over makes it, nobody chooses it.
    """

    before: Stage
    after: Stage
    why: str | Promise
    ends: bool = False
    by_handover: bool = False


MOVES: tuple[Move, ...] = (
    Move(Stage.RECEIVED, Stage.IN_HAND, _lazy("có người nhận xem xét")),
    Move(Stage.RECEIVED, Stage.PASSED_ON, _lazy("không thuộc thẩm quyền, thấy ngay khi nhận"), ends=True),
    Move(Stage.RECEIVED, Stage.DONE, _lazy("kết thúc ngay, nêu kết quả"), ends=True),
    Move(Stage.IN_HAND, Stage.ASKED, _lazy("thiếu điều cần biết, đã hỏi người gửi")),
    Move(Stage.ASKED, Stage.IN_HAND, _lazy("người gửi đã bổ sung, hoặc không chờ nữa")),
    Move(Stage.IN_HAND, Stage.PASSED_ON, _lazy("xem xét thấy không thuộc thẩm quyền"), ends=True),
    Move(Stage.IN_HAND, Stage.DONE, _lazy("đã xem xét xong, nêu kết quả"), ends=True),
    Move(Stage.RECEIVED, Stage.HANDED, _lazy("thấy ngay là việc của cơ quan khác"), by_handover=True),
    Move(Stage.IN_HAND, Stage.HANDED, _lazy("xem xét thấy là việc của cơ quan khác"), by_handover=True),
    Move(Stage.ASKED, Stage.HANDED, _lazy("bổ sung xong thấy là việc của cơ quan khác"), by_handover=True),
    Move(Stage.HANDED, Stage.RECEIVED, _lazy("nơi nhận đã tiếp nhận, từ đó là việc của nơi ấy"), by_handover=True),
    Move(Stage.HANDED, Stage.IN_HAND, _lazy("nơi nhận trả lại, hoặc nơi chuyển rút lại"), by_handover=True),
    Move(Stage.ASKED, Stage.DONE, _lazy("không bổ sung, kết thúc theo điều đã có"), ends=True),
    Move(Stage.PASSED_ON, Stage.IN_HAND, _lazy("nơi nhận trả lại")),
    Move(Stage.DONE, Stage.IN_HAND, _lazy("có tình tiết mới, mở lại")),
)
OPEN = (Stage.RECEIVED, Stage.IN_HAND, Stage.ASKED, Stage.HANDED)


def moves_from(stage: Stage | str) -> tuple[Move, ...]:
    """List the arrows that an officer may choose."""
    return tuple(move for move in MOVES if move.before == stage and not move.by_handover)


def move_between(before: Stage | str, after: Stage | str) -> Move | None:
    return next((move for move in MOVES if (move.before, move.after) == (before, after)), None)


class Channel(models.TextChoices):
    """How a report came in."""

    PORTAL = "portal", _lazy("cổng thông tin")
    PHONE = "phone", _lazy("điện thoại")
    LETTER = "letter", _lazy("thư")
    EMAIL = "email", _lazy("thư điện tử")
    IN_PERSON = "in_person", _lazy("trực tiếp")


class Side(models.TextChoices):
    """Who wrote a message. What is NOTED is the office's own and never shown to the sender."""

    SENDER = "sender", _lazy("người gửi")
    OFFICE = "office", _lazy("cơ quan trả lời")
    NOTED = "noted", _lazy("ghi chú nội bộ")


class MarkKind(models.TextChoices):
    """By what one report is found to be like another."""

    WORDS = "words", _lazy("lời kể")
    PICTURE = "picture", _lazy("ảnh")
    NAMED = "named", _lazy("nơi, số, tài khoản nêu trong tin")


class GroupAnswerState(ChipChoices):
    """How far an answer to many is."""

    WAITING = "waiting", "warn", _lazy("chờ gửi, còn thu hồi được")
    RUNNING = "running", "info", _lazy("đang gửi")
    DONE = "done", "good", _lazy("đã gửi")
    CANCELED = "canceled", _lazy("đã thu hồi")
    FAILED = "failed", "late", _lazy("bị ngắt")


class DueBy(models.TextChoices):
    """Whose word the day of the answer is: the law's, or only the office's own."""

    LAW = "law", _lazy("theo luật")
    PROMISE = "promise", _lazy("cơ quan tự hứa")


class Step(models.TextChoices):
    """What happened to a report, for its story."""

    RECEIVED = "received", _lazy("nhận")
    MOVED = "moved", _lazy("chuyển bước")
    TURNED = "turned", _lazy("đổi loại")
    ASSIGNED = "assigned", _lazy("giao người xử lý")
    ANSWERED = "answered", _lazy("trả lời người gửi")
    HANDED = "handed", _lazy("chuyển cơ quan khác")
    TAKEN = "taken", _lazy("nơi nhận tiếp nhận")
    BACK = "back", _lazy("trả lại, rút lại")
    MARKED = "marked", _lazy("ghi mốc thời hạn")
    TIED = "tied", _lazy("nối hồ sơ")
    UNTIED = "untied", _lazy("bỏ nối hồ sơ")
    RAISED = "raised", _lazy("báo cấp trên vì quá hạn")


class HandoverState(ChipChoices):
    """How far a hand-over has come; it is somebody's work until it is taken, returned or withdrawn."""

    SENT = "sent", "warn", _lazy("chờ nơi nhận xác nhận")
    TAKEN = "taken", "good", _lazy("nơi nhận đã tiếp nhận")
    RETURNED = "returned", "info", _lazy("nơi nhận trả lại")
    WITHDRAWN = "withdrawn", _lazy("nơi chuyển đã rút lại")


class Mark(models.TextChoices):
    """What starts, ends or changes a term of the law: dated events from which every clock is reckoned anew."""

    CAME = "came", _lazy("đến cơ quan, trước ngày nhập")
    KNOWN = "known", _lazy("người khiếu nại biết quyết định")
    OBSTACLE = "obstacle", _lazy("trở ngại khách quan bắt đầu")
    OBSTACLE_OVER = "obstacle_over", _lazy("trở ngại khách quan chấm dứt")
    MANY_PLACES = "many_places", _lazy("phải kiểm tra ở nhiều nơi")
    COMPLEX = "complex", _lazy("vụ việc phức tạp, đã ghi bằng văn bản")
    REMOTE = "remote", _lazy("ở vùng sâu, vùng xa")
    SIMPLE = "simple", _lazy("thông tin đơn giản, có sẵn")
    ACCEPTED = "accepted", _lazy("thụ lý")
    NOT_ACCEPTED = "not_accepted", _lazy("không thụ lý")
    NOTIFIED = "notified", _lazy("đã thông báo việc thụ lý")
    EXTENDED = "extended", _lazy("gia hạn")
    EXTENDED_MORE = "extended_more", _lazy("gia hạn, đặc biệt phức tạp")
    SUPPLEMENT = "supplement", _lazy("yêu cầu bổ sung hồ sơ")
    COMPLETE = "complete", _lazy("nhận đủ hồ sơ")
    CONCLUDED = "concluded", _lazy("kết luận, quyết định giải quyết")
    TOLD = "told", _lazy("đã gửi kết luận")
    FORWARDED = "forwarded", _lazy("đã chuyển người bán")
    BARGAINED = "bargained", _lazy("doanh nghiệp nhận thương lượng")
    REFUSED = "refused", _lazy("doanh nghiệp từ chối, nêu lý do")
    NEGOTIATED = "negotiated", _lazy("thương lượng kết thúc")
    NOT_AGREED = "not_agreed", _lazy("thương lượng không thành")
    WITHDRAWN = "withdrawn", _lazy("người tiêu dùng rút yêu cầu")
    ANSWERED = "answered", _lazy("trả lời, thông báo bằng văn bản")


class TieKind(models.TextChoices):
    """What a report is tied to."""

    SAME_AS = "same_as", _lazy("trùng với tin, đơn")
    CASE = "case", _lazy("vụ việc")
    LEAD = "lead", _lazy("thông tin cần thẩm tra")
    SUBJECT = "subject", _lazy("đối tượng")


class Verdict(models.TextChoices):
    """What a sender thinks of how he was answered: three plain words."""

    GOOD = "good", _lazy("hài lòng")
    FAIR = "fair", _lazy("tạm được")
    POOR = "poor", _lazy("chưa hài lòng")


@dataclass(frozen=True)
class ReportAct:
    """What may be done about a report in a room above, offered to those who hold ROLES."""

    label: str | Promise
    icon: str
    roles: frozenset[str]
    url: Callable[[UUID], str]


@dataclass(frozen=True)
class Seen:
    """A record as whoever sees it knows it: what it is called, its page, and where it stands."""

    words: str
    url: str
    state: str = ""


@dataclass(frozen=True)
class TieDoor:
    """Records of another room that a report may belong to.

    FIND takes what a report names and the subjects known by it, and gives records in reach, each with the reason. SEEN
    is none for an officer who does not see the record.
    """

    what: TieKind
    find: Callable[[Sequence[Identity], Sequence[UUID]], Iterable[tuple[UUID, str]]]
    seen: Callable[[UUID, Officer, datetime], Seen | None]


@dataclass(frozen=True)
class ReportPanel:
    """A piece of page that a report's page fetches, for a reader who may see it; URL takes the report's id."""

    url: Callable[[str], str]


def panel_urls(report_id: object) -> list[str]:
    return [panel.url(str(report_id)) for panel in offered(ReportPanel)]


def report_acts(roles: Collection[str]) -> list[ReportAct]:
    return [act for act in offered(ReportAct) if act.roles & set(roles)]


def tie_doors() -> list[TieDoor]:
    return list(offered(TieDoor))
