"""Whoever comes in through the sign-in of a body outside is who was bound to it; everybody else is told a sentence."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from jwcrypto.common import base64url_encode
from jwcrypto.jwk import JWK

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import GuestIdentity, IdentityProvider, Officer
from minhbach.domains.agencies.types import Role
from minhbach.foundation import openid
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.interfaces.office.test_outside import PASSWORD, client_of
from tests.interfaces.office.test_outside import SECRET as TOTP_SECRET
from tests.provider import CLIENT_ID, SECRET, Provider, provider_running
from tests.worlds import AT, World, guest_of, officer_in


@pytest.fixture(autouse=True)
def moment() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with provider_running(tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def guest(world: World, settings: Any) -> Officer:
    settings.DEMO = False
    cache.clear()
    return guest_of(world)


Opened = Callable[..., IdentityProvider]


@pytest.fixture
def opened(world: World, guest: Officer, provider: Provider) -> Opened:
    """`opened(…)`: the provider stands for the guest's body, by two people."""

    def opened(**asked: Any) -> IdentityProvider:
        terms = {
            "issuer": provider.issuer, "client_id": CLIENT_ID, "secret": SECRET, "paper_number": "8/CV",
            "paper_on": world.at.date(), "paper_at": "Hồ sơ văn thư", "keeps_password": False, **asked,
        }  # fmt: skip
        body = selectors.body_of_guest(guest)
        with world.acting(world.inspector):
            proposal = services.propose_provider(
                body=body, terms=services.ProviderTerms(**terms), officer=world.inspector, at=world.at
            )
        with world.acting(world.team_head):
            return services.confirm_provider(proposal=proposal, officer=world.team_head, at=world.at)

    return opened


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache by the clock that a test sets; the house's own goes by the database's."""
    cache = LocMemCache("provider", {})
    cache.clear()
    monkeypatch.setattr(openid, "cache", cache)


def invited(guest: Officer) -> str:
    with acting_as(SYSTEM):
        keeper = officer_in(guest.made_in, Role.ADMINISTRATOR, "Quản Trị", "Quản trị", username=f"keeper.{guest}")
        return services.invite_guest(person=guest, officer=keeper, at=AT)


def fresh() -> Client:
    """A browser of somebody unknown: the requests of a test share one transaction, and the scope of the last stays."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('minhbach.officer', '', true), set_config('minhbach.keys', '', true)")
    return Client()


def go(client: Client, standing: IdentityProvider, **asked: str) -> str:
    answer = client.get(reverse("account_go", args=[standing.body_id]), asked)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def come(client: Client, standing: IdentityProvider, back: dict[str, str]) -> Any:
    return client.get(reverse("account_came_back", args=[standing.body_id]), back)


def bind(standing: IdentityProvider, provider: Provider, guest: Officer, **claims: Any) -> tuple[Client, Any]:
    client, code = fresh(), invited(guest)
    page = client.post(reverse("account_of_body", args=[standing.body_id]), {"code": code.upper()})
    assert page.headers["Location"] == reverse("account_of_body", args=[standing.body_id])
    assert guest.full_name in client.get(page.headers["Location"]).content.decode()
    return client, come(client, standing, provider.sign_in(go(client, standing), **claims))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_one_is_bound_by_an_invitation_once_and_then_comes_in(
    guest: Officer, opened: Opened, provider: Provider
) -> None:
    standing = opened(proofs=["mfa"])
    client, answer = bind(standing, provider, guest, amr=["pwd", "mfa"])
    assert answer.headers["Location"] == "/"
    # The paper lets the provider's second factor count: no page asks for ours.
    assert client.get("/").status_code == 200
    kept = GuestIdentity.objects.get()
    assert (kept.person, kept.issuer, kept.subject, kept.code) == (guest, provider.issuer, "trà", "")
    again = fresh()
    there = reverse("mediation:firm_list")
    answer = come(again, standing, provider.sign_in(go(again, standing, next=there), acr="mfa"))
    assert answer.headers["Location"] == there
    assert again.get(there).status_code == 200
    assert AuditEntry.objects.filter(action="agencies.guest.bound", officer_id=guest.pk).count() == 1
    assert AuditEntry.objects.filter(action="office.door.entered", officer_id=guest.pk).count() == 2


def test_our_second_factor_is_asked_where_the_paper_lets_no_other_count(
    guest: Officer, opened: Opened, provider: Provider
) -> None:
    standing = opened()
    client, answer = bind(standing, provider, guest, amr=["mfa"])
    assert client.get("/").headers["Location"] == reverse("mfa_activate_totp")
    TOTP.activate(guest, TOTP_SECRET)
    client = fresh()
    answer = come(client, standing, provider.sign_in(go(client, standing), amr=["mfa"]))
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    client.post(
        reverse("mfa_authenticate"), {"code": format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))}
    )
    assert is_in(client)
    assert client.get("/").status_code == 200


