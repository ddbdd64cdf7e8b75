"""The kinds of reports"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import minhbach
from minhbach.domains.intake.kinds import BY_CODE, KINDS, Identity, Keeping, Kind
from minhbach.domains.intake.kinds.questions import WISHES
from minhbach.domains.intake.selectors import reckoned
from minhbach.domains.intake.types import MOVES, OPEN, Stage, moves_from

DATA = Path(minhbach.__path__[0]) / "domains" / "law" / "data" / "intake_kinds.json"
ROWS = {row["id"]: row for row in json.loads(DATA.read_text(encoding="utf-8"))["rows"]}


def test_are_the_kinds_of_the_law_and_two_of_the_house() -> None:
    assert [kind.code for kind in KINDS if kind.is_of_law] == list(ROWS)
    assert [kind.code for kind in KINDS if not kind.is_of_law] == ["CAN_BO_SAI_PHAM", "CAN_BO_KHEN"]
    assert len({kind.slug for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.is_of_law], ids=lambda kind: kind.code)
def test_a_kind_says_of_identity_clock_and_outcomes_what_the_law_says(kind: Kind) -> None:
    row = ROWS[kind.code]
    assert kind.identity.value == row["identity"]
    assert [(one.code, str(one.words)) for one in kind.outcomes] == [
        (one["code"], one["name_vi"]) for one in row["outcomes"]
    ]
    assert kind.clock in {*row["clock_ids"], ""}
    assert kind.clock or kind.no_clock or kind.off
    assert kind.asks[0].name == "what"
    # Who must be named can be, and a name is asked for where the law is read alone.
    assert not (kind.needs_identity and kind.is_by_form and kind.person is Keeping.NOT_ASKED)
    assert not (kind.identity in (Identity.UNKNOWN, Identity.NOT_REQUIRED) and kind.person is not Keeping.NOT_ASKED)
    # What the law has kept secret is told to no office.
    assert not (row["secrecy_vi"].startswith(("Giữ bí mật", "Bí mật danh tính")) and kind.person is Keeping.OPEN)


def test_two_questions_lead_to_every_kind() -> None:
    assert {answer.kind for wish in WISHES for answer in wish.answers} == set(BY_CODE)


# Luật Tiếp công dân Đ28: 10 working days, over the holiday of 24/11; Luật Khiếu nại Đ27: 10 days; Luật BVQLNTD Đ56: 7
# working days; Luật Tố cáo Đ24: 7 working days, over the holidays of 30/4 and 1/5.
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "received_on", "due_on"),
    [
        ("KIEN_NGHI_PHAN_ANH", date(2026, 11, 20), date(2026, 12, 7)),
        ("KHIEU_NAI", date(2026, 11, 20), date(2026, 11, 30)),
        ("NTD_CO_QUAN", date(2026, 11, 20), date(2026, 12, 2)),
        ("TO_CAO", date(2026, 4, 28), date(2026, 5, 11)),
        ("DON_SHCN", date(2026, 11, 20), date(2026, 12, 7)),
        ("TIN_BAO", date(2026, 11, 20), None),
        ("TO_GIAC_TOI_PHAM", date(2026, 11, 20), None),
    ],
)
def test_the_first_clock_is_reckoned_by_the_law_and_gives_no_day_where_it_says_at_once(
    code: str, received_on: date, due_on: date | None
) -> None:
    clock = reckoned(BY_CODE[code], received_on)
    assert clock is not None
    assert clock.due_on == due_on


def test_every_stage_is_left_by_some_arrow_and_none_leads_to_itself() -> None:
    assert {move.before for move in MOVES} == set(Stage)
    assert all(move.before != move.after and str(move.why) for move in MOVES)
    assert len({(move.before, move.after) for move in MOVES}) == len(MOVES)
    assert all(move.ends == (move.after not in OPEN) for move in MOVES)
    assert [move.after for move in moves_from(Stage.DONE)] == [Stage.IN_HAND]
