"""Who is who, where and when. Places and agencies were merged in 2025 and will be again, so all carry periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies import delegable
from minhbach.domains.agencies.types import (
    AgencyLevel,
    Confidence,
    DisclosureState,
    Force,
    OutsideKind,
    PlaceLevel,
    ProposalState,
    ReplyState,
    Role,
    Shift,
)
from minhbach.foundation.ids import new_id
from minhbach.foundation.periods import PeriodModel, PeriodQuerySet
from minhbach.foundation.scope import ScopedModel


class Place(PeriodModel):
    """A unit of one map: the one in force since 1/7/2025, or the one of 30/6/2025.

    A code is no key over time: thousands of today's codes were another ward's.
    """

    # "nation", or the map's year and the code: "2025:06184". Stable across machines.
    key = models.CharField(max_length=30, unique=True)
    code = models.CharField(max_length=5)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    level = models.CharField(max_length=10, choices=PlaceLevel.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    folded = models.CharField(max_length=120, db_index=True)
    sort_key = models.CharField(max_length=300)

    objects: ClassVar[Any] = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        indexes = [models.Index(fields=["code", "level"], name="agencies_place_code")]
        constraints = [*PeriodModel.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("agencies:place", args=[self.pk])


class PlaceSuccession(models.Model):
    """What a place became on a day. A divided ward has several successors."""

    predecessor = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="agencies_placesuccession_once"),
        ]


class InsideAgencies(models.Manager.from_queryset(PeriodQuerySet)):  # type: ignore[misc]
    """Agencies proper: whatever lists or offers agencies has no body from outside among them."""

    def get_queryset(self) -> PeriodQuerySet[Agency]:
        return super().get_queryset().filter(outside="")  # type: ignore[no-any-return]


class Agency(PeriodModel):
    """An agency or unit of any force; or a body outside, which has a kind and stands in no tree, place or force."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Stable across machines: "qltt.20", "qltt.20.doi-1", "ubnd.2025:06184".
    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    # What stands in the official number: 12/QĐ-<symbol>.
    symbol = models.CharField(max_length=40)
    force = models.CharField(max_length=20, choices=Force.choices)
    level = models.CharField(max_length=10, choices=AgencyLevel.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")
    areas = models.ManyToManyField(Place, through="AgencyArea", related_name="agencies")
    # A member that keeps its own system sends its figures; one that works here has them computed.
    works_in_system = models.BooleanField(default=False)
    folded = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=500)
    source = models.CharField(max_length=200, blank=True)
    # Anything but SEEN is shown as not yet compared with the text itself.
    confidence = models.CharField(max_length=10, choices=Confidence.choices, default=Confidence.SEEN)
    # Empty for an agency.
    outside = models.CharField(max_length=20, choices=OutsideKind.choices, blank=True, default="", db_default="")
    # Which agency opened a body outside, and answers for its accounts.
    kept_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    # The first is what Django follows; lists ask `objects`.
    everywhere: ClassVar[Any] = PeriodQuerySet.as_manager()
    objects: ClassVar[Any] = InsideAgencies()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outside="", kept_by__isnull=True)
                | Q(
                    ~Q(outside=""),
                    kept_by__isnull=False,
                    parent__isnull=True,
                    successor__isnull=True,
                    works_in_system=False,
                    force=Force.OTHER,
                    level="",
                ),
                name="agencies_agency_outside_is_apart",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("agencies:outside_body" if self.outside else "agencies:agency", args=[self.pk])


