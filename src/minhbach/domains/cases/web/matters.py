"""What hangs on a case, as its page lists it: each matter with its state, its last day, and what can be done in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.cases.acts import ACTS, MATTER_KINDS, PAPERS
from minhbach.domains.cases.acts.act import Act, Text
from minhbach.domains.cases.selectors.page import CasePage, living_paper
from minhbach.domains.cases.types.state import Matter
from minhbach.domains.cases.wording import WARN_DAYS
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import PAPERS as FORMS
from minhbach.domains.documents.types import State


@dataclass(frozen=True)
class MatterRow:
    """A matter as the page shows it. LEFT are the days to its end, in words."""

    matter: Matter
    label: Text
    whose: str
    state: tuple[Text, str]
    told: Sequence[tuple[Text, str]]
    until: date | None
    until_from: Text
    left: str
    tone: str
    acts: Sequence[tuple[Act[Any], str]]
    drafts: Sequence[tuple[str, str]]
    papers: Sequence[OfficialDocument]


def matters_of(page: CasePage) -> list[MatterRow]:
    """List the matters of a case, those still going on first."""
    rows = [_row(page, one) for one in page.state.matters.values()]
    return sorted(rows, key=lambda row: row.matter.is_ended)


def _row(page: CasePage, matter: Matter) -> MatterRow:
    kind = MATTER_KINDS[matter.kind]
    until, holder = kind.until(matter), kind.holder(matter)
    left, tone = _left(until, page.today)
    acts = [one for one in ACTS if one.matter == matter.kind and one.is_due_in(matter) and page.may(one)]
    return MatterRow(
        matter=matter,
        label=kind.label,
        whose=next((one.subject.name for one in page.subjects if str(one.subject.id) == holder), ""),
        state=kind.stands(matter),
        told=kind.tells(matter),
        until=until,
        until_from=kind.until_from,
        left=left,
        tone=tone,
        acts=[(one, _url(page, one, matter)) for one in acts],
        drafts=_drafts(page, matter),
        papers=[one for one in page.papers if one.target_part == matter.id],
    )


def _url(page: CasePage, act: Act[Any], matter: Matter) -> str:
    return f"{reverse('cases:act', args=[page.case.id, act.slug])}?{urlencode({'part': matter.id})}"


def _drafts(page: CasePage, matter: Matter) -> list[tuple[str, str]]:
    """The papers that can be filled from a matter now: (kind, words). What is under way is opened, not filled anew."""
    if not page.may_handle:
        return []
    found: list[tuple[str, str]] = []
    for act, one in PAPERS.values():
        if act.matter != matter.kind or not act.is_due_in(matter):
            continue
        paper = living_paper(page.papers, one.kind, matter.id)
        if paper is not None and paper.state in (State.DRAFT, State.RETURNED):
            found.append((one.kind, _("Điền lại “%(paper)s” từ hồ sơ") % {"paper": FORMS[one.kind].title_vi}))
        elif one.kind in page.drawn_elsewhere:
            continue
        elif paper is None or (one.is_repeated and paper.state in (State.ISSUED, State.FILED)):
            found.append((one.kind, str(one.draft)))
    return found


def _left(until: date | None, today: date) -> tuple[str, str]:
    if until is None:
        return "", ""
    days = (until - today).days
    if days < 0:
        return _("quá hạn %(count)s ngày") % {"count": -days}, "late"
    words = _("còn %(count)s ngày") % {"count": days} if days else _("hôm nay là ngày cuối")
    return words, "warn" if days <= WARN_DAYS else ""
