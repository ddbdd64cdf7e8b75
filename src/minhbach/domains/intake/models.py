"""Tables of this domain.

Letterbox    through which an agency receives what the public of a place sends, and what it promises
AnswerDay    what the clock of a kind comes to from a day: reckoned ahead, so that the public's process needs no law
Report       one thing that was sent, of one kind; of its sender nothing
ReportMark   what a report is found by where another is like it
GroupAnswer  one answer to many who sent alike, on its way
Person       who sent it, where he said so: sealed, or plain where the law has the office know him
Attachment   a picture without what the camera wrote into it
Recording    a video or sound on its way in parts; once a report has it and it is whole, it becomes an attachment
Message      one line of the talk, or a note of the office
Passage      what happened to a report, in order; only added to
ClockMark    a dated event from which the clocks of a report are reckoned; only added to
Handover     a report given to another agency, until it is taken, returned or withdrawn; tells nothing of its content
Overdue      that a report is past its day, told to the level above; of some kinds only number, unit and day
Tie          that a report is the same as another, or belongs to a case, lead or subject; undone, never removed
Template     a text of an agency for answers, each version a row; what was sent with one stays as it was sent
Opinion      what a sender thought of how he was answered: of no report and no moment
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.types import (
    Channel,
    DueBy,
    GroupAnswerState,
    HandoverState,
    Mark,
    MarkKind,
    Side,
    Stage,
    Step,
    TieKind,
    Verdict,
)
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.ids import new_id
from minhbach.foundation.jobs.models import Job
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.scope import ScopedModel


class Letterbox(ScopedModel):
    """PLACE is what it serves; none for the nation. SLUG stands in its address and its QR code."""

    slug = models.SlugField(_lazy("tên trong địa chỉ"), max_length=60, unique=True)
    name = models.CharField(_lazy("tên hiện cho người dân"), max_length=200)
    hotline = models.CharField(_lazy("đường dây nóng"), max_length=60, blank=True)
    email = models.CharField(_lazy("thư điện tử"), max_length=120, blank=True)
    address = models.CharField(_lazy("địa chỉ nhận đơn"), max_length=300, blank=True)
    # Days in which the office itself promises an answer to what the law sets no date for; none promises nothing.
    promise_days = models.PositiveSmallIntegerField(_lazy("tự hứa trả lời trong (ngày)"), null=True)
    opened_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(closed_at__isnull=True), nulls_distinct=False, name="intake_letterbox_one"
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "id"], name="intake_letterbox_order")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("intake:letterbox", args=[self.pk])


class AnswerDay(models.Model):
    """DUE_ON is none where the law says "at once" or nothing. Only kinds that the form takes have rows."""

    kind = models.CharField(max_length=24)
    received_on = models.DateField()
    due_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "received_on"], name="intake_answerday_once")]


class Report(Personal, ScopedModel):
    """CREATED_AT is the moment of receipt. RECEIPT is the keyed digest of the sender's code, no more."""

    kind = models.CharField(_lazy("loại"), max_length=24)
    number = models.CharField(_lazy("số"), max_length=12, unique=True)
    receipt = models.CharField(max_length=64, unique=True)
    letterbox = models.ForeignKey(Letterbox, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(_lazy("kênh"), max_length=10, choices=Channel.choices)
    stage = models.CharField(_lazy("tình trạng"), max_length=10, choices=Stage.choices, default=Stage.RECEIVED)
    what = models.TextField(_lazy("nội dung"))
    where_said = models.CharField(_lazy("ở đâu"), max_length=1_000, blank=True)
    link = models.CharField(_lazy("đường dẫn"), max_length=2_000, blank=True)
    when_said = models.CharField(_lazy("khi nào"), max_length=200, blank=True)
    # What else its kind asks, by the names of the form.
    data = models.JSONField(default=dict)
    # As reckoned when it came in or changed its kind; what the clock says today is reckoned anew (selectors.clock_of).
    due_on = models.DateField(_lazy("hạn trả lời"), null=True)
    due_by = models.CharField(max_length=8, choices=DueBy.choices, blank=True)
    outcome = models.CharField(_lazy("kết quả"), max_length=24, blank=True)
    assignee = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    # The unit one of whose officers it is about: nobody of it, below or above it learns that there is such a report.
    about = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    # The sender has written since an officer last answered.
    is_waiting = models.BooleanField(default=False)
    # No device worked for it (the portal's toll): it is read after what came with it, by the same days.
    is_unpaid = models.BooleanField(_lazy("chưa kiểm"), default=False, db_default=False)
    # Its sender has said what he thinks of how he was answered; what he said stands elsewhere, and names no report.
    is_rated = models.BooleanField(default=False, db_default=False)
    # The first report that it is like, which may be itself; none until the worker has looked.
    alike = models.UUIDField(null=True)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["is_unpaid", "due_on", "id"], name="intake_report_queue"),
            models.Index(fields=["alike", "created_at", "id"], name="intake_report_alike"),
            models.Index(fields=["-created_at", "id"], name="intake_report_order"),
            models.Index(fields=["due_on", "id"], name="intake_report_due"),
            models.Index(F("due_on").desc(nulls_last=True), "id", name="intake_report_due_last"),
            models.Index(
                fields=["due_on", "id"], condition=Q(stage__in=["received", "in_hand", "asked", "handed"]),
                name="intake_report_open",
            ),
            models.Index(fields=["assignee"], name="intake_report_assignee"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("intake:report", args=[self.pk])


class ReportMark(models.Model):
    """VALUE is a digest: of what is alike or named, no word can be read out of it."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="alike_marks")
    kind = models.CharField(max_length=8, choices=MarkKind.choices)
    value = models.BigIntegerField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "kind", "report"], name="intake_reportmark_once")]


class GroupAnswer(Job, ScopedModel):
    """One answer to the senders of reports that are alike: to those that were shown, and no others.

    It leaves at GOES_AT: until then nobody has read it, and it can be taken back whole.
    """

    requested_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    report_ids = ArrayField(models.UUIDField())
    text = models.TextField(_lazy("lời"))
    goes_at = models.DateTimeField()
    # So many of the reports were come to, in their order; of those passed over how many, by why.
    handled = models.IntegerField(default=0)
    passed_over = models.JSONField(default=dict)

    class Meta(ScopedModel.Meta):
        pass

    def get_absolute_url(self) -> str:
        return reverse("intake:group_answer", args=[self.pk])

    def get_state_display(self) -> str:
        return str(GroupAnswerState(self.state).label)


class Person(models.Model):
    """Written before its report, in one transaction, and named by the receipt that both have.

    BOX is where it is sealed; then the rest is empty. Once its time is over both are, and BLANKED_AT says since when.
    """

    receipt = models.CharField(max_length=64, primary_key=True)
    box = models.ForeignKey("custody.Box", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_lazy("họ và tên"), max_length=120, blank=True)
    phone = models.CharField(_lazy("số điện thoại"), max_length=40, blank=True)
    address = models.CharField(_lazy("địa chỉ"), max_length=300, blank=True)
    told_at = models.DateTimeField()
    blanked_at = models.DateTimeField(null=True)


class Attachment(Personal, models.Model):
    """CONTENT is what the public's process handed in; the worker puts it into the store, where SHA256 names it."""

    tells_of = ("intake.report", "report_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=30)
    size = models.PositiveIntegerField()
    # Of the picture as it was sent, so that its sender may prove one day that it is the same.
    original_sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    sha256 = KeptFile(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="intake_attachment_place")]
        indexes = [models.Index(fields=["id"], condition=Q(sha256=""), name="intake_attachment_waiting")]

    @property
    def medium(self) -> str:
        """Return picture, video or sound."""
        return {"image": "picture", "video": "video"}.get(self.media_type.partition("/")[0], "sound")


class Recording(Personal, models.Model):
    """SIZE is what was announced, ARRIVED what has come. TROUBLE is why it could not be kept; then nothing of it is."""

    tells_of = ("intake.report", "report_id")

    # Drawn by the database and known to whoever sends it alone: the key to going on with it.
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="recordings")
    media_type = models.CharField(max_length=30, blank=True)
    size = models.PositiveBigIntegerField()
    arrived = models.PositiveBigIntegerField(default=0)
    trouble = models.CharField(max_length=12, blank=True)
    touched_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["report"], name="intake_recording_report"),
            models.Index(fields=["touched_at"], condition=Q(report=None), name="intake_recording_left"),
        ]


