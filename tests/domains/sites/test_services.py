"""The register of online places of sale: kinds of the day's law, ends of confirmations, the province's list"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.law.models import LawRow
from minhbach.domains.sites import refusals, selectors, services
from minhbach.domains.sites.models import Site
from minhbach.domains.sites.types import kinds_on, must_show, site_kinds
from minhbach.domains.subjects import services as subjects
from tests.worlds import AT, World

NOTICES = """Danh sách thông báo
Tên miền,Tên chủ sở hữu,Loại hình,Số xác nhận,Ngày xác nhận
suongmai.vn,Cửa hàng Sương Mai,Website TMĐT bán hàng,TB-01,05/03/2025
langdao.vn,Hộ Làng Đào,Nền tảng kinh doanh trực tiếp,TB-02,12/08/2026
"""


def entered(world: World, **more: Any) -> Site:
    said: dict[str, Any] = {"name": "Sương Mai", "url": "suongmai.vn", "place": world.commune, **more}
    return services.enter_site(officer=world.inspector, at=AT, **said)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2026, 6, 30), ["own_site", "service_site", "on_platform"]),
        (date(2026, 7, 1), ["direct", "intermediary", "social", "integrated", "on_platform"]),
    ],
)
def test_kinds_are_those_of_the_law_of_the_day(day: date, codes: list[str]) -> None:
    assert [kind.code for kind in kinds_on(day)] == codes


def test_a_confirmation_is_of_a_kind_of_its_own_day_and_ends_as_the_law_says(world: World) -> None:
    with world.acting(world.inspector):
        old = entered(world, kind="own_site", notice="notified", confirmed_on=date(2026, 6, 30))
        assert old.holds_until == date(2027, 6, 30)
        new = entered(world, url="b.vn", kind="direct", notice="notified", confirmed_on=date(2026, 7, 1))
        assert new.holds_until is None
        none = entered(world, url="c.vn", notice="none", confirmed_on=None)
        assert none.holds_until is None
        for kind, day in (("direct", date(2026, 6, 30)), ("own_site", None), ("own_site", date(2026, 7, 1))):
            with pytest.raises(refusals.KindNotInForce):
                entered(world, url="d.vn", kind=kind, confirmed_on=day)
        with pytest.raises(refusals.DayAhead):
            entered(world, url="d.vn", notice="notified", confirmed_on=date(2026, 12, 1))
        assert Site.objects.count() == 3


def test_what_must_be_shown_is_what_a_row_of_law_says(world: World) -> None:
    row = LawRow.objects.current().filter(series=must_show().series, valid_until__isnull=True).get()
    said = str(row.content)
    assert [words for words in must_show().items.values() if words.removeprefix("thông tin ") not in said] == []
    with world.acting(world.inspector):
        site = entered(world, kind="direct", shown={"owner": "no", "price": "yes", "terms": "", "other": "no"})
        assert (site.shown, site.missing) == ({"owner": "no", "price": "yes"}, ["owner"])
        # A shop on a platform has no such list in the tables.
        site = services.change_site(
            officer=world.inspector, at=AT, site=site, name="Sương Mai", kind="on_platform", shown={"owner": "no"}
        )
        assert (site.shown, site.missing) == ({}, [])
    assert set(must_show().kinds) <= set(site_kinds())


def test_an_address_stands_once_however_it_is_written(world: World) -> None:
    with world.acting(world.inspector):
        entered(world)
        with pytest.raises(refusals.SiteKnown):
            entered(world, url=" https://SuongMai.vn/ ")
        with pytest.raises(refusals.AddressUnreadable):
            entered(world, url="không phải địa chỉ")
        assert Site.objects.count() == 1
    with world.acting(world.auditor), pytest.raises(RoleMissing):
        services.enter_site(officer=world.auditor, at=AT, name="x", url="x.vn")


def test_the_provinces_list_is_taken_whole_and_once(world: World) -> None:
    def take(text: str) -> tuple[int, int, int]:
        taken = services.take_notices(
            officer=world.inspector, at=AT, content=text.encode(), name="a.csv", place=world.province
        )
        return taken.new, taken.changed, taken.known

    with world.acting(world.inspector):
        assert take(NOTICES) == (2, 0, 0)
        assert take(NOTICES) == (0, 0, 2)
        first = Site.objects.get(key__contains="suongmai")
        assert (first.kind, first.notice, first.holds_until) == ("own_site", "notified", date(2027, 6, 30))
        services.change_site(
            officer=world.inspector, at=AT, site=first, name=first.name, kind=first.kind, notice=first.notice,
            notice_number=first.notice_number, confirmed_on=first.confirmed_on, goods="mỹ phẩm",
        )  # fmt: skip
        assert take(NOTICES.replace("TB-02", "TB-09")) == (0, 1, 1)
        first.refresh_from_db()
        assert first.goods == "mỹ phẩm"
        bad = NOTICES + "x,Ai Đó,,,\nmoi.vn,Ai Đó,Nền tảng tích hợp,1,01/01/2026\nsuongmai.vn,,,,31/31/2026\n"
        with pytest.raises(refusals.NoticesFaulty) as told:
            take(bad)
        assert [(one.row, one.sentence) for one in told.value.rows] == [
            (5, "không đọc được địa chỉ “x”."),
            (6, "vào ngày xác nhận luật không có loại “Nền tảng tích hợp”."),
            (7, "không đọc được ngày, hoặc ngày chưa tới: “31/31/2026”."),
        ]
        with pytest.raises(refusals.NoticeColumnsMissing):
            take("Họ tên,Điện thoại\nAi Đó,1\n")
        assert Site.objects.count() == 2


def test_completeness_counts_what_is_known_classified_and_owned(world: World) -> None:
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    with world.acting(world.inspector):
        owner = subjects.register_subject(kind="household", name="Hộ Làng Đào", place=world.commune, **same)
        subjects.add_presence(subject=owner, kind="website", name="Làng Đào", url="https://langdao.vn", **same)
        [presence] = selectors.open_presences()
        entered(world, kind="direct")
        assert [vars(one) for one in selectors.coverage()] == [
            {"province": "Tỉnh Lạng Sơn", "known": 2, "classified": 1, "owned": 0}
        ]
        entered(world, url=presence.url, presence=presence, subject=owner)
        assert [vars(one) for one in selectors.coverage()] == [
            {"province": "Tỉnh Lạng Sơn", "known": 2, "classified": 1, "owned": 1}
        ]
        assert not selectors.open_presences().exists()


def test_the_desk_tells_once_of_confirmations_that_end_soon(world: World) -> None:
    with world.acting(world.inspector):
        for url in ("a.vn", "b.vn"):
            entered(world, url=url, kind="own_site", notice="notified", confirmed_on=date(2025, 3, 5))
        assert list(selectors.work_items(world.inspector, at=AT)) == []
        [item] = selectors.work_items(world.inspector, at=AT.replace(year=2027, month=5))
        assert (item.count, item.due_on, item.about) == (
            2, date(2027, 6, 30), "2 trang, nền tảng phải thông báo, đăng ký lại",
        )  # fmt: skip


def test_a_trick_is_kept_with_its_day_and_case_by_who_keeps_the_site(world: World) -> None:
    with world.acting(world.inspector):
        site = entered(world)
        services.observe(
            officer=world.inspector, at=AT, site=site, trick="split_parcels", seen_on=date(2026, 11, 3),
            reference="VV-2026-00012",
        )  # fmt: skip
        [seen] = selectors.observed_at(site)
        assert (seen.trick_row.words if seen.trick_row else "", seen.reference) == ("chia nhỏ bưu gửi", "VV-2026-00012")
    with world.acting(world.committee_officer), pytest.raises(refusals.SiteOfAnotherAgency):
        services.observe(
            officer=world.committee_officer, at=AT, site=site, trick="split_parcels", seen_on=date(2026, 11, 3)
        )
