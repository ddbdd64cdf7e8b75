"""What the shell itself adds to a desk: the state of the seals for auditors, of the installation for its keepers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts, keeps_installation
from minhbach.domains.agencies.types import Role
from minhbach.foundation.audit.actions import sentence_of
from minhbach.foundation.audit.models import AuditSeal
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Card, Kind, WorkItem
from minhbach.foundation.writing import write_number
from minhbach.interfaces.health.kept import read_look
from minhbach.interfaces.office.audit import entries_read_by

# What an auditor looks at first, over so many days.
ODD = (
    "office.look.denied",
    "foundation.list.exported",
    "agencies.officer.password_given",
    "agencies.officer.codes_removed",
)
ODD_DAYS = 7
# Seals are made each minute; one that is older than this is late.
SEALED_WITHIN = timedelta(minutes=10)


def shell_work(officer: Officer, *, at: datetime) -> Iterator[WorkItem | Card]:
    """Say what no domain says: how the log and the installation are."""
    posts = held_posts(officer, on=local_date(at))
    held = {post.role for post in posts}
    if Role.AUDITOR in held:
        yield _seals(officer, at=at)
    if Role.ADMINISTRATOR in held and keeps_installation(officer, on=local_date(at), posts=posts):
        yield from _installation()


def _seals(officer: Officer, *, at: datetime) -> Card:
    last = AuditSeal.objects.order_by("-sequence").first()
    since = at - timedelta(days=ODD_DAYS)
    entries = entries_read_by(officer, at=at).filter(action__in=ODD, at__gte=since)
    counted = dict(entries.values_list("action").annotate(count=Count("pk")).order_by())
    log = reverse("office:audit")
    first = local_date(since).isoformat()
    return Card(
        "office/desk_seals.html",
        {
            "seal": last,
            "is_late": last is None or at - last.sealed_at > SEALED_WITHIN,
            "days": ODD_DAYS,
            "odd": [
                {
                    "words": sentence_of(action),
                    "count": write_number(counted.get(action, 0)),
                    "url": f"{log}?action={action}&from={first}",
                }
                for action in ODD
            ],
        },
        place=5,
        is_first=True,
    )


def _installation() -> Iterator[WorkItem]:
    """What the last look at the installation found wrong, a backup that was never set up among it."""
    look = read_look()
    for found in look.findings if look else ():
        for ailment in found.ailments:
            yield WorkItem(
                Kind.UPKEEP, _("Hệ thống cần sửa"), ailment.what, reverse("office:health"), _("Xem cách sửa")
            )
