"""What the form of a violation record is filled with."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.http import QueryDict

from minhbach.domains.cases.acts import BY_SLUG
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import ListingSnapshot
from minhbach.domains.cases.web.forms import make_form
from minhbach.domains.cases.web.forms.base import Setting
from minhbach.domains.cases.web.forms.violation import RecordForm
from tests.domains.cases.world import World, as_officer, at, case_at


@pytest.mark.parametrize(
    ("findings", "described"),
    [
        ((), ""),
        (("Bày bán 35 túi xách", "Không có hóa đơn,"), "Bày bán 35 túi xách. Không có hóa đơn."),
        (("Bày bán 35 túi xách;", "Không có hóa đơn. "), "Bày bán 35 túi xách. Không có hóa đơn."),
    ],
)  # fmt: skip
def test_each_finding_of_the_inspection_is_a_sentence_of_the_act(findings: tuple[str, ...], described: str) -> None:
    inspected = SimpleNamespace(fact=SimpleNamespace(findings=findings, answers=()))
    opening = SimpleNamespace(fact=SimpleNamespace(listing=None))
    state = SimpleNamespace(proposed=None, inspected=inspected, goods_value_vnd=0, opening=opening)
    form = cast(
        "RecordForm",
        SimpleNamespace(setting=SimpleNamespace(state=state, law=SimpleNamespace(book=SimpleNamespace(classes=())))),
    )
    assert RecordForm._first_act(form)["description"] == described


def form_of(world: World, case: Case, sent: dict[str, str] | None = None) -> Any:
    with as_officer(world.inspector, at(4)) as officer:
        setting = Setting.of(case, case_state(case), officer, at(4))
        data = None
        if sent is not None:
            data = QueryDict(mutable=True)
            data.update(sent)
        form: Any = make_form(BY_SLUG["lap-bien-ban"], setting, data)
        if sent is not None:
            form.silence()
        return form


def test_what_the_listing_is_a_sign_of_stands_first_and_none_of_several_is_chosen(world: World) -> None:
    listing = ListingSnapshot(signs=("unknown_origin",))
    form = form_of(world, case_at(world, "inspected", listing=listing))
    box = form.offences[0]["violation_class"]
    offered = [(code, str(words)) for code, words in box.field.choices]
    assert {code for code, words in offered if words.endswith("(theo dấu hiệu của tin đăng)")} == {"KRNG", "KS", "NL"}
    assert [code for code, _words in offered[:1]] == [""]
    assert {code for code, _words in offered[1:4]} == {"KRNG", "KS", "NL"}
    assert not box.value()
    # Without a listing nothing is put first.
    plain = form_of(world, case_at(world, "inspected")).offences[0]["violation_class"]
    assert not any("dấu hiệu của tin" in str(words) for _code, words in plain.field.choices)


def test_the_group_the_unit_chose_last_stands_chosen_and_says_where(world: World) -> None:
    sent = {"act0-violation_class": "KRNG", "offender": "individual", "detected_on": "05/11/2026"}
    first = form_of(world, case_at(world, "inspected"), sent)
    assert (first.asks_category, first["report_category"].value()) == (True, "")
    before = case_at(world, "recorded")
    again = form_of(world, case_at(world, "inspected"), sent)
    assert again["report_category"].value() == "GIAN_LAN_TM_THUE"
    assert before.code in str(again["report_category"].field.help_text)


def test_an_organisation_is_asked_who_speaks_for_it_and_a_person_who_he_is(world: World) -> None:
    case = case_at(world, "inspected")
    person, firm = (form_of(world, case, {"offender": offender}) for offender in ("individual", "organisation"))
    names = [{one.name for one in form.party_in_view} for form in (person, firm)]
    assert {"party_gender", "party_born_on", "party_paper_issued_by"} <= names[0]
    assert {"party_business_code", "party_representative_title"} <= names[1]
    assert not names[0] & {"party_business_code"}


def test_the_team_somebody_last_went_with_is_ticked(world: World) -> None:
    first = case_at(world, "verified")
    with as_officer(world.inspector, at(1)) as officer:
        setting = Setting.of(first, case_state(first), officer, at(1))
        assert make_form(BY_SLUG["de-xuat"], setting)["member_ids"].value() == []
        case_at(world, "proposed")
        again: Any = make_form(BY_SLUG["de-xuat"], setting)
    assert again["member_ids"].value() == [str(world.second.officer_id)]
    assert str(again["member_ids"].field.help_text) == "Chọn sẵn theo đoàn gần nhất của người phụ trách."
