"""The papers of a matter: filled from it, and what their issue enters."""

from __future__ import annotations

from minhbach.domains.cases.matters.expertise import ExpertiseOrdered, SampleTaken
from minhbach.domains.cases.matters.seizure import ExtensionProposed, ReturnProposed, Seized, until_of
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.papers.seizure_decision import SeizureDecisionContent
from minhbach.domains.documents.papers.seizure_return import SeizureReturnContent
from minhbach.domains.documents.types import Kind
from tests.domains.cases.matters import test_expertise as expertise
from tests.domains.cases.matters.test_seizure import do, inventory, matter_of, proposed
from tests.domains.cases.test_papers import drafted, issued
from tests.domains.cases.world import World, at, case_at, on


def test_a_seizure_goes_its_way_by_papers_of_the_system(world: World, files: object) -> None:
    case = case_at(world, "inspected")
    goods = inventory(case, world.inspector)
    matter_id = do(case, proposed(world, goods), world.inspector, 4).event.part

    decision = drafted(world, case, Kind.SEIZURE_DECISION, at(4), part=matter_id)
    content = thaw_content(decision.content)
    assert isinstance(content, SeizureDecisionContent)
    assert [row.name for row in content.goods] == ["Túi xách nhãn hiệu Vân Sam", "Ví da"]
    assert (content.seized_on, content.held_until, content.seal) == (on(4), on(12), "số 0001, 0002")
    assert decision.target_part == matter_id
    issued(world, decision, world.head, at(4))
    entered = matter_of(world, case).last(Seized)
    assert entered is not None
    assert (entered.document_id, entered.fact.paper.signer) == (decision.id, "Vi Văn An")

    for days, until in ((6, 20), (8, 30)):
        asked = ExtensionProposed(until=on(until), reason="Chờ giám định")
        do(case, asked, world.inspector, days, part=matter_id)
        issued(world, drafted(world, case, Kind.SEIZURE_EXTENSION, at(days), part=matter_id), world.head, at(days))
        assert until_of(matter_of(world, case)) == on(until)

    asked_back = ReturnProposed(goods=goods, receiver="Lý Thị Mai", reason="Đã xuất trình hóa đơn")
    do(case, asked_back, world.inspector, 9, part=matter_id)
    returned = drafted(world, case, Kind.SEIZURE_RETURN, at(9), part=matter_id)
    content_back = thaw_content(returned.content)
    assert isinstance(content_back, SeizureReturnContent)
    assert (len(content_back.goods), content_back.seizure_ends) == (2, True)
    assert content_back.seizure_decision.dated == on(4)
    issued(world, returned, world.head, at(9))
    assert matter_of(world, case).is_ended


def test_an_issued_decision_orders_the_expertise_it_names(world: World, files: object) -> None:
    case = case_at(world, "inspected")
    matter_id = expertise.do(case, expertise.ASKED, world.inspector, 4).event.part
    sample = SampleTaken(goods=expertise.goods(world, case)[:1], quantity="02 chiếc")
    expertise.do(case, sample, world.inspector, 4, part=matter_id)
    paper = drafted(world, case, Kind.EXPERTISE_DECISION, at(4), part=matter_id)
    assert paper.content["asked_of"] == "Viện Khoa học sở hữu trí tuệ"
    issued(world, paper, world.head, at(4))
    entered = matter_of(world, case).last(ExpertiseOrdered)
    assert entered is not None
    assert entered.document_id == paper.id
