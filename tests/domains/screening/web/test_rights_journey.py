"""From a mark that its owner proposes to the answer he reads about each link: what the room of rights is for, whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.rights.models import GuidePoint, Notice, Right
from minhbach.domains.screening.models import Lead
from minhbach.engine.screening.knowledge import load_knowledge
from minhbach.foundation.jobs import follow_up
from minhbach.foundation.writing import write_day
from tests.domains.rights.making import HOLDER, TODAY, holder_of, links
from tests.domains.screening.web.test_sweep_pages import sweep_of
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("files")
COLUMNS = ("listing_id", "title", "price_vnd", "seller_name", "seller_id", "platform", "seller_location")
SHOP, OTHER = "700", "9001"


def listings() -> bytes:
    out = io.StringIO()
    rows = [(f"s{number}", "Giày Mây Núi cổ thấp", "190000", f"Gian {shop}", shop, "shopee", "Lạng Sơn")
            for number, shop in enumerate((SHOP, OTHER))]  # fmt: skip
    csv.writer(out).writerows([COLUMNS, *rows])
    return out.getvalue().encode()


def post(client: Client, page_name: str, /, *args: Any, **given: Any) -> None:
    answered = client.post(reverse(f"rights:{page_name}", args=args), given)
    assert answered.status_code == 302, answered.context["form"].errors


def page(client: Client, name: str, *args: Any) -> str:
    answered = client.get(reverse(f"rights:{name}", args=args))
    assert answered.status_code == 200
    return " ".join(answered.content.decode().split())


def test_a_mark_and_guide_reach_the_sweep_and_each_link_is_answered(
    world: World,
    enter: Callable[[Officer], Client],
    in_this_process: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "KNOWLEDGE", tmp_path / "knowledge")
    holder = holder_of(world)
    owner, officer, analyst = enter(holder), enter(world.inspector), enter(world.analyst)
    day = write_day(TODAY)

    # The owner proposes his mark, a price, a shop and a point of the guide.
    post(owner, "enter", kind="trademark", number="4-0312345-000", title="Mây Núi", holder=HOLDER,
         granted_on="01/02/2020", classes="25", goods="giày", source="Giấy chứng nhận")  # fmt: skip
    with world.acting(holder):
        right = Right.objects.get()
    post(owner, "say", right.pk, "gia-san", floor_vnd="900.000", valid_from=day, source="Bảng giá")
    post(owner, "say", right.pk, "nguoi-ban", role="seller", name="Gian 700", platform="shopee", account=SHOP,
         valid_from=day, source="Hợp đồng")  # fmt: skip
    post(owner, "say", right.pk, "diem-nhan-biet", where="Tem lưỡi giày", genuine="dệt chìm", fake="in nổi")
    assert "chờ xác nhận" in page(owner, "right", right.pk)
    assert owner.get(reverse("rights:send", args=[right.pk])).status_code == 200
    assert owner.post(reverse("rights:send", args=[right.pk]), {"links": links(1)[0]}).status_code == 422

    # The officer compares it, and confirms what he sees on paper.
    assert "Mây Núi" in officer.get("/").content.decode()
    post(officer, "decide", right.pk, verdict="confirmed", compared_with="Sổ đăng ký, tra hôm nay")
    with world.acting(world.inspector):
        floor, seller, point = right.floors.get(), right.sellers.get(), GuidePoint.objects.get()
    for slug, one in (("gia-san", floor), ("nguoi-ban", seller), ("diem-nhan-biet", point)):
        post(officer, "confirm", right.pk, slug, one.pk)
    assert "dệt chìm" in page(officer, "right", right.pk)

    # The next sweep knows it: the shop that may sell is no lead, the other is.
    assert follow_up("rights.knowledge") == 1
    swept = sweep_of(world, analyst, "tin.csv", listings())
    assert swept.versions["knowledge"] == load_knowledge(tmp_path / "knowledge").version
    with world.acting(world.analyst):
        (found,) = Lead.objects.filter(kind="listing")
        assert (found.seller_id, found.signs) == (OTHER, ["counterfeit"])
        signals = found.sightings.get().signals
    assert "known.mark" in {signal["rule"] for signal in signals}

    # Fifty links become leads; two of one shop, one that nobody can read.
    post(owner, "send", right.pk, links="\n".join([*links(49), "xem ảnh"]), note="Đã mua thử ba đôi")
    with world.acting(world.inspector):
        notice = Notice.objects.get()
        leads = list(Lead.objects.filter(kind="rights_notice"))
        lead = Lead.objects.get(url=links(1)[0])
    assert len(leads) == 49
    beside = page(officer, "of_lead", lead.pk)
    assert "Trả lời bên báo" in beside
    assert "Đã mua thử ba đôi" in beside
    shown = officer.get(reverse("screening:lead", args=[lead.pk])).content.decode()
    assert reverse("rights:of_lead", args=[lead.pk]) in shown

    # Each is answered; the owner reads answer and day of each, and nothing of a lead.
    post(officer, "answer", notice.pk, lines="1, 3-4", answer="confirmed", words="Đã kiểm tra.")
    post(officer, "answer", notice.pk, lines="2", answer="no_power")
    assert "còn chờ trả lời" in page(owner, "notice", notice.pk)
    post(officer, "answer", notice.pk, lines="", answer="unfounded")
    told = page(owner, "notice", notice.pk)
    assert told.count("xác nhận có vi phạm") >= 3
    assert "không phải một địa chỉ trang" in told
    with world.acting(world.inspector):
        answered_on = notice.links.get(row=1).answered_on
    assert write_day(answered_on) in told
    assert "đã trả lời hết" in told
    assert str(lead.pk) not in told
    assert owner.get(reverse("screening:lead", args=[lead.pk])).status_code == 403
    assert officer.get(reverse("rights:notices")).status_code == 200
    assert owner.get(reverse("rights:own")).status_code == 200
