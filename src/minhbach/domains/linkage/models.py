"""Which records may be one, what people said of it, and what follows.

Key          under which records are laid, so that only those that share one are compared; read by the system alone
Candidate    two records that were compared and stand near enough to ask people, or contradict each other
Judgement    what somebody said of two records; ended, never removed
Membership   the cluster a record is in, named after the member that was made first; read by the system alone
Sweeping     a run over the whole register: what does not stand as a sweep says is linked anew
Sample       a month's random pairs, linked and not; SampledPair is one of them, Reading what somebody read in it
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from minhbach.domains.linkage.types import Verdict
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.jobs.models import Job


class Key(models.Model):
    """One key of one record: a digest, since what it stands for is for nobody to read here.

    There are half a dozen of a record, of millions of records: a row holds nothing else, and proves nothing.
    """

    pk = models.CompositePrimaryKey("key", "subject")
    key = models.BigIntegerField()
    subject = models.ForeignKey(
        "subjects.Subject", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
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


class Sample(models.Model):
    """What was drawn of one month. The same SEED draws the same pairs of the same register."""

    month = models.DateField(primary_key=True)
    seed = models.BigIntegerField()
    drawn_at = models.DateTimeField()
    # Of each stratum its share of all pairs that are linked, or of all that are near and not.
    shares: Any = models.JSONField(default=dict)


class SampledPair(Personal, models.Model):
    """One pair of a sample, and how it stood when it was drawn."""

    tells_of = ("subjects.subject", "one_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="pairs", db_index=False)
    stratum = models.CharField(max_length=12)
    one = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "one", "other"], name="linkage_sampled_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="linkage_sampled_in_order"),
        ]


class Reading(models.Model):
    """What an officer read in a sampled pair, not told how it stands. It binds nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pair = models.ForeignKey(SampledPair, on_delete=models.PROTECT, related_name="readings", db_index=False)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "officer"], name="linkage_reading_once")]


class Sweeping(Job):
    """One run over the whole register. What it found differing is linked anew by the way that links live."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asked_at = models.DateTimeField()
    # Up to where records have been held against what the sweep found.
    done_up_to = models.UUIDField(null=True)
    differing = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["-asked_at"], name="linkage_sweeping_asked")]


class Membership(models.Model):
    """The cluster of a record that is not alone in it."""

    subject = models.OneToOneField("subjects.Subject", on_delete=models.CASCADE, primary_key=True, related_name="+")
    cluster = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+")
