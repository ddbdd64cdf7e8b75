"""Text shared with listings that were inspected: the risk comes from what the inspection found."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.comparing.signing import signer
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.knowledge.tables import TABLES
from minhbach.engine.screening.listing import Finding

from .conftest import listings

TEXT = (
    "Túi đeo chéo bằng vải bố dày hai lớp may chắc chắn có ngăn phụ phía sau khóa kéo trơn dây đeo điều chỉnh được "
    "đựng vừa sách khổ lớn bình nước ví tiền chìa khóa phù hợp đi học đi chơi đi làm màu kem màu đen màu xanh rêu "
    "giặt tay với nước lạnh phơi nơi thoáng mát không dùng thuốc tẩy mỗi sản phẩm kèm một túi giấy và thẻ cảm ơn"
)
WORDS = TEXT.split()
INSPECTED = {"title": "Túi vải bố", "description": " ".join(WORDS), "platform": "tiki", "seller_id": "1"}
TIKI = "Giá sản phẩm trên Tiki đã bao gồm thuế theo luật hiện hành. Bên cạnh đó, tuỳ vào loại sản phẩm, hình thức và"


def signature_of(title: str, description: str) -> str | None:
    return signer().texts([f"{title}\n{description}"])[0]


def knowledge(outcome: str = "confirmed", decided_on: date = date(2026, 5, 4), **columns: object) -> Knowledge:
    row = {
        "platform": "tiki", "listing_id": "inspected", "seller_id": "1", "seller_name": None, "sign": "counterfeit",
        "text_signature": signature_of(INSPECTED["title"], INSPECTED["description"]),
        "outcome": outcome, "decided_on": decided_on, "source": "QĐ 12", **columns,
    }  # fmt: skip
    return Knowledge("1", {"outcomes": pl.DataFrame([row], schema=dict(TABLES["outcomes"].columns))})


def findings(screener_of: Callable[..., BatchScreener], known: Knowledge, **listing: object) -> list[Finding]:
    frame = listings({**INSPECTED, **listing})
    found = screener_of(knowledge=known).screen(frame).found
    same = found.filter(pl.col("family") == "sameness.outcome")
    return [
        Finding(row["rule"], row["sign"], row["family"], row["weight"], -1, -1, (), "", {"values": row["values"]})
        for row in same.iter_rows(named=True)
    ]


@pytest.mark.parametrize(
    ("outcome", "seller_id", "rule", "weight"),
    [
        ("confirmed", "1", "sameness.repeated", 2.2),
        ("confirmed", "2", "sameness.relisted", 1.5),
        ("confirmed", None, "sameness.alike", 1.2),
        ("unfounded", "1", "sameness.unfounded", -1.5),
        ("unfounded", "2", "sameness.unfounded", -0.8),
    ],
)
def test_the_same_text_counts_as_the_inspection_ended(
    screener_of: Callable[..., BatchScreener], outcome: str, seller_id: str | None, rule: str, weight: float
) -> None:
    found = findings(screener_of, knowledge(outcome), seller_id=seller_id)
    assert [(one.rule, one.sign, one.weight) for one in found] == [(rule, "counterfeit", weight)]


def test_a_text_changed_a_little_counts_less_and_another_text_not(screener_of: Callable[..., BatchScreener]) -> None:
    changed = findings(screener_of, knowledge(), description=" ".join([*WORDS[:-3], "quà", "nhỏ", "xinh"]))
    assert len(changed) == 1
    assert 0 < changed[0].weight < 2.2
    assert findings(screener_of, knowledge(), description=" ".join(reversed(WORDS))) == []


def test_sharing_a_text_with_nobody_inspected_is_nothing(screener_of: Callable[..., BatchScreener]) -> None:
    assert findings(screener_of, Knowledge()) == []
    assert findings(screener_of, knowledge(text_signature=None)) == []


def test_what_was_decided_later_and_what_is_known_of_this_very_listing_is_not_said(
    screener_of: Callable[..., BatchScreener],
) -> None:
    assert findings(screener_of, knowledge(decided_on=date(2026, 12, 1))) == []
    assert findings(screener_of, knowledge(), listing_id="inspected") == []


def test_the_platforms_standing_text_is_not_the_sellers(screener_of: Callable[..., BatchScreener]) -> None:
    signature = signature_of("Cốc sứ", TIKI)
    assert signature is None  # nothing of the seller's own that could be compared
    whole = knowledge(text_signature=signature_of("Cốc sứ", f"{' '.join(WORDS[:9])} {TIKI}"))
    assert findings(screener_of, whole, description=f"Khăn tay thêu hoa cúc. {TIKI}") == []


def test_what_it_was_drawn_from_is_frozen(screener_of: Callable[..., BatchScreener]) -> None:
    import json

    found = findings(screener_of, knowledge(seller_name="Một Hai Ba"), seller_id="2")
    assert json.loads(found[0].values["values"]) == {
        "similarity_share": 1.0, "count": 1, "inspected": "inspected", "inspected_seller": "Một Hai Ba",
        "decided_on": "2026-05-04", "source": "QĐ 12", "knowledge": "1",
    }  # fmt: skip
