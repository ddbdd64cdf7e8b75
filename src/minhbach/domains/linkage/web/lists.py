"""The pairs that wait for a word, and what may be one with a subject."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhbach.domains.linkage import policies, selectors
from minhbach.domains.linkage.web.pages import words_of_left
from minhbach.domains.subjects.selectors import access_import, get_subject
from minhbach.foundation.pages import OfficeRequest


@require_safe
def pairs(request: OfficeRequest) -> HttpResponse:
    """The queue is short: what is most worth asking, never all there is."""
    policies.require_judge(request.officer, at=request.at)
    found = selectors.pairs_to_judge()
    last = selectors.own_judgements(request.officer).first()
    return render(request, "linkage/list.html", {"pairs": found, "last": last, "left": words_of_left(len(found))})


@require_safe
def pairs_of_import(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    """The queue of one list: its rows that may be somebody known, or twice the same."""
    policies.require_judge(request.officer, at=request.at)
    taken_in = access_import(import_id)
    found = selectors.pairs_to_judge(of_import=taken_in.pk)
    last = selectors.own_judgements(request.officer).first()
    context = {"pairs": found, "last": last, "taken_in": taken_in, "left": words_of_left(len(found))}
    return render(request, "linkage/list.html", context)


@require_safe
def of_import(request: OfficeRequest, import_id: UUID) -> HttpResponse:
    """A word on the page of a list, for who may judge."""
    taken_in = access_import(import_id)
    found = (
        selectors.pairs_to_judge(of_import=taken_in.pk) if policies.may_judge(request.officer, at=request.at) else []
    )
    return render(request, "linkage/of_import.html", {"taken_in": taken_in, "left": words_of_left(len(found))})


@require_safe
def of_subject(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = get_subject(subject_id)
    found = [(pair, pair.other if pair.one.pk == subject.pk else pair.one) for pair in selectors.candidates_of(subject)]
    context = {"found": found, "may_judge": policies.may_judge(request.officer, at=request.at)}
    return render(request, "linkage/of_subject.html", context)
