"""Which symbol an agency writes after the number of a paper whose form gives none, and from which day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents.models import PaperSymbol
from minhbach.domains.documents.papers import PAPERS
from minhbach.domains.documents.refusals import SymbolAlreadySet, SymbolOfForm, SymbolUnreadable
from minhbach.domains.documents.services import periods
from minhbach.foundation import audit


@transaction.atomic
def set_symbol(
    *, agency: Agency, kind: str, valid_from: date, officer: Officer, at: datetime, symbol: str = ""
) -> PaperSymbol | None:
    """Let an agency's papers of a kind bear a symbol from a day on; none from that day where SYMBOL is empty.

    Numbers already given keep the symbol they were given with.

    Raises: RoleMissing, SymbolOfForm, SymbolUnreadable, SymbolAlreadySet.
    """
    require_role(officer, Role.ADMINISTRATOR, at=at, agency=agency)
    form, words = PAPERS[kind], readable_symbol(symbol)
    if form.symbol is not None:
        raise SymbolOfForm(paper=form.title_vi, symbol=form.symbol.format(agency=agency.symbol))
    made = periods.set_from(
        PaperSymbol,
        agency=agency,
        kind=kind,
        valid_from=valid_from,
        at=at,
        taken=SymbolAlreadySet,
        **({"symbol": words} if words else {}),
    )
    audit.record(
        "documents.symbol.set",
        officer_id=officer.id,
        at=at,
        target_type="agencies.agency",
        target_id=agency.id,
        data={"kind": kind, "symbol": words, "valid_from": valid_from.isoformat()},
    )
    return made


def readable_symbol(symbol: str) -> str:
    """Give a typed symbol without the space around it.

    Raises: SymbolUnreadable.
    """
    words = symbol.strip()
    if any(letter.isspace() or letter == "/" for letter in words):
        raise SymbolUnreadable(symbol=words)
    return words
