"""Writes."""

from minhbach.domains.arrivals.services.dealing import finish_arrival, instruct
from minhbach.domains.arrivals.services.looking import look_at, take_file
from minhbach.domains.arrivals.services.registering import amend_arrival, register_arrival

__all__ = ["amend_arrival", "finish_arrival", "instruct", "look_at", "register_arrival", "take_file"]
