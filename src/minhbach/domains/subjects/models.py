"""Subjects and what is known of them. A value is a statement: it has a source, an owner, a reach and an end.

Subject        whom everything hangs on; its name and kind are what all who see it may see
Statement      (subject, property, value or thing, source, period, recorded, retracted); never edited
Identifier     one node for one value, however many subjects carry it; links are statements
Premises, Presence   places and addresses of trade, pointed at by statements
Merge          "this is the same as that": a pointer with a reason, which can be taken back
StoryEntry     what happened, told by whichever room it happened in
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects.types.kinds import (
    WORDED_PROPERTIES,
    PremisesKind,
    PresenceKind,
    Property,
    SourceKind,
    SubjectKind,
)
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.periods import PeriodModel
from minhbach.foundation.scope import ScopedModel, Sharing

# Byte order is the order of sort keys and makes prefixes ranges (the operators are leakproof, LIKE is not).
BYTES = "C"


class Subject(Personal, ScopedModel):
    """An organisation, a household business, an individual, or somebody unknown behind an account."""

    kind = models.CharField(_lazy("loại"), max_length=12, choices=SubjectKind.choices)
    # The name stated as widely as the subject is shared; a more narrowly shared one never shows here.
    name = models.CharField(_lazy("tên"), max_length=300)
    sort_key = models.TextField(db_collation=BYTES)
    # The subject this one turned out to be; its own statements stay its own.
    canonical = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    keeper = models.ForeignKey(
        "agencies.Officer", on_delete=models.PROTECT, null=True, blank=True, related_name="subjects_kept"
    )
    registered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    # Registered in error, or all that was known has been taken back.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(canonical__isnull=True) | ~Q(canonical=F("id")), name="subjects_subject_not_its_own"
            ),
        ]
        indexes = [
            models.Index(fields=["owner_agency", "sort_key"], name="subjects_subject_owner"),
            models.Index(fields=["place"], name="subjects_subject_place"),
            models.Index(fields=["sort_key", "id"], name="subjects_subject_order"),
            models.Index(fields=["created_at", "id"], name="subjects_subject_created"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_identified(self) -> bool:
        return self.kind != SubjectKind.UNKNOWN


class Identifier(Personal, models.Model):
    """One value, one node. Rows are made by the database function subjects_identifier_node; they carry no reach of
    their own: one sees those that a statement one may see points at.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # A code of engine.identifiers.KINDS: without choices, so that a new kind is no migration.
    kind = models.CharField(max_length=24)
    canonical = models.TextField(db_collation=BYTES)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "canonical"], name="subjects_identifier_one_node"),
        ]
        indexes = [models.Index(fields=["canonical"], name="subjects_identifier_value")]


class Premises(Personal, ScopedModel):
    """A place where goods are made, kept or sold."""

    kind = models.CharField(_lazy("loại"), max_length=12, choices=PremisesKind.choices)
    address = models.CharField(_lazy("địa chỉ"), max_length=300)

    class Meta(ScopedModel.Meta):
        pass

    def __str__(self) -> str:
        return self.address


class Presence(Personal, ScopedModel):
    """Where somebody sells: a shop on a platform, a website, an application, a page or channel, a stall."""

    kind = models.CharField(_lazy("loại"), max_length=12, choices=PresenceKind.choices)
    # "shopee", "facebook": in lower case as in a listing's `platform`; empty for a website of one's own.
    platform = models.CharField(_lazy("sàn, nền tảng"), max_length=40, blank=True)
    # The platform's own number or name for the account.
    account = models.CharField(_lazy("tài khoản"), max_length=200, blank=True)
    name = models.CharField(_lazy("tên"), max_length=300)
    url = models.CharField(_lazy("địa chỉ trang web"), max_length=2000, blank=True)
    address = models.CharField(_lazy("địa chỉ"), max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["platform", "account"], name="subjects_presence_account")]

    def __str__(self) -> str:
        return self.name


class Import(Personal, ScopedModel):
    """One list taken in at once, and taken back at once if need be."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField()
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["owner_agency", "created_at"], name="subjects_import_owner")]


class Statement(Personal, ScopedModel, PeriodModel):
    """One thing somebody says of a subject. The application may set its end and its reach, nothing else."""

    tells_of = ("subjects.subject", "subject_id")

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="statements")
    property = models.CharField(max_length=16, choices=Property.choices)
    value = models.TextField(blank=True)
    identifier = models.ForeignKey(Identifier, on_delete=models.PROTECT, null=True, related_name="statements")
    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, null=True, related_name="statements")
    # The presence stated, or the one on which an identifier was seen.
    presence = models.ForeignKey(Presence, on_delete=models.PROTECT, null=True, related_name="statements")
    # Who holds a bank account, by the name the bank gives.
    holder = models.CharField(max_length=200, blank=True)
    source_kind = models.CharField(max_length=12, choices=SourceKind.choices)
    source_note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    taken_in = models.ForeignKey(Import, on_delete=models.PROTECT, null=True, related_name="statements")
    retracted_at = models.DateTimeField(null=True)
    retracted_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    retraction_reason = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(property=Property.IDENTIFIER, identifier__isnull=False)
                | Q(property=Property.PREMISES, premises__isnull=False)
                | Q(property=Property.PRESENCE, presence__isnull=False)
                | (Q(property__in=WORDED_PROPERTIES, identifier__isnull=True, premises__isnull=True) & ~Q(value="")),
                name="subjects_statement_says_something",
            ),
            models.CheckConstraint(
                condition=Q(retracted_at__isnull=True) | ~Q(retraction_reason=""),
                name="subjects_statement_retracted_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "property"], name="subjects_statement_subject"),
            models.Index(fields=["identifier", "subject"], name="subjects_statement_identifier"),
            models.Index(fields=["presence"], name="subjects_statement_presence"),
            models.Index(fields=["owner_agency", "recorded_at"], name="subjects_statement_owner"),
            models.Index(fields=["taken_in"], name="subjects_statement_taken_in"),
        ]


class SearchToken(models.Model):
    """One word by which a statement is found: PLAIN without marks, TONED with them. Visible when the statement is.

    The statement's reach is copied here, so that a common word costs no look at each statement that holds it.
    """

    id = models.BigAutoField(primary_key=True)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="tokens")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="tokens")
    plain = models.TextField(db_collation=BYTES)
    toned = models.TextField(db_collation=BYTES)
    owner_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("agencies.Place", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    sharing = models.CharField(max_length=8, choices=Sharing.choices)

    class Meta:
        indexes = [
            models.Index(fields=["plain", "subject"], name="subjects_token_plain"),
            models.Index(fields=["toned", "subject"], name="subjects_token_toned"),
            models.Index(fields=["subject"], name="subjects_token_subject"),
        ]


class Merge(Personal, models.Model):
    """A judgement that two subjects are one. Taken back by an end, never removed."""

    tells_of = ("subjects.subject", "subject_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="merges_received")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(undone_at__isnull=True), name="subjects_merge_one_at_a_time"
            ),
        ]


class StoryEntry(Personal, ScopedModel):
    """One event in a subject's life, read by those who may see what it tells of. PARAMS: numbers and codes only."""

    tells_of = ("subjects.subject", "subject_id")

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="story")
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    params: Any = models.JSONField(default=dict)
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.CharField(max_length=64, blank=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["subject", "at"], name="subjects_story_time"),
            models.Index(fields=["target_id", "target_type"], name="subjects_story_target"),
        ]
