from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import tasks
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.services import import_run, trials
from tests.domains.screening.runs import listing, signal, write_run
from tests.worlds import World


@pytest.fixture
def receive(world: World, tmp_path: Path) -> Callable[..., Sweep]:
    """Receive listings, each with the sign of misleading claims unless its own signals are given."""
    folders = iter(range(1000))

    def receive(*rows: Mapping[str, Any], signals: Any = None, **options: Any) -> Sweep:
        found = signals if signals is not None else [signal(row, "trị nám") for row in rows]
        written = {key: options.pop(key) for key in ("scores", "refused", "mapping", "name") if key in options}
        run, export = write_run(tmp_path / str(next(folders)), rows, found, **written)
        with world.acting(world.analyst):
            return import_run(officer=world.analyst, at=world.at, run_folder=run, listings=export, **options)

    return receive


@pytest.fixture
def lead(world: World, receive: Callable[..., Sweep]) -> Lead:
    receive(listing(1))
    with world.acting(world.analyst):
        found: Lead = Lead.objects.get()
    return found


@pytest.fixture
def in_this_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[list[str]]:
    """The same screening without the price of a process; tells by which of the office's lexicons each run read."""
    from minhbach.engine.reading import HowToRead
    from minhbach.engine.screening.options import Options
    from minhbach.engine.screening.run import screen

    read_by: list[list[str]] = []
    # What one test compiled the next need not.
    cache = tmp_path_factory.getbasetemp() / "automata"

    def screen_here(
        export: Path, out: Path, *, mapping: Any, as_of: Any, lexicons: Any, knowledge: Path | None, told: Any,
        how: Any = None, collected_on: Any = None,
    ) -> None:  # fmt: skip
        read_by.append([path.stem for path in lexicons])
        told({"stage": "screening", "listings": 1, "total": 18, "refused": 0, "leads": 0})
        asked = HowToRead(tuple(how["sheets"]), how["has_header"]) if how else None
        options = Options(
            as_of=as_of,
            collected_on=collected_on,
            mapping=mapping,
            lexicons=tuple(lexicons),
            knowledge=knowledge,
            cache=cache,
            how=asked,
        )
        screen([export], out, options=options)

    monkeypatch.setattr(tasks, "screen", screen_here)
    monkeypatch.setattr(trials, "_ground", lambda: tmp_path / "trials")
    return read_by


@pytest.fixture
def enter() -> Callable[[Officer], Client]:
    """A browser in which an officer is signed in."""

    def enter(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter
