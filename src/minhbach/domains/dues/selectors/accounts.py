"""Accounts of fines: who owes on a day, and one account whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from minhbach.domains.agencies.selectors import with_descendant_ids
from minhbach.domains.cases.models import CountedRow
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import Line, PaymentKind
from minhbach.domains.cases.types.codes import Counted
from minhbach.domains.dues.interest import Late, late_interest
from minhbach.domains.dues.models import Account
from minhbach.domains.dues.refusals import AccountNotFound
from minhbach.domains.dues.selectors.terms import late_rate
from minhbach.domains.dues.wording import number_key
from minhbach.foundation.scope.access import current_access

MOST_ALIKE = 5
# What makes a fine smaller: sums let off, and what was paid of it.
SHRINKS = Q(kind=Counted.RELIEVED) | Q(kind=Counted.PAID, detail=PaymentKind.FINE)


@dataclass(frozen=True)
class Movement:
    """One line of an account: on which day, what, by which paper, how much it added or took off.

    Units: đồng.
    """

    day: date
    words: str
    paper: str
    added_vnd: int = 0
    less_vnd: int = 0
    late_vnd: int = 0


@dataclass(frozen=True)
class AccountPage:
    """An account as of a day. LATE is None before delivery, and where the tables hold no rule: with a RESPITE as well.

    Units: đồng.
    """

    account: Account
    as_of: date
    movements: tuple[Movement, ...]
    left_vnd: int
    late: Late | None
    late_paid_vnd: int
    has_respite: bool


def visible_accounts() -> QuerySet[Any]:
    """List the accounts of the units of whoever asks, the latest decision first."""
    rows: QuerySet[Any] = Account.objects.select_related("owner_agency", "violator", "case")
    return rows.filter(owner_agency_id__in=current_access().agency_ids).order_by("-decided_on", "id")


def owed_on(day: date) -> QuerySet[Any]:
    """List the accounts of one's units of which something was owed at the end of a day, with what was left then."""
    rows = visible_accounts().filter(decided_on__lte=day).exclude(settled_on__lte=day)
    return with_left(rows, day)


def with_left(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Add what was left at the end of a day: the fine as it stood then, less what had come off it."""
    fines = Q(kind=Counted.FINE)
    owed = (
        CountedRow.objects.filter(
            SHRINKS | fines, case=OuterRef("case"), violator=OuterRef("violator"), known_until=None
        )
        .filter(day__lte=day)
        .order_by()
        .values("case")
        .annotate(sum=Coalesce(Sum("amount", filter=fines), 0) - Coalesce(Sum("amount", filter=SHRINKS), 0))
        .values("sum")
    )
    found: QuerySet[Any] = rows.annotate(left_vnd=Coalesce(Subquery(owed, output_field=BigIntegerField()), 0))
    return found


def get_account(account_id: UUID) -> Account:
    """Fetch an account within reach.

    Raises: AccountNotFound.
    """
    found: Account | None = (
        Account.objects.select_related("owner_agency", "violator", "case__owner_agency").filter(pk=account_id).first()
    )
    if found is None:
        raise AccountNotFound
    return found


def accounts_numbered(number: str, *, agency_id: UUID, on: date) -> list[Account]:
    """List the decisions of an agency and its units with a number, made by a day; a few are told apart by hand."""
    key = number_key(number)
    if not key:
        return []
    rows = Account.objects.select_related("case__owner_agency", "violator").filter(
        number_key=key, decided_on__lte=on, owner_agency_id__in=with_descendant_ids({agency_id})
    )
    return list(rows.order_by("-decided_on", "id")[:MOST_ALIKE])


def read_account(account: Account, *, as_of: date) -> AccountPage:
    """Read an account from its file, as it stood at the end of a day."""
    line = case_state(account.case).of(str(account.violator_id))
    shrunk = [(entry.happened_on, entry.fact.amount_vnd) for entry in _fine_paid(line)]
    shrunk += [(entry.happened_on, entry.fact.amount_vnd) for entry in line.reliefs]
    # What an amendment took off; what it added shrinks the fine by less than nothing.
    shrunk += [(day, -more) for day, _paper, more in _amended(line)]
    fined = _first_fine(line)
    late_paid = [entry for entry in line.payments if entry.fact.kind == PaymentKind.LATE and entry.happened_on <= as_of]
    has_respite = account.postponed_until is not None or account.parts_until is not None
    return AccountPage(
        account=account,
        as_of=as_of,
        movements=tuple(sorted(_movements(line, as_of), key=lambda one: one.day)),
        left_vnd=fined - sum(amount for day, amount in shrunk if day <= as_of),
        late=None if has_respite else _late(account, line, shrunk, as_of),
        late_paid_vnd=sum(entry.fact.amount_vnd for entry in late_paid),
        has_respite=has_respite,
    )


def _late(account: Account, line: Line, shrunk: list[tuple[date, int]], as_of: date) -> Late | None:
    if account.due_on is None or account.delivered_on is None:
        return None
    found = late_rate(account.delivered_on)
    if found is None:
        return None
    rate, clock = found
    return late_interest(
        _first_fine(line),
        shrunk,
        due_on=account.due_on,
        as_of=as_of,
        percent_per_day=rate,
        citation=clock.citation,
    )


def _fine_paid(line: Line) -> list[Any]:
    return [entry for entry in line.payments if entry.fact.kind == PaymentKind.FINE]


def _first_fine(line: Line) -> int:
    return line.decided.fact.fine_vnd if line.decided else 0


def _amended(line: Line) -> Iterator[tuple[date, str, int]]:
    """Tell by how much each amendment changed the fine: on which day, by which paper."""
    fine = _first_fine(line)
    for entry in line.changes:
        if entry.fact.fine_vnd is not None and entry.fact.fine_vnd != fine:
            yield entry.happened_on, entry.fact.paper.number, entry.fact.fine_vnd - fine
            fine = entry.fact.fine_vnd


def _movements(line: Line, as_of: date) -> list[Movement]:
    found = []
    if line.decided is not None:
        decided = line.decided
        paper = decided.fact.paper.number
        found.append(Movement(decided.happened_on, _("quyết định xử phạt"), paper, added_vnd=decided.fact.fine_vnd))
    for day, paper, more in _amended(line):
        words = _("sửa đổi quyết định xử phạt")
        found.append(Movement(day, words, paper, added_vnd=max(more, 0), less_vnd=max(-more, 0)))
    for entry in line.reliefs:
        words = str(entry.fact.relief.label)
        found.append(Movement(entry.happened_on, words, entry.fact.paper.number, less_vnd=entry.fact.amount_vnd))
    for paid in line.payments:
        kind, amount = PaymentKind(paid.fact.kind), paid.fact.amount_vnd
        if kind is PaymentKind.FINE:
            found.append(Movement(paid.happened_on, _("nộp tiền phạt"), paid.fact.receipt, less_vnd=amount))
        elif kind is PaymentKind.LATE:
            found.append(Movement(paid.happened_on, str(kind.label), paid.fact.receipt, late_vnd=amount))
    return [one for one in found if one.day <= as_of]
