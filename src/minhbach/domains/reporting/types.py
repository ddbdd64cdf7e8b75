"""Kinds and states."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """Where a report stands: gathering figures, figures closed, before the signer, issued."""

    OPEN = "open", _("gathering figures")
    CLOSED = "closed", _("figures closed")
    PUT_FORWARD = "put_forward", _("put up for signing")
    ISSUED = "issued", _("report issued")


class SubmissionKind(models.TextChoices):
    FIGURES = "figures", _("figures sent")
    NOTHING = "nothing", _("nothing to report")


class SubmissionSource(models.TextChoices):
    ENTERED = "entered", _("entered on the page")
    UPLOADED = "uploaded", _("uploaded from a file")


class MemberState(models.TextChoices):
    """What a member owes a report."""

    COMPUTED = "computed", _("computed from the record")
    SENT = "sent", _("figures sent")
    NOTHING = "nothing", _("nothing to report")
    AWAITED = "awaited", _("awaited")
    LATE = "late", _("late")


class EventKind(models.TextChoices):
    OPENED = "opened", _("opened the report")
    URGED = "urged", _("urged a member")
    CLOSED = "closed", _("closed the figures")
    REOPENED = "reopened", _("reopened the figures")
    PUT_FORWARD = "put_forward", _("put the report up for signing")
    ISSUED = "issued", _("issued the report")