class RecordingPart(models.Model):
    """What came at once, from START on."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="parts")
    start = models.PositiveBigIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "start"], name="intake_recordingpart_once")]


class Message(Personal, models.Model):
    """OFFICER is none for the sender, and for what the house itself tells him in the name of the office."""

    tells_of = ("intake.report", "report_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(max_length=6, choices=Side.choices)
    text = models.TextField(_lazy("lời"))
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(side=Side.SENDER, officer__isnull=False) & ~Q(side=Side.NOTED, officer__isnull=True),
                name="intake_message_side",
            ),
        ]
        indexes = [models.Index(fields=["report", "written_at"], name="intake_message_talk")]


class Passage(models.Model):
    """BEFORE and AFTER are stages, kinds or ids of officers, by what happened."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="passages")
    step = models.CharField(max_length=8, choices=Step.choices)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=24, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["report", "happened_at"], name="intake_passage_story")]


class ClockMark(models.Model):
    """WHAT happened to the report on a day, as a paper says (REASON); ANNULS takes an earlier mark out of the count."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="marks")
    what = models.CharField(max_length=14, choices=Mark.choices)
    happened_on = models.DateField()
    reason = models.CharField(max_length=500)
    annuls = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="annulled_by")
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["report", "happened_on", "entered_at"], name="intake_clockmark_story")]

    @property
    def counts(self) -> bool:
        return self.annuls_id is None and not hasattr(self, "annulled_by")


class Handover(ScopedModel):
    """Belongs to the agency that hands over, is shared with the one that receives, and stays when the report goes on.

    It repeats number and kind, so that who may not read the report any more still sees what became of it.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="handovers")
    number = models.CharField(_lazy("số"), max_length=12)
    kind = models.CharField(_lazy("loại"), max_length=24)
    receiver = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=HandoverState.choices, default=HandoverState.SENT)
    reason = models.CharField(_lazy("vì sao chuyển"), max_length=500)
    sent_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    # By when the receiver is to say yes or no: a term of the house, not of a law.
    due_on = models.DateField(_lazy("hạn xác nhận"))
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    why_back = models.CharField(_lazy("vì sao trả lại"), max_length=500, blank=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=Q(state="sent"), name="intake_handover_one_open"),
        ]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="intake_handover_order"),
            models.Index(fields=["due_on", "id"], condition=Q(state="sent"), name="intake_handover_open"),
            models.Index(fields=["report", "created_at"], name="intake_handover_report"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("intake:handover", args=[self.pk])


class Overdue(ScopedModel):
    """Belongs to the agency that is late and is shared with LEVEL, which is told."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="overdue")
    number = models.CharField(_lazy("số"), max_length=12)
    kind = models.CharField(_lazy("loại"), max_length=24)
    due_on = models.DateField(_lazy("hạn"))
    level = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    # The first level told is 1; the one above it 2.
    step = models.PositiveSmallIntegerField()
    # Nobody stands above that level.
    is_top = models.BooleanField()
    # Its report has been dealt with, or has another day.
    settled_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["report", "due_on", "step"], name="intake_overdue_once"),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="intake_overdue_order"),
            models.Index(fields=["-created_at", "id"], name="intake_overdue_told"),
            models.Index(fields=["due_on", "id"], condition=Q(settled_at__isnull=True), name="intake_overdue_open"),
        ]


class Tie(models.Model):
    """A report and what it belongs to; made by an officer, undone with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="ties")
    what = models.CharField(max_length=8, choices=TieKind.choices)
    target_id = models.UUIDField()
    words = models.CharField(max_length=200)
    made_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "what", "target_id"], condition=Q(undone_at__isnull=True), name="intake_tie_once"
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(undone_at__isnull=True, what="same_as"), name="intake_tie_one_same"
            ),
        ]
        indexes = [models.Index(fields=["target_id"], condition=Q(undone_at__isnull=True), name="intake_tie_target")]


