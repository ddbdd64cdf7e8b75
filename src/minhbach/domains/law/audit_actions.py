"""The sentences of this domain's acts, for the audit pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation import audit

ROW_ADDED = "law.row.added"
ROW_CORRECTED = "law.row.corrected"
ROW_SWITCHED_ON = "law.row.switched_on"
ROW_SWITCHED_OFF = "law.row.switched_off"
REFERENCE_LOADED = "law.reference.loaded"
HOLIDAY_SET = "law.holiday.set"
HOLIDAYS_CONFIRMED = "law.holidays.confirmed"

audit.register(ROW_ADDED, _("added a row of law"))
audit.register(ROW_CORRECTED, _("corrected a row of law"))
audit.register(ROW_SWITCHED_ON, _("switched a row of law on"))
audit.register(ROW_SWITCHED_OFF, _("switched a row of law off"))
audit.register(REFERENCE_LOADED, _("loaded the law tables that ship with the product"))
audit.register(HOLIDAY_SET, _("set a day in the calendar of holidays"))
audit.register(HOLIDAYS_CONFIRMED, _("confirmed a year's holidays"))
