"""What a subject's page tells of its cases, written in the transaction of the act."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.acts import ACTS
from minhbach.domains.cases.acts.act import Act
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.models import Case, CaseSubject
from minhbach.domains.cases.types.state import Entry
from minhbach.domains.subjects.services import tell_story
from minhbach.domains.subjects.types import StoryGroup, StoryKind

# What cases tell in the story of a subject; `office.py` offers it.
STORIES = tuple(
    StoryKind(
        f"cases.{act.code}",
        act.told.sentence,
        StoryGroup.CASE,
        act.told.icon,
        lambda case_id: reverse("cases:case", args=[case_id]),
        act.told.chip,
    )
    for act in ACTS
    if act.told is not None
)


def tell(case: Case, entry: Entry[Any], act: Act[Any], *, officer: Officer) -> None:
    """Tell the act on the page of everyone it is about; what concerns only the office is not told."""
    if act.told is None:
        return
    links = CaseSubject.objects.filter(case=case).select_related("subject")
    about = entry.fact.subject_id if isinstance(entry.fact, SubjectAdded) else entry.part
    if about:
        links = links.filter(subject_id=about)
    for link in links:
        tell_story(
            subject=link.subject,
            at=entry.recorded_at,
            kind=f"cases.{act.code}",
            target=case,
            params={"case": case.code},
            officer=officer,
        )
