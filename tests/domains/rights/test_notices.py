"""Links that are said to infringe a right"""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.rights import selectors, services, tasks
from minhbach.domains.rights.models import Notice, NoticeLink
from minhbach.domains.rights.refusals import (
    AnswerMissing,
    LinkNotFollowed,
    NoLinks,
    NoticeNotFound,
    NotInForce,
    TooManyLinks,
)
from minhbach.domains.rights.types import Answer, LinkState, Problem
from minhbach.domains.screening import services as screening
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.selectors import visible_leads
from minhbach.foundation.clock import local_date
from minhbach.foundation.files import path_of
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.rights.making import HOLDER, TODAY, confirmed, entered, holder_of, links, proposed, sent
from tests.worlds import AT, World


def rows_of(notice: Notice) -> list[NoticeLink]:
    with acting_as(SYSTEM):
        return list(notice.links.order_by("row"))


def test_become_leads_of_the_agency_that_answers_one_for_each_address(world: World) -> None:
    holder = holder_of(world)
    lines = [*links(3), links(1)[0] + "?utm_source=zalo", "giày rẻ", "https://shopee.vn"]
    notice = sent(world, holder, confirmed(world, holder), lines, note="Đã mua thử")
    assert [(one.state, one.problem) for one in rows_of(notice)] == [
        *[(LinkState.WAITING, "")] * 3, (LinkState.TWICE, ""), (LinkState.UNREADABLE, Problem.NO_ADDRESS),
        (LinkState.UNREADABLE, Problem.HOST_ALONE),
    ]  # fmt: skip
    with world.acting(world.inspector):
        leads = list(visible_leads(world.inspector, at=AT).filter(kind="rights_notice").order_by("url"))
    assert [(lead.url, lead.platform, lead.seller_id, lead.owner_agency) for lead in leads] == [
        (line, "shopee", str(700 + number), world.team) for number, line in enumerate(links(3), 1)
    ]
    assert leads[0].title == f"{HOLDER} báo xâm phạm “Mây Núi”: shopee.vn/giay-may-nui-i.701.1"
    assert [one.lead_id for one in rows_of(notice)[:3]] == [lead.pk for lead in leads]
    # Whoever sees another province sees none.
    with world.acting(world.stranger):
        assert not Lead.objects.exists()


def test_sent_again_are_the_same_notice_and_in_another_are_followed_once(world: World) -> None:
    holder = holder_of(world)
    right = confirmed(world, holder)
    first = sent(world, holder, right, links(2))
    assert sent(world, holder, right, links(2)) == first
    second = sent(world, holder, right, links(3))
    assert [one.state for one in rows_of(second)] == [LinkState.TWICE, LinkState.TWICE, LinkState.WAITING]
    assert [one.twice_of for one in rows_of(second)][:2] == rows_of(first)
    assert Lead.unscoped.count() == 3


def test_of_an_address_that_a_lead_is_of_already_are_looked_into_by_that(world: World) -> None:
    holder = holder_of(world)
    notice = sent(world, holder, confirmed(world, holder), links(1))
    other = entered(world, number="4-2", title="Suối Mây")
    again = sent(world, world.inspector, other, links(1))
    assert rows_of(again)[0].lead_id == rows_of(notice)[0].lead_id
    assert Lead.unscoped.count() == 1


def test_are_refused_where_there_are_none_too_many_or_no_right(world: World) -> None:
    holder = holder_of(world)
    right = confirmed(world, holder)
    with world.acting(holder):
        with pytest.raises(NoLinks):
            services.send_notice(officer=holder, at=AT, right=right, lines=[" "])
        with pytest.raises(TooManyLinks):
            services.send_notice(officer=holder, at=AT, right=right, lines=links(1) * 10_001)
    waiting = proposed(world, holder, number="7")
    ended = confirmed(world, holder, number="8", last_day=TODAY - timedelta(days=1))
    for one in (waiting, ended):
        with world.acting(holder), pytest.raises(NotInForce):
            services.send_notice(officer=holder, at=AT, right=one, lines=links(1))
    assert not Notice.unscoped.exists()


def test_of_a_file_are_the_cells_that_are_addresses_below_a_heading() -> None:
    file = io.BytesIO("Tên,Đường dẫn\nGiày,https://shopee.vn/a-i.1.2\nDép,không có\n".encode())
    assert services.lines_of("shopee.vn/b-i.1.3\n\n", file, name="ds.csv") == [
        "shopee.vn/b-i.1.3", "https://shopee.vn/a-i.1.2", "Dép",
    ]  # fmt: skip


