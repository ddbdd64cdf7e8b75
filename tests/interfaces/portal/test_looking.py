"""The public looks up and reads what stands published now, from the running process"""

from __future__ import annotations

import http.client
import json
import re
import socket
import subprocess
import time
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from minhbach.domains.outreach import services
from minhbach.domains.outreach.kinds.statistic import Statistic, Value
from minhbach.domains.outreach.models import PartnerKey, Publication
from minhbach.foundation.clock import now
from minhbach.interfaces.cli.portal import environment_of_portal
from minhbach.interfaces.cli.server import _portal_command
from minhbach.interfaces.portal.kept import Answer, Kept
from minhbach.interfaces.portal.partners import Meter
from tests.domains.intake.making import portal_address
from tests.domains.outreach.making import GUIDE, drafted, partner_key, published
from tests.domains.outreach.test_pictures import shot
from tests.worlds import World, make_world

HTML = """<script>alert(1)</script>'"&lt;{{ 7|add:7 }}"""


class Site:
    """The running process, asked as a browser or a partner asks it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, str]:
        return self.ask("GET", path, None, headers)

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[Any, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer, answer.read().decode()
        finally:
            connection.close()

    def picture(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            return connection.getresponse()
        finally:
            connection.close()

    def partner(self, secret: str, value: str) -> tuple[Any, str]:
        head = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        return self.ask("POST", "/tra-cuu/doi-tac/", json.dumps({"value": value}).encode(), head)


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture(scope="module")
def site(world: World) -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = {
        "PATH": "/usr/bin:/bin",
        "MINHBACH_PORTAL_DATABASE_URL": portal_address(),
        "MINHBACH_PORTAL_KEY": settings.PORTAL_KEY.hex(),
    }
    with subprocess.Popen(_portal_command(f"--bind=127.0.0.1:{port}", 2), env=environment_of_portal(told)) as process:
        running = Site(port)
        for _ in range(200):
            try:
                if running.get("/song/")[0].status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the process did not start")
        yield running
        process.terminate()


def retract(world: World, publication: Publication, reason: str = "Kiểm nghiệm lại: đạt.") -> None:
    with world.acting(world.committee_officer):
        services.retract(officer=world.committee_officer, at=now(), publication=publication, reason=reason)


def path_of(publication: Publication, kind: str = "canh-bao") -> str:
    return f"/cong-bo/{kind}/{publication.slug}/"


def test_what_is_published_is_seen_at_once_and_what_is_retracted_gone_at_once_in_every_process(
    site: Site, world: World
) -> None:
    pages = ("/tra-cuu/?q=8934588012228", "/cong-bo/", "/cong-bo/canh-bao/", "/cong-bo/atom.xml", "/cong-bo/feed.json")
    for _ in range(8):
        assert all("Kem kho lẻ" not in site.get(page)[1] for page in pages)
    one = published(world, title="Kem kho lẻ")
    for _ in range(8):
        assert all("Kem kho lẻ" in site.get(page)[1] for page in pages)
        assert site.get(path_of(one))[0].status == 200
    retract(world, one)
    for _ in range(8):
        assert all("Kem kho lẻ" not in site.get(page)[1] for page in pages)
        answer, text = site.get(path_of(one))
        assert answer.status == 410
        assert "Nội dung này đã được rút lại" in text
        assert "Kiểm nghiệm lại: đạt." in text
        assert "Kem kho lẻ" not in text


def test_pages_may_be_kept_by_who_asks_whether_they_still_hold(site: Site, world: World) -> None:
    one = published(world, title="Kem giữ lại")
    answer, _text = site.get(path_of(one))
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["Set-Cookie"] is None
    mark = answer.headers["ETag"]
    again, text = site.get(path_of(one), **{"If-None-Match": mark})
    assert (again.status, text) == (304, "")
    with world.acting(world.committee_officer):
        services.add_reply(
            officer=world.committee_officer, at=now(), publication=one, party="Hãng Thử", text="Hàng này không phải "
            "của chúng tôi.", dated=date(2026, 11, 20),
        )  # fmt: skip
    changed, text = site.get(path_of(one), **{"If-None-Match": mark})
    assert changed.status == 200
    assert "Hàng này không phải của chúng tôi." in text
    assert (
        "Hàng này không phải của chúng tôi." in site.get("/tra-cuu/?q=kem%20d%C6%B0%E1%BB%A1ng%20hoa%20h%E1%BB%93i")[1]
    )
    assert site.get("/")[0].headers["Cache-Control"] == "no-store"
    retract(world, one)


def test_absence_is_told_the_same_way_whoever_it_is(site: Site) -> None:
    said = "Không có nội dung nào đang công bố nhắc tới điều này"
    for asked in ("0912345678", "shop-khong-co.vn", "%25", "a" * 2_000, "%3Cscript%3E"):
        answer, text = site.get(f"/tra-cuu/?q={asked}")
        assert answer.status == 200
        assert said in text
        assert "không có nghĩa là tốt hay xấu" in text
        assert "<script>alert" not in text
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_statistic_is_drawn_and_a_file_and_a_guide_stands_side_by_side(site: Site, world: World) -> None:
    from decimal import Decimal

    content = Statistic(
        period="Tháng 10/2026", unit="vụ", values=(Value("Hàng giả", Decimal(12)), Value("=1+1", Decimal("3.5"))),
        source="Báo cáo 9/BC",
    )  # fmt: skip
    one = published(world, kind="statistic", content=content, title="Số vụ", goods_found_by=())
    _answer, text = site.get(path_of(one, "so-lieu"))
    assert re.findall(r'<rect [^>]*width="(\d+)"', text) == ["600", "175"]
    answer, text = site.get(path_of(one, "so-lieu")[:-1] + ".csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert text.splitlines() == ["\ufeffNội dung,vụ", "Hàng giả,12", "'=1+1,3.5"]
    guide = published(world, kind="guide", content=GUIDE, title="Rượu", goods_found_by=())
    _answer, text = site.get(path_of(guide, "huong-dan"))
    for said in ("Hàng thật", "Hàng giả", "Khắc laser", "In mực", 'lang="en"'):
        assert said in text
    assert site.get(path_of(guide, "canh-bao"))[0].status == 404
    assert site.get(path_of(guide, "huong-dan")[:-1] + ".csv")[0].status == 404


def test_pictures_stand_side_by_side_and_weigh_little_and_go_with_their_guide(site: Site, world: World) -> None:
    draft = drafted(world, kind="guide", content=GUIDE, title="Rượu có ảnh", goods_found_by=())
    with world.acting(world.committee_officer):
        services.add_pair(
            officer=world.committee_officer, at=now(), publication=draft, caption="Nắp <b>chai</b>",
            genuine=shot(alt="Nắp khắc laser"), fake=shot(alt="Nắp in mực"),
        )  # fmt: skip
        services.submit(officer=world.committee_officer, at=now(), publication=draft)
    with world.acting(world.committee_head):
        services.approve(officer=world.committee_head, at=now(), publication=draft)
    _answer, text = site.get(path_of(draft, "huong-dan"))
    assert len(text.encode()) < 20_000
    pictures = re.findall(
        r'<a href="([^"]+)"><img src="\1" alt="([^"]+)" width="640" height="480" loading="lazy"', text
    )
    assert [alt for _path, alt in pictures] == ["Nắp khắc laser", "Nắp in mực"]
    assert "Nắp &lt;b&gt;chai&lt;/b&gt;" in text
    for path, _alt in pictures:
        answer = site.picture(path)
        assert (answer.status, answer.headers["Content-Type"]) == (200, "image/jpeg")
        assert int(answer.headers["Content-Length"]) <= 200_000
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        again = site.get(path, **{"If-None-Match": answer.headers["ETag"]})[0]
        assert again.status == 304
        assert again.headers["Content-Security-Policy"] == answer.headers["Content-Security-Policy"]
    for wrong in ("anh/2-that.jpg", "anh/1-khac.jpg", "anh/99999999999999999999-that.jpg"):
        assert site.get(path_of(draft, "huong-dan") + wrong)[0].status == 404
    retract(world, draft)
    assert [site.picture(path).status for path, _alt in pictures] == [404, 404]


def test_where_mails_are_off_nothing_says_that_one_could_be_told_by_mail(site: Site) -> None:
    assert site.get("/nhan-thu/")[0].status == 404
    assert "nhan-thu" not in site.get("/cong-bo/")[1]


def test_html_in_every_field_stays_words(site: Site, world: World) -> None:
    one = published(world, title=HTML, summary=HTML, summary_en=HTML, goods_found_by=(HTML,))
    for page in (path_of(one), "/cong-bo/", "/cong-bo/atom.xml"):
        text = site.get(page)[1]
        assert "<script>alert" not in text
        assert "{{ 7|add:7 }}" in text
    assert json.loads(site.get("/cong-bo/feed.json")[1])["items"][0]["title"] == HTML
    retract(world, one)


def test_feeds_and_maps_name_what_stands(site: Site, world: World) -> None:
    one = published(world, title="Kem trên nguồn tin")
    told = json.loads(site.get("/cong-bo/feed.json?loai=canh-bao")[1])
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["items"][0]["url"].endswith(path_of(one))
    assert path_of(one) in site.get("/cong-bo/atom.xml?loai=canh-bao")[1]
    assert path_of(one) in site.get("/sitemap.xml")[1]
    assert "Kem trên nguồn tin" not in site.get("/cong-bo/atom.xml?loai=huong-dan")[1]
    assert "Sitemap: " in site.get("/robots.txt")[1]
    for page in range(4):
        assert site.get(f"/cong-bo/canh-bao/?trang={page}")[0].status == 200
    for wrong in ("/cong-bo/khong-co/", "/cong-bo/canh-bao/khong-co/", "/cong-bo/canh-bao/khong-co.csv"):
        assert site.get(wrong)[0].status == 404
    retract(world, one)


@pytest.fixture(scope="module")
def key(world: World) -> tuple[PartnerKey, str]:
    return partner_key(world, per_second=100)


def test_a_partner_is_answered_signed_with_what_stands_and_nothing_on_a_miss(
    site: Site, world: World, key: tuple[PartnerKey, str]
) -> None:
    one = published(world, title="Kem đối tác hỏi")
    answer, text = site.partner(key[1], "8934588012228")
    told = json.loads(text)
    assert (answer.status, [each["title"] for each in told["found"]]) == (200, ["Kem đối tác hỏi"])
    assert (told["found"][0]["source"], told["found"][0]["dated"]) == ("Phiếu kiểm nghiệm 88/2026", None)
    assert told["asked"] == sha256(b"8934588012228").hexdigest()
    public = Ed25519PublicKey.from_public_bytes(
        bytes.fromhex(json.loads(site.get("/tra-cuu/doi-tac/khoa/")[1])["ed25519"])
    )
    signature = urlsafe_b64decode(answer.headers["Minh-Bach-Signature"])
    public.verify(signature, text.encode())
    with pytest.raises(InvalidSignature):
        public.verify(signature, text.replace("Kem", "Rượu").encode())
    assert answer.headers["Cache-Control"] == "no-store"
    _answer, text = site.partner(key[1], "0912345678")
    assert set(json.loads(text)) == {"asked", "as_of", "found"}
    assert json.loads(text)["found"] == []
    assert "0912345678" not in text
    retract(world, one)
    for _ in range(8):
        assert json.loads(site.partner(key[1], "8934588012228")[1])["found"] == []


def test_a_partner_without_a_key_or_with_a_wrong_body_is_refused(site: Site, key: tuple[PartnerKey, str]) -> None:
    for secret in ("", "mbtc_khong-co", key[1] + "x", key[0].digest, "x" * 300):
        assert site.partner(secret, "8934588012228")[0].status == 401
    head = {"Authorization": f"Bearer {key[1]}"}
    for body in (b"", b"[]", b"{}", b'{"value": 5}', b'{"value": " "}', b"\xff", b'{"value": "' + b"x" * 5_000 + b'"}'):
        assert site.ask("POST", "/tra-cuu/doi-tac/", body, head)[0].status == 400
    assert site.get("/tra-cuu/doi-tac/", **head)[0].status == 405


def test_a_key_asks_no_more_than_it_may_and_nothing_once_revoked(site: Site, world: World) -> None:
    slow, secret = partner_key(world, per_second=1, partner="Ví Chậm")
    # Two processes count for themselves.
    answers = [site.partner(secret, "x")[0].status for _ in range(12)]
    assert set(answers) == {200, 429}
    assert answers.count(200) <= 4
    with world.acting(world.committee_officer):
        services.revoke_key(officer=world.committee_officer, at=now(), key=slow)
    assert {site.partner(secret, "x")[0].status for _ in range(8)} == {401}


def test_a_meter_lets_through_what_a_second_allows() -> None:
    meter = Meter()
    assert [meter.takes("a", 2, at=0.0) for _ in range(3)] == [True, True, False]
    assert meter.takes("b", 2, at=0.0)
    assert [meter.takes("a", 2, at=0.5) for _ in range(2)] == [True, False]
    assert [meter.takes("a", 2, at=60.0) for _ in range(3)] == [True, True, False]


def test_answers_of_another_edition_are_dropped_and_none_grows_without_end() -> None:
    kept = Kept(most_bytes=10)
    answer = Answer(200, b"12345", (), "m")
    assert kept.get("1", ("a",)) is None
    kept.put("1", ("a",), answer)
    kept.put("0", ("z",), answer)
    assert kept.get("1", ("a",)) == answer
    assert kept.get("1", ("z",)) is None
    kept.put("1", ("b",), answer)
    assert kept.get("1", ("a",)) == answer
    kept.put("1", ("c",), answer)
    assert (kept.get("1", ("b",)), kept.get("1", ("a",)), kept.size) == (None, answer, 10)
    assert kept.get("2", ("a",)) is None
    assert (kept.size, len(kept.answers)) == (0, 0)
