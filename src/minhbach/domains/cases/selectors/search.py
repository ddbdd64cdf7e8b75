"""Finding a case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.cases.models import Case, CaseSubject
from minhbach.domains.cases.selectors.access import visible_cases
from minhbach.domains.subjects.selectors import subjects_found
from minhbach.foundation import search
from minhbach.foundation.search import Asked, words_of
from minhbach.foundation.search.finding import CAP

TOKENS = words_of("cases.case")
MOST_CASES = 1_000


def find_cases(text: str) -> QuerySet[Case]:
    """List the cases in reach that a text finds, newest first."""
    return matching(visible_cases(), text)


def matching(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Keep the cases that a text finds: by code, by every word of the title, or by whom they are about."""
    return search.matching(cases, TOKENS, text, exact=about_whom(Asked.of(text)))


def about_whom(asked: Asked) -> list[UUID]:
    """Return the cases about those whom a text finds."""
    subjects = subjects_found(asked, limit=CAP + 1)
    about = CaseSubject.objects.filter(subject_id__in=subjects)
    return list(about.values_list("case_id", flat=True)[:MOST_CASES]) if subjects else []
