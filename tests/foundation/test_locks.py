"""Who does one thing to the whole database waits for whoever does it already."""

from __future__ import annotations

import threading
import time
from typing import Any

from minhbach.foundation.database.locks import one_at_a_time


def test_two_who_migrate_do_so_one_after_the_other(scratch_database: str, django_db_blocker: Any) -> None:
    told: list[str] = []

    def migrate(name: str) -> None:
        with one_at_a_time("migrate"):
            told.append(f"{name} begins")
            time.sleep(0.2)
            told.append(f"{name} ends")

    with django_db_blocker.unblock():
        with one_at_a_time("migrate"), one_at_a_time("something else"):
            threads = [threading.Thread(target=migrate, args=(name,)) for name in ("one", "two")]
            for thread in threads:
                thread.start()
            time.sleep(0.3)
            assert told == []
        for thread in threads:
            thread.join()
    assert sorted(told[0::2]) == ["one begins", "two begins"]
    assert [line.split()[0] for line in told[0::2]] == [line.split()[0] for line in told[1::2]]
