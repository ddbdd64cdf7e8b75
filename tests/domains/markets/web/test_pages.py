"""A market from its list to the end of a round, through its pages"""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.markets.models import Market, PlanChange, Round, RoundMark, Stall
from minhbach.domains.subjects.models import Subject
from tests.domains.evidence.conftest import PIXEL
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIST = "Dãy,Ô,Họ và tên,Ngành hàng,Tổ trưởng\nA,1,Lục Thị Mây,Vải,x\nA,2,Đàm Văn Sử,Giày,\nB,1,trống,,\nB,,Ai Đó,,\n"


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@time_machine.travel(AT, tick=False)
def test_lead_from_the_list_of_a_board_through_a_round_to_its_result(world: World, files: Path) -> None:
    client = as_officer(world.inspector)
    assert reverse("markets:open") in client.get(reverse("markets:list")).content.decode()
    form = {"name": "Chợ Phiêng Lành", "place": world.commune.pk, "rules_signed_on": "01/11/2026"}
    assert client.post(reverse("markets:open"), {**form, "board": "Ban Không Có"}).status_code == 422
    page = client.post(reverse("markets:open"), form, follow=True)
    market = Market.unscoped.get()
    assert page.redirect_chain == [(market.get_absolute_url(), 302)]
    assert "Chợ chưa có sơ đồ." in text_of(page)

    sending = reverse("markets:take_list", args=[market.pk])
    assert client.post(sending, {"name": "Tháng 11", "scope": "whole"}).status_code == 422
    page = client.post(sending, {"name": "Tháng 11", "scope": "whole", "pasted": LIST}, follow=True)
    change = PlanChange.unscoped.get()
    assert page.redirect_chain == [(change.get_absolute_url(), 302)]
    for words in ("vào ô 2", "ô mới, còn trống 1", "1 dòng có lỗi, không được ghi", "thiếu số ô.", "sẽ đăng ký mới"):
        assert words in text_of(page)
    asked = client.post(reverse("markets:apply", args=[change.pk]))
    assert asked.status_code == 422
    [confirmed] = re.findall(r'name="confirmed" value="([^"]+)"', asked.content.decode())
    client.post(reverse("markets:apply", args=[change.pk]), {"confirmed": confirmed})
    drawn = text_of(client.get(market.get_absolute_url()))
    for words in ("3 ô, 1 ô trống", "Dãy A tổ trưởng Lục Thị Mây", "Đàm Văn Sử Giày", "01/11/2026"):
        assert words in drawn
    assert "Ngày này chợ chưa có sơ đồ." in text_of(client.get(market.get_absolute_url(), {"ngay": "01/10/2026"}))

    table = reverse("markets:stalls", args=[market.pk])
    assert "Lục Thị Mây" in text_of(client.get(table, {"q": "luc thi may", "held": "leader"}))
    assert client.get(table, {"export": "xlsx"}).content[:2] == b"PK"
    stall = Stall.objects.get(row="A", number="2")
    filled = client.get(reverse("markets:set_stall", args=[market.pk]), {"o": stall.pk}).content.decode()
    assert 'value="Đàm Văn Sử"' in filled
    moved = {"row": "A", "number": "2", "is_vacant": "on", "kind": "household"}
    assert client.post(reverse("markets:set_stall", args=[market.pk]), moved).status_code == 302
    assert "Đàm Văn Sử" not in text_of(client.get(market.get_absolute_url()))
    latest = PlanChange.unscoped.get(kind="hand")
    client.post(reverse("markets:undo", args=[latest.pk]), {"reason": "Nhầm ô"})
    assert "Lý do rút lại Nhầm ô" in text_of(client.get(latest.get_absolute_url()))

    client.post(reverse("markets:open_round", args=[market.pk]), {"purpose": "Vận động ký cam kết"})
    walked = Round.unscoped.get()
    page = client.get(walked.get_absolute_url())
    assert "còn 3/3 ô" in text_of(page)
    # Without a script a button is a form; its press is the mark's id.
    press = str(uuid4())
    for _ in range(2):
        client.post(
            reverse("markets:mark", args=[walked.pk]),
            {"mark": f"{stall.pk}.recheck", f"note-{stall.pk}": "Hàng không nhãn", "press": press},
        )
    [mark] = RoundMark.unscoped.all()
    assert (str(mark.pk), mark.kind, mark.note, mark.subject.name) == (
        press,
        "recheck",
        "Hàng không nhãn",
        "Đàm Văn Sử",
    )
    adding = reverse("evidence:add", args=["markets.roundmark", mark.pk])
    photo = BytesIO(PIXEL)
    photo.name = "o2.png"
    done = client.post(
        adding, {"file": photo, "kind": "photo", "title": "Kệ hàng ô 2", "next": walked.get_absolute_url()}
    )
    assert (done.status_code, EvidenceItem.unscoped.get().target_id) == (302, mark.pk)
    assert "1 ảnh" in text_of(client.get(walked.get_absolute_url()))

    # What a phone kept: one mark good, sent twice, one that nobody can read.
    first = Stall.objects.get(row="A", number="1")
    good = {"id": str(uuid4()), "stall": str(first.pk), "kind": "signed", "note": "", "made_at": AT.isoformat()}
    bad = {"id": str(uuid4()), "stall": "x", "kind": "signed"}
    sending = reverse("markets:send", args=[walked.pk])
    for _ in range(2):
        answer = client.post(sending, {"marks": json.dumps([good, bad])}).json()
    assert answer["kept"] == [good["id"]]
    assert answer["refused"] == [{"id": bad["id"], "sentence": "Không đọc được lần ghi này."}]
    assert {key: one["kind"] for key, one in answer["stalls"].items()} == {
        str(first.pk): "signed", str(stall.pk): "recheck"
    }  # fmt: skip
    assert client.post(sending, {"marks": "{"}).status_code == 422
    assert RoundMark.unscoped.count() == 2
    client.post(reverse("markets:take_back", args=[answer["stalls"][str(first.pk)]["id"]]))
    assert "còn 2/3 ô" in text_of(client.get(walked.get_absolute_url()))

    page = client.post(reverse("markets:close_round", args=[walked.pk]), follow=True)
    summary = reverse("markets:summary", args=[walked.pk])
    assert page.redirect_chain == [(summary, 302)]
    for words in ("kiểm tra lại 1", "chưa ghi 2", "Hàng không nhãn"):
        assert words in text_of(page)
    assert "Đàm Văn Sử" in text_of(client.get(summary, {"mark": "recheck", "print": "1"}))
    assert "0/3" not in text_of(client.get(reverse("markets:rounds")))
    assert "rút lại lần ghi" in text_of(client.get(reverse("markets:stall", args=[first.pk])))
    who = Subject.unscoped.get(name="Đàm Văn Sử")
    assert "Ô A 2 , Chợ Phiêng Lành" in text_of(client.get(reverse("markets:of_subject", args=[who.pk])))
    assert "Đi chợ: cần kiểm tra lại" in text_of(client.get(reverse("subjects:subject", args=[who.pk])))
    assert "Chợ Phiêng Lành" in text_of(client.get(reverse("office:search"), {"q": "phieng lanh"}))


@time_machine.travel(AT)
def test_offer_an_auditor_nothing_to_do(world: World) -> None:
    client = as_officer(world.auditor)
    assert reverse("markets:open") not in client.get(reverse("markets:list")).content.decode()
    assert client.get(reverse("markets:open")).status_code == 403
