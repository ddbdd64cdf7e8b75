"""The pages of the office's own lexicon: who gets in, what they say, from the first word to the approval."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import services, tasks
from minhbach.domains.screening.models import Export, LexiconEntry, LexiconTrial
from minhbach.domains.screening.types import LexiconState, TrialState
from minhbach.foundation.audit.models import AuditEntry
from tests.domains.screening.lexicon_words import wording
from tests.domains.screening.runs import listing
from tests.worlds import World

Enter = Callable[[Officer], Client]
GIVEN = {
    "name": "Hàng siêu chất v2",
    "sign": "counterfeit",
    "phrases": "hàng siêu chất v2\r\n",
    "strength": "medium",
    "sparing": ["denied", "refunded"],
    "where": "all",
    "legal_basis": "SHTT-GM",
    "source": "Báo địa phương",
    "fires": "Túi xách hàng siêu chất v2",
    "spares": "Shop không bán hàng siêu chất v2",
}


@pytest.fixture
def entry(world: World) -> LexiconEntry:
    with world.acting(world.analyst):
        return services.write_entry(officer=world.analyst, at=world.at, wording=wording())


@pytest.fixture
def trial(world: World, entry: LexiconEntry, in_this_process: object) -> LexiconTrial:
    rows = [listing(number, title=f"Túi hàng siêu chất v2 mẫu {number}", description="") for number in range(1, 4)]
    written = io.BytesIO()
    pl.DataFrame(rows).write_parquet(written)
    written.seek(0)
    with world.acting(world.analyst):
        export = services.receive_export(officer=world.analyst, at=world.at, name="tin.parquet", content=written)
        asked = services.start_trial(officer=world.analyst, at=world.at, entry=entry, export=export)
    tasks.run_trial(trial_id=str(asked.id))
    asked.refresh_from_db()
    assert asked.state == TrialState.DONE, asked.failure
    return asked


def address(name: str, *args: object) -> str:
    return reverse(f"screening:{name}", args=args)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_who_gets_in(world: World, enter: Enter, entry: LexiconEntry) -> None:
    pages = {
        address("lexicon"): {"analyst": 200, "committee_head": 200, "inspector": 200, "records_clerk": 403},
        address("built_in"): {"analyst": 200, "committee_head": 200, "inspector": 200, "records_clerk": 403},
        address("lexicon_new"): {"analyst": 200, "committee_head": 403, "inspector": 403, "records_clerk": 403},
        address("lexicon_entry", entry.id): {"analyst": 200, "committee_head": 200, "inspector": 404, "stranger": 404},
        address("lexicon_edit", entry.id): {"analyst": 200, "committee_head": 403, "inspector": 404, "stranger": 404},
    }
    for page, expected in pages.items():
        assert Client().get(page).status_code == 302
        assert {name: enter(getattr(world, name)).get(page).status_code for name in expected} == expected


@pytest.mark.parametrize("name", ["lexicon_delete", "lexicon_propose", "lexicon_approve", "lexicon_off", "trial_start"])
def test_others_do_nothing_with_it(world: World, enter: Enter, entry: LexiconEntry, name: str) -> None:
    page = address(name, entry.id)
    assert Client().post(page).status_code == 302
    assert enter(world.stranger).post(page, {"note": "x"}).status_code == 404
    assert enter(world.auditor).post(page, {"note": "x"}).status_code in (403, 422)
    with world.acting(world.analyst):
        assert LexiconEntry.objects.get().state == LexiconState.DRAFT


def test_an_entry_is_written_and_found_in_the_list(world: World, enter: Enter) -> None:
    client = enter(world.analyst)
    saved = client.post(address("lexicon_new"), GIVEN, follow=True)
    assert "Đã lưu. Bây giờ hãy thử trên tin đã quét" in text(saved)
    listed = text(client.get(address("lexicon"), {"q": "sieu chat"}))
    assert "Hàng siêu chất v2" in listed
    assert "nháp" in listed
    assert "Không có dòng nào khớp bộ lọc này." in text(client.get(address("lexicon"), {"q": "không có"}))


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(world: World, enter: Enter) -> None:
    changed = {**GIVEN, "phrases": "hàng (siêu", "is_advanced": "on", "source": ""}
    response = enter(world.analyst).post(address("lexicon_new"), changed)
    assert response.status_code == 422
    assert "Ghi nguồn và lý do" in str(response.context["form"].errors["source"])
    assert "mở ngoặc ( mà không đóng" in str(response.context["form"].errors["phrases"])
    assert "hàng (siêu" in text(response)
    with world.acting(world.analyst):
        assert not LexiconEntry.objects.exists()


def test_the_check_answers_while_one_writes(world: World, enter: Enter) -> None:
    client = enter(world.analyst)
    answer = text(client.post(address("lexicon_check_new"), {**GIVEN, "phrases": "rep 1:1", "fires": "Giày rep 1:1"}))
    assert "Hệ thống đã biết:" in answer
    assert "Trong tin có từ thường chỉ hàng nhái" in answer
    assert "<mark>rep 1:1</mark>" in answer
    half = text(client.post(address("lexicon_check_new"), {"phrases": "hàng siêu chất v2"}))
    assert "Còn thiếu" in half
    assert client.post(address("lexicon_check_new"), {}).status_code == 200
    assert enter(world.inspector).post(address("lexicon_check_new"), GIVEN).status_code == 403


def test_what_is_typed_is_shown_as_text(world: World, enter: Enter) -> None:
    shown = text(
        enter(world.analyst).post(address("lexicon_check_new"), {**GIVEN, "fires": "<script>alert(1)</script>"})
    )
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_what_the_product_looks_for_is_found_without_accents(world: World, enter: Enter) -> None:
    client = enter(world.analyst)
    page = client.get(address("built_in"), {"q": "replica"})
    assert "Trong tin có từ thường chỉ hàng nhái" in text(page)
    said = text(client.get(address("built_in"), {"q": "Giày rep 1:1"}))
    assert "nhờ chữ “Giày rep”" in said


def test_rules_that_rest_on_no_words_are_listed_with_what_they_weigh(world: World, enter: Enter) -> None:
    client = enter(world.analyst)
    page = text(client.get(address("built_in"), {"q": "known.seller.confirmed"}))
    assert "Người bán có … lần được xác nhận vi phạm trước đây" in page
    assert "theo dấu hiệu khác đã thấy" in page
    assert "0,8 mỗi lần, tới 1,5 (mạnh)" in page
    page = text(client.get(address("built_in"), {"q": "expiry.date", "sign": "expired"}))
    assert "ngày đã qua hay còn gần, tính đến ngày quét" in page
    page = text(client.get(address("built_in"), {"q": "price.peers"}))
    assert "chỉ để tham khảo" in page
    assert "0, không tính vào điểm" in page
    assert "Bắt được" not in page


def test_a_deleted_draft_can_be_brought_back_from_the_list(world: World, enter: Enter, entry: LexiconEntry) -> None:
    client = enter(world.analyst)
    offered = client.post(address("lexicon_delete", entry.id), follow=True)
    assert "Đã xóa bản nháp “Hàng siêu chất v2”." in text(offered)
    assert client.get(address("lexicon_entry", entry.id)).status_code == 404
    client.post(address("lexicon_restore", entry.id))
    assert client.get(address("lexicon_entry", entry.id)).status_code == 200


def test_from_the_trial_to_the_approval(world: World, enter: Enter, entry: LexiconEntry, trial: LexiconTrial) -> None:
    client, head = enter(world.analyst), enter(world.committee_head)
    page = text(client.get(address("trial", trial.id)))
    assert "<strong>+3</strong>" in page
    assert '<mark class="own"' in page
    for number in (1, 2, 3):
        client.post(address("trial_judge", trial.id, number), {"verdict": "not_worth"}, headers={"hx-request": "true"})
    assert "không nên đưa vào dùng" in text(client.get(address("trial", trial.id)))
    assert client.post(address("lexicon_propose", entry.id), {"note": "Xin duyệt", "seen": "9"}).status_code == 409
    client.post(address("lexicon_propose", entry.id), {"note": "Xin duyệt", "seen": "1"})
    asked = text(head.get(address("lexicon_entry", entry.id)))
    assert "Duyệt và đưa vào dùng" in asked
    assert "Không nên đưa vào dùng" in asked
    for _twice in range(2):
        head.post(address("lexicon_approve", entry.id), {"note": "Đồng ý", "seen": "1"})
    assert AuditEntry.objects.filter(action="screening.lexicon.approved").count() == 1
    assert "Bản 1 được dùng từ" in text(client.get(address("lexicon_entry", entry.id)))
    client.post(address("lexicon_off", entry.id), {"note": "Bắt nhầm"})
    assert "Đã tắt" in text(client.get(address("lexicon_entry", entry.id)))


def test_a_running_trial_asks_again_and_an_ended_one_does_not(
    world: World, enter: Enter, entry: LexiconEntry, trial: LexiconTrial
) -> None:
    client = enter(world.analyst)
    with world.acting(world.analyst):
        export = Export.objects.get()
        later = datetime.now(UTC) + timedelta(seconds=1)
        services.change_entry(officer=world.analyst, at=later, entry=entry, wording=wording(strength="strong"))
        running = services.start_trial(officer=world.analyst, at=later, entry=entry, export=export)
    assert 'hx-trigger="every 1s"' in text(client.get(address("trial_progress", running.id)))
    assert 'hx-trigger="every 1s"' not in text(client.get(address("trial_progress", trial.id)))
    assert "không tính cho bản mới" in text(client.get(address("trial", trial.id)))
    client.post(address("trial_cancel", running.id))
    assert "không giữ lại kết quả nào" in text(client.get(address("trial", running.id)))
    assert "<p>Đã dừng chạy thử.</p>" in text(client.get(address("lexicon_entry", entry.id)))
