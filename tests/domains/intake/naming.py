"""Reports whose senders say who they are, handed in as the public's process hands them in."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.conf import settings

from minhbach.domains.custody import sealing
from minhbach.domains.custody.sealing import PublicKey
from minhbach.domains.intake import receipts
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import STORY, as_portal

MAI = {"name": "Nông Thị Mai", "phone": "0912 345 678", "address": "Thôn Nà Sầm, xã Na Sầm"}


def sealed_for(**asked: str) -> dict[str, Any]:
    """Close who MAI is for those who keep identities where a report goes."""
    keys = as_portal("portal.custodians(%s::jsonb)", json.dumps(asked))
    return {"sealed": sealing.seal(MAI, [PublicKey(one["id"], one["jwk"]) for one in keys])}


def hand_in(letterbox: Letterbox, *, kind: str, person: dict[str, Any], **more: Any) -> Any:
    """Return what the database answers to a report with its sender, and the receipt it was sent with."""
    receipt = receipts.digest_of(receipts.code_for(uuid4(), key=settings.PORTAL_KEY), key=settings.PORTAL_KEY)
    given = {"receipt": receipt, "letterbox": letterbox.slug, "kind": kind, "what": STORY, **more}
    return as_portal("portal.send_named(%s::jsonb, %s::jsonb)", json.dumps(given), json.dumps(person)), receipt


def named(letterbox: Letterbox, *, kind: str = "TO_CAO", person: dict[str, Any] | None = None, **more: Any) -> Report:
    """A report whose sender said who he is; sealed unless told otherwise."""
    who = sealed_for(letterbox=letterbox.slug) if person is None else person
    told, receipt = hand_in(letterbox, kind=kind, person=who, **more)
    assert "refused" not in told, told
    with acting_as(SYSTEM):
        found: Report = Report.objects.select_related("owner_agency", "letterbox").get(receipt=receipt)
        return found
