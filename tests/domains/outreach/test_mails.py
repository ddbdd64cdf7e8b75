"""Who asked for it, and confirmed, is told once of what he chose, and of its retraction; who ends it is forgotten"""

from __future__ import annotations

import json
import re
import smtplib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as in_force
from django.core import mail
from django.db import connection

from minhbach.domains.outreach import selectors, services
from minhbach.domains.outreach.mails.addresses import close_address, digest_of, open_address
from minhbach.domains.outreach.mails.wishes import Wish, words_of
from minhbach.domains.outreach.models import Announcement, MailAsk, Mailing, Publication, Subscription
from minhbach.domains.outreach.services.posting import ServerAway
from minhbach.domains.outreach.services.subscribing import Addressee
from minhbach.domains.outreach.types import Ending
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import as_portal
from tests.domains.outreach.making import WARNING, WORDS, published
from tests.worlds import World

ADDRESS = "mai.nong@vi-du.vn"


@pytest.fixture(autouse=True)
def mails(settings: Any) -> None:
    settings.PORTAL_MAILS, settings.PORTAL_ADDRESS = True, "https://baotin.vi-du.vn"


def ask(address: str = ADDRESS, *, is_paid: bool = True, **more: Any) -> Any:
    given = {
        "press": str(uuid4()), "digest": digest_of(address, key=in_force.PORTAL_KEY),
        "sealed": close_address(address, key=in_force.PORTAL_KEY), "wanted": Wish(("warning",)).kept(),
        "language": "vi", "is_paid": is_paid, **more,
    }  # fmt: skip
    return as_portal("portal.subscribe(%s::jsonb)", json.dumps(given))


def token_in(one: Any) -> str:
    return sha256(re.search(r"/nhan-thu/([\w-]+)/", one.body)[1].encode()).hexdigest()  # type: ignore[index]


def told(address: str = ADDRESS, **more: Any) -> str:
    """Somebody who asked and confirmed; returns the token of his links."""
    ask(address, **more)
    assert services.ask_back_all(at=now()) == 1
    token = token_in(mail.outbox.pop())
    assert as_portal("portal.confirm(%s)", token)["state"] == "told"
    return token


def rows(model: Any, **named: Any) -> list[Any]:
    with acting_as(SYSTEM):
        return list(model.objects.filter(**named))


def tell() -> list[Any]:
    """What the worker sends in a turn."""
    mail.outbox.clear()
    services.announce(at=now())
    services.send_mailings(at=now())
    return list(mail.outbox)


def retract(world: World, publication: Publication) -> None:
    with world.acting(world.committee_officer):
        services.retract(
            officer=world.committee_officer, at=now(), publication=publication, reason="Kiểm nghiệm lại: đạt."
        )


def test_nothing_is_sent_to_who_has_not_confirmed_and_one_link_confirms(world: World) -> None:
    ask()
    services.ask_back_all(at=now())
    services.ask_back_all(at=now())
    (asked,) = mail.outbox
    assert asked.to == [ADDRESS]
    assert "cảnh báo" in asked.body
    assert "List-Unsubscribe" not in asked.extra_headers
    token = token_in(asked)
    assert as_portal("portal.subscription(%s)", token)["state"] == "asked"
    published(world)
    assert tell() == []
    assert rows(Subscription) == []
    assert as_portal("portal.confirm(%s)", token)["state"] == "told"
    assert as_portal("portal.confirm(%s)", token)["state"] == "told"
    assert len(rows(Subscription)) == 1
    # What was published before he wanted to be told is not told.
    assert tell() == []


def test_each_publication_is_told_once_with_the_way_out_by_one_press(world: World) -> None:
    told()
    one = published(world)
    (sent,) = tell()
    assert (sent.to, sent.subject) == ([ADDRESS], "Cảnh báo: Kem dưỡng Hoa Hồi giả")
    assert f"https://baotin.vi-du.vn/cong-bo/canh-bao/{one.slug}/" in sent.body
    way_out = sent.extra_headers["List-Unsubscribe"]
    assert re.fullmatch(r"<https://baotin\.vi-du\.vn/nhan-thu/[\w-]{32}/ngung/>", way_out)
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert way_out[1:-1] in sent.body
    (mailing,) = rows(Mailing)
    assert sent.extra_headers["Message-ID"] == f"<{mailing.pk}@baotin.vi-du.vn>"
    assert tell() == []
    with world.acting(world.committee_officer):
        counted = selectors.mailed_of(one)
    assert counted is not None
    assert (counted.sent, counted.waiting, counted.refused, counted.in_doubt) == (1, 0, 0, 0)