class AgencyArea(models.Model):
    """A place an agency answers for. A team or a regional branch may cross provinces."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "place"], name="agencies_agencyarea_once")]


class OfficerManager(BaseUserManager["Officer"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Officer:
        officer = self.model(username=username, **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer


class InsideOfficers(OfficerManager):
    """Officers proper: no guest is among them."""

    def get_queryset(self) -> models.QuerySet[Officer]:
        return super().get_queryset().filter(is_guest=False)


class Officer(AbstractBaseUser):
    """A person who works in the system. What they may do comes from their posts, never from the person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(_lazy("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_lazy("họ và tên"), max_length=100)
    email = models.EmailField(_lazy("thư điện tử"), blank=True)
    phone = models.CharField(_lazy("điện thoại"), max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    # Known to an administrator, so its holder must choose another before doing anything else.
    password_is_given = models.BooleanField(default=False)
    # Who knew it for a while, and since when; empty for the installation.
    password_given_by = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    password_given_at = models.DateTimeField(null=True, blank=True)
    # To whose administrators an account without a post belongs; empty for one made by the installation.
    made_in = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    # Of a body outside: holds one post there, never one inside; an account does not change sides.
    is_guest = models.BooleanField(default=False, db_default=False)
    sort_key = models.CharField(max_length=300, blank=True)

    # The posts of a day, where they were read for the request (selectors.keep_posts).
    kept_posts: tuple[date, list[Post]] | None = None

    # By `objects` libraries sign in whoever it is; whatever lists, offers or names officers asks `inside`.
    objects: ClassVar[OfficerManager] = OfficerManager()
    inside: ClassVar[InsideOfficers] = InsideOfficers()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("agencies:guest" if self.is_guest else "agencies:officer", args=[self.pk])


class Post(PeriodModel):
    """What an officer is in an agency for a time. One officer may hold several at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role.choices)
    # As it is written under a signature: "Chi cục trưởng", "Phó Chi cục trưởng".
    title_vi = models.CharField(max_length=120)
    # The title's name in the law's table of powers to sanction (law.powers: title_vi), if it has any.
    powers_title = models.CharField(max_length=200, blank=True)
    may_sign = models.BooleanField(default=False)
    # Sees what lies in the agency's area, whoever owns it.
    covers_area = models.BooleanField(default=False)

    objects: ClassVar[Any] = PeriodQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["officer", "agency", "role", "valid_from"], name="agencies_post_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title_vi}, {self.agency.short_name}"


class Proposal(models.Model):
    """What one person asks for and another with the same authority confirms; until then it gives nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    # Empty for the command line of the installation.
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    # The beginning of what is written of it in the audit log.
    told_as: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def concerns(self) -> list[UUID]:
        """Whose business it is besides its officer's."""
        return []

    @property
    def is_waiting(self) -> bool:
        return self.state == ProposalState.WAITING


class OnPaper(models.Model):
    """What a paper asks for: which one, and where the paper itself is kept."""

    paper_number = models.CharField(max_length=60)
    paper_on = models.DateField()
    paper_at = models.CharField(max_length=200)

    class Meta:
        abstract = True


class PostProposal(Proposal, PeriodModel):
    """A post that signs, is trusted, or is for somebody of another agency: it becomes a post when it is confirmed."""

    person = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    title_vi = models.CharField(max_length=120)
    powers_title = models.CharField(max_length=200, blank=True)
    may_sign = models.BooleanField(default=False)
    covers_area = models.BooleanField(default=False)
    # Whoever answers for the person confirms, where whoever proposes does not.
    is_elsewhere = models.BooleanField(default=False)

    told_as = "agencies.post"

    class Meta(PeriodModel.Meta):
        indexes = [models.Index(fields=["state", "agency"], name="agencies_proposal_waiting")]

    def __str__(self) -> str:
        return f"{self.title_vi}, {self.agency.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("agencies:proposal", args=[self.pk])


class GuestProposal(Proposal, OnPaper, PeriodModel):
    """An account for a person outside, asked for on a paper: a second officer opens it, and a new body."""

    # Which agency answers for it.
    kept_by = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # Of one that is here already; a new one is told by the next three.
    body = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=20, choices=OutsideKind.choices)
    name = models.CharField(max_length=200)
    # Its number in the register it stands in; a body is known by it.
    code = models.CharField(max_length=30)
    full_name = models.CharField(max_length=100)
    title_vi = models.CharField(max_length=120)
    username = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    # Once it is opened.
    person = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", null=True)

    told_as = "agencies.guest"

    class Meta(PeriodModel.Meta):
        indexes = [models.Index(fields=["state", "kept_by"], name="agencies_guest_waiting")]

    @property
    def concerns(self) -> list[UUID]:
        return [self.kept_by_id]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("agencies:guest_proposal", args=[self.pk])


class IdentityProvider(Proposal, OnPaper):
    """Where people of a body sign in by what their body gave them; in force once confirmed, until it is ended."""

    body = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="identity_providers")
    issuer = models.CharField(max_length=300)
    client_id = models.CharField(max_length=200)
    # Closed (`foundation.sealed_values`); empty where the provider gave none.
    secret = models.CharField(max_length=800, blank=True)
    # Which machines may be called: `name`, or `name:port`.
    hosts = ArrayField(models.CharField(max_length=260))
    # What in a token's `acr` or `amr` stands for our second factor; nothing: ours is asked.
    proofs = ArrayField(models.CharField(max_length=60), default=list)
    # Whether its people may come in by a password, or a key, of their own, too.
    keeps_password = models.BooleanField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", null=True)
    ended_for = models.CharField(max_length=300, blank=True)

    told_as = "agencies.provider"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(state=ProposalState.CONFIRMED, ended_at__isnull=True),
                name="agencies_identityprovider_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(state=ProposalState.WAITING), name="agencies_identityprovider_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return self.issuer

    def get_absolute_url(self) -> str:
        return reverse("agencies:provider", args=[self.pk])

    @property
    def concerns(self) -> list[UUID]:
        return [] if self.body.kept_by_id is None else [self.body.kept_by_id]

    @property
    def is_in_force(self) -> bool:
        return self.state == ProposalState.CONFIRMED and self.ended_at is None


class GuestIdentity(models.Model):
    """Who a person outside is at the provider of the body: invited by a code that works once, then bound for good."""

    person = models.OneToOneField(Officer, on_delete=models.PROTECT, related_name="identity")
    issuer = models.CharField(max_length=300)
    # What the provider calls him; empty until the invitation is taken up.
    subject = models.CharField(max_length=255, blank=True)
    # Of the code; empty once it was taken up.
    code = models.CharField(max_length=64, blank=True)
    invited_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", null=True)
    invited_at = models.DateTimeField()
    bound_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=~Q(subject=""), name="agencies_guestidentity_is_ones"
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="agencies_guestidentity_code_once"),
        ]


