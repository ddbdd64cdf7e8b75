"""What the lists ask of the database, planned as if every table were a nation's: none may read a table from end to end.

The planner is told that each table holds a million rows; what it would then do stands in its plan. A list may walk an
index and stop after a page, or fetch the few rows that a condition leaves; it may not sort, group or count them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.subjects.models import Subject
from minhbach.engine.screening.signs import signs
from minhbach.foundation.clock import now
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import among
from minhbach.foundation.scope.access import SYSTEM, acting_as
from minhbach.foundation.scope.models import ScopedModel
from tests.conftest import with_database
from tests.demo_world import lent_demo_world

ROWS = 1_000_000
# More than this is never fetched for one page: a count stops at ten thousand.
MOST = 50_000
# What reads everything below it before its first row.
READ_ALL = ("Sort", "Aggregate", "Hash", "Materialize", "WindowAgg", "Group")
SCANS = ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan")
LISTS = {
    "today": ("office:today", ("phantich", "kiemsoat", "doitruong", "chicuctruong", "bcd389", "vanthu", "kiemtoan")),
    "leads": ("screening:leads", ("phantich", "kiemsoat", "chicuctruong")),
    "sellers": ("screening:sellers", ("phantich",)),
    "sweeps": ("screening:sweeps", ("phantich",)),
    "pictures that met": ("pictures:matches", ("phantich", "kiemsoat")),
    "known pictures": ("pictures:known_list", ("phantich",)),
    "files of pictures": ("pictures:uploads", ("phantich",)),
    "cases": ("cases:list", ("kiemsoat", "chicuctruong", "bcd389")),
    "referrals": ("cases:referrals", ("kiemsoat", "chicuctruong")),
    "restrictions": ("cases:restrictions", ("kiemsoat", "chicuctruong")),
    "disposals": ("cases:disposals", ("kiemsoat", "chicuctruong")),
    "from the field": ("cases:field_entries", ("kiemsoat", "chicuctruong")),
    "subjects": ("subjects:list", ("kiemsoat", "bcd389")),
    "documents": ("documents:list", ("vanthu", "chicuctruong")),
    "register": ("documents:register", ("vanthu",)),
    "arrivals": ("arrivals:list", ("vanthu", "chicuctruong")),
    "debtors": ("dues:list", ("kiemsoat", "chicuctruong")),
    "slips": ("dues:slips", ("chicuctruong",)),
    "evidence": ("evidence:list", ("kiemsoat",)),
    "areas": ("areas:list", ("kiemsoat", "bcd389")),
    "sanctioned": ("areas:sanctioned", ("kiemsoat",)),
    "plans": ("areas:plans", ("kiemsoat",)),
    "licences": ("areas:licences", ("kiemsoat",)),
    "points": ("areas:points", ("kiemsoat",)),
    "unknown": ("areas:unknown", ("kiemsoat",)),
    "reports": ("reporting:list", ("bcd389",)),
    "enquiries": ("enquiries:list", ("kiemsoat", "bcd389")),
    "questions": ("enquiries:received", ("kiemsoat", "chicuctruong")),
    "notices": ("enquiries:notices", ("kiemsoat", "chicuctruong")),
    "inspection plans": ("inspections:list", ("doitruong", "chicuctruong")),
    "overlaps": ("inspections:overlaps", ("doitruong", "chicuctruong")),
    "check points": ("inspections:points", ("doitruong",)),
    "sampling plans": ("inspections:sampling", ("doitruong",)),
    "laboratories": ("inspections:laboratories", ("doitruong",)),
    "cards": ("inspections:cards", ("doitruong", "chicuctruong")),
    "task forces": ("taskforces:list", ("bcd389", "kiemsoat")),
    "watch lists": ("watching:list", ("phantich", "kiemsoat")),
    "alerts": ("watching:alerts", ("phantich",)),
    "patrols": ("watching:patrols", ("kiemsoat", "chicuctruong")),
    "calls": ("hotline:list", ("chicuctruong", "bcd389")),
    "boxes": ("hotline:boxes", ("bcd389",)),
    "mails": ("hotline:mails", ("chicuctruong", "bcd389")),
    "mailboxes": ("hotline:mailboxes", ("bcd389",)),
    "transfers": ("hotline:transfers", ("chicuctruong", "bcd389")),
    "visits": ("hotline:visits", ("chicuctruong", "bcd389")),
    "lines": ("hotline:lines", ("bcd389",)),
    "minutes": ("handovers:list", ("doitruong", "chicuctruong")),
    "stores": ("stores:list", ("kiemsoat", "chicuctruong", "bcd389")),
    "terms": ("stores:terms", ("kiemsoat", "chicuctruong", "bcd389")),
    "still wanted": ("elsewhere:list", ("kiemsoat", "chicuctruong")),
    "files elsewhere": ("elsewhere:twins", ("kiemsoat", "chicuctruong")),
    "exports": ("elsewhere:exports", ("kiemsoat", "chicuctruong")),
    "disputes": ("mediation:list", ("chicuctruong", "bcd389")),
    "rights": ("rights:list", ("kiemsoat", "bcd389")),
    "reported links": ("rights:notices", ("kiemsoat", "bcd389")),
    "sent": ("intake:list", ("chicuctruong", "bcd389")),
    "handovers": ("intake:handovers", ("chicuctruong", "bcd389")),
    "overdue": ("intake:overdue", ("chicuctruong", "bcd389")),
    "templates": ("intake:templates", ("chicuctruong", "bcd389")),
    "letterboxes": ("intake:letterboxes", ("chicuctruong",)),
    "publications": ("outreach:list", ("chicuctruong", "bcd389")),
    "partners": ("outreach:partners", ("bcd389",)),
    "disclosures": ("agencies:disclosures", ("kiemsoat", "chicuctruong")),
    "openings": ("custody:list", ("kiemtoan",)),
    "blankings": ("custody:blankings", ("kiemtoan",)),
    "log": ("office:audit", ("kiemtoan",)),
}
# What a page offers to narrow its list by, with a value that is there.
ASKED = {
    "leads": ("sort=-urgency", "sign=counterfeit", "sign=expired&sort=-urgency", "sort=price", "sort=-seen",
              "hands=mine", "hands=unit", "hands=given", "hands=late", "hands=none", "state=dismissed", "state=any",
              "platform=shopee", "place=unknown", "least=1000", "seller=" + "a" * 64,
              "run={run}&state=any", "sort=-price"),
    "cases": ("sort=-due", "step=decision", "clock=late", "clock=none", "class=KRNG", "ecommerce=yes",
              "from=2026-01-01", "officer=mine", "officer=none&sort=due", "decided_from=2026-11-01"),
    "referrals": ("state=waiting", "way=received", "way=sent", "clock=late", "sort=due"),
    "restrictions": ("term=soon", "term=late", "kind=licence", "told=no", "q=VV-2026-00001"),
    "disposals": ("state=waiting", "wait=open", "wait=long", "urgent=yes", "way=auction"),
    "from the field": ("state=entered", "state=waiting&sort=received", "q=VV-2026-00001"),
    "subjects": ("sort=-created", "kind=household", "keeping=mine", "sharing=network"),
    "documents": ("state=draft", "kind=sanction_decision", "mine=sign"),
    "arrivals": ("state=assigned", "mine=work", "due=late"),
    "debtors": ("standing=late", "standing=respite", "as_of=2026-11-01"),
    "slips": ("state=waiting", "from=2026-01-01"),
    "evidence": ("kind=photo",),
    "areas": ("due=late", "due=never", "keeping=mine", "group=retail"),
    "licences": ("term=soon",),
    "plans": ("state=open", "due=late"),
    "unknown": ("looking=mine", "looking=nobody"),
    "questions": ("state=waiting",),
    "inspection plans": ("state=shared", "whose=mine", "whose=others"),
    "overlaps": ("state=waiting",),
    "patrols": ("from=2026-01-01",),
    "sent": ("due=late", "due=open", "stage=received", "kind=TIN_BAO", "whose=mine", "from=2026-01-01", "sort=-due",
             "sort=due", "toll=unpaid"),
    "still wanted": ("system=ins", "system=qlvb", "system=sanctions"),
    "pictures that met": ("kind=shop", "verdict=waiting"),
    "files elsewhere": ("state=alone", "state=differs", "state=same", "q=2001"),
    "disputes": ("state=silent", "state=settled", "open=no", "sort=due"),
    "publications": ("state=waiting", "state=published", "kind=warning", "whose=mine"),
    "reports": ("state=open", "year=2026"),
    "log": ("action=cases.case.opened", "from=2026-11-01", "sort=action"),
}  # fmt: skip


def large_tables() -> list[str]:
    from django.apps import apps

    scoped = {model._meta.db_table for model in apps.get_models() if issubclass(model, ScopedModel)}
    return sorted(
        scoped
        | {
            "foundation_auditentry",
            "foundation_auditseal",
            "cases_fieldentry",
            "foundation_share",
            "pictures_picturematch",
            "screening_leadword",
            "screening_sweptlead",
        }
    )


@pytest.fixture(scope="module")
def national(
    django_db_setup: None, django_db_blocker: Any, owner_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The demo province, in tables said to be large."""
    with psycopg.connect(owner_url) as server:
        if server.info.server_version < 180_000:
            pytest.skip("the planner can be told of rows that are not there from PostgreSQL 18 on")
    home = tmp_path_factory.mktemp("plans") / "home"
    with lent_demo_world(owner_url, django_db_blocker, "plans", home) as world:
        with psycopg.connect(with_database(owner_url, world.database), autocommit=True) as owner:
            owner.execute("analyze")
            for table in large_tables():
                pages = owner.execute("select relpages from pg_class where relname = %s", [table]).fetchone()
                # Tuples are counted by page: so many on each of those there are make the rows of a nation.
                owner.execute(
                    "select pg_restore_relation_stats('schemaname', 'public', 'relname', %s::text,"
                    " 'relpages', %s::int, 'reltuples', %s::real)",
                    [table, max(1, pages[0] if pages else 1), ROWS],
                )
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


