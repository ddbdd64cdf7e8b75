"""Kinds of subjects, of what belongs to them, and of what can be stated."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubjectKind(models.TextChoices):
    ORGANISATION = "organisation", _("organisation")
    HOUSEHOLD = "household", _("household business")
    INDIVIDUAL = "individual", _("individual")
    # A seller behind an account, still to be traced.
    UNKNOWN = "unknown", _("unidentified")


class PremisesKind(models.TextChoices):
    OFFICE = "office", _("head office")
    SHOP = "shop", _("place of sale")
    WAREHOUSE = "warehouse", _("warehouse")
    WORKSHOP = "workshop", _("place of production")
    HOME = "home", _("residence")
    OTHER = "other", _("other premises")


class PresenceKind(models.TextChoices):
    SHOP = "shop", _("shop on a platform")
    WEBSITE = "website", _("website")
    APP = "app", _("application")
    PAGE = "page", _("page on a social network")
    CHANNEL = "channel", _("sales channel, livestream")
    STALL = "stall", _("stall in a market")


class IdentifierKind(models.TextChoices):
    """The kinds of engine.identifiers, in the order in which a page shows them."""

    PHONE = "phone", _("phone")
    TAX_CODE = "tax_code", _("tax code")
    BANK_ACCOUNT = "bank_account", _("bank account")
    EMAIL = "email", _("e-mail")
    URL = "url", _("web address")
    ZALO = "zalo", _("Zalo account")
    FACEBOOK = "facebook", _("Facebook account")
    TIKTOK = "tiktok", _("TikTok account")
    SHOP = "shop", _("account on a platform")


class Property(models.TextChoices):
    """What a statement can be about."""

    NAME = "name", _("name")
    OTHER_NAME = "other_name", _("other name")
    REPRESENTATIVE = "representative", _("representative")
    REGISTRATION = "registration", _("business registration")
    TRADE = "trade", _("line of business")
    NOTE = "note", _("note")
    IDENTIFIER = "identifier", _("identifier")
    PREMISES = "premises", _("premises")
    PRESENCE = "presence", _("presence")


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

    LISTING = "listing", _("listing")
    INSPECTION = "inspection", _("inspection")
    REGISTER = "register", _("business register")
    DECLARED = "declared", _("declared by the subject")
    PARTNER = "partner", _("another agency")
    TIP = "tip", _("tip")
    OFFICER = "officer", _("found by an officer")
    IMPORT = "import", _("imported list")
