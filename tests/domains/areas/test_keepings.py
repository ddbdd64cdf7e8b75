"""The list of an area, looks, licences and who keeps which place"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import shared_kind
from minhbach.domains.areas import refusals, selectors, services
from minhbach.domains.areas.house import House, licence_runs_out_by, next_look, offered_on, words_of
from minhbach.domains.areas.models import AreaKeeper, Keeping, PointNote, Visit
from minhbach.domains.areas.services import Held, Kept
from minhbach.domains.areas.types import KeepingEnd, LicenceEnd
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import StoryEntry, Subject
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import Sharing
from tests.worlds import AT, World

FRIDAY = date(2026, 11, 20)


def merchant(world: World, name: str = "Hộ kinh doanh Vàng Thị Sen", **more: Any) -> Subject:
    with world.acting(world.inspector):
        return subjects.register_subject(
            officer=world.inspector, at=AT, kind="household", name=name, place=world.commune, **more
        )


def kept(world: World, subject: Subject, group: str = "market_trader", **more: str) -> Keeping:
    with world.acting(world.inspector):
        return services.keep(officer=world.inspector, at=AT, subject=subject, kept=Kept(group=group, **more))


def looked(world: World, subject: Subject, day: date, **more: Any) -> Visit:
    with world.acting(world.inspector):
        return services.record_visit(
            officer=world.inspector, at=AT, subject=subject, made_on=day, seen="Không thấy hàng lạ", **more
        )


def test_house_rules_are_rows_with_dates() -> None:
    assert next_look("ecommerce", FRIDAY, is_sanctioned=False) == date(2027, 1, 19)
    assert next_look("supermarket", FRIDAY, is_sanctioned=True) == date(2026, 12, 20)
    # A code that is no more has the rule of whoever is looked at soonest; a day before the first row has its rule, too.
    assert next_look("gone", FRIDAY, is_sanctioned=False) == date(2026, 12, 20)
    assert next_look("importer", date(2025, 1, 1), is_sanctioned=False) == date(2025, 4, 1)
    assert licence_runs_out_by(FRIDAY) == date(2026, 12, 20)
    assert words_of(House.GROUP, "gone") == "gone"
    assert ("postal", "doanh nghiệp bưu chính, chuyển phát") in offered_on(House.GROUP, FRIDAY)
    assert offered_on(House.GROUP, date(2025, 12, 31)) == []


def test_a_merchant_stands_once_on_the_list_of_an_agency(world: World) -> None:
    subject = merchant(world)
    one = kept(world, subject, goods="Quần áo", brands="Sao Mây")
    assert (one.owner_agency, one.place, one.next_look_on) == (world.team, world.commune, date(2027, 2, 18))
    with world.acting(world.inspector), pytest.raises(refusals.KeptAlready, match="Vàng Thị Sen"):
        services.keep(officer=world.inspector, at=AT, subject=subject, kept=Kept(group="retail"))
    with world.acting(world.commune_officer):
        again = services.keep(officer=world.commune_officer, at=AT, subject=subject, kept=Kept(group="retail"))
        assert again.owner_agency == world.commune_committee
        assert selectors.visible_keepings(on=FRIDAY).count() == 2
    with world.acting(world.inspector):
        assert [row.goods for row in selectors.with_words(selectors.visible_keepings(on=FRIDAY), "áo")] == ["Quần áo"]
        assert selectors.with_words(selectors.visible_keepings(on=FRIDAY), "vang thi sen").count() == 1
        services.end_keeping(officer=world.inspector, at=AT, keeping=one, reason=KeepingEnd.MOVED)
        with pytest.raises(refusals.EndedAlready):
            services.end_keeping(officer=world.inspector, at=AT, keeping=one, reason=KeepingEnd.MOVED)
        assert selectors.visible_keepings(on=FRIDAY).count() == 0


def test_who_keeps_no_area_writes_nothing(world: World) -> None:
    subject = merchant(world)
    with world.acting(world.auditor), pytest.raises(RoleMissing):
        services.keep(officer=world.auditor, at=AT, subject=subject, kept=Kept(group="retail"))
    one = kept(world, subject)
    with world.acting(world.commune_officer), pytest.raises(refusals.OfAnotherAgency):
        services.end_keeping(officer=world.commune_officer, at=AT, keeping=one, reason=KeepingEnd.CLOSED)
    assert Keeping.unscoped.get().ended_on is None


def test_a_look_sets_the_day_of_the_next_one(world: World) -> None:
    subject = merchant(world)
    one = kept(world, subject)
    looked(world, subject, date(2026, 11, 10))
    one.refresh_from_db()
    assert (one.looked_on, one.next_look_on) == (date(2026, 11, 10), date(2027, 2, 8))
    # An older one, written down late, sets back nothing.
    looked(world, subject, date(2026, 10, 1))
    own = looked(world, subject, date(2026, 11, 12), next_look_on=date(2026, 11, 19))
    one.refresh_from_db()
    assert (one.looked_on, one.next_look_on) == (date(2026, 11, 12), date(2026, 11, 19))
    with world.acting(world.inspector):
        services.take_back_visit(officer=world.inspector, at=AT, visit=own, why="Nhầm cơ sở")
        one.refresh_from_db()
        assert (one.looked_on, one.next_look_on) == (date(2026, 11, 10), date(2027, 2, 8))
        with pytest.raises(refusals.InTheFuture):
            services.record_visit(
                officer=world.inspector, at=AT, subject=subject, made_on=date(2026, 11, 21), seen="x"
            )  # fmt: skip
        with pytest.raises(refusals.NotAfter):
            services.record_visit(
                officer=world.inspector, at=AT, subject=subject, made_on=FRIDAY, seen="x", next_look_on=FRIDAY
            )  # fmt: skip
    assert Visit.unscoped.count() == 3
    assert StoryEntry.unscoped.filter(kind="areas.visited").count() == 3


def test_what_is_due_stands_on_the_desk_of_who_keeps_it(world: World) -> None:
    subject = merchant(world)
    one = kept(world, subject)
    looked(world, subject, date(2026, 8, 1))
    with world.acting(world.inspector):
        services.record_licence(
            officer=world.inspector, at=AT, subject=subject,
            held=Held(kind="alcohol", number="12/GP-KT", last_day=date(2026, 12, 1)),
        )  # fmt: skip
        services.record_licence(
            officer=world.inspector, at=AT, subject=subject,
            held=Held(kind="food_safety", number="9/ATTP", last_day=date(2027, 6, 1)),
        )  # fmt: skip
        assert said(selectors.work_items(world.inspector, at=AT)) == []
    with world.acting(world.team_head):
        services.assign_area(officer=world.team_head, at=AT, place=world.commune, keeper=world.inspector)
    with world.acting(world.inspector):
        told = [(item.what, item.about, item.due_on) for item in said(selectors.work_items(world.inspector, at=AT))]
        assert told == [
            ("Giấy phép sắp hết hạn", "Hộ kinh doanh Vàng Thị Sen", date(2026, 12, 1)),
            ("Xem lại cơ sở trên địa bàn", "Hộ kinh doanh Vàng Thị Sen", None),
        ]
        [row] = selectors.visible_keepings(on=FRIDAY)
        assert (row.pk, row.area_keeper, row.licence_until) == (one.pk, "Hoàng Văn Kiên", date(2026, 12, 1))
        licence = selectors.visible_licences()[0]
        services.end_licence(officer=world.inspector, at=AT, licence=licence, reason=LicenceEnd.RENEWED)
        assert len(said(selectors.work_items(world.inspector, at=AT))) == 1
        with pytest.raises(refusals.TermBackward):
            services.record_licence(
                officer=world.inspector, at=AT, subject=subject,
                held=Held(kind="gas", number="1", issued_on=FRIDAY, last_day=date(2026, 11, 19)),
            )  # fmt: skip


def test_the_number_of_a_licence_is_an_identifier_where_the_register_reads_it(world: World) -> None:
    subject = merchant(world)
    numbers = {"business": "0100109106", "food_safety": "không rõ", "alcohol": "12/GP-KT"}
    with world.acting(world.inspector):
        for kind, number in numbers.items():
            held = Held(kind=kind, number=number)
            services.record_licence(officer=world.inspector, at=AT, subject=subject, held=held)
        stated = subject.statements.filter(identifier__isnull=False).select_related("identifier")
        assert [(one.identifier.kind, one.identifier.canonical) for one in stated] == [("tax_code", "0100109106")]
        assert [row.number for row in selectors.licences_of([subject.pk])] == list(numbers.values())


def test_the_place_one_keeps_is_own_work_that_needs_no_purpose(world: World) -> None:
    subject = merchant(world)
    with world.acting(world.team_head):
        services.assign_area(officer=world.team_head, at=AT, place=world.commune, keeper=world.inspector)
    with world.acting(world.inspector):
        assert selectors.place_kept(world.inspector, [subject.pk], at=AT) == ""
    kept(world, subject)
    with world.acting(world.inspector):
        assert selectors.place_kept(world.inspector, [subject.pk], at=AT) == "Phường Kỳ Lừa"
    with world.acting(world.inspection_leader):
        assert selectors.place_kept(world.inspection_leader, [subject.pk], at=AT) == ""


def test_a_place_has_one_keeper_and_keeps_who_it_was(world: World) -> None:
    monday, tuesday = AT.replace(day=16), AT.replace(day=17)
    with world.acting(world.team_head):
        assign = {"officer": world.team_head, "place": world.commune}
        services.assign_area(at=monday, keeper=world.inspection_leader, **assign)
        services.assign_area(at=tuesday, keeper=world.inspector, **assign)
        services.assign_area(at=AT, keeper=world.inspector, **assign)
        rows = [(row.officer, row.valid_from, row.valid_until) for row in selectors.visible_keepers()]
        assert rows == [
            (world.inspector, tuesday.date(), None),
            (world.inspection_leader, monday.date(), tuesday.date()),
        ]
        services.assign_area(at=AT, keeper=None, **assign)
        assert AreaKeeper.objects.filter(valid_until__isnull=True).count() == 0
        with pytest.raises(refusals.OfficerElsewhere):
            services.assign_area(at=AT, keeper=world.outsider, **assign)
    with world.acting(world.inspector), pytest.raises(RoleMissing):
        services.assign_area(officer=world.inspector, at=AT, place=world.commune, keeper=world.inspector)


def test_what_is_kept_is_seen_no_further_than_whom_it_tells_of(world: World) -> None:
    subject = merchant(world)
    one = kept(world, subject)
    looked(world, subject, FRIDAY)
    with world.acting(world.commune_officer):
        assert selectors.visible_keepings(on=FRIDAY).count() == 1
    with world.acting(world.inspector):
        subjects.change_reach(officer=world.inspector, at=AT, subject=subject, sharing=Sharing.AGENCY)
    one.refresh_from_db()
    assert one.sharing == Sharing.AGENCY
    with world.acting(world.commune_officer):
        # Whatever is asked: no row of the list, no look, no line of the story.
        assert (Keeping.objects.count(), Visit.objects.count(), StoryEntry.objects.count()) == (0, 0, 0)
    with world.acting(world.inspector):
        assert (Keeping.objects.count(), Visit.objects.count()) == (1, 1)


def test_who_sees_a_gathering_point_is_changed_with_what_was_noted_there(world: World) -> None:
    with world.acting(world.inspector):
        point = services.add_point(
            officer=world.inspector, at=AT, kind="yard", name="Bãi đá Tân Lập", place=world.commune, note="Hai xe tải"
        )

    def seen(officer: Any) -> tuple[bool, int]:
        with world.acting(officer):
            return selectors.visible_points().filter(pk=point.pk).exists(), PointNote.objects.filter(
                point=point
            ).count()

    assert seen(world.commune_officer) == (True, 1)
    kind = shared_kind("areas.gatheringpoint")
    assert kind is not None
    with world.acting(world.commune_officer), pytest.raises(refusals.OfAnotherAgency):
        kind.require(world.commune_officer, selectors.get_point(point.pk), AT)
    with world.acting(world.inspector):
        agencies.change_sharing(
            officer=world.inspector, at=AT, target_type="areas.gatheringpoint", target_id=point.pk, sharing="agency"
        )
    assert (seen(world.commune_officer), seen(world.inspector)) == ((False, 0), (True, 1))


def test_each_act_is_told_in_the_log_without_names(world: World) -> None:
    subject = merchant(world)
    one = kept(world, subject)
    told = AuditEntry.objects.get(action="areas.keeping.added")
    assert (told.target_id, told.data) == (str(one.pk), {"group": "market_trader"})
