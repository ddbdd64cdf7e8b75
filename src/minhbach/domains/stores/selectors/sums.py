"""Sums that close: what was seized is in a store, or left it by a way that is known, or the file says what is missing.

All of it is worked out from the entries of the books; the cards of lots are a copy for lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import PlanOf, SealOf, plans_of_lines, seals_of
from minhbach.domains.stores.models import EntryLine
from minhbach.domains.stores.selectors.seized import SeizedLine, seized_lines
from minhbach.domains.stores.types import ENDS, WAYS, EntryKind, Spot
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.templatetags.minhbach import number

NONE = Decimal(0)


@dataclass
class Balance:
    """Of one line of goods: what is in each store and away from it, what waits for a keeper, by what ways it left."""

    held: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    away: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    # What is asked to come in from outside; to leave what a store holds, or what it has away.
    coming: Decimal = NONE
    leaving: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    settling: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    gone: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    entered: Decimal = NONE

    def move(self, way: str, store_id: UUID, quantity: Decimal) -> None:
        """Let a quantity go a way, in the book of a store."""
        chosen = WAYS[way]
        match chosen.source:
            case Spot.OUTSIDE:
                self.entered += quantity
            case Spot.HELD:
                self.held[store_id] -= quantity
            case Spot.AWAY:
                self.away[store_id] -= quantity
        match chosen.target:
            case Spot.HELD:
                self.held[store_id] += quantity
            case Spot.AWAY:
                self.away[store_id] += quantity
            case Spot.GONE:
                self.gone[way] += quantity

    def wait(self, way: str, store_id: UUID, quantity: Decimal) -> None:
        """Keep a quantity back for what waits for a keeper."""
        match WAYS[way].source:
            case Spot.OUTSIDE:
                self.coming += quantity
            case Spot.HELD:
                self.leaving[store_id] += quantity
            case Spot.AWAY:
                self.settling[store_id] += quantity

    def free(self, source: Spot, store_id: UUID, seized: SeizedLine | None) -> Decimal:
        """Return how much may still be asked for, from where."""
        match source:
            case Spot.OUTSIDE:
                return self.outside(seized) if seized is not None else NONE
            case Spot.HELD:
                return self.held[store_id] - self.leaving[store_id]
            case Spot.AWAY:
                return self.away[store_id] - self.settling[store_id]
            case _:
                return NONE

    def straight_back(self, seized: SeizedLine) -> Decimal:
        """Return what a decision returned that never was in a store: it needs no slip."""
        in_no_book = max(NONE, seized.quantity - self.entered - self.coming)
        return min(max(NONE, seized.let_go - self.gone["returned"]), in_no_book)

    def outside(self, seized: SeizedLine) -> Decimal:
        """Return what was seized, is in no book, and no decision has returned."""
        return max(NONE, seized.quantity - self.entered - self.coming - self.straight_back(seized))


@dataclass(frozen=True)
class LineSums:
    """One line of goods with where it is.

    UNCLEAR is what no book and no decision knows of; less than none, where more came in than the decision names.
    """

    line: SeizedLine
    held: Decimal
    away: Decimal
    coming: Decimal
    leaving: Decimal
    gone: Mapping[str, Decimal]
    straight_back: Decimal
    # What the file says besides, where a page asked for it.
    seal: SealOf | None = None
    plan: PlanOf | None = None

    @property
    def left(self) -> Decimal:
        """All that left for good."""
        return sum(self.gone.values(), self.straight_back)

    @property
    def unclear(self) -> Decimal:
        return self.line.quantity - self.held - self.away - self.coming - self.left

    @property
    def may_come(self) -> bool:
        """Whether a store may still take something of it in: from outside, or back from where a sample went."""
        return self.unclear > 0 or self.away > 0

    @property
    def may_leave(self) -> bool:
        """Whether something of it is in a store, or away from one."""
        return self.held > 0 or self.away > 0

    @property
    def is_waiting(self) -> bool:
        return bool(self.coming or self.leaving)

    @property
    def ways(self) -> list[tuple[str, Decimal]]:
        """By which ways it left, in words."""
        told = [(str(way.came_to), self.gone[way.code]) for way in ENDS if self.gone.get(way.code)]
        if self.straight_back:
            told.append((_("trả lại theo quyết định, không qua kho"), self.straight_back))
        return told


@dataclass(frozen=True)
class Sums:
    """The goods of a case; totals count lines, for quantities of different units add up to nothing."""

    lines: tuple[LineSums, ...]

    @property
    def held(self) -> int:
        return sum(1 for one in self.lines if one.held)

    @property
    def away(self) -> int:
        return sum(1 for one in self.lines if one.away)

    @property
    def waiting(self) -> int:
        return sum(1 for one in self.lines if one.is_waiting)

    @property
    def left(self) -> int:
        return sum(1 for one in self.lines if one.left)

    @property
    def unclear(self) -> int:
        return sum(1 for one in self.lines if one.unclear)

    @property
    def may_come(self) -> bool:
        return any(one.may_come for one in self.lines)

    @property
    def may_leave(self) -> bool:
        return any(one.may_leave for one in self.lines)

    @property
    def closes(self) -> bool:
        """Whether of every line all is known."""
        return not self.unclear


def balances_of(case: Case, lines: Iterable[str] | None = None) -> dict[str, Balance]:
    """Work out from the books where the goods of a case are, by line; LINES alone where given."""
    rows = EntryLine.objects.filter(entry__case=case, entry__kind__in=(EntryKind.IN, EntryKind.OUT))
    if lines is not None:
        rows = rows.filter(line_id__in=list(lines))
    # An entry moves goods once it is answered; what came from another store is itself such an answer.
    moved = rows.order_by().values_list(
        "line_id", "entry__way", "entry__store_id", "entry__answers_id", "entry__answer__kind"
    ).annotate(sum=Sum("quantity"))  # fmt: skip
    found: dict[str, Balance] = defaultdict(Balance)
    for line_id, way, store_id, answers, answer, quantity in moved:
        balance = found[str(line_id)]
        if answer == EntryKind.REFUSED:
            continue
        if answers is None and answer is None:
            balance.wait(way, store_id, quantity)
        else:
            balance.move(way, store_id, quantity)
    return found


def sums_of(case: Case) -> Sums:
    """Sum up where the seized goods of a case are."""
    seized = seized_lines(case)
    balances = balances_of(case) if seized else {}
    lines = []
    for line in seized:
        balance = balances.get(line.line_id) or Balance()
        lines.append(
            LineSums(
                line=line,
                held=sum(balance.held.values(), NONE),
                away=sum(balance.away.values(), NONE),
                coming=balance.coming,
                leaving=sum(balance.leaving.values(), NONE) + sum(balance.settling.values(), NONE),
                gone={way: quantity for way, quantity in balance.gone.items() if quantity},
                straight_back=balance.straight_back(line),
            )
        )
    return Sums(tuple(lines))


def with_file(case: Case, lines: Iterable[LineSums]) -> list[LineSums]:
    """Return lines with the seals that they lie under, and the plans they are in."""
    seals, plans = seals_of(case), plans_of_lines(case)
    return [replace(one, seal=seals.get(one.line.line_id), plan=plans.get(one.line.line_id)) for one in lines]


def unmet_of_disposal(case: Case, line_ids: frozenset[str]) -> Iterator[Unmet]:
    """Say of the goods of a plan how many have not left yet by a slip that a keeper answered."""
    there = [one for one in sums_of(case).lines if one.line.line_id in line_ids and one.left < one.line.quantity]
    if there:
        words = _("%(count)s dòng hàng của phương án chưa rời kho hết theo phiếu xuất đã xác nhận.")
        url = reverse("stores:of_case", args=[case.pk])
        yield should("stores.disposal", words % {"count": number(len(there))}, url=url)


def unmet_of_case(case: Case) -> Iterator[Unmet]:
    """List what of the goods of a case must be known before it is closed, each with where it is written down."""
    sums, url = sums_of(case), reverse("stores:of_case", args=[case.pk])
    if sums.unclear:
        words = _("%(count)s dòng tang vật tạm giữ còn thiếu, chưa rõ ở đâu.")
        yield should("stores.unclear", words % {"count": number(sums.unclear)}, url=url)
    if sums.waiting:
        words = _("%(count)s dòng tang vật đang chờ thủ kho xác nhận.")
        yield should("stores.waiting", words % {"count": number(sums.waiting)}, url=url)
    if sums.held or sums.away:
        words = _("%(count)s dòng tang vật còn trong kho hoặc đang gửi giám định, kiểm nghiệm.")
        still = sum(1 for one in sums.lines if one.held or one.away)
        yield should("stores.held", words % {"count": number(still)}, url=url)