def test_no_list_reads_a_table_from_end_to_end(national: None) -> None:
    problems = []
    for name, (view, roles) in LISTS.items():
        for role in roles:
            officer = Officer.objects.get(username=role)
            client = Client()
            client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
            for query in ("all=1", *ASKED.get(name, ())):
                query = query.format(run=last_run())
                plans = Plans()
                with connection.execute_wrapper(plans):
                    answer = client.get(f"{reverse(view)}?{query}", follow=True)
                assert answer.status_code == 200, (name, role, query)
                problems += [f"{name} {role} {query}: {offence}" for offence in plans.offences]
    assert not problems, "\n".join(problems)


def test_a_sign_is_found_by_the_index_that_holds_its_leads_alone(national: None) -> None:
    """Whoever asks, and whether a page is read or the whole is counted: no walk along all leads for a rare sign."""
    for role in ("phantich", "kiemsoat", "chicuctruong"):
        officer = Officer.objects.get(username=role)
        with acting_as(access_of(officer, at=now())):
            for sign in signs():
                rows = Lead.objects.filter(signs__contains=[sign]).order_by("-score", "id")
                assert f"screening_sign_{sign}" in rows[:25].explain(), (role, sign)


def test_rows_are_gone_to_by_their_ids_however_many_are_asked_for(national: None) -> None:
    """Not by gathering all that their reader sees beside them."""
    for role in ("kiemsoat", "bcd389"):
        with acting_as(access_of(Officer.objects.get(username=role), at=now())):
            for many in (2, 150, 1_000):
                plan = among(Subject.objects.all(), [new_id() for _ in range(many)]).explain()
                assert "Index Scan using subjects_subject_pkey" in plan, (role, many, plan)
                assert "subjects_subject_reach" not in plan, (role, many, plan)


