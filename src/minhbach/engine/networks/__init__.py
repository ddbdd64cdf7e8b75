"""Who hangs together with whom, over what they share: components, communities, roles, growth, risk, and a picture.

Everything is whole numbers and sorted ids: the same ties give the same answer in whatever order they come.
"""

from minhbach.engine.networks.communities import communities_of
from minhbach.engine.networks.components import Spread, components_of, path_between, spread
from minhbach.engine.networks.graph import GOODS, MOST_OFFER, OFFERS, TEXT, Graph, Tie, graph_of, weight_of
from minhbach.engine.networks.growth import growth_of
from minhbach.engine.networks.layout import places_of
from minhbach.engine.networks.risk import MOST_RISK, Risk, risks_of
from minhbach.engine.networks.roles import Role, Standing, roles_of

__all__ = [
    "GOODS",
    "MOST_OFFER",
    "MOST_RISK",
    "OFFERS",
    "TEXT",
    "Graph",
    "Risk",
    "Role",
    "Spread",
    "Standing",
    "Tie",
    "communities_of",
    "components_of",
    "graph_of",
    "growth_of",
    "path_between",
    "places_of",
    "risks_of",
    "roles_of",
    "spread",
    "weight_of",
]
