"""Reads: a network is made of what its reader may see, each time it is read."""

from minhbach.domains.networks.provinces import provinces_of
from minhbach.domains.networks.selectors.around import MOST_DRAWN, MOST_STEPS, Start, around
from minhbach.domains.networks.selectors.ends import Found, end_of, end_of_value, find_ends
from minhbach.domains.networks.selectors.keys import Keys, keys_of
from minhbach.domains.networks.selectors.networks import Network, network_around
from minhbach.domains.networks.selectors.paths import MOST_HOPS, Path, path_between

__all__ = [
    "MOST_DRAWN",
    "MOST_HOPS",
    "MOST_STEPS",
    "Found",
    "Keys",
    "Network",
    "Path",
    "Start",
    "around",
    "end_of",
    "end_of_value",
    "find_ends",
    "keys_of",
    "network_around",
    "path_between",
    "provinces_of",
]
