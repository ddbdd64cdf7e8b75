"""What is alike stands together; what names the same counts; nobody is told of what he may not see"""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake import receipts, selectors, services
from minhbach.domains.intake.models import Letterbox, Report, ReportMark
from minhbach.domains.intake.selectors import alike
from minhbach.domains.intake.types import MarkKind
from minhbach.foundation.clock import now
from minhbach.foundation.jobs import follow_up
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import as_portal, opened, sent
from tests.domains.intake.web.test_pages import as_officer
from tests.worlds import World

LONG = (
    "Cửa hàng mỹ phẩm Hoa Đào ở đầu chợ bán kem trộn không nhãn, nói là hàng xách tay Nhật Bản, giá chỉ bằng một phần"
    " ba ở nơi khác; vợ tôi dùng ba ngày thì mặt nổi mẩn đỏ, hỏi hóa đơn thì chủ tiệm bảo không có và đuổi về."
)
# The same told by somebody else.
OTHERS = (
    "Em gái tôi mua một hũ kem ở tiệm Hoa Đào cạnh bến xe, trên hũ không ghi nơi sản xuất cũng không có số lô; bôi được"
    " hai hôm thì rát và bong da. Tôi gọi số của tiệm thì họ chặn máy. Mong các anh xuống xem kho phía sau nhà."
)


def looked() -> None:
    """Do what the worker does after what came."""
    while follow_up("intake.look_what_is_alike"):
        pass


def first_of(report: Report) -> Any:
    with acting_as(SYSTEM):
        report.refresh_from_db()
    return report.alike


def pictured(letterbox: Letterbox, what: str, digest: str) -> Report:
    picture = {"media_type": "image/jpeg", "content": "eA==", "original": digest}
    return sent(letterbox, what=what, files=[picture])


def test_copies_with_a_word_changed_are_like_the_first_and_what_others_tell_is_not(world: World) -> None:
    box = opened(world)
    one = sent(box, what=LONG)
    copies = [sent(box, what=LONG.replace("ba ngày", f"{day} ngày")) for day in ("bốn", "năm")]
    other = sent(box, what=OTHERS)
    looked()
    assert [first_of(report) for report in copies] == [one.id] * 2
    assert (first_of(one), first_of(other)) == (one.id, other.id)
    # What is like another keeps no marks of its words: ten thousand copies cost what one costs.
    with acting_as(SYSTEM):
        assert not ReportMark.objects.filter(report__in=copies, kind=MarkKind.WORDS).exists()


def test_looking_again_changes_nothing(world: World) -> None:
    box = opened(world)
    one, two = sent(box, what=LONG), sent(box, what=LONG)
    looked()
    with acting_as(SYSTEM):
        before = list(ReportMark.objects.order_by("id").values_list("report_id", "kind", "value"))
        assert services.look_what_is_alike(report_ids=[one.id, two.id]) == 0
        assert list(ReportMark.objects.order_by("id").values_list("report_id", "kind", "value")) == before


def test_what_is_too_short_is_alike_where_place_and_link_are_the_same(world: World) -> None:
    box = opened(world)
    reports = [
        sent(box, what="Bán hàng giả", link=f"https://vi-du.vn/shop-{shop}", where=where)
        for shop, where in ((1, "Chợ Kỳ Lừa"), (1, "chợ  KỲ LỪA"), (2, "Chợ Kỳ Lừa"), (1, "Chợ Đông Kinh"))
    ]
    looked()
    assert [first_of(one) == first_of(reports[0]) for one in reports] == [True, True, False, False]


def test_the_same_picture_brings_different_words_together(world: World) -> None:
    box = opened(world)
    one, two, three = (
        pictured(box, LONG, "a" * 64), pictured(box, OTHERS, "a" * 64), pictured(box, "Hàng giả ở đây", "b" * 64),
    )  # fmt: skip
    looked()
    assert first_of(two) == first_of(one)
    assert first_of(three) == three.id


def test_a_reader_counts_what_he_may_see_and_no_more(world: World) -> None:
    here = opened(world)
    with world.acting(world.commune_officer):
        there = services.open_letterbox(
            officer=world.commune_officer, at=now(), slug="xa", name="Xã", place=world.commune, promise_days=5
        )
    first, mine, theirs = sent(there, what=LONG), sent(here, what=LONG), sent(there, what=LONG)
    looked()
    assert first_of(mine) == first_of(theirs) == first.id

    def told(officer: Officer, report: Report) -> tuple[int, set[int]]:
        with world.acting(officer):
            company = selectors.company_of(selectors.get_report(report.id))
            rows = {len(row.alike_ids) for row in selectors.folded(selectors.visible_reports())}
            return len(company.alike), rows

    # The commune sees its two; the province's committee, above it, all three, each agency's on a row of its own.
    assert told(world.commune_officer, first) == (2, {1})
    with world.acting(world.commune_officer):
        assert selectors.folded_count(selectors.visible_reports(), 10_000) == 1
    seen, rows = told(world.committee_officer, mine)
    with world.acting(world.committee_officer):
        reach = selectors.visible_reports().count()
    assert (seen, rows) == ((3, {0, 1}) if reach == 3 else (1, {0}))


