"""One box finds whatever one may see: by any form of a number, by words with a slip in them, with a place and a year"""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import services as cases
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers.letter import LetterContent
from minhbach.domains.documents.types import Kind
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.types import IdentifierKind, Provenance, SubjectKind
from minhbach.engine.text.keys import search_key
from minhbach.foundation.scope import Sharing
from minhbach.interfaces.office.search import find_everywhere, meant, suggestions
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ONLY_HERE = Provenance(sharing=Sharing.AGENCY)


@pytest.fixture
def found(standing_province: World) -> Callable[..., dict[str, list[str]]]:
    """Ask as an officer; returns titles by group."""
    world = standing_province
    same: dict[str, Any] = {"officer": world.inspector, "at": world.at}
    with world.acting(world.inspector):
        firm = subjects.register_subject(
            kind=SubjectKind.ORGANISATION, name="Công ty TNHH Nam Quân Phát", place=world.commune, **same
        )
        subjects.add_identifier(subject=firm, kind=IdentifierKind.PHONE, value="0912 287 095", **same)
        subjects.register_subject(kind=SubjectKind.HOUSEHOLD, name="Tiệm Belvarsi Hoa", place=world.commune, **same)
        subjects.register_subject(kind=SubjectKind.HOUSEHOLD, name="Quán Nam Phát", place=world.commune, **same)
        cases.open_case(title="Giày giả nhãn hiệu ở chợ Kỳ Lừa", subject_id=firm.id, place=world.commune, **same)
        letter = documents.draft(
            agency=world.team,
            kind=Kind.LETTER,
            content=LetterContent(addressed_to=("Sở",), subject="Về phối hợp", paragraphs=("Đề nghị.",)),
            title="Về phối hợp kiểm tra kho hàng",
            place=world.commune,
            **same,
        )
        OfficialDocument.objects.filter(pk=letter.pk).update(number=7, symbol="QĐ-XPHC", dated=date(2026, 11, 2))

    def ask(text: str, officer: Officer = world.inspector) -> dict[str, list[str]]:
        with world.acting(officer):
            groups = find_everywhere(officer, text, at=world.at)
            return {
                str(group.title): [hit.title for hit in group.hits] for group in groups
            } | {"meant": meant(text, groups)}  # fmt: skip

    return ask


WHOM, WHAT, PAPER = "Tổ chức, cá nhân", "Vụ việc", "Văn bản"
FIRM, CASE, LETTER = "Công ty TNHH Nam Quân Phát", "Giày giả nhãn hiệu ở chợ Kỳ Lừa", "Về phối hợp kiểm tra kho hàng"


@pytest.mark.parametrize(
    ("typed", "group", "title"),
    [
        ("nam quan phat", WHOM, FIRM),
        ("Nam Quân Phát", WHOM, FIRM),
        ("nam qan phat", WHOM, FIRM),
        ("nam quna phat", WHOM, FIRM),
        ("Nam Qân Phát", WHOM, FIRM),
        ("namw quaan phats", WHOM, FIRM),
        ("belvrasi", WHOM, "Tiệm Belvarsi Hoa"),
        ("belvarsy", WHOM, "Tiệm Belvarsi Hoa"),
        ("287095", WHOM, FIRM),
        ("+84 912.287.095", WHOM, FIRM),
        ("giay gia ki lua", WHAT, CASE),
        ("kì lừa", WHAT, CASE),
        ("kì lừa", "Địa bàn", "Phường Kỳ Lừa"),
        ("ky lau", "Địa bàn", "Phường Kỳ Lừa"),
        ("nam quan phat lang son 2026", WHOM, FIRM),
        ("giày giả Lạng Sơn 2026", WHAT, CASE),
        ("7/QĐ-XPHC", PAPER, LETTER),
        ("07/qd-xphc", PAPER, LETTER),
        ("7 qd", PAPER, LETTER),
        ("phoi hop kho", PAPER, LETTER),
    ],
)
def test_what_is_typed_finds_what_was_meant(
    found: Callable[..., dict[str, list[str]]], typed: str, group: str, title: str
) -> None:
    assert any(title in one for one in found(typed).get(group, [])), found(typed)


@pytest.mark.parametrize("typed", ["nam quan phat lang son 2026", "giày giả Lạng Sơn 2026", "nam quan phat"])
def test_the_list_behind_holds_all_that_was_found(
    found: Callable[..., dict[str, list[str]]], standing_province: World, typed: str
) -> None:
    world = standing_province
    client = Client()
    client.force_login(world.inspector, backend=BACKEND)
    with world.acting(world.inspector):
        groups = [one for one in find_everywhere(world.inspector, typed, at=world.at) if one.all_url]
    assert {group.all_url.split("?")[0] for group in groups} & {reverse("subjects:list"), reverse("cases:list")}
    for group in groups:
        page = html.unescape(client.get(group.all_url).content.decode())
        assert [hit.title for hit in group.hits if hit.title.rpartition(" – ")[2] not in page] == []
    for elsewhere in ("nam quan phat lang son 2019", "nam quan phat ha noi 2026"):
        assert FIRM not in html.unescape(client.get(reverse("subjects:list"), {"q": elsewhere}).content.decode())


