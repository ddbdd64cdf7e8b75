"""The knowledge folder: what it may hold, and what is said of one that cannot be read."""

import pickle
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from minhbach.engine.screening.knowledge import NOTHING_KNOWN, KnowledgeUnreadable, load_knowledge
from minhbach.engine.screening.knowledge.tables import TABLES
from minhbach.engine.screening.knowledge.unchecked import CODES, unchecked
from minhbach.engine.telling.sentences import refusal_sentence

HEAD = 'schema = 1\nversion = "2026.11.20"\nmade_on = 2026-11-20\n'


def folder(place: Path, head: str = HEAD, **tables: str) -> Path:
    place.mkdir(exist_ok=True)
    (place / "knowledge.toml").write_text(head, encoding="utf-8")
    for name, content in tables.items():
        (place / f"{name}.csv").write_text(content, encoding="utf-8")
    return place


def test_no_folder_is_no_knowledge() -> None:
    assert load_knowledge(None) is NOTHING_KNOWN
    assert NOTHING_KNOWN.version is None
    assert [NOTHING_KNOWN.table(name).height for name in TABLES] == [0] * len(TABLES)


def test_tables_are_read_in_their_types(tmp_path: Path) -> None:
    knowledge = load_knowledge(
        folder(
            tmp_path,
            marks="\ufeffmark,goods,floor_vnd\nHoa Mây Trắng,cosmetic | food,120000\n",
            authorised_sellers="mark,platform,seller_id,valid_until\nHoa Mây Trắng,tiki,0071,31/12/2026\n",
            registrations="kind,number,status,valid_until\ncosmetic,000123/24/CBMP – HCM,valid,2029-01-05\n",
        )
    )
    assert knowledge.table("marks").to_dicts() == [
        {"mark": "Hoa Mây Trắng", "holder": None, "goods": ["cosmetic", "food"], "spellings": [],
         "floor_vnd": 120_000, "source": None}
    ]  # fmt: skip
    seller = knowledge.table("authorised_sellers").row(0, named=True)
    assert (seller["seller_id"], seller["valid_until"]) == ("0071", date(2026, 12, 31))
    assert knowledge.table("registrations")["number"].to_list() == ["123/24/CBMP-HCM"]
    assert (knowledge.has("marks"), knowledge.has("sellers")) == (True, False)


def test_parquet_and_csv_of_the_same_rows_read_the_same(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"platform": ["tiki"], "seller_id": ["71"], "sign": ["expired"], "outcome": ["confirmed"],
         "decided_on": [date(2026, 3, 1)]}
    )  # fmt: skip
    frame.write_parquet(folder(tmp_path / "one") / "outcomes.parquet")
    frame.write_csv(folder(tmp_path / "two") / "outcomes.csv")
    one, two = load_knowledge(tmp_path / "one"), load_knowledge(tmp_path / "two")
    assert one.table("outcomes").equals(two.table("outcomes"))


def test_the_version_changes_with_any_content(tmp_path: Path) -> None:
    first = load_knowledge(folder(tmp_path, marks="mark\nHoa Mây\n")).version
    assert first is not None
    assert first.startswith("2026.11.20+")
    assert load_knowledge(tmp_path).version == first
    (tmp_path / "model.json").write_text("{}", encoding="utf-8")
    with_model = load_knowledge(tmp_path)
    assert (with_model.version != first, with_model.model) == (True, "{}")


def test_workers_get_the_same_knowledge_without_what_was_worked_out(tmp_path: Path) -> None:
    knowledge = load_knowledge(folder(tmp_path, marks="mark\nHoa Mây\n"))
    knowledge.memory["rule"] = object()
    other = pickle.loads(pickle.dumps(knowledge))  # noqa: S301 - our own bytes
    assert (other.version, other.memory) == (knowledge.version, {})
    assert other.table("marks").equals(knowledge.table("marks"))


OUTCOMES = "platform,seller_id,sign,outcome,decided_on\n"


