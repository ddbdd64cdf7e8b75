"""How long a connection over a network waits for a server that says nothing; a Unix socket needs none of it."""

from __future__ import annotations

BOUNDS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
