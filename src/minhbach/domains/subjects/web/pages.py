"""The page of one subject."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from minhbach.domains.agencies.selectors import DayMap
from minhbach.domains.subjects import policies, selectors
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import StoryGroup, panel_urls
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.scope import current_access


def subject(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    """One subject; a record joined to another opens the one that tells of both."""
    found = selectors.access_subject(request.officer, subject_id, at=request.at)
    if found.canonical_id and "rieng" not in request.GET and Subject.objects.filter(pk=found.canonical_id).exists():
        return redirect("subjects:subject", found.canonical_id)
    card = selectors.subject_card(found)
    group = request.GET.get("nhom", "")
    return render(
        request,
        "subjects/subject.html",
        {
            "subject": found,
            "title": found.name,
            "chips": card.chips,
            "card": card,
            "place": DayMap(local_date(request.at)).words(found.place) if found.place else "",
            "story": selectors.story_of(card.members, group=group),
            "group": group,
            "groups": StoryGroup.choices,
            "related": selectors.related_subjects(card.members),
            "may_write": policies.may_write(request.officer, at=request.at),
            "panels": panel_urls(found.id),
            "may_assign": policies.may_assign(request.officer, at=request.at),
            "is_own": policies.is_own(found.owner_agency_id),
            "own_agency_ids": current_access().agency_ids,
        },
    )
