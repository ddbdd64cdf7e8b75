"""Tables of this domain.

Line         a number that the public calls: whose it is, for which letterbox, from when until when
Stint        who sits at a line from a moment until he hands it over; what stood open when he did
Call         one call; the caller's number closed, and blank as soon as nobody must be called back
CallEvent    what a telephone exchange told of a call, each once; only added to
CallBack     one try to call somebody back; only added to
Instruction  that a head was asked for his word on a report, and when he gave it; the words stand in the report's talk
Visit        one reception of citizens
Box          a letter box at a market or elsewhere, and who holds its keys
Opening      one opening of a box by two people
Letter       what came on paper, and the report that was made of it
Enclosure    a scan of a letter
Mailbox      a mailbox that the installation's file names: how far it was drawn, since when it cannot be
Mail         one mail drawn from it, until it is a report, part of one, or set aside
MailFile     a file that came with a mail, and what is wrong with it
Transfer     what the national consumer line handed on, and the report that was made of it
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.hotline.types import (
    HARMLESS,
    Automatic,
    CallState,
    EventKind,
    FileMark,
    MailState,
    MailTrouble,
    Origin,
    TryResult,
    VisitEnd,
)
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel

OFFICER = "agencies.Officer"


class Line(ScopedModel):
    """DIGITS is the number as it is compared. A line that passes to another officer ends, and a new one begins."""

    number = models.CharField(_lazy("số điện thoại"), max_length=30)
    digits = models.CharField(max_length=20)
    name = models.CharField(_lazy("gọi là"), max_length=120)
    # Whose mobile it is; none where it rings at a desk.
    keeper = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+", null=True)
    letterbox = models.ForeignKey("intake.Letterbox", on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["digits"], condition=Q(closed_at__isnull=True), name="hotline_line_one"),
        ]
        indexes = [models.Index(fields=["-created_at", "id"], name="hotline_line_order")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hotline:line", args=[self.pk])


class Stint(models.Model):
    """LEFT_OPEN are the numbers of reports and ids of missed calls that stood open when it was handed over.

    HANDED_AT is the word of who leaves, ENDED_AT that of who takes over. One that nobody handed over may be taken over
    too, since a line is never left alone: then HANDED_AT stays empty, and says so.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="stints")
    officer = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    took_over_from = models.OneToOneField("self", on_delete=models.PROTECT, related_name="taken_over_by", null=True)
    handed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    left_open = models.JSONField(default=dict)
    note = models.CharField(max_length=1_000, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(ended_at__isnull=True), name="hotline_stint_one"),
        ]
        indexes = [
            models.Index(fields=["line", "-began_at"], name="hotline_stint_order"),
            models.Index(fields=["officer"], condition=Q(ended_at__isnull=True), name="hotline_stint_of"),
        ]

    @property
    def is_on(self) -> bool:
        return self.ended_at is None


class Call(Personal, ScopedModel):
    """KEY is the exchange's own name of the call, empty where somebody wrote it down.

    CALLER is closed (`foundation.sealed_values`) and goes with the last try; CALLER_END are its last digits. Of one who
    was answered nothing is kept.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80, blank=True)
    state = models.CharField(_lazy("tình trạng"), max_length=12, choices=CallState.choices)
    came_at = models.DateTimeField(_lazy("gọi lúc"))
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    caller = models.CharField(max_length=200, blank=True)
    caller_end = models.CharField(max_length=3, blank=True)
    # Who answered, or has taken it on to call back.
    officer = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+", null=True)
    report = models.ForeignKey("intake.Report", on_delete=models.PROTECT, related_name="+", null=True)
    # When a missed one was reached, or given up.
    settled_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["line", "key"], condition=~Q(key=""), name="hotline_call_once"),
        ]
        indexes = [
            models.Index(fields=["-came_at", "id"], name="hotline_call_order"),
            models.Index(fields=["line", "came_at"], name="hotline_call_of"),
            models.Index(
                fields=["came_at"], condition=Q(state__in=["ringing", "missed"]), name="hotline_call_waiting"
            ),
            models.Index(fields=["report"], condition=Q(report__isnull=False), name="hotline_call_report"),
        ]  # fmt: skip

    @property
    def chip(self) -> CallState:
        return CallState(self.state)

    def get_absolute_url(self) -> str:
        return reverse("hotline:call", args=[self.pk])


class CallEvent(models.Model):
    """EVENT is the exchange's own id: the same event told again is known by it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=80)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=8, choices=EventKind.choices)
    happened_at = models.DateTimeField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "event"], name="hotline_callevent_once")]


class CallBack(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="tries")
    officer = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    tried_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=TryResult.choices)
    note = models.CharField(max_length=500, blank=True)


class Instruction(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey("intake.Report", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    given_by = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+", null=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(given_at__isnull=True), name="hotline_instruction_one"
            ),
        ]
        indexes = [models.Index(fields=["report", "asked_at"], name="hotline_instruction_of")]


class Visit(Personal, ScopedModel):
    """Who came is not written down here: where he says it, it is kept with the report, sealed where its kind is."""

    came_at = models.DateTimeField(_lazy("tiếp lúc"))
    officer = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(_lazy("số người"), default=1)
    what = models.TextField(_lazy("nội dung"))
    end = models.CharField(_lazy("kết quả"), max_length=8, choices=VisitEnd.choices)
    told = models.CharField(_lazy("đã trả lời, hướng dẫn"), max_length=1_000, blank=True)
    report = models.ForeignKey("intake.Report", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["-came_at", "id"], name="hotline_visit_order")]