def test_a_retraction_is_told_to_who_got_it_and_to_nobody_else(world: World) -> None:
    told()
    one = published(world)
    assert len(tell()) == 1
    told("sau@vi-du.vn")
    retract(world, one)
    (sent,) = tell()
    assert (sent.to, sent.subject) == ([ADDRESS], "Đã rút lại: Kem dưỡng Hoa Hồi giả")
    assert "Kiểm nghiệm lại: đạt." in sent.body
    assert tell() == []


def test_what_was_retracted_before_it_was_sent_is_not_sent(world: World) -> None:
    told()
    one = published(world)
    services.announce(at=now())
    retract(world, one)
    assert tell() == []
    assert [row.failed_at is not None for row in rows(Mailing)] == [True]


def test_a_correction_is_told_to_who_got_what_it_corrects(world: World) -> None:
    told(wanted=Wish(("warning",), goods=("hũ trắng",)).kept())
    one = published(world)
    assert len(tell()) == 1
    with world.acting(world.committee_officer):
        made = services.draft_correction(officer=world.committee_officer, at=now(), publication=one)

        words = replace(WORDS, title="Đính chính", summary="Khác.")
        content = replace(WARNING, signs=("Nắp xanh",))
        services.edit(officer=world.committee_officer, at=now(), publication=made, words=words, content=content)
        services.submit(officer=world.committee_officer, at=now(), publication=made)
    with world.acting(world.committee_head):
        services.approve(officer=world.committee_head, at=now(), publication=made)
    assert [one.subject for one in tell()] == ["Cảnh báo: Đính chính"]


def test_one_is_told_of_the_kinds_the_province_and_the_goods_he_chose(world: World) -> None:
    wishes = {
        "loai@vi-du.vn": Wish(("guide",)),
        "hang@vi-du.vn": Wish(("warning",), goods=("kem dưỡng", "sữa bột")),
        "hang-khac@vi-du.vn": Wish(("warning",), goods=("em dư",)),
        "noi@vi-du.vn": Wish(("warning",), place=world.province.key),
        "noi-khac@vi-du.vn": Wish(("warning",), place="2025:99"),
    }
    for address, wish in wishes.items():
        told(address, wanted=wish.kept())
    published(world)
    assert sorted(one.to[0] for one in tell()) == ["hang@vi-du.vn", "noi@vi-du.vn"]


def test_a_wish_is_met_by_whole_words_however_they_are_marked() -> None:
    wish = Wish(("warning",), goods=("Sữa Bột",))
    assert wish.wants("warning", provinces=(), words=words_of("Cảnh báo SUA BOT giả"))
    assert not wish.wants("warning", provinces=(), words=words_of("sữa bộtx"))
    assert not wish.wants("guide", provinces=(), words=words_of("sữa bột"))
    assert Wish(("warning",), place="2025:20").wants("warning", provinces=(), words="")
    assert Wish.of(wish.kept()) == wish


def test_who_ends_it_is_known_no_more_and_told_no_more(world: World) -> None:
    token = told()
    published(world)
    services.announce(at=now())
    assert as_portal("portal.unsubscribe(%s)", token)["state"] == "ended"
    assert as_portal("portal.unsubscribe(%s)", token)["state"] == "ended"
    assert tell() == []
    (one,) = rows(Subscription)
    assert (one.digest, one.sealed, one.wanted, one.ended_by) == ("", "", {}, Ending.ASKED)
    assert all(row.sealed == "" for row in rows(MailAsk))
    # He may come back, as somebody new.
    again = told()
    assert again != token
    assert as_portal("portal.subscription(%s)", token)["state"] == "ended"


def test_asking_again_changes_what_is_wanted_when_it_is_confirmed_and_old_links_go_on(world: World) -> None:
    token = told()
    second = told(wanted=Wish(("guide",)).kept(), language="en")
    (one,) = rows(Subscription)
    assert one.wanted["kinds"] == ["guide"]
    assert as_portal("portal.subscription(%s)", second)["state"] == "told"
    assert as_portal("portal.unsubscribe(%s)", token)["state"] == "ended"