def unsigned(provider: Provider) -> str:
    return f"eyJhbGciOiJub25lIn0.{provider.signed().split('.')[1]}."


def signed_with_our_secret(provider: Provider) -> str:
    return provider.signed(JWK(kty="oct", k=base64url_encode(SECRET)), alg="HS256")


def signed_with_public_key(provider: Provider) -> str:
    return provider.signed(JWK(kty="oct", k=base64url_encode(provider.key.export_to_pem())), alg="HS256", kid="một")


@pytest.mark.parametrize(
    ("claims", "token"),
    [
        ({"iss": "https://id.khac.example"}, None),
        ({"aud": "app-khac"}, None),
        ({"aud": [CLIENT_ID, "app-khac"]}, None),
        ({"azp": "app-khac"}, None),
        ({"nonce": "cu"}, None),
        ({"exp": int(AT.timestamp()) - 61}, None),
        ({"nbf": int(AT.timestamp()) + 61}, None),
        ({"sub": ""}, None),
        ({"sub": 12}, None),
        ({"sub": "x" * 256}, None),
        ({}, unsigned),
        ({}, signed_with_our_secret),
        ({}, signed_with_public_key),
        ({}, lambda provider: provider.signed(JWK.generate(kty="RSA", size=2048, kid="một"))),
        ({}, lambda provider: provider.signed(JWK.generate(kty="RSA", size=2048, kid="hai"))),
        ({}, lambda _provider: "không.phải.token"),
        ({}, lambda _provider: "[" * 50_000),
    ],
)
def test_a_token_that_is_not_whole_lets_nobody_in(
    guest: Officer, opened: Opened, provider: Provider, claims: dict[str, Any], token: Any
) -> None:
    standing = opened(proofs=["mfa"])
    bind(standing, provider, guest, amr=["mfa"])
    client = fresh()
    back = provider.sign_in(go(client, standing), **{"amr": ["mfa"], **claims})
    provider.token = token(provider) if token else None
    answer = come(client, standing, back)
    assert answer.status_code == 409
    assert "Chưa đăng nhập được qua tổ chức của bạn" in answer.content.decode()
    assert not is_in(client)
    row = AuditEntry.objects.get(action="office.door.body_failed")
    assert (row.officer_id, row.data["body"]) == (None, str(standing.body_id))


def test_a_token_within_the_leeway_of_clocks_is_good(guest: Officer, opened: Opened, provider: Provider) -> None:
    standing = opened()
    _client, answer = bind(standing, provider, guest, exp=int(AT.timestamp()) - 59)
    assert answer.status_code == 302


def test_another_name_at_the_provider_is_nobody_and_a_code_works_once(
    world: World, guest: Officer, opened: Opened, provider: Provider
) -> None:
    standing = opened()
    code = invited(guest)
    client = fresh()
    answer = come(client, standing, provider.sign_in(go(client, standing)))
    assert (answer.status_code, is_in(client)) == (409, False)
    assert "nhập mã mời" in answer.content.decode()
    address = reverse("account_of_body", args=[standing.body_id])
    assert client.post(address, {"code": "aaaa-bbbb-cccc-dddd"}).status_code == 422
    client.post(address, {"code": code})
    come(client, standing, provider.sign_in(go(client, standing)))
    assert client.post(address, {"code": code}).status_code == 422
    other = fresh()
    answer = come(other, standing, provider.sign_in(go(other, standing), sub="người khác"))
    assert (answer.status_code, is_in(other)) == (409, False)
    # Whoever is bound already binds no second account.
    with acting_as(SYSTEM):
        second = guest_of(world, "Lò Văn Hai", username="guest2")
    _client, answer = bind(standing, provider, second)
    assert (answer.status_code, GuestIdentity.objects.exclude(subject="").count()) == (302, 1)
    assert answer.wsgi_request.user.pk == guest.pk


def test_an_invitation_ends_after_a_week(guest: Officer, opened: Opened) -> None:
    standing = opened()
    code = invited(guest)
    with time_machine.travel(AT + timedelta(days=7), tick=False):
        page = fresh().post(reverse("account_of_body", args=[standing.body_id]), {"code": code})
        assert page.status_code == 422
        assert "quá hạn" in page.content.decode()


