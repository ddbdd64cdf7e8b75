"""Making the demo's listings, with the truth about each kept apart for tests."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.listings.lexicon import (
    Turn,
    Voice,
    kinds,
    look_alikes,
    marks,
    prohibited_kinds,
    signs,
    voices,
)
from minhbach.interfaces.demo.listings.writing import Writing, write_ordinary, write_prohibited
from minhbach.interfaces.demo.merchants import (
    PLATFORMS,
    Conduct,
    DemoMerchant,
    DemoShop,
    invent_families,
    invent_presence,
    merchants,
)
from minhbach.interfaces.demo.names import invent_shop
from minhbach.interfaces.demo.people import invent_person
from minhbach.interfaces.demo.places import COMMUNES

LISTING_COUNT = 5_000
STRANGER_COUNT = 70
STRANGER_PLACES = ("Hà Nội", "TP. Hồ Chí Minh", "Hải Phòng", "Bắc Ninh", "Quảng Ninh", "Nước ngoài")
SIGN_SHARE = {Conduct.HONEST: 0.01, Conduct.CARELESS: 0.42, Conduct.SERIAL: 0.85}
PROHIBITED_SHARE = {Conduct.HONEST: 0.0, Conduct.CARELESS: 0.06, Conduct.SERIAL: 0.16}
LOOK_ALIKE_SHARE = 0.22
SECOND_SIGN_SHARE = 0.18


@dataclass(frozen=True)
class DemoListing:
    """A listing of the demo; `signs` and `resembles` are the truth, which never leaves the tests."""

    platform: str
    listing_id: str
    title: str
    description: str | None
    price_vnd: int | None
    brand: str | None
    seller_name: str | None
    seller_id: str | None
    seller_location: str | None
    category: str | None
    url: str | None
    image_urls: tuple[str, ...] | None
    is_official: bool | None
    sold: int | None
    merchant_key: str | None
    signs: frozenset[str]
    resembles: str | None


@dataclass(frozen=True)
class Seller:
    """Someone who lists goods: a shop, and the merchant behind it where the record knows one."""

    shop: DemoShop
    merchant: DemoMerchant | None
    conduct: Conduct
    location: str
    is_official: bool


@cache
def sellers() -> tuple[Seller, ...]:
    """Return every shop that lists goods, those of known merchants first."""
    chance = chance_for("sellers")
    names = {commune.code: commune.name for commune in COMMUNES}
    known = [
        Seller(shop, merchant, merchant.conduct, f"{names[merchant.commune_code]}, Lạng Sơn", False)
        for merchant in merchants()
        for shop in merchant.shops
        if shop.kind == "shop"
    ]
    used = {f"{seller.shop.platform}:{seller.shop.handle}" for seller in known}
    strangers = []
    for _ in range(STRANGER_COUNT):
        conduct = chance.choices(list(Conduct), weights=(80, 14, 6))[0]
        families = invent_families(chance, conduct)
        shop = invent_presence(chance, invent_shop(chance, invent_person(chance)), families, used)
        if shop.platform in {platform for platform, _, _ in PLATFORMS}:
            strangers.append(Seller(shop, None, conduct, chance.choice(STRANGER_PLACES), False))
    official = []
    for mark in marks():
        for name in mark.authorised:
            shop = invent_presence(chance, name, mark.families, used)
            if shop.kind == "shop":
                official.append(Seller(shop, None, Conduct.HONEST, "Hà Nội", True))
    return (*known, *strangers, *official)


def choose_turns(seller: Seller, family: str, chance: Random) -> tuple[list[Turn], bool]:
    """Choose the turns a listing takes: signs, a look-alike, or none; and whether they are signs."""
    if chance.random() < SIGN_SHARE[seller.conduct]:
        fitting = [turn for turn in signs() if turn.suits(family)]
        # Off-platform contact suits every family; without this weight it would drown the other signs.
        weights = [2 if turn.sign == "off_platform" else 4 for turn in fitting]
        first = chance.choices(fitting, weights)[0]
        others = [turn for turn in fitting if turn.sign != first.sign]
        if others and chance.random() < SECOND_SIGN_SHARE:
            return [first, chance.choice(others)], True
        return [first], True
    if chance.random() < LOOK_ALIKE_SHARE:
        return [chance.choice([turn for turn in look_alikes() if turn.suits(family)])], False
    return [], False


def voice_of(seller: Seller) -> Voice:
    """Find the voice a seller speaks in."""
    return next(voice for voice in voices() if voice.code == seller.shop.voice)


def make_listing(number: int, seller: Seller, on: date, chance: Random) -> DemoListing:
    """Make the listing of this number by this seller, as it stands on a day."""
    truth: frozenset[str]
    resembles = None
    writing: Writing
    if chance.random() < PROHIBITED_SHARE[seller.conduct]:
        goods = chance.choice(prohibited_kinds())
        contact = [turn for turn in signs() if turn.sign == "off_platform"] if chance.random() < 0.35 else []
        writing = write_prohibited(goods, contact, voice_of(seller), seller.merchant, on, chance)
        truth = goods.signs | {turn.sign for turn in contact}
    else:
        family = chance.choice(seller.shop.families)
        kind = chance.choice([kind for kind in kinds() if kind.family == family])
        turns, are_signs = choose_turns(seller, family, chance)
        writing = write_ordinary(kind, turns, voice_of(seller), seller.merchant, on, chance)
        truth = frozenset(turn.sign for turn in turns) if are_signs else frozenset()
        resembles = turns[0].sign if turns and not are_signs else None
    platform = seller.shop.platform
    host = next(host for code, host, _ in PLATFORMS if code == platform)
    serial = 100_000 + number * 37
    return DemoListing(
        platform=platform,
        listing_id=f"{platform}:{serial}",
        title=writing.title,
        description=writing.description,
        price_vnd=writing.price_vnd if chance.random() < 0.985 else None,
        brand=writing.brand,
        seller_name=seller.shop.name,
        seller_id=seller.shop.handle if chance.random() < 0.9 else None,
        seller_location=seller.location if chance.random() < 0.8 else None,
        category=writing.category,
        url=f"https://{host}/p/{serial}",
        image_urls=(f"https://{host}/img/{serial}.jpg",) if chance.random() < 0.6 else None,
        is_official=seller.is_official or (None if chance.random() < 0.7 else False),
        sold=int(chance.expovariate(1 / 60)) if chance.random() < 0.6 else None,
        merchant_key=seller.merchant.key if seller.merchant else None,
        signs=truth,
        resembles=resembles,
    )


@cache
def demo_listings(on: date) -> tuple[DemoListing, ...]:
    """Make the five thousand listings of the demo as they stand on a day."""
    chance = chance_for("listings")
    shops = sellers()
    sizes = [chance.paretovariate(1.3) for _ in shops]
    drawn = chance.choices(shops, weights=[min(size, 12) for size in sizes], k=LISTING_COUNT)
    return tuple(make_listing(number, seller, on, chance) for number, seller in enumerate(drawn, start=1))
