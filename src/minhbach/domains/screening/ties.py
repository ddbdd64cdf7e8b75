"""Leads that a report of the public may belong to: of the account it names, or of who is known by what it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.intake.types import Seen, TieDoor, TieKind
from minhbach.domains.screening.keys import seller_key
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.selectors import READERS
from minhbach.domains.screening.types import LeadState
from minhbach.engine.identifiers import Identity
from minhbach.engine.telling.values import written_out
from minhbach.foundation.clock import local_date

OF_EACH = 3
_TITLE_LETTERS = 80


def _find(identities: Sequence[Identity], subject_ids: Sequence[UUID]) -> Iterator[tuple[UUID, str]]:
    for one in identities:
        if one.kind == "shop":
            platform, _colon, account = one.canonical.partition(":")
            of_account = Lead.objects.filter(seller_key=seller_key(platform, account, ""))
            for lead_id in of_account.order_by("-score", "id").values_list("id", flat=True)[:OF_EACH]:
                yield lead_id, _("của chính tài khoản nêu trong tin")
    of_subjects = Lead.objects.filter(subject_id__in=list(subject_ids)).order_by("-score", "id")
    for lead_id in of_subjects.values_list("id", flat=True)[:OF_EACH]:
        yield lead_id, _("đã gắn với đối tượng nêu trong tin")


def _seen(lead_id: UUID, officer: Officer, at: datetime) -> Seen | None:
    lead = Lead.objects.filter(pk=lead_id).first() if has_role(officer, *READERS, on=local_date(at)) else None
    if lead is None:
        return None
    title = written_out(lead.title)[:_TITLE_LETTERS]
    return Seen(title, reverse("screening:lead", args=[lead.pk]), str(LeadState(lead.state).label))


DOOR = TieDoor(TieKind.LEAD, _find, _seen)
