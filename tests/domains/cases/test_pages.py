"""The pages, through the office: middleware, scope, templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import selectors
from minhbach.domains.cases.acts import BY_SLUG
from minhbach.domains.cases.acts.order import Ordered
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.types import Step
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import register_subject
from tests.domains.cases.world import STEPS, World, as_officer, at, case_at, on


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The office's entrance reads the time of the story: three weeks after its start."""
    monkeypatch.setattr("minhbach.interfaces.office.middleware.now", lambda: at(21))
    return


def signed_in(post: Post) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(post.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("step", ["opened", *STEPS, "closed"])
def test_the_page_of_a_case_opens_at_every_step(world: World, step: str) -> None:
    case = case_at(world, step)
    for post in (world.inspector, world.committee, world.clerk):
        client = signed_in(post)
        for tab in ("case", "file", "papers", "evidence", "story"):
            response = client.get(reverse(f"cases:{tab}", args=[case.id]))
            assert response.status_code == 200
            assert case.code in response.content.decode()
            assert response.content.decode().count('aria-current="page"') >= 1


@pytest.mark.usefixtures("clock")
def test_every_act_of_a_step_shows_its_form(world: World) -> None:
    case = case_at(world, "opened")
    client = signed_in(world.inspector)
    for slug in ("tham-tra", "khong-vi-pham", "chuyen-co-quan", "chuyen-hinh-su"):
        response = client.get(reverse("cases:act", args=[case.id, slug]))
        assert response.status_code == 200
        assert "<form" in response.content.decode()


@pytest.mark.usefixtures("clock")
def test_an_inspector_goes_through_the_steps_in_the_browser_forms(world: World, files: object) -> None:
    client = signed_in(world.inspector)
    response = client.post(
        reverse("cases:open"),
        {
            "title": "Túi xách không rõ nguồn gốc", "subject": str(world.subject_id), "origin": "own_knowledge",
            "happened_on": on(0).isoformat(),
        },
    )  # fmt: skip
    assert response.status_code == 302
    case = _case(world)
    _post(client, case, "tham-tra", happened_on=on(1).isoformat(), findings="Có bán túi xách không hóa đơn")
    _post(
        client, case, "de-xuat", happened_on=on(1).isoformat(), reasons="Có bán túi xách", scope="Hàng hóa, hóa đơn",
        starts_on=on(3).isoformat(), duration="02 ngày làm việc", leader_id=str(world.inspector.officer_id),
        member_ids=[str(world.second.officer_id)], expected_classes=["KRNG"],
    )  # fmt: skip
    response = client.post(reverse("cases:draft_paper", args=[case.id, "inspection_order"]))
    assert response.status_code == 302
    assert OfficialDocument.unscoped.get().kind == "inspection_order"
    with as_officer(world.clerk, at(2)) as officer:
        from minhbach.domains.cases import services
        from minhbach.domains.cases.types import Cited

        services.do(officer=officer, at=at(2), case=case, fact=Ordered(paper=Cited(number="9/QĐ-KT", dated=on(2))))
    goods = "Tên hàng\tNhãn hiệu\tĐVT\tSố lượng\tĐơn giá\tThành tiền\nTúi xách\tVân Sam\tchiếc\t40\t300.000\t12.000.000"
    _post(
        client, case, "kiem-tra", started_at="2026-11-05T08:00", ended_at="2026-11-05T10:00", place="Chợ Đồng Đăng",
        findings="Bày bán 40 túi xách", has_violation="yes", goods=goods,
    )  # fmt: skip
    _post(
        client, case, "lap-bien-ban", made_at="2026-11-05T11:00", detected_on=on(3).isoformat(),
        violator_id=str(world.subject_id), offender="individual", report_category="GIAN_LAN_TM_THUE",
        **{
            "act0-violation_class": "KRNG", "act0-provision_key": "ND98-D17-ORI|a", "act0-state": "ongoing",
            "act0-description": "Kinh doanh túi xách không rõ nguồn gốc, xuất xứ", "act0-goods_value_vnd": "12.000.000",
            "party_paper_number": "020000000017", "party_address": "Số 3 ngõ 5, phường Lương Văn Tri",
        },
    )  # fmt: skip
    _post(
        client, case, "muc-phat", happened_on=on(6).isoformat(), fine_0="", provision_0="khoản 5 Điều 17",
        payment_days="10", payment_place="Kho bạc Nhà nước khu vực VI", decree_bases="Nghị định số 98/2020/NĐ-CP",
    )  # fmt: skip
    case.refresh_from_db()
    assert (case.step, case.goods_value_vnd) == (Step.DECISION, 12_000_000)
    with as_officer(world.inspector, at(7)):
        sanction = selectors.case_state(case).sanction
    assert sanction is not None
    assert sanction.fact.fine_vnd == 6_000_000


@pytest.mark.usefixtures("clock")
def test_a_bad_row_is_named_and_nothing_typed_is_lost(world: World) -> None:
    case = case_at(world, "ordered")
    client = signed_in(world.inspector)
    data = {
        "started_at": "2026-11-05T08:00", "ended_at": "2026-11-05T10:00", "place": "Chợ Đồng Đăng",
        "findings": "Bày bán túi", "has_violation": "yes",
        "goods": "Túi xách\tVân Sam\tchiếc\t40\t300.000\t12.000.000\nVí da\t\tchiếc\tnhiều\t1\t1",
    }  # fmt: skip
    response = client.post(reverse("cases:act", args=[case.id, "kiem-tra"]), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Ví da\t\tchiếc\tnhiều" in page
    assert "12.000.000 ₫" in page
    assert not CaseEvent.objects.filter(case=case, kind="inspected").exists()


@pytest.mark.usefixtures("clock")
def test_a_case_of_another_agency_is_not_found(world: World) -> None:
    case = case_at(world, "opened")
    assert signed_in(world.policeman).get(reverse("cases:case", args=[case.id])).status_code == 404


def test_nobody_is_shown_a_case_without_signing_in(world: World) -> None:
    case = case_at(world, "opened")
    assert Client().get(reverse("cases:case", args=[case.id])).status_code == 302


def _case(world: World) -> Case:
    with as_officer(world.inspector, at(21)):
        return Case.objects.get()


def _post(client: Client, case: Case, slug: str, **data: object) -> None:
    response = client.post(reverse("cases:act", args=[case.id, slug]), data)
    assert response.status_code == 302, response.content.decode()


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("step", ["verified", "proposed", "inspected", "recorded", "sanctioned", "delivered", "paid"])
def test_each_kind_of_entry_has_a_form_that_corrects_it(world: World, step: str) -> None:
    case = case_at(world, step)
    client = signed_in(world.inspector)
    with as_officer(world.inspector, at(21)):
        entry = selectors.entries_of(case)[-1]
    url = reverse("cases:correct", args=[case.id, entry.id])
    page = client.get(url)
    assert page.status_code == 200
    sent = _as_sent(page.context["form"])
    answer = client.post(url, sent)
    assert answer.status_code == 302, answer.content.decode()
    with as_officer(world.inspector, at(21)):
        corrected = selectors.entries_of(case)[-1]
    assert (corrected.replaces, corrected.kind, corrected.happened_on) == (entry.id, entry.kind, entry.happened_on)
    assert corrected.fact == entry.fact


@pytest.mark.usefixtures("clock")
def test_annulling_asks_for_the_reason_and_takes_the_case_back(world: World) -> None:
    case = case_at(world, "verified")
    client = signed_in(world.inspector)
    with as_officer(world.inspector, at(21)):
        entry = selectors.entries_of(case)[-1]
    url = reverse("cases:annul", args=[case.id, entry.id])
    assert "Hủy bỏ" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Ghi nhầm vụ việc"}).status_code == 302
    case.refresh_from_db()
    assert case.step == Step.VERIFICATION
    assert "Ghi nhầm vụ việc" in client.get(reverse("cases:story", args=[case.id])).content.decode()


@pytest.mark.usefixtures("clock")
def test_subjects_are_found_added_and_taken_out(world: World) -> None:
    case = case_at(world, "opened")
    client = signed_in(world.inspector)
    found = client.get(reverse("cases:pick_subject"), {"q": "ly thi mai"}).content.decode()
    assert str(world.subject_id) in found
    remove = reverse("cases:remove_subject", args=[case.id, world.subject_id])
    assert client.get(remove).status_code == 200
    assert client.post(remove, {"reason": "Nhầm người"}).status_code == 302
    with as_officer(world.inspector, at(21)):
        assert selectors.case_state(case).subjects == {}
    add = reverse("cases:add_subject", args=[case.id])
    client.post(add, {"subject": str(world.subject_id), "role": "related"})
    with as_officer(world.inspector, at(21)):
        assert selectors.case_state(case).subjects == {str(world.subject_id): "related"}
    panel = client.get(reverse("cases:of_subject", args=[world.subject_id])).content.decode()
    assert case.code in panel


@pytest.mark.usefixtures("clock")
def test_choosing_a_class_of_violation_brings_its_provisions_without_finding_fault(world: World) -> None:
    case = case_at(world, "inspected")
    url = reverse("cases:preview", args=[case.id, "lap-bien-ban"])
    part = signed_in(world.inspector).post(
        url, {"detected_on": on(3).isoformat(), "act0-violation_class": "TTSL", "act0-state": "ongoing"}
    )
    words = part.content.decode()
    assert part.status_code == 200
    assert "ND98-D63-K2|a" in words
    assert "errorlist" not in words
    # Point 2a of Article 63 in 2020 had another text than in 2026; only the one in force is offered.
    assert words.count("ND98-D63-K2|a") == 1


@pytest.mark.usefixtures("clock")
def test_pasted_goods_are_read_back_while_the_form_is_being_filled(world: World) -> None:
    case = case_at(world, "ordered")
    url = reverse("cases:preview", args=[case.id, "kiem-tra"])
    part = signed_in(world.inspector).post(url, {"goods": "Túi\t\tchiếc\t2\t100.000\t\nVí\t\tchiếc\tx\t1\t"})
    words = part.content.decode()
    assert "200.000 ₫" in words
    assert "Dòng 2" in words


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    "slug", sorted(set(BY_SLUG) - {"kiem-tra", "lap-bien-ban", "xu-phat-khong-lap-bien-ban", "muc-phat"})
)
def test_an_act_of_which_nothing_depends_on_a_choice_has_no_preview(world: World, slug: str) -> None:
    case = case_at(world, "inspected")
    # Not theirs to do, out of order, or nothing to show: always an answer, never a form and never a fault.
    answer = signed_in(world.inspector).post(reverse("cases:preview", args=[case.id, slug]))
    assert answer.status_code in (403, 404, 409)


@pytest.mark.usefixtures("clock")
def test_an_act_out_of_order_is_refused_before_its_form_is_shown(world: World) -> None:
    case = case_at(world, "opened")
    answer = signed_in(world.inspector).get(reverse("cases:act", args=[case.id, "muc-phat"]))
    assert answer.status_code == 409
    assert "Chưa thể “xác định mức xử phạt”" in answer.content.decode()


@pytest.mark.usefixtures("clock")
def test_a_repeat_offence_shows_itself_where_the_fine_is_worked_out(world: World) -> None:
    case_at(world, "closed")
    case = case_at(world, "recorded", days=12)
    words = signed_in(world.inspector).get(case.get_absolute_url()).content.decode()
    assert "Tái phạm" in words
    assert "VV-2026-00001" in words


def _as_sent(form: Any) -> dict[str, Any]:
    """What a browser sends back when nothing was changed."""
    sent: dict[str, Any] = {}
    for part in (form, *getattr(form, "offences", ())):
        for field in part:
            value = field.value()
            if value in (None, "", False, (), []):
                continue
            widget = field.field.widget
            shown = widget.format_value(value) if not hasattr(widget, "choices") else value
            sent[field.html_name] = "on" if value is True else shown if shown is not None else value
    return sent


@pytest.mark.usefixtures("clock")
def test_the_page_lists_beforehand_what_the_act_and_the_paper_lack(world: World) -> None:
    with as_officer(world.inspector) as officer:
        seller = register_subject(officer=officer, at=at(), kind="unknown", name="shop_chithoa99", place=world.commune)
    proposing = case_at(world, "verified", subject_id=seller.id)
    words = signed_in(world.inspector).get(proposing.get_absolute_url()).content.decode()
    assert "Chưa xác định được ai đứng sau “shop_chithoa99”." in words
    assert reverse("subjects:subject", args=[seller.id]) in words
    deciding = case_at(world, "sanctioned")
    Subject.unscoped.filter(id=world.subject_id).update(kind="unknown")
    response = signed_in(world.inspector).get(deciding.get_absolute_url())
    assert [one.code for one in response.context["unmet"]] == ["violator"]
    assert 'data-weight="must"' in response.content.decode()


@pytest.mark.usefixtures("clock")
def test_one_press_does_an_act_and_drafts_its_paper_or_does_neither(world: World, files: object) -> None:
    case = case_at(world, "recorded")
    url = reverse("cases:act", args=[case.id, "muc-phat"])
    sent = {
        "happened_on": on(6).isoformat(), "provision_0": "khoản 5 Điều 17", "payment_days": "10",
        "decree_bases": "Nghị định số 98/2020/NĐ-CP", "then": "draft",
    }  # fmt: skip
    client = signed_in(world.inspector)
    assert client.post(url, sent).status_code == 422
    assert not OfficialDocument.unscoped.exists()
    answer = client.post(url, {**sent, "payment_place": "Kho bạc Nhà nước khu vực VI"})
    paper = OfficialDocument.unscoped.get()
    assert (answer.status_code, answer["Location"], paper.kind) == (302, paper.get_absolute_url(), "sanction_decision")


@pytest.mark.usefixtures("clock")
def test_a_record_form_asks_nothing_the_file_or_an_earlier_record_knows(world: World) -> None:
    case_at(world, "recorded")
    case = case_at(world, "inspected", days=12)
    client = signed_in(world.inspector)
    form = client.get(case.get_absolute_url()).context["form"]
    assert (form["party_paper_number"].value(), form["party_address"].value()) == (
        "020000000017",
        "Số 3 ngõ 5, phường Lương Văn Tri",
    )
    # The provision asks for the value of the goods only once it is chosen: then it stands there.
    chosen = {"detected_on": on(15).isoformat(), "act0-violation_class": "KRNG", "act0-state": "ongoing"}
    words = client.post(reverse("cases:preview", args=[case.id, "lap-bien-ban"]), chosen).content.decode()
    assert 'name="act0-goods_value_vnd" value="12.000.000"' in words


@pytest.mark.usefixtures("clock")
def test_who_may_sign_is_said_of_the_unit_and_those_above_it_with_the_limit(world: World) -> None:
    case = case_at(world, "recorded")
    form = signed_in(world.inspector).get(case.get_absolute_url()).context["form"]
    (row,) = form.act_rows
    assert [(one.title, one.may_sign) for one in row["signers"]] == [("Chi cục trưởng", True)]
    assert row["signers"][0].limit_vnd > 0


def test_the_page_says_once_that_a_time_limit_is_provisional_and_how_to_settle_it(world: World) -> None:
    case = case_at(world, "recorded")
    page = signed_in(world.inspector).get(case.get_absolute_url()).content.decode()
    assert page.count("Hạn theo ngày làm việc là dự kiến") == 1
    assert 'href="/phap-luat/lich-nghi/"' in page


def test_the_group_of_the_report_is_asked_in_view_where_the_tables_do_not_say_it(world: World) -> None:
    case = case_at(world, "inspected")
    client = signed_in(world.inspector)
    address = reverse("cases:preview", args=[case.id, "lap-bien-ban"])
    chosen = {"detected_on": on(5).isoformat(), "act0-state": "ongoing"}
    asked = {
        code: client.post(address, {**chosen, "act0-violation_class": code}).context["form"].asks_category
        for code in ("KRNG", "HC")
    }
    assert asked == {"KRNG": True, "HC": False}