def test_an_address_is_asked_back_three_times_a_day_whoever_asks(world: World) -> None:
    for number in range(5):
        assert ask(f"mai.nong+{number}@VI-DU.vn") == {}
    assert ask("khac@vi-du.vn") == {}
    assert services.ask_back_all(at=now()) == 4
    assert services.ask_back_all(at=now()) == 0
    services.forget_asks(at=now() + timedelta(days=3, minutes=1))
    assert rows(MailAsk) == []


def test_a_press_is_worth_one_mail(world: World) -> None:
    press = str(uuid4())
    for number in range(3):
        ask(f"nguoi{number}@vi-du.vn", press=press)
    assert services.ask_back_all(at=now()) == 1


def test_those_without_work_come_slower_and_not_without_end(world: World) -> None:
    for number in range(7):
        ask(f"nguoi{number}@vi-du.vn", is_paid=False)
    ask("nhanh@vi-du.vn")
    assert services.ask_back_all(at=now()) == 6
    assert mail.outbox[0].to == ["nhanh@vi-du.vn"]
    with connection.cursor() as cursor, acting_as(SYSTEM):
        cursor.execute(
            "insert into outreach_mailask (id, digest, sealed, wanted, language, is_paid, asked_at, token)"
            " select gen_random_uuid(), n::text, 'x', '{}', 'vi', false, now(), '' from generate_series(1, 500) n"
        )
    assert ask("cham@vi-du.vn", is_paid=False) == {"refused": "busy"}
    assert ask("nhanh2@vi-du.vn") == {}


@pytest.mark.parametrize(
    "wrong",
    [{"press": "x"}, {"digest": "x"}, {"sealed": ""}, {"sealed": "x" * 1001}, {"wanted": []}, {"language": "fr"}],
)
def test_what_has_another_shape_is_refused(world: World, wrong: dict[str, Any]) -> None:
    assert ask(**wrong) == {"refused": "shape"}
    assert rows(MailAsk) == []


def test_a_link_asks_for_two_days_and_one_that_is_guessed_says_nothing(world: World) -> None:
    ask()
    services.ask_back_all(at=now())
    token = token_in(mail.outbox[0])
    with acting_as(SYSTEM):
        MailAsk.objects.update(asked_at=now() - timedelta(days=2, minutes=1))
    for function in ("subscription", "confirm", "unsubscribe"):
        for guess in (token, "", "%", None):
            assert as_portal(f"portal.{function}(%s)", guess) is None
    assert rows(Subscription) == []


def test_no_address_stands_in_the_record_in_the_open_and_the_public_s_key_reads_none_that_was_asked_back(
    world: World,
) -> None:
    ask()
    (one,) = rows(MailAsk)
    assert open_address(one.sealed, key=in_force.PORTAL_KEY) == ADDRESS
    assert ADDRESS not in str(vars(one))
    services.ask_back_all(at=now())
    token = token_in(mail.outbox[0])
    as_portal("portal.confirm(%s)", token)
    (kept,) = rows(Subscription)
    with pytest.raises(Exception):  # noqa: B017
        open_address(kept.sealed, key=in_force.PORTAL_KEY)
    assert Addressee.of(kept.sealed).address == ADDRESS
    with world.acting(world.committee_head):
        assert list(Subscription.objects.all()) == []
        assert list(MailAsk.objects.all()) == []


def test_addresses_are_closed_anew_by_another_secret_and_their_links_go_on(world: World, settings: Any) -> None:
    token = told()
    settings.FORMER_SECRET_KEY, settings.SECRET_KEY = settings.SECRET_KEY, "khác " * 10
    settings.PORTAL_KEY = b"k" * 32
    assert services.close_addresses_anew() == (1, 0)
    settings.FORMER_SECRET_KEY = ""
    (one,) = rows(Subscription)
    assert Addressee.of(one.sealed).address == ADDRESS
    assert one.digest == digest_of(ADDRESS, key=b"k" * 32)
    assert as_portal("portal.subscription(%s)", token)["state"] == "told"
    settings.SECRET_KEY = "khác nữa " * 10
    assert services.close_addresses_anew() == (0, 1)


