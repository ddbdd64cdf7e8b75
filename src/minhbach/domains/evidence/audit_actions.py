"""The sentence of each audited act of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation import audit

audit.register("evidence.item.added", _("added evidence"))
audit.register("evidence.item.viewed", _("looked at evidence"))
audit.register("evidence.item.downloaded", _("downloaded a file of evidence"))
audit.register("evidence.item.verified", _("checked that a file of evidence is unchanged"))
audit.register("evidence.item.set_aside", _("set evidence aside"))
audit.register("evidence.custody.recorded", _("recorded a step of custody"))
