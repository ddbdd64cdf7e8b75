"""A firm outside, with one person who has an account, and a guide that was opened to it to hear what it says."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.selectors import body_of_guest
from minhbach.domains.agencies.services import GuestTerms, open_guest, open_record, propose_guest, write_reply
from minhbach.domains.agencies.types import OutsideKind, Role
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.types import State
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import TEAM_ONE, demo_accounts
from minhbach.interfaces.demo.world.province import Staff, agency

# So long ago the paper came, and so long the account is open.
CAME, LASTS = timedelta(days=20), timedelta(days=180)
HEARD = timedelta(days=30)


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


def hear_outside(staff: Staff, *, at: datetime) -> int:
    """Open the guide to the firm, which says something to it that waits for its writer; returns to how many."""
    guide = Publication.objects.filter(kind="guide", state__in=(State.APPROVED, State.PUBLISHED)).get()
    guests = [post.officer for post in Post.objects.filter(role=Role.GUEST).select_related("officer")]
    for guest in guests:
        opened = open_record(
            officer=staff["bcd389"],
            at=at,
            target_type="outreach.publication",
            target_id=guide.pk,
            body=body_of_guest(guest),
            purpose="reply",
            reason="Bên phân phối đề nghị được cho ý kiến, công văn 09/MS",
            until=local_date(at) + HEARD,
        )
        write_reply(officer=guest, at=at, disclosure=opened, text="Chai của chúng tôi còn có tem phụ ở vai chai.")
    return len(guests)
