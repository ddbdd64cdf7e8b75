"""What codes are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.types.fines import LaterVerdict, Offender, SignerObstacle
from minhbach.domains.law.types.rows import Confidence, Table

Words = str | Promise

TABLES: Mapping[Table, Words] = {
    Table.FINE_FRAMES: _lazy("Fine frames"),
    Table.POWERS: _lazy("Powers to sanction"),
    Table.COMPETENCE: _lazy("Competence of forces"),
    Table.CAPS: _lazy("Highest fines by field"),
    Table.APPLICABLE_LAW: _lazy("Which law applies"),
    Table.DEADLINES: _lazy("Time limits"),
    Table.COUNTING_RULES: _lazy("Counting time"),
    Table.VIOLATION_CLASSES: _lazy("Classes of violation"),
    Table.REPORT_CATEGORIES: _lazy("Groups in reports"),
    Table.LEGAL_BASIS_GAPS: _lazy("Gaps in the legal basis"),
    Table.CRIMINAL_THRESHOLDS: _lazy("Criminal thresholds"),
    Table.FORMS: _lazy("Forms"),
    Table.INSTRUMENTS: _lazy("Instruments"),
}

CONFIDENCES: Mapping[Confidence, Words] = {
    Confidence.SEEN: _lazy("text read"),
    Confidence.SEEN_2ND: _lazy("not checked against the original"),
    Confidence.MEMORY: _lazy("unverified"),
}

OFFENDERS: Mapping[Offender, Words] = {
    Offender.INDIVIDUAL: _lazy("Individual"),
    Offender.HOUSEHOLD_BUSINESS: _lazy("Household business, street vendor"),
    Offender.ORGANISATION: _lazy("Organization"),
}

OBSTACLES: Mapping[SignerObstacle, Words] = {
    SignerObstacle.FINE_OVER_LIMIT: _lazy("highest fine over the limit"),
    SignerObstacle.LIMIT_UNKNOWN: _lazy("limit in this field not read"),
    SignerObstacle.CONFISCATION_NOT_GIVEN: _lazy("no power to confiscate"),
    SignerObstacle.CONFISCATION_OVER_LIMIT: _lazy("goods worth more than may be confiscated"),
    SignerObstacle.CONFISCATION_VALUE_UNKNOWN: _lazy("value of the goods unknown"),
    SignerObstacle.LICENCE_NOT_GIVEN: _lazy("no power to withdraw licenses"),
    SignerObstacle.SUSPENSION_NOT_GIVEN: _lazy("no power to suspend operations"),
    SignerObstacle.REMEDIES_NOT_GIVEN: _lazy("no power to order remedies"),
    SignerObstacle.OUTSIDE_COMPETENCE: _lazy("outside the force's competence"),
}

VERDICTS: Mapping[LaterVerdict, Words] = {
    LaterVerdict.NO_LIABILITY: _lazy("A later text may no longer punish this act"),
    LaterVerdict.MILDER: _lazy("A later text is milder"),
    LaterVerdict.SAME: _lazy("A later text changes nothing"),
    LaterVerdict.HARSHER: _lazy("A later text is harsher"),
    LaterVerdict.MIXED: _lazy("A later text is milder in part and harsher in part"),
    LaterVerdict.REWRITTEN: _lazy("A later text words the points of this provision anew; look for the act in it"),
    LaterVerdict.UNKNOWN: _lazy("A later text measures the act otherwise; enter its values to compare"),
}

DIFFERENCES: Mapping[str, Words] = {
    "fine_min": _lazy("lowest fine"),
    "fine_max": _lazy("highest fine"),
    "additional_sanctions": _lazy("additional sanctions"),
    "remedies": _lazy("remedies"),
}
