"""The page of one row of law, and of two compared."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.law import selectors
from minhbach.domains.law.citing import cite_content, name_instrument
from minhbach.domains.law.models import LawRow, Origin
from minhbach.domains.law.reference import reference_changes
from minhbach.domains.law.types.rows import Confidence
from minhbach.domains.law.web import facts
from minhbach.domains.law.web.forms import SwitchForm
from minhbach.domains.law.wording import CONFIDENCES, TABLES
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.refusals import NotFound


def state_words(row: LawRow, today: date) -> tuple[str, str]:
    """Say whether a row is used, as words and tone of a chip."""
    state = selectors.state_of(row)
    if not state.is_on:
        return _("đang tắt, chưa kiểm chứng") if state.confidence is Confidence.MEMORY else _("đang tắt"), "late"
    if state.confidence is Confidence.MEMORY:
        return _("cán bộ pháp chế đã bật"), "info"
    if not state.is_checked:
        return _("chưa đối chiếu bản gốc"), "warn"
    if row.valid_until and row.valid_until <= today:
        return _("cho hành vi trong kỳ"), ""
    return _("đang dùng"), "good"


@require_safe
def row(request: OfficeRequest, row_id: str) -> HttpResponse:
    shown = selectors.get_row(row_id, _version(request.GET.get("phien-ban")))
    return render(request, "law/row.html", page_of(request, shown))


def page_of(request: OfficeRequest, shown: LawRow, switch_form: PageForm | None = None) -> dict[str, Any]:
    """Return what the page shows of a row; with SWITCH_FORM as it was sent, where it was refused."""
    versions, state, today = selectors.versions_of(shown), selectors.state_of(shown), local_date(request.at)
    is_newest = shown.version == versions[0].version
    return {
        "row": shown,
        "title": name_of(shown),
        "facts": facts.facts_of(shown.content),
        "state": state,
        "chips": [state_words(shown, today)],
        "confidence": CONFIDENCES[Confidence(shown.confidence)],
        "table": TABLES[shown.kind],
        "is_newest": is_newest,
        "place": cite_content(shown.content),
        "why": _why(shown),
        "replaced_by": [name_instrument(one) for one in selectors.replaced_by(shown, on=today)],
        "history": [(one, cite_content(one.content)) for one in selectors.history_of(shown)],
        "versions": versions,
        "switches": selectors.switches_of(shown),
        "waiting": selectors.change_waiting_for(shown),
        "may_change": is_newest and selectors.keeps_law(request.officer, at=request.at),
        "switch_form": switch_form or SwitchForm(initial={"is_on": "0" if state.is_on else "1"}),
        "today": today,
    }


def _why(row: LawRow) -> str:
    """Why the last review changed the row; nothing once an officer has corrected it."""
    if row.origin != Origin.REFERENCE:
        return ""
    found = (one.why_vi for one in reference_changes().changes if (one.table, one.row_id) == (row.kind, row.row_id))
    return next(found, "")


def name_of(row: LawRow) -> str:
    """Call a row by where it stands, or by its first words where it stands nowhere."""
    if row.article:
        place = cite_content(row.content)
        return place[:1].upper() + place[1:]
    return Truncator(row.title_vi).words(18, truncate=" …")


@require_safe
def compare(request: OfficeRequest) -> HttpResponse:
    """Two rows, or two versions of one: ?trai=ROW&phai=ROW, each with :VERSION if an older one is meant."""
    left, right = (_named(request.GET.get(side, "")) for side in ("trai", "phai"))
    differences = facts.compare(left.content, right.content)
    return render(
        request,
        "law/compare.html",
        {
            "left": left,
            "right": right,
            "differences": differences,
            "changed": sum(1 for one in differences if one.is_changed),
            "others": [one for one in selectors.history_of(left) if one.pk not in (left.pk, right.pk)],
        },
    )


def _named(text: str) -> LawRow:
    row_id, _separator, version = text.partition(":")
    return selectors.get_row(row_id, _version(version))


def _version(text: str | None) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > len("9999"):
        raise NotFound
    return int(text)
