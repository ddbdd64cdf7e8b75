"""Tables of this domain.

Publication       one thing published or on its way there, of one kind
PublicIdentifier  by which it is found: a key of the one reading of identifiers
Reply             what somebody named says to it, shown beside
Passage           what happened to a publication, in order; what was submitted stands in it whole
Edition           one row: a number that changes with whatever the public is shown (written by the database)
PartnerKey        who may ask "before paying", until when; of the key itself a digest
Picture           what is genuine or fake, shown beside its like
MailAsk           a wish to be told by mail, until the mail that asks back is answered
Subscription      an address that wants to be told, closed; blanked when it wants no more
Announcement      that a publication, or its retraction, is told by mail
Mailing           one announcement on its way to one subscription
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.outreach.types import Ending, KeyState, State, Step, Told
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import ScopedModel

_UP = Q(state__in=(State.APPROVED, State.PUBLISHED, State.ENDED, State.CORRECTED, State.RETRACTED))


class Publication(Personal, ScopedModel):
    """PUBLISH_AT is the wished moment until it is approved, and from then on the one that counts.

    GROUND says why it may be published; it is the office's own. REASON is told to the public with a retraction. DAYS
    is how long it is to stand, where not as long as the law's table says.
    """

    kind = models.CharField(_lazy("loại"), max_length=20)
    slug = models.CharField(max_length=80, unique=True)
    title = models.CharField(_lazy("tiêu đề"), max_length=200)
    summary = models.TextField(_lazy("tóm tắt"))
    summary_en = models.TextField(_lazy("tóm tắt tiếng Anh"), blank=True)
    content = models.JSONField()
    document = models.ForeignKey("documents.OfficialDocument", on_delete=models.PROTECT, null=True, related_name="+")
    site = models.ForeignKey("sites.Site", on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    ground = models.CharField(_lazy("căn cứ công bố"), max_length=500)
    state = models.CharField(_lazy("tình trạng"), max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    edited_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    publish_at = models.DateTimeField(_lazy("đăng lúc"), null=True)
    days = models.PositiveSmallIntegerField(_lazy("số ngày đăng"), null=True)
    ends_at = models.DateTimeField(_lazy("gỡ lúc"), null=True)
    down_at = models.DateTimeField(null=True)
    reason = models.CharField(_lazy("lý do"), max_length=500, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~_UP | Q(approved_by__isnull=False, publish_at__isnull=False),
                name="outreach_publication_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("drafted_by")) & ~Q(approved_by=F("edited_by")),
                name="outreach_publication_two",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("publish_at")), name="outreach_publication_forward"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="outreach_publication_order"),
            models.Index(fields=["kind", "-publish_at", "id"], name="outreach_publication_shown"),
            models.Index(fields=["publish_at"], name="outreach_publication_up"),
            models.Index(fields=["ends_at"], name="outreach_publication_down"),
            models.Index(fields=["document"], name="outreach_publication_paper"),
            models.Index(fields=["site"], condition=Q(site__isnull=False), name="outreach_publication_site"),
            models.Index(
                fields=["id"], condition=Q(state__in=(State.DRAFT, State.WAITING, State.APPROVED)),
                name="outreach_publication_open",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("outreach:publication", args=[self.pk])


class PublicIdentifier(models.Model):
    """KEY is what a look-up asks for; VALUE as it is written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=500)
    key = models.CharField(max_length=540)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "key"], name="outreach_publicidentifier_once")]
        indexes = [models.Index(fields=["key"], name="outreach_publicidentifier_key")]


class Reply(models.Model):
    """DATED is the day of what the party wrote."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="replies")
    party = models.CharField(_lazy("của ai"), max_length=200)
    text = models.TextField(_lazy("ý kiến"))
    dated = models.DateField(_lazy("ngày"))
    recorded_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["publication", "recorded_at"], name="outreach_reply_shown")]


class Passage(models.Model):
    """OFFICER is none for what the clock did. WORDS is what was submitted, so that what was approved can be shown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="passages")
    step = models.CharField(max_length=10, choices=Step.choices)
    reason = models.CharField(max_length=500, blank=True)
    words = models.JSONField(null=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["publication", "happened_at"], name="outreach_passage_story")]


class Edition(models.Model):
    number = models.BigIntegerField(default=1)


class PartnerKey(ScopedModel):
    """PAPER is the partner's request; DIGEST is empty until the key is taken, which happens once."""

    partner = models.CharField(_lazy("đối tác"), max_length=200)
    paper = models.CharField(_lazy("văn bản đề nghị"), max_length=200)
    per_second = models.PositiveSmallIntegerField(_lazy("số lần hỏi mỗi giây"))
    valid_until = models.DateTimeField(_lazy("hết hạn"))
    state = models.CharField(_lazy("tình trạng"), max_length=10, choices=KeyState.choices, default=KeyState.WAITING)
    digest = models.CharField(max_length=64, blank=True)
    proposed_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="outreach_partnerkey_digest"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="outreach_partnerkey_two"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="outreach_partnerkey_order"),
            models.Index(fields=["valid_until"], name="outreach_partnerkey_until"),
        ]

    def __str__(self) -> str:
        return self.partner

    def get_absolute_url(self) -> str:
        return reverse("outreach:partner", args=[self.pk])


class Picture(models.Model):
    """One of a pair: what is genuine, and what is fake. ALT is what it shows, for who does not see it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="pictures")
    pair = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=100)
    is_genuine = models.BooleanField()
    alt = models.CharField(max_length=200)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "pair", "is_genuine"], name="outreach_picture_once")
        ]


class MailAsk(models.Model):
    """The id is that of the press, so that work done for one form is worth one mail.

    DIGEST is a keyed one of the address; SEALED is closed by the public's process until the mail that asks back goes
    out, and from then on by the installation, with the secret of that mail's link, of which TOKEN is the digest.
    """

    id = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64)
    sealed = models.TextField()
    wanted = models.JSONField()
    language = models.CharField(max_length=2)
    is_paid = models.BooleanField()
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token"], condition=~Q(token=""), name="outreach_mailask_token")]
        indexes = [
            models.Index(fields=["digest", "asked_at"], name="outreach_mailask_digest"),
            models.Index(fields=["asked_at"], condition=Q(mailed_at__isnull=True), name="outreach_mailask_waiting"),
        ]


class Subscription(models.Model):
    """SEALED and DIGEST are empty from the moment it ends; TOKEN stays, so that a link in an old mail says so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64, blank=True)
    sealed = models.TextField(blank=True)
    wanted = models.JSONField()
    language = models.CharField(max_length=2)
    token = models.CharField(max_length=64, unique=True)
    confirmed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    # Mails in a row that its server refused.
    bounces = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="outreach_subscription_digest"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(digest="", sealed=""), name="outreach_subscription_blanked"
            ),
        ]


class Announcement(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="announcements")
    told = models.CharField(max_length=10, choices=Told.choices)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "told"], name="outreach_announcement_once")]


class Mailing(models.Model):
    """TAKEN is written before it is sent, so it never goes twice: one taken and not sent is in doubt, and stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="mailings")
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="mailings")
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "subscription"], name="outreach_mailing_once")]
        indexes = [
            models.Index(fields=["not_before", "id"], condition=Q(taken_at__isnull=True), name="outreach_mailing_due")
        ]
