"""The one place where the environment is read.

Every variable is listed in docs/operations/environment.md; a test keeps the two equal. What commands need before there
are settings is read in `config.variables`.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from minhbach.config.variables import forget_empty, home_folder
from minhbach.foundation.database.bounds import BOUNDS

reader = environ.Env()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Environment:
    """What an installation may decide; the names are the variables' names in lower case."""

    database_url: str
    minhbach_owner_database_url: str
    minhbach_sealer_database_url: str
    minhbach_backup_database_url: str
    minhbach_portal_database_url: str
    minhbach_portal_hosts: list[str]
    minhbach_portal_recording_mb: int
    minhbach_portal_mails: bool
    minhbach_portal_key: str
    minhbach_backup_to: str
    minhbach_backup_keep: int
    minhbach_secret_key: str
    minhbach_former_secret_key: str
    minhbach_home: Path
    minhbach_audit_second_place: str
    minhbach_tsa_url: str
    minhbach_tsa_certificate: str
    minhbach_allowed_hosts: list[str]
    minhbach_trusted_origins: list[str]
    minhbach_trusted_proxies: list[IPv4Network | IPv6Network]
    minhbach_email_url: dict[str, Any]
    minhbach_email_from: str
    minhbach_alert_to: list[str]
    minhbach_alert_webhook: str
    minhbach_alert_secret: str
    minhbach_exchange_secret: str
    minhbach_mailboxes: str
    minhbach_clamd: str
    minhbach_metrics_token: str
    minhbach_log: str
    minhbach_demo: bool
    minhbach_debug: bool
    minhbach_https: bool
    minhbach_node_modules: Path


def read_environment() -> Environment:
    """Read every variable once.

    Raises: django.core.exceptions.ImproperlyConfigured naming a variable that cannot be read, or is unset and has no
    default.
    """
    forget_empty()
    database_url = reader.str("DATABASE_URL")
    return Environment(
        database_url=database_url,
        minhbach_owner_database_url=reader.str("MINHBACH_OWNER_DATABASE_URL", default=database_url),
        minhbach_sealer_database_url=reader.str("MINHBACH_SEALER_DATABASE_URL", default=""),
        minhbach_backup_database_url=reader.str("MINHBACH_BACKUP_DATABASE_URL", default=""),
        minhbach_portal_database_url=reader.str("MINHBACH_PORTAL_DATABASE_URL", default=""),
        minhbach_portal_hosts=reader.list("MINHBACH_PORTAL_HOSTS", default=["127.0.0.1", "localhost"]),
        minhbach_portal_recording_mb=reader.int("MINHBACH_PORTAL_RECORDING_MB", default=200),
        minhbach_portal_mails=_mails_of_portal(),
        minhbach_portal_key=reader.str("MINHBACH_PORTAL_KEY", default=""),
        minhbach_backup_to=reader.str("MINHBACH_BACKUP_TO", default=""),
        minhbach_backup_keep=reader.int("MINHBACH_BACKUP_KEEP", default=30),
        minhbach_secret_key=reader.str("MINHBACH_SECRET_KEY"),
        minhbach_former_secret_key=reader.str("MINHBACH_FORMER_SECRET_KEY", default=""),
        minhbach_home=home_folder(),
        minhbach_audit_second_place=reader.str("MINHBACH_AUDIT_SECOND_PLACE", default=""),
        minhbach_tsa_url=reader.str("MINHBACH_TSA_URL", default=""),
        minhbach_tsa_certificate=reader.str("MINHBACH_TSA_CERTIFICATE", default=""),
        minhbach_allowed_hosts=reader.list("MINHBACH_ALLOWED_HOSTS", default=["127.0.0.1", "localhost"]),
        minhbach_trusted_origins=reader.list("MINHBACH_TRUSTED_ORIGINS", default=[]),
        minhbach_trusted_proxies=_networks("MINHBACH_TRUSTED_PROXIES"),
        minhbach_email_url=reader.email_url("MINHBACH_EMAIL_URL", default="smtp://localhost:25"),
        minhbach_email_from=reader.str("MINHBACH_EMAIL_FROM", default="minhbach@localhost"),
        minhbach_alert_to=reader.list("MINHBACH_ALERT_TO", default=[]),
        minhbach_alert_webhook=reader.str("MINHBACH_ALERT_WEBHOOK", default=""),
        minhbach_alert_secret=reader.str("MINHBACH_ALERT_SECRET", default=""),
        minhbach_exchange_secret=reader.str("MINHBACH_EXCHANGE_SECRET", default=""),
        minhbach_mailboxes=reader.str("MINHBACH_MAILBOXES", default=""),
        minhbach_clamd=reader.str("MINHBACH_CLAMD", default=""),
        minhbach_metrics_token=reader.str("MINHBACH_METRICS_TOKEN", default=""),
        minhbach_log=_one_of("MINHBACH_LOG", "lines", "json"),
        minhbach_demo=reader.bool("MINHBACH_DEMO", default=False),
        minhbach_debug=reader.bool("MINHBACH_DEBUG", default=False),
        minhbach_https=reader.bool("MINHBACH_HTTPS", default=False),
        minhbach_node_modules=Path(reader.str("MINHBACH_NODE_MODULES", default=_front_end())).resolve(),
    )


def _mails_of_portal() -> bool:
    """Say whether the public's site offers to be told by mail; no default server is good enough for that."""
    is_wanted: bool = reader.bool("MINHBACH_PORTAL_MAILS", default=False)
    if is_wanted and not reader.str("MINHBACH_EMAIL_URL", default=""):
        raise ImproperlyConfigured("MINHBACH_PORTAL_MAILS needs MINHBACH_EMAIL_URL")
    return is_wanted


def _front_end() -> str:
    """Name what a built package carries with it (hatch_build.py), else what npm put into the checkout."""
    package = Path(__file__).parents[2]
    carried = package / "front_end"
    return str(carried if carried.exists() else package.parents[1] / "node_modules")


def _one_of(name: str, *possible: str) -> str:
    """Read a choice; the first of those POSSIBLE where nothing is said."""
    said: str = reader.str(name, default=possible[0])
    if said not in possible:
        raise ImproperlyConfigured(f"{name}: {said!r} is none of {', '.join(possible)}")
    return said


def _networks(name: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(written.strip()) for written in reader.list(name, default=[])]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error


def database_settings(url: str) -> dict[str, Any]:
    """Read a PostgreSQL address into Django's terms, the way PostgreSQL itself reads it."""
    parts = conninfo_to_dict(url)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    known = {django: str(parts.pop(name)) for name, django in names.items() if name in parts}
    return {"ENGINE": "django.db.backends.postgresql", **known, "OPTIONS": {**BOUNDS, **parts}}


def current_folder(folders: Path) -> Path:
    """Return the folder whose name stands in the file `current`; one that is not there before it is gathered."""
    sign = folders / "current"
    return folders / (sign.read_text() if sign.exists() else "none")
