"""New leads are shown to the watch lists, and each keeper is told of leads he may see"""

from __future__ import annotations

from pathlib import Path

from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.services import import_run
from minhbach.domains.watching import services as watching
from minhbach.domains.watching.selectors import own_alerts, where_met
from tests.domains.screening.runs import listing, signal, write_run
from tests.worlds import AT, World


def test_a_watched_name_is_met_in_the_leads_of_a_sweep(world: World, files: Path, tmp_path: Path) -> None:
    for keeper in (world.analyst, world.stranger):
        with world.acting(keeper):
            watched = watching.open_list(officer=keeper, at=AT, title="Kem trộn", reason="Theo tin báo")
            watching.add_entry(officer=keeper, at=AT, watch_list=watched, kind="goods", value="kem Mây Trắng")
    rows = [listing(1, title="KEM MAY TRANG giá sỉ"), listing(2, title="Kem mây hồng")]
    run, export = write_run(tmp_path / "run", rows, [signal(row, "trị nám") for row in rows])
    with world.acting(world.analyst):
        import_run(officer=world.analyst, at=AT, run_folder=run, listings=export, share_with=())
        [alert] = own_alerts()
        lead = Lead.objects.get(title__startswith="KEM MAY")
        assert (alert.met_id, where_met(alert)[0]) == (lead.id, "thông tin cần thẩm tra")
    with world.acting(world.stranger):
        assert not own_alerts().exists()
