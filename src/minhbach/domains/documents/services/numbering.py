"""Official numbers: without gaps for each agency, symbol and year, taken under a lock, never given twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.documents.envelopes import source_on, symbol_on
from minhbach.domains.documents.models import NumberRegister, OfficialDocument, TakenNumber
from minhbach.domains.documents.policies import require_clerk
from minhbach.domains.documents.refusals import (
    DateOutOfOrder,
    NumberGivenHere,
    NumberMissing,
    NumberTaken,
    RegisterAhead,
)
from minhbach.domains.documents.requirements import require_sound
from minhbach.domains.documents.services.freezing import keep_drawn, signed_file, thaw_file
from minhbach.domains.documents.services.moves import locked, move, require_state
from minhbach.domains.documents.services.symbols import readable_symbol
from minhbach.domains.documents.types import FileKind, NumberFrom, State
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import lock
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_day


@transaction.atomic
def give_number(
    *,
    document_id: UUID,
    officer: Officer,
    at: datetime,
    dated: date | None = None,
    number: int | None = None,
    symbol: str = "",
) -> OfficialDocument:
    """Give a signed document the next number of its register and its date (today if not given).

    Where the agency takes its numbers elsewhere, NUMBER is the one taken there, with its SYMBOL where neither form nor
    agency gives one. A paper without a symbol is dated only.

    The file is drawn again from the frozen content with number and date filled in, and kept beside the signed one: the
    signature rests on the content, whose digest both carry.

    Raises: NotFound, RoleMissing, WrongState, RequirementsUnmet, DateOutOfOrder, RegisterAhead, NumberMissing,
        NumberGivenHere, NumberTaken, SymbolUnreadable.
    """
    document = locked(document_id)
    require_clerk(officer, document, at=at)
    require_state(document, State.SIGNED)
    require_sound(document, at=at)
    today = local_date(at)
    day = dated or today
    document.symbol = symbol_on(document, day)
    source = source_on(document.issuing_agency, document.kind, day)
    if source is not NumberFrom.HERE:
        document.symbol = document.symbol or readable_symbol(symbol)
        _note_number(document, day, number, source, officer=officer, at=at)
    elif number is not None:
        raise NumberGivenHere
    elif document.symbol:
        _take_number(document, day, officer=officer, at=at)
    else:
        _require_day(day, local_date(document.signed_at or at), today)
    document.dated = day
    content, envelope = thaw_file(signed_file(document))
    numbered = replace(envelope, symbol=document.symbol, number=document.number, dated=day)
    file = keep_drawn(document, content, numbered, FileKind.NUMBERED, officer=officer, at=at)
    move(
        document,
        State.NUMBERED,
        action="documents.document.numbered",
        officer=officer,
        at=at,
        file=file,
        note=document.number_text,
        data={"number": document.number_text, "dated": day.isoformat(), "content_digest": file.content_digest},
    )
    return document


def _take_number(document: OfficialDocument, day: date, *, officer: Officer, at: datetime) -> None:
    register = locked_register(document.issuing_agency, document.symbol, day.year, at=at)
    today = local_date(at)
    if register.last_dated is not None and register.last_dated > today:
        raise RegisterAhead(
            last=register.last_day_text,
            today=write_day(today),
            agency=register.owner_agency.name,
            where=register.get_absolute_url(),
        )
    first = max(filter(None, (local_date(document.signed_at or at), register.last_dated)))
    _require_day(day, first, today)
    register.last_number += 1
    register.last_dated = day
    register.save(update_fields=["last_number", "last_dated"])
    TakenNumber.objects.create(
        register=register, number=register.last_number, document=document, dated=day, taken_by=officer, taken_at=at
    )
    document.number = register.last_number


def _note_number(
    document: OfficialDocument, day: date, number: int | None, source: NumberFrom, *, officer: Officer, at: datetime
) -> None:
    """Write down a number taken elsewhere: once in its register, whatever its order."""
    if number is None or not document.symbol:
        raise NumberMissing(source=source.label)
    register = locked_register(document.issuing_agency, document.symbol, day.year, at=at)
    _require_day(day, local_date(document.signed_at or at), local_date(at))
    taken = TakenNumber.objects.filter(register=register, number=number).select_related("document").first()
    if taken is not None:
        raise NumberTaken(number=taken.document.number_text, year=day.year, title=taken.document.title)
    register.last_number = max(register.last_number, number)
    register.last_dated = max(filter(None, (register.last_dated, day)))
    register.save(update_fields=["last_number", "last_dated"])
    TakenNumber.objects.create(
        register=register, number=number, document=document, dated=day, source=source, taken_by=officer, taken_at=at
    )
    document.number = number


def _require_day(day: date, first: date, last: date) -> None:
    if not first <= day <= last:
        raise DateOutOfOrder(first=write_day(first), last=write_day(last))


def locked_register(agency: Agency, symbol: str, year: int, *, at: datetime) -> NumberRegister:
    """Open a register and hold it until the transaction ends; a number taken in one that fails goes back."""
    # Two who open the year's register at once: the second waits for the first and finds it made.
    NumberRegister.unscoped.bulk_create(
        [NumberRegister(owner_agency=agency, symbol=symbol, year=year, sharing=Sharing.AGENCY, created_at=at)],
        ignore_conflicts=True,
    )
    register: NumberRegister = lock(NumberRegister.unscoped, owner_agency=agency, symbol=symbol, year=year)
    return register
