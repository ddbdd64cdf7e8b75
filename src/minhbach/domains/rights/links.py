"""A link as a right's owner pastes it, read into the page it names; or why not."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.domains.rights.types import Problem
from minhbach.engine.identifiers.hosts import is_shared, is_shortened, platform_at
from minhbach.engine.identifiers.urls import LONGEST, read_url


@dataclass(frozen=True)
class ReadLink:
    """ADDRESS is canonical; empty where there is a PROBLEM."""

    address: str = ""
    platform: str = ""
    problem: Problem | str = ""


def read_link(written: str) -> ReadLink:
    """Read one line. Nothing is fetched: what a shortened link leads to is for its sender to open."""
    if len(written) > LONGEST:
        return ReadLink(problem=Problem.TOO_LONG)
    address = read_url(written)
    # What it is made into may be longer than what was written.
    if address is None or len(address) > LONGEST:
        return ReadLink(problem=Problem.NO_ADDRESS)
    if is_shortened(address):
        return ReadLink(problem=Problem.SHORTENED)
    if is_shared(address):
        return ReadLink(problem=Problem.HOST_ALONE)
    return ReadLink(address, platform_at(address))