def test_of_a_long_list_are_read_by_the_worker_part_by_part_and_once(world: World) -> None:
    holder = holder_of(world)
    notice = sent(world, holder, confirmed(world, holder), [*links(300), *links(120)])
    assert (notice.state, rows_of(notice)) == ("waiting", [])
    # A worker that died after the first part left it read.
    with acting_as(SYSTEM):
        from minhbach.domains.rights.services import notices

        assert notices.begin_reading(notice.pk, at=AT)
        assert notices.read_part(notice.pk, at=AT)
        assert NoticeLink.objects.count() == 200
    tasks.read_notice(notice_id=str(notice.pk))
    tasks.read_notice(notice_id=str(notice.pk))
    with acting_as(SYSTEM):
        notice.refresh_from_db()
        assert selectors.counts_of(notice) == {"waiting": 300, "twice": 120}
        assert Lead.unscoped.count() == 300
    assert (notice.state, notice.rows_done) == ("done", 420)


def test_that_cannot_be_read_on_say_so(world: World) -> None:
    holder = holder_of(world)
    notice = sent(world, holder, confirmed(world, holder), links(201))
    path_of(notice.sha256).unlink()
    tasks.read_notice(notice_id=str(notice.pk))
    with acting_as(SYSTEM):
        notice.refresh_from_db()
    assert (notice.state, notice.failure["code"]) == ("failed", "foundation.file.missing")


def test_are_answered_one_by_one_and_their_sender_reads_answer_and_day(world: World) -> None:
    holder = holder_of(world)
    notice = sent(world, holder, confirmed(world, holder), [*links(3), links(1)[0]])
    first, _second, third, double = rows_of(notice)
    with world.acting(world.inspector):
        with pytest.raises(AnswerMissing):
            services.answer_links(officer=world.inspector, at=AT, notice=notice, link_ids=[], answer="confirmed")
        with pytest.raises(LinkNotFollowed):
            services.answer_links(
                officer=world.inspector, at=AT, notice=notice, link_ids=[double.pk], answer="confirmed"
            )
        services.answer_links(
            officer=world.inspector, at=AT, notice=notice, link_ids=[first.pk], answer=Answer.CONFIRMED, words="Cảm ơn."
        )
        services.answer_links(
            officer=world.inspector, at=AT, notice=notice, link_ids=[third.pk], answer=Answer.NO_POWER
        )
    with world.acting(holder):
        told = [
            (row.row, row.answer_now, row.answered_now, row.words) for row in selectors.links_of(notice).order_by("row")
        ]
    today = local_date(AT)
    assert told == [
        (1, "confirmed", today, "Cảm ơn."), (2, "", None, ""), (3, "no_power", today, ""), (4, "confirmed", today, ""),
    ]  # fmt: skip


def test_whose_lead_is_laid_aside_are_answered_where_the_reason_says_so(world: World) -> None:
    holder = holder_of(world)
    notice = sent(world, holder, confirmed(world, holder), links(3))
    reasons = ["lawful", "duplicate", "untraceable"]
    with world.acting(world.inspector):
        for link, reason in zip(rows_of(notice), reasons, strict=True):
            lead = Lead.objects.get(pk=link.lead_id)
            screening.dismiss_lead(officer=world.inspector, at=AT, lead=lead, reason=reason)
    assert [one.answer for one in rows_of(notice)] == [Answer.UNFOUNDED, Answer.KNOWN, ""]


def test_are_not_answered_by_their_sender_nor_seen_by_another(world: World) -> None:
    holder = holder_of(world)
    notice = sent(world, holder, confirmed(world, holder), links(1))
    with world.acting(holder), pytest.raises(RoleMissing):
        services.answer_links(
            officer=holder, at=AT, notice=notice, link_ids=[rows_of(notice)[0].pk], answer=Answer.CONFIRMED
        )
    other = holder_of(world, body="Công ty TNHH Giày Suối", code="4900 333 444", username="giay.suoi")
    with world.acting(other), pytest.raises(NoticeNotFound):
        selectors.get_notice(notice.pk)
    with world.acting(holder):
        # Of the leads its sender sees nothing.
        assert not Lead.objects.exists()
    assert rows_of(notice)[0].answer == ""
