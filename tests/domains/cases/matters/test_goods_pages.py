"""Seals, values, goods of nobody and their disposal in the office: the forms as people fill them, and the list."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.matters.disposal import DisposalWay
from minhbach.domains.cases.matters.sealing import SEALING
from minhbach.domains.cases.matters.valuation import VALUATION
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types import SubjectRole
from tests.domains.cases.matters.test_disposal import approved, lorry, plan
from tests.domains.cases.matters.test_seizure import do, inventory, state_of
from tests.domains.cases.test_pages import signed_in
from tests.domains.cases.world import World, at, case_at


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.interfaces.office.middleware.now", lambda: at(13))


def act(world: World, case: Case, slug: str, *, part: str = "", post: Any = None, **form: str) -> Any:
    """Open the form of an act, then send it; the answer."""
    client, url = signed_in(post or world.inspector), reverse("cases:act", args=[case.id, slug])
    shown = client.get(url, {"part": part} if part else {})
    assert shown.status_code == 200
    return client.post(url, {"part": part, "happened_on": "2026-11-14", **form})


def matter_in(world: World, case: Case, kind: str) -> Any:
    [found] = [one for one in state_of(case, world.inspector).matters.values() if one.kind == kind]
    return found


def test_goods_are_sealed_and_the_seal_opened(world: World) -> None:
    case = case_at(world, "inspected")
    people = {"witness": "Nông Thị Én", "happened_on": "2026-11-06"}
    done = act(
        world, case, "niem-phong", goods="1", seals="NP1\nNP2", sealed_by="Vi Văn Hải", place="Kho Đội 1", **people
    )
    assert done.status_code == 302
    matter = matter_in(world, case, SEALING)
    assert matter.first.fact.seals == ("NP1", "NP2")
    opening = {"reason": "Giám định", "opened_by": "Vi Văn Hải", "state": "broken", **people}
    refused = act(world, case, "mo-niem-phong", part=matter.id, **opening)
    assert refused.status_code == 422
    assert "hãy ghi khác gì" in refused.content.decode()
    assert act(world, case, "mo-niem-phong", part=matter.id, difference="Rách góc", **opening).status_code == 302
    page = signed_in(world.inspector).get(reverse("cases:file", args=[case.id])).content.decode()
    assert "niêm phong không còn nguyên" in page


def test_the_list_of_values_is_there_to_be_changed(world: World) -> None:
    case = case_at(world, "inspected")
    assert act(world, case, "dinh-gia", goods="tất cả", reason="Xác định khung", until="").status_code == 302
    matter = matter_in(world, case, VALUATION)
    url = reverse("cases:act", args=[case.id, "ket-qua-dinh-gia"])
    shown = signed_in(world.inspector).get(url, {"part": matter.id})
    goods = inventory(case, world.inspector)
    filled = shown.context["form"]["goods"].value()
    assert all(one.name in filled for one in goods)
    sent = {"basis": "Giá niêm yết", "decided_by": "Vi Văn An", "paper_number": "3/BB", "paper_dated": "2026-11-10"}
    done = act(world, case, "ket-qua-dinh-gia", part=matter.id, goods=filled, **sent)
    assert done.status_code == 302
    assert matter_in(world, case, VALUATION).is_ended


def test_a_case_without_goods_offers_none_of_it_but_goods_of_nobody(world: World) -> None:
    page = signed_in(world.inspector).get(reverse("cases:case", args=[case_at(world, "opened").id])).content.decode()
    assert "Tang vật không rõ chủ sở hữu" in page
    for button in ("Niêm phong tang vật", "Định giá tang vật", "Lập phương án xử lý tang vật", "Kết thúc vụ vô chủ"):
        assert button not in page


def test_goods_of_nobody_are_pasted_and_their_notice_entered(world: World) -> None:
    case = case_at(world, "opened", subject_id=None)
    found = act(
        world, case, "tang-vat-vo-chu", own="Thuốc lá\t\tbao\t10\t20.000\t200.000", found_at="Km 12",
        how="Lái xe bỏ chạy", kept_at="Kho Đội 1", until="2026-11-12", happened_on="2026-11-03",
    )  # fmt: skip
    assert found.status_code == 302
    [matter] = state_of(case, world.inspector).matters.values()
    assert matter.first.fact.own_value_vnd == 200_000
    assert act(world, case, "thong-bao-tim-chu", part=matter.id, where="Ủy ban nhân dân xã").status_code == 302
    page = signed_in(world.inspector).get(reverse("cases:file", args=[case.id])).content.decode()
    assert "đang thông báo tìm chủ" in page
    assert "Dự thảo quyết định tịch thu" in page


def test_the_list_tells_what_waits_what_is_approved_and_what_is_urgent(world: World) -> None:
    case, (smokes, truck) = lorry(world)
    client, url = signed_in(world.inspector), reverse("cases:disposals")
    assert "chờ phương án" in client.get(url).content.decode()
    approved(world, case, (smokes,), is_perishable=True)
    do(case, plan((truck,), DisposalWay.AUCTION), world.inspector, 12)
    states = {one: [row.way for row in client.get(url, {"state": one}).context["list"].page.object_list]
              for one in ("waiting", "planned", "approved")}  # fmt: skip
    assert states == {"waiting": [], "planned": ["auction"], "approved": ["destroyed"]}
    urgent = client.get(url, {"urgent": "yes"})
    assert [row.is_perishable for row in urgent.context["list"].page.object_list] == [True]
    assert "làm ngay" in urgent.content.decode()
    assert client.get(url, {"export": "xlsx"}).status_code == 200


def test_a_plan_is_filled_in_where_the_case_has_a_violator_too(world: World) -> None:
    """The act is of the case's goods: whom the page is about changes nothing."""
    case, goods = lorry(world)
    do(case, SubjectAdded(subject_id=str(world.subject_id), role=SubjectRole.RELATED), world.inspector, 11)
    done = act(world, case, "phuong-an-xu-ly", goods="1-2", way="transferred", reason="Còn dùng được")
    assert done.status_code == 302
    assert len(goods) == 2