@pytest.mark.parametrize(
    "changed", [{"state": "khác"}, {"code": ""}, {"iss": "https://id.khac.example"}, {"error": "x"}]
)
def test_what_one_comes_back_with_is_what_one_was_sent_with(
    guest: Officer, opened: Opened, provider: Provider, changed: dict[str, str]
) -> None:
    standing = opened()
    client = fresh()
    back = provider.sign_in(go(client, standing))
    answer = come(client, standing, back | changed)
    assert (answer.status_code, "/token" in provider.calls) == (409, False)
    # The trip is used up, whoever tries it again.
    assert come(client, standing, back).status_code == 409


def test_a_trip_is_one_browsers_for_ten_minutes_and_once(guest: Officer, opened: Opened, provider: Provider) -> None:
    standing = opened()
    client, _answer = bind(standing, provider, guest)
    back = provider.sign_in(go(client, standing))
    assert come(fresh(), standing, back).status_code == 409
    assert come(client, standing, back).status_code == 302
    calls = provider.calls.count("/token")
    assert come(client, standing, back).status_code == 409
    assert provider.calls.count("/token") == calls
    late = fresh()
    back = provider.sign_in(go(late, standing))
    with time_machine.travel(AT + timedelta(seconds=601), tick=False):
        assert come(late, standing, back).status_code == 409


def test_keys_are_kept_and_asked_anew_where_one_is_new(
    guest: Officer, opened: Opened, provider: Provider, kept: None
) -> None:
    standing = opened()
    bind(standing, provider, guest)
    client = fresh()
    come(client, standing, provider.sign_in(go(client, standing)))
    assert (provider.calls.count("/keys"), provider.calls.count("/.well-known/openid-configuration")) == (1, 1)
    provider.key = JWK.generate(kty="RSA", size=2048, kid="hai", use="sig")
    provider.keys = [provider.key]
    # A stranger's nonsense makes us ask no more than once a minute.
    assert come(client, standing, provider.sign_in(go(client, standing))).status_code == 409
    assert provider.calls.count("/keys") == 1
    with time_machine.travel(AT + timedelta(seconds=61), tick=False):
        assert come(client, standing, provider.sign_in(go(client, standing))).status_code == 302
    assert provider.calls.count("/keys") == 2


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://id.khac.example"},
        {"token_endpoint": "https://id.khac.example/token"},
        {"jwks_uri": "http://id.tra-suong.example/keys"},
        {"authorization_endpoint": None},
    ],
)
def test_a_provider_that_says_something_else_of_itself_is_as_one_that_is_away(
    opened: Opened, provider: Provider, described: dict[str, Any]
) -> None:
    standing = opened(keeps_password=True)
    provider.described = described
    away(standing, own_way=True)


def test_a_provider_that_is_away_leaves_the_way_the_paper_says(opened: Opened, provider: Provider) -> None:
    provider.status = 500
    away(opened(), own_way=False)


def test_a_provider_that_is_away_is_not_asked_by_each_who_comes(opened: Opened, provider: Provider, kept: None) -> None:
    standing = opened()
    provider.status = 500
    for _ in range(3):
        away(standing, own_way=False)
    assert len(provider.calls) == 1
    provider.status = 200
    with time_machine.travel(AT + timedelta(seconds=16), tick=False):
        go(fresh(), standing)


def away(standing: IdentityProvider, *, own_way: bool) -> None:
    page = fresh().get(reverse("account_go", args=[standing.body_id]))
    assert page.status_code == 503
    said = page.content.decode()
    assert "đang không trả lời" in said
    assert ("mật khẩu cấp ở đây" in said) == own_way


def test_a_password_opens_nothing_where_the_body_wants_its_own_sign_in_alone(guest: Officer, opened: Opened) -> None:
    guest.set_password(PASSWORD)
    guest.save()
    standing = opened()
    client = fresh()
    answer = client.post(reverse("account_login"), {"login": guest.username, "password": PASSWORD})
    assert answer.headers["Location"] == f"{reverse('account_of_body', args=[standing.body_id])}?chi-qua=1"
    assert not is_in(client)
    assert "chỉ cho đăng nhập bằng tài khoản của tổ chức" in client.get(answer.headers["Location"]).content.decode()
    # Its number leads there, too; any other leads nowhere.
    chosen = client.post(reverse("account_by_body"), {"code": "0109999991"})
    assert chosen.headers["Location"] == reverse("account_of_body", args=[standing.body_id])
    assert client.post(reverse("account_by_body"), {"code": "0109999990"}).status_code == 422


