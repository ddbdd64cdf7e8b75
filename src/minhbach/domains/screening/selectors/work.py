"""What of the leads waits for an officer today."""

from __future__ import annotations

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
from minhbach.foundation.pages.work import WorkItem

TAKEN_SHOWN = 10
NEW_SHOWN = 5
TRIED_SHOWN_DAYS = 14


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """List the leads an officer has taken, the most urgent new ones, and sweeps that failed."""
    on = local_date(at)
    if not has_role(officer, *policies.JUDGES, *policies.SWEEPERS, on=on):
        return []
    taken = Lead.objects.filter(taken_by=officer, state=LeadState.TAKEN).order_by("taken_at", "id")
    items = [WorkItem("waiting", lead.title, _signs(lead), _url(lead), _("Thẩm tra")) for lead in taken[:TAKEN_SHOWN]]
    items += [
        WorkItem("new", lead.title, _signs(lead), _url(lead), _("Xem"))
        for lead in Lead.objects.filter(state=LeadState.NEW).order_by("-score", "id")[:NEW_SHOWN]
    ]
    failed = Sweep.objects.filter(state=SweepState.FAILED, requested_by=officer).select_related("export")
    items += [
        WorkItem(
            "waiting",
            _("Lượt quét “%(name)s” không thành công") % {"name": sweep.export.name},
            "",
            reverse("screening:sweep", args=[sweep.id]),
            _("Xem lý do"),
        )
        for sweep in failed.order_by("-finished_at", "id")[:3]
        if sweep.finished_at is not None and (at - sweep.finished_at).days < 7
    ]
    return [*_lexicon_items(officer, at=at), *items]


def _lexicon_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """Entries of the lexicon that wait for a head's yes or no, and trials that have just ended for their author."""
    items = [
        WorkItem(
            "waiting",
            _("Từ điển: duyệt mục “%(name)s”") % {"name": entry.name},
            entry.proposed_by.full_name if entry.proposed_by else "",
            reverse("screening:lexicon_entry", args=[entry.id]),
            _("Xem và quyết định"),
        )
        for entry in waiting_for_approval(officer, at=at)
    ]
    tried = LexiconEntry.objects.filter(
        state=LexiconState.TRIED,
        written_by=officer,
        deleted_at__isnull=True,
        changed_at__gt=at - timedelta(days=TRIED_SHOWN_DAYS),
    )
    return items + [
        WorkItem(
            "waiting",
            _("Từ điển: xem kết quả thử mục “%(name)s”") % {"name": entry.name},
            "",
            reverse("screening:lexicon_entry", args=[entry.id]),
            _("Xem"),
        )
        for entry in tried.order_by("changed_at", "id")
    ]


def _signs(lead: Lead) -> str:
    return "; ".join(map(short_name, lead.signs))


def _url(lead: Lead) -> str:
    return reverse("screening:lead", args=[lead.id])
