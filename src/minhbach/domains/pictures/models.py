"""Files of pictures as they were sent, the known pictures they gave, and which listing's picture met which.

Of a picture a small drawing is kept, made anew without what a camera wrote, and its bits; the files stay as they were
sent, and nobody is shown them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from minhbach.domains.pictures.types import KnownKind, MatchKind, Verdict
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.jobs.models import Job
from minhbach.foundation.jobs.states import JobState
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel


class Upload(Job, ScopedModel):
    """A picture, an archive or a hash list: known ones, of a KIND, or those of the listings of a SWEEP."""

    sweep = models.ForeignKey("screening.Sweep", on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=10, choices=KnownKind.choices, blank=True)
    requested_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = KeptFile()
    # The table that says whose each picture is.
    sheet_name = models.CharField(max_length=200, blank=True)
    sheet_sha256 = KeptFile(blank=True)
    # What is said of each known picture of which the table does not say otherwise.
    told = models.JSONField(default=dict)
    # The same files, asked the same, of the same known pictures, are the upload that stands.
    request_key = models.CharField(max_length=64)
    picture_count = models.IntegerField(default=0)
    lead_count = models.IntegerField(default=0)
    # Pictures of listings that are no lead of the sweep: they are compared, too.
    other_count = models.IntegerField(default=0)
    refused_count = models.IntegerField(default=0)
    known_count = models.IntegerField(default=0)
    kept_count = models.IntegerField(default=0)
    # Each file that could not be read: its name and the problem's code.
    refused = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_agency", "request_key"],
                condition=Q(undone_at__isnull=True) & ~Q(state__in=[JobState.FAILED, JobState.CANCELED]),
                name="pictures_upload_once",
            ),
            models.CheckConstraint(
                condition=Q(sweep__isnull=False, kind="") | (Q(sweep__isnull=True) & ~Q(kind="")),
                name="pictures_upload_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="pictures_upload_latest")]

    def get_absolute_url(self) -> str:
        return reverse("pictures:upload", args=[self.pk])


class KnownPicture(ScopedModel):
    """A picture of genuine goods, of goods found fake or of a paper, that listings' are compared with."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="known")
    kind = models.CharField(max_length=10, choices=KnownKind.choices)
    # What it is of, or where it was seen; whose goods; who gave it.
    label = models.CharField(max_length=300)
    mark = models.CharField(max_length=200, blank=True)
    sign = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=300, blank=True)
    file = models.CharField(max_length=300)
    # Of the file, and of the small drawing; empty where a hash list alone tells of it.
    sha256 = models.CharField(max_length=64, blank=True)
    small = KeptFile(blank=True)
    quality = models.IntegerField()
    # Digest of the model that made its signs, and its views: [by, view, bits].
    model = models.CharField(max_length=16, blank=True)
    views = models.JSONField()
    # By which the same picture is not kept twice.
    key = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_agency", "key"], condition=Q(withdrawn_at__isnull=True), name="pictures_known_once"
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="pictures_known_latest")]

    def get_absolute_url(self) -> str:
        return reverse("pictures:known", args=[self.pk])


class PictureMatch(Personal, models.Model):
    """A lead's picture and another that may be one: a reason to look. Seen by who sees the leads of both."""

    tells_of = ("screening.lead", "lead_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="matches")
    lead = models.ForeignKey("screening.Lead", on_delete=models.PROTECT, related_name="+")
    # One of these two, or neither: a listing that is no lead.
    other_lead = models.ForeignKey("screening.Lead", on_delete=models.PROTECT, related_name="+", null=True)
    known = models.ForeignKey(KnownPicture, on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=10, choices=MatchKind.choices)
    file = models.CharField(max_length=300)
    other_file = models.CharField(max_length=300)
    other_platform = models.CharField(max_length=60, blank=True)
    other_listing_id = models.CharField(max_length=300, blank=True)
    small = KeptFile()
    other_small = KeptFile(blank=True)
    view = models.CharField(max_length=20)
    other_view = models.CharField(max_length=20)
    # By PDQ or by a model's signs; so many of so many bits differ.
    by = models.CharField(max_length=10)
    distance = models.IntegerField()
    bits = models.IntegerField()
    # Under how many shops the very same picture stands.
    shops = models.IntegerField()
    pair_key = models.CharField(max_length=64)
    found_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.WAITING)
    why = models.CharField(max_length=500, blank=True)
    judged_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair_key"], condition=Q(undone_at__isnull=True), name="pictures_match_once"
            ),
        ]
        indexes = [models.Index(fields=["-found_at", "-id"], name="pictures_match_latest")]

    def get_absolute_url(self) -> str:
        return reverse("pictures:match", args=[self.pk])
