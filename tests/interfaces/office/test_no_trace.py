"""What a record kept to its agency leaves for an officer of another: nothing, on no page, in no file, in no table.

Every address there is is asked, whatever room it is of, in two worlds: one without the record and one with it. Those of
a record are asked of one that its reader keeps. What is another's is asked for in test_policy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import time_machine
from django.apps import apps
from django.db import connection
from django.urls import get_resolver, reverse

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.models import Officer
from minhbach.domains.areas import services as areas
from minhbach.domains.enquiries import services as enquiries
from minhbach.domains.enquiries.models import Enquiry, Notice
from minhbach.domains.inspections import services as inspections
from minhbach.domains.inspections.models import Plan
from minhbach.domains.markets import services as markets
from minhbach.domains.markets.models import RoundMark, Stall
from minhbach.domains.pictures.models import PictureMatch, Upload
from minhbach.domains.screening import services as screening
from minhbach.domains.screening.models import Export, Lead, LeadWord, Sighting, Sweep, SweptLead
from minhbach.domains.sites import services as sites
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, PremisesKind, PresenceKind, SubjectKind
from minhbach.domains.taskforces import services as taskforces
from minhbach.domains.taskforces.models import TaskForce
from minhbach.domains.taskforces.services.forces import Paper
from minhbach.domains.watching import services as watching
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import Sharing, acting_as, share_with
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.screening.runs import listing
from tests.interfaces.office.holdings import PLAIN, filled, hold
from tests.interfaces.office.test_inference import ONLY_HERE, PHONE, hide, read, shared, signed_in
from tests.interfaces.office.test_looks import NOT_ASKED, named
from tests.worlds import AT, World

__all__ = ["shared"]

# Who reads: no post over the area, nothing shared with them.
# Pages that look something up without being a list.
SEARCHES = {"search", "suggest", "duplicates", "pick_subject"}
# What stands in the address of an account's own pages, or is made anew with each call.
NOT_WALKED = {*NOT_ASKED, "cases:field_session", "office:demo_enter", "office:demo_sample", "office:demo_key"}
# What stands on each page that is a list.
EXPORTS = 'data-follows-query="export=xlsx"'
ASKED = (f"?q={PHONE.replace(' ', '')}", "?q=Nông Văn Kín", "?export=xlsx&all=1")
# Words of what is hidden that nobody else has written.
SILENT = "0912 345 999"
WORDS = ("Nông Văn Kín", "Cửa Khuất", "ngõ Không Ai", "Chợ Không Ai")


# Tables that the application's role may not read at all.
UNREAD: set[str] = set()


def hide_more(world: World, shared: Subject) -> dict[str, Any]:
    """All of `hide`, and a shop, a home and an account beside it; one gives no answer to who asks."""
    hidden = hide(world, shared)
    same: dict[str, Any] = {"officer": world.inspector, "at": world.at, "provenance": ONLY_HERE}
    with world.acting(world.inspector):
        subject = subjects.register_subject(
            kind=SubjectKind.INDIVIDUAL, name="Nông Văn Kín", place=world.commune, **same
        )
        subjects.add_presence(
            subject=subject, kind=PresenceKind.SHOP, name="Cửa Khuất", platform="muanhe", account="khuat389", **same
        )
        subjects.add_premises(
            subject=subject, kind=PremisesKind.HOME, address="5 ngõ Không Ai", place=world.commune, **same
        )
        subjects.add_identifier(subject=subject, kind=IdentifierKind.PHONE, value=PHONE, **same)
        silent = subjects.register_subject(
            kind=SubjectKind.INDIVIDUAL, name="Nông Văn Kín", officer=world.inspector, at=world.at
        )
        subjects.add_identifier(
            subject=silent, kind=IdentifierKind.PHONE, value=SILENT, officer=world.inspector, at=world.at
        )
        subjects.change_reach(subject=silent, sharing=Sharing.SILENT, officer=world.inspector, at=world.at)
        market = markets.open_market(
            name="Chợ Không Ai", place=world.commune, sharing=Sharing.AGENCY, officer=world.inspector, at=world.at
        )
        seller = MerchantFacts(kind=SubjectKind.HOUSEHOLD, name="Nông Văn Kín")
        change = markets.change_stall(
            market=market, row="Khuất", number="1", facts=seller, officer=world.inspector, at=world.at
        )
        # Seen by all for a while, with its plan and a round; the seller's own record was never.
        reach(world.inspector, market, Sharing.NETWORK, at=world.at, reason="Cả nước cùng xem")
        walked = markets.open_round(market=market, purpose="Chợ Không Ai", officer=world.inspector, at=world.at)
        stall = Stall.objects.get(market=market)
        [mark] = markets.note_marks(
            walked=walked, noted=[markets.Noted(stall.id, "signed")], officer=world.inspector, at=world.at
        )
        with world.acting(world.outsider):
            assert RoundMark.objects.filter(pk=mark.pk).exists()
        reach(world.inspector, market, Sharing.SILENT, at=world.at)
        site = sites.enter_site(
            name="Chợ Không Ai", url="https://khong-ai.vn", sharing=Sharing.AGENCY, officer=world.inspector, at=world.at
        )
        sites.observe(
            site=site, trick="renamed_shop", seen_on=world.at.date(), note="Nông Văn Kín", officer=world.inspector,
            at=world.at,
        )  # fmt: skip
        plan = plan_about(world, world.inspector, subject, shared, read_by=Sharing.SILENT)
        inspections.share(plan=plan, officer=world.inspector, at=world.at)
        watched = watching.open_list(
            title="Cửa Khuất", reason="Nông Văn Kín", sharing=Sharing.SILENT, officer=world.inspector, at=world.at
        )
        watching.add_entry(
            watch_list=watched, kind="identifier", identifier_kind="phone", value=PHONE, officer=world.inspector,
            at=world.at,
        )  # fmt: skip
        watching.watch_subject(watch_list=watched, subject=shared, officer=world.inspector, at=world.at)
        force = TaskForce.objects.get()
        spoken: dict[str, Any] = {"force": force, "officer": world.inspector, "at": world.at}
        line = taskforces.write(words="Nông Văn Kín ở Cửa Khuất", **spoken)
        marked = taskforces.mark(subject=subject, note="ngõ Không Ai", **spoken)
        patrol = watching.record_patrol(
            on=local_date(world.at), stretch="Cửa Khuất", found="Nông Văn Kín", sharing=Sharing.AGENCY,
            officer=world.inspector, at=world.at,
        )  # fmt: skip
    with world.acting(world.committee_officer):
        led: dict[str, Any] = {"force": force, "officer": world.committee_officer, "at": world.at}
        errand = taskforces.assign(what="Hỏi Nông Văn Kín", due_on=local_date(world.at), **led)
        called = taskforces.call_out(
            what="Cửa Khuất", meet_where="Ngõ Không Ai", meet_by=world.at, people=[world.inspector], **led
        )
    assert watching.meet_register(at=world.at) == 3
    with acting_as(SYSTEM):
        assert enquiries.tell_keepers(at=world.at) == 1
    with world.acting(world.inspector):
        [notice] = Notice.objects.all()
    kept = {"site": site, "market": market, "change": change, "stall": stall, "round": walked, "mark": mark}
    return {
        **hidden, **kept, "lead": keep_lead(world, shared), "other": subject, "silent": silent, "planned": plan,
        "line": line, "marked": marked, "errand": errand, "called": called,
        "watched": watched, "patrol": patrol, "notice": notice, **keep(world, subject),
    }  # fmt: skip


def man_force(world: World) -> None:
    """A force of the reader's province, without anybody of the reader's: that there is one, everybody knows."""
    on = local_date(world.at)
    same: dict[str, Any] = {"officer": world.committee_officer, "at": world.at}
    with world.acting(world.committee_officer):
        force = taskforces.set_up(
            committee=world.committee, name="Tổ 1", kind="joint", purpose="Hỏi ngõ Không Ai", until=on,
            paper=Paper(number="1/QĐ", dated=on, signer="Trưởng ban"), **same,
        )  # fmt: skip
        taskforces.invite(force=force, agency=world.team, wanted=1, **same)
    with world.acting(world.team_head):
        taskforces.send_people(
            force=force, people=[world.inspector], title_vi="Tổ viên", officer=world.team_head, at=world.at
        )


def reach(officer: Officer, record: Any, sharing: Sharing, *, at: Any, **more: Any) -> None:
    """Say anew who sees a record."""
    kind = record._meta.label_lower
    agencies.change_sharing(officer=officer, at=at, target_type=kind, target_id=record.pk, sharing=sharing, **more)


def sweep_for(world: World) -> Sweep:
    """A sweep of the committee that the reader's team is shown."""
    made: dict[str, Any] = {
        "owner_agency": world.committee, "place": None, "sharing": "agency", "created_at": world.at, "at": world.at,
        "officer": world.analyst,
    }  # fmt: skip
    with acting_as(SYSTEM):
        export = filled(Export, sha256=f"{389:064d}", columns=["a"], name="Tin tháng 11", **made)
        sweep: Sweep = filled(Sweep, export=export, **made)
        share_with(sweep, world.other_team, officer_id=None, at=world.at)
    return sweep


