"""Which tables this release knows: what its own migrations make."""

from __future__ import annotations

from collections.abc import Iterable

import psycopg
from django.apps import apps
from django.db.migrations.loader import MigrationLoader


def own_migrations() -> frozenset[str]:
    """Return the migrations of this release, as app.name."""
    return _own(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def applied(address: str) -> frozenset[str]:
    """Return the migrations that made the tables of a database."""
    with psycopg.connect(address) as database:
        return frozenset(row[0] for row in database.execute("select app || '.' || name from django_migrations"))


def is_ours(applied: Iterable[str]) -> bool:
    """Say whether a database stands exactly where this release's migrations end."""
    return _own(applied) == own_migrations()


def is_newer(applied: Iterable[str]) -> bool:
    """Say whether a database has been where this release has never been."""
    return not _own(applied) <= own_migrations()


def _own(names: Iterable[str]) -> frozenset[str]:
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("minhbach.")}
    return frozenset(name for name in names if name.partition(".")[0] in labels)
