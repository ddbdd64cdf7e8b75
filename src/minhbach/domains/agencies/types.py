"""Kinds, levels and roles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceLevel(models.TextChoices):
    NATION = "nation", _("nation")
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune")


class Force(models.TextChoices):
    """Codes as in the report's list of forces, and those that steer."""

    POLICE = "CONG_AN", _("police")
    BORDER_GUARD = "BIEN_PHONG", _("border guard")
    COAST_GUARD = "CANH_SAT_BIEN", _("coast guard")
    CUSTOMS = "HAI_QUAN", _("customs")
    MARKET_SURVEILLANCE = "QLTT", _("market surveillance")
    TAX = "THUE", _("tax")
    FOREST_RANGERS = "KIEM_LAM", _("forest rangers")
    PEOPLES_COMMITTEE = "UBND", _("people's committee")
    STEERING_COMMITTEE = "BCD389", _("steering committee 389")
    OTHER = "KHAC", _("other force")


class AgencyLevel(models.TextChoices):
    NATION = "nation", _("national")
    REGION = "region", _("regional")
    PROVINCE = "province", _("provincial")
    TEAM = "team", _("team")
    COMMUNE = "commune", _("communal")


class Confidence(models.TextChoices):
    """How well a fact of reference is known, as in the tables of law."""

    SEEN = "SEEN", _("compared with the text")
    SEEN_SECOND_HAND = "SEEN_2ND", _("not yet compared with the text")
    MEMORY = "MEMORY", _("not verified")


class Role(models.TextChoices):
    ANALYST = "analyst", _("analyst")
    INSPECTOR = "inspector", _("inspector")
    INSPECTION_LEADER = "inspection_leader", _("inspection leader")
    HEAD = "head", _("head of unit")
    RECORDS_CLERK = "records_clerk", _("records clerk")
    COMMITTEE_OFFICER = "committee_officer", _("committee officer")
    LEGAL_OFFICER = "legal_officer", _("legal officer")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")
