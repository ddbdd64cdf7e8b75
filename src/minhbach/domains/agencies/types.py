"""Kinds, levels and roles."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.office import offered
from minhbach.foundation.pages.chips import ChipChoices

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Agency, Officer
    from minhbach.foundation.pages.detail import Fact
    from minhbach.foundation.scope import ScopedModel, Sharing


class PlaceLevel(models.TextChoices):
    NATION = "nation", _lazy("cả nước")
    PROVINCE = "province", _lazy("tỉnh, thành phố")
    DISTRICT = "district", _lazy("huyện, quận, thị xã")
    COMMUNE = "commune", _lazy("xã, phường, đặc khu")


class Force(models.TextChoices):
    """Codes as in the report's list of forces, and those that steer."""

    POLICE = "CONG_AN", _lazy("Công an")
    BORDER_GUARD = "BIEN_PHONG", _lazy("Bộ đội Biên phòng")
    COAST_GUARD = "CANH_SAT_BIEN", _lazy("Cảnh sát biển")
    CUSTOMS = "HAI_QUAN", _lazy("Hải quan")
    MARKET_SURVEILLANCE = "QLTT", _lazy("Quản lý thị trường")
    TAX = "THUE", _lazy("Thuế")
    FOREST_RANGERS = "KIEM_LAM", _lazy("Kiểm lâm")
    PEOPLES_COMMITTEE = "UBND", _lazy("Ủy ban nhân dân")
    STEERING_COMMITTEE = "BCD389", _lazy("Ban Chỉ đạo 389")
    OTHER = "KHAC", _lazy("Lực lượng khác")


class AgencyLevel(models.TextChoices):
    NATION = "nation", _lazy("trung ương")
    REGION = "region", _lazy("khu vực")
    PROVINCE = "province", _lazy("cấp tỉnh")
    TEAM = "team", _lazy("đội")
    COMMUNE = "commune", _lazy("cấp xã")
    # An agency with a term, below a committee: set up by its standing office, manned by others (decision 0077).
    TASK_FORCE = "task_force", _lazy("tổ công tác")

    @classmethod
    def standing(cls) -> list[tuple[str, Any]]:
        """List the levels of agencies that are there to stay, for a form to choose from."""
        return [(level.value, level.label) for level in cls if level is not cls.TASK_FORCE]


class OutsideKind(models.TextChoices):
    """What a body is that is no agency, and works here with an account of its own."""

    RIGHTS_HOLDER = "rights_holder", _lazy("chủ thể quyền")
    PLATFORM = "platform", _lazy("sàn, nền tảng")
    BANK = "bank", _lazy("ngân hàng, trung gian thanh toán")
    TELECOM = "telecom", _lazy("doanh nghiệp viễn thông")
    ASSOCIATION = "association", _lazy("hội, hiệp hội")
    TRADER = "trader", _lazy("tổ chức, cá nhân kinh doanh")
    OBSERVER = "observer", _lazy("quan sát viên")


class Confidence(models.TextChoices):
    """How well a fact of reference is known, as in the tables of law."""

    SEEN = "SEEN", _lazy("đã đối chiếu bản gốc")
    SEEN_SECOND_HAND = "SEEN_2ND", _lazy("chưa đối chiếu bản gốc")
    MEMORY = "MEMORY", _lazy("chưa kiểm chứng")


class Role(models.TextChoices):
    ANALYST = "analyst", _lazy("chuyên viên phân tích")
    INSPECTOR = "inspector", _lazy("kiểm soát viên")
    INSPECTION_LEADER = "inspection_leader", _lazy("trưởng đoàn kiểm tra")
    HEAD = "head", _lazy("thủ trưởng đơn vị")
    RECORDS_CLERK = "records_clerk", _lazy("văn thư")
    COMMITTEE_OFFICER = "committee_officer", _lazy("chuyên viên Ban Chỉ đạo 389")
    LEGAL_OFFICER = "legal_officer", _lazy("công chức pháp chế")
    AUDITOR = "auditor", _lazy("người kiểm tra nhật ký")
    CUSTODIAN = "custodian", _lazy("người giữ danh tính")
    INTERNAL_INSPECTOR = "internal_inspector", _lazy("thanh tra, kiểm tra nội bộ")
    ACCOUNTANT = "accountant", _lazy("kế toán, thủ quỹ")
    ADMINISTRATOR = "administrator", _lazy("quản trị hệ thống")
    # The one role outside, and no role of anybody inside (`agencies_guests_apart` holds it).
    GUEST = "guest", _lazy("người của bên ngoài")
    # The one role in a task force, and no role elsewhere (`agencies_members_are_sent` holds it): it shows what the
    # force is shown, and gives nothing else.
    MEMBER = "member", _lazy("thành viên tổ công tác")

    @classmethod
    def inside(cls) -> list[tuple[str, Any]]:
        """List what a post in an agency may be, for a form to choose from."""
        return [(role.value, role.label) for role in cls if role not in (cls.GUEST, cls.MEMBER)]


