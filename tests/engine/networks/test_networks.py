"""Networks as the engine reads them: the same in whatever order ties come"""

from __future__ import annotations

from random import Random

from minhbach.engine.networks import (
    Graph,
    Role,
    Tie,
    communities_of,
    components_of,
    graph_of,
    growth_of,
    path_between,
    places_of,
    risks_of,
    roles_of,
    spread,
    weight_of,
)


def ties(*written: str, kind: str = "phone", since: int = 0) -> list[Tie]:
    """“a:1 b:1”: a and b carry 1."""
    pairs = [one.split(":") for one in " ".join(written).split()]
    return [Tie(subject, thing, kind, since) for subject, thing in pairs]


# Three shops on one account, the operator's second phone with a fourth, a bridge to two others, one alone.
WHOLE = [
    *ties("o:p1 a:p1 o:p2 b:p2 o:p3 c:p3 c:p4 d:p4 d:p5 e:p5 e:p6 d:p6 z:p9"),
    *ties("o:acc a:acc b:acc", kind="bank_account"),
]


def test_what_shares_hangs_together_and_a_hub_joins_nobody() -> None:
    graph = graph_of([*ties("a:1 b:1 b:2 c:2 d:3"), *(Tie(f"h{n}", "hub", "phone") for n in range(201))])
    parts = components_of(graph)
    assert parts[0] == ("a", "b", "c")
    assert len(parts) == 1 + 1 + 201
    assert graph.weights["hub"] == 0
    hotline = graph_of([Tie("a", "1900", "phone", tells=False), Tie("b", "1900", "phone", tells=False)])
    assert components_of(hotline) == [("a",), ("b",)]


def test_more_carriers_than_were_read_join_nobody_either() -> None:
    assert components_of(graph_of(ties("a:1 b:1"), crowded=["1"])) == [("a",), ("b",)]


def test_what_is_offered_alike_weighs_less_nothing_among_many_and_gives_no_role() -> None:
    weights = {kind: [weight_of(kind, carriers) for carriers in (2, 3, 4, 20, 21, 200)] for kind in ("text", "goods")}
    assert weights == {"text": [40, 40, 20, 20, 0, 0], "goods": [20, 20, 8, 8, 0, 0]}
    assert all(weight < weight_of("phone", 3) for own in weights.values() for weight in own)
    graph = graph_of(ties("a:1 b:1 c:1 d:1 a:2 b:2", kind="text"))
    assert components_of(graph) == [("a", "b", "c", "d")]
    assert roles_of(graph, communities_of(graph)) == {}


def test_any_order_of_ties_gives_the_same_network() -> None:
    def all_of(graph: Graph) -> object:
        groups = communities_of(graph)
        return (
            components_of(graph), groups, roles_of(graph, groups), risks_of(graph, {"a": 80, "e": 80}),
            path_between(graph, "a", "e", most=6), places_of(graph, "o"),
        )  # fmt: skip

    wanted = all_of(graph_of(WHOLE))
    for seed in range(200):
        shuffled = [*WHOLE, WHOLE[seed % len(WHOLE)]]
        Random(seed).shuffle(shuffled)
        assert all_of(graph_of(shuffled)) == wanted


def test_each_role_says_why() -> None:
    graph = graph_of(WHOLE)
    standings = roles_of(graph, communities_of(graph))
    assert (standings["o"].role, standings["o"].count) == (Role.OPERATOR, 3)
    assert (standings["a"].role, standings["a"].other) == (Role.FRONT, "o")
    assert (standings["acc"].role, standings["acc"].count) == (Role.SHARED_ACCOUNT, 3)
    assert "z" not in standings


def test_the_way_is_the_shortest_then_that_over_the_rarest() -> None:
    wide = [Tie(f"x{n}", "shared", "phone") for n in range(10)]
    graph = graph_of([*ties("a:shared b:shared a:rare m:rare"), *wide, *ties("b:own a:own")])
    assert path_between(graph, "a", "b", most=6) == ["a", "own", "b"]
    assert path_between(graph, "m", "x3", most=6) == ["m", "rare", "a", "shared", "x3"]
    assert path_between(graph, "m", "x3", most=1) is None


def test_risk_falls_with_each_step_and_stays_below_a_sanction() -> None:
    graph = graph_of(ties("v:1 a:1 a:2 b:2 b:3 c:3 c:4 d:4"))
    risks = risks_of(graph, {"v": 80})
    assert {one: (risk.points, risk.steps) for one, risk in risks.items()} == {
        "v": (80, 0), "a": (60, 1), "b": (51, 2), "c": (40, 3),
    }  # fmt: skip
    assert risks["c"].source == "v"
    many = graph_of(ties(*(f"v{n}:{n} a:{n}" for n in range(9))))
    assert risks_of(many, {f"v{n}": 100 for n in range(9)})["a"].points == 60


def test_growth_counts_what_stood_by_the_end_of_each_month() -> None:
    graph = graph_of([*ties("a:1", since=31), *ties("b:1 a:1", since=62), *ties("c:2", since=62)])
    months = growth_of(graph, month_of=lambda day: f"m{day // 31}")
    assert [(one.month, one.subjects, one.ties) for one in months] == [("m1", 1, 1), ("m2", 3, 3)]


def test_a_network_reaches_provinces_by_its_nearest_members() -> None:
    graph = graph_of(ties("a:1 b:1 b:2 c:2 c:3 d:3"))
    provinces = {"a": "20", "b": "20", "c": "04", "d": "01"}
    found = spread(graph, provinces, "a", least=2)
    assert found is not None
    assert (found.subjects, found.provinces) == (("a", "b", "c"), ("04", "20"))
    assert found.ties == (("a", "1"), ("b", "1"), ("b", "2"), ("c", "2"))
    assert spread(graph, provinces, "a", least=4) is None


def test_two_thousand_nodes_each_have_a_place_of_their_own() -> None:
    graph = graph_of(ties(*(f"s{n}:t{n} s{n // 3}:t{n}" for n in range(1, 1000))))
    places = places_of(graph, "s0")
    assert len(places) == len(set(places.values())) == 1999
    assert places["s0"] == (0, 0)
