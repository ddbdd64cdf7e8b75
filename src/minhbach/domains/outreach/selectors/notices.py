"""What of a site in the register is published: its name, address, what online.gov.vn says of it; nothing of whose."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.outreach.kinds import SELLERS
from minhbach.domains.outreach.kinds.notice import Notice
from minhbach.domains.outreach.policies import WRITERS
from minhbach.domains.sites.models import Site
from minhbach.domains.sites.selectors import visible_sites
from minhbach.domains.sites.types import CONFIRMED, NoticeState
from minhbach.engine.identifiers import Identity, display, recognise, with_implied
from minhbach.foundation.clock import local_date

SOURCE = "online.gov.vn"
MOST_OFFERED = 100
# Whoever owns a shop on a platform or a page has no duty of his own there; and a line about him would tell of a person.
LEADS_TO = frozenset({"domain", "url"}) & SELLERS


def notices_to_publish(officer: Officer, *, at: datetime) -> list[Site]:
    """List the sites of which a confirmation stands, of an officer's agency or one below it."""
    rows = _standing(visible_sites(), on=local_date(at))[:MOST_OFFERED]
    return [one for one in rows if may_tell(officer, one, at=at)]


def sites_named(ids: list[UUID]) -> QuerySet[Site]:
    """List sites in reach by their ids, for a form to offer."""
    return visible_sites().filter(id__in=ids)


def may_tell(officer: Officer, site: Site, *, at: datetime) -> bool:
    """Say whether an officer may publish what online.gov.vn says of a site."""
    today = local_date(at)
    return (
        site.notice in CONFIRMED
        and (site.holds_until is None or site.holds_until >= today)
        and bool(found_at(site))
        and has_role(officer, *WRITERS, on=today, agency=site.owner_agency)
    )


def notice_of(site: Site, *, seen_on: date) -> Notice:
    return Notice(
        name=site.name,
        address=site.url,
        is_registered=site.notice == NoticeState.REGISTERED,
        number=site.notice_number,
        confirmed_on=site.confirmed_on,
        source=SOURCE,
        dated=seen_on,
    )


def found_at(site: Site) -> dict[Identity, str]:
    """Return by what a site is found: its own address, and what that leads to; not what stands on a platform."""
    read = list(with_implied(recognise(site.url)))
    if not {one.kind for one in read} <= LEADS_TO:
        return {}
    return {one: display(one.kind, one.canonical) for one in read}


def unconfirmed_sites(ids: list[UUID], *, on: date) -> set[UUID]:
    """Say of which of some sites no confirmation stands any more."""
    standing = _standing(Site.objects.filter(id__in=ids), on=on).values_list("id", flat=True)
    return set(ids) - set(standing)


def _standing(rows: QuerySet[Site], *, on: date) -> QuerySet[Site]:
    return rows.filter(Q(holds_until=None) | Q(holds_until__gte=on), notice__in=CONFIRMED)
