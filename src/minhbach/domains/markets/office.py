"""What markets are to the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import SharedKind
from minhbach.domains.evidence.types import TargetKind
from minhbach.domains.markets import policies, selectors, services
from minhbach.domains.subjects.types import Panel, StoryGroup, StoryKind
from minhbach.foundation.office import Office, Room, SearchGroup
from minhbach.foundation.scope import ScopedModel
from minhbach.foundation.search import Hit


def _find(officer: Officer, text: str, *, at: datetime, limit: int) -> Iterator[Hit]:
    for one in selectors.find_markets(text)[:limit]:
        yield Hit(one.name, one.place.name if one.place else "", one.get_absolute_url())


def _mark(officer: Officer, mark_id: UUID, at: datetime, to_write: bool) -> ScopedModel:
    found = selectors.get_mark(mark_id)
    if to_write:
        policies.require_walker(officer, found.round, at=at)
    return found


def _round_of(mark_id: str) -> str:
    found = selectors.get_mark(UUID(mark_id))
    return f"{found.round.get_absolute_url()}#o-{found.stall_id}"


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Chợ"),
            "markets:list",
            "building-store",
            place=47,
            under="areas:list",
            roles=frozenset(policies.WRITERS),
            within=(Room(_lazy("Đợt đi chợ"), "markets:rounds", "walk"),),
        ),
    ),
    search=(SearchGroup(_lazy("Chợ"), "markets:list", _find, place=35),),
    work=selectors.work_items,
    offers=(
        TargetKind("markets.roundmark", _mark, _round_of),
        SharedKind(
            target_type="markets.market",
            words=_lazy("chợ"),
            find=selectors.get_market,
            require=lambda officer, market, at: policies.require_keeper(officer, market, at=at),
            url=lambda market: market.get_absolute_url(),
            change=services.change_market_readers,
            note=_lazy(
                "Sơ đồ, người bán từng ô và các lần thay đổi theo mức của chợ. Đợt đi chợ của đơn vị không rộng hơn"
                " chợ. Hồ sơ của người bán giữ mức riêng của hồ sơ. Cơ quan khác đã mở đợt đi chợ ở đây vẫn xem được"
                " chợ; đợt của họ do họ quyết định."
            ),
        ),
        SharedKind(
            target_type="markets.round",
            words=_lazy("đợt đi chợ"),
            find=selectors.get_round,
            require=lambda officer, walked, at: policies.require_walker(officer, walked, at=at),
            url=lambda walked: walked.get_absolute_url(),
            named=lambda walked: f"{walked.market.name} · {walked.purpose}",
            change=services.change_round_readers,
            is_opened_singly=False,
            note=_lazy("Mọi kết quả đã ghi và sẽ ghi ở các ô theo mức của đợt."),
        ),
        Panel(lambda subject_id: reverse("markets:of_subject", args=[subject_id])),
        StoryKind("markets.signed", _lazy("Đã ký cam kết ở chợ"), StoryGroup.RECORD, "writing-sign", _round_of),
        StoryKind("markets.recheck", _lazy("Đi chợ: cần kiểm tra lại"), StoryGroup.RECORD, "eye-search", _round_of),
    ),
    audit={
        "markets.market.opened": _lazy("thêm chợ"),
        "markets.market.changed": _lazy("sửa thông tin chợ"),
        "markets.plan.tried": _lazy("xem thử danh sách ô chợ"),
        "markets.plan.applied": _lazy("ghi danh sách vào sơ đồ chợ"),
        "markets.plan.stall_changed": _lazy("ghi thay đổi một ô chợ"),
        "markets.plan.undone": _lazy("rút lại thay đổi của sơ đồ chợ"),
        "markets.round.opened": _lazy("mở đợt đi chợ"),
        "markets.round.noted": _lazy("ghi kết quả ở ô chợ"),
        "markets.round.mark_taken_back": _lazy("rút lại kết quả đã ghi ở ô chợ"),
        "markets.round.closed": _lazy("kết thúc đợt đi chợ"),
    },
)
