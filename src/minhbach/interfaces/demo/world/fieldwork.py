"""An inspection that found a closed door: what was written on the phone waits for who leads the case."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from minhbach.domains.cases import services
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types import Step
from minhbach.domains.cases.types.field import Sent
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import TEAM_ONE
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import Staff

NOTE = "Cửa hàng đóng cửa từ 15 giờ; hàng bên cạnh nói chủ hàng về quê đến hết tuần."
GOODS = ("Tinh dầu thuốc lá điện tử bày ngoài quầy", "Đầu đốt thuốc lá điện tử, hộp rỗng")


def write_in_the_field(staff: Staff, *, at: datetime) -> int:
    """Hand in yesterday's notes in the evening, without minutes; returns how many entries came."""
    inspector = staff["kiemsoat"]
    yesterday = local_date(at) - timedelta(days=1)
    taken, over = moment(yesterday, 13), moment(yesterday, 20)
    case = Case.objects.filter(owner_agency__key=TEAM_ONE, step=Step.INSPECTION).earliest("opened_on", "id")
    kit = services.take_along(officer=inspector, at=taken, case=case, day=yesterday)
    told = [("note", {"text": NOTE}), *(("goods", {"name": name, "quantity": "1", "unit": "hộp"}) for name in GOODS)]
    for number, (kind, content) in enumerate(told):
        made = moment(yesterday, 15, 10 + number)
        sent = Sent(id=UUID(int=389_700 + number), kind=kind, content=content, made_at=made, device_at=over)
        services.receive_entry(officer=inspector, at=over, kit_id=kit.pk, sent=sent)
    services.give_back(officer=inspector, at=over, kit_id=kit.pk)
    return len(told)