def test_ten_neighbours_are_stronger_than_ten_copies(world: World) -> None:
    box = opened(world)
    phone = "0912 345 678"
    tellings = [
        f"{LONG} Số {phone}.",
        f"{OTHERS} Số {phone}.",
        f"Bác hàng xóm của tôi bị đau bụng hai ngày sau khi uống thuốc bổ mua của số {phone}, thuốc không tem.",
    ]
    neighbours = [sent(box, what=one, where=where) for one, where in zip(tellings, "ABC", strict=True)]
    copies = [sent(box, what=LONG.replace("Hoa Đào", "Hoa Sen"), where="D") for _ in range(6)]
    looked()
    with world.acting(world.committee_officer):
        strong = selectors.company_of(selectors.get_report(neighbours[0].id))
        weak = selectors.company_of(selectors.get_report(copies[0].id))
    assert strong.tellings == 3
    assert "3 lời kể khác nhau" in strong.words
    assert weak.tellings == 1
    assert "chỉ một lời kể: các tin chép nhau" in weak.words


def test_the_same_goods_of_many_sellers_are_told_as_a_pattern_of_their_own(world: World) -> None:
    box, goods = opened(world), "Mã vạch 8931234567897."
    first, *_others = (
        sent(box, what=f"{LONG} {goods}", where="Chợ Kỳ Lừa"),
        sent(box, what=f"{OTHERS} {goods}", where="Chợ Đông Kinh"),
        sent(box, what="Sữa này mở ra vón cục, cửa hàng không cho trả, tôi còn giữ vỏ hộp.", where="Chợ Kỳ Lừa"),
    )
    looked()
    with world.acting(world.committee_officer):
        company = selectors.company_of(selectors.get_report(first.id))
    assert company.notes == ("Cùng mã hàng 8931234567897: 2 tin, 2 lời kể khác nhau, ghi 2 nơi khác nhau.",)


def test_patterns_are_told_as_notes_and_hold_nothing_up(world: World) -> None:
    box = opened(world)
    reports = [sent(box, what=f"{LONG} Liên hệ 0912 345 67{one}.") for one in range(5)]
    looked()
    with world.acting(world.committee_officer):
        company = selectors.company_of(selectors.get_report(reports[4].id))
    assert company.notes[0] == "Cùng một lời kể nhưng nêu 5 nơi, số hoặc tài khoản khác nhau."
    assert company.notes[1].startswith("5 tin giống nhau tới trong một ngày, ")
    assert len(company.notes) == 2
    assert {report.stage for report in reports} == {"received"}


def test_the_list_has_one_row_for_what_is_alike_and_the_page_has_each(world: World) -> None:
    box = opened(world)
    reports = [sent(box, what=LONG) for _ in range(4)] + [sent(box, what=OTHERS)]
    looked()
    client = as_officer(world.committee_officer)
    listed = client.get(reverse("intake:list")).content.decode()
    assert [one.number in listed for one in reports] == [True, False, False, False, True]
    assert "và 3 tin giống vậy" in listed
    assert "2 dòng" in listed
    page = client.get(reverse("intake:alike", args=[reports[2].id])).content.decode()
    assert [one.number in page for one in reports] == [True, True, True, True, False]
    assert "Xem 4 tin giống nhau" in client.get(reports[0].get_absolute_url()).content.decode()
    # One that somebody has in hand stands for itself.
    with world.acting(world.committee_officer):
        services.assign(officer=world.committee_officer, at=now(), report=reports[1], assignee=world.committee_officer)
    listed = client.get(reverse("intake:list")).content.decode()
    assert [one.number in listed for one in reports] == [True, True, False, False, True]


def test_what_nobody_worked_for_is_kept_and_read_after_what_came_with_its_toll(world: World) -> None:
    box = opened(world)
    receipt = receipts.digest_of(receipts.code_for(uuid4(), key=settings.PORTAL_KEY), key=settings.PORTAL_KEY)
    given = json.dumps({"receipt": receipt, "letterbox": box.slug, "kind": "TIN_BAO", "what": OTHERS})
    assert "number" in as_portal("portal.send_unpaid(%s::jsonb)", given)
    later = sent(box, what=LONG)
    with acting_as(SYSTEM):
        unpaid = Report.objects.get(receipt=receipt)
        assert (unpaid.is_unpaid, later.is_unpaid) == (True, False)
    with world.acting(world.committee_officer):
        assert [one.id for one in selectors.visible_reports()] == [later.id, unpaid.id]
    # Sent again, whichever way, it is what it was.
    assert as_portal("portal.send(%s::jsonb)", given)["again"] is True
    assert as_portal("portal.send_unpaid(%s::jsonb)", json.dumps({**json.loads(given), "letterbox": "x"}))["again"]
    with acting_as(SYSTEM):
        assert Report.objects.get(receipt=receipt).is_unpaid
    listed = as_officer(world.committee_officer).get(reverse("intake:list"), {"toll": "unpaid"}).content.decode()
    assert unpaid.number in listed
    assert later.number not in listed


def test_many_that_are_alike_are_told_as_more_than_so_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST_READ", 3)
    box = opened(world)
    reports = [sent(box, what=LONG) for _ in range(5)]
    looked()
    with world.acting(world.committee_officer):
        assert selectors.company_of(selectors.get_report(reports[0].id)).words.startswith("3+ tin")
