"""Registration numbers of cosmetics, foods and medicines.

Their forms stand unconfirmed in the law tables, so what a form alone says is shown with weight 0 and called
unconfirmed. Only a register (the table of a knowledge folder) speaks for or against.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhbach.engine.identifiers.registrations import Registration, read_registration
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.listing import Finding, Listing
from minhbach.engine.screening.phrases import any_of
from minhbach.engine.screening.rule_table import Rule, rule
from minhbach.engine.screening.rules import Batch, batch_rule, finding, listing_rule
from minhbach.engine.text.alphabet import LETTER_CODES, WORD_CLASS, show
from minhbach.engine.text.letters import fold_text

_YEAR = rule("codes.registration.year")
_KIND = rule("codes.registration.kind")
_FORM = rule("codes.registration.form")
_ABSENT = rule("codes.registration.absent")
_VALID = rule("codes.registration.valid")
_AGAINST = {
    "revoked": rule("codes.registration.revoked"),
    "expired": rule("codes.registration.expired"),
    "other": rule("codes.registration.other"),
}
_MARKERS = (b"cbmp", b"ksp", b"xncb", b"vd-", b"vn-", b"vn2-", b"vn3-")
_COMMON_SHARE, _FEW = 0.02, 10  # of the rows of a register; in a small one a word is common from here on
_BEFORE, _AFTER = 24, 16  # folded letters that a number takes around its marker
_D = b"[d" + bytes([LETTER_CODES["đ"]]) + b"]"
_OFFICE = rb"[ ]?[\-_/ ]?[ ]?[a-z\x80]{2,4}(?:[\-/]byt)?"
_NUMBER = re.compile(
    rb"(?<![a-z0-9/\-])(?:[0-9]{1,9}[ ]?/[ ]?(?:20)?[0-9]{2}[ ]?/?[ ]?cbmp" + _OFFICE
    + rb"|[0-9]{1,6}[ ]?/[ ]?[0-9]{4}[ ]?/[ ]?(?:" + _D + rb"ksp|attp[ ]?[\-_][ ]?xncb)"
    + rb"|v[dn][0-9]?-[0-9]{4,6}-[0-9]{2})(?![" + WORD_CLASS + rb"])"
)  # fmt: skip
_ALMOST = re.compile(rb"[0-9][0-9 /l.\-]{3,16}cbmp")  # a figure before "CBMP" that is no number of its form
_CLAIMED = any_of(
    ["(số|phiếu|giấy|mã số|bản) (tiếp nhận|đăng ký|xác nhận|phiếu|giấy)? (công bố|cb|cbmp|cbsp)", "scb", "tccb", "sđk",
     "(số|giấy) (đăng ký|đăng kí|đk|đksp|đklh)", "giấy phép lưu hành", "công bố mỹ phẩm", "xncb"],
    {},
)  # fmt: skip
_WORD = re.compile(rb"[" + WORD_CLASS + rb"]+")
_REGISTERED_GOODS = frozenset({"cosmetic", "supplement", "medicine"})
_NO_SUCH_GOODS = frozenset(
    {"toy", "book", "pet", "plant", "phone_accessory", "clothing", "vehicle", "device", "stone", "household", "condom"}
)
_BEARING = frozenset(_ABSENT.signs)  # signs that papers bear on
_MAY_BE_LEAD = 2.0  # log-odds that outweigh a sign's prior
# Words of a company's name that say nothing of whose the goods are.
_SAY_NOTHING = frozenset(
    fold_text("công ty tnhh cổ phần thương mại dịch sản xuất nhập khẩu việt nam quốc dược phẩm mỹ thực").split()
)
_EATEN = {"food": {"food", "supplement", "medicine"}, "medicine": {"medicine"}}


@dataclass(frozen=True)
class Written:
    """A number as it stands in a listing."""

    number: Registration
    start: int
    end: int


def numbers_in(data: bytes, start: int, end: int) -> Iterator[Written]:
    """Yield the registration numbers of folded text, in no particular order, each place once."""
    seen: set[int] = set()
    for marker in _MARKERS:
        place = data.find(marker, start, end)
        while place >= 0:
            for match in _NUMBER.finditer(data, max(start, place - _BEFORE), min(end, place + _AFTER)):
                number = read_registration(show(match[0]))
                if number is not None and match.start() not in seen:
                    seen.add(match.start())
                    yield Written(number, match.start(), match.end())
            place = data.find(marker, place + 1, end)


@listing_rule("codes.registration")
def look_at_numbers(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """Show what the form of a number says, and weigh what the register says for the goods."""
    bearing = [one for one in found if one.weight > 0 and one.sign in _BEARING]
    if not bearing:
        return
    sign = max(bearing, key=lambda one: (one.weight, one.sign)).sign
    written = sorted(numbers_in(listing.data, listing.start, listing.description_end), key=lambda one: one.start)
    for one in written:
        for fault in _faults(one.number, listing):
            values = {"number": one.number.canonical, "kind": one.number.kind, "unconfirmed": True}
            yield finding(fault, sign, fault.weight, values, start=one.start, end=one.end)
    if not written:
        yield from _without_number(listing, bearing, sign)
    register = _register(knowledge)
    for one in written:
        row = register.get((one.number.kind, one.number.canonical))
        if row is not None and _standing(row, listing.as_of) == "valid" and not _is_of_other_goods(row, listing):
            signs = {other.sign for other in found if other.weight > 0}
            for sign in sorted(signs.intersection(_VALID.signs)):
                values = _values(row, knowledge)
                yield finding(_VALID, sign, _VALID.weights[sign], values, start=one.start, end=one.end)
            return


def _faults(number: Registration, listing: Listing) -> Iterator[Rule]:
    if number.year is not None and number.year > listing.as_of.year:
        yield _YEAR
    # A cosmetic number on other goods is not asked: it was hair dye ("thuốc nhuộm") nearly each time.
    if number.kind in _EATEN and listing.goods & {"cosmetic"} and not listing.goods & _EATEN[number.kind]:
        yield _KIND


def _without_number(listing: Listing, found: Sequence[Finding], sign: str) -> Iterator[Finding]:
    """Say of a likely lead that its number cannot be read, or that none is stated."""
    match = None
    if listing.data.find(b"cbmp", listing.start, listing.description_end) >= 0:
        match = _ALMOST.search(listing.data, listing.start, listing.description_end)
    if match is not None:
        yield finding(_FORM, sign, _FORM.weight, {"unconfirmed": True}, start=match.start(), end=match.end())
    elif (
        listing.goods & _REGISTERED_GOODS
        and not listing.goods & _NO_SUCH_GOODS
        and sum(one.weight for one in found) >= _MAY_BE_LEAD
        and not _CLAIMED.search(listing.data, listing.start, listing.description_end)
    ):
        goods = sorted(listing.goods & _REGISTERED_GOODS)
        yield finding(_ABSENT, sign, _ABSENT.weight, {"goods": goods, "unconfirmed": True})


# What the register says against ---------------------------------------------------------------------


@batch_rule("codes.register")
def look_up(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Find numbers that the register knows as revoked, as past their period, or as those of other goods."""
    register = _register(batch.knowledge)
    if not register:
        return
    bounds = batch.folded.bounds
    for one in numbers_in(batch.folded.data, 0, len(batch.folded.data)):
        row = register.get((one.number.kind, one.number.canonical))
        place = int(bounds[:, 0].searchsorted(one.start, side="right")) - 1
        start, title_end, description_end, end = bounds[place].tolist()
        if row is None or one.start >= description_end:
            continue
        listing = Listing(batch.folded.data, start, title_end, description_end, end, False, {}, batch.as_of)
        standing = _standing(row, batch.as_of)
        if standing == "valid" and _is_of_other_goods(row, listing):
            standing = "other"
        if standing in _AGAINST:
            of, values = _AGAINST[standing], _values(row, batch.knowledge)
            yield place, finding(of, of.signs[0], of.weight, values, start=one.start, end=one.end)


