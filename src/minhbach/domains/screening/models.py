"""What a sweep leaves behind: the export it read, the leads it gave, and what was seen and done with each.

Listings never enter the database in bulk: only a lead's listing does, frozen as it was.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from minhbach.domains.screening.lead_kinds import LEAD_KINDS
from minhbach.domains.screening.types import (
    BulkAct,
    DismissalReason,
    EventKind,
    LeadState,
    LexiconEventKind,
    LexiconState,
    LexiconStrength,
    TrialState,
    Verdict,
)
from minhbach.engine.screening.signs import short_name, signs
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.jobs.models import Job
from minhbach.foundation.jobs.states import UNDER_WAY, JobState
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel


class Export(ScopedModel):
    """A file of listings as a person gave it, kept for good under its digest, and which column is which."""

    name = models.CharField(max_length=200)
    sha256 = KeptFile()
    size = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    encoding = models.CharField(max_length=20, blank=True)
    font = models.CharField(max_length=10, blank=True)
    header_row = models.IntegerField(default=1)
    columns = models.JSONField(default=list)
    # The first rows as they stand in the file, so that a person sees what each column holds.
    sample = models.JSONField(default=list)
    # Column of the engine's LISTINGS -> column of the file.
    mapping = models.JSONField(default=dict)
    # What a person said of it: sheets, has_header, collected_on (of rows that tell no day); and what was seen: sheets
    # read, sheets left, doubtful columns.
    how = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)
    columns_key = models.CharField(max_length=64, db_index=True)
    mapping_confirmed_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["owner_agency", "sha256"], name="screening_export_once"),
        ]


class Sweep(Job, ScopedModel):
    """One screening of one export, from the wish to the leads."""

    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="sweeps")
    requested_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    mapping = models.JSONField(default=dict)
    # The same file, columns and versions make the same request, however often it is sent.
    request_key = models.CharField(max_length=64)
    # Versions of the office's own lexicon that this sweep reads by, as they stood when it was asked for.
    lexicon_version_ids = ArrayField(models.UUIDField(), default=list)
    refused_count = models.BigIntegerField(default=0)
    lead_count = models.IntegerField(default=0)
    new_lead_count = models.IntegerField(default=0)
    changed_lead_count = models.IntegerField(default=0)
    leads_by_sign = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)
    run_sha256 = KeptFile(blank=True)
    # The first refused rows; all of them stand in the workbook.
    refused_rows = models.JSONField(default=list)
    refused_file = KeptFile(blank=True)
    # All refused rows by kind: {reason, count, value of the first, rows of the first ones}.
    refused_kinds = models.JSONField(default=list)
    # How its file was to be read, and what the reader noticed in it though nothing was lost, by kind.
    how = models.JSONField(default=dict)
    noted_kinds = models.JSONField(default=list)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_agency", "request_key"],
                condition=~Q(state__in=[JobState.FAILED, JobState.CANCELED]),
                name="screening_sweep_once",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="screening_sweep_latest")]


class Platform(models.Model):
    """A platform that a lead was ever seen on: what lists offer, without walking the leads."""

    name = models.CharField(max_length=60, primary_key=True)


class Lead(Personal, ScopedModel):
    """A reason to look: a listing with at least one sign, whose looks are its Sightings; or, without a listing, what
    was found in a network, whose records are its LeadReasons.
    """

    # A code of lead_kinds.LEAD_KINDS: without choices, so that a new kind is no migration.
    kind = models.CharField(max_length=16, default="listing")
    # The sweep that found it: who that is shared with sees its leads. None of a lead without a listing.
    sweep = models.ForeignKey("Sweep", on_delete=models.PROTECT, related_name="leads", null=True)
    platform = models.CharField(max_length=60, blank=True)
    listing_id = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=LeadState.choices, default=LeadState.NEW)
    signs = ArrayField(models.CharField(max_length=20))
    # Shown on these pages only; never copied to a case.
    score = models.FloatField()
    probability = models.FloatField(null=True)
    title = models.TextField()
    price_vnd = models.BigIntegerField(null=True)
    category = models.TextField(blank=True)
    url = models.TextField(blank=True)
    seller_name = models.TextField(blank=True)
    seller_id = models.CharField(max_length=300, blank=True)
    seller_location = models.TextField(blank=True)
    # One key for one account: the platform and its id for the seller, or the seller's name where it gives none.
    seller_key = models.CharField(max_length=64, blank=True)
    # One key for what one account offers under one title, however often; empty where no account is told.
    alike_key = models.CharField(max_length=64, blank=True, default="")
    # The words alone: the same text under another listing is found by it.
    text_sha256 = models.CharField(max_length=64)
    # By which what sellers offer in common is found: keys.text_key, keys.goods_key, and the goods in words.
    text_key = models.UUIDField(null=True)
    goods_key = models.UUIDField(null=True)
    goods = models.CharField(max_length=120, blank=True, default="")
    # Of the latest sighting.
    content_sha256 = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    # Found by its index with the state.
    taken_by = models.ForeignKey(
        "agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    taken_at = models.DateTimeField(null=True)
    # The unit that a head or leader gave it to; where it was given to one officer of it, that one has taken it.
    assigned_unit = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    assigned_by = models.ForeignKey(
        "agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    assigned_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    dismissal_reason = models.CharField(max_length=12, choices=DismissalReason.choices, blank=True)
    # The row itself may be hidden from whoever sees the lead: it is read through the door of subjects.
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+", null=True)
    # Cases lie above this domain: an id, no foreign key.
    case_id = models.UUIDField(null=True)
    # Who sees it was said of it by itself: whom its sweep is shared with sees it no more.
    is_apart = models.BooleanField(default=False, db_default=False)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["owner_agency", "platform", "listing_id"], name="screening_lead_once"),
        ]
        indexes = [
            models.Index(fields=["-score", "id"], name="screening_lead_urgency"),
            models.Index(fields=["state", "-score", "id"], name="screening_lead_state"),
            models.Index(fields=["platform", "-score"], name="screening_lead_platform"),
            models.Index(fields=["price_vnd", "id"], name="screening_lead_price"),
            models.Index(F("price_vnd").desc(nulls_last=True), "id", name="screening_lead_dearest"),
            models.Index(fields=["-last_seen_at", "id"], name="screening_lead_seen"),
            models.Index(fields=["place", "state", "-score"], name="screening_lead_place"),
            models.Index(fields=["seller_key"], name="screening_lead_seller"),
            # All that is asked of what stands as one row: with less, thousands are read to find three.
            models.Index(fields=["alike_key", "owner_agency", "state", "-score", "id"], name="screening_lead_same"),
            models.Index(fields=["text_sha256"], name="screening_lead_text"),
            models.Index(fields=["text_key"], condition=Q(text_key__isnull=False), name="screening_lead_copies"),
            models.Index(fields=["goods_key"], condition=Q(goods_key__isnull=False), name="screening_lead_goods"),
            models.Index(fields=["taken_by", "state"], name="screening_lead_taken"),
            # Few leads are given to somebody; the others need not stand in these.
            models.Index(
                fields=["assigned_unit", "due_on"],
                condition=Q(assigned_unit__isnull=False),
                name="screening_lead_unit",
            ),
            models.Index(
                fields=["assigned_by", "due_on"],
                condition=Q(assigned_by__isnull=False),
                name="screening_lead_giver",
            ),
            models.Index(fields=["due_on", "id"], condition=Q(due_on__isnull=False), name="screening_lead_due"),
            models.Index(fields=["kind", "-score", "id"], condition=~Q(kind="listing"), name="screening_lead_kind"),
            # Under row-level security no index answers "has this sign": that operator may tell what it compared. Of an
            # index that holds the leads of one sign alone nothing is compared (docs/decisions/0029-leads-at-size.md).
            *(
                models.Index(
                    fields=["-score", "id"], condition=Q(signs__contains=[code]), name=f"screening_sign_{code}"[:30]
                )
                for code in signs()
            ),
        ]

    @property
    def what(self) -> str:
        """Say what it is a lead of: its signs, or what was found."""
        if self.has_listing or self.kind not in LEAD_KINDS:
            return "; ".join(map(short_name, self.signs))
        return str(LEAD_KINDS[self.kind].words)

    @property
    def has_listing(self) -> bool:
        """Say whether it is a listing's, with looks and signs; of a kind that is no more, it is not."""
        return self.kind in LEAD_KINDS and LEAD_KINDS[self.kind].has_listing

    @property
    def rests_on_records(self) -> bool:
        """Say whether it is seen by who sees the records it rests on, whatever it is shared as."""
        return self.kind not in LEAD_KINDS or LEAD_KINDS[self.kind].rests_on_records


