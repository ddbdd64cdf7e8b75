"""Audit rows hold ids, codes and digests, never personal data, so nothing in them ever needs erasing."""

from __future__ import annotations

from django.db import models

from minhbach.foundation.ids import new_id


class AuditEntry(models.Model):
    """One act. The application role can insert and read, never change (AppendOnly in the migration)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    action = models.CharField(max_length=100)
    officer_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=64)
    data = models.JSONField(default=dict)
    # Set by the database itself, so that the sealer can wait for every transaction that began earlier.
    transaction_id = models.BigIntegerField(
        db_default=models.expressions.RawSQL("pg_current_xact_id()::text::bigint", [])
    )

    class Meta:
        indexes = [
            models.Index(fields=["target_type", "target_id", "at"], name="foundation_audit_target"),
            models.Index(fields=["officer_id", "at"], name="foundation_audit_officer"),
            models.Index(fields=["at"], name="foundation_audit_at"),
        ]


class AuditSeal(models.Model):
    """One link of the chain: the hash of an entry together with the hash before it."""

    sequence = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
