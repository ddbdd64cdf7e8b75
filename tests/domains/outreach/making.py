"""Publications for tests, made as officers make them; every name is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from minhbach.domains.outreach import services
from minhbach.domains.outreach.kinds import BY_CODE
from minhbach.domains.outreach.kinds.guide import Compared, Guide
from minhbach.domains.outreach.kinds.warning import Warning as GoodsWarning
from minhbach.domains.outreach.models import PartnerKey, Publication
from minhbach.domains.outreach.services.drafting import Draft
from minhbach.foundation.clock import now
from tests.worlds import World

WORDS = Draft(
    title="Kem dưỡng Hoa Hồi giả",
    summary="Kem trộn đựng trong hũ trắng, dán nhãn Hoa Hồi.",
    ground="Thông báo số 12/TB-QLTT",
    summary_en="Counterfeit cream sold under the name Hoa Hồi.",
    goods_found_by=("Kem dưỡng Hoa Hồi", "8934588012228"),
)
WARNING = GoodsWarning(
    goods="Kem dưỡng da Hoa Hồi 50 g",
    signs=("Hũ trắng không có số lô", "Mùi hắc"),
    advice="Không dùng; báo cho cơ quan chức năng.",
    source="Phiếu kiểm nghiệm 88/2026",
)
GUIDE = Guide(goods="Rượu Mẫu Sơn", compared=(Compared("Nắp", "Khắc laser", "In mực"),), source="Chủ nhãn hiệu")


def drafted(world: World, *, at: datetime | None = None, **more: Any) -> Publication:
    """A draft of the committee's."""
    kind, content = more.pop("kind", "warning"), more.pop("content", WARNING)
    with world.acting(world.committee_officer):
        return services.draft(
            officer=world.committee_officer, at=at or now(), kind=BY_CODE[kind], words=replace(WORDS, **more),
            content=content,
        )  # fmt: skip


def submitted(world: World, **more: Any) -> Publication:
    draft = drafted(world, **more)
    with world.acting(world.committee_officer):
        return services.submit(officer=world.committee_officer, at=more.get("at") or now(), publication=draft)


def published(world: World, *, at: datetime | None = None, **more: Any) -> Publication:
    """What the committee drafted and its head let be published."""
    waiting = submitted(world, at=at, **more)
    with world.acting(world.committee_head):
        return services.approve(officer=world.committee_head, at=at or now(), publication=waiting)


def partner_key(world: World, **more: Any) -> tuple[PartnerKey, str]:
    """A partner's key in use, and the key itself."""
    given = {"partner": "Ngân hàng Thử", "paper": "Công văn 5/NHT", "per_second": 20, **more}
    at = now()
    given.setdefault("valid_until", at.date().replace(year=at.year + 1))
    with world.acting(world.committee_officer):
        key = services.propose_key(officer=world.committee_officer, at=at, **given)
    with world.acting(world.committee_head):
        services.confirm_key(officer=world.committee_head, at=at, key=key)
    with world.acting(world.committee_officer):
        return key, services.take_key(officer=world.committee_officer, at=at, key=key)
