"""Taking a report in by the same door as the public's process: for what an office enters that came to it otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from minhbach.domains.intake import receipts
from minhbach.domains.intake.kinds import Kind
from minhbach.domains.intake.models import Letterbox
from minhbach.domains.intake.refusals import ReportNotTaken
from minhbach.domains.intake.services.naming import closed
from minhbach.domains.intake.types import Channel

# What stands in a column of its own, whatever the kind; the rest is kept by its name.
COLUMNS = ("what", "where", "link", "when")


@transaction.atomic
def receive(
    *,
    letterbox: Letterbox,
    kind: Kind,
    said: Mapping[str, str],
    press: UUID,
    channel: Channel,
    person: Mapping[str, str] | None = None,
) -> str:
    """Take in what somebody told, and return the code of the receipt to be told to the sender; it is kept nowhere.

    SAID is by the names of what the kind asks (`kind.asks`), and the place, which every way in may ask. Whatever else
    stands in it is a mistake of who calls: nothing that somebody told is dropped unseen.
    PERSON is who told it (name, phone, address), kept as the kind has it kept. A report about an officer is not taken
    in by an office: its sender is shown the way past it.

    Raises: ReportNotTaken, NobodyKeeps.
    """
    code = receipts.code_for(press, key=settings.PORTAL_KEY)
    receipt = receipts.digest_of(code, key=settings.PORTAL_KEY)
    if unknown := set(said) - {*COLUMNS, *(ask.name for ask in kind.asks)}:
        raise ValueError(f"{kind.code} does not ask {sorted(unknown)}")
    given = {
        "receipt": receipt,
        "letterbox": letterbox.slug,
        "kind": kind.code,
        "channel": channel,
        **{name: said.get(name, "") for name in COLUMNS},
        "data": {name: words for name, words in said.items() if name not in COLUMNS and words},
    }
    who = closed(person or {}, kind=kind, agency=letterbox.owner_agency)
    with connection.cursor() as cursor:
        cursor.execute(
            "select portal.send_named(%s::jsonb, %s::jsonb) ? 'refused'", [json.dumps(given), json.dumps(who)]
        )
        (is_refused,) = cursor.fetchone()
    if is_refused:
        raise ReportNotTaken
    return code
