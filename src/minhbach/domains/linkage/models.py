"""Which records may be one, what people said of it, and what follows.

Key          under which records are laid, so that only those that share one are compared; read by the system alone
Candidate    two records that were compared and stand near enough to ask people, or contradict each other
Judgement    what somebody said of two records; ended, never removed
Membership   the cluster a record is in, named after the member that was made first; read by the system alone
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from minhbach.domains.linkage.types import Verdict
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id

BYTES = "C"


class Key(models.Model):
    """One key of one record: a digest, since what it stands for is for nobody to read here."""

    id = models.BigAutoField(primary_key=True)
    subject = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=21, db_collation=BYTES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "subject"], name="linkage_key_once")]
        indexes = [models.Index(fields=["subject"], name="linkage_key_subject")]


class Candidate(Personal, models.Model):
    """Two records that share a key. SCORE is in hundredths of a bit; LEVELS say how they agree: [code, level, weight].

    Seen by those who see both records; what they read of it is worked out anew from what they may see.
    """

    tells_of = ("subjects.subject", "one_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    one = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+")
    score = models.IntegerField()
    levels: Any = models.JSONField(default=list)
    # How much asking people would bring: risk and size of what would be joined, and how unsure it is.
    worth = models.IntegerField(default=0)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="linkage_candidate_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="linkage_candidate_in_order"),
        ]
        indexes = [models.Index(fields=["-worth", "id"], name="linkage_candidate_worth")]


class Judgement(Personal, models.Model):
    """What an officer said of two records. It binds every later run until it ends."""

    tells_of = ("subjects.subject", "one_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    one = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    # The record that was joined to the other by it; taking the judgement back separates it again.
    joined = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(ended_at__isnull=True), name="linkage_judgement_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="linkage_judgement_in_order"),
        ]
        indexes = [models.Index(fields=["officer", "-at"], name="linkage_judgement_officer")]


class Membership(models.Model):
    """The cluster of a record that is not alone in it."""

    subject = models.OneToOneField("subjects.Subject", on_delete=models.CASCADE, primary_key=True, related_name="+")
    cluster = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+")
