"""A subject is found by any identifier or name, with or without accents, and only by those who may see it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.models import SearchToken, Statement, Subject
from minhbach.domains.subjects.types import IdentifierKind, Provenance
from minhbach.foundation.scope import Sharing
from minhbach.foundation.search import Asked, finding
from minhbach.foundation.search.asking import Range
from tests.domains.subjects.conftest import AT, World


@pytest.fixture
def merchants(world: World, as_inspector: Officer) -> dict[str, Subject]:
    made = {}
    for key, name in (
        ("hung", "Hộ kinh doanh Nguyễn Văn Hùng"),
        ("hung2", "Hộ kinh doanh Nguyễn Văn Hưng"),
        ("hoa", "Công ty TNHH Hoà Phú"),
    ):
        made[key] = services.register_subject(officer=as_inspector, at=AT, kind="household", name=name)
    common = {"officer": as_inspector, "at": AT, "subject": made["hoa"]}
    services.add_identifier(kind="phone", value="0912 345 678", **common)
    services.add_identifier(kind="tax_code", value="0314409058-002", **common)
    services.add_identifier(kind="bank_account", value="0011223344", bank="Vietcombank", holder="TRẦN THỊ MƠ", **common)
    services.add_identifier(kind="email", value="Hoa.Phu@hopthu.example", **common)
    services.add_presence(
        kind="shop", name="Tiệm Mộc Miên", platform="chovui", account="mocmien99",
        url="https://chovui.example/shop/mocmien99", **common,
    )  # fmt: skip
    services.state(property="representative", value="Đặng Thị Ngân", **common)
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hung", {"hung", "hung2"}),
        ("Hùng", {"hung"}),
        ("Hưng", {"hung2"}),
        ("nguyen van hung", {"hung", "hung2"}),
        ("Nguyễn Văn hung", {"hung", "hung2"}),
        ("hòa phú", {"hoa"}),
        ("Hoà Phú", {"hoa"}),
        ("công ty hoa ph", {"hoa"}),
        ("0912345678", {"hoa"}),
        ("+84 912 345 678", {"hoa"}),
        ("84912345678", {"hoa"}),
        ("0084 912.345.678", {"hoa"}),
        ("912345678", {"hoa"}),
        ("o912 345 678", {"hoa"}),
        ("091234", {"hoa"}),
        ("91234", {"hoa"}),
        ("8491234", {"hoa"}),
        ("345678", {"hoa"}),
        ("5678", {"hoa"}),
        ("678", set()),
        ("9058002", {"hoa"}),
        ("223344", {"hoa"}),
        ("0011223344 VCB", {"hoa"}),
        ("hxxps://chovui[.]example/shop/mocmien99", {"hoa"}),
        ("0314409058", {"hoa"}),
        ("0314409058-002", {"hoa"}),
        ("0011223344", {"hoa"}),
        ("tran thi mo", {"hoa"}),
        ("hoa.phu@hopthu.example", {"hoa"}),
        ("moc mien", {"hoa"}),
        ("mocmien99", {"hoa"}),
        ("https://www.chovui.example/shop/mocmien99/", {"hoa"}),
        ("chovui:mocmien99", {"hoa"}),
        ("đặng ngân", {"hoa"}),
        ("dang ngan", {"hoa"}),
        ("Đặng Ngần", set()),
        ("0999999999", set()),
        ("%", set()),
    ],
)
def test_what_is_typed_finds_whom_it_names(merchants: dict[str, Subject], text: str, found: set[str]) -> None:
    by_id = {subject.id: key for key, subject in merchants.items()}
    assert {by_id[subject.id] for subject in selectors.find_subjects(text)} == found


def test_another_agency_finds_nothing_by_name_or_number(
    world: World, merchants: dict[str, Subject], reach: Callable[[Officer], Any]
) -> None:
    with reach(world.stranger):
        assert list(selectors.find_subjects("hung")) == []
        assert list(selectors.find_subjects("0912345678")) == []
        assert not SearchToken.objects.exists()
        assert not Subject.unscoped.exists()
        assert not Statement.unscoped.exists()


def test_possible_duplicates_are_those_of_the_same_number_or_name(merchants: dict[str, Subject]) -> None:
    assert selectors.possible_duplicates("Khác hẳn", [(IdentifierKind.PHONE, "0912345678", "")]) == [merchants["hoa"]]
    assert selectors.possible_duplicates("công ty tnhh hoa phu") == [merchants["hoa"]]
    assert selectors.possible_duplicates("Công ty TNHH Hoà Phú Quý") == []


def test_who_sells_under_an_account_is_known(merchants: dict[str, Subject]) -> None:
    assert selectors.subject_behind("ChoVui", "mocmien99") == merchants["hoa"]
    assert selectors.subject_behind("chovui", "khac") is None


def test_a_number_says_where_else_it_appears_within_reach(
    world: World, merchants: dict[str, Subject], reach: Callable[[Officer], Any]
) -> None:
    shop = services.add_presence(
        officer=world.inspector,
        at=AT,
        subject=merchants["hung"],
        kind="shop",
        name="Tiệm Hai",
        platform="muanhe",
        account="b",
    )
    services.add_identifier(
        officer=world.inspector, at=AT, subject=merchants["hung"], kind="phone", value="0912345678",
        presence=shop.presence,
    )  # fmt: skip
    with reach(world.stranger):
        hidden = services.register_subject(
            officer=world.stranger,
            at=AT,
            kind="individual",
            name="Không ai thấy",
            provenance=Provenance(sharing=Sharing.AGENCY),
        )
        services.add_identifier(officer=world.stranger, at=AT, subject=hidden, kind="phone", value="0912345678")
    with reach(world.inspector):
        card = selectors.subject_card(merchants["hoa"])
        phone = next(line for line in card.identifiers if line.kind == "phone")
        assert (phone.other_subjects, phone.other_presences) == (1, 1)
        related = selectors.related_subjects(card.members)
        assert [(one.subject, one.shared) for one in related] == [(merchants["hung"], (("phone", "0912 345 678"),))]


def test_a_number_that_five_thousand_carry_stays_one_fast_node(world: World, as_inspector: Officer) -> None:
    first = services.register_subject(officer=as_inspector, at=AT, kind="unknown", name="Gian hàng 0")
    link = services.add_identifier(officer=as_inspector, at=AT, subject=first, kind="phone", value="18006838")
    many = [
        Subject(
            kind="unknown", name=f"Gian hàng {number}", sort_key=f"gian {number:05d}", owner_agency=world.agency,
            sharing=Sharing.AREA, created_at=AT,
        )
        for number in range(1, 5_000)
    ]  # fmt: skip
    Subject.objects.bulk_create(many, batch_size=1_000)
    Statement.objects.bulk_create(
        [
            Statement(
                subject=subject, property="identifier", identifier_id=link.identifier_id, owner_agency=world.agency,
                sharing=Sharing.AREA, source_kind="listing", recorded_at=AT, created_at=AT,
            )
            for subject in many
        ],
        batch_size=1_000,
    )  # fmt: skip
    last = services.register_subject(officer=as_inspector, at=AT, kind="unknown", name="Gian hàng cuối")
    with CaptureQueriesContext(connection) as alone:
        services.add_identifier(officer=as_inspector, at=AT, subject=last, kind="phone", value="0912345678")
    with CaptureQueriesContext(connection) as crowded:
        services.add_identifier(officer=as_inspector, at=AT, subject=last, kind="phone", value="1800 6838")
    assert len(crowded) == len(alone)
    with CaptureQueriesContext(connection) as queries:
        card = selectors.subject_card(last)
        assert max(line.other_subjects for line in card.identifiers) == 5_000
        # So many carry it that it relates nobody to anybody.
        assert selectors.related_subjects(card.members) == []
        assert len(selectors.find_subjects("18006838")[:25]) == 25
    assert len(queries) <= 16


def test_a_card_costs_the_same_however_much_is_known(world: World, merchants: dict[str, Subject]) -> None:
    with CaptureQueriesContext(connection) as few:
        selectors.subject_card(merchants["hung"])
    with CaptureQueriesContext(connection) as more:
        selectors.subject_card(merchants["hoa"])
    assert len(more) <= len(few) + 1 <= 6


def test_a_text_finds_the_same_however_its_words_are_read(
    world: World, as_inspector: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words read once or asked in turn: found is what holds every word, near what holds all but one that is near."""
    chance = random.Random(11)
    syllables = ("Hùng", "Hưng", "Hương", "Lan", "Lam", "Lâm", "An", "Anh", "Hoà")
    for n in range(40):
        name = " ".join(chance.choices(syllables, k=3))
        services.register_subject(officer=as_inspector, at=AT, kind="household", name=f"Hộ kinh doanh {name} {n % 7}")
    tokens, rows = selectors.TOKENS, list(SearchToken.objects.values_list("subject_id", "plain", "toned"))
    found = slipped = 0
    for _ in range(25):
        words = chance.choices((*syllables, "hung", "lam", "an", "Hugn"), k=chance.choice((2, 3, 3)))
        asked = Asked.of(" ".join([*words, chance.choice(("", "kinh", "4"))]))
        told = asked.telling(but=tokens.forms)
        held = holding_all(rows, [term.ranges() for term in told])
        near: set[UUID] = set()
        for wrong in asked.nearer():
            meant = [finding._meant(tokens, one) if one in wrong else finding._unmarked(one) for one in told]
            near |= holding_all(rows, meant)
        assert set(finding.holding(tokens, asked, limit=1_000)) == held, asked.text
        for read in (12_000, 9, 0):
            monkeypatch.setattr(finding, "_READ", read)
            assert set(finding._slipped(tokens, asked)) == near, asked.text
        found, slipped = found + bool(held), slipped + bool(near - held)
    assert min(found, slipped) > 5


def holding_all(rows: list[tuple[UUID, str, str]], terms: list[tuple[Range, ...]]) -> set[UUID]:
    """Return who has a word in each of some ranges, said a second time in Python."""

    def lies(one: Range, plain: str, toned: str) -> bool:
        word = toned if one.is_toned else plain
        return (one.low <= word < one.high if one.high else word == one.low) and not (one.is_toned and toned == plain)

    each = [
        {subject for subject, plain, toned in rows if any(lies(one, plain, toned) for one in ranges)}
        for ranges in terms
    ]
    return set.intersection(*each)
