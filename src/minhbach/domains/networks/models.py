"""What networks keep: outcomes that rooms above told of, and marks of what was found. Networks themselves are not kept.

Outcome  what an inspection came to for a subject; seen by those who see what it hangs on (a case)
Mark     a subject that a finding already tells of; read by the system alone
"""

from __future__ import annotations

from django.db import models

from minhbach.domains.networks.types import FindingKind, OutcomeKind
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.scope import ScopedModel


class Outcome(Personal, ScopedModel):
    """One outcome for one subject, with the reach of the record it hangs on."""

    tells_of = ("subjects.subject", "subject_id")

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=OutcomeKind.choices)
    on = models.DateField()
    target_type = models.CharField(max_length=60)
    target_id = models.UUIDField()

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["subject", "target_id", "kind"], name="networks_outcome_once"),
        ]
        indexes = [models.Index(fields=["target_id"], name="networks_outcome_target")]


class Mark(models.Model):
    """A subject of which a finding of a kind tells, under its key."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=16, choices=FindingKind.choices)
    subject = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "kind"], name="networks_mark_once")]
