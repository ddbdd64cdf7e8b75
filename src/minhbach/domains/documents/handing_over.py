"""What of papers hangs on an officer: drafts that he has not submitted, or that were sent back to him."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import HandedKind, Hanging, TakesOver
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.services import pass_draft_on
from minhbach.domains.documents.types import State


def held(person: Officer, _on: date) -> Iterator[Hanging]:
    rows = OfficialDocument.objects.filter(drafted_by=person, state__in=(State.DRAFT, State.RETURNED))
    for document in rows.order_by("created_at", "id").defer("content"):
        yield Hanging(document.pk, document.title, str(document.get_state_display()))


def give(takes: TakesOver, document_id: UUID) -> None:
    pass_draft_on(document_id=document_id, officer=takes.officer, at=takes.at, receiver=takes.receiver)


HANDED = HandedKind(
    code="documents.draft",
    label=_lazy("Văn bản đang dự thảo"),
    held=held,
    give=give,
    url=lambda document_id: reverse("documents:document", args=[document_id]),
    place=45,
)
