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

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects.types.imports import ImportPhase, ImportStep
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
from minhbach.foundation.jobs.models import Job
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.periods import PeriodModel
from minhbach.foundation.scope import ReachField, ScopedModel, Sharing, SharingField

# Byte order is the order of sort keys and makes prefixes ranges (the operators are leakproof, LIKE is not).
BYTES = "C"


def _owner() -> models.ForeignKey[Any, Any]:
    """The agency of a row that is written far more often than found by it; the database asks for it at each write."""
    return models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )


def _who() -> models.ForeignKey[Any, Any]:
    """The officer who wrote a row: named by the audit log too, and never removed."""
    return models.ForeignKey(
        "agencies.Officer",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )


class Subject(Personal, ScopedModel):
    """An organisation, a household business, an individual, or somebody unknown behind an account."""

    kind = models.CharField(_lazy("loại"), max_length=12, choices=SubjectKind.choices)
    # The name stated as widely as the subject is shared; a more narrowly shared one never shows here.
    name = models.CharField(_lazy("tên"), max_length=300)
    sort_key = models.TextField(db_collation=BYTES)
    # The subject this one turned out to be; its own statements stay its own.
    canonical = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    keeper = models.ForeignKey(
        "agencies.Officer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subjects_kept",
        db_index=False,
    )
    registered_by = _who()
    # Keys that lead an index below have none of their own.
    owner_agency = _owner()
    place = models.ForeignKey(
        "agencies.Place", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
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
            *(
                models.Index(fields=[name], name=f"subjects_subject_{name}", condition=Q(**{f"{name}__isnull": False}))
                for name in ("canonical", "keeper")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_identified(self) -> bool:
        return self.kind != SubjectKind.UNKNOWN


class Identifier(Personal, models.Model):
    """One value, one node. Rows are made by the database function subjects_record; they carry no reach of their
    own: one sees those that a statement one may see points at.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # A code of engine.identifiers.KINDS: without choices, so that a new kind is no migration.
    kind = models.CharField(max_length=24)
    canonical = models.TextField(db_collation=BYTES)

    class Meta:
        constraints = [
            # What somebody typed may be of several kinds: found by the value, with the kind or without.
            models.UniqueConstraint(fields=["canonical", "kind"], name="subjects_identifier_one_value"),
        ]


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


class Import(Personal, Job, ScopedModel):
    """A list as it was sent, from the file to the record and back. The row is its agency's own; what its values say is
    shared as `values_sharing` says.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, default="register")
    sha256 = models.CharField(max_length=64)
    # The list itself; lists of earlier releases were not kept.
    file = KeptFile(blank=True)
    size = models.BigIntegerField(default=0)
    file_name = models.CharField(max_length=200, blank=True)
    columns = models.JSONField(default=list)
    columns_key = models.CharField(max_length=64, blank=True)
    # The first rows as they stand in the file, so that a person sees what each column holds.
    sample = models.JSONField(default=list)
    seen = models.JSONField(default=dict)
    how = models.JSONField(default=dict)
    # Field -> column of the file; confirmed, it is remembered for the agency's next list of the kind.
    mapping = models.JSONField(default=dict)
    mapping_confirmed_at = models.DateTimeField(null=True)
    values_sharing = SharingField(_lazy("phạm vi chia sẻ"), default=Sharing.AREA)
    purpose = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    phase = models.CharField(max_length=8, choices=ImportPhase.choices, default=ImportPhase.TAKEN)
    # What the worker was asked to do last.
    step = models.CharField(max_length=8, choices=ImportStep.choices, blank=True)
    asked_at = models.DateTimeField(null=True)
    takes_good = models.BooleanField(default=False)
    row_count = models.PositiveIntegerField()
    new_count = models.PositiveIntegerField(default=0)
    known_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    fault_count = models.PositiveIntegerField(default=0)
    statement_count = models.PositiveIntegerField(default=0)
    # Each kind of fault: {column, code, count, value of the first, rows of the first ones}; all stand in the file.
    fault_kinds = models.JSONField(default=list)
    fault_file = KeptFile(blank=True)
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["owner_agency", "created_at"], name="subjects_import_owner"),
            models.Index(fields=["owner_agency", "sha256"], name="subjects_import_file"),
        ]

    @property
    def has_begun(self) -> bool:
        """Say whether something of it is in the record already."""
        return ImportSlice.objects.filter(taken_in=self, step=ImportStep.TAKE).exists()


class ImportSlice(models.Model):
    """One part of a list that is in the record whole, or taken back whole: written in the transaction of the part."""

    id = models.BigAutoField(primary_key=True)
    taken_in = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="slices", db_index=False)
    step = models.CharField(max_length=8, choices=ImportStep.choices)
    number = models.IntegerField()
    rows = models.IntegerField(default=0)
    new = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    faulty = models.IntegerField(default=0)
    statements = models.IntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["taken_in", "step", "number"], name="subjects_import_slice_once"),
        ]


