"""Finding a case."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from minhbach.domains.cases.models import Case, CaseSubject
from minhbach.domains.cases.selectors.access import visible_cases
from minhbach.domains.subjects.selectors import find_subjects
from minhbach.engine.text.keys import search_key

MOST_SUBJECTS = 200


def find_cases(text: str) -> QuerySet[Case]:
    """List the cases in reach that a text finds, newest first."""
    return matching(visible_cases(), text)


def matching(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Keep the cases that a text finds: by code, by every word of the title, or by whom they are about."""
    words = Q()
    for word in search_key(text).split():
        words &= Q(folded__contains=word)
    subjects = list(find_subjects(text).values_list("id", flat=True)[:MOST_SUBJECTS])
    about = CaseSubject.objects.filter(subject_id__in=subjects).values("case_id")
    return cases.filter((words or Q(pk__in=[])) | Q(id__in=about))