def _register(knowledge: Knowledge) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """Return the register by kind and number, with the telling words of each product and holder."""
    if "registrations" not in knowledge.memory:
        rows = list(knowledge.table("registrations").iter_rows(named=True))
        words = [_words_of(f"{row['product_name'] or ''} {row['holder'] or ''}") for row in rows]
        borne = Counter(word for some in words for word in some)
        many = max(_FEW, _COMMON_SHARE * len(rows))  # "kem", "công ty": what many bear tells nobody apart
        knowledge.memory["registrations"] = {
            (row["kind"], row["number"]): {**row, "words": {word for word in some if borne[word] <= many}}
            for row, some in zip(rows, words, strict=True)
        }
    known: Mapping[tuple[str, str], Mapping[str, Any]] = knowledge.memory["registrations"]
    return known


def _words_of(text: str) -> set[bytes]:
    return {word for word in _WORD.findall(fold_text(text)) if len(word) >= 3 and not word.isdigit()} - _SAY_NOTHING


def _standing(row: Mapping[str, Any], as_of: date) -> str:
    if row["status"] == "revoked":
        return "revoked"
    if row["valid_until"] is not None and row["valid_until"] < as_of:
        return "expired"
    return "valid"


def _is_of_other_goods(row: Mapping[str, Any], listing: Listing) -> bool:
    """Say whether no telling word of the registered product or its holder stands in the listing."""
    return bool(row["product_name"] and row["words"]) and not row["words"] & set(_WORD.findall(listing.text))


def _values(row: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    shown = {name: row[name] for name in ("number", "product_name", "holder", "status", "source")}
    until = row["valid_until"]
    return {**shown, "valid_until": until.isoformat() if until else None, "knowledge": knowledge.version}
