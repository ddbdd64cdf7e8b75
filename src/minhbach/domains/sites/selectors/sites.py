"""Sites, where merchants are known to sell without standing among them, and how complete the register is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.domains.law.selectors import clock
from minhbach.domains.sites.models import Observed, Site
from minhbach.domains.sites.policies import WRITERS
from minhbach.domains.sites.refusals import SiteNotFound
from minhbach.domains.sites.types import CONFIRMED, NO_DUTY, OLD_CONFIRMATIONS, site_kinds
from minhbach.domains.subjects.models import Presence
from minhbach.domains.subjects.types import PresenceKind, SubjectKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Kind, WorkItem
from minhbach.foundation.writing import write_capped

# So many days ahead the end of a confirmation is told: time to notify anew.
SOON = timedelta(days=60)
ONLINE = (PresenceKind.SHOP, PresenceKind.WEBSITE, PresenceKind.APP, PresenceKind.PAGE, PresenceKind.CHANNEL)


@dataclass(frozen=True)
class Coverage:
    """How much of a province's online trade is known: KNOWN places of sale, how many classified, how many owned."""

    province: str
    known: int
    classified: int
    owned: int

    @property
    def share(self) -> str:
        return f"{100 * self.classified // self.known} %" if self.known else ""


def visible_sites() -> QuerySet[Any]:
    """List the sites in reach, newest first."""
    rows: QuerySet[Any] = Site.objects.select_related("owner_agency", "subject", "place", "entered_by")
    return rows.order_by("-created_at", "-id")


def get_site(site_id: UUID) -> Site:
    """Raises: SiteNotFound."""
    found: Site | None = visible_sites().filter(pk=site_id).first()
    if found is None:
        raise SiteNotFound
    return found


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(name__icontains=text) | Q(key__icontains=text) | Q(notice_number__iexact=text))


def find_sites(text: str) -> QuerySet[Any]:
    return with_words(visible_sites(), text)


def observed_at(site: Site) -> list[Observed]:
    """List the tricks seen at a site, latest first."""
    return list(Observed.objects.filter(site=site).select_related("officer").order_by("-seen_on", "-recorded_at"))


def open_presences() -> QuerySet[Any]:
    """List where merchants are known to sell online that stand in the register of nobody in reach."""
    standing = Site.objects.filter(presence=OuterRef("pk"))
    rows: QuerySet[Any] = Presence.objects.filter(kind__in=ONLINE).exclude(url="").filter(~Exists(standing))
    return rows.select_related("place", "owner_agency").order_by("-created_at", "-id")


def without_notice(rows: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Keep the sites that the law of a day wants notified or registered, of which no confirmation stands."""
    kinds = [kind.code for kind in site_kinds().values() if kind.duty != NO_DUTY]
    stands = Q(notice__in=CONFIRMED) & (Q(holds_until__isnull=True) | Q(holds_until__gte=on))
    return rows.filter(kind__in=kinds).exclude(stands)


def owes_notice(site: Site, *, on: date) -> bool:
    """Say whether a site has a duty to be notified or registered, and no confirmation that stands."""
    has_duty = site.kind_row is not None and site.kind_row.duty != NO_DUTY
    stands = site.notice in CONFIRMED and (site.holds_until is None or site.holds_until >= on)
    return has_duty and not stands


def get_presence(presence_id: UUID) -> Presence:
    """Raises: SiteNotFound."""
    found: Presence | None = Presence.objects.filter(pk=presence_id).first()
    if found is None:
        raise SiteNotFound
    return found


def coverage() -> list[Coverage]:
    """Count by provinces what the reader may see; what lies nowhere stands last."""
    province = Case(
        When(place__level=PlaceLevel.PROVINCE, then=F("place_id")),
        When(place__parent__level=PlaceLevel.PROVINCE, then=F("place__parent_id")),
        default=F("place__parent__parent_id"),
    )
    sites = (
        Site.objects.annotate(province=province)
        .values("province")
        .annotate(
            known=Count("pk"),
            classified=Count("pk", filter=~Q(kind="")),
            owned=Count("pk", filter=Q(subject__isnull=False) & ~Q(subject__kind=SubjectKind.UNKNOWN)),
        )
        .order_by()
    )
    counted = {row["province"]: [row["known"], row["classified"], row["owned"]] for row in sites}
    waiting = open_presences().order_by().annotate(province=province).values("province").annotate(known=Count("pk"))
    for row in waiting:
        counted.setdefault(row["province"], [0, 0, 0])[0] += row["known"]
    names = {place.pk: place for place in Place.objects.filter(pk__in=[pk for pk in counted if pk])}
    order = sorted(counted, key=lambda pk: (pk is None, names[pk].sort_key if pk in names else ""))
    return [Coverage(names[pk].name if pk in names else _("chưa rõ địa bàn"), *counted[pk]) for pk in order]


def work_items(officer: Officer, *, at: datetime) -> Iterator[WorkItem]:
    """Tell of confirmations of one's agencies that end soon, all in one line.

    They all end on one day, so that for most of the time nothing need be asked.
    """
    today = local_date(at)
    ending_on = _old_ones_end(today)
    if ending_on is None or not today <= ending_on <= today + SOON:
        return
    agencies = {post.agency_id for post in held_posts(officer, on=today) if post.role in WRITERS}
    if not agencies:
        return
    ending = Site.objects.filter(owner_agency_id__in=agencies, holds_until__range=(today, today + SOON))
    count = ending.values("pk")[: MOST_COUNTED + 1].count()
    if count:
        yield WorkItem(
            Kind.SUBJECT,
            what=_("Xác nhận ở online.gov.vn sắp hết hiệu lực"),
            about=_("%(count)s trang, nền tảng phải thông báo, đăng ký lại")
            % {"count": write_capped(count, MOST_COUNTED)},
            url=f"{reverse('sites:list')}?ends=soon",
            act=_("Xem"),
            due_on=ending_on,
            count=count,
        )


@lru_cache(maxsize=4)
def _old_ones_end(today: date) -> date | None:
    """Return the last day of the confirmations given before the law of today; read once a day, as a reminder may be."""
    return clock(OLD_CONFIRMATIONS, today).due_on
