"""An export as another system might make it, taken in by the team's inspector; every name is invented."""

from __future__ import annotations

from typing import Any

from minhbach.domains.cases.models import Case
from minhbach.domains.elsewhere import services
from minhbach.domains.elsewhere.models import Export, Twin
from tests.domains.cases.world import World, as_officer, at

HEAD = "Số hồ sơ,Hồ sơ Minh Bạch,Nội dung,Ngày mở,Người vi phạm,Số quyết định xử phạt,Ngày quyết định,Tiền phạt,Máy in"


def export_of(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


def row_of(case: Case, number: str = "20010001", *, fine: str = "6.000.000", name: str = "Lý Thị Mai") -> str:
    """What INS says of a case that was decided, as it stands here."""
    opened = case.opened_on.strftime("%d/%m/%Y")
    return f"{number},{case.code},Túi xách không rõ nguồn gốc,{opened},{name},07/QĐ-XPHC,10/11/2026,{fine},P1"


def sent(world: World, content: bytes, *, days: int = 14) -> Export:
    with as_officer(world.inspector, at(days)) as officer:
        return services.receive_export(officer=officer, at=at(days), content=content, file_name="ins.csv")


def tried(world: World, export: Export, *, days: int = 14, **changed: str) -> Export:
    with as_officer(world.inspector, at(days)) as officer:
        return services.try_export(officer=officer, at=at(days), export=export, mapping={**export.mapping, **changed})


def taken(world: World, content: bytes, *, days: int = 14, **more: Any) -> Export:
    export = tried(world, sent(world, content, days=days), days=days)
    with as_officer(world.inspector, at(days)) as officer:
        return services.take_export(officer=officer, at=at(days), export=export, **more)


def twin_of(world: World, number: str = "20010001") -> Twin:
    with as_officer(world.inspector, at(20)):
        found: Twin = Twin.objects.select_related("case__owner_agency", "owner_agency").get(number=number)
        return found
