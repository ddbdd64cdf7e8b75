"""Evidence of the open cases: a screenshot of the shop, photos of the goods, and their custody."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhbach.domains.cases.models import Case
from minhbach.domains.evidence.services import add_evidence, record_custody
from minhbach.domains.evidence.types import CustodyStep, EvidenceKind
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.pictures import draw_page, draw_shelf
from minhbach.interfaces.demo.world.desk import Desk


def keep_screenshot(desk: Desk, case: Case, *, at: datetime) -> None:
    """Keep a screenshot of the shop as it was when the inspector looked."""
    shop = desk.merchant.shops[0]
    add_evidence(
        officer=desk.inspector,
        at=at,
        target=case,
        kind=EvidenceKind.SCREENSHOT,
        title=f"Ảnh chụp màn hình gian hàng “{shop.name}”",
        content=draw_page(chance_for(f"page {desk.scenario.number}")),
        file_name=f"gian-hang-{desk.scenario.number}.png",
        obtained_at=at - timedelta(minutes=15),
        source_url=shop.url,
    )


def keep_photo(desk: Desk, case: Case, *, at: datetime) -> None:
    """Keep a photo of the goods found, and record that the goods were sealed."""
    item = add_evidence(
        officer=desk.leader,
        at=at,
        target=case,
        kind=EvidenceKind.PHOTO,
        title="Ảnh hàng hóa tại thời điểm kiểm tra",
        content=draw_shelf(chance_for(f"shelf {desk.scenario.number}")),
        file_name=f"hang-hoa-{desk.scenario.number}.png",
        obtained_at=at - timedelta(minutes=90),
        obtained_where=desk.address,
    )
    record_custody(
        officer=desk.leader,
        at=at,
        item=item,
        step=CustodyStep.SEALED,
        happened_at=at - timedelta(minutes=20),
        place=desk.team.name,
        seal_number=f"NP{desk.scenario.number:05d}",
    )
