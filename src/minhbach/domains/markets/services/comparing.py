"""What a list would change in a plan: who left, who came, who sells something else; and whom the register knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from minhbach.domains.markets.models import Market, Stall, Tenancy
from minhbach.domains.markets.services.reading import key_of
from minhbach.domains.markets.types import LineKind, PlanLine, PlanRow
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import find_by_identifier
from minhbach.domains.subjects.types import MerchantFacts
from minhbach.engine.identifiers.names import words


@dataclass(frozen=True)
class Move:
    """What becomes of one stall: the tenancy that ends, the merchant who is known, the facts of one who is said.

    SAME_AS names one merchant among those of a list whom the register does not know; LAST_DAY is the latest day of
    which the plan says anything of the stall.
    """

    line: PlanLine
    goods: str = ""
    is_leader: bool = False
    standing: Tenancy | None = None
    subject: Subject | None = None
    facts: MerchantFacts | None = None
    same_as: Any = None
    last_day: date | None = None


@dataclass
class Compared:
    """A list beside a plan, stall by stall in the order of the list, those it drops last."""

    moves: list[Move] = field(default_factory=list)


def compare(market: Market, rows: Sequence[PlanRow], *, on: date, is_whole: bool) -> Compared:
    """Put the rows of a list beside the plan as it stands; IS_WHOLE says that stalls not listed are no more.

    A change holds from its day on and ends what stands open; one that would go behind a later one is refused when it
    is carried out.
    """
    open_ones = Tenancy.objects.filter(market=market, ends_on__isnull=True, is_taken_back=False)
    standing = {one.stall.key: one for one in open_ones.select_related("stall", "subject").order_by("stall__key")}
    knows = _Known(market, rows, standing.values())
    last = _last_days(market)
    compared = Compared()
    listed: set[str] = set()
    for row in rows:
        key = key_of(row.row, row.number)
        listed.add(key)
        compared.moves.append(_move(row, standing.get(key), knows, last.get(key)))
    if is_whole:
        dropped = [one for key, one in standing.items() if key not in listed]
        compared.moves += [
            Move(_line(LineKind.GONE, None, one), standing=one, last_day=last.get(one.stall.key)) for one in dropped
        ]
    return compared


def _move(row: PlanRow, standing: Tenancy | None, knows: _Known, last_day: date | None) -> Move:
    # What a list does not say stays as it was, where the trader stays.
    if row.facts is None:
        return _empty(row, standing, last_day)
    subject, known = knows.who(row, row.facts, standing)
    stays = standing is not None and standing.subject_id is not None and subject == standing.subject
    goods, is_leader = row.goods, row.is_leader
    if stays and standing is not None:
        goods = row.goods if row.says_goods else standing.goods
        is_leader = row.is_leader if row.says_leader else standing.is_leader
    if stays and standing is not None:
        is_same = (goods, is_leader) == (standing.goods, standing.is_leader)
        kind = LineKind.SAME if is_same else LineKind.CHANGED
    else:
        kind = LineKind.REPLACED if standing is not None and standing.subject_id else LineKind.CAME
    line = _line(kind, row, standing, goods=goods, is_leader=is_leader, known="" if stays else known)
    return Move(
        line,
        goods=goods,
        is_leader=is_leader,
        standing=standing,
        subject=subject,
        facts=row.facts,
        same_as=knows.same_as(row),
        last_day=last_day,
    )


def _empty(row: PlanRow, standing: Tenancy | None, last_day: date | None) -> Move:
    if standing is None:
        kind = LineKind.NEW
    elif standing.subject_id is not None:
        kind = LineKind.LEFT
    else:
        kind = LineKind.CHANGED if row.says_goods and row.goods and row.goods != standing.goods else LineKind.SAME
    goods = row.goods or (standing.goods if standing is not None else "")
    return Move(_line(kind, row, standing, goods=goods), goods=goods, standing=standing, last_day=last_day)


def _line(
    kind: LineKind,
    row: PlanRow | None,
    standing: Tenancy | None,
    *,
    goods: str = "",
    is_leader: bool = False,
    known: str = "",
) -> PlanLine:
    stall = standing.stall if standing is not None else None
    return PlanLine(
        kind=kind,
        row=stall.row if stall is not None else row.row if row is not None else "",
        number=stall.number if stall is not None else row.number if row is not None else "",
        was=standing.subject.name if standing is not None and standing.subject is not None else "",
        now=row.facts.name if row is not None and row.facts is not None else "",
        was_goods=standing.goods if standing is not None else "",
        now_goods=goods,
        is_leader=is_leader,
        was_leader=standing.is_leader if standing is not None else False,
        called=row.called if row is not None else "",
        known=known,
    )


class _Known:
    """Whom a row of a list means: he who stands there, one who has moved, one who carries the same number.

    Names alone name nobody in a market: two of one name are one only at one stall, or where it is the only one.
    """

    def __init__(self, market: Market, rows: Sequence[PlanRow], standing: Iterable[Tenancy]) -> None:
        self._tenants = {
            one.subject_id: one.subject for one in standing if one.subject_id is not None and one.subject is not None
        }
        self._named = Counter(_plain(one.name) for one in self._tenants.values())
        self._listed = Counter(_plain(row.facts.name) for row in rows if row.facts is not None)
        former = Tenancy.objects.filter(market=market, subject__isnull=False).select_related("subject", "stall")
        self._former = {(one.stall.key, _plain(one.subject.name)): one.subject for one in former if one.subject}

    def who(self, row: PlanRow, facts: MerchantFacts, standing: Tenancy | None) -> tuple[Subject | None, str]:
        """Return the merchant of the register, and why it is held to be him."""
        if row.subject is not None:
            return row.subject, _("đã chọn trong danh bạ")
        name = facts.name
        if standing is not None and standing.subject is not None and is_same_name(standing.subject.name, name):
            return standing.subject, _("đang bán ở ô này")
        for identity in facts.identities:
            for one in find_by_identifier(identity.kind, identity.canonical)[:20]:
                if is_same_name(one.name, name):
                    return one, _("trùng tên và số liên hệ trong danh bạ")
        before = self._former.get((key_of(row.row, row.number), _plain(name)))
        if before is not None and is_same_name(before.name, name):
            return before, _("đã bán ở ô này trước đây")
        plain = _plain(name)
        if self._named[plain] == 1 and self._listed[plain] == 1:
            moved = next(one for one in self._tenants.values() if _plain(one.name) == plain)
            if is_same_name(moved.name, name):
                return moved, _("đang bán ở ô khác của chợ")
        return None, ""

    def same_as(self, row: PlanRow) -> Any:
        """Return what names a merchant among those of a list: a name with a number; a name alone names nobody."""
        if row.facts is None or not row.facts.identities:
            return None
        first = row.facts.identities[0]
        return _plain(row.facts.name), first.kind, first.canonical


def is_same_name(one: str, other: str) -> bool:
    """Return whether two names are one; accents decide where both are written with them: Hùng is not Hưng."""
    left, right = words(one), words(other)
    if [word.plain for word in left] != [word.plain for word in right]:
        return False
    if [word.toned for word in left] == [word.toned for word in right]:
        return True
    return any(all(word.plain == word.toned for word in name) for name in (left, right))


def _plain(name: str) -> str:
    return " ".join(word.plain for word in words(name))


def _last_days(market: Market) -> dict[str, date]:
    """Return the latest day of which the plan says anything of each stall."""
    stalls = Stall.objects.filter(market=market)
    told = Q(tenancies__is_taken_back=False)
    rows = stalls.annotate(
        began=Max("tenancies__starts_on", filter=told), ended=Max("tenancies__ends_on", filter=told)
    ).values_list("key", "began", "ended")
    return {key: max(day for day in (began, ended) if day) for key, began, ended in rows if began or ended}
