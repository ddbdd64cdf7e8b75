"""Writes."""

from minhbach.domains.arrivals.services.dealing import finish_arrival, instruct
from minhbach.domains.arrivals.services.looking import look_at, take_file
from minhbach.domains.arrivals.services.opening import start_register
from minhbach.domains.arrivals.services.registering import amend_arrival, register_arrival

__all__ = [
    "amend_arrival",
    "finish_arrival",
    "instruct",
    "look_at",
    "register_arrival",
    "start_register",
    "take_file",
]
