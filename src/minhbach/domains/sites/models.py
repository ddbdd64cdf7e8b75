"""Tables of this domain.

Site        one online place of sale in the register: what it is, whose, what online.gov.vn says of it
Observed    a trick seen there, on a day, with the case it belongs to; append-only
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.sites.types import NoticeState, SiteKind, Trick, site_kinds, tricks
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import ScopedModel


class Site(Personal, ScopedModel):
    """A website, application, shop, page or channel. KEY names it among an agency's: the same address is the same."""

    name = models.CharField(_lazy("tên"), max_length=300)
    url = models.CharField(_lazy("địa chỉ"), max_length=2000)
    key = models.CharField(max_length=300)
    # A code of data/kinds.toml; empty until somebody has said what it is.
    kind = models.CharField(max_length=20, blank=True)
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Where the register of merchants knows it from.
    presence = models.ForeignKey("subjects.Presence", on_delete=models.PROTECT, null=True, related_name="+")
    notice = models.CharField(max_length=12, choices=NoticeState.choices, default=NoticeState.UNKNOWN)
    notice_number = models.CharField(max_length=60, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    # The last day of a confirmation, worked out of the tables of law when it was entered.
    holds_until = models.DateField(null=True)
    goods = models.CharField(_lazy("nhóm hàng"), max_length=200, blank=True)
    # Of what must be shown: what was found, what was missing.
    shown = models.JSONField(default=dict)
    missing = ArrayField(models.CharField(max_length=20), default=list)
    entered_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["owner_agency", "key"], name="sites_site_once")]
        indexes = [
            models.Index(fields=["created_at", "id"], name="sites_site_created"),
            models.Index(fields=["holds_until"], name="sites_site_holds"),
            models.Index(fields=["presence"], name="sites_site_presence"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sites:site", args=[self.pk])

    @property
    def kind_row(self) -> SiteKind | None:
        return site_kinds().get(self.kind)

    @property
    def notice_words(self) -> NoticeState:
        return NoticeState(self.notice)


class Observed(Personal, models.Model):
    """A trick that was seen; the number of a case or paper says where it is followed."""

    tells_of = ("sites.site", "site_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="observed")
    trick = models.CharField(max_length=20)
    seen_on = models.DateField()
    reference = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=500, blank=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects: models.Manager[Any] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["site", "seen_on"], name="sites_observed_site")]

    @property
    def trick_row(self) -> Trick | None:
        return tricks().get(self.trick)