def test_what_has_all_the_words_comes_first_and_a_slip_is_asked_about(
    found: Callable[..., dict[str, list[str]]], standing_province: World
) -> None:
    assert found("quan nam phat")[WHOM] == ["Quán Nam Phát", FIRM]
    assert found("nam quan phat")["meant"] == []
    assert found("nam qan phat")["meant"][0] in ("nam quân phát", "nam quán phát")
    assert found("giày giả Lạng Sơn 2019").get(WHAT) is None
    assert found("zzzzqx") == {"meant": []}
    name = standing_province.inspector.full_name
    assert found(search_key(name))["Cán bộ"] == [name]


def test_what_is_hidden_changes_no_hit_count_suggestion_or_proposal(
    found: Callable[..., dict[str, list[str]]], standing_province: World
) -> None:
    world = standing_province
    typed = ("thach luu xnah", "thach luu xanh", "nam qan phat", "belvrasi", "zorbalux", "zorblaux", "0912287095")
    client = Client()
    client.force_login(world.outsider, backend=BACKEND)

    def read() -> list[Any]:
        with world.acting(world.outsider):
            offered = [suggestions(world.outsider, text, at=world.at) for text in typed]
        pages = [client.get(reverse("office:suggest"), {"q": text}, HTTP_HX_REQUEST="true").content for text in typed]
        return [*(found(text, world.outsider) for text in typed), offered, pages]

    before = read()
    with world.acting(world.inspector):
        for name in ("Thạch Lựu Xanh", "Zorbalux"):
            hidden = subjects.register_subject(
                officer=world.inspector, at=world.at, kind=SubjectKind.ORGANISATION, name=name, provenance=ONLY_HERE
            )
            cases.open_case(
                officer=world.inspector, at=world.at, title=name, subject_id=hidden.id, place=world.commune,
                sharing=Sharing.AGENCY,
            )  # fmt: skip
    assert read() == before
    # Proof that it was there to be told.
    assert found("zorblaux")[WHOM] == ["Zorbalux"]
    assert found("thach luu xnah")[WHOM] == ["Thạch Lựu Xanh"]


def test_the_box_offers_hits_as_one_types_and_few_letters_ask_nothing(
    found: Callable[..., dict[str, list[str]]], standing_province: World
) -> None:
    client = Client()
    client.force_login(standing_province.inspector, backend=BACKEND)
    url = reverse("office:suggest")
    said = client.get(url, {"q": "nam qua"}, HTTP_HX_REQUEST="true").content.decode()
    assert 'role="option"' in said
    assert FIRM in said
    assert client.get(url, {"q": "n."}, HTTP_HX_REQUEST="true").content.decode().strip() == ""
    assert client.get(url, {"q": "nam"}).headers["Location"] == f"{reverse('office:search')}?q=nam"
    page = client.get(reverse("office:search"), {"q": "nam qan phat"}).content.decode()
    assert "Ý bạn là" in page
    assert "gần đúng" in page


def test_a_code_that_is_scanned_is_told_with_its_caution(standing_province: World) -> None:
    client = Client()
    client.force_login(standing_province.inspector, backend=BACKEND)

    def page(text: str) -> str:
        return html.unescape(client.get(reverse("office:search"), {"q": text}).content.decode())

    told = page("(01)08935024149324(17)240131(10)A12B")
    for said in (
        "Mã hàng 8935024149324",
        "GS1 Vietnam (893)",
        "không phải nơi sản xuất",
        "A12B",
        "31/01/2024",
        "đã qua",
    ):
        assert said in told
    assert "ma.vidu.vn" in page("https://ma.vidu.vn/01/8935024149324")
    assert "chưa có cơ quan nào xác nhận" in page("https://ma.vidu.vn/01/8935024149324")
    assert "chưa phải là số có thật" in page("59/18/CBMP-QLD")
    assert "không đúng" in page("8935024149325")
    assert "Mã hàng" not in page("0912 287 095")


@pytest.mark.parametrize(
    "written",
    [
        "Công ty TNHH Hoà Phát",
        "ĐẶNG THỊ NGẦN",
        "12/QĐ-XPHC",
        "e\u0302\u0301 – “x”",
        "Ｖiệt_Nam",
        " \t",
        "ﬁ",
        "日本 製",
    ],
)
def test_the_database_folds_as_the_engine_does(written: str, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select foundation_fold(%s)", [written])
        assert cursor.fetchone()[0] == search_key(written)
