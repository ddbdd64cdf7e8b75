"""The policy of every domain, walked: each page × each officer × the own, another, an upper and a far agency's things.

What is out of reach or authority answers 404, 403, 405 or 422 and changes nothing. The expectation is worked out here
from the table, the tree and the area, not by asking the code that is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhbach.config.urls import PAGES
from minhbach.domains.agencies.models import Agency, Officer, Place, Post
from minhbach.domains.agencies.types import Role, Rule, Whose
from minhbach.foundation.scope import ScopedModel, acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.office.policies import OPEN
from tests.interfaces.office.holdings import PLAIN, Held, Holding, law_change
from tests.interfaces.office.test_inference import WORK, bare
from tests.worlds import World

DENIED = {403, 404, 405, 422}
SHELL = "office"
ROOMS = [*sorted(PAGES.values()), SHELL]
EVERY_OFFICER = (
    "inspector", "inspection_leader", "team_head", "head", "records_clerk", "analyst", "committee_officer",
    "legal_officer", "auditor", "administrator", "outsider", "stranger",
)  # fmt: skip
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What signing in and being refused leave: the log, a form's press, the browser one came in by.
NOT_THE_RECORD = ("foundation_auditentry", "foundation_press", "foundation_knownmark")
# Tens of thousands of rows that no page writes.
REFERENCE = ("agencies_place", "agencies_placesuccession")


def rules(domain: str) -> tuple[Rule, ...]:
    package = "minhbach.interfaces.office" if domain == SHELL else f"minhbach.domains.{domain}"
    found: tuple[Rule, ...] = import_module(f"{package}.policies").RULES
    return found


def pages(domain: str) -> dict[str, dict[str, Any]]:
    """Every page of a domain by its name, with the names of what stands in its address."""
    module = "minhbach.interfaces.office.urls" if domain == SHELL else f"minhbach.domains.{domain}.web.urls"
    patterns = import_module(module).urlpatterns
    named = {pattern.name: dict(pattern.pattern.converters) for pattern in patterns}
    return {name: asked for name, asked in named.items() if domain != SHELL or name not in OPEN}


@pytest.mark.parametrize("domain", ROOMS)
def test_every_page_stands_in_one_rule(domain: str) -> None:
    named = [page for rule in rules(domain) for page in rule.pages]
    assert sorted(named) == sorted(pages(domain))


@pytest.fixture
def world(standing_holdings: Held, files: Any) -> World:
    return standing_holdings.world


@pytest.fixture
def holdings(standing_holdings: Held) -> list[Holding]:
    return standing_holdings.holdings


@pytest.mark.parametrize("domain", ROOMS)
def test_what_is_out_of_reach_or_authority_is_denied_and_changes_nothing(
    domain: str, world: World, holdings: list[Holding], pytestconfig: pytest.Config
) -> None:
    is_told_by_database = pytestconfig.getoption("--other-server")
    change = law_change(world.legal_officer, world.at)
    judge = Judge(world)
    methods: dict[str, tuple[str, ...]] = {}
    kept_back: set[tuple[Any, ...]] = set()
    record = Record()
    faults = []
    for name in EVERY_OFFICER:
        officer = getattr(world, name)
        # A refusal is then answered without the frame of the site, in half the time.
        client = Client(raise_request_exception=False, headers={"HX-Request": "true"})
        client.force_login(officer, backend=BACKEND)
        for rule, page, holding in tried(domain, holdings):
            asked = pages(domain)[page]
            # Whom the role refuses, the code does, on whatever server: there, what the database keeps back is tried.
            if is_told_by_database and not judge.has_role(officer, rule):
                continue
            if judge.allows(officer, rule, asked, holding, change if domain == "law" else holding.proposal):
                continue
            # Whom the role refuses is refused whatever the thing: it is tried with the one that lies nearest to him.
            if not judge.has_role(officer, rule) and holding is not judge.nearest(officer, asked, holdings):
                continue
            # And it keeps back from a reach, not from a person.
            one = (page, holding.agency.pk, judge.reach_of(officer))
            if is_told_by_database and one in kept_back:
                continue
            kept_back.add(one)
            named = {
                key: change.pk if domain == "law" and key == "proposal_id" else value_of(holding, key) for key in asked
            }
            address = reverse(f"{domain}:{page}", kwargs=named)
            for method in methods.get(page, ("get", "post")):
                status = getattr(client, method)(address).status_code
                if status == 405 and page not in methods:
                    methods[page] = ("post",) if method == "get" else ("get",)
                if status not in DENIED:
                    faults.append((name, method, page, holding.agency.key, status))
        faults += [(name, "changed something", domain, table, 0) for table in record.changed()]
    assert faults == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_anothers_and_what_is_nowhere_are_answered_alike(
    world: World, holdings: list[Holding], method: str
) -> None:
    """The same words, the same status, and the same work of the database: its time tells nothing either."""
    judge, far = Judge(world), holdings[3]
    nowhere = replace(far, named={key: SimpleNamespace(pk=uuid4()) for key in far.named})
    change = law_change(world.legal_officer, world.at)
    client = Client(raise_request_exception=False, headers={"HX-Request": "true"})
    client.force_login(world.inspector, backend=BACKEND)
    client.get(reverse("office:today"))
    tried_pages, told = 0, []
    for domain in ROOMS:
        for rule in rules(domain):
            for page in rule.pages:
                asked = pages(domain)[page]
                about = [key for key in asked if isinstance(far.named.get(key), ScopedModel)]
                if not about or judge.allows(world.inspector, rule, asked, far, change):
                    continue
                tried_pages += 1
                answers = []
                for holding in (far, nowhere):
                    address = reverse(f"{domain}:{page}", kwargs={key: value_of(holding, key) for key in asked})
                    # Django keeps the last nine thousand only.
                    connection.queries_log.clear()
                    with CaptureQueriesContext(connection) as queries:
                        answer = getattr(client, method)(address)
                    work = [WORK.findall(one["sql"].lower()) for one in queries.captured_queries]
                    answers.append((answer.status_code, bare(answer.content.decode()), work))
                if answers[0] != answers[1]:
                    told.append((f"{domain}:{page}", answers))
    assert told == []
    assert tried_pages > 150


def test_nobody_who_is_not_signed_in_opens_a_page(world: World, holdings: list[Holding]) -> None:
    client = Client()
    opened = []
    for domain in ROOMS:
        for page, asked in pages(domain).items():
            address = reverse(f"{domain}:{page}", kwargs={key: value_of(holdings[0], key) for key in asked})
            answers = {
                (one.status_code, one.get("Location", "")[:21]) for one in (client.get(address), client.post(address))
            }
            if answers != {(302, "/tai-khoan/dang-nhap/")}:
                opened.append((domain, page, answers))
    assert opened == []


def tried(domain: str, holdings: list[Holding]) -> Iterator[tuple[Rule, str, Holding]]:
    """Each page with each agency's things; once where the address names nothing of anybody's."""
    for rule in rules(domain):
        for page in rule.pages:
            asked = pages(domain)[page]
            for holding in holdings if any(key in holding_keys(holdings) for key in asked) else holdings[:1]:
                yield rule, page, holding


def holding_keys(holdings: list[Holding]) -> set[str]:
    return set(holdings[0].named)


def value_of(holding: Holding, key: str) -> Any:
    if key == "place_id":
        return holding.place.pk
    return holding.named[key].pk if key in holding.named else PLAIN[key]


class Judge:
    """Who may do what, worked out from posts, the tree and the area alone."""

    def __init__(self, world: World) -> None:
        day = world.at.date()
        self.posts: dict[Any, list[Post]] = {}
        for post in Post.objects.on(day).select_related("agency"):
            self.posts.setdefault(post.officer_id, []).append(post)
        self.parents = dict(Agency.objects.values_list("pk", "parent"))
        self.within = {one.pk: one.parent_id for one in Place.objects.filter(valid_until__isnull=True)}
        self.areas = {post.agency_id: set(post.agency.areas.values_list("pk", flat=True))
                      for posts in self.posts.values() for post in posts if post.covers_area}  # fmt: skip

    def above(self, agency_id: Any) -> set[Any]:
        """The agency, and every one above it."""
        chain = set()
        while agency_id is not None and agency_id not in chain:
            chain.add(agency_id)
            agency_id = self.parents[agency_id]
        return chain

    def holds(self, officer: Officer, agency_id: Any, *roles: Role) -> bool:
        chain = self.above(agency_id)
        return any(
            post.agency_id in chain and (not roles or post.role in roles) for post in self.posts.get(officer.pk, [])
        )

    def reach_of(self, officer: Officer) -> frozenset[Any]:
        """What rows are kept back by, whatever the role."""
        return frozenset((post.agency_id, post.covers_area) for post in self.posts.get(officer.pk, []))

    def sees(self, officer: Officer, record: Any) -> bool:
        """Whether a record lies in reach: of the own agencies, or in the area that a post covers."""
        if not isinstance(record, ScopedModel):
            return True
        lies_in, here = set(), record.place_id
        while here is not None:
            lies_in.add(here)
            here = self.within[here]
        # A question is opened to the agency that is asked, and the one that asks is none of those here.
        return self.holds(officer, getattr(record, "asked_id", record.owner_agency_id)) or any(
            post.covers_area and self.areas[post.agency_id] & lies_in for post in self.posts.get(officer.pk, [])
        )

    def nearest(self, officer: Officer, asked: dict[str, Any], holdings: list[Holding]) -> Holding:
        """The things that are within reach, or the first."""
        named = [key for key in asked if key in holdings[0].named]
        in_reach = (one for one in holdings if all(self.sees(officer, one.named[key]) for key in named))
        return next(in_reach, holdings[0])

    def has_role(self, officer: Officer, rule: Rule) -> bool:
        return not rule.roles or any(post.role in rule.roles for post in self.posts.get(officer.pk, []))

    def allows(self, officer: Officer, rule: Rule, asked: dict[str, Any], holding: Holding, proposal: Any) -> bool:
        if not self.has_role(officer, rule):
            return False
        posts = self.posts.get(officer.pk, [])
        records = [holding.named[key] for key in asked if key in holding.named]
        carriers = {
            "identifier_id": "statement_id",
            "trial_id": "entry_id",
            "stall_id": "market_id",
            "match_id": "lead_id",
        }
        records += [holding.named[carriers[key]] for key in asked if key in carriers]
        if rule.whose is not Whose.EVERYBODYS and not all(self.sees(officer, one) for one in records):
            return False
        home = holding.agency.pk
        administrator = Role.ADMINISTRATOR
        match rule.whose:
            case Whose.OWN | Whose.HELD | Whose.SPOKEN_FOR:
                return self.holds(officer, home, *rule.roles)
            case Whose.ADMINISTERED | Whose.ANSWERED_FOR:
                return self.holds(officer, home, administrator)
            case Whose.ADMINISTERED_ABOVE:
                return self.holds(officer, self.parents[home] or home, administrator)
            case Whose.SIGNED_FOR:
                signs = any(post.agency_id == home and (post.may_sign or post.role == Role.HEAD) for post in posts)
                return signs or self.holds(officer, home, administrator)
            case Whose.INSTALLATION:
                homes = {post.agency_id for post in posts if post.role == administrator}
                every = {post.agency_id for held in self.posts.values() for post in held if post.role == administrator}
                return any(every.isdisjoint(self.above(self.parents[home])) for home in homes)
            case Whose.ONES:
                return bool(proposal.proposed_by_id == officer.pk)
        return True


class Record:
    """A digest of every row of every domain, but for when one last signed in."""

    def __init__(self) -> None:
        self.tables = sorted(
            model._meta.db_table
            for model in apps.get_models()
            if model.__module__.startswith("minhbach.") and model._meta.db_table not in (*NOT_THE_RECORD, *REFERENCE)
        )
        self.written = written()
        self.digests = digests_of(self.tables)

    def changed(self) -> list[str]:
        """Name the tables that are not as they were; those are read again that anything was written to meanwhile."""
        now, before = written(), self.written
        self.written = now
        again = digests_of([table for table in self.tables if now.get(table) != before.get(table)])
        changed = [table for table, digest in again.items() if digest != self.digests[table]]
        self.digests |= again
        return changed


def written() -> dict[str, tuple[int, ...]]:
    """Return how often a row of each table was written in this transaction, also by what was taken back."""
    with connection.cursor() as cursor:
        cursor.execute("select relname, n_tup_ins, n_tup_upd, n_tup_del from pg_stat_xact_user_tables")
        return {name: tuple(counts) for name, *counts in cursor.fetchall()}


def digests_of(tables: list[str]) -> dict[str, str]:
    digests = {}
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for table in tables:
            row = "to_jsonb(t) - 'last_login'"
            cursor.execute(f"select md5(string_agg(({row})::text, '|' order by ({row})::text)) from {table} t")
            digests[table] = str(cursor.fetchone()[0])
    return digests


def test_a_row_that_was_changed_is_found(world: World) -> None:
    record = Record()
    with acting_as(SYSTEM):
        Agency.objects.filter(pk=world.team.pk).update(name="Đội khác")
    assert (record.changed(), record.changed()) == (["agencies_agency"], [])
