"""What the public's process is told of its surroundings: its own address and key, and nothing of the officers'."""

from __future__ import annotations

from collections.abc import Mapping

import typer

# What is ours and may be told; whatever else begins so is a secret, or none of its business.
TOLD = {
    "MINHBACH_PORTAL_DATABASE_URL",
    "MINHBACH_PORTAL_KEY",
    "MINHBACH_PORTAL_HOSTS",
    "MINHBACH_PORTAL_RECORDING_MB",
    "MINHBACH_PORTAL_MAILS",
    "MINHBACH_HTTPS",
}
_OURS = ("MINHBACH_", "DATABASE_", "DJANGO_", "PG", "AWS_")


def environment_of_portal(known: Mapping[str, str]) -> dict[str, str]:
    """Return of what is known here what the public's process may know."""
    return {name: value for name, value in known.items() if name in TOLD or not name.startswith(_OURS)}


def portal_environment() -> None:
    """In các biến môi trường cho máy chạy riêng trang người dân gửi tin."""
    from minhbach.interfaces.cli import installation

    installation.prepare()
    from django.conf import settings

    typer.echo(f"MINHBACH_PORTAL_DATABASE_URL={settings.PORTAL_DATABASE_URL}")
    typer.echo(f"MINHBACH_PORTAL_KEY={settings.PORTAL_KEY.hex()}")
