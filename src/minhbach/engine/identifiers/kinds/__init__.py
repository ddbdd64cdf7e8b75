"""The kinds of identifiers, in the order in which pages show them: one kind, one file.

All are nodes of the record: whoever carries a value meets there whoever else does. What has no canonical form (an
address as text) or names a place (commune, point) is no identifier; it is words, premises and places.
"""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.engine.identifiers.kind import Kind
from minhbach.engine.identifiers.kinds.bank_account import BankAccountKind
from minhbach.engine.identifiers.kinds.domain import DomainKind
from minhbach.engine.identifiers.kinds.email import EmailKind
from minhbach.engine.identifiers.kinds.facebook import FacebookKind
from minhbach.engine.identifiers.kinds.gtin import GtinKind
from minhbach.engine.identifiers.kinds.personal_id import PersonalIdKind
from minhbach.engine.identifiers.kinds.phone import PhoneKind
from minhbach.engine.identifiers.kinds.plate import PlateKind
from minhbach.engine.identifiers.kinds.registration import RegistrationKind
from minhbach.engine.identifiers.kinds.sender import SenderKind
from minhbach.engine.identifiers.kinds.shop import ShopKind
from minhbach.engine.identifiers.kinds.tax_code import TaxCodeKind
from minhbach.engine.identifiers.kinds.telegram import TelegramKind
from minhbach.engine.identifiers.kinds.tiktok import TiktokKind
from minhbach.engine.identifiers.kinds.url import UrlKind
from minhbach.engine.identifiers.kinds.wallet import WalletKind
from minhbach.engine.identifiers.kinds.zalo import ZaloKind

KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        PhoneKind(),
        TaxCodeKind(),
        PersonalIdKind(),
        BankAccountKind(),
        WalletKind(),
        EmailKind(),
        UrlKind(),
        DomainKind(),
        ZaloKind(),
        FacebookKind(),
        TiktokKind(),
        TelegramKind(),
        ShopKind(),
        SenderKind(),
        PlateKind(),
        RegistrationKind(),
        GtinKind(),
    )
}