class LeadReason(Personal, models.Model):
    """All the records that one reason of a lead without a listing rests on; seen by those who see each of them.

    A lead of which one sees no reason is not there.
    """

    tells_of = ("screening.lead", "lead_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="reasons", db_index=False)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    subject_ids = ArrayField(models.UUIDField())
    statement_ids = ArrayField(models.UUIDField())
    outcome_ids = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lead", "digest"], name="screening_leadreason_once")]


class Sighting(Personal, models.Model):
    """One look at a lead's listing, frozen: what it said, which signs were read in it, by which versions."""

    tells_of = ("screening.lead", "lead_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="sightings")
    sweep = models.ForeignKey(Sweep, on_delete=models.PROTECT, related_name="sightings")
    seen_at = models.DateTimeField()
    # The sweep's own row is its agency's; whoever sees the lead needs to know where the look came from.
    source = models.CharField(max_length=200)
    run_sha256 = models.CharField(max_length=64)
    # Every column of the engine's LISTINGS.
    snapshot = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    signs = ArrayField(models.CharField(max_length=20))
    # The rows of signals.parquet; start and end count code points in the snapshot's field.
    signals = models.JSONField()
    score = models.FloatField()
    probability = models.FloatField(null=True)
    versions = models.JSONField()
    # What engine.screening.explain says of it, without the listing, which stands above; empty in looks before it did.
    explanation = models.JSONField(default=dict)
    # Snapshot and signals together: a look that found the same as the one before makes no sighting.
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lead", "sweep"], name="screening_sighting_once"),
        ]
        indexes = [models.Index(fields=["lead", "-seen_at"], name="screening_sighting_latest")]


class SweptLead(models.Model):
    """A lead as one sweep gave it, were it new or seen before: how far up it stood, and at what price."""

    id = models.BigAutoField(primary_key=True)
    sweep = models.ForeignKey(Sweep, on_delete=models.PROTECT, related_name="swept")
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="swept")
    # By urgency among all leads of the sweep, the first being 1.
    rank = models.IntegerField()
    out_of = models.IntegerField()
    # Kinds of goods read from title and category, as the engine names them; empty for ordinary goods.
    goods = models.CharField(max_length=120, blank=True)
    price_vnd = models.BigIntegerField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sweep", "lead"], name="screening_sweptlead_once")]
        indexes = [models.Index(fields=["sweep", "goods", "rank"], name="screening_sweptlead_goods")]


