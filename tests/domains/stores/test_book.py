"""The book of a store: nobody rewrites it, and who has the tables themselves and does is found"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from minhbach.domains.stores import selectors, services
from minhbach.domains.stores.book import breaks_of
from minhbach.domains.stores.models import Entry, EntryLine
from minhbach.domains.stores.services import Counted, Pick
from minhbach.foundation.database import embedded
from minhbach.interfaces.cli import installation
from tests.domains.cases.world import as_officer, at, make_world
from tests.domains.stores.making import Stored, accept, line_ids, move, stored


@pytest.fixture
def book(made: Stored) -> Stored:
    """Four entries: bags and purses came in, and were sold."""
    bags, purses = line_ids(made)
    move(made, "seized", Pick(bags), Pick(purses))
    move(made, "sold", Pick(bags))
    return made


def broken(made: Stored) -> list[tuple[int, str]]:
    with as_officer(made.keeper, at(9)):
        return [(one.sequence, str(one.words)) for one in breaks_of(made.store)]


def test_reads_as_it_was_written(book: Stored) -> None:
    assert broken(book) == []
    with as_officer(book.keeper, at(9)):
        assert list(Entry.objects.order_by("sequence").values_list("sequence", "kind")) == [
            (1, "in"), (2, "accepted"), (3, "out"), (4, "accepted"),
        ]  # fmt: skip


def test_is_not_changed_by_the_application(book: Stored) -> None:
    with as_officer(book.keeper, at(9)):
        for change in (
            lambda: Entry.objects.update(note="x"),
            lambda: EntryLine.objects.update(quantity=1),
            lambda: EntryLine.objects.all().delete(),
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                change()
    assert broken(book) == []


def test_takes_no_entry_that_does_not_follow_the_last(book: Stored) -> None:
    with as_officer(book.keeper, at(9)):
        last = Entry.objects.order_by("-sequence")[0]
        for sequence, previous in ((6, last.digest), (5, "0" * 64), (4, last.digest)):
            one = Entry(
                store=book.store, sequence=sequence, previous=previous, kind="count", number=1, year=2026,
                officer=book.keeper.officer, recorded_at=at(9), happened_at=at(9), digest="0" * 64,
            )  # fmt: skip
            with pytest.raises(IntegrityError), transaction.atomic():
                one.save(force_insert=True)


def test_a_count_names_what_is_missing_and_over_and_moves_nothing(book: Stored, world: Any) -> None:
    with as_officer(world.deputy, at(7)) as officer:
        [purses] = selectors.lots_of_store(book.store)
        entry = services.count_store(
            officer=officer, at=at(7), store=book.store, counted=[Counted(purses, Decimal(8))], note="Một thùng lạ"
        )
        [line] = selectors.lines_of(entry)
        assert (line.booked, line.quantity, entry.note) == (Decimal(10), Decimal(8), "Một thùng lạ")
        purses.refresh_from_db()
        assert purses.held == Decimal(10)
    accept(book, entry)
    with as_officer(book.keeper, at(9)):
        assert str(selectors.get_entry(entry.pk).state) == "done"
    assert broken(book) == []


def test_whatever_is_changed_taken_out_or_cut_off_is_named(scratch_database: str, django_db_blocker: Any) -> None:
    server = embedded.start(installation.home())
    if str(connection.settings_dict["HOST"]) != str(server.socket_folder):
        pytest.skip("only of the server that comes with the packages do tests know the administrator")
    with django_db_blocker.unblock():
        made = stored(make_world())
        bags, purses = line_ids(made)
        first = move(made, "seized", Pick(bags), Pick(purses))
        move(made, "sold", Pick(bags))

        def told() -> list[tuple[int, str]]:
            with as_officer(made.keeper, at(9)), transaction.atomic():
                last = selectors.last_logged(made.store)
                assert last is not None
                return [(one.sequence, str(one.words)) for one in breaks_of(made.store, last=last)]

        with psycopg.connect(server.admin_conninfo, dbname=connection.settings_dict["NAME"], autocommit=True) as admin:
            changed = "nội dung không còn như khi ghi"
            assert told() == []
            admin.execute("update stores_entry set counterparty = 'Người khác' where sequence = 3")
            assert told() == [(3, changed)]
            admin.execute("update stores_entry set counterparty = 'Vi Văn Hải' where sequence = 3")
            admin.execute("update stores_entryline set quantity = 34 where entry_id = %s and position = 1", [first.pk])
            assert told() == [(1, changed)]
            admin.execute("update stores_entryline set quantity = 35 where entry_id = %s and position = 1", [first.pk])
            admin.execute("delete from stores_entryline where entry_id = %s and position = 2", [first.pk])
            assert told() == [(1, changed)]
            admin.execute(
                "insert into stores_entryline (entry_id, position, line_id, name, unit, quantity)"
                " values (%s, 2, %s, 'Ví da', 'chiếc', 10)",
                [first.pk, purses],
            )
            assert told() == []
            # The last is cut off, as if the goods had never left: the book itself is whole, the log knows better.
            admin.execute("delete from stores_entry where sequence = 4")
            assert told() == [(4, "nhật ký hệ thống có bút toán này, sổ thì không")]
            admin.execute("update stores_entry set sequence = 9 where sequence = 3")
            assert [number for number, _words in told()] == [3, 9, 4]
