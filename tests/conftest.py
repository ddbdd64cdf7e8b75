"""The ground tests stand on: a fresh database with the reference data, read through the application's own role.

Tables are made by the owner; every test then runs as the role to which row-level security applies.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django.conf
import hypothesis
import psycopg
import pytest
from psycopg import sql

from minhbach.foundation.database import embedded
from minhbach.interfaces.cli import installation
from tests import machine, standing, static_files
from tests.other_server import chosen_of, is_for_other_server

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"

os.environ.setdefault("MINHBACH_HOME", str(PROJECT / "var" / "test"))
os.environ.setdefault("MINHBACH_NODE_MODULES", str(PROJECT / "node_modules"))
os.environ["MINHBACH_SECRET_KEY"] = "only-for-tests"
os.environ["MINHBACH_DEMO"] = "true"

# Before pytest-django looks for Django: this starts the server and loads the settings.
is_own_server = "DATABASE_URL" not in os.environ
installation.prepare(database="minhbach_test_home")
if is_own_server:
    # Nothing that tests write need outlive the machine.
    with psycopg.connect(embedded.start(installation.home()).admin_conninfo, autocommit=True) as server:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            server.execute(sql.SQL("alter system set {} = off").format(sql.Identifier(setting)))
        server.execute("select pg_reload_conf()")

# Pages name static files by what was gathered.
django.conf.settings.STATIC_ROOT = importlib.import_module("minhbach.interfaces.office.front_end").gather()

# Passwords are made to be slow to try out, and tests try many.
django.conf.settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

static_files.look_once()

# No example is too slow for what else the machine does, and what found nothing finds nothing the next time either.
hypothesis.settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

# The addresses are read once, in demo mode, whichever test asks first: some turn the mode off for themselves.
importlib.import_module("minhbach.interfaces.office.urls")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--other-server", action="store_true", help="only what is tried on every server we run on")
    parser.addoption("--every-moment", action="store_true", help="kill the database at each moment of a work, not some")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if not config.getoption("--other-server") or collection_path.suffix != ".py":
        return None
    return None if is_for_other_server(collection_path) else True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--other-server"):
        left_out = [item for item in items if item.nodeid.split("::")[1].partition("[")[0] not in chosen_of(item.path)]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    lacks = {
        "journey": machine.lacking_for_journeys,
        "print": machine.lacking_for_prints,
        "words": machine.lacking_for_words,
    }
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.exists():
            item.add_marker(pytest.mark.skip(reason="needs ../shared, which is not beside the project"))
        for marker, lacking in lacks.items():
            if item.get_closest_marker(marker) and (packages := lacking()) and machine.STRICT not in os.environ:
                item.add_marker(pytest.mark.skip(reason=f"{machine.LACKS} {machine.advice(packages)}"))


def pytest_collection_finish() -> None:
    # What is loaded by now stays: whoever looks for what may go need not walk through it each time.
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly, once, what was not tried and how it would be."""
    told = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    for reason, count in Counter(one for one in told if machine.LACKS in one).items():
        terminalreporter.write_line(
            f"!!! Bỏ qua {count} phép thử. {reason.removeprefix('Skipped: ')}", red=True, bold=True
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.dealing import Dealing

    return Dealing(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    standing.make_room(item)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> None:
    # Before the transaction that a test runs in.
    if fixturedef.argname == "_django_db_helper" and (world := standing.world_of(request.node)):
        request.getfixturevalue("django_db_setup")
        standing.stand(world)


@pytest.fixture(scope="session")
def shared() -> Path:
    return SHARED


@pytest.fixture(scope="session")
def owner_url() -> str:
    return os.environ["MINHBACH_OWNER_DATABASE_URL"]


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: Any, owner_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    from django.conf import settings
    from django.db import connections

    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    name = f"minhbach_test_{worker}"
    settings.FILE_STORE = tmp_path_factory.mktemp("store") / "files"
    with django_db_blocker.unblock():
        make_database(owner_url, name, template=made_template(owner_url))
        use_database(name)
        connections.close_all()
        yield
        standing.clear()
        connections.close_all()
    drop_database(owner_url, name)


def made_template(owner_url: str) -> str:
    """The name of a database with every table and all reference data, made once for as long as both stay the same."""
    from django.db import connection, connections

    name = f"minhbach_template_{fingerprint()}"
    with psycopg.connect(with_database(owner_url, "postgres"), autocommit=True) as server:
        # Two test processes that start together make it once.
        server.execute("select pg_advisory_lock(389)")
        if server.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return name
        for (old,) in server.execute("select datname from pg_database where datname like 'minhbach_template_%%'"):
            drop_database(owner_url, old)
        original = connection.settings_dict["NAME"]
        aside = f"{name}_new"
        make_database(owner_url, aside)
        use_database(aside)
        migrate(owner_url)
        load_reference()
        connections.close_all()
        use_database(original)
        server.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(aside), sql.Identifier(name)))
    return name