def keep_lead(world: World, shared: Subject) -> Lead:
    """A lead of it about somebody whom both see, narrowed by itself and closed to whom the sweep is shown."""
    made: dict[str, Any] = {
        "owner_agency": world.committee, "place": None, "sharing": "agency", "created_at": world.at, "at": world.at,
        "officer": world.analyst,
    }  # fmt: skip
    with acting_as(SYSTEM):
        sweep = Sweep.unscoped.get(owner_agency=world.committee)
        lead: Lead = filled(
            Lead, sweep=sweep, listing_id="khuat", title="Nông Văn Kín", seller_name="Cửa Khuất", kind="listing",
            signs=["exaggerated_claim"], **made,
        )  # fmt: skip
        by = {"at": world.at, "officer": world.analyst}
        filled(Sighting, lead=lead, sweep=sweep, signs=[], signals=[], snapshot=listing(1, title="Nông Văn Kín"), **by)
        filled(SweptLead, lead=lead, sweep=sweep, **by)
        filled(LeadWord, lead=lead, word="khuat")
        pictures = filled(Upload, sweep=sweep, kind="", requested_by=world.analyst, name="anh.zip", **made)
        filled(PictureMatch, upload=pictures, lead=lead, kind="shop", other_listing_id="khuat", by="pdq", **by)
    with world.acting(world.outsider):
        assert Lead.objects.filter(pk=lead.pk).exists()
    with world.acting(world.analyst):
        screening.attach_lead(officer=world.analyst, at=world.at, lead=lead, subject=shared)
        reach(world.analyst, lead, Sharing.SILENT, at=world.at, closed_to=[world.other_team])
    return lead