class Server:
    """A server that sends: what it does with each mail, in order; the last thing for all that follow."""

    def __init__(self, *does: Callable[[], None] | None) -> None:
        self.does, self.got = list(does), 0

    def open(self) -> None:
        """It is always there."""

    def close(self) -> None:
        """It does not mind."""

    def send_messages(self, messages: list[Any]) -> int:
        self.got += 1
        act = self.does.pop(0) if len(self.does) > 1 else self.does[0]
        if act is not None:
            act()
        return len(messages)


def refusing(code: int) -> Callable[[], None]:
    def act() -> None:
        raise smtplib.SMTPRecipientsRefused({ADDRESS: (code, b"no")})

    return act


def breaking() -> None:
    raise smtplib.SMTPServerDisconnected("gone")


@pytest.fixture
def through(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Server]:
    def use(*does: Callable[[], None] | None) -> Server:
        server = Server(*does)
        monkeypatch.setattr("minhbach.domains.outreach.services.posting.get_connection", lambda: server)
        return server

    return use


def test_one_refused_for_now_is_sent_later_and_once(world: World, through: Callable[..., Server]) -> None:
    told()
    published(world)
    server = through(refusing(451), None)
    at = now()
    services.announce(at=at)
    assert services.send_mailings(at=at) == 0
    assert services.send_mailings(at=at) == 0
    assert services.send_mailings(at=at + timedelta(minutes=11)) == 1
    assert services.send_mailings(at=at + timedelta(days=1)) == 0
    assert server.got == 2


def test_one_in_doubt_is_never_sent_twice_and_is_counted_so(world: World, through: Callable[..., Server]) -> None:
    told()
    one = published(world)
    server = through(breaking)
    services.announce(at=now())
    for days in range(3):
        services.send_mailings(at=now() + timedelta(days=days))
    assert server.got == 1
    with world.acting(world.committee_officer):
        counted = selectors.mailed_of(one)
    assert counted is not None
    assert counted.in_doubt == 1


def test_an_address_that_its_server_refuses_three_times_is_blanked(
    world: World, through: Callable[..., Server]
) -> None:
    told()
    for number in range(4):
        published(world, title=f"Kem {number}")
    server = through(refusing(550), None, refusing(550))
    services.announce(at=now())
    services.send_mailings(at=now())
    # The one that went through began the count anew.
    assert server.got == 4
    (one,) = rows(Subscription)
    assert (one.bounces, one.ended_at) == (2, None)
    published(world, title="Kem cuối")
    services.announce(at=now())
    services.send_mailings(at=now())
    (one,) = rows(Subscription)
    assert (one.ended_by, one.sealed, one.digest) == (Ending.BOUNCED, "", "")


def test_of_an_address_that_is_refused_when_it_is_asked_back_nothing_is_kept(
    world: World, through: Callable[..., Server]
) -> None:
    through(refusing(550))
    ask()
    assert services.ask_back_all(at=now()) == 0
    (one,) = rows(MailAsk)
    assert (one.sealed, one.token, one.wanted) == ("", "", {})


def test_nothing_is_begun_while_the_server_is_away(
    world: World, through: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    told()
    published(world)
    server = through(None)
    monkeypatch.setattr(server, "open", lambda: (_ for _ in ()).throw(ConnectionRefusedError()))
    services.announce(at=now())
    with pytest.raises(ServerAway):
        services.send_mailings(at=now())
    monkeypatch.setattr(server, "open", lambda: None)
    assert services.send_mailings(at=now()) == 1


def test_nothing_is_told_where_mails_are_off(world: World, settings: Any) -> None:
    told()
    settings.PORTAL_MAILS = False
    published(world)
    ask("khac@vi-du.vn")
    assert tell() == []
    assert services.ask_back_all(at=now()) == 0
    assert rows(Announcement) == []


def test_who_reads_english_is_told_in_english(world: World) -> None:
    told(language="en")
    published(world)
    (sent,) = tell()
    assert sent.subject.startswith("Warning:")
    assert "Counterfeit cream" in sent.body
    assert "https://baotin.vi-du.vn/en/cong-bo/canh-bao/" in sent.body
    assert "Stop these mails" in sent.body
