"""Evidence and its custody. An item is added and set aside, never changed; custody is only ever added to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.evidence.types import CustodyStep, EvidenceKind
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel


class EvidenceItem(Personal, ScopedModel):
    """One file, or the register number of a paper that may not be kept here. Its reach is that of its target."""

    # What it proves something about; a plain pair, so that this room knows nothing of the rooms above it.
    target_type = models.CharField(max_length=60)
    target_id = models.UUIDField()
    kind = models.CharField(_lazy("loại"), max_length=12, choices=EvidenceKind.choices)
    title = models.CharField(_lazy("nội dung thể hiện"), max_length=300)
    sha256 = KeptFile(blank=True)
    size = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=200, blank=True)
    # As read from the file's own first bytes; never what the browser claimed.
    media_type = models.CharField(max_length=60, blank=True)
    source_url = models.CharField(_lazy("địa chỉ trang web"), max_length=2000, blank=True)
    obtained_at = models.DateTimeField(_lazy("thời điểm thu thập"))
    obtained_where = models.CharField(_lazy("nơi thu thập"), max_length=300, blank=True)
    obtained_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    secret_register_number = models.CharField(_lazy("số đăng ký tài liệu bí mật nhà nước"), max_length=100, blank=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    set_aside_reason = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            # State secrets are never stored: a register number stands for the paper, and then there is no file.
            models.CheckConstraint(
                condition=(Q(secret_register_number="") & ~Q(sha256="") & Q(size__gt=0))
                | (~Q(secret_register_number="") & Q(sha256="") & Q(size__isnull=True)),
                name="evidence_evidenceitem_file_or_register_number",
            ),
            models.UniqueConstraint(
                fields=["target_type", "target_id", "sha256"],
                condition=Q(set_aside_at__isnull=True) & ~Q(sha256=""),
                name="evidence_evidenceitem_once_a_target",
            ),
        ]
        indexes = [
            models.Index(fields=["target_id", "target_type"], name="evidence_item_target"),
            models.Index(fields=["sha256"], name="evidence_item_sha256"),
            models.Index(fields=["-obtained_at", "id"], name="evidence_item_latest"),
        ]

    def __str__(self) -> str:
        return self.title


class CustodyEntry(Personal, models.Model):
    """One step in the custody of an item: from whose hand to whose, when, where. Append-only."""

    tells_of = ("evidence.evidenceitem", "item_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="custody")
    step = models.CharField(_lazy("việc"), max_length=12, choices=CustodyStep.choices)
    happened_at = models.DateTimeField(_lazy("thời điểm"))
    place = models.CharField(_lazy("nơi"), max_length=300, blank=True)
    counterparty = models.CharField(_lazy("bên giao hoặc nhận"), max_length=200, blank=True)
    seal_number = models.CharField(_lazy("số niêm phong"), max_length=60, blank=True)
    note = models.CharField(_lazy("ghi chú"), max_length=500, blank=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(step=CustodyStep.DESTROYED), name="evidence_custodyentry_destroyed_once"
            ),
        ]
        indexes = [models.Index(fields=["item", "happened_at"], name="evidence_custody_item")]
