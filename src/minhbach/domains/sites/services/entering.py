"""A place of sale enters the register, what is known of it changes, a trick is noted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.law.selectors import clock
from minhbach.domains.sites.models import Observed, Site
from minhbach.domains.sites.policies import require_keeper, writing_agency
from minhbach.domains.sites.refusals import AddressUnreadable, DayAhead, KindNotInForce, SiteKnown
from minhbach.domains.sites.types import CONFIRMED, OLD_CONFIRMATIONS, NoticeState, Shown, must_show, site_kinds, tricks
from minhbach.domains.subjects.models import Presence, Subject
from minhbach.engine.identifiers import read_address
from minhbach.engine.identifiers.urls import refang
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import once
from minhbach.foundation.scope import Sharing


@transaction.atomic
def enter_site(
    *,
    officer: Officer,
    at: datetime,
    name: str,
    url: str,
    place: Place | None = None,
    subject: Subject | None = None,
    presence: Presence | None = None,
    sharing: Sharing | str = Sharing.AREA,
    **said: Any,
) -> Site:
    """Enter a place of sale; SAID is what `change_site` takes besides. An address stands once in an agency's register.

    Raises: RoleMissing, AddressUnreadable, SiteKnown, KindNotInForce, DayAhead.
    """
    owner = writing_agency(officer, at=at)
    site = Site(
        url=refang(url.strip())[:2000],
        key=key_of(url),
        presence=presence,
        entered_by=officer,
        owner_agency=owner,
        place=place,
        sharing=Sharing(sharing),
        created_at=at,
    )
    _fill(site, at=at, name=name, subject=subject, **said)
    with once(SiteKnown()):
        site.save(force_insert=True)
    _record("sites.site.entered", officer, site, at, {"kind": site.kind, "notice": site.notice})
    return site


@transaction.atomic
def change_site(*, officer: Officer, at: datetime, site: Site, name: str, **said: Any) -> Site:
    """Change what is known of a place of sale: its kind, owner, state at online.gov.vn, goods, what it shows.

    Raises: RoleMissing, SiteOfAnotherAgency, KindNotInForce, DayAhead.
    """
    require_keeper(officer, site, at=at)
    old = site.kind, site.notice
    _fill(site, at=at, name=name, **said)
    site.save()
    data = {"kind": [old[0], site.kind], "notice": [old[1], site.notice], "missing": site.missing}
    _record("sites.site.changed", officer, site, at, data)
    return site


@transaction.atomic
def observe(
    *,
    officer: Officer,
    at: datetime,
    site: Site,
    trick: str,
    seen_on: date,
    reference: str = "",
    note: str = "",
) -> Observed:
    """Note a trick seen at a place of sale, with the number of the case that follows it.

    Raises: RoleMissing, SiteOfAnotherAgency, DayAhead.
    """
    require_keeper(officer, site, at=at)
    if seen_on > local_date(at):
        raise DayAhead
    seen: Observed = Observed.objects.create(
        site=site,
        trick=tricks()[trick].code,
        seen_on=seen_on,
        reference=" ".join(reference.split())[:60],
        note=note.strip()[:500],
        officer=officer,
        recorded_at=at,
    )
    _record("sites.site.observed", officer, site, at, {"trick": trick})
    return seen


def key_of(url: str) -> str:
    """Return what an address is known by: the shop or account it leads to, else its page.

    Raises: AddressUnreadable.
    """
    address = read_address(url.strip())
    if address is None:
        raise AddressUnreadable
    return f"{address.kind}:{address.canonical}"[:300]


def holds_until(notice: str, confirmed_on: date | None, *, on: date) -> date | None:
    """Return the last day of a confirmation that was given before the law of ON; None where the law sets none."""
    if notice not in CONFIRMED or confirmed_on is None:
        return None
    ended = clock(OLD_CONFIRMATIONS, on)
    begun = ended.citation.valid_from
    return ended.due_on if begun is not None and confirmed_on < begun else None


def _fill(
    site: Site,
    *,
    at: datetime,
    name: str,
    kind: str = "",
    subject: Subject | None = None,
    notice: NoticeState | str = NoticeState.UNKNOWN,
    notice_number: str = "",
    confirmed_on: date | None = None,
    goods: str = "",
    shown: Mapping[str, str] | None = None,
) -> None:
    today = local_date(at)
    if confirmed_on is not None and confirmed_on > today:
        raise DayAhead
    # A confirmation names the kind of its own day; without one it is today's.
    if kind and not site_kinds()[kind].holds_on(confirmed_on or today):
        raise KindNotInForce
    site.name, site.kind, site.subject = " ".join(name.split())[:300] or site.url[:300], kind, subject
    site.notice, site.notice_number = NoticeState(notice), " ".join(notice_number.split())[:60]
    site.confirmed_on, site.goods = confirmed_on, " ".join(goods.split())[:200]
    site.holds_until = holds_until(site.notice, confirmed_on, on=today)
    asked = must_show().items if kind in must_show().kinds else {}
    site.shown = {code: Shown(said).value for code, said in (shown or {}).items() if code in asked and said}
    site.missing = [code for code in asked if site.shown.get(code) == Shown.NO]


def _record(action: str, officer: Officer, site: Site, at: datetime, data: dict[str, Any]) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type="sites.site", target_id=site.id, data=data)
