"""Two who keep identities, with keys that everybody may try, and a wish to open that one of them has approved.

Whoever makes a key in his browser keeps it alone. These were made once for the demo: their private halves are in
`keys`, locked with a passphrase that the page of roles tells, and close nothing but what is invented.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.custody import services
from minhbach.domains.custody.selectors import get_opening
from minhbach.domains.custody.types import Purpose
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.services import ask_for_person
from minhbach.foundation.scope import acting_as
from minhbach.interfaces.demo.world.province import Staff

CUSTODIANS = ("giudanhtinh", "giudanhtinh2")
PASSPHRASE = "bốn từ không hề liên quan"  # noqa: S105 (told to everybody)
_KEYS = Path(__file__).parent.parent / "keys"


def key_file(username: str) -> bytes:
    """Return the file of a custodian's private key, as his browser would have saved it."""
    return (_KEYS / f"{username}.json").read_bytes()


def make_keys(staff: Staff, *, at: datetime) -> None:
    """Let each custodian register his key and confirm the other's."""
    keys = {}
    for username in CUSTODIANS:
        officer = staff[username]
        with acting_as(access_of(officer, at=at)):
            jwk = json.loads(key_file(username))["jwk"]
            keys[username] = services.register_key(officer=officer, at=at, jwk=jwk)
    for username, other in (CUSTODIANS, CUSTODIANS[::-1]):
        officer = staff[username]
        with acting_as(access_of(officer, at=at)):
            services.confirm_key(officer=officer, at=at, key=keys[other])


def ask_who_sent(staff: Staff, report: Report, *, press: UUID, is_approved: bool, at: datetime) -> None:
    """Ask the custodians who sent a report; the first of them says yes, where IS_APPROVED."""
    clerk, first = staff["bcd389"], staff[CUSTODIANS[0]]
    with acting_as(access_of(clerk, at=at)):
        wish = ask_for_person(
            officer=clerk, at=at, report=report, press=press, purpose=Purpose.CHECK_IDENTITY,
            reason="Kiểm tra điều kiện thụ lý tố cáo.",
        )  # fmt: skip
    if is_approved:
        with acting_as(access_of(first, at=at)):
            services.answer(officer=first, at=at, opening=get_opening(wish), is_approved=True)
