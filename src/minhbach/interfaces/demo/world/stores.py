"""Two stores of the branch and their keeper: goods that came in, a sample that went out, a slip that waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from minhbach.domains.cases.models import Case, HeldTerm
from minhbach.domains.stores import services
from minhbach.domains.stores.models import Lot, Store
from minhbach.domains.stores.selectors import seized_lines
from minhbach.domains.stores.services import Counted, Pick
from minhbach.foundation.clock import local_date
from minhbach.foundation.writing import write_day
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.world import words
from minhbach.interfaces.demo.world.desk import Desk
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import Staff

HEAD, KEEPER = "chicuctruong", "thukho"
MINUTE = timedelta(minutes=1)


def open_stores(staff: Staff, *, at: datetime) -> None:
    """Open one of the branch's own and one that it hires, as if two months ago."""
    opened = moment(working_day(local_date(at) - timedelta(days=60)), 8)
    _open(staff, words.STORE, "own", "Ngõ sau trụ sở Chi cục, phường Kỳ Lừa", at=opened)
    _open(staff, "Kho lạnh thuê", "hired", "Lô 3 cụm kho Đồi Thông", at=opened, hired_from="Công ty Kho lạnh Mây Núi")


def _open(staff: Staff, name: str, kind: str, address: str, *, at: datetime, hired_from: str = "") -> None:
    head, day = staff[HEAD], local_date(at)
    store = services.open_store(officer=head, at=at, name=name, kind=kind, address=address, hired_from=hired_from)
    services.appoint_keeper(
        officer=head,
        at=at,
        store=store,
        person=staff[KEEPER],
        first_day=day,
        decision=f"31/QĐ-CCQLTT, {write_day(day)}",
    )


def bring_in(desk: Desk, case: Case, *, at: datetime) -> None:
    """All that is under seizure comes in; of the first goods a sample goes to the experts at once."""
    store, lines, keeper = _store(), seized_lines(case), desk.bench.staff[KEEPER]
    came = services.ask(
        officer=desk.inspector, at=at, case=case, store=store, way="seized",
        picks=[Pick(line.line_id) for line in lines], counterparty=desk.inspector.full_name,
    )  # fmt: skip
    services.accept(officer=keeper, at=at + 3 * MINUTE, entry=came, minutes="14/BB-GN", shelf="Dãy A, kệ 3")
    sample = services.ask(
        officer=desk.inspector, at=at + 5 * MINUTE, case=case, store=store, way="sample",
        picks=[Pick(lines[0].line_id, Decimal(1))], counterparty=words.EXPERTS,
        purpose="Giám định theo quyết định trưng cầu",
    )  # fmt: skip
    services.accept(officer=keeper, at=at + 8 * MINUTE, entry=sample, minutes="15/BB-GN")


def keep_stores(staff: Staff, *, at: datetime) -> int:
    """Count what is in, and let the owner of a vehicle that was let go wait at the door; returns the lines that are in.

    The keeper has not answered yet.
    """
    store = _store()
    lots = list(Lot.objects.filter(store=store, held__gt=0).order_by("number"))
    yesterday = moment(local_date(at) - timedelta(days=1), 15)
    counted = services.count_store(
        officer=staff[HEAD], at=yesterday, store=store, counted=[Counted(lot, lot.held) for lot in lots]
    )
    services.accept(officer=staff[KEEPER], at=yesterday + 30 * MINUTE, entry=counted, minutes="02/BB-KK")
    case = HeldTerm.objects.select_related("case__owner_agency").get().case
    inspector = staff[staff.inspector_of(case.owner_agency.key)]
    let_go = [line for line in seized_lines(case) if line.let_go]
    services.ask(
        officer=inspector, at=at - 90 * MINUTE, case=case, store=store, way="returned",
        picks=[Pick(line.line_id) for line in let_go], counterparty="Chủ phương tiện",
        authority="Quyết định trả lại phương tiện", purpose="Trả lại theo quyết định",
    )  # fmt: skip
    return len(lots)


def _store() -> Store:
    found: Store = Store.objects.get(name=words.STORE)
    return found