def ask(world: World) -> Enquiry:
    """The reader asks about the number that is kept without answering: what follows of it goes to others, later."""
    with world.acting(world.outsider):
        return enquiries.ask(kind="phone", value=SILENT, purpose="area", officer=world.outsider, at=world.at)


def plan_about(world: World, officer: Any, *about: Subject, read_by: Sharing) -> Plan:
    """A draft that names some subjects."""
    on = local_date(world.at)
    same: dict[str, Any] = {"officer": officer, "at": world.at, "starts_on": on, "ends_on": on}
    with world.acting(officer):
        plan = inspections.draw_up(title="Kế hoạch tháng", kind="periodic", read_by=read_by, **same)
        for subject in about:
            inspections.add_item(plan=plan, subject=subject, grounds="Rà soát", **same)
    return plan


def keep(world: World, hidden: Subject) -> dict[str, Any]:
    """What the area keeps of somebody hidden, and an informant's word on somebody who is not."""
    same: dict[str, Any] = {"officer": world.inspector, "at": world.at}
    due = {"assignee": world.inspector, "next_step": "Hỏi ngõ Không Ai", "next_on": world.at.date()}
    with world.acting(world.inspector):
        source = areas.open_source(alias="Cửa Khuất", **same)
        areas.note_source(source=source, words="Nông Văn Kín", **same)
        unknown = subjects.register_subject(
            kind=SubjectKind.UNKNOWN, name="Cửa Khuất", place=world.commune, provenance=ONLY_HERE, **same
        )
        return {
            "source": source,
            "kept": areas.keep(subject=hidden, kept=areas.Kept(group="retail", goods="Cửa Khuất"), **same),
            "look": areas.record_visit(subject=hidden, made_on=world.at.date(), seen="ngõ Không Ai", **same),
            "licence": areas.record_licence(subject=hidden, held=areas.Held(kind="gas", number="Cửa Khuất"), **same),
            "plan": areas.open_plan(subject=hidden, ground="other", about="Nông Văn Kín", **same),
            "pursuit": areas.pursue(subject=unknown, **due, **same),
        }


def addresses(seen: dict[str, Any]) -> Iterator[str]:
    """Give every address, of a record that the reader sees where it is of one; searches with what is hidden.

    One of a record of which nothing is known that its reader could keep fails for want of it.
    """
    for name, parameters in sorted(named(get_resolver())):
        # Pages without a room are the account's own.
        if ":" not in name or name in NOT_WALKED:
            continue
        url = reverse(name, kwargs={one: seen[one] for one in parameters})
        yield url
        if name.rpartition(":")[2] in SEARCHES:
            yield from (url + asked for asked in ASKED[:2])


