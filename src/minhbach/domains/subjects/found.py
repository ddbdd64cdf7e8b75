"""What is found of subjects: by an identifier or as much of one as may be asked by, by the words of a name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects import selectors
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.reading.values import FEWEST_VALUES, read_listed
from minhbach.foundation.search import Asked, Findable, Hit
from minhbach.foundation.search.finding import CAP


def _hit(subject: Subject, at: datetime) -> Hit:
    lies = f"{subject.get_kind_display()}, {subject.place}" if subject.place else str(subject.get_kind_display())
    return Hit(subject.name, lies, reverse("subjects:subject", args=[subject.id]))


def _named(asked: Asked) -> Collection[UUID]:
    return selectors.named(asked, limit=CAP + 1)


FOUND = Findable(
    title=_lazy("Tổ chức, cá nhân"),
    view="subjects:list",
    place=10,
    rows=lambda officer, at: selectors.visible_subjects(),
    tokens=selectors.TOKENS,
    label="name",
    hit=_hit,
    exact=_named,
    stands_for=selectors.joined_to,
    by_place="place_id",
    by_day="created_at",
)


def offer_list(text: str) -> str:
    """Return where a text is looked up as a list, if it is one: the same whatever of it is known."""
    return (
        f"{reverse('subjects:look_up')}?{urlencode({'ds': text})}" if len(read_listed([text])) >= FEWEST_VALUES else ""
    )