class Shift(models.TextChoices):
    """Whose turn of a day: the leader who answers for it, and who sits by day and by night."""

    LEADER = "1_leader", _lazy("trực lãnh đạo")
    DAY = "2_day", _lazy("trực ban ngày")
    NIGHT = "3_night", _lazy("trực ban đêm")


class ProposalState(ChipChoices):
    """How far a thing is that takes two people."""

    WAITING = "waiting", "warn", _lazy("chờ xác nhận")
    CONFIRMED = "confirmed", "good", _lazy("đã xác nhận")
    REFUSED = "refused", "late", _lazy("không được xác nhận")
    WITHDRAWN = "withdrawn", _lazy("đã rút lại")


class DisclosureState(ChipChoices):
    """How a record stands that was opened to a body outside."""

    OPEN = "open", "good", _lazy("đang mở")
    OVER = "over", _lazy("hết thời hạn")
    CLOSED = "closed", "late", _lazy("đã thu hồi")


class ReplyState(ChipChoices):
    """What came of what a body outside said."""

    WAITING = "waiting", "warn", _lazy("chờ xem xét")
    TAKEN = "taken", "good", _lazy("đã tiếp nhận")
    DECLINED = "declined", "late", _lazy("không tiếp nhận")


# Who holds one of these is the second pair of eyes somewhere: giving such a post alone would be giving oneself two.
TRUSTED_ROLES = frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.LEGAL_OFFICER, Role.CUSTODIAN, Role.INTERNAL_INSPECTOR})


@dataclass(frozen=True)
class DelegableKind:
    """A kind of document that a delegation can name, offered by the domain that signs it."""

    code: str
    label: str | Promise


@dataclass(frozen=True)
class Hanging:
    """One record that hangs on an officer: what it is called, what it is about, by when it is due."""

    record_id: UUID
    words: str
    about: str = ""
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class TakesOver:
    """Who takes over from whom, and the head who lets it pass; WORDS say why, for rooms that write that down."""

    officer: Officer
    at: datetime
    person: Officer
    receiver: Officer
    words: str


@dataclass(frozen=True, kw_only=True)
class HandedKind:
    """What can hang on an officer, offered by the room that keeps it.

    HELD lists what of it hangs on a person on a day, in the reach of who asks. GIVE passes one on by the room's own
    service, and is refused as that is. URL is the page of one; PLACE its place on the minutes: 10, 20, …
    """

    code: str
    label: str | Promise
    held: Callable[[Officer, date], Iterable[Hanging]]
    give: Callable[[TakesOver, UUID], object]
    url: Callable[[UUID], str]
    place: int


class Whose(Enum):
    """To whose things a rule reaches, besides what the officer sees at all."""

    EVERYBODYS = auto()  # no record of anybody's, or one that every officer may read
    SEEN = auto()  # whatever lies in the officer's reach
    OWN = auto()  # of an agency in which, or above which, the role is held
    HELD = auto()  # OWN, or taken over by such an agency
    ADMINISTERED = auto()  # of an agency that the officer administers, or one below it
    ADMINISTERED_ABOVE = auto()  # of an agency below one that the officer administers
    ANSWERED_FOR = auto()  # of a person all of whose agencies the officer administers
    SIGNED_FOR = auto()  # of an agency for which the officer signs, or which the officer administers
    SPOKEN_FOR = auto()  # of the member named, in which or above which the role is held
    INSTALLATION = auto()  # of the installation: the officer administers, and nobody above does
    ONES = auto()  # what the officer proposed


