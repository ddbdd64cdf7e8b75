"""Writing one listing: a kind of goods, a seller's voice, and a turn towards a sign or its look-alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from minhbach.foundation.writing import write_day
from minhbach.interfaces.demo.codes import invent_bank_account, invent_phone
from minhbach.interfaces.demo.listings.grammar import expand
from minhbach.interfaces.demo.listings.lexicon import Kind, ProhibitedKind, Turn, Voice, marks
from minhbach.interfaces.demo.listings.voice import roughen, type_like, type_title
from minhbach.interfaces.demo.merchants import DemoMerchant
from minhbach.interfaces.demo.names import invent_company
from minhbach.interfaces.demo.people import invent_person

DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
PHONE_MODELS = ("Zentria Z9", "Zentria Z9 Pro Max", "Novella 12", "Novella 14 Plus", "Mirato A5", "Mirato Note 8")
PRINTER_MARKS = ("Inkara LX200", "Inkara 2900", "Prindo P1100")
OPENING_SHARE = 0.75
CLOSING_SHARE = 0.7


@dataclass(frozen=True)
class Writing:
    """What was written: the words of a listing, its price, and what its brand field says."""

    title: str
    description: str
    price_vnd: int
    brand: str | None
    category: str | None


def contact_slots(chance: Random, merchant: DemoMerchant | None) -> dict[str, str]:
    """Gather the ways a seller can be reached, in the shapes sellers write them."""
    found = merchant.first("phone") if merchant else None
    phone = found.value if found else invent_phone(chance)
    money = merchant.first("bank_account") if merchant else None
    bank, account = (money.bank, money.value) if money else invent_bank_account(chance)
    holder = (merchant.representative if merchant else "") or invent_person(chance)
    return {
        "phone": phone,
        "phone_dotted": f"{phone[:4]}.{phone[4:7]}.{phone[7:]}",
        "phone_spaced": " ".join(phone),
        "phone_words": " ".join(DIGIT_WORDS[int(digit)] for digit in phone),
        "bank": bank,
        "account": account,
        "holder": holder.upper(),
        "given": holder.split()[-1],
        "page": (merchant.shops[0].name if merchant else "Tổng Kho Giá Rẻ"),
    }


def world_slots(chance: Random, family: str, on: date) -> dict[str, str]:
    """Gather what sentences may speak of besides the goods: dates, makers, numbers, marks, models."""
    known = [mark for mark in marks() if family in mark.families] or list(marks())
    near = on + timedelta(days=chance.randrange(12, 75))
    past = on - timedelta(days=chance.randrange(10, 240))
    made = on - timedelta(days=chance.randrange(20, 200))
    far = made + timedelta(days=chance.choice((730, 1095)))
    return {
        "mark": chance.choice(known).name,
        "phone_model": chance.choice(PHONE_MODELS),
        "printer_mark": chance.choice(PRINTER_MARKS),
        "maker": invent_company(chance),
        "hotline": f"1900 {chance.randrange(1000, 9999)}",
        "cosmetic_number": f"{chance.randrange(120, 9800)}/{(on.year - chance.randrange(1, 4)) % 100:02d}/CBMP-LS",
        "food_number": f"{chance.randrange(120, 9800)}/{on.year - chance.randrange(1, 4)}/ĐKSP",
        "near_expiry": chance.choice((write_day(near), f"{near:%m/%Y}")),
        "past_expiry": chance.choice((write_day(past), f"{past:%m/%Y}")),
        "made_on": write_day(made),
        "far_expiry": write_day(far),
    }


def round_price(price: float) -> int:
    """Round a price the way shops do: to thousands, often ending in nine."""
    step = 1_000 if price < 500_000 else 10_000
    return max(step, round(price / step) * step)


def invent_price(chance: Random, bounds: tuple[int, int], share: tuple[float, float]) -> int:
    """Draw a price in đồng; low ones are commoner than high ones."""
    low, high = bounds
    ordinary = low * (high / low) ** (chance.random() ** 1.4)
    return round_price(ordinary * chance.uniform(*share))


def lay_out(lines: Sequence[str], voice: Voice, chance: Random, slots: dict[str, str]) -> str:
    """Put lines into one description as the voice lays them out."""
    bullet = chance.choice(voice.bullets)
    body = [bullet + type_like(line, voice, chance) for line in lines]
    if chance.random() < OPENING_SHARE:
        body.insert(0, expand(chance.choice(voice.openings), chance, slots))
    if chance.random() < CLOSING_SHARE:
        body.append(expand(chance.choice(voice.closings), chance, slots))
    separator = chance.choice(("\n", "\n", "\n\n", " "))
    return separator.join(line for line in body if line)


def write_ordinary(
    kind: Kind, turns: Sequence[Turn], voice: Voice, merchant: DemoMerchant | None, on: date, chance: Random
) -> Writing:
    """Write a listing of ordinary goods that takes the given turns."""
    slots = world_slots(chance, kind.family, on) | contact_slots(chance, merchant)
    brand = chance.choice(kind.brands)
    noun = chance.choice(kind.nouns)
    trait = expand(chance.choice(kind.traits), chance, slots)
    shown = "" if any(turn.sign == "counterfeit" and turn.is_sign for turn in turns) else brand
    slots |= {"noun": noun, "brand": shown, "trait": trait}

    title = chance.choice((f"{noun} {shown} {trait}", f"{noun} {trait} {shown}", f"{shown} - {noun} {trait}"))
    title = expand(title.removeprefix(" - "), chance, slots)
    share = (1.0, 1.0)
    field: str | None = brand
    lines = [expand(point, chance, slots) for point in chance.sample(kind.points, min(len(kind.points), 4))]
    for turn in turns:
        in_title = bool(turn.titles) and chance.random() < (0.6 if turn.is_sign else 0.35)
        if in_title:
            added = expand(chance.choice(turn.titles), chance, slots)
            title = chance.choice((f"{title} {added}", f"{title} - {added}", f"⟦{added}⟧ {title}"))
            title = expand(title.replace("[", "⟦").replace("]", "⟧"), chance, {})
        if not in_title or chance.random() < 0.75:
            count = chance.choice((1, 1, 2))
            for line in chance.sample(turn.lines, count):
                lines.insert(chance.randrange(len(lines) + 1), expand(line, chance, slots))
        share = (share[0] * turn.price_share[0], share[1] * turn.price_share[1])
        if turn.brands != ("keep",):
            field = expand(chance.choice(turn.brands), chance, slots)
    specs = [
        expand(spec, chance, slots) for spec in chance.sample(kind.specs, chance.randrange(1, len(kind.specs) + 1))
    ]
    lines = [*lines, *specs] if chance.random() < 0.7 else [*specs, *lines]
    description = lay_out(lines, voice, chance, slots)
    return Writing(
        title=roughen(type_title(title, voice, chance), chance),
        description=roughen(description, chance),
        price_vnd=invent_price(chance, kind.price, share),
        brand=field if field and chance.random() < 0.6 else None,
        category=chance.choice(kind.categories) if chance.random() < 0.85 else None,
    )


def write_prohibited(
    kind: ProhibitedKind, turns: Sequence[Turn], voice: Voice, merchant: DemoMerchant | None, on: date, chance: Random
) -> Writing:
    """Write a listing of goods that may not be offered so."""
    slots = (
        world_slots(chance, "", on) | contact_slots(chance, merchant) | {"noun": "Hàng", "brand": "", "trait": "có sẵn"}
    )
    title = expand(chance.choice(kind.titles), chance, slots)
    lines = [expand(line, chance, slots) for line in chance.sample(kind.lines, min(len(kind.lines), 3))]
    lines += [expand(chance.choice(turn.lines), chance, slots) for turn in turns]
    chance.shuffle(lines)
    return Writing(
        title=type_title(title, voice, chance),
        description=roughen(lay_out(lines, voice, chance, slots), chance),
        price_vnd=invent_price(chance, kind.price, (1.0, 1.0)),
        brand=None,
        category=chance.choice(kind.categories) or None,
    )
