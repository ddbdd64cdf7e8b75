"""A firm outside, with one person who has an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhbach.domains.agencies.services import GuestTerms, open_guest, propose_guest
from minhbach.domains.agencies.types import OutsideKind
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import TEAM_ONE, demo_accounts
from minhbach.interfaces.demo.world.province import Staff, agency

# So long ago the paper came, and so long the account is open.
CAME, LASTS = timedelta(days=20), timedelta(days=180)


def let_in(staff: Staff, *, at: datetime) -> int:
    """Open the accounts of people outside that one may enter as: asked for by an inspector, opened by the head."""
    came = at - CAME
    on, guests = local_date(came), [one for one in demo_accounts() if one.is_outside]
    for account in guests:
        [post] = account.posts
        terms = GuestTerms(
            kind=OutsideKind.TRADER,
            name="Công ty TNHH Mây Sớm",
            code=post.agency,
            paper_number="07/GĐN-MS",
            paper_on=on,
            paper_at="Cặp văn bản đến của Đội",
            full_name=account.name,
            title_vi=post.title,
            username=account.username,
            valid_from=on,
            valid_until=on + LASTS,
        )
        asked = propose_guest(agency=agency(TEAM_ONE), terms=terms, officer=staff["kiemsoat"], at=came)
        open_guest(proposal=asked, officer=staff["doitruong"], at=came + timedelta(hours=2))
    return len(guests)