class LeadEvent(Personal, models.Model):
    """What was done with a lead, by whom; appended, never changed."""

    tells_of = ("screening.lead", "lead_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    at = models.DateTimeField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.CharField(max_length=12, choices=DismissalReason.choices, blank=True)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    @property
    def due_on(self) -> date | None:
        """By when it was to be done, of an assignment that said so."""
        return date.fromisoformat(self.data["due_on"]) if self.data.get("due_on") else None

    class Meta:
        indexes = [models.Index(fields=["lead", "at"], name="screening_leadevent_story")]


class LeadBulk(Job, ScopedModel):
    """One act on all leads that matched a filter: which they were when they were counted, and what became of each."""

    requested_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    # The filter, in words and as an address.
    narrowed_by = models.TextField(blank=True)
    query = models.TextField(blank=True)
    lead_ids = ArrayField(models.UUIDField())
    act = models.CharField(max_length=12, choices=BulkAct.choices, blank=True)
    begun_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=12, choices=DismissalReason.choices, blank=True)
    note = models.TextField(blank=True)
    unit = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    due_on = models.DateField(null=True)
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, related_name="undone_by", null=True)
    # So many of the leads were come to, in their order; those done; of those passed over how many and which, by why.
    handled = models.IntegerField(default=0)
    done_ids = ArrayField(models.UUIDField(), default=list)
    passed_over = models.JSONField(default=dict)
    # What a lead was before, where it was not simply new.
    before = models.JSONField(default=dict)

    class Meta(ScopedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["undoes"], name="screening_leadbulk_undone_once")]


class LeadWord(models.Model):
    """A word of a lead's title or seller, without accents. Found by range, which a policy lets the index answer."""

    id = models.BigAutoField(primary_key=True)
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=40, db_collation="C")

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "lead"], name="screening_leadword_once")]


