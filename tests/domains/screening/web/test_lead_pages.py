"""The list and the page of a lead, as officers open them."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any

import polars as pl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.selectors.leads import _tell
from minhbach.domains.screening.services import dismiss_lead, take_lead
from minhbach.domains.screening.types import DismissalReason
from tests.domains.screening.runs import listing, signal
from tests.worlds import World

Enter = Callable[[Officer], Client]
Receive = Callable[..., Sweep]
LIST = reverse("screening:leads")


def titles(client: Client, **query: str) -> list[str]:
    response = client.get(LIST, {**query, "sort": query.get("sort", "-urgency")})
    assert response.status_code == 200
    return [lead.title for lead in response.context["list"].page.object_list]


def test_the_most_urgent_comes_first(world: World, enter: Enter, receive: Receive) -> None:
    receive(listing(1), listing(2), listing(3), scores={"shopee:1": 0.5, "shopee:2": 2.0, "shopee:3": 1.0})
    assert titles(enter(world.inspector)) == ["Kem dưỡng da số 2", "Kem dưỡng da số 3", "Kem dưỡng da số 1"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"sign": "expired"}, {"số 2"}),
        ({"platform": "tiki"}, {"số 3"}),
        ({"place": "unknown"}, {"số 3"}),
        ({"seller": "Tiệm Gió"}, {"số 2"}),
        ({"least": "200.000"}, {"số 3"}),
        ({"most": "150k"}, set()),
        ({"q": "kem duong so 2"}, {"số 2"}),
        ({"q": "tiem gi"}, {"số 2"}),
        ({"q": "không có"}, set()),
        ({"state": "dismissed"}, set()),
        ({"sign": "nonsense", "least": "nhiều tiền"}, {"số 1", "số 2", "số 3"}),
    ],
)
def test_the_list_is_narrowed(
    world: World, enter: Enter, receive: Receive, query: dict[str, str], found: set[str]
) -> None:
    first = listing(1)
    second = listing(2, seller_name="Tiệm Gió", seller_id="tiemgio")
    third = listing(3, platform="tiki", seller_location="Nước ngoài", price_vnd=250_000)
    signals = [signal(first, "trị nám"), signal(second, "trị nám", sign="expired"), signal(third, "trị nám")]
    receive(first, second, third, signals=signals)
    assert {title.removeprefix("Kem dưỡng da ") for title in titles(enter(world.inspector), **query)} == found


def test_what_was_laid_aside_comes_only_when_asked_for(world: World, enter: Enter, lead: Lead) -> None:
    with world.acting(world.analyst):
        dismiss_lead(officer=world.analyst, at=world.at, lead=lead, reason="lawful")
    client = enter(world.inspector)
    assert titles(client) == []
    assert titles(client, state="dismissed") == titles(client, state="any") == [lead.title]


def test_the_list_keeps_to_its_queries(
    world: World, enter: Enter, receive: Receive, django_assert_max_num_queries: Any
) -> None:
    receive(*[listing(number) for number in range(1, 31)])
    client = enter(world.inspector)
    client.get(LIST, {"sort": "-urgency"})
    with django_assert_max_num_queries(28):
        client.get(LIST, {"sort": "-urgency"})


def test_a_list_that_is_too_long_to_count_is_not_counted_again_for_a_while(
    world: World, enter: Enter, receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minhbach.foundation.pages.listing.COUNT_CAP", 3)
    monkeypatch.setattr("minhbach.foundation.pages.listing._known_long", {})
    receive(*[listing(number) for number in range(1, 6)])

    def ask(officer: Officer, **query: str) -> tuple[str, int]:
        with CaptureQueriesContext(connection) as asked:
            page = enter(officer).get(LIST, {"sort": "-urgency", **query}).context["list"]
        return page.count_text, sum(") narrowed" in one["sql"] for one in asked.captured_queries)

    assert [ask(world.inspector), ask(world.inspector)] == [("3+", 1), ("3+", 0)]
    # Another filter, another reach and a list that is counted to its end are asked each time.
    assert ask(world.inspector, state="new") == ("3+", 1)
    assert ask(world.outsider) == ("3+", 1)
    assert [ask(world.inspector, least="1tr"), ask(world.inspector, least="1tr")] == [("0", 1), ("0", 1)]


def test_the_page_keeps_to_its_queries(
    world: World, enter: Enter, receive: Receive, django_assert_max_num_queries: Any
) -> None:
    receive(*[listing(number) for number in range(1, 31)])
    with world.acting(world.inspector):
        lead = Lead.objects.first()
    client = enter(world.inspector)
    with django_assert_max_num_queries(34):
        client.get(reverse("screening:lead", args=[lead.id]))


def test_the_page_underlines_each_sign_in_the_sellers_own_words(world: World, enter: Enter, receive: Receive) -> None:
    row = listing(
        1,
        title="<script>alert(1)</script> & kem",
        description="Kem trị nám tận gốc, <b>zalo</b> 0912 345 678",
        seller_name="Tiệm <i>Mây</i>",
    )
    signals = [
        signal(row, "trị nám tận gốc"),
        signal(row, "tận gốc, <b>zalo", sign="off_platform", rule="contact.channel", weight=1.2),
        signal(row, "kem", field="title", rule="claims.absolute"),
    ]
    receive(row, signals=signals)
    with world.acting(world.inspector):
        lead = Lead.objects.get()
    page = enter(world.inspector).get(reverse("screening:lead", args=[lead.id])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page
    assert '<span class="sign-double">trị nám </span>' in page
    assert '<span class="sign-double"><span class="sign-railed">tận gốc</span></span>' in page
    assert '<span class="sign-railed">, &lt;b&gt;zalo</span>' in page
    assert "<b>zalo" not in page
    assert "<i>Mây" not in page
    assert "Người bán khẳng định trị tận gốc, dứt điểm: “trị nám tận gốc”." in page


def test_pictures_are_never_fetched_from_where_the_seller_put_them(
    world: World, enter: Enter, receive: Receive
) -> None:
    row = listing(1, image_urls=["https://img.example/1.jpg"])
    receive(row)
    with world.acting(world.inspector):
        lead = Lead.objects.get()
    page = enter(world.inspector).get(reverse("screening:lead", args=[lead.id])).content.decode()
    assert "https://img.example/1.jpg" in page
    assert 'src="https://img.example' not in page
    assert 'href="https://img.example' not in page


def test_the_page_says_what_could_not_be_checked(world: World, enter: Enter, receive: Receive) -> None:
    row = listing(1, price_vnd=None, seller_location=None, image_urls=["https://img.example/1.jpg"])
    receive(row, share_with=None)
    with world.acting(world.inspector):
        lead = Lead.objects.get()
    page = enter(world.inspector).get(reverse("screening:lead", args=[lead.id])).context["page"]
    assert list(page.told.unchecked) == [
        "Chưa có dữ liệu số công bố, số đăng ký để đối chiếu.",
        "Chưa có kết quả kiểm tra trước đây để đối chiếu tin và người bán.",
        "Chưa có lịch sử vi phạm, cam kết của người bán để đối chiếu.",
        "Tin không ghi giá, nên chưa so được giá.",
        "Ảnh chưa được xem: hệ thống chỉ giữ địa chỉ của ảnh.",
        "Tệp không cho biết người bán ở đâu.",
    ]


def test_reasons_are_numbered_beside_their_marks_and_figures_kept(world: World, enter: Enter, receive: Receive) -> None:
    row = listing(1, title="Túi Hoa Nắng \u202eyad", description="Kem trị nám tận gốc, túi kiểu Hoa Nắng")
    price = signal(row, "túi kiểu Hoa Nắng", sign="counterfeit", rule="price.far_below", family="price", weight=1.0)
    price |= {"field": None, "start": None, "end": None, "quote": None}
    price |= {"values": '{"median_vnd": 900000, "price_vnd": 150001}'}
    official = price | {"sign": "misleading", "rule": "known.official", "weight": -0.8, "values": "{}"}
    receive(row, signals=[signal(row, "trị nám tận gốc"), price, official])
    with world.acting(world.inspector):
        lead = Lead.objects.get()
    page = enter(world.inspector).get(reverse("screening:lead", args=[lead.id])).content.decode()
    assert '<sup><a href="#reason-2">2</a></sup>' in page
    assert 'id="reason-2"' in page
    assert "900.000 đồng" in page
    assert "Sàn ghi đây là gian hàng chính hãng." in page
    assert "‹U+202E›yad" in page
    assert "\u202e" not in page.split('id="lead"')[1]


def test_the_explanation_is_taken_as_a_file_that_names_its_own_digest(world: World, enter: Enter, lead: Lead) -> None:
    from minhbach.foundation.audit.models import AuditEntry

    client = enter(world.inspector)
    page = client.get(reverse("screening:lead", args=[lead.id]))
    response = client.get(reverse("screening:explanation", args=[lead.id]))
    assert response.headers["Content-Disposition"].startswith('attachment; filename="shopee-1-')
    content = json.loads(response.content)
    assert content["listing"]["title"] == "Kem dưỡng da số 1"
    assert [sign["sign"] for sign in content["signs"]] == ["misleading"]
    digest = sha256(response.content).hexdigest()
    assert digest in page.content.decode()
    entry = AuditEntry.objects.get(action="screening.lead.explanation_taken")
    assert entry.data["sha256"] == digest


def test_a_look_from_before_explanations_still_shows_its_reasons(world: World, enter: Enter, lead: Lead) -> None:
    with world.acting(world.inspector):
        sighting = lead.sightings.get()
    older = [{key: value for key, value in one.items() if key != "family"} for one in sighting.signals]
    sighting.signals, sighting.explanation = older, {}
    told = _tell(sighting)
    assert [reason.sentence for sign in told.signs for reason in sign.reasons] == [
        "Người bán khẳng định trị tận gốc, dứt điểm: “trị nám”."
    ]
    assert told.signs[0].harm == ""


def test_the_sellers_other_leads_stand_beside_it(world: World, enter: Enter, receive: Receive) -> None:
    other_words = "Kem trị nám khác, rất tốt."
    receive(listing(1), listing(2, description=other_words), listing(3, seller_id="khac", seller_name="Khác"))
    with world.acting(world.inspector):
        lead = Lead.objects.get(listing_id="shopee:1")
    client = enter(world.inspector)
    page = client.get(reverse("screening:lead", args=[lead.id])).context["page"]
    assert [other.listing_id for other in page.others] == ["shopee:2"]
    rows = client.get(reverse("screening:sellers")).context["page"].object_list
    assert [(row["name"], row["leads"]) for row in rows] == [("Tiệm Mây", 2), ("Khác", 1)]


def test_an_earlier_look_can_be_read_again(world: World, enter: Enter, receive: Receive) -> None:
    receive(listing(1))
    receive(listing(1, price_vnd=1_000))
    with world.acting(world.inspector):
        lead = Lead.objects.get()
        first = lead.sightings.order_by("id").first()
    client = enter(world.inspector)
    address = reverse("screening:lead", args=[lead.id])
    assert client.get(address).context["page"].snapshot["price_vnd"] == 1_000
    assert client.get(address, {"lan": str(first.id)}).context["page"].snapshot["price_vnd"] == 150_001


def test_opening_a_lead_is_audited(world: World, enter: Enter, lead: Lead) -> None:
    from minhbach.foundation.audit.models import AuditEntry

    enter(world.inspector).get(reverse("screening:lead", args=[lead.id]))
    entry = AuditEntry.objects.get(action="screening.lead.viewed")
    assert (entry.officer_id, entry.target_id, entry.data) == (world.inspector.id, str(lead.id), {})


def test_the_list_goes_out_as_a_workbook(world: World, enter: Enter, lead: Lead) -> None:
    response = enter(world.inspector).get(LIST, {"export": "xlsx"})
    assert response.content[:2] == b"PK"


def test_the_pane_comes_without_the_frame(world: World, enter: Enter, lead: Lead) -> None:
    address = reverse("screening:lead", args=[lead.id])
    client = enter(world.inspector)
    assert "<html" not in client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in client.get(address).content.decode()


def test_the_primary_act_follows_the_state(world: World, enter: Enter, lead: Lead) -> None:
    address = reverse("screening:lead", args=[lead.id])
    client = enter(world.inspector)
    assert reverse("screening:take", args=[lead.id]) in client.get(address).content.decode()
    with world.acting(world.inspector):
        take_lead(officer=world.inspector, at=world.at, lead=lead)
    page = client.get(address).content.decode()
    assert reverse("screening:take", args=[lead.id]) not in page
    assert reverse("screening:release", args=[lead.id]) in page


def alike(world: World, receive: Receive) -> list[str]:
    """Three leads of one title from one account, the most urgent first; returns their ids."""
    rows = [listing(number, title="Viên sủi Hoa Nắng", price_vnd=number * 10_000) for number in (1, 2, 3)]
    receive(*rows, listing(4), scores={"shopee:1": 3.0, "shopee:2": 2.0, "shopee:3": 1.0, "shopee:4": 0.5})
    with world.acting(world.inspector):
        return [str(lead.id) for lead in Lead.objects.filter(title="Viên sủi Hoa Nắng").order_by("-score")]


def states(world: World) -> list[str]:
    with world.acting(world.inspector):
        return list(Lead.objects.order_by("-score").values_list("state", flat=True))


def test_one_row_stands_for_what_is_alike_and_names_each(world: World, enter: Enter, receive: Receive) -> None:
    ids = alike(world, receive)
    page = enter(world.inspector).get(LIST, {"sort": "-urgency"})
    assert [lead.title for lead in page.context["list"].page.object_list] == ["Viên sủi Hoa Nắng", "Kem dưỡng da số 4"]
    assert "3 tin như nhau" in page.content.decode()
    assert f'value="{",".join(ids)}" data-count="3"' in page.content.decode()
    pane = enter(world.inspector).get(reverse("screening:lead", args=[ids[0]]), headers={"HX-Request": "true"})
    assert f'name="alike" value="{",".join(ids[1:])}" checked' in pane.content.decode()
    assert "2 tin như nhau khác của Tiệm Mây" in pane.content.decode()


def test_the_workbook_has_each_of_what_is_alike(world: World, enter: Enter, receive: Receive) -> None:
    alike(world, receive)
    book = enter(world.inspector).get(LIST, {"export": "xlsx"}).content
    assert pl.read_excel(BytesIO(book)).height == 4


def test_an_act_on_the_row_is_on_all_it_stands_for_and_undone_at_once(
    world: World, enter: Enter, receive: Receive
) -> None:
    ids = alike(world, receive)
    client = enter(world.analyst)
    answer = client.post(reverse("screening:bulk"), {"lead": ",".join(ids), "reason": "misread"}, follow=True)
    assert states(world) == ["dismissed"] * 3 + ["new"]
    assert "Đã bỏ qua 3 thông tin." in answer.content.decode()
    assert answer.context["undo"] == {"act": "restore", "ids": ids}
    client.post(reverse("screening:bulk"), {"act": "restore", "lead": ",".join(ids)})
    assert states(world) == ["new"] * 4


def test_an_act_from_the_pane_comes_back_to_the_list_and_is_undone_there(
    world: World, enter: Enter, receive: Receive
) -> None:
    ids = alike(world, receive)
    client = enter(world.inspector)
    sent = {"alike": ",".join(ids[1:]), "from": "list"}
    answer = client.post(reverse("screening:take", args=[ids[0]]), sent, follow=True)
    assert answer.redirect_chain[0][0] == LIST
    assert states(world) == ["taken"] * 3 + ["new"]
    assert answer.context["undo"]["act"] == "release"
    client.post(reverse("screening:bulk"), {"act": "release", "lead": ",".join(ids)})
    assert states(world) == ["new"] * 4


def test_taken_from_a_list_of_those_that_wait_one_goes_on_with_it_on_its_page(
    world: World, enter: Enter, lead: Lead
) -> None:
    client = enter(world.inspector)
    client.get(LIST, {"state": "new"})
    answer = client.post(reverse("screening:take", args=[lead.id]), {"from": "list"})
    assert answer["Location"] == reverse("screening:lead", args=[lead.id])


def test_the_lead_alone_is_acted_on_where_the_others_are_not_named(
    world: World, enter: Enter, receive: Receive
) -> None:
    ids = alike(world, receive)
    enter(world.inspector).post(reverse("screening:take", args=[ids[0]]))
    assert states(world) == ["taken", "new", "new", "new"]


def test_what_cannot_be_read_as_ids_acts_on_nothing(world: World, enter: Enter, receive: Receive) -> None:
    ids = alike(world, receive)
    for sent in ({"alike": "khong-phai-ma"}, {"alike": "00000000-0000-0000-0000-000000000000"}):
        assert enter(world.inspector).post(reverse("screening:take", args=[ids[0]]), sent).status_code == 404
    assert states(world) == ["new"] * 4


def test_laid_aside_on_its_page_a_lead_gives_way_to_the_next(world: World, enter: Enter, receive: Receive) -> None:
    ids = alike(world, receive)
    client = enter(world.analyst)
    client.get(LIST, {"sort": "-urgency"})
    page = client.get(reverse("screening:lead", args=[ids[0]]))
    with world.acting(world.analyst):
        following = Lead.objects.get(listing_id="shopee:4")
    assert page.context["beside"].before is None
    assert page.context["beside"].after == {"id": following.id, "title": following.title}
    sent = {"alike": ",".join(ids[1:]), "reason": "lawful", "next": str(following.id)}
    answer = client.post(reverse("screening:dismiss", args=[ids[0]]), sent, follow=True)
    assert answer.redirect_chain == [(reverse("screening:lead", args=[following.id]), 302)]
    assert "Đã bỏ qua 3 thông tin." in answer.content.decode()


def test_each_reason_is_a_button_with_a_digit(world: World, enter: Enter, lead: Lead) -> None:
    page = enter(world.analyst).get(reverse("screening:lead", args=[lead.id])).content.decode()
    for number, reason in enumerate(DismissalReason.values, start=1):
        assert f'name="reason" value="{reason}" data-digit="{number}"' in page
    assert "required" not in page.split('id="act-on-lead"')[1].split("</form>")[0]


def test_the_score_has_its_scale_and_the_price_its_peers(world: World, enter: Enter, receive: Receive) -> None:
    rows = [listing(number, title=f"Kem {number}", price_vnd=number * 100_000) for number in range(1, 21)]
    receive(*rows, scores={f"shopee:{number}": float(number) for number in range(1, 21)})
    with world.acting(world.inspector):
        first, last = (Lead.objects.get(listing_id=f"shopee:{number}") for number in (20, 1))
    client = enter(world.inspector)
    page = client.get(reverse("screening:lead", args=[first.id])).content.decode()
    assert "Điểm ưu tiên 2.000 · cao: trong 5% đầu của lượt quét, thứ 1 trên 20" in page
    assert "Đắt hơn 19 trong 19 tin cùng loại hàng trong lượt quét (mỹ phẩm); giá giữa 1.000.000 ₫." in page
    page = client.get(reverse("screening:lead", args=[last.id])).content.decode()
    assert "thấp: thứ 20 trên 20 của lượt quét" in page


def test_a_platform_is_said_by_its_name_and_a_category_in_vietnamese(
    world: World, enter: Enter, receive: Receive
) -> None:
    receive(listing(1, platform="SHOPEE", category="health/sex"), listing(2, title="Kem khác"))
    client = enter(world.inspector)
    page = client.get(LIST, {"platform": "shopee", "sort": "-urgency"})
    choices = next(one for one in page.context["list"].filters if one.name == "platform").choices
    assert choices == [("shopee", "Shopee")]
    assert len(page.context["list"].page.object_list) == 2
    with world.acting(world.inspector):
        lead = Lead.objects.get(listing_id="shopee:1")
    page = client.get(reverse("screening:lead", args=[lead.id])).content.decode()
    assert "Sức khỏe, sinh lý" in page
    assert "health/sex" not in page
