"""The sentence of each audited act of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation import audit

audit.register("subjects.subject.registered", _("registered a subject"))
audit.register("subjects.subject.viewed", _("looked at a subject"))
audit.register("subjects.subject.changed", _("changed the kind or the area of a subject"))
audit.register("subjects.subject.merged", _("joined a subject to another that is the same"))
audit.register("subjects.subject.separated", _("took apart two subjects that had been joined"))
audit.register("subjects.subject.keeper_assigned", _("assigned the area keeper of a subject"))
audit.register("subjects.subject.shared", _("shared a subject with an agency"))
audit.register("subjects.subject.withdrawn", _("withdrew a subject"))
audit.register("subjects.statement.recorded", _("recorded a statement about a subject"))
audit.register("subjects.statement.retracted", _("retracted a statement about a subject"))
audit.register("subjects.statement.sharing_changed", _("changed who sees a statement about a subject"))
audit.register("subjects.identifier.viewed", _("looked at who uses an identifier"))
audit.register("subjects.import.made", _("imported a list of subjects"))
audit.register("subjects.import.undone", _("took back an imported list of subjects"))