class ChangeSharing(Protocol):
    """Sets the level of a record with what its room keeps of it; opens it to some agencies and closes it to others."""

    def __call__(
        self,
        *,
        officer: Officer,
        at: datetime,
        record: Any,
        sharing: Sharing,
        opened_to: Collection[Agency],
        closed_to: Collection[Agency],
    ) -> object: ...


def _none(_record: Any) -> frozenset[UUID]:
    return frozenset()


@dataclass(frozen=True, kw_only=True)
class SharedKind:
    """A kind of record whose level is changed after it was made, offered by the room that keeps it.

    FIND fetches a record in reach, REQUIRE refuses one who may not change who sees it, URL is its page. A room that
    keeps more of a record than its row CHANGEs it by itself. Those of STAYING take part in it and stay. What is open to
    some with others of its kind (THROUGH: their ids) is so to those, too. NOTE says what else its reader has to know.
    """

    target_type: str
    words: str | Promise
    find: Callable[[UUID], ScopedModel]
    require: Callable[[Officer, Any, datetime], object]
    url: Callable[[Any], str]
    named: Callable[[Any], str] = str
    change: ChangeSharing | None = None
    # Opened to agencies one by one, besides its level.
    is_opened_singly: bool = True
    staying: Callable[[Any], Collection[UUID]] = _none
    through: Callable[[Any], Collection[UUID]] = _none
    note: str | Promise = ""

    def shares_of(self, record: Any) -> set[UUID]:
        """Return the ids by which a record may have been opened to single agencies."""
        return {record.pk, *self.through(record)}


def shared_kind(target_type: str) -> SharedKind | None:
    return next((kind for kind in offered(SharedKind) if kind.target_type == target_type), None)


class TakeReply(Protocol):
    """Puts what PARTY said beside the record it is said to."""

    def __call__(
        self, *, officer: Officer, at: datetime, record: Any, party: str, text: str, dated: date
    ) -> object: ...


def _alone(_record: Any) -> list[ScopedModel]:
    return []


@dataclass(frozen=True, kw_only=True)
class DisclosedKind:
    """A kind of record that may be opened to a body outside by hand, offered by the room that keeps it.

    KIND says how it is found and who may open it. PARTS are opened with it, as far as their reader sees them; FACTS is
    all that the body's people are shown of it, NAMED what they call it by, both without what tells of a person. A reply
    is put beside it by TAKE; where there is none, it is read and noted. What may not be opened as it stands, REFUSE
    says.
    """

    kind: SharedKind
    facts: Callable[[Any], Sequence[Fact]]
    parts: Callable[[Any], Sequence[ScopedModel]] = _alone
    named: Callable[[Any], str] = str
    take: TakeReply | None = None
    refuse: Callable[[Any], object] = _none


def disclosed_kind(target_type: str) -> DisclosedKind | None:
    return next((one for one in offered(DisclosedKind) if one.kind.target_type == target_type), None)


@dataclass(frozen=True)
class Purpose:
    """What a record is opened to a body outside for. SHOWS_WHOLE: what tells of a person is shown whole to it."""

    code: str
    words: str
    valid_from: date
    valid_until: date | None = None
    shows_whole: bool = False

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True)
class DisclosureRules:
    """LONGEST: so many days at most a record is open. PURPOSES by their codes, those that have ended too."""

    longest: timedelta
    purposes: Mapping[str, Purpose]


@cache
def disclosure_rules() -> DisclosureRules:
    table = tomllib.loads((Path(__file__).parent / "data" / "disclosures.toml").read_text(encoding="utf-8"))
    purposes = {row["code"]: Purpose(**row) for row in table["purpose"]}
    return DisclosureRules(timedelta(days=table["longest_days"]), purposes)


@dataclass(frozen=True)
class Rule:
    """One line of a domain's policy: by which pages one does a thing, who may, to whose, and whether it takes two.

    The services hold it; a test walks every page by it, and a page in no rule fails.
    """

    does: str
    pages: tuple[str, ...]
    # No role named: every officer.
    roles: tuple[Role, ...] = ()
    whose: Whose = Whose.EVERYBODYS
    takes_two: bool = False
    # Whether the page is declared for people outside (`foundation.office.open_to_guests`).
    guests: bool = False
