"""A team that draws its papers in INS, and an export of INS that it has read; the other teams draw theirs here."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.models import Case
from minhbach.domains.documents.services import hear_joined
from minhbach.domains.elsewhere.services import receive_export, take_export, try_export
from minhbach.foundation.clock import local_date
from minhbach.foundation.writing import write_day
from minhbach.interfaces.demo.accounts import TEAM_THREE
from minhbach.interfaces.demo.world.province import Staff

# Invented headings: the layout of INS's exports is not public.
_HEAD = "Số hồ sơ,Hồ sơ Minh Bạch,Nội dung,Ngày mở,Đối tượng,Người nhập"


def read_export(staff: Staff, *, at: datetime) -> int:
    """Read two files of INS: a case of the team, called otherwise there, and one that nobody has entered here."""
    team, inspector = Agency.objects.get(key=TEAM_THREE), staff["khacdonvi"]
    hear_joined(team, None, at=at)
    rows = [_HEAD, f"20030119,,Kiểm tra cửa hàng tạp hóa,{write_day(local_date(at))},Hộ kinh doanh Lò Thị Hoa,Hiếu"]
    case = Case.objects.filter(owner_agency=team).order_by("-opened_on", "id").first()
    if case is not None:
        rows.append(f"20030117,{case.code},Kiểm tra hàng cấm bán trên mạng,{write_day(case.opened_on)},,Hiếu")
    export = receive_export(officer=inspector, at=at, content="\n".join(rows).encode(), file_name="ho-so-ins.csv")
    try_export(officer=inspector, at=at, export=export, mapping=export.mapping)
    take_export(officer=inspector, at=at, export=export)
    return export.new_count
