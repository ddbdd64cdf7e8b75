import csv
import json
import random
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from minhbach.interfaces.cli import app, learn

pytest.importorskip("sklearn")

run = CliRunner()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Made-up messages: one in three sells something."""
    chance = random.Random(1)
    path = tmp_path / "messages.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text", "label"])
        for number in range(150):
            words = chance.choices(["meet", "lunch", "report", "train", "garden", "music", "letter"], k=8)
            words += chance.choices(["prize", "click", "offer"], k=2) if number % 3 == 0 else []
            writer.writerow([number, " ".join(words), "spam" if number % 3 == 0 else "ham"])
    return path


def test_a_table_is_learned_its_card_written_and_another_judged(table: Path, tmp_path: Path) -> None:
    knowledge, scored = tmp_path / "knowledge", tmp_path / "scored.parquet"
    said = run.invoke(
        app,
        ["learn", str(table), "--text", "text", "--label", "label", "--knowledge", str(knowledge),
         "--score", str(table), "--out", str(scored)],
    )  # fmt: skip
    assert said.exit_code == 0, said.output
    card = (knowledge / "model-card.md").read_text(encoding="utf-8")
    assert "**Được dùng.**" in card
    assert "Không nhóm bài viết gần như giống nhau nào nằm ở cả hai phía" in card
    assert "giá trị cần tìm: “spam”" in card
    assert "{" not in card
    judged = pl.read_parquet(scored)
    assert judged.columns == ["id", "text", "label", "probability", "predicted"]
    assert judged.filter(pl.col("label") == "spam")["probability"].min() > 0.5
    model = json.loads((knowledge / "model.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in knowledge.iterdir()) == sorted(
        ["knowledge.toml", "model-card.md", "model.json", model["arrays"]]
    )


def test_a_refused_model_leaves_only_its_card(table: Path, tmp_path: Path) -> None:
    chance = random.Random(2)
    rows = pl.read_csv(table).with_columns(pl.Series("label", chance.choices(["spam", "ham"], k=150)))
    rows.write_csv(table)
    knowledge = tmp_path / "knowledge"
    said = run.invoke(app, ["learn", str(table), "--text", "text", "--label", "label", "--knowledge", str(knowledge)])
    assert said.exit_code == 2
    assert "chưa hơn chọn ngẫu nhiên" in said.output
    assert [path.name for path in knowledge.iterdir()] == ["model-card-refused.md"]
    assert "**Bị từ chối" in (knowledge / "model-card-refused.md").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(table: Path, tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    said = run.invoke(
        app, ["learn", str(table), "--text", "text", "--label", "label", "--knowledge", str(knowledge), "--dry-run"]
    )
    assert said.exit_code == 0
    assert "# Thẻ mô hình" in said.output
    assert not knowledge.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Chưa biết phải làm gì"),
        (["{table}", "--knowledge", "k"], "Thiếu --run"),
        (["{table}", "--text", "nothing", "--label", "label", "--knowledge", "k"], "không có cột nothing"),
        (["nowhere.csv", "--text", "text", "--label", "label", "--knowledge", "k"], "Không thấy tệp nowhere.csv"),
        (["--undo", "--knowledge", "k"], "không có mô hình trước"),
        (["--score", "{table}", "--knowledge", "k"], "chưa có mô hình"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], sentence: str, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    said = run.invoke(app, ["learn", *(argument.format(table=table) for argument in arguments)])
    assert said.exit_code == 2
    assert sentence in said.output
    assert sorted(tmp_path.iterdir()) == before


def test_without_the_extra_one_sentence_says_what_to_install(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    said = run.invoke(app, ["learn", str(table), "--knowledge", str(tmp_path / "k")])
    assert said.exit_code == 2
    assert "minhbach[learn]" in said.output
    assert learn.REFUSED == 2
