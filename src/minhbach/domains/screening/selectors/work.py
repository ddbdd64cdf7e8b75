"""What of the leads waits for an officer today."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Lead, LexiconEntry, Sweep
from minhbach.domains.screening.selectors.lexicon import waiting_for_approval
from minhbach.domains.screening.types import LeadState, LexiconState, SweepState
from minhbach.engine.screening.signs import short_name
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.office import Figure
from minhbach.foundation.pages.work import MOST_COUNTED, Kind, WorkItem, some_of
from minhbach.foundation.periods import month_to_date
from minhbach.foundation.writing import write_capped, write_number

TAKEN_SHOWN = 10
NEW_SHOWN = 5
# Looked through for the new ones shown: a seller's like listings are one line.
NEW_READ = 40
TRIED_SHOWN_DAYS = 14
FAILED_SHOWN_DAYS = 7
# More than any office asks for in two months.
SWEEPS_READ = 1_000


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """List the leads an officer has taken, the most urgent new ones, sweeps that failed, words that wait."""
    if not has_role(officer, *policies.JUDGES, *policies.SWEEPERS, on=local_date(at)):
        return []
    sweeps = _of_sweeper(officer, at=at) if has_role(officer, *policies.SWEEPERS, on=local_date(at)) else ()
    return [*_to_approve(officer, at=at), *sweeps, *_taken(officer), *_new()]


def month_figures(officer: Officer, *, at: datetime) -> Iterator[Figure]:
    """Say how many new leads the sweeps of this month found, beside those of the same days of the month before."""
    if not has_role(officer, *policies.READERS, on=local_date(at)):
        return
    now, before = month_to_date(local_date(at))
    sweeps = Sweep.objects.filter(created_at__gte=_moment(before[0])).order_by("-created_at", "-id")
    found = sweeps[:SWEEPS_READ].aggregate(
        now=Sum("new_lead_count", filter=Q(created_at__gte=_moment(now[0]))),
        before=Sum("new_lead_count", filter=Q(created_at__lt=_moment(before[1] + timedelta(days=1)))),
    )
    if found["now"] or found["before"]:
        counts = [write_number(found[name] or 0) for name in ("now", "before")]
        yield Figure(_("Thông tin mới phát hiện"), counts[0], counts[1], reverse("screening:sweeps"))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)


def taken_about(officer: Officer, subject_ids: Collection[UUID], *, at: datetime) -> str:
    """Return the number of a listing under one of some subjects that an officer is verifying, if any."""
    taken = Lead.objects.filter(taken_by=officer, state=LeadState.TAKEN, subject_id__in=subject_ids)
    return taken.order_by("taken_at", "id").values_list("listing_id", flat=True).first() or ""


def _taken(officer: Officer) -> Iterator[WorkItem]:
    taken = Lead.objects.filter(taken_by=officer, state=LeadState.TAKEN).order_by("taken_at", "id")
    first, others = some_of(taken, TAKEN_SHOWN)
    for lead in first:
        yield WorkItem(Kind.LEAD, _("Thẩm tra: %(signs)s") % {"signs": _signs(lead)}, _about(lead), _url(lead), _("Mở"))
    if others:
        words = _("%(count)s thông tin khác đang thẩm tra") % {"count": write_capped(others, MOST_COUNTED)}
        url = f"{reverse('screening:leads')}?state={LeadState.TAKEN}"
        yield WorkItem(Kind.LEAD, words, "", url, _("Xem"), count=others)


def _new() -> Iterator[WorkItem]:
    """The most urgent new leads, a seller's like listings once; and how many there are, with a link to all."""
    new = Lead.objects.filter(state=LeadState.NEW).order_by("-score", "id")
    first, others = some_of(new, NEW_READ)
    alike: dict[str, list[Lead]] = {}
    for lead in first:
        alike.setdefault(lead.alike_key or str(lead.id), []).append(lead)
    shown = list(alike.values())[:NEW_SHOWN]
    for leads in shown:
        lead = leads[0]
        about = _about(lead)
        if len(leads) > 1:
            about = _("%(count)s tin như nhau: %(about)s") % {"count": len(leads), "about": about}
        yield WorkItem(Kind.LEAD, _signs(lead), about, _url(lead), _("Xem"), is_new=True, count=len(leads))
    if rest := len(first) + others - sum(map(len, shown)):
        words = _("%(count)s thông tin mới khác") % {"count": write_capped(rest, MOST_COUNTED)}
        url = f"{reverse('screening:leads')}?state={LeadState.NEW}"
        yield WorkItem(Kind.LEAD, words, "", url, _("Xem tất cả"), is_new=True, count=rest)


def _of_sweeper(officer: Officer, *, at: datetime) -> Iterator[WorkItem]:
    """Trials that have just ended for who wrote the words, and sweeps that failed for who asked for them."""
    tried = LexiconEntry.objects.filter(
        state=LexiconState.TRIED,
        written_by=officer,
        deleted_at__isnull=True,
        changed_at__gt=at - timedelta(days=TRIED_SHOWN_DAYS),
    )
    for entry in tried.order_by("changed_at", "id"):
        url = reverse("screening:lexicon_entry", args=[entry.id])
        yield WorkItem(Kind.UPKEEP, _("Xem kết quả thử mục từ điển"), entry.name, url, _("Xem"))
    since = at - timedelta(days=FAILED_SHOWN_DAYS)
    failed = Sweep.objects.filter(state=SweepState.FAILED, requested_by=officer, finished_at__gt=since)
    for sweep in failed.select_related("export").order_by("-finished_at", "id")[:3]:
        url = reverse("screening:sweep", args=[sweep.id])
        yield WorkItem(Kind.UPKEEP, _("Lượt quét không thành công"), sweep.export.name, url, _("Xem lý do"))


def _to_approve(officer: Officer, *, at: datetime) -> Iterator[WorkItem]:
    """Entries of the lexicon that wait for a head's yes or no."""
    for entry in waiting_for_approval(officer, at=at):
        name = entry.name
        if entry.proposed_by:
            name = _("%(name)s, %(proposer)s trình") % {"name": name, "proposer": entry.proposed_by.full_name}
        url = reverse("screening:lexicon_entry", args=[entry.id])
        yield WorkItem(Kind.DECIDE, _("Duyệt mục từ điển"), name, url, _("Quyết định"), agency_id=entry.owner_agency_id)


def _about(lead: Lead) -> str:
    """Title, price, seller and place: what one chooses by."""
    price = format_vnd(lead.price_vnd) if lead.price_vnd is not None else ""
    return " · ".join(filter(None, (lead.title, price, lead.seller_name, lead.seller_location)))


def _signs(lead: Lead) -> str:
    return "; ".join(map(short_name, lead.signs))


def _url(lead: Lead) -> str:
    return reverse("screening:lead", args=[lead.id])
