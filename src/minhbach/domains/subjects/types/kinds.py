"""Kinds of subjects, of what belongs to them, and of what can be stated."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.engine.identifiers import KINDS


class SubjectKind(models.TextChoices):
    ORGANISATION = "organisation", _lazy("tổ chức")
    HOUSEHOLD = "household", _lazy("hộ kinh doanh")
    INDIVIDUAL = "individual", _lazy("cá nhân")
    # A seller behind an account, still to be traced.
    UNKNOWN = "unknown", _lazy("không xác định được")


class PremisesKind(models.TextChoices):
    OFFICE = "office", _lazy("trụ sở")
    SHOP = "shop", _lazy("nơi bán hàng")
    WAREHOUSE = "warehouse", _lazy("kho")
    WORKSHOP = "workshop", _lazy("nơi sản xuất")
    HOME = "home", _lazy("nơi ở")
    OTHER = "other", _lazy("cơ sở khác")


class PresenceKind(models.TextChoices):
    SHOP = "shop", _lazy("gian hàng trên sàn")
    WEBSITE = "website", _lazy("website")
    APP = "app", _lazy("ứng dụng")
    PAGE = "page", _lazy("trang mạng xã hội")
    CHANNEL = "channel", _lazy("kênh bán hàng, livestream")
    STALL = "stall", _lazy("quầy, sạp ở chợ")


class IdentifierKind(StrEnum):
    """Kinds that code names. Which there are, and what each is, stands in engine.identifiers.KINDS."""

    PHONE = "phone"
    TAX_CODE = "tax_code"
    PERSONAL_ID = "personal_id"
    BANK_ACCOUNT = "bank_account"
    WALLET = "wallet"
    EMAIL = "email"
    URL = "url"
    DOMAIN = "domain"
    ZALO = "zalo"
    FACEBOOK = "facebook"
    TIKTOK = "tiktok"
    SHOP = "shop"


# What a person may state of somebody, with its words, in the order in which pages show the kinds.
STATED_KINDS = tuple((code, kind.words) for code, kind in KINDS.items())


class Property(models.TextChoices):
    """What a statement can be about."""

    NAME = "name", _lazy("tên")
    OTHER_NAME = "other_name", _lazy("tên khác")
    REPRESENTATIVE = "representative", _lazy("người đại diện")
    REGISTRATION = "registration", _lazy("đăng ký kinh doanh")
    TRADE = "trade", _lazy("ngành, nghề kinh doanh")
    NOTE = "note", _lazy("ghi chú")
    IDENTIFIER = "identifier", _lazy("thông tin định danh")
    PREMISES = "premises", _lazy("cơ sở")
    PRESENCE = "presence", _lazy("gian hàng, tài khoản")


# What a person states in words; the other properties point at a thing.
WORDED_PROPERTIES = (
    Property.NAME,
    Property.OTHER_NAME,
    Property.REPRESENTATIVE,
    Property.REGISTRATION,
    Property.TRADE,
    Property.NOTE,
)


class SourceKind(models.TextChoices):
    """Where a statement comes from."""

    LISTING = "listing", _lazy("tin đăng bán")
    INSPECTION = "inspection", _lazy("kiểm tra")
    REGISTER = "register", _lazy("dữ liệu đăng ký kinh doanh")
    DECLARED = "declared", _lazy("tổ chức, cá nhân tự khai")
    PARTNER = "partner", _lazy("cơ quan khác cung cấp")
    TIP = "tip", _lazy("tin báo")
    OFFICER = "officer", _lazy("cán bộ thu thập")
    IMPORT = "import", _lazy("danh sách nhập vào")
