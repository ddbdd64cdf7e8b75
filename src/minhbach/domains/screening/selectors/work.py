"""What of the leads waits for an officer today."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role, held_posts
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Lead, LexiconEntry, Sweep
from minhbach.domains.screening.selectors.lexicon import waiting_for_approval
from minhbach.domains.screening.types import OPEN_STATES, LeadState, LexiconState, SweepState
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.office import Figure
from minhbach.foundation.pages.work import MOST_COUNTED, Kind, WorkItem, some_of_each
from minhbach.foundation.periods import month_to_date
from minhbach.foundation.writing import write_capped, write_number

TAKEN_SHOWN = 10
# Of what waits in the unit, and of what one gave to others.
GIVEN_SHOWN = 6
NEW_SHOWN = 5
# Looked through for the new ones shown: a seller's like listings are one line.
NEW_READ = 40
TRIED_SHOWN_DAYS = 14
FAILED_SHOWN_DAYS = 7
# More than any office asks for in two months.
SWEEPS_READ = 1_000


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """List an officer's leads, those given to the unit and by the officer, new ones, failed sweeps, words that wait."""
    if not has_role(officer, *policies.JUDGES, *policies.SWEEPERS, on=local_date(at)):
        return []
    sweeps = _of_sweeper(officer, at=at) if has_role(officer, *policies.SWEEPERS, on=local_date(at)) else ()
    return [*_to_approve(officer, at=at), *sweeps, *_leads(officer, at=at)]


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


def _leads(officer: Officer, *, at: datetime) -> Iterator[WorkItem]:
    """What the officer verifies, what waits in the unit, what was given to others, and the new ones: one question."""
    homes = {post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role in policies.VERIFIERS}
    by_day = Lead.objects.order_by(F("due_on").asc(nulls_last=True), "taken_at", "id")
    rows = {
        "mine": (by_day.filter(taken_by=officer, state=LeadState.TAKEN), TAKEN_SHOWN),
        "unit": (by_day.filter(assigned_unit__in=homes, state=LeadState.NEW), GIVEN_SHOWN),
        "given": (
            by_day.filter(assigned_by=officer, state__in=OPEN_STATES).exclude(taken_by=officer).exclude(
                assigned_unit__in=homes, state=LeadState.NEW
            ),
            GIVEN_SHOWN,
        ),
        "new": (
            Lead.objects.filter(state=LeadState.NEW, assigned_unit__isnull=True).order_by("-score", "id"),
            NEW_READ,
        ),
    }  # fmt: skip
    found = some_of_each({desk: (_named(one), most) for desk, (one, most) in rows.items()})
    yield from _taken(*found["mine"], officer)
    yield from _waiting_in_unit(*found["unit"])
    yield from _given(*found["given"])
    yield from _new(*found["new"])


def _named(rows: QuerySet[Lead]) -> QuerySet[Lead]:
    """Say of each lead who has it from whom."""
    return rows.annotate(
        holder=F("taken_by__full_name"),
        giver=F("assigned_by__full_name"),
        unit_name=F("assigned_unit__short_name"),
    )


def _taken(leads: list[Any], others: int, officer: Officer) -> Iterator[WorkItem]:
    for lead in leads:
        what = _("Thẩm tra: %(signs)s") % {"signs": lead.what}
        yield WorkItem(
            Kind.LEAD, what, _about(lead), _url(lead), _("Mở"), due_on=lead.due_on, note=_from(lead, officer)
        )
    if others:
        yield _others(_("%(count)s thông tin khác đang thẩm tra"), others, "hands=mine")


def _waiting_in_unit(leads: list[Any], others: int) -> Iterator[WorkItem]:
    for lead in leads:
        yield WorkItem(
            Kind.LEAD, _("Giao cho đơn vị: %(signs)s") % {"signs": lead.what}, _about(lead), _url(lead), _("Xem"),
            due_on=lead.due_on, whose=_("%(unit)s, chưa ai nhận") % {"unit": lead.unit_name},
            agency_id=lead.assigned_unit_id, note=_from(lead),
        )  # fmt: skip
    if others:
        yield _others(_("%(count)s thông tin khác giao cho đơn vị, chưa ai nhận"), others, "hands=unit")


def _given(leads: list[Any], others: int) -> Iterator[WorkItem]:
    for lead in leads:
        whose = lead.holder or _("%(unit)s, chưa ai nhận") % {"unit": lead.unit_name}
        yield WorkItem(
            Kind.LEAD, _("Đã giao thẩm tra: %(signs)s") % {"signs": lead.what}, _about(lead), _url(lead), _("Xem"),
            due_on=lead.due_on, whose=whose, agency_id=lead.assigned_unit_id,
        )  # fmt: skip
    if others:
        yield _others(_("%(count)s thông tin khác đã giao, chưa xong"), others, "hands=given")


def _others(words: str, count: int, query: str) -> WorkItem:
    url = f"{reverse('screening:leads')}?{query}"
    return WorkItem(Kind.LEAD, words % {"count": write_capped(count, MOST_COUNTED)}, "", url, _("Xem"), count=count)


def _from(lead: Any, reader: Officer | None = None) -> str:
    """Say who gave a lead, to whom did not take it by himself."""
    if not lead.giver or (reader is not None and lead.assigned_by_id == reader.pk):
        return ""
    return _("%(officer)s giao") % {"officer": lead.giver}


def _new(first: list[Lead], others: int) -> Iterator[WorkItem]:
    """The most urgent new leads, a seller's like listings once; and how many there are, with a link to all."""
    alike: dict[str, list[Lead]] = {}
    for lead in first:
        alike.setdefault(lead.alike_key or str(lead.id), []).append(lead)
    shown = list(alike.values())[:NEW_SHOWN]
    for leads in shown:
        lead = leads[0]
        about = _about(lead)
        if len(leads) > 1:
            about = _("%(count)s tin như nhau: %(about)s") % {"count": len(leads), "about": about}
        yield WorkItem(Kind.LEAD, lead.what, about, _url(lead), _("Xem"), is_new=True, count=len(leads))
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


def _url(lead: Lead) -> str:
    return reverse("screening:lead", args=[lead.id])
