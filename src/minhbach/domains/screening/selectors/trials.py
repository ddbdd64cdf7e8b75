"""Reads: a trial of a lexicon entry, how far it is, and what it showed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.lexicon_file import rule_of
from minhbach.domains.screening.lexicon_words import trial_figure
from minhbach.domains.screening.models import Export, LexiconTrial, TrialLead
from minhbach.domains.screening.selectors.sweeps import failure_sentence
from minhbach.domains.screening.types import Verdict
from minhbach.engine.telling.marking import Segment, segments
from minhbach.engine.telling.sentences import likeness, reason_sentence, reasons_sentence
from minhbach.foundation import jobs
from minhbach.foundation.jobs import JobProgress
from minhbach.foundation.refusals import NotFound

_BEFORE, _AFTER = 120, 200
_BLANK_LINES = re.compile(r"\n\s*\n")
_FIELDS = ("title", "description")


@dataclass(frozen=True)
class Stretch:
    """A stretch of a listing's text: marked where a sign was read, strongly where by this very entry."""

    text: str
    notes: tuple[str, ...] = ()
    is_own: bool = False


@dataclass(frozen=True)
class Shown:
    """One of the listings a trial added, as its page shows it."""

    row: TrialLead
    signs: Sequence[str]
    title: Sequence[Stretch]
    description: Sequence[Stretch]
    reasons: Sequence[str]


@dataclass(frozen=True)
class TrialJudgment:
    """What officers made of the listings shown. Units: share in [0, 1], of those judged."""

    shown: int
    judged: int
    worth: int

    @property
    def share(self) -> float | None:
        return self.worth / self.judged if self.judged else None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share * 100)

    @property
    def is_complete(self) -> bool:
        return self.judged == self.shown

    @property
    def is_poor(self) -> bool:
        """Say whether so few are worth a look that the page advises against switching the entry on."""
        return self.share is not None and self.share < trial_figure("least_worth_share")


@dataclass(frozen=True)
class TrialPage:
    """A trial as its page shows it."""

    trial: LexiconTrial
    progress: JobProgress
    judgment: TrialJudgment
    shown: Sequence[Shown]
    is_of_latest: bool

    @property
    def is_flood(self) -> bool:
        """Say whether the entry adds so many leads that inspectors would drown in them."""
        trial = self.trial
        return trial.added_count > 10 and trial.added_count > trial.leads_before * trial_figure("flood_share")

    @property
    def added_percent(self) -> int | None:
        before = self.trial.leads_before
        return round(100 * self.trial.added_count / before) if before else None


def exports_to_try_on(agency: Agency) -> QuerySet[Export]:
    """List the files an agency has received, the latest first."""
    return Export.objects.filter(owner_agency=agency, mapping__has_key="title").order_by("-created_at", "-id")


def access_trial(officer: Officer, trial_id: UUID, *, at: datetime) -> LexiconTrial:
    """Fetch a trial for one who may see its entry. Raises: agencies.policies.RoleMissing, NotFound."""
    policies.require_reader(officer, at=at)
    rows = LexiconTrial.objects.select_related(
        "entry__owner_agency", "entry__version", "version__entry", "version__written_by", "requested_by"
    )
    trial: LexiconTrial | None = rows.filter(id=trial_id, entry__deleted_at__isnull=True).first()
    if trial is None:
        raise NotFound
    return trial


def read_trial_page(officer: Officer, trial_id: UUID, *, at: datetime) -> TrialPage:
    """Read a trial with what it showed. Raises: agencies.policies.RoleMissing, NotFound."""
    return page_of(access_trial(officer, trial_id, at=at), at=at)


def page_of(trial: LexiconTrial, *, at: datetime) -> TrialPage:
    rows = list(trial.shown.select_related("judged_by").order_by("number"))
    return TrialPage(
        trial=trial,
        progress=progress_of(trial, at=at),
        judgment=judgment_of(rows),
        shown=[_shown(row, rule_of(trial.version.code)) for row in rows],
        is_of_latest=trial.entry.version_id == trial.version_id,
    )


def judgment_of(rows: Sequence[TrialLead]) -> TrialJudgment:
    verdicts = [row.verdict for row in rows if row.verdict]
    return TrialJudgment(len(rows), len(verdicts), verdicts.count(Verdict.WORTH))


def progress_of(trial: LexiconTrial, *, at: datetime) -> JobProgress:
    """Work out how far a trial is: its share is that of both runs together."""
    broken = _("Lần thử kết thúc bất thường. Hãy chạy lại; nếu lặp lại, báo quản trị hệ thống.")
    failure = failure_sentence(trial.failure, broken=broken)
    run = jobs.progress_of(trial, asked_at=trial.requested_at, at=at, failure=failure)
    return run if run.share is None else replace(run, share=(run.share + (trial.stage == "with")) / 2)


def _shown(row: TrialLead, rule: str) -> Shown:
    return Shown(
        row=row,
        signs=row.signs,
        title=_marked(row, "title", rule),
        description=_excerpt(_marked(row, "description", rule)),
        reasons=_reasons([signal for signal in row.signals if signal["weight"] > 0]),
    )


def _reasons(signals: Sequence[Mapping[str, Any]]) -> list[str]:
    """Signals alike in all but their place are said together."""
    alike: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for signal in signals:
        alike.setdefault((signal["rule"], likeness(signal)), []).append(signal)
    return [reasons_sentence(group) for group in alike.values()]


def _marked(row: TrialLead, field: str, rule: str) -> list[Stretch]:
    signals = [signal for signal in row.signals if signal["field"] == field and signal["weight"] > 0]
    return [
        _stretch(segment, [signals[index] for index in segment.signals], rule)
        for segment in segments(row.snapshot.get(field) or "", signals)
    ]


def _stretch(segment: Segment, signals: Sequence[Mapping[str, Any]], rule: str) -> Stretch:
    notes = tuple(dict.fromkeys(reason_sentence(signal) for signal in signals))
    return Stretch(segment.text, notes, any(signal["rule"] == rule for signal in signals))


def _excerpt(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The text around its marks: what lies far from any of them is left out."""
    kept: list[Stretch] = []
    for number, one in enumerate(stretches):
        text = one.text if one.notes else _BLANK_LINES.sub("\n", one.text)
        head = _AFTER if number > 0 or len(stretches) == 1 else 0
        tail = _BEFORE if number < len(stretches) - 1 else 0
        if one.notes or len(text) <= head + tail:
            kept.append(Stretch(text, one.notes, one.is_own))
        else:
            kept.append(Stretch(f"{text[:head]} … {text[len(text) - tail :]}"))
    return kept
