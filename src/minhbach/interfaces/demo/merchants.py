"""Three hundred invented merchants of Lạng Sơn: what they are, where they sell, and how they are reached."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from random import Random

from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.codes import invent_bank_account, invent_phone, invent_tax_code
from minhbach.interfaces.demo.listings.lexicon import kinds, voices
from minhbach.interfaces.demo.names import fold_name, invent_company, invent_shop
from minhbach.interfaces.demo.people import invent_person
from minhbach.interfaces.demo.places import invent_address, invent_place

MERCHANT_COUNT = 300
SHARED_GROUP_COUNT = 22
TEMPTING_FAMILIES = (
    *("cosmetic", "supplement") * 3, *("fashion", "footwear", "bag") * 2,
    "perfume", "watch", "food", "device", "stone", "audio",
)  # fmt: skip


class MerchantKind(StrEnum):
    """What a merchant is before the law; an unknown seller is known by an account only."""

    ORGANISATION = "organisation"
    HOUSEHOLD = "household"
    INDIVIDUAL = "individual"
    UNKNOWN = "unknown"


class Conduct(StrEnum):
    """How a merchant of the demo behaves, which decides how many of its listings show a sign."""

    HONEST = "honest"
    CARELESS = "careless"
    SERIAL = "serial"


@dataclass(frozen=True)
class DemoShop:
    """A presence: a shop on a platform, a page, a website."""

    kind: str
    platform: str
    handle: str
    name: str
    url: str
    voice: str
    families: tuple[str, ...]


@dataclass(frozen=True)
class DemoIdentifier:
    """Something a merchant is reached or known by."""

    kind: str
    value: str
    bank: str = ""


@dataclass(frozen=True)
class DemoPremises:
    """A place where a merchant keeps or sells goods."""

    kind: str
    address: str
    commune_code: str


@dataclass(frozen=True)
class DemoMerchant:
    """A merchant of the demo."""

    key: str
    kind: MerchantKind
    name: str
    representative: str
    commune_code: str
    conduct: Conduct
    premises: tuple[DemoPremises, ...]
    shops: tuple[DemoShop, ...]
    identifiers: tuple[DemoIdentifier, ...]

    def first(self, kind: str) -> DemoIdentifier | None:
        """Return the first identifier of a kind, if there is one."""
        return next((identifier for identifier in self.identifiers if identifier.kind == kind), None)


# (code, host, name). Platforms are called what they are called; their hosts here are reserved names that lead nowhere.
PLATFORMS = (
    ("shopee", "shopee.example", "Shopee"),
    ("lazada", "lazada.example", "Lazada"),
    ("tiki", "tiki.example", "Tiki"),
)


def invent_kind(chance: Random) -> MerchantKind:
    return chance.choices(list(MerchantKind), weights=(24, 42, 22, 12))[0]


def invent_conduct(chance: Random, kind: MerchantKind) -> Conduct:
    weights = (55, 30, 15) if kind is MerchantKind.UNKNOWN else (82, 13, 5)
    return chance.choices(list(Conduct), weights=weights)[0]


def invent_families(chance: Random, conduct: Conduct) -> tuple[str, ...]:
    """Draw the families of goods a shop sells; who cheats sells what cheating pays for."""
    families = sorted({kind.family for kind in kinds()}) if conduct is Conduct.HONEST else list(TEMPTING_FAMILIES)
    return tuple(dict.fromkeys(chance.sample(families, chance.choices((1, 2, 4), weights=(6, 3, 1))[0])))


def invent_presence(chance: Random, name: str, families: tuple[str, ...], used: set[str]) -> DemoShop:
    """Invent one shop, page or website under a name not yet taken."""
    platform, host, _ = chance.choices(PLATFORMS, weights=(5, 4, 2))[0]
    handle = fold_name(name)
    while f"{platform}:{handle}" in used:
        handle = f"{handle}{chance.randrange(10, 99)}"
    used.add(f"{platform}:{handle}")
    voice = chance.choices(voices(), weights=[voice.weight for voice in voices()])[0]
    kind = chance.choices(("shop", "page", "website"), weights=(80, 14, 6))[0]
    if kind == "page":
        return DemoShop(kind, "facebook", handle, name, f"https://facebook.example/{handle}", voice.code, families)
    if kind == "website":
        return DemoShop(kind, "website", handle, name, f"https://{handle}.example", voice.code, families)
    return DemoShop(kind, platform, handle, name, f"https://{host}/shop/{handle}", voice.code, families)


def invent_merchant(number: int, chance: Random, used: set[str]) -> DemoMerchant:
    """Invent the merchant of this number."""
    kind = invent_kind(chance)
    person = invent_person(chance)
    commune = invent_place(chance)
    conduct = invent_conduct(chance, kind)
    families = invent_families(chance, conduct)
    shop_names = [invent_shop(chance, person) for _ in range(chance.choices((1, 2, 3), weights=(70, 22, 8))[0])]
    shops = [invent_presence(chance, name, families, used) for name in shop_names]
    if all(shop.kind != "shop" for shop in shops):
        shops[0] = replace(
            shops[0], kind="shop", platform="shopee", url=f"https://shopee.example/shop/{shops[0].handle}"
        )
    household = person if "." in shop_names[0] or chance.random() < 0.5 else shop_names[0]
    names = {
        MerchantKind.ORGANISATION: invent_company(chance),
        MerchantKind.HOUSEHOLD: f"Hộ kinh doanh {household}",
        MerchantKind.INDIVIDUAL: person,
        MerchantKind.UNKNOWN: f"Chưa xác định (tài khoản “{shop_names[0]}”)",
    }
    known = kind is not MerchantKind.UNKNOWN
    identifiers = [DemoIdentifier("phone", invent_phone(chance))]
    if kind in {MerchantKind.ORGANISATION, MerchantKind.HOUSEHOLD}:
        identifiers.append(DemoIdentifier("tax_code", invent_tax_code(chance)))
    if chance.random() < 0.55:
        bank, account = invent_bank_account(chance)
        identifiers.append(DemoIdentifier("bank_account", account, bank))
    if chance.random() < 0.4:
        identifiers.append(DemoIdentifier("email", f"{fold_name(shop_names[0])}{number:03d}@hopthu.example"))
    premises = [DemoPremises("office", invent_address(chance, commune), commune.code)] if known else []
    if kind is MerchantKind.ORGANISATION and chance.random() < 0.6:
        elsewhere = invent_place(chance)
        premises.append(DemoPremises("warehouse", invent_address(chance, elsewhere), elsewhere.code))
    return DemoMerchant(
        key=f"M{number:03d}",
        kind=kind,
        name=names[kind],
        representative=person if known else "",
        commune_code=commune.code,
        conduct=conduct,
        premises=tuple(premises),
        shops=tuple(shops),
        identifiers=tuple(identifiers),
    )


def share_identifiers(merchants: list[DemoMerchant], chance: Random) -> list[DemoMerchant]:
    """Let groups of two to four merchants use one phone or one bank account."""
    shared = list(merchants)
    members = chance.sample(range(len(shared)), SHARED_GROUP_COUNT * 4)
    for group in range(SHARED_GROUP_COUNT):
        first, *others = members[group * 4 : group * 4 + chance.choice((2, 2, 3, 4))]
        kind = chance.choice(("phone", "bank_account"))
        common = [identifier for identifier in shared[first].identifiers if identifier.kind == kind][:1]
        for other in others:
            added = [identifier for identifier in common if identifier not in shared[other].identifiers]
            shared[other] = replace(shared[other], identifiers=(*shared[other].identifiers, *added))
    return shared


@cache
def merchants() -> tuple[DemoMerchant, ...]:
    """Return the three hundred merchants of the demo, the same on every machine."""
    chance = chance_for("merchants")
    used: set[str] = set()
    made = [invent_merchant(number, chance, used) for number in range(1, MERCHANT_COUNT + 1)]
    return tuple(share_identifiers(made, chance_for("shared identifiers")))