def test_ending_it_ends_what_began_by_it_at_once(
    world: World, guest: Officer, opened: Opened, provider: Provider
) -> None:
    standing = opened(proofs=["mfa"])
    client, _answer = bind(standing, provider, guest, amr=["mfa"])
    assert client.get("/").status_code == 200
    TOTP.activate(world.team_head, TOTP_SECRET)
    page = client_of(world.team_head).post(reverse("agencies:end_provider", args=[standing.pk]), {"reason": "Bị lộ"})
    assert page.headers["Location"] == standing.body.get_absolute_url()
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))
    assert fresh().get(reverse("account_of_body", args=[standing.body_id])).status_code == 409
    standing.refresh_from_db()
    assert (standing.secret, GuestIdentity.objects.count()) == ("", 0)


def test_closing_an_account_closes_this_way_too(
    world: World, guest: Officer, opened: Opened, provider: Provider
) -> None:
    standing = opened(proofs=["mfa"])
    bind(standing, provider, guest, amr=["mfa"])
    with world.acting(world.inspector):
        services.close_guest(person=guest, reason="Thôi việc", officer=world.inspector, at=world.at)
    client = fresh()
    answer = come(client, standing, provider.sign_in(go(client, standing), amr=["mfa"]))
    assert (answer.status_code, is_in(client)) == (409, False)


def test_the_database_keeps_officers_from_it_and_the_bound_bound(
    world: World, guest: Officer, opened: Opened, provider: Provider
) -> None:
    bind(opened(), provider, guest)
    kept = GuestIdentity.objects.get()
    for write in (
        lambda: GuestIdentity.objects.create(person=world.head, issuer="https://x.example", invited_at=AT),
        lambda: GuestIdentity.objects.filter(pk=kept.pk).update(subject="khác"),
        lambda: GuestIdentity.objects.filter(pk=kept.pk).update(person=world.head),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_it_stands_by_a_paper_and_two_and_its_secret_is_kept_closed(
    world: World, guest: Officer, provider: Provider
) -> None:
    body = selectors.body_of_guest(guest)
    TOTP.activate(world.team_head, TOTP_SECRET)
    inspector, head = client_of(world.inspector), client_of(world.team_head)
    form = {
        "issuer": provider.issuer, "client_id": CLIENT_ID, "secret": SECRET,
        "other_hosts": "keys.tra-suong.example", "proofs": "mfa, urn:hai-lop", "keeps_password": "no",
        "paper_number": "8/CV", "paper_on": f"{world.at:%d/%m/%Y}", "paper_at": "Văn bản đến 16",
    }  # fmt: skip
    address = reverse("agencies:propose_provider", args=[body.pk])
    for issuer in ("http://id.tra-suong.example", "https://localhost", "https://id.tra-suong.example/?a=1", "id"):
        assert inspector.post(address, form | {"issuer": issuer}).status_code == 422
    page = inspector.post(address, form)
    asked = IdentityProvider.objects.get()
    assert page.headers["Location"] == asked.get_absolute_url()
    assert asked.hosts == [provider.issuer.removeprefix("https://"), "keys.tra-suong.example"]
    assert asked.proofs == ["mfa", "urn:hai-lop"]
    assert SECRET not in asked.secret
    assert selectors.client_at(asked).secret == SECRET
    assert SECRET not in inspector.get(asked.get_absolute_url()).content.decode()
    assert inspector.post(reverse("agencies:confirm_provider", args=[asked.pk])).status_code == 403
    assert selectors.provider_of(body) is None
    assert asked.get_absolute_url() in head.get("/").content.decode()
    head.post(reverse("agencies:confirm_provider", args=[asked.pk]))
    assert selectors.provider_of(body) == asked
    # Another paper changes it; what is not said anew stays.
    inspector.post(address, form | {"secret": "", "keeps_password": "yes"})
    anew = IdentityProvider.objects.get(state="waiting")
    assert inspector.post(reverse("agencies:withdraw_provider", args=[anew.pk])).status_code == 302
    inspector.post(address, form | {"secret": "", "keeps_password": "yes"})
    anew = IdentityProvider.objects.get(state="waiting")
    head.post(reverse("agencies:confirm_provider", args=[anew.pk]))
    assert selectors.provider_of(body) == anew
    assert selectors.client_at(anew).secret == SECRET
    with acting_as(SYSTEM):
        keeper = officer_in(world.team, Role.ADMINISTRATOR, "Quản Trị", "Quản trị", username="keeper")
        TOTP.activate(keeper, TOTP_SECRET)
    invitation = reverse("agencies:invite_guest", args=[guest.pk])
    assert head.post(invitation).status_code == 403
    said = client_of(keeper).post(invitation).content.decode()
    assert re.search(r"<code[^>]*>([a-z0-9]{4}-){3}[a-z0-9]{4}</code>", said)
    assert reverse("account_of_body", args=[body.pk]) in said
