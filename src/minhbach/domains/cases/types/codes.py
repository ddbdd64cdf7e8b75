"""Steps, kinds of event, and the few closed lists of a case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """The line of steps, in the order in which officers work."""

    VERIFICATION = "verification", _("verification")
    PROPOSAL = "proposal", _("proposal to inspect")
    INSPECTION_ORDER = "inspection_order", _("inspection order")
    INSPECTION = "inspection", _("inspection")
    VIOLATION_RECORD = "violation_record", _("violation record")
    EXPLANATION = "explanation", _("explanation")
    DECISION = "decision", _("sanction decision")
    EXECUTION = "execution", _("execution")
    CLOSED = "closed", _("closed")


class EventKind(models.TextChoices):
    """What can happen to a case. Each kind carries its own fact (types.facts)."""

    OPENED = "opened", _("case opened")
    ASSIGNED = "assigned", _("officers assigned")
    SUBJECT_ADDED = "subject_added", _("subject added")
    SUBJECT_REMOVED = "subject_removed", _("subject removed")
    AGENCY_JOINED = "agency_joined", _("agency joined")
    VERIFIED = "verified", _("verification finished")
    PROPOSED = "proposed", _("inspection proposed")
    ORDERED = "ordered", _("inspection order issued")
    INSPECTED = "inspected", _("inspection carried out")
    VIOLATION_RECORDED = "violation_recorded", _("violation record made")
    EXPLANATION_ENDED = "explanation_ended", _("explanation ended")
    SANCTION_PROPOSED = "sanction_proposed", _("sanction proposed")
    DECIDED = "decided", _("sanction decision issued")
    DELIVERED = "delivered", _("decision delivered")
    PAID = "paid", _("payment received")
    REMEDY_DONE = "remedy_done", _("remedy carried out")
    ENFORCED = "enforced", _("enforcement decided")
    LISTINGS_REMOVED = "listings_removed", _("listings removed by the platform")
    CLOSED = "closed", _("case closed")
    NO_VIOLATION = "no_violation", _("no violation found")
    TRANSFERRED = "transferred", _("transferred to another agency")
    REFERRED = "referred", _("referred: signs of crime")
    PROSECUTED = "prosecuted", _("criminal case opened")
    RETURNED = "returned", _("file returned for administrative handling")
    ANNULLED = "annulled", _("earlier entry annulled")


class Outcome(models.TextChoices):
    """How a case left the line."""

    EXECUTED = "executed", _("decision carried out")
    NO_VIOLATION = "no_violation", _("no violation")
    TRANSFERRED = "transferred", _("transferred to another agency")
    REFERRED = "referred", _("referred: signs of crime")


class Origin(models.TextChoices):
    LEAD = "lead", _("lead from screening")
    OWN_KNOWLEDGE = "own_knowledge", _("found by the unit itself")
    TIP = "tip", _("tip or request")
    TRANSFER = "transfer", _("transferred by another agency")
    PLAN = "plan", _("inspection plan")


class SubjectRole(models.TextChoices):
    INSPECTED = "inspected", _("inspected")
    VIOLATOR = "violator", _("violator")
    RELATED = "related", _("related")


class Platform(models.TextChoices):
    """Where the goods were offered on line."""

    SHOPEE = "shopee", "Shopee"
    LAZADA = "lazada", "Lazada"
    TIKI = "tiki", "Tiki"
    TIKTOK_SHOP = "tiktok_shop", "TikTok Shop"
    FACEBOOK = "facebook", "Facebook"
    ZALO = "zalo", "Zalo"
    WEBSITE = "website", _("own website or application")
    OTHER = "other", _("other platform")


class ExplanationManner(models.TextChoices):
    WRITTEN = "written", _("explained in writing")
    DIRECT = "direct", _("explained in person")
    WAIVED = "waived", _("gave up the right to explain")
    LAPSED = "lapsed", _("did not explain in time")


class DeliveryManner(models.TextChoices):
    DIRECT = "direct", _("handed over directly")
    REGISTERED_MAIL = "registered_mail", _("by registered mail")
    ELECTRONIC = "electronic", _("by electronic means")
    POSTED = "posted", _("by public notice")


class PaymentKind(models.TextChoices):
    FINE = "fine", _("fine")
    ILLEGAL_PROFIT = "illegal_profit", _("illegal profit")
    CONFISCATED_SOLD = "confiscated_sold", _("sale of confiscated goods")
    TAX = "tax", _("tax and surcharges")