class DelegationQuerySet(PeriodQuerySet["Delegation"]):
    def on(self, day: date) -> Self:
        return super().on(day).filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=day))


class Delegation(PeriodModel):
    """A written delegation (giao quyền): a deputy signs KT. for a head, within its scope and period."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations_given")
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations_held")
    # Kinds of document it covers, e.g. ["sanction_decision"]; empty means all.
    document_kinds = models.JSONField(default=list)
    decision_number = models.CharField(max_length=60)
    decision_on = models.DateField()
    # The first day it is taken back, whatever period was written.
    revoked_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = DelegationQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(from_post=models.F("to_post")), name="agencies_delegation_to_another"),
        ]

    @property
    def kind_names(self) -> list[str]:
        return delegable.kind_names(self.document_kinds)

    def holds_on(self, day: date) -> bool:
        return super().holds_on(day) and (self.revoked_on is None or day < self.revoked_on)


class Duty(models.Model):
    """Who is on duty in an agency on a day, and the number to call. Every officer may read it: it is there to call."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="duties")
    day = models.DateField()
    shift = models.CharField(max_length=10, choices=Shift.choices)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        ordering = ["day", "shift"]
        constraints = [models.UniqueConstraint(fields=["agency", "day", "shift"], name="agencies_duty_once")]


class SharingChange(ScopedModel):
    """Who sees a record was changed: from which level to which, opened and closed to whom, and why. Never edited.

    It is its record's agency's own; what undoes it names it.
    """

    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    was = models.CharField(max_length=8)
    now = models.CharField(max_length=8)
    opened = ArrayField(models.UUIDField(), default=list)
    closed = ArrayField(models.UUIDField(), default=list)
    reason = models.CharField(max_length=300, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, related_name="undone_by", null=True)

    class Meta(ScopedModel.Meta):
        indexes = [models.Index(fields=["record_id", "-created_at"], name="agencies_sharingchange_of")]


class Disclosure(ScopedModel):
    """A record opened by hand to a body outside, for one purpose and until a day; taken back at will.

    It is its record's agency's own. By KEY its people come to it, to the record and to what was opened with it: the
    database drops the key when the day has come. NAME is what the body calls the record by: of a person not all of it.
    """

    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()
    name = models.CharField(max_length=200)
    body = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # A code of data/disclosures.toml.
    purpose = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    # The first day on which it is open no more.
    until = models.DateField()
    key = models.IntegerField(unique=True)
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    # Nobody, where the body itself was closed.
    closed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", null=True)
    closed_for = models.CharField(max_length=300, blank=True)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["-created_at", "id"], name="agencies_disclosure_order"),
            models.Index(fields=["record_id"], name="agencies_disclosure_record"),
            models.Index(fields=["body", "-created_at"], name="agencies_disclosure_body"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("agencies:disclosure", args=[self.pk])

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    def state_on(self, day: date) -> DisclosureState:
        if self.closed_at is not None:
            return DisclosureState.CLOSED
        return DisclosureState.OPEN if day < self.until else DisclosureState.OVER


class OutsideReply(models.Model):
    """What a body says to what was opened to it: it waits for an officer, who takes it or declines it with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    written_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReplyState.choices, default=ReplyState.WAITING)
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReplyState.WAITING, decided_at__isnull=True)
                | Q(~Q(state=ReplyState.WAITING), decided_at__isnull=False, decided_by__isnull=False),
                name="agencies_outsidereply_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["disclosure", "written_at"], name="agencies_reply_of"),
            models.Index(
                fields=["written_at", "id"], condition=Q(state=ReplyState.WAITING), name="agencies_reply_waiting"
            ),
        ]