class Template(models.Model):
    """One version of a text; SERIES is what its versions have in common, and one of them at most stands.

    Seen by its agency and all above and below it. KIND and STAGE are empty where it fits any.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    series = models.UUIDField()
    version = models.PositiveSmallIntegerField(_lazy("bản thứ"))
    name = models.CharField(_lazy("tên"), max_length=80)
    kind = models.CharField(_lazy("loại"), max_length=24, blank=True)
    stage = models.CharField(_lazy("tình trạng"), max_length=10, choices=Stage.choices, blank=True)
    text = models.TextField(_lazy("lời"))
    made_by = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # When another version took its place, or it was put away.
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series"], condition=Q(ended_at__isnull=True), name="intake_template_one_stands"
            ),
            models.UniqueConstraint(fields=["series", "version"], name="intake_template_version"),
        ]
        indexes = [
            models.Index(fields=["-made_at", "id"], name="intake_template_order"),
            models.Index(fields=["agency"], condition=Q(ended_at__isnull=True), name="intake_template_of"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("intake:template", args=[self.series])


class Opinion(ScopedModel):
    """Belongs to the agency that answered; written by the sender alone, of one kind and month (its first day).

    CREATED_AT is the beginning of that month, and its id is drawn: nothing leads to the report. Where the kind is
    secret there are no WORDS.
    """

    kind = models.CharField(_lazy("loại"), max_length=24)
    month = models.DateField(_lazy("tháng"))
    verdict = models.CharField(max_length=4, choices=Verdict.choices)
    words = models.CharField(max_length=500, blank=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["-month", "owner_agency", "kind"], name="intake_opinion_group")]
