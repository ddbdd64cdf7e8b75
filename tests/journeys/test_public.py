"""What the public reads and asks to be told: on a phone, at a desk and on paper, open to all"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from minhbach.domains.outreach import services
from minhbach.domains.outreach.models import MailAsk, Publication
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.outreach.making import GUIDE, drafted, published
from tests.domains.outreach.test_notices import entered
from tests.domains.outreach.test_notices import published as published_notice
from tests.domains.outreach.test_pictures import photograph, shot
from tests.interfaces.portal.running import Site, running_portal
from tests.journeys.test_lists import width_of
from tests.journeys.test_phone import AXE, LARGEST_SHIFT, SHIFT, look_at, phone
from tests.races.race import all_at_once
from tests.worlds import World, make_world

pytestmark = pytest.mark.journey

TOPS = "[...document.querySelectorAll('.pair img')].map((one) => Math.round(one.getBoundingClientRect().top))"


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture(scope="module")
def guide(world: World) -> Publication:
    draft = drafted(world, kind="guide", content=GUIDE, title="Rượu Mẫu Sơn: chai thật, chai giả", goods_found_by=())
    with world.acting(world.committee_officer):
        services.add_pair(
            officer=world.committee_officer, at=now(), publication=draft, caption="Nắp chai",
            genuine=shot(alt="Số khắc chìm, nét gọn"), fake=shot(photograph("blue"), alt="Số in mực, nhòe"),
        )  # fmt: skip
        services.submit(officer=world.committee_officer, at=now(), publication=draft)
    with world.acting(world.committee_head):
        return services.approve(officer=world.committee_head, at=now(), publication=draft)


@pytest.fixture(scope="module")
def portal(world: World, guide: Publication) -> Iterator[Site]:
    published(world)
    published_notice(world, entered(world))
    with running_portal(MINHBACH_PORTAL_MAILS="true") as running:
        yield running


def test_pages_fit_hold_still_and_are_open_to_all_and_pictures_stand_side_by_side_where_there_is_room(
    portal: Site, guide: Publication, browser: Browser, tmp_path: Path
) -> None:
    axe, faults, address = AXE.read_text(encoding="utf-8"), [], f"http://127.0.0.1:{portal.port}"
    pictured = f"/cong-bo/huong-dan/{guide.slug}/"
    paths = (pictured, "/tra-cuu/?q=muahang-thu.vn", "/cong-bo/", "/nhan-thu/", "/nhan-thu/x/")
    with phone(browser) as page:
        for path in (*paths, *(f"/en{path}" for path in paths)):
            page.goto(f"{address}{path}")
            faults += [(path, "shifts")] * (page.evaluate(SHIFT) > LARGEST_SHIFT)
            faults += look_at(page, path, axe)
            page.screenshot(path=tmp_path / f"{path.strip('/').replace('/', '-')[:30]}.png", full_page=True)
        page.goto(f"{address}{pictured}")
        first, second = page.evaluate(TOPS)
        assert first < second
        page.locator(".pair a").first.click()
        assert page.url.endswith("/anh/1-that.jpg")
        page.set_viewport_size({"width": 1366, "height": 860})
        for path in paths:
            page.goto(f"{address}{path}")
            assert width_of(page) <= 1366
            page.screenshot(path=tmp_path / f"desk{path.strip('/').replace('/', '-')[:30]}.png", full_page=True)
        page.goto(f"{address}{pictured}")
        first, second = page.evaluate(TOPS)
        assert first == second
        page.emulate_media(media="print")
        first, second = page.evaluate(TOPS)
        assert first == second
        page.screenshot(path=tmp_path / "paper.png", full_page=True)
    assert not faults, "\n".join(" · ".join(fault) for fault in faults)


def test_a_form_brings_the_work_its_device_did_and_goes_without_a_script_too(portal: Site, browser: Browser) -> None:
    address = f"http://127.0.0.1:{portal.port}"
    for has_script in (True, False):
        with phone(browser, script=has_script) as page:
            page.goto(f"{address}/nhan-thu/")
            page.fill("#address", f"{has_script}@vi-du.vn")
            page.get_by_role("button", name="Đăng ký").tap()
            expect(page.locator("h1")).to_have_text("Còn một bước")

    def paid() -> list[bool]:
        with acting_as(SYSTEM):
            return list(MailAsk.objects.order_by("asked_at").values_list("is_paid", flat=True))

    # The browser's driver holds this thread, in which Django asks no database.
    assert all_at_once([paid]) == [[True, False]]
