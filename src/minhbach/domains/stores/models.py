"""Stores, their keepers and their books. A book is only added to, each entry on the one before."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.stores.types import ANSWERS, NUMBERED, WAYS, EntryKind, EntryState, StoreKind, Way
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import ScopedModel


class Store(ScopedModel):
    """A store of seized goods. That it exists and who keeps it the whole network may know; what is in it, not."""

    name = models.CharField(_lazy("tên kho"), max_length=200)
    kind = models.CharField(_lazy("loại kho"), max_length=10, choices=StoreKind.choices)
    address = models.CharField(_lazy("địa chỉ"), max_length=300)
    hired_from = models.CharField(_lazy("thuê của"), max_length=200, blank=True)
    opened_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["name", "id"], name="stores_store_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_agency", "name"], condition=Q(closed_at__isnull=True), name="stores_store_name_once"
            ),
            models.CheckConstraint(
                condition=(Q(kind=StoreKind.HIRED) & ~Q(hired_from="")) | (Q(kind=StoreKind.OWN) & Q(hired_from="")),
                name="stores_store_hired_from",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("stores:store", args=[self.pk])


class Keeper(models.Model):
    """Thủ kho: who answers for a store, from a day on, up to a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="keepers")
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_lazy("từ ngày"))
    # The first day no more.
    valid_until = models.DateField(null=True)
    decision = models.CharField(_lazy("quyết định giao nhiệm vụ"), max_length=120)
    appointed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "officer"], condition=Q(valid_until__isnull=True), name="stores_keeper_once"
            ),
        ]


class Entry(Personal, models.Model):
    """One entry of a store's book: what is asked to come in or go out, a count, or the keeper's answer to one.

    DIGEST covers the entry, its lines and the digest before; the database takes none that does not follow the last.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    # A code of the table of ways: no choices, so that a new way needs no migration.
    way = models.CharField(max_length=20, blank=True)
    number = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField()
    # None for a count, which is of the whole store.
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", null=True)
    answers = models.OneToOneField("self", on_delete=models.PROTECT, related_name="answer", null=True)
    other_store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", null=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    # From whom or to whom, as written on the paper that both signed.
    counterparty = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    seal_number = models.CharField(max_length=200, blank=True)
    # Where in the store, in an answer: kệ, ô.
    shelf = models.CharField(max_length=120, blank=True)
    # The minutes that both hands signed, in an answer.
    minutes = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "recorded_at"], name="stores_entry_case"),
            models.Index(fields=["store", "-recorded_at", "id"], name="stores_entry_latest"),
            models.Index(fields=["other_store"], condition=Q(other_store__isnull=False), name="stores_entry_other"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["store", "sequence"], name="stores_entry_sequence_once"),
            models.UniqueConstraint(
                fields=["store", "kind", "year", "number"], condition=Q(number__isnull=False),
                name="stores_entry_number_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NUMBERED, number__isnull=False) | Q(kind__in=ANSWERS, answers__isnull=False),
                name="stores_entry_numbered_or_answer",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("stores:entry", args=[self.pk])

    @property
    def code(self) -> str:
        """The number people name it by: PN 12/2026; an answer has that of what it answers."""
        if self.number is None:
            return str(self.answers)
        short = {EntryKind.IN: "PN", EntryKind.OUT: "PX", EntryKind.COUNT: "KK"}[EntryKind(self.kind)]
        return f"{short} {self.number}/{self.year}"

    @property
    def way_of(self) -> Way | None:
        return WAYS.get(self.way)

    @property
    def words(self) -> str:
        """What it is in words: the way goods go, a count, an answer."""
        way = self.way_of
        if self.kind in ANSWERS:
            return _("%(answer)s %(entry)s") % {"answer": self.get_kind_display(), "entry": self.code}
        return str(way.label) if way else _("kiểm kê")

    @property
    def state(self) -> EntryState | None:
        """How far it is that needs an answer. What came from another store is itself the answer to what left there."""
        if self.kind not in NUMBERED or self.answers_id is not None:
            return None
        answer = getattr(self, "answer", None)
        if answer is None:
            return EntryState.WAITING
        return EntryState.REFUSED if answer.kind == EntryKind.REFUSED else EntryState.DONE


class EntryLine(models.Model):
    """One line of goods in an entry. QUANTITY is what moves, or what was counted; BOOKED what the book said then.

    Units: in `unit`; goods without a quantity move as one.
    """

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    # The lasting id of the goods in their case.
    line_id = models.UUIDField()
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=40, blank=True)
    quantity = models.DecimalField(max_digits=20, decimal_places=6)
    booked = models.DecimalField(max_digits=20, decimal_places=6, null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["line_id"], name="stores_entryline_line")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="stores_entryline_position_once"),
            models.UniqueConstraint(fields=["entry", "line_id"], name="stores_entryline_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="stores_entryline_not_less"),
        ]


class Lot(models.Model):
    """Thẻ kho: a line of goods in a store, with what of it is there now. Recomputed from the book at any time.

    HELD is in the store, AWAY at a laboratory.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="lots")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    line_id = models.UUIDField()
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=40, blank=True)
    held = models.DecimalField(max_digits=20, decimal_places=6, default=0)
    away = models.DecimalField(max_digits=20, decimal_places=6, default=0)
    shelf = models.CharField(max_length=120, blank=True)
    seal_number = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["case"], name="stores_lot_case")]
        constraints = [
            models.UniqueConstraint(fields=["store", "line_id"], name="stores_lot_line_once"),
            models.UniqueConstraint(fields=["store", "number"], name="stores_lot_number_once"),
            # Nothing leaves twice, whoever writes.
            models.CheckConstraint(condition=Q(held__gte=0) & Q(away__gte=0), name="stores_lot_not_less_than_none"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("stores:lot", args=[self.pk])