def ids_twice(page: str) -> list[str]:
    """List the ids that two things of one page bear: a label then speaks of the wrong one."""
    counted = Counter(re.findall(r"""<[^<>]*\sid="([^"]+)\"""", page))
    return [one for one, count in counted.items() if count > 1]


def test_an_id_that_stands_twice_is_found() -> None:
    assert ids_twice('<p id="a"></p><textarea data-id="a" id="b"></textarea><i id="b">x</i> id="a"') == ["b"]


def walked(officer: Officer, urls: list[str]) -> dict[str, str]:
    """Read every address in a sitting of its own; whatever is a list is then asked in every way."""
    client = signed_in(officer)
    pages = {url: read(client, url) for url in urls}
    lists = [url for url in urls if EXPORTS in pages[url] and "?" not in url]
    assert len(lists) > 30
    return pages | {url + asked: read(client, url + asked) for url in lists for asked in ASKED}


@time_machine.travel(AT, tick=False)
def test_no_page_tells_one_world_from_the_other(world: World, shared: Subject) -> None:
    own = hold(world, world.other_team, world.outsider, world.other_commune)
    sweep_for(world)
    man_force(world)
    asked = ask(world)
    with world.acting(world.outsider):
        identifier = Statement.objects.get(subject=shared, identifier__isnull=False)
    # Who plans an inspection of the same himself learns nothing of one that is kept silent.
    plan = plan_about(world, world.outsider, shared, read_by=Sharing.NETWORK)
    seen = {
        **PLAIN, **{one: record.pk for one, record in own.named.items()}, "place_id": own.place.pk,
        "planning_id": plan.id, "enquiry_id": asked.id,
        "subject_id": shared.id, "identifier_id": identifier.identifier_id, "statement_id": identifier.id,
        "target_type": "subjects.subject", "target_id": shared.id, "what": "dinh-danh",
    }  # fmt: skip
    urls = list(addresses(seen))
    assert len(urls) > 300
    # When one last came in is shown, too.
    signed_in(world.outsider)
    before = walked(world.outsider, urls)
    assert {url: twice for url, page in before.items() if (twice := ids_twice(page))} == {}
    hidden = hide_more(world, shared)
    after = walked(world.outsider, urls)
    assert before.keys() == after.keys()
    assert [url for url in before if before[url] != after[url]] == []
    ids = [str(getattr(one, "pk", one)) for one in hidden.values()]
    told = [(url, word) for url, page in after.items() for word in (*ids, *WORDS) if word in page and word not in url]
    assert told == []


def test_no_row_tells_whatever_is_asked_of_the_database(world: World, shared: Subject) -> None:
    """The application's filters are gone: its role in the reader's own session, every table read from end to end."""
    ask(world)
    sweep_for(world)
    man_force(world)
    hidden = hide_more(world, shared)
    ids = {str(getattr(one, "pk", one)) for one in hidden.values()}
    told = []
    with world.acting(world.outsider), connection.cursor() as cursor:
        # Whatever the role may read, whether the application knows of it or not.
        cursor.execute("select relname from pg_class where relkind in ('r', 'p', 'v', 'm') and"
                       " relnamespace = 'public'::regnamespace and has_table_privilege(oid, 'select')")  # fmt: skip
        tables = sorted(one for (one,) in cursor.fetchall())
        assert {model._meta.db_table for model in apps.get_models()} - set(tables) <= UNREAD
        for table in tables:
            # The log is read by auditors; there are ids in it and in the queue, never what is known of people.
            looked_for = set(WORDS)
            if not table.startswith(("django_", "foundation_audit", "foundation_following", "procrastinate")):
                looked_for |= ids
            # What one asked about stands in one's own question.
            if table != "enquiries_enquiry":
                looked_for.add("912345999")
            cursor.execute(
                f'select t::text from "{table}" t where t::text like any(%s) limit 3',
                [[f"%{word}%" for word in looked_for]],
            )
            told += [(table, row) for (row,) in cursor.fetchall()]
    assert told == []
    # Nor does an informant leave one for the head of the own unit, or for who reads the log.
    for who in (world.team_head, world.head, world.auditor):
        with world.acting(who), connection.cursor() as cursor:
            cursor.execute("select (select count(*) from areas_source) + (select count(*) from areas_sourcenote)")
            assert cursor.fetchone()[0] == 0
    with world.acting(world.inspector), connection.cursor() as cursor:
        cursor.execute("select count(*) from subjects_subject t where t::text like %s", ["%Nông Văn Kín%"])
        assert cursor.fetchone()[0] == 3