class LexiconEntry(ScopedModel):
    """Words an office teaches the screen. What they say stands in its versions, which are only ever added."""

    # The rule's name in the engine is "office." and this.
    code = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=10, choices=LexiconState.choices, default=LexiconState.DRAFT)
    # Of the latest version, to find it by in a list.
    name = models.CharField(max_length=120)
    sign = models.CharField(max_length=20)
    folded = models.TextField(blank=True)
    written_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    version = models.ForeignKey("LexiconVersion", on_delete=models.PROTECT, related_name="+", null=True)
    in_force = models.ForeignKey("LexiconVersion", on_delete=models.PROTECT, related_name="+", null=True)
    in_force_since = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField()
    # A draft that was never in use can be deleted, and brought back.
    deleted_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force__isnull=True) | Q(deleted_at__isnull=True),
                name="screening_lexiconentry_in_use_not_deleted",
            ),
        ]
        indexes = [models.Index(fields=["owner_agency", "state"], name="screening_lexicon_state")]

    @property
    def latest(self) -> LexiconVersion:
        """Empty only in the transaction that writes the first version."""
        if self.version is None:
            raise LookupError(f"entry {self.id} has no version yet")
        return self.version


class LexiconVersion(models.Model):
    """What an entry says, from when it was written; appended, never changed. TOML is what the engine reads."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(LexiconEntry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    sign = models.CharField(max_length=20)
    phrases = ArrayField(models.TextField())
    is_advanced = models.BooleanField(default=False)
    strength = models.CharField(max_length=10, choices=LexiconStrength.choices)
    title_only = models.BooleanField(default=False)
    goods = ArrayField(models.CharField(max_length=40), default=list)
    sparing = ArrayField(models.CharField(max_length=40), default=list)
    legal_basis = ArrayField(models.CharField(max_length=60))
    source = models.TextField()
    fires = ArrayField(models.TextField())
    spares = ArrayField(models.TextField())
    toml = models.TextField()
    sha256 = models.CharField(max_length=64)
    written_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="screening_lexiconversion_once")]

    @property
    def code(self) -> str:
        return str(self.entry.code)


class LexiconEvent(models.Model):
    """What was done with an entry, by whom and why; appended, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(LexiconEntry, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=LexiconEventKind.choices)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["entry", "at"], name="screening_lexiconevent_story")]


class LexiconTrial(Job):
    """One version tried on one export: what the sweep finds with it and without it.

    The stage is "without" or "with": which of the two runs is under way.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(LexiconEntry, on_delete=models.PROTECT, related_name="trials")
    version = models.ForeignKey(LexiconVersion, on_delete=models.PROTECT, related_name="trials")
    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="+")
    export_name = models.CharField(max_length=200)
    mapping = models.JSONField(default=dict)
    # The other entries in use when it was asked for: both runs read by them.
    other_version_ids = ArrayField(models.UUIDField(), default=list)
    # The version of this entry in use till then: only the run without the new one reads by it.
    before_version_ids = ArrayField(models.UUIDField(), default=list)
    requested_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    requested_at = models.DateTimeField()
    leads_before = models.IntegerField(default=0)
    added_count = models.IntegerField(default=0)
    changed_count = models.IntegerField(default=0)
    other_signs_count = models.IntegerField(default=0)
    gone_count = models.IntegerField(default=0)
    signal_count = models.IntegerField(default=0)
    # Listings in which the entry fired, leads or not.
    listing_count = models.IntegerField(default=0)
    by_platform = models.JSONField(default=list)
    by_category = models.JSONField(default=list)
    # Of the run with the entry and of the one without.
    versions = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "export"],
                condition=Q(state__in=UNDER_WAY),
                name="screening_lexicontrial_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["entry", "-requested_at"], name="screening_lexicontrial_latest")]

    @property
    def state_words(self) -> str:
        return str(TrialState(self.state).label)


class TrialLead(Personal, models.Model):
    """One of the listings a trial added, frozen as it was, and what the officer thinks of it."""

    tells_of = ("screening.lexicontrial", "trial_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    trial = models.ForeignKey(LexiconTrial, on_delete=models.PROTECT, related_name="shown")
    number = models.PositiveIntegerField()
    # Else drawn at random.
    is_best = models.BooleanField()
    snapshot = models.JSONField()
    signs = ArrayField(models.CharField(max_length=20))
    signals = models.JSONField()
    score = models.FloatField()
    probability = models.FloatField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    judged_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trial", "number"], name="screening_triallead_once")]
