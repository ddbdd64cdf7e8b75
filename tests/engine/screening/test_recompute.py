"""An explanation comes out again, byte by byte, or says where it does not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from minhbach.engine.screening.canonical import canonical, reasons_of
from minhbach.engine.screening.explain import explain
from minhbach.engine.screening.frozen_score import read_scorecard
from minhbach.engine.screening.knowledge import NOTHING_KNOWN, load_knowledge
from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.options import Options
from minhbach.engine.screening.recompute import ExplanationUnreadable, recompute
from minhbach.engine.screening.results import ListingNotALead, RunUnreadable, explained, open_results
from minhbach.engine.screening.run import screen

from .conftest import AS_OF, listings


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    folder = tmp_path_factory.mktemp("run")
    listings(
        {
            "title": "Kem đặc trị nám tận gốc 🔥",
            "description": "Mua lẻ gọi 0912.345.678\nHSD: 05/2023",
            "price_vnd": 90_000,
            "is_official": True,
        },
        {"title": "Sữa xách tay Đức", "price_vnd": 250_000},
        {"title": "Áo thun cotton"},
    ).write_parquet(folder / "export.parquet")
    screen([folder / "export.parquet"], folder / "out", options=Options(as_of=AS_OF, cache=cache))
    (folder / "export.parquet").unlink()  # a run explains itself
    return folder / "out"


@pytest.fixture(scope="module")
def explanation(run: Path) -> dict[str, Any]:
    return next(explained(open_results(run), ["1"])).explanation


def test_a_run_explains_its_leads_without_its_input(run: Path) -> None:
    found = list(explained(open_results(run)))
    assert [one.lead["listing_id"] for one in found] == ["1", "2"]
    assert [one.explanation["score"] for one in found] == [one.lead["score"] for one in found]
    assert [one.explanation["probability"] for one in found] == [one.lead["probability"] for one in found]
    assert next(explained(open_results(run), top=1)).lead["listing_id"] == "1"


def test_it_comes_out_again_to_the_same_bytes(run: Path, vocabulary: Vocabulary) -> None:
    for one in explained(open_results(run)):
        content = canonical(one.explanation)
        made_again = recompute(content, name="a.json", vocabulary=vocabulary)
        assert made_again.differences == ()
        assert canonical(made_again.explanation) == content


def test_what_the_sweep_gave_is_taken_as_it_was_frozen(explanation: dict[str, Any], vocabulary: Vocabulary) -> None:
    rows = reasons_of(explanation)
    gap = {"sign": "counterfeit", "rule": "price.far_below", "family": "price", "weight": 1.2, "legal_basis": []}
    gap |= {"field": None, "start": None, "end": None, "quote": None, "rule_version": "r", "lexicon_version": ""}
    frozen = explain(
        explanation["listing"],
        [*rows, gap | {"values": {"median_vnd": 900_000, "peers": 14}}],
        goods=explanation["goods"],
        scorecard=read_scorecard(explanation["scorecard"]),
        versions=explanation["versions"],
    )
    assert recompute(canonical(frozen), name="a.json", vocabulary=vocabulary).differences == ()
    assert [one["values"] for one in reasons_of(frozen) if one["rule"] == "price.far_below"] == [
        {"median_vnd": 900_000, "peers": 14}
    ]


def test_what_knowledge_gave_comes_out_again_with_the_folder_and_without(
    tmp_path: Path, vocabulary: Vocabulary, cache: Path
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "knowledge.toml").write_text('schema = 1\nversion = "1"\nmade_on = 2026-11-01\n', encoding="utf-8")
    (folder / "sellers.csv").write_text(
        "platform,seller_id,first_seen,violations,last_violation_on,source\nshopee,may,2020-01-01,2,2026-06-01,QĐ 1\n",
        encoding="utf-8",
    )
    row = {"title": "Kem đặc trị nám tận gốc", "platform": "shopee", "seller_id": "may", "is_official": True}
    listings(row).write_parquet(tmp_path / "export.parquet")
    out = tmp_path / "out"
    screen([tmp_path / "export.parquet"], out, options=Options(as_of=AS_OF, knowledge=folder, cache=cache))
    (one,) = explained(open_results(out))
    assert "known.seller.violations" in {reason["rule"] for reason in reasons_of(one.explanation)}
    assert "seller_history_absent" not in one.explanation["unchecked"]
    content = canonical(one.explanation)
    for knowledge in (load_knowledge(folder), NOTHING_KNOWN):
        assert recompute(content, name="a", vocabulary=vocabulary, knowledge=knowledge).differences == ()


def test_another_lexicon_is_named_with_what_it_changed(explanation: dict[str, Any], vocabulary: Vocabulary) -> None:
    quiet = tuple(entry for entry in vocabulary.entries if not entry.id.startswith("expiry."))
    other = replace(vocabulary, entries=quiet, versions={**vocabulary.versions, "expiry": "9+ffffffff"})
    found = recompute(canonical(explanation), name="a.json", vocabulary=other).differences
    versions = [(one.name, one.now) for one in found if one.what == "version"]
    assert versions == [("expiry", "9+ffffffff")]
    gone = [one.before["rule"] for one in found if one.what == "reason" and one.now is None]
    assert gone == ["expiry.date"]
    assert ("sign", "expired") in [(one.what, one.name) for one in found]


def test_an_edited_file_is_found_out(explanation: dict[str, Any], vocabulary: Vocabulary) -> None:
    louder = json.loads(canonical(explanation))
    louder["signs"][0]["families"][0]["reasons"][0]["weight"] = 9.0
    found = recompute(canonical(louder), name="a.json", vocabulary=vocabulary).differences
    assert [one.what for one in found] == ["reason"]
    other = json.loads(canonical(explanation))
    other["listing"]["title"] = "Kem dưỡng da"
    assert {one.what for one in recompute(canonical(other), name="a.json", vocabulary=vocabulary).differences} >= {
        "reason",
        "sign",
        "score",
    }
    spaced = json.dumps(json.loads(canonical(explanation)), ensure_ascii=False).encode()
    found = recompute(spaced, name="a.json", vocabulary=vocabulary).differences
    assert [one.what for one in found] == ["text"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "explanation.not_one"),
        (b"[1]", "explanation.not_one"),
        (b'{"schema": 1}', "explanation.not_one"),
        (b'{"schema": 99}', "explanation.other_schema"),
        (b"\xff\xfe", "explanation.not_one"),
    ],
)
def test_what_is_no_explanation_is_refused(content: bytes, problem: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(ExplanationUnreadable) as refusal:
        recompute(content, name="a.json", vocabulary=vocabulary)
    assert (refusal.value.values["problem"], refusal.value.values["file"]) == (problem, "a.json")


def test_a_folder_without_a_finished_run_and_an_unknown_listing_are_refused(run: Path, tmp_path: Path) -> None:
    with pytest.raises(RunUnreadable):
        open_results(tmp_path)
    with pytest.raises(ListingNotALead):
        next(explained(open_results(run), ["3"]))
