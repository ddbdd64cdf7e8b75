"""What online.gov.vn says of a site is read from the register, told with its day, and gone when it holds no more"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from minhbach.domains.outreach import refusals, services
from minhbach.domains.outreach.kinds import keys_asked
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.services.drafting import Draft, title_of_site
from minhbach.domains.outreach.types import State
from minhbach.domains.sites.models import Site
from minhbach.domains.sites.services import enter_site
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import as_portal
from tests.worlds import World

WORDS = Draft(title="-", summary="Trang đã thông báo với Bộ Công Thương.", ground="online.gov.vn, mục danh sách")


def entered(world: World, **more: Any) -> Site:
    said = {"name": "Mua Hàng", "url": "https://muahang-thu.vn", "notice": "notified", "notice_number": "TB 12",
            "confirmed_on": date(2026, 8, 3), "kind": "direct", **more}  # fmt: skip
    with world.acting(world.committee_officer):
        return enter_site(officer=world.committee_officer, at=now(), **said)


def drafted(world: World, site: Site, *, seen_on: date | None = None) -> Publication:
    at = now()
    with world.acting(world.committee_officer):
        return services.draft_from_site(
            officer=world.committee_officer, at=at, site=site, seen_on=seen_on or local_date(at),
            words=replace(WORDS, title=title_of_site(site)),
        )  # fmt: skip


def published(world: World, site: Site) -> Publication:
    made = drafted(world, site)
    with world.acting(world.committee_officer):
        services.submit(officer=world.committee_officer, at=now(), publication=made)
    with world.acting(world.committee_head):
        return services.approve(officer=world.committee_head, at=now(), publication=made)


def found(text: str) -> list[dict[str, Any]]:
    return list(as_portal("portal.look_up(%s)", list(keys_asked(text))))


def test_it_is_found_by_the_site_s_address_with_source_and_day_and_the_reply_beside(world: World) -> None:
    one = published(world, entered(world))
    with world.acting(world.committee_officer):
        services.add_reply(
            officer=world.committee_officer, at=now(), publication=one, party="Chủ trang", text="Chúng tôi đã đổi tên.",
            dated=date(2026, 11, 20),
        )  # fmt: skip
    for asked in ("muahang-thu.vn", "https://www.muahang-thu.vn/sp/12?x=1"):
        (told,) = found(asked)
        assert (told["kind"], told["source"]) == ("notice", "online.gov.vn")
        assert told["dated"] == local_date(now()).isoformat()
        assert told["replies"] == [{"party": "Chủ trang", "text": "Chúng tôi đã đổi tên.", "dated": "2026-11-20"}]
    content = as_portal("portal.publication(%s)", one.slug)["content"]
    assert (content["number"], content["is_registered"]) == ("TB 12", False)
    assert found("muahang.vn") == []


@pytest.mark.parametrize(
    "more",
    [
        {"notice": "none", "notice_number": "", "confirmed_on": None},
        {"notice": "unknown", "notice_number": "", "confirmed_on": None},
        {"notice": "ended"},
        {"url": "https://shopee.vn/shop/778899"},
    ],
    ids=["not notified", "not looked up", "ended", "a seller on a platform"],
)
def test_absence_is_never_told_and_nobody_on_a_platform(world: World, more: dict[str, Any]) -> None:
    site = entered(world, **more)
    with pytest.raises(refusals.NoticeNotStanding):
        drafted(world, site)
    with acting_as(SYSTEM):
        assert not Publication.objects.exists()


def test_a_day_ahead_is_refused_and_a_second_one_too(world: World) -> None:
    site = entered(world)
    with pytest.raises(refusals.NoticeNotStanding):
        drafted(world, site, seen_on=local_date(now()) + timedelta(days=1))
    published(world, site)
    with pytest.raises(refusals.NoticePublished):
        drafted(world, site)


def test_it_is_retracted_when_the_register_says_otherwise(world: World) -> None:
    site = entered(world)
    one = published(world, site)
    services_at = now()
    with acting_as(SYSTEM):
        assert services.follow_clock(at=services_at) == 0
        Site.objects.filter(pk=site.pk).update(notice="ended")
        assert services.follow_clock(at=services_at) == 1
        assert Publication.objects.get(pk=one.pk).state == State.RETRACTED
    assert found("muahang-thu.vn") == []
    assert as_portal("portal.publication(%s)", one.slug)["gone"] == "retracted"


def test_it_comes_down_with_the_last_day_of_the_confirmation_whoever_sleeps(world: World) -> None:
    site = entered(world)
    last = local_date(now()) + timedelta(days=40)
    with acting_as(SYSTEM):
        Site.objects.filter(pk=site.pk).update(holds_until=last)
        site.refresh_from_db()
    one = published(world, site)
    assert one.ends_at is not None
    assert local_date(one.ends_at) == last + timedelta(days=1)


def test_a_draft_whose_site_lost_its_confirmation_is_not_approved(world: World) -> None:
    site = entered(world)
    made = drafted(world, site)
    with world.acting(world.committee_officer):
        services.submit(officer=world.committee_officer, at=now(), publication=made)
    with acting_as(SYSTEM):
        Site.objects.filter(pk=site.pk).update(notice="none")
    with world.acting(world.committee_head), pytest.raises(refusals.NoticeNotStanding):
        services.approve(officer=world.committee_head, at=now(), publication=made)
    assert found("muahang-thu.vn") == []
