"""What of the leads waits for an officer today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Lead, LexiconEntry, Sweep
from minhbach.domains.screening.selectors.lexicon import waiting_for_approval
from minhbach.domains.screening.types import LeadState, LexiconState, SweepState
from minhbach.engine.screening.signs import short_name
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages.work import MOST_COUNTED, Kind, WorkItem, some_of
from minhbach.foundation.writing import write_capped

TAKEN_SHOWN = 10
NEW_SHOWN = 5
# Looked through for the new ones shown: a seller's like listings are one line.
NEW_READ = 40
TRIED_SHOWN_DAYS = 14
FAILED_SHOWN_DAYS = 7


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """List the leads an officer has taken, the most urgent new ones, sweeps that failed, words that wait."""
    if not has_role(officer, *policies.JUDGES, *policies.SWEEPERS, on=local_date(at)):
        return []
    return [*_lexicon_items(officer, at=at), *_taken(officer), *_failed(officer, at=at), *_new()]


def _taken(officer: Officer) -> Iterator[WorkItem]:
    taken = Lead.objects.filter(taken_by=officer, state=LeadState.TAKEN).order_by("taken_at", "id")
    first, others = some_of(taken, TAKEN_SHOWN)
    for lead in first:
        yield WorkItem(Kind.LEAD, _("Thẩm tra thông tin"), _about(lead), _url(lead), _("Thẩm tra"), note=_signs(lead))
    if others:
        words = _("%(count)s thông tin khác đang thẩm tra") % {"count": write_capped(others, MOST_COUNTED)}
        url = f"{reverse('screening:leads')}?state={LeadState.TAKEN}"
        yield WorkItem(Kind.LEAD, words, "", url, _("Xem"), count=others)


def _new() -> Iterator[WorkItem]:
    """The most urgent new leads, a seller's like listings once; and how many there are, with a link to all."""
    new = Lead.objects.filter(state=LeadState.NEW).order_by("-score", "id")
    first, others = some_of(new, NEW_READ)
    alike: dict[tuple[str, str], list[Lead]] = {}
    for lead in first:
        alike.setdefault((lead.seller_key or str(lead.id), lead.title), []).append(lead)
    shown = list(alike.values())[:NEW_SHOWN]
    for leads in shown:
        lead = leads[0]
        what = _("Thông tin mới") if len(leads) == 1 else _("%(count)s tin như nhau") % {"count": len(leads)}
        yield WorkItem(
            Kind.LEAD, what, _about(lead), _url(lead), _("Xem"), is_new=True, note=_signs(lead), count=len(leads)
        )
    if rest := len(first) + others - sum(map(len, shown)):
        words = _("%(count)s thông tin mới khác") % {"count": write_capped(rest, MOST_COUNTED)}
        url = f"{reverse('screening:leads')}?state={LeadState.NEW}"
        yield WorkItem(Kind.LEAD, words, "", url, _("Xem tất cả"), is_new=True, count=rest)


def _failed(officer: Officer, *, at: datetime) -> Iterator[WorkItem]:
    since = at - timedelta(days=FAILED_SHOWN_DAYS)
    failed = Sweep.objects.filter(state=SweepState.FAILED, requested_by=officer, finished_at__gt=since)
    for sweep in failed.select_related("export").order_by("-finished_at", "id")[:3]:
        url = reverse("screening:sweep", args=[sweep.id])
        yield WorkItem(Kind.UPKEEP, _("Lượt quét không thành công"), sweep.export.name, url, _("Xem lý do"))


def _lexicon_items(officer: Officer, *, at: datetime) -> Iterator[WorkItem]:
    """Entries of the lexicon that wait for a head's yes or no, and trials that have just ended for their author."""
    for entry in waiting_for_approval(officer, at=at):
        name = entry.name
        if entry.proposed_by:
            name = _("%(name)s, %(proposer)s trình") % {"name": name, "proposer": entry.proposed_by.full_name}
        url = reverse("screening:lexicon_entry", args=[entry.id])
        yield WorkItem(Kind.DECIDE, _("Duyệt mục từ điển"), name, url, _("Quyết định"), agency_id=entry.owner_agency_id)
    tried = LexiconEntry.objects.filter(
        state=LexiconState.TRIED,
        written_by=officer,
        deleted_at__isnull=True,
        changed_at__gt=at - timedelta(days=TRIED_SHOWN_DAYS),
    )
    for entry in tried.order_by("changed_at", "id"):
        url = reverse("screening:lexicon_entry", args=[entry.id])
        yield WorkItem(Kind.UPKEEP, _("Xem kết quả thử mục từ điển"), entry.name, url, _("Xem"))


def _about(lead: Lead) -> str:
    """Title, price, seller and place: what one chooses by."""
    price = format_vnd(lead.price_vnd) if lead.price_vnd is not None else ""
    return " · ".join(filter(None, (lead.title, price, lead.seller_name, lead.seller_location)))


def _signs(lead: Lead) -> str:
    return "; ".join(map(short_name, lead.signs))


def _url(lead: Lead) -> str:
    return reverse("screening:lead", args=[lead.id])
