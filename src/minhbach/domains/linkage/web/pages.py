"""Two records side by side, and what speaks for and against their being one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.linkage import policies, selectors
from minhbach.domains.linkage.types import Pair
from minhbach.domains.subjects.selectors import access_subject, address_of, subject_card
from minhbach.domains.subjects.types import SubjectCard
from minhbach.engine.identifiers import KINDS
from minhbach.engine.linkage import HUNDREDTHS, standing_model
from minhbach.foundation.pages import OfficeRequest

# The length of the longest bar, and what it stands for.
BAR, LONGEST = 100, 12 * HUNDREDTHS


@dataclass(frozen=True)
class Value:
    """One value of one side; what the other side has too is marked."""

    text: str
    is_shared: bool


@dataclass(frozen=True)
class Row:
    """One thing, as each of the two has it."""

    words: str
    left: tuple[Value, ...]
    right: tuple[Value, ...]

    @property
    def sides(self) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
        return self.left, self.right


@dataclass(frozen=True)
class Step:
    """One reason as a bar: how long, which way."""

    words: str
    says: str
    weight: str
    length: int
    is_for: bool

    @property
    def from_x(self) -> int:
        """Return where a bar that speaks against begins, left of the middle."""
        return BAR - self.length


@require_safe
def pair(request: OfficeRequest, candidate_id: UUID) -> HttpResponse:
    policies.require_judge(request.officer, at=request.at)
    found = selectors.get_pair(candidate_id)
    one, other = cards_of(request, found.one.pk, found.other.pk)
    of_import, judgement = import_asked(request), selectors.judgement_of(found)
    waiting = selectors.pairs_to_judge(leaving_out=found.id, of_import=of_import)
    context = {
        "pair": found,
        "rows": rows_of(one, other),
        "steps": steps_of(found),
        "judgement": judgement,
        "next": waiting[0] if waiting else None,
        "left": words_of_left(len(waiting) + (judgement is None)),
        "of_import": of_import,
        "likely": likely(found.score),
    }
    return render(request, "linkage/pair.html", context)


def import_asked(request: OfficeRequest) -> UUID | None:
    """Return the list to whose pairs the officer keeps, as the address says it."""
    try:
        return UUID(request.GET.get("list", ""))
    except ValueError:
        return None


def words_of_left(count: int) -> str:
    """Say how many pairs wait; the queue holds no more than it shows."""
    if not count:
        return ""
    if count >= selectors.QUEUE:
        return _("Còn từ %(count)s cặp") % {"count": selectors.QUEUE}
    return _("Còn %(count)s cặp") % {"count": count}


def cards_of(request: OfficeRequest, *ids: UUID) -> list[SubjectCard]:
    """Read what is known of subjects, as their own pages do."""
    return [subject_card(access_subject(request.officer, one, at=request.at)) for one in ids]


def rows_of(one: SubjectCard, other: SubjectCard) -> list[Row]:
    """Lay what is known of two subjects side by side, thing by thing; what neither has is left out."""
    kinds = [str(card.subject.get_kind_display()) for card in (one, other)]
    rows = [_row(_("loại"), *([(kind, kind)] for kind in kinds))]
    sides = [_said(card) for card in (one, other)]
    said = dict.fromkeys([*sides[0], *sides[1]])
    return rows + [_row(words, *(side.get(words, []) for side in sides)) for words in said]


def steps_of(found: Pair) -> list[Step]:
    """Return the reasons as the steps of a waterfall, each with the length of its bar."""
    return [
        Step(
            words=reason.comparison.words,
            says=reason.level.says,
            weight=f"{reason.weight / HUNDREDTHS:+.1f}".replace(".", ",").replace("-", "−"),
            length=max(1, min(BAR, round(BAR * abs(reason.weight) / LONGEST))) if reason.weight else 0,
            is_for=reason.weight > 0,
        )
        for reason in found.reasons
    ]


def likely(score: int) -> str:
    """Say a score in words; it ranks and is no proof."""
    model = standing_model()
    if score >= model.join:
        return _("rất có thể là cùng một bên")
    return _("có thể là cùng một bên") if score >= (model.ask + model.join) // 2 else _("chưa chắc là cùng một bên")


def _said(card: SubjectCard) -> dict[str, list[tuple[str, Any]]]:
    """Gather what is known of a subject by its words, each as (as shown, by what it is the same)."""
    found: dict[str, list[tuple[str, Any]]] = {}

    def say(words: object, text: str, same: Any = None) -> None:
        found.setdefault(str(words), []).append((text, same or text.casefold()))

    for statement in card.worded:
        say(statement.get_property_display(), statement.value)
    for line in card.premises:
        address = address_of(line.statement)
        say(_("địa chỉ"), ", ".join(filter(None, (address, str(line.premises.place or "")))))
    for presence in card.presences:
        say(_("gian hàng, tài khoản"), presence.presence.name)
    for identifier in card.identifiers:
        # Two values whose middles are hidden may look alike.
        say(KINDS[identifier.kind].words, identifier.value, identifier.identifier_id)
    if card.subject.place:
        say(_("địa bàn"), str(card.subject.place))
    say(_("cơ quan ghi"), card.subject.owner_agency.short_name)
    return found


def _row(words: object, left: Iterable[tuple[str, Any]], right: Iterable[tuple[str, Any]]) -> Row:
    sides = [list(dict.fromkeys(side)) for side in (left, right)]
    shared = {same for _text, same in sides[0]} & {same for _text, same in sides[1]}
    return Row(str(words), *(tuple(Value(text, same in shared) for text, same in side) for side in sides))
