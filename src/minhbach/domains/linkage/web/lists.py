"""The pairs that wait for a word, and what may be one with a subject."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhbach.domains.linkage import policies, selectors
from minhbach.domains.subjects.selectors import get_subject
from minhbach.foundation.pages import OfficeRequest


@require_safe
def pairs(request: OfficeRequest) -> HttpResponse:
    """The queue is short: what is most worth asking, never all there is."""
    policies.require_judge(request.officer, at=request.at)
    found = selectors.pairs_to_judge()
    last = selectors.own_judgements(request.officer).first()
    return render(request, "linkage/list.html", {"pairs": found, "last": last})


@require_safe
def of_subject(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = get_subject(subject_id)
    found = [(pair, pair.other if pair.one.pk == subject.pk else pair.one) for pair in selectors.candidates_of(subject)]
    context = {"found": found, "may_judge": policies.may_judge(request.officer, at=request.at)}
    return render(request, "linkage/of_subject.html", context)
