"""Records that come, change and go"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from minhbach.engine.linkage import Judgement, Link, Record, cluster, standing_model, take
from tests.engine.linkage.made_records import made_records
from tests.engine.linkage.memory import MemoryStore
from tests.engine.linkage.shuffled import linked, said_by_chance

PHONE = ("phone", "+84901234567")


def test_give_the_same_links_and_clusters_in_whatever_order() -> None:
    records = made_records(100, seed=7)
    said = said_by_chance(records, seed=8)
    whole = linked(records, said, order=0, at_once=1_000)
    assert len({name for name in whole.clusters.values() if list(whole.clusters.values()).count(name) > 1}) > 5
    for order in range(1, 7):
        found = linked(records, said, order=order, at_once=(20, 50)[order % 2])
        assert (found.scores, found.clusters) == (whole.scores, whole.clusters), order


def test_join_by_late_proof_and_split_by_late_disproof() -> None:
    store = MemoryStore()
    here = Record("", kind="household", commune="2025:06187", province="2025:20")
    first = replace(here, id="2", made_at=1, names=("Tạp hóa Sương Mai",))
    second = replace(here, id="1", made_at=2, names=("Kho hàng Kỳ Lừa",), identifiers=(PHONE,))
    for record in (first, second):
        store.put(record)
    take(store, {"1", "2"})
    assert store.clusters == {"1": "1", "2": "2"}
    store.put(replace(first, identifiers=(PHONE,)))
    take(store, {"2"})
    assert store.clusters == {"1": "2", "2": "2"}  # the name of the one made first, not of the first id
    store.say("1", "2", is_same=False)
    take(store, {"1", "2"})
    assert store.clusters == {"1": "1", "2": "2"}
    store.unsay("1", "2")
    take(store, {"1", "2"})
    assert store.clusters == {"1": "2", "2": "2"}


def test_return_to_what_they_were_when_judgements_end_in_whatever_order() -> None:
    records = made_records(80, seed=9)
    said = said_by_chance(records, seed=10)
    before = linked(records, [], order=0, at_once=100)
    for order in range(3):
        store, chance = linked(records, said, order=order, at_once=40), Random(order)
        assert store.clusters != before.clusters
        for one, other, _ in chance.sample(said, len(said)):
            store.unsay(one, other)
            take(store, {one, other})
        assert (store.scores, store.clusters) == (before.scores, before.clusters)


def test_are_scored_again_when_their_number_becomes_common() -> None:
    store = MemoryStore()
    names = [f"Gian hàng {'abcdefghij'[place % 10] * 7}{place}" for place in range(205)]
    shops = [Record(f"{place:03d}", names=(name,), identifiers=(PHONE,)) for place, name in enumerate(names)]
    for shop in shops:
        store.put(shop)
    take(store, {shop.id for shop in shops[:2]})
    rare = store.scores["000", "001"]
    take(store, {shop.id for shop in shops[2:3]})
    assert store.scores["000", "001"] < rare
    take(store, {shop.id for shop in shops[3:]})
    assert ("000", "001") not in store.scores  # a hub brings nobody together
    for shop in shops[2:]:
        store.remove(shop.id)
    take(store, {shop.id for shop in shops[2:]})
    assert store.scores == {("000", "001"): rare}


def test_that_contradict_each_other_are_not_brought_together_by_a_third() -> None:
    store = MemoryStore()
    for one, name in (("1", "Nguyễn Văn Hùng"), ("2", "Nguyễn Văn Hưng"), ("3", "Nguyen Van Hung")):
        store.put(Record(one, made_at=int(one), names=(name,), commune="x", province="y", identifiers=(PHONE,)))
    for one, code in (("1", "4900123456"), ("2", "0100109106")):
        store.put(replace(store.standing[one], identifiers=(PHONE, ("tax_code", code))))
    take(store, {"1", "2", "3"})
    assert store.clusters["1"] != store.clusters["2"]


def test_that_hang_together_by_a_name_alone_are_not_joined_where_others_of_theirs_leave_doubt() -> None:
    """Two shops of one name, each with its own phone: a row of either that tells no phone does not make them one."""
    made = {one: int(one) for one in "1234"}
    phones = [Link("1", "2", 1_700), Link("3", "4", 1_700)]
    model = standing_model()
    assert model.join <= 550 < model.firm
    doubt = Link("1", "3", 400, against=-150)

    def found(*more: Link, said: Sequence[Judgement] = ()) -> list[str]:
        return list(cluster(made, [*phones, *more], said, model).values())

    assert found(Link("2", "4", 550)) == ["1", "1", "1", "1"]
    assert found(Link("2", "4", 550), doubt) == ["1", "1", "3", "3"]
    # Where nothing speaks against the two, that they are less sure is no doubt.
    assert found(Link("2", "4", 550), replace(doubt, against=0)) == ["1", "1", "1", "1"]
    # What is firm, or what people said of the doubtful ones, joins them all the same.
    assert found(Link("2", "4", 850), doubt) == ["1", "1", "1", "1"]
    assert found(Link("2", "4", 550), doubt, said=[Judgement("1", "3", is_same=True)]) == ["1", "1", "1", "1"]


def test_that_may_be_either_of_two_are_joined_to_neither() -> None:
    made = {one: int(one) for one in "123"}
    either = [Link("1", "2", 550), Link("1", "3", 520)]
    names = list(cluster(made, [*either, Link("2", "3", 400, against=-150)], [], standing_model()).values())
    assert names == ["1", "2", "3"]
    assert set(cluster(made, either, [], standing_model()).values()) == {"1"}
    # Until somebody says that it is not the one of them.
    different = [Judgement("1", "2", is_same=False), Judgement("2", "3", is_same=False)]
    assert list(cluster(made, either, different[1:], standing_model()).values()) == ["1", "2", "3"]
    assert list(cluster(made, either, different, standing_model()).values()) == ["1", "2", "1"]


def test_are_clustered_by_a_pure_function_of_links_and_judgements() -> None:
    chance = Random(5)
    ids = [f"{number:03d}" for number in range(300)]
    made = {one: chance.randrange(50) for one in ids}
    ends = {tuple(sorted(chance.sample(ids, 2))) for _ in range(400)}
    weighed = [(chance.choice((-900, 100, 500, 700, 900, 1_300)), chance.choice((0, -150))) for _ in ends]
    links = [
        Link(one, other, score, against) for (one, other), (score, against) in zip(sorted(ends), weighed, strict=True)
    ]
    said = [Judgement(one, other, chance.random() < 0.5) for one, other in sorted(ends)[::9]]
    first = cluster(made, links, said, standing_model())
    different = [one for one in said if not one.is_same]
    assert all(first[one.one] != first[one.other] for one in different)
    for _ in range(1_000):
        chance.shuffle(links)
        chance.shuffle(said)
        assert cluster(made, links, said, standing_model()) == first