def last_run() -> str:
    with acting_as(SYSTEM):
        return str(Sweep.objects.order_by("-created_at").values_list("id", flat=True)[0])


class Plans:
    """Plans each question before it is asked, and keeps what reads too much."""

    def __init__(self) -> None:
        self.offences: list[str] = []

    def __call__(self, execute: Any, query: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(query)
        if not many and text.lstrip(" (").lower().startswith(("select", "with")) and "set_config" not in text:
            with context["connection"].connection.cursor() as cursor:
                cursor.execute(f"explain (format json) {text}", params)
                (plan,) = cursor.fetchone()
            self.offences += [f"{offence}  [{text[:160]}]" for offence in offences(plan[0]["Plan"], stops=False)]
        return execute(query, params, many, context)


def offences(node: dict[str, Any], *, stops: bool) -> Iterator[str]:
    """Name the scans of a plan that read more than a page needs; STOPS: what stands above asks for few rows."""
    kind = node["Node Type"]
    if kind in SCANS and not stops and node["Plan Rows"] > MOST:
        yield f"{kind} on {node.get('Relation Name', '?')}: {node['Plan Rows']} rows"
    below = kind == "Limit" or (stops and kind not in READ_ALL)
    for child in node.get("Plans", ()):
        apart = child.get("Parent Relationship") in ("InitPlan", "SubPlan")
        yield from offences(child, stops=below and not apart)
