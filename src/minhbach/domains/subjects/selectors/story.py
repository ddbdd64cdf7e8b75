"""A subject's story, told in time to whoever may hear each part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects.identities import kind_words
from minhbach.domains.subjects.models import StoryEntry, Subject
from minhbach.domains.subjects.types import (
    PremisesKind,
    PresenceKind,
    Property,
    StoryGroup,
    SubjectKind,
    story_kind,
    story_kinds,
)

LIMIT = 500


@dataclass(frozen=True)
class StoryLine:
    """One event: when, in words, by whom, and the page it opens (empty when none)."""

    at: datetime
    sentence: str
    group: str
    icon: str
    url: str
    officer_name: str
    agency_name: str


def story_of(members: Sequence[Subject], *, group: str = "", limit: int = LIMIT) -> list[StoryLine]:
    """Tell what happened to a subject and to those joined to it, latest first; GROUP keeps one filter's."""
    entries = StoryEntry.objects.filter(subject__in=members)
    if group in StoryGroup.values:
        codes = [code for code, kind in story_kinds().items() if kind.group == group]
        entries = entries.filter(kind__in=codes)
    rows = entries.select_related("officer", "owner_agency").order_by("-at", "-id")[:limit]
    return [_line(entry, words) for entry, words in _told_together(list(rows))]


def _told_together(rows: list[StoryEntry]) -> list[tuple[StoryEntry, list[str]]]:
    """What one officer recorded at one moment is one line."""
    told: list[tuple[StoryEntry, list[str]]] = []
    for entry in rows:
        words = [_property_words(str(entry.params.get("property", "")))] if entry.kind == "subjects.stated" else []
        before = told[-1][0] if told else None
        is_same_act = (
            before is not None
            and words
            and before.kind == entry.kind
            and (before.at, before.officer_id) == (entry.at, entry.officer_id)
        )
        if is_same_act:
            told[-1][1].extend(word for word in words if word not in told[-1][1])
        else:
            told.append((entry, words))
    return told


def _line(entry: StoryEntry, words: list[str]) -> StoryLine:
    kind = story_kind(entry.kind)
    return StoryLine(
        at=entry.at,
        sentence=_sentence(kind.sentence, entry.params, words),
        group=kind.group,
        icon=kind.icon,
        url=kind.url(entry.target_id) if kind.url and entry.target_id else "",
        officer_name=entry.officer.full_name if entry.officer else "",
        agency_name=entry.owner_agency.short_name,
    )


def _sentence(sentence: str | Promise, params: dict[str, Any], words: list[str]) -> str:
    shown = dict(params)
    if words:
        shown["property"] = ", ".join(reversed(words))
    elif "property" in shown:
        shown["property"] = _property_words(str(shown["property"]))
    if shown.get("kind") in SubjectKind.values:
        shown["kind"] = SubjectKind(shown["kind"]).label
    try:
        return str(sentence) % shown
    except (KeyError, TypeError, ValueError):
        # An entry of an older version without one of the numbers: the sentence is still worth more than nothing.
        return str(sentence)


_THINGS = {"premises": PremisesKind, "presence": PresenceKind}
_ELSE = _lazy("thông tin")


def _property_words(code: str) -> str:
    thing, _, kind = code.partition(".")
    if thing == "identifier" and kind:
        return kind_words(kind)
    if thing in _THINGS and kind in _THINGS[thing].values:
        return str(_THINGS[thing](kind).label)
    return str(Property(code).label) if code in Property.values else str(_ELSE)
