"""Audit rows hold ids, codes and digests, never personal data, so nothing in them ever needs erasing."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.ids import new_id


class VouchedBy(models.TextChoices):
    """Whose word it is that this officer acted; set by the database."""

    SCOPE = "scope", _lazy("phiên làm việc của cán bộ")
    SYSTEM = "system", _lazy("việc của hệ thống")
    DOOR = "door", _lazy("cửa đăng nhập")
    PUBLIC = "public", _lazy("cổng công chúng")
    NOBODY = "nobody", _lazy("không có ai")


class AuditEntry(models.Model):
    """One act. The application role can insert and read, never change.

    `at` is when the act happened by the clock read at the entrance; the rest is the database's word, whatever the
    application says (foundation.database.audit); to AGENCIES the application may add, never take away.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    action = models.CharField(max_length=100)
    officer_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=64)
    data = models.JSONField(default=dict)
    # Whose business it is, for the scope of the log: the agencies of who acted and of what it was done to.
    agencies = ArrayField(models.UUIDField(), default=list)
    recorded_at = models.DateTimeField(db_default=Now())
    vouched_by = models.CharField(max_length=6, choices=VouchedBy.choices, db_default="")
    transaction_id = models.BigIntegerField(
        db_default=models.expressions.RawSQL("pg_current_xact_id()::text::bigint", [])
    )

    class Meta:
        indexes = [
            models.Index(fields=["target_type", "target_id", "at"], name="foundation_audit_target"),
            models.Index(fields=["officer_id", "at"], name="foundation_audit_officer"),
            models.Index(fields=["action", "at"], name="foundation_audit_action"),
            models.Index(fields=["at"], name="foundation_audit_at"),
            GinIndex(fields=["agencies"], name="foundation_audit_agencies"),
        ]


class AuditReceipt(models.Model):
    """What the database notes of a row as its transaction commits: a number without gaps, and the row's digest."""

    number = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    # A crash may skip some numbers, so a gap between two starts of the server says nothing.
    server_started_at = models.DateTimeField()


class AuditSeal(models.Model):
    """One link of the chain: the hash of an entry together with the hash before it. Written by the sealer's role.

    ANCHOR is the mark of the last anchor that stood outside the database when the link was made.
    """

    sequence = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(unique=True)
    entry_id = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)
    anchor = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()


class AuditChain(models.Model):
    """The chain's own name: one row, made when the tables are."""

    id = models.UUIDField(primary_key=True)
    made_at = models.DateTimeField()