class Box(ScopedModel):
    """FIRST_KEY and SECOND_KEY hold one key each: neither opens it alone."""

    name = models.CharField(_lazy("hòm thư"), max_length=120)
    stands_at = models.CharField(_lazy("đặt ở"), max_length=300)
    letterbox = models.ForeignKey("intake.Letterbox", on_delete=models.PROTECT, related_name="+")
    first_key = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    second_key = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(first_key=models.F("second_key")), name="hotline_box_two_keys"),
        ]
        indexes = [models.Index(fields=["-created_at", "id"], name="hotline_box_order")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hotline:box", args=[self.pk])


class Opening(models.Model):
    """Minutes of one opening: written by one of the two, signed by the other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="openings")
    opened_at = models.DateTimeField()
    letters = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)
    written_by = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    with_officer = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(written_by=models.F("with_officer")), name="hotline_opening_two"),
        ]
        indexes = [models.Index(fields=["box", "-opened_at"], name="hotline_opening_order")]


class Letter(Personal, ScopedModel):
    """What came on paper; its words stand in the report, the paper itself in its scans."""

    origin = models.CharField(_lazy("đến qua"), max_length=4, choices=Origin.choices)
    came_on = models.DateField(_lazy("ngày đến"))
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="entered", null=True)
    officer = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField("intake.Report", on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(origin=Origin.BOX, opening__isnull=False) | Q(origin=Origin.POST, opening__isnull=True),
                name="hotline_letter_opening",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "id"], name="hotline_letter_order")]


class StrangersFile(Personal, models.Model):
    """A file that came with something: MARKS are what is wrong with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = KeptFile()
    marks = ArrayField(models.CharField(max_length=12, choices=FileMark.choices), default=list)

    class Meta:
        abstract = True

    @property
    def is_held(self) -> bool:
        """Whether a click must not open it."""
        return bool(set(self.marks) - HARMLESS)

    @property
    def said(self) -> list[str]:
        """What is said of it, the worst first."""
        return [str(mark.label) for mark in FileMark if mark in self.marks]

    @property
    def came_with(self) -> Letter | Mail:
        raise NotImplementedError


class Enclosure(StrangersFile):
    tells_of = ("hotline.letter", "letter_id")

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="enclosures")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="hotline_enclosure_place")]

    @property
    def came_with(self) -> Letter:
        return self.letter


class Mailbox(ScopedModel):
    """KEY is its name in the installation's file; LAST_UID is how far it was drawn while UIDVALIDITY stands."""

    key = models.CharField(max_length=60, unique=True)
    address = models.CharField(_lazy("địa chỉ thư"), max_length=320)
    letterbox = models.ForeignKey("intake.Letterbox", on_delete=models.PROTECT, related_name="+")
    uidvalidity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    drawn_at = models.DateTimeField(_lazy("lấy thư lúc"), null=True)
    failing_since = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=12, choices=MailTrouble.choices, blank=True)
    # Since when the file names it no longer.
    left_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["-created_at", "id"], name="hotline_mailbox_order")]

    def __str__(self) -> str:
        return self.address


class Mail(Personal, ScopedModel):
    """DIGEST is of its header and size: the same mail under another UID is known by it.

    SENDER is closed (`foundation.sealed_values`) and goes as soon as the mail is dealt with.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="mails")
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    # The server was told that it is kept here.
    is_marked = models.BooleanField(default=False)
    state = models.CharField(_lazy("tình trạng"), max_length=8, choices=MailState.choices)
    came_at = models.DateTimeField(_lazy("đến lúc"))
    sender = models.CharField(max_length=1_200, blank=True)
    subject = models.CharField(_lazy("tiêu đề"), max_length=1_000, blank=True)
    text = models.TextField(_lazy("nội dung"), blank=True)
    automatic = models.CharField(max_length=8, choices=Automatic.choices, blank=True)
    # It was read in another encoding than it says, or with gaps.
    is_damaged = models.BooleanField(default=False)
    report = models.ForeignKey("intake.Report", on_delete=models.PROTECT, related_name="+", null=True)
    settled_by = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "digest"], name="hotline_mail_once"),
        ]
        indexes = [
            models.Index(fields=["-came_at", "id"], name="hotline_mail_order"),
            models.Index(fields=["came_at"], condition=Q(state="waiting"), name="hotline_mail_waiting"),
            models.Index(fields=["mailbox", "uid"], condition=Q(is_marked=False), name="hotline_mail_unmarked"),
            models.Index(fields=["report"], condition=Q(report__isnull=False), name="hotline_mail_report"),
        ]

    @property
    def chip(self) -> MailState:
        return MailState(self.state)

    def get_absolute_url(self) -> str:
        return reverse("hotline:mail", args=[self.pk])


class MailFile(StrangersFile):
    """VIRUS is what the scanner calls what it found."""

    tells_of = ("hotline.mail", "mail_id")

    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, related_name="files")
    virus = models.CharField(max_length=120, blank=True)
    # Names of what an archive holds, as its list tells them.
    members = ArrayField(models.CharField(max_length=300), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mail", "position"], name="hotline_mailfile_place")]
        indexes = [
            models.Index(fields=["id"], condition=Q(marks__contains=["unscanned"]), name="hotline_mailfile_unscanned"),
        ]

    @property
    def came_with(self) -> Mail:
        return self.mail


class Transfer(Personal, ScopedModel):
    """What the national consumer line handed on: NUMBER is theirs; BATCH is the sending it came with."""

    number = models.CharField(_lazy("số của tổng đài"), max_length=60)
    came_on = models.DateField(_lazy("ngày tổng đài chuyển"))
    batch = models.UUIDField()
    officer = models.ForeignKey(OFFICER, on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField("intake.Report", on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["owner_agency", "number"], name="hotline_transfer_once"),
        ]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="hotline_transfer_order"),
            models.Index(fields=["batch"], name="hotline_transfer_batch"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("hotline:transfer", args=[self.pk])