class ListKey(models.Model):
    """What names a merchant in the lists of an agency: whoever comes under it again, in any list, is the same one."""

    id = models.BigAutoField(primary_key=True)
    owner_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_agency", "key"], name="subjects_list_key_once")]


class ListedRow(models.Model):
    """One row of a list that is in the record: the statements that stand for what it says, whoever said them first."""

    id = models.BigAutoField(primary_key=True)
    # Written by the slice that makes both ends, read by it alone: a million rows need no proof of that.
    taken_in = models.ForeignKey(
        Import, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    place = models.IntegerField()
    # The row's number, with its sheet where there are several.
    called = models.CharField(max_length=60)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    statements = ArrayField(models.UUIDField())

    class Meta:
        indexes = [models.Index(fields=["taken_in", "subject"], name="subjects_listed_row_list")]


class Statement(Personal, ScopedModel, PeriodModel):
    """One thing somebody says of a subject. The application may set its end and its reach, nothing else."""

    tells_of = ("subjects.subject", "subject_id")

    # Keys that lead an index below have none of their own: statements are written far more often than found by them.
    owner_agency = _owner()
    # The function that writes a statement makes its node, and makes or holds its subject: neither proves itself again.
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="statements", db_index=False, db_constraint=False
    )
    property = models.CharField(max_length=16, choices=Property.choices)
    value = models.TextField(blank=True)
    identifier = models.ForeignKey(
        Identifier, on_delete=models.PROTECT, null=True, related_name="statements", db_index=False, db_constraint=False
    )
    premises = models.ForeignKey(
        Premises, on_delete=models.PROTECT, null=True, related_name="statements", db_index=False
    )
    # The presence stated, or the one on which an identifier was seen.
    presence = models.ForeignKey(
        Presence, on_delete=models.PROTECT, null=True, related_name="statements", db_index=False
    )
    # Who holds a bank account, by the name the bank gives.
    holder = models.CharField(max_length=200, blank=True)
    source_kind = models.CharField(max_length=12, choices=SourceKind.choices)
    source_note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = _who()
    taken_in = models.ForeignKey(Import, on_delete=models.PROTECT, null=True, related_name="statements", db_index=False)
    retracted_at = models.DateTimeField(null=True)
    retracted_by = models.ForeignKey(
        "agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    retraction_reason = models.CharField(max_length=300, blank=True)
    reach = ReachField()

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
            # A statement points at one of these: the others are not written down that it does not.
            *(
                models.Index(
                    fields=fields, name=f"subjects_statement_{name}", condition=Q(**{f"{name}__isnull": False})
                )
                for name, fields in (
                    # Of a value that thousands carry a reader is led to what he sees of it.
                    ("identifier", ["identifier", "reach"]),
                    ("premises", ["premises"]),
                    ("presence", ["presence"]),
                    ("taken_in", ["taken_in"]),
                )
            ),
        ]


class SearchToken(models.Model):
    """One word by which a statement is found: PLAIN without marks, TONED with them. Visible when the statement is.

    The statement's reach is copied here, so that a common word costs no look at each statement that holds it. Rows are
    made by the database with their statement, so that nothing they point at needs proof.
    """

    id = models.BigAutoField(primary_key=True)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="tokens", db_constraint=False)
    subject = models.ForeignKey(
        Subject, on_delete=models.CASCADE, related_name="tokens", db_index=False, db_constraint=False
    )
    plain = models.TextField(db_collation=BYTES)
    toned = models.TextField(db_collation=BYTES)
    owner_agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    place = models.ForeignKey(
        "agencies.Place", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    sharing = SharingField()
    reach = ReachField()

    class Meta:
        indexes = [
            # A word of names is common; a number's, which begins with a mark, is not.
            models.Index(fields=["plain", "subject"], name="subjects_token_plain", condition=Q(plain__lt="0")),
            models.Index(fields=["plain", "reach"], name="subjects_token_word", condition=Q(plain__gte="0")),
            # What has no marks is found as it is without them.
            models.Index(fields=["toned", "reach"], name="subjects_token_toned", condition=~Q(toned=F("plain"))),
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

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="story", db_index=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    params: Any = models.JSONField(default=dict)
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.CharField(max_length=64, blank=True)
    officer = _who()
    # Always found by its subject or its target.
    owner_agency = _owner()
    place = models.ForeignKey(
        "agencies.Place", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["subject", "at"], name="subjects_story_time"),
            models.Index(fields=["target_id", "target_type"], name="subjects_story_target"),
        ]
