"""One sign, one row: what the office shows of it follows from signs.toml, and what does not is named here."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
from django.apps import apps
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.rows import Table
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.types import SIGNS, SweepState, TrialState
from minhbach.engine.screening.outcomes.reading import read_outcomes
from minhbach.engine.screening.signs import signs
from minhbach.engine.telling.sentences import reason_sentence, refused_row_sentence
from minhbach.foundation.jobs import JobState
from tests.domains.screening.runs import listing, signal
from tests.worlds import World


def test_the_choices_are_the_signs_in_their_order() -> None:
    assert tuple((one.code, one.short) for one in signs().values()) == SIGNS


def test_each_sign_has_a_line_that_the_style_sheet_draws() -> None:
    sheet = Path(str(finders.find("screening/screening.css"))).read_text(encoding="utf-8")
    undrawn = [one.pattern for one in signs().values() if not re.search(rf"\.sign-{one.pattern} {{", sheet)]
    assert undrawn == []


def test_columns_that_hold_a_sign_or_a_state_of_a_job_have_no_choices_and_room_for_every_code() -> None:
    for model, column in (
        ("Lead", "signs"),
        ("Sighting", "signs"),
        ("LexiconEntry", "sign"),
        ("LexiconVersion", "sign"),
    ):
        field = apps.get_model("screening", model)._meta.get_field(column)
        field = getattr(field, "base_field", field)
        assert not field.choices, (model, column)
        assert max(map(len, signs())) <= field.max_length
    for model in ("Sweep", "LexiconTrial"):
        assert not apps.get_model("screening", model)._meta.get_field("state").choices


def test_each_state_of_a_sweep_or_trial_is_one_of_a_job() -> None:
    assert set(SweepState.values) == set(JobState)
    assert set(TrialState.values) == set(JobState) - {"keeping"}


def test_the_law_knows_each_sign() -> None:
    """Which classes of violation a sign may point to: vocabulary of law/data/violation_classes.json."""
    assert set(vocabulary(Table.VIOLATION_CLASSES, "signs")) == set(signs())


def test_a_reason_of_a_rule_without_a_sentence_is_said_by_its_sign() -> None:
    said = reason_sentence({"rule": "smuggled.words", "sign": "off_platform", "quote": "nhắn Zalo", "values": "{}"})
    assert said == "Dấu hiệu giao dịch ngoài sàn: “nhắn Zalo”."


def test_a_cell_that_names_no_sign_is_answered_with_those_there_are() -> None:
    said = refused_row_sentence({"row": 2, "reason": "outcome.unknown_sign", "value": "hàng xấu"})
    assert said.startswith("Dòng 2: không có dấu hiệu “hàng xấu”. Hãy ghi một trong: hàng giả, xâm phạm nhãn hiệu; ")


def test_the_offices_own_export_with_outcomes_filled_in_can_be_learned_from(
    world: World, enter: Callable[[Officer], Client], receive: Callable[..., Sweep], tmp_path: Path
) -> None:
    row = listing(1)
    receive(row, signals=[signal(row, "trị nám"), *(signal(row, "tận gốc", sign=sign) for sign in signs())])
    answer = enter(world.analyst).get(reverse("screening:leads"), {"export": "xlsx"})
    filled = pl.read_excel(io.BytesIO(answer.content)).with_columns(
        pl.lit("xác nhận").alias("Kết quả"), pl.lit("21/11/2026").alias("Ngày kết luận")
    )
    filled.write_csv(tmp_path / "ket-qua.csv")
    outcomes, problems, _waiting = read_outcomes(tmp_path / "ket-qua.csv")
    assert problems == []
    assert [(one.listing_id, one.platform, one.seller, one.signs) for one in outcomes] == [
        ("shopee:1", "Shopee", "Tiệm Mây", tuple(signs()))
    ]


def test_a_list_of_one_sign_walks_the_index_of_that_sign_alone(world: World, receive: Callable[..., Sweep]) -> None:
    """Row-level security keeps `@>` out of every index; an index that holds one sign's leads need not compare."""
    receive(*[listing(number) for number in range(1, 4)])
    with world.acting(world.inspector), connection.cursor() as cursor:
        # Few rows are read quickest from end to end; what is asked is whether the index can answer at all.
        cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off")
        for sign in signs():
            page = Lead.objects.filter(signs__contains=[sign]).order_by("-score", "id")[:25]
            assert f"Index Scan using screening_sign_{sign}" in page.explain(), sign