@pytest.mark.parametrize(
    ("head", "tables", "expected"),
    [
        (HEAD.replace("1", "2", 1), {}, ("knowledge.toml", 0, "knowledge.other_schema")),
        ("schema = ", {}, ("knowledge.toml", 0, "knowledge.not_toml")),
        (HEAD.replace('"2026.11.20"', '""'), {}, ("knowledge.toml", 0, "knowledge.key_missing")),
        (HEAD, {"authorized": "mark\n"}, ("authorized.csv", 0, "knowledge.unknown_table")),
        (HEAD, {"marks": "mark,colour\nA,b\n"}, ("marks.csv", 0, "knowledge.unknown_column")),
        (HEAD, {"marks": "holder\nA\n"}, ("marks.csv", 0, "knowledge.column_missing")),
        (HEAD, {"marks": "mark,mark\nA,b\n"}, ("marks.csv", 0, "knowledge.column_twice")),
        (HEAD, {"marks": "mark,holder\nA,b\nC,d,e\n"}, ("marks.csv", 2, "knowledge.too_many_cells")),
        (HEAD, {"marks": "mark,holder\nA,b\n ,c\n"}, ("marks.csv", 2, "knowledge.empty_cell")),
        (HEAD, {"marks": "mark\nHoa Mây\nhoa  mây\n"}, ("marks.csv", 2, "knowledge.row_twice")),
        (HEAD, {"marks": "mark,floor_vnd\nA,rẻ\n"}, ("marks.csv", 1, "knowledge.unreadable_number")),
        (HEAD, {"marks": "mark,floor_vnd\nA,-5\n"}, ("marks.csv", 1, "knowledge.unreadable_number")),
        (
            HEAD,
            {"outcomes": OUTCOMES + "tiki,1,fake,confirmed,2026-01-02\n"},
            ("outcomes.csv", 1, "knowledge.unknown_value"),
        ),
        (
            HEAD,
            {"outcomes": OUTCOMES + "tiki,1,expired,guilty,2026-01-02\n"},
            ("outcomes.csv", 1, "knowledge.unknown_value"),
        ),
        (
            HEAD,
            {"outcomes": OUTCOMES + "tiki,1,expired,confirmed,2026-02-30\n"},
            ("outcomes.csv", 1, "knowledge.unreadable_date"),
        ),
        (
            HEAD,
            {"outcomes": OUTCOMES + "tiki,,expired,confirmed,2026-02-03\n"},
            ("outcomes.csv", 1, "knowledge.empty_cell"),
        ),
        (
            HEAD,
            {"registrations": "kind,number,status\ncosmetic,abc,valid\n"},
            ("registrations.csv", 1, "knowledge.unreadable_registration"),
        ),
        (
            HEAD,
            {"picture_matches": "listing_id,file,kind,other_file,by,distance,bits\n1,a.jpg,fake,b.jpg,eye,0,256\n"},
            ("picture_matches.csv", 1, "knowledge.unknown_value"),
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_file_and_row(
    tmp_path: Path, head: str, tables: dict[str, str], expected: tuple[str, int, str]
) -> None:
    with pytest.raises(KnowledgeUnreadable) as refused:
        load_knowledge(folder(tmp_path, head, **tables))
    values = refused.value.values
    assert (values["file"], values["row"], values["problem"]) == expected
    said = refusal_sentence(refused.value.code, values)
    assert expected[0] in said
    assert "…" not in said
    assert not said.startswith("knowledge.")


def test_a_folder_that_lacks_its_head_a_table_given_twice_or_broken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeUnreadable) as refused:
        load_knowledge(tmp_path / "nowhere")
    assert refused.value.values["problem"] == "knowledge.no_folder"
    with pytest.raises(KnowledgeUnreadable) as refused:
        load_knowledge(tmp_path)
    assert refused.value.values["problem"] == "knowledge.head_missing"
    folder(tmp_path, marks="mark\nA\n")
    (tmp_path / "marks.parquet").write_bytes(b"no table")
    with pytest.raises(KnowledgeUnreadable) as refused:
        load_knowledge(tmp_path)
    assert refused.value.values["problem"] == "knowledge.table_twice"
    (tmp_path / "marks.csv").unlink()
    with pytest.raises(KnowledgeUnreadable) as refused:
        load_knowledge(tmp_path)
    assert refused.value.values["problem"] == "knowledge.not_a_table"
    (tmp_path / "marks.parquet").unlink()
    (tmp_path / "marks.csv").write_bytes("mark\nHoa Mây\n".encode("utf-16"))
    with pytest.raises(KnowledgeUnreadable) as refused:
        load_knowledge(tmp_path)
    assert refused.value.values["problem"] == "knowledge.not_utf8"


LEAD = {"signs": ["counterfeit"], "goods": ["fashion"], "price_vnd": 90_000, "seller_id": "71", "seller_name": None}


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, ("authorised_sellers_absent", "medians_absent", "outcomes_absent", "seller_history_absent")),
        (
            {"price_vnd": None},
            ("price_absent", "authorised_sellers_absent", "outcomes_absent", "seller_history_absent"),
        ),
        ({"signs": ["expired"]}, ("outcomes_absent", "seller_history_absent")),
        ({"signs": ["expired"], "seller_id": None}, ("seller_absent", "outcomes_absent")),
        (
            {"signs": ["misleading"], "goods": ["cosmetic"]},
            ("registrations_absent", "outcomes_absent", "seller_history_absent"),
        ),
        ({"signs": ["off_platform"], "goods": ["cosmetic"]}, ("outcomes_absent", "seller_history_absent")),
    ],
)
def test_what_could_not_be_checked_is_what_bears_on_the_lead(
    changed: dict[str, object], codes: tuple[str, ...]
) -> None:
    assert unchecked({**LEAD, **changed}, NOTHING_KNOWN) == codes


def test_with_every_table_given_nothing_is_left_unchecked(tmp_path: Path) -> None:
    tables = {name: ",".join(table.columns) + "\n" for name, table in TABLES.items()}
    assert unchecked(LEAD, load_knowledge(folder(tmp_path, **tables))) == ()
    assert set(unchecked({**LEAD, "price_vnd": None, "seller_id": None}, NOTHING_KNOWN)) < set(CODES)
