"""Letterboxes and reports for tests, made as the public and the office make them."""

from __future__ import annotations

import json
import os
from typing import Any
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from minhbach.domains.intake import receipts, services
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World

STORY = "Tiệm ở đầu chợ bán kem trộn không nhãn, nói là hàng xách tay."


def opened(world: World, **more: Any) -> Letterbox:
    """The letterbox of the province, which promises an answer in ten days."""
    given = {"slug": "lang-son", "name": "Ban Chỉ đạo 389 tỉnh Lạng Sơn", "place": world.province, "promise_days": 10}
    with world.acting(world.committee_officer):
        return services.open_letterbox(
            officer=world.committee_officer, at=now(), hotline="0205 3812 389", **{**given, **more}
        )


def sent(letterbox: Letterbox, *, kind: str = "TIN_BAO", code: str = "", is_named: bool = False, **more: Any) -> Report:
    """What somebody sends, by the function that the public's process runs, in this transaction.

    One who IS_NAMED says who he is, so that what he sent may become of a kind that needs it.
    """
    code = code or receipts.code_for(uuid4(), key=settings.PORTAL_KEY)
    receipt = receipts.digest_of(code, key=settings.PORTAL_KEY)
    given = {"receipt": receipt, "letterbox": letterbox.slug, "kind": kind, "what": STORY, **more}
    who = {"name": "Nông Thị Mai"} if is_named else {}
    told = as_portal("portal.send_named(%s::jsonb, %s::jsonb)", json.dumps(given), json.dumps(who))
    assert "refused" not in told, told
    with acting_as(SYSTEM):
        found: Report = Report.objects.select_related("owner_agency", "letterbox").get(receipt=receipt)
        return found


def as_portal(call: str, *values: Any) -> Any:
    """Run a function of the public's inside a test's transaction, where its own role cannot come."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {call}", values)
        (told,) = cursor.fetchone()
    return json.loads(told) if isinstance(told, str) else told


def portal_address() -> str:
    """Return the address of the database in use with the public's role."""
    return make_conninfo(os.environ["MINHBACH_PORTAL_DATABASE_URL"], dbname=connection.settings_dict["NAME"])


def portal_connection() -> psycopg.Connection[Any]:
    """Come in as the public's role."""
    return psycopg.connect(portal_address(), autocommit=True)
