"""Who opens which page of a report, and what a wrong role is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.reporting import services
from minhbach.domains.reporting.models import FiguresDraft, FrozenFigures, Report, SectionText, Submission
from minhbach.domains.reporting.types import ReportState
from tests.going_on import go_on
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def report(world: World) -> Report:
    with world.acting(world.committee_officer):
        for agency in (world.customs, world.police):
            services.enrol_member(
                officer=world.committee_officer,
                at=world.at,
                body=world.committee,
                agency=agency,
                since=date(2024, 1, 1),
            )
        return services.open_report(
            officer=world.committee_officer, at=world.at, body=world.committee, year=2024, month=5
        )


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def months_opened(world: World) -> list[tuple[int, int]]:
    with world.acting(world.committee_officer):
        return sorted(Report.objects.values_list("year", "month"))


def test_a_visitor_is_sent_to_sign_in(report: Report) -> None:
    response = Client().get(reverse("reporting:report", args=[report.id]))
    assert response.status_code == 302
    assert "/tai-khoan/" in response["Location"]


def test_another_province_is_not_told_that_the_report_exists(world: World, report: Report) -> None:
    response = as_officer(world.stranger).get(reverse("reporting:report", args=[report.id]))
    assert response.status_code == 404
    assert "2024" not in response.content.decode()


def test_one_who_sees_the_area_reads_but_does_not_close(world: World, report: Report) -> None:
    client = as_officer(world.auditor)
    page = client.get(reverse("reporting:report", args=[report.id]))
    assert page.status_code == 200
    assert "Chốt số liệu" not in page.content.decode()
    assert client.post(reverse("reporting:close", args=[report.id])).status_code == 403
    assert not FrozenFigures.objects.exists()


def test_the_keeper_closes(world: World, report: Report) -> None:
    client = as_officer(world.committee_officer)
    assert "Chốt số liệu" in client.get(reverse("reporting:report", args=[report.id])).content.decode()
    assert go_on(client, reverse("reporting:close", args=[report.id])).status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.CLOSED


def test_a_keeper_opens_a_month_on_a_page_of_its_own(world: World, report: Report) -> None:
    client = as_officer(world.committee_officer)
    form = client.get(reverse("reporting:open"))
    assert 'data-day="month"' in form.content.decode()
    again = {"body": world.committee.id, "month": "2024-05"}
    assert client.post(reverse("reporting:open"), again)["Location"] == reverse("reporting:report", args=[report.id])
    client.post(reverse("reporting:open"), {"body": world.committee.id, "month": "06/2024"})
    assert months_opened(world) == [(2024, 5), (2024, 6)]


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("", "Chưa nhập tháng."),
        ("1924-05", "Không đọc được tháng này."),
        ("2099-12", "Chưa mở được báo cáo tháng 12/2099"),
    ],
)
def test_a_month_that_cannot_be_opened_is_said_at_its_field(
    world: World, report: Report, month: str, sentence: str
) -> None:
    client = as_officer(world.committee_officer)
    response = client.post(reverse("reporting:open"), {"body": world.committee.id, "month": month})
    assert response.status_code == 422
    [fault] = response.context["form"].faults
    assert fault.field.name == "month"
    assert fault.sentence.startswith(sentence)
    assert months_opened(world) == [(2024, 5)]


def test_only_a_keeper_opens_a_month(world: World, report: Report) -> None:
    client = as_officer(world.auditor)
    assert client.get(reverse("reporting:open")).status_code == 403
    assert client.post(reverse("reporting:open"), {"month": "2024-06"}).status_code == 403
    assert months_opened(world) == [(2024, 5)]


def test_a_report_without_a_signer_is_not_put_forward_and_what_was_typed_stays(world: World, report: Report) -> None:
    client = as_officer(world.committee_officer)
    go_on(client, reverse("reporting:close", args=[report.id]))
    url = reverse("reporting:put_forward", args=[report.id])
    response = client.post(url, {"signer_post_id": "", "addressed_to": "Văn phòng Ban Chỉ đạo 389 quốc gia"})
    assert response.status_code == 422
    form = response.context["put_forward_form"]
    assert [(fault.field.name, fault.sentence) for fault in form.faults] == [("signer_post_id", "Chưa chọn mục nào.")]
    assert form["addressed_to"].value() == "Văn phòng Ban Chỉ đạo 389 quốc gia"
    report.refresh_from_db()
    assert (report.state, report.document_id) == (ReportState.CLOSED, None)


def test_a_report_put_forward_too_early_says_so_on_its_page(world: World, report: Report) -> None:
    signer = Post.objects.create(
        officer=world.committee_officer,
        agency=world.committee,
        title_vi="Trưởng Ban Chỉ đạo",
        role=Role.HEAD,
        may_sign=True,
        valid_from=date(2024, 1, 1),
    )
    client = as_officer(world.committee_officer)
    url = reverse("reporting:put_forward", args=[report.id])
    response = client.post(url, {"signer_post_id": str(signer.pk)})
    assert response.status_code == 422
    assert "Hãy chốt số liệu trước" in response.content.decode()
    report.refresh_from_db()
    assert (report.state, report.document_id) == (ReportState.OPEN, None)


def test_a_member_gives_its_own_figures_and_nobody_elses(world: World, report: Report) -> None:
    client = as_officer(world.customs_officer)
    own = reverse("reporting:member", args=[report.id, world.customs.id])
    assert go_on(client, own, {"B389.VU|": "46"}).status_code == 302
    police = reverse("reporting:member", args=[report.id, world.police.id])
    assert client.post(police, {"B389.VU|": "1"}).status_code == 403
    assert [submission.agency for submission in Submission.objects.all()] == [world.customs]


def test_a_figure_that_cannot_be_read_is_shown_beside_its_field_and_nothing_is_lost(
    world: World, report: Report
) -> None:
    client = as_officer(world.customs_officer)
    url = reverse("reporting:member", args=[report.id, world.customs.id])
    response = client.post(url, {"B389.VU|": "46", "B389.TRIGIA|": "nhiều"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "“nhiều” không phải số nguyên." in page
    assert 'value="46"' in page
    assert not Submission.objects.exists()


def test_a_report_of_may_2024_says_in_which_map_it_is_drawn(world: World, report: Report) -> None:
    client = as_officer(world.committee_officer)
    page = client.get(reverse("reporting:report", args=[report.id])).content.decode()
    assert "bản đồ ngày 30/6/2025" in page
    url = reverse("reporting:places", args=[report.id])
    assert "vẽ trên bản đồ ngày 30/6/2025" in client.get(url).content.decode()
    assert "so sánh trên bản đồ hiện nay" in client.get(url, {"ban-do": "nay"}).content.decode()


def test_the_page_of_a_report_keeps_to_its_query_budget(
    world: World, report: Report, django_assert_max_num_queries: Any
) -> None:
    client = as_officer(world.committee_officer)
    url = reverse("reporting:report", args=[report.id])
    client.get(url)
    with django_assert_max_num_queries(60):
        client.get(url)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_words_another_wrote_meanwhile_are_shown_and_not_lost(
    world: World, report: Report, headers: dict[str, str]
) -> None:
    client, address = as_officer(world.committee_officer), reverse("reporting:section", args=[report.id, "CHI_DAO"])
    assert client.post(address, {"text": "Lời một", "seen": ""}).status_code == 302
    late = client.post(address, {"text": "Lời hai", "seen": ""}, headers=headers)
    assert "đã sửa mục này sau khi bạn mở trang, thành: “Lời một”." in late.content.decode()
    assert SectionText.objects.filter(report=report).count() == 1
    assert client.post(address, {"text": "Lời một, lời hai", "seen": "Lời một"}, headers=headers).status_code < 400
    assert SectionText.objects.filter(report=report).count() == 2


def test_the_form_of_a_member_says_its_days_its_unit_and_what_was_given_a_month_ago(world: World) -> None:
    with world.acting(world.committee_officer):
        asked: dict[str, Any] = {"officer": world.committee_officer, "at": world.at, "body": world.committee}
        services.enrol_member(**asked, agency=world.customs, since=date(2024, 1, 1))
        october, november = [services.open_report(**asked, year=2026, month=month) for month in (10, 11)]
    client = as_officer(world.customs_officer)
    sent = {"B389.KIEMTRA|": "1.234", "B389.VU|": "9", "B389.VU|HANG_CAM_LAU": "9"}
    assert client.post(reverse("reporting:member", args=[october.id, world.customs.id]), sent).status_code == 302
    page = client.get(reverse("reporting:member", args=[november.id, world.customs.id])).content.decode()
    assert "01/11/2026 – 30/11/2026" in page
    assert "VND" not in page
    assert "<small>đồng</small>" in page
    assert '<td class="kind-number" data-label="Tháng trước">1.234</td>' in page
    assert page.count("<caption>") == 2


def test_what_is_typed_is_kept_as_one_goes_and_gone_once_sent(world: World, report: Report) -> None:
    client = as_officer(world.customs_officer)
    form = reverse("reporting:member", args=[report.id, world.customs.id])
    kept = client.post(
        reverse("reporting:keep", args=[report.id, world.customs.id]),
        {"B389.KIEMTRA|": "46", "B389.TRIGIA|": "chưa rõ", "other": "x"},
        headers={"HX-Request": "true"},
    )
    assert "Đã lưu nháp lúc" in kept.content.decode()
    assert not Submission.objects.exists()
    page = client.get(form).content.decode()
    assert 'value="46"' in page
    assert 'value="chưa rõ"' in page
    assert client.post(form, {"B389.KIEMTRA|": "47"}).status_code == 302
    assert not FiguresDraft.objects.exists()
    assert 'value="47"' in client.get(form).content.decode()


def test_nobody_keeps_figures_for_another(world: World, report: Report) -> None:
    client = as_officer(world.customs_officer)
    address = reverse("reporting:keep", args=[report.id, world.police.id])
    assert client.post(address, {"B389.KIEMTRA|": "1"}).status_code == 403
    assert not FiguresDraft.objects.exists()


def test_a_member_that_did_not_send_is_told_that_the_figures_are_closed(world: World, report: Report) -> None:
    go_on(as_officer(world.committee_officer), reverse("reporting:close", args=[report.id]))
    client = as_officer(world.customs_officer)
    page = client.get(reverse("reporting:report", args=[report.id])).content.decode()
    assert f"Số liệu đã chốt khi {world.customs.short_name} chưa gửi; báo cáo ghi “chưa gửi”." in page
    form = client.get(reverse("reporting:member", args=[report.id, world.customs.id])).content.decode()
    assert "đề nghị văn phòng Ban Chỉ đạo mở lại số liệu" in form


def test_a_report_prints_as_the_paper_with_its_annexes_across_the_page(world: World, report: Report) -> None:
    page = as_officer(world.committee_officer).get(reverse("reporting:report", args=[report.id])).content.decode()
    printed = page[page.index('class="document-paper report-paper"') : page.index("<aside>")]
    assert printed.count('<section class="paper paper-landscape"') == 2
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in printed
    assert "<textarea" not in printed
    assert "Nội dung do đồng chí viết" not in page


def test_a_report_is_read_as_its_paper_and_written_elsewhere(world: World, report: Report) -> None:
    keeper, reader = as_officer(world.committee_officer), as_officer(world.auditor)
    read, write = (reverse(f"reporting:{page}", args=[report.id]) for page in ("report", "write"))
    section = reverse("reporting:section", args=[report.id, "KHO_KHAN"])
    assert keeper.post(section, {"text": "Thiếu phương tiện", "seen": ""})["Location"] == write
    for client in (keeper, reader):
        page = client.get(read).content.decode()
        assert "<textarea" not in page
        # The head of the decree, people's words, and the annex with its figures to be opened.
        for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Thiếu phương tiện", "Phụ lục II<br>"):
            assert words in page, words
        assert f'Chưa gửi số liệu: <a href="#members">{world.customs.short_name}, {world.police.short_name}</a>.' in (
            " ".join(page.split())
        )
        assert "hạn gửi 19/06/2024, quá hạn " in page
    assert write in keeper.get(read).content.decode()
    assert write not in reader.get(read).content.decode()
    assert reader.get(write).status_code == 403
    page = keeper.get(write).content.decode()
    assert "Thiếu phương tiện</textarea>" in page
    assert page.count("<textarea") == 8


def test_what_lies_before_a_signer_is_read_and_no_longer_written(world: World, report: Report) -> None:
    with world.acting(world.committee_officer):
        Report.objects.filter(id=report.id).update(state=ReportState.PUT_FORWARD)
    client = as_officer(world.committee_officer)
    assert client.get(reverse("reporting:write", args=[report.id])).status_code == 409
    page = client.get(reverse("reporting:report", args=[report.id])).content.decode()
    assert "đã trình ký" in page
    assert reverse("reporting:write", args=[report.id]) not in page
