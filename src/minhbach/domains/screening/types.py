"""Signs, states and reasons."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sign(models.TextChoices):
    """Signs of violation, in the engine's order and under its codes: reasons to look, never proof."""

    COUNTERFEIT = "counterfeit", _("counterfeit, trademark")
    UNKNOWN_ORIGIN = "unknown_origin", _("unknown origin")
    PROHIBITED = "prohibited", _("prohibited goods")
    EXPIRED = "expired", _("expired")
    MISLEADING = "misleading", _("misleading claims")
    OFF_PLATFORM = "off_platform", _("dealing off the platform")


class LeadState(models.TextChoices):
    NEW = "new", _("waiting to be taken")
    TAKEN = "taken", _("being verified")
    CASE_OPENED = "case_opened", _("case opened")
    DISMISSED = "dismissed", _("laid aside")


OPEN_STATES = (LeadState.NEW, LeadState.TAKEN)


class DismissalReason(models.TextChoices):
    """Why a lead led nowhere; kept, so that the screen can learn from it."""

    MISREAD = "misread", _("the words were misread: no sign in what the seller says")
    LAWFUL = "lawful", _("lawful: authorised, documented or permitted goods")
    REMEDIED = "remedied", _("the seller has already mended or removed the listing")
    UNTRACEABLE = "untraceable", _("the seller cannot be traced")
    MINOR = "minor", _("too slight to act on")
    DUPLICATE = "duplicate", _("already handled under another lead or case")
    OTHER = "other", _("another reason, in the note")


class EventKind(models.TextChoices):
    SEEN_AGAIN = "seen_again", _("seen again with other content")
    RETURNED = "returned", _("came back: seen again with other content after it was dismissed")
    TAKEN = "taken", _("taken to verify")
    RELEASED = "released", _("given back")
    DISMISSED = "dismissed", _("laid aside")
    RESTORED = "restored", _("restored after a dismissal")
    ATTACHED = "attached", _("attached to a subject")
    DETACHED = "detached", _("detached from its subject")
    PASSED_ON = "passed_on", _("passed on to another agency")
    CASE_LINKED = "case_linked", _("case opened")


class SweepState(models.TextChoices):
    WAITING = "waiting", _("waiting for a worker")
    SCREENING = "screening", _("being screened")
    IMPORTING = "importing", _("receiving leads")
    DONE = "done", _("swept")
    FAILED = "failed", _("sweep failed")
    CANCELED = "canceled", _("sweep stopped")


RUNNING_STATES = (SweepState.WAITING, SweepState.SCREENING, SweepState.IMPORTING)


class LexiconState(models.TextChoices):
    """How far the latest version of an entry has come; an older version may be in use meanwhile."""

    DRAFT = "draft", _("being drafted")
    TRIED = "tried", _("tried out")
    PROPOSED = "proposed", _("waiting for approval")
    ACTIVE = "active", _("in use")
    OFF = "off", _("switched off")


class LexiconStrength(models.TextChoices):
    """Codes of lexicon_words.toml, where their weights and names stand."""

    WEAK = "weak", _("weak")
    MEDIUM = "medium", _("medium")
    STRONG = "strong", _("strong")


class LexiconEventKind(models.TextChoices):
    WRITTEN = "written", _("wrote a version")
    TRIED = "tried", _("tried it out")
    PROPOSED = "proposed", _("asked for approval")
    RETURNED = "returned", _("gave it back")
    APPROVED = "approved", _("approved; in use from then on")
    SWITCHED_OFF = "off", _("switched it off")
    DELETED = "deleted", _("deleted the draft")
    RESTORED = "restored", _("brought the draft back")


class TrialState(models.TextChoices):
    WAITING = "waiting", _("waiting for a worker")
    RUNNING = "running", _("being tried")
    DONE = "done", _("tried out")
    FAILED = "failed", _("trial failed")
    CANCELED = "canceled", _("trial stopped")


RUNNING_TRIALS = (TrialState.WAITING, TrialState.RUNNING)


class Verdict(models.TextChoices):
    """What an officer thinks of a listing that a trial added."""

    WORTH = "worth", _("worth a look")
    NOT_WORTH = "not_worth", _("not worth it")