def fingerprint() -> str:
    """What the template depends on: the tables, and what decides the reference data that domains declare."""
    from minhbach.foundation.office import domains

    source = PROJECT / "src" / "minhbach"
    folders = [source / "foundation" / "database"]
    for domain in domains():
        if domain.office.reference:
            folders += [Path(domain.path), *(source / place for place in domain.office.reference.made_with)]
    paths = {
        *source.rglob("migrations/*.py"),
        *(path for folder in folders for path in folder.rglob("*") if path.is_file()),
    }
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.suffix in {".py", ".csv", ".json", ".toml"}):
        digest.update(str(path.relative_to(source)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture
def scratch_database(django_db_setup: None, django_db_blocker: Any, owner_url: str) -> Iterator[str]:
    """A copy of the test database to commit to, for what a rolled-back test cannot show; yields the owner's URL."""
    with scratch_copy(django_db_blocker, owner_url) as url:
        yield url


@pytest.fixture(scope="module")
def shared_scratch_database(django_db_setup: None, django_db_blocker: Any, owner_url: str) -> Iterator[str]:
    """The same, for all tests of a module: each works on what it made itself."""
    with scratch_copy(django_db_blocker, owner_url) as url:
        yield url


@contextmanager
def scratch_copy(django_db_blocker: Any, owner_url: str) -> Iterator[str]:
    """Copy the test database and use the copy inside the block; yields the owner's URL."""
    from django.db import connection, connections

    original = connection.settings_dict["NAME"]
    name = f"{original}_scratch"
    with django_db_blocker.unblock():
        connections.close_all()
        make_database(owner_url, name, template=original)
        use_database(name)
        try:
            yield with_database(owner_url, name)
        finally:
            connections.close_all()
            use_database(original)
            drop_database(owner_url, name)


@pytest.fixture(autouse=True)
def clock_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests move the machine's clock alone; what it is compared with moves with it."""
    from minhbach.foundation import trusted_clock
    from minhbach.foundation.clock import now

    monkeypatch.setattr(trusted_clock, "readings", lambda: trusted_clock.Readings(now(), now()))


standing_province = standing.standing("standing_province", made_by="tests.worlds")
standing_case_world = standing.standing("standing_case_world", made_by="tests.domains.cases.world")
standing_paper_world = standing.standing("standing_paper_world", made_by="tests.domains.documents.world")
standing_holdings = standing.standing("standing_holdings", made_by="tests.interfaces.office.holdings")


@pytest.fixture
def world(standing_province: Any, files: Path) -> Any:
    """The small world of `tests.worlds`, with a file store of its own."""
    return standing_province


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Path:
    """A file store of the test's own."""
    settings.FILE_STORE = tmp_path / "files"
    return tmp_path / "files"


def with_database(url: str, name: str) -> str:
    return url.rsplit("/", 1)[0] + f"/{name}"


def make_database(owner_url: str, name: str, template: str = "template0") -> None:
    from minhbach.foundation.database.roles import DEFAULT_RIGHTS

    drop_database(owner_url, name)
    with psycopg.connect(with_database(owner_url, "postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} encoding 'UTF8' template {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    if template == "template0":
        with psycopg.connect(with_database(owner_url, name), autocommit=True) as connection:
            connection.execute(DEFAULT_RIGHTS)


def drop_database(owner_url: str, name: str) -> None:
    with psycopg.connect(with_database(owner_url, "postgres"), autocommit=True) as connection:
        # A session just closed takes the server a moment to end. Without force it is waited for, up to five seconds;
        # with force it would have to be killed, and the owner may not kill what the application's role runs.
        connection.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))


def use_database(name: str) -> None:
    from django.db import connection

    connection.settings_dict["NAME"] = name


def migrate(owner_url: str) -> None:
    from django.core.management import call_command
    from django.db import connection

    from minhbach.config.settings.environment import database_settings
    from minhbach.foundation.database.migrating import few_classes_made

    application = dict(connection.settings_dict)
    owner = database_settings(owner_url)
    connection.settings_dict.update(USER=owner["USER"], PASSWORD=owner.get("PASSWORD", ""))
    with few_classes_made():
        call_command("migrate", interactive=False, verbosity=0)
    connection.close()
    connection.settings_dict.update(USER=application["USER"], PASSWORD=application["PASSWORD"])


def load_reference() -> None:
    from minhbach.interfaces.cli import reference

    reference.load(echo=lambda line: None)
