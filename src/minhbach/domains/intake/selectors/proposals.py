"""What a report may belong to: by what it names, within the reach of whoever asks, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.recognised import identities_in
from minhbach.domains.intake.selectors.ties import ties_of
from minhbach.domains.intake.types import Seen, TieDoor, TieKind, tie_doors
from minhbach.domains.subjects.selectors import find_by_identifier, subject_behind, subject_in_reach
from minhbach.engine.identifiers import KINDS, Identity

SHOWN = 6
OF_EACH = 3


@dataclass(frozen=True)
class Proposal:
    what: TieKind
    target_id: UUID
    seen: Seen
    why: str


def proposals_for(report: Report, officer: Officer, *, at: datetime) -> list[Proposal]:
    """List what a report may belong to and is not tied to yet: who is named, then what is known of them."""
    tied = {(tie.what, tie.target_id) for tie in ties_of(report)}
    # What its kind asks besides may name somebody, too: the seller, the accused.
    told = "\n".join([report.what, *(str(value) for value in report.data.values())])
    identities = identities_in(told, report.where_said, report.link)
    known = [pk for what, pk in tied if what == TieKind.SUBJECT]
    found: dict[tuple[str, UUID], str] = {}
    for door in doors():
        for target_id, why in door.find(identities, known):
            found.setdefault((door.what, target_id), why)
        known += [pk for what, pk in found if what == TieKind.SUBJECT and pk not in known]
    return list(_shown(((key, why) for key, why in found.items() if key not in tied), officer, at=at))[:SHOWN]


def seen_record(what: TieKind | str, target_id: UUID, officer: Officer, *, at: datetime) -> Seen | None:
    """Say what a record is called and where it stands, for an officer who sees it."""
    door = next((one for one in doors() if one.what == what), None)
    return door.seen(target_id, officer, at) if door else None


def subjects_tied(report: Report, officer: Officer, *, at: datetime) -> list[Seen]:
    """List the subjects of the register that a report was tied to, as far as an officer sees them."""
    tied = [one.target_id for one in ties_of(report) if one.what == TieKind.SUBJECT]
    return [seen for one in tied if (seen := seen_record(TieKind.SUBJECT, one, officer, at=at)) is not None]


def doors() -> Iterator[TieDoor]:
    """Subjects first: what rooms above know is found by them too."""
    yield TieDoor(TieKind.SUBJECT, _subjects, _subject)
    yield from tie_doors()


def _subjects(identities: Sequence[Identity], _known: Sequence[UUID]) -> Iterator[tuple[UUID, str]]:
    for one in identities:
        if KINDS[one.kind].is_closed:
            continue
        why = _("có %(kind)s nêu trong tin") % {"kind": KINDS[one.kind].words}
        for subject in find_by_identifier(one.kind, one.canonical)[:OF_EACH]:
            yield subject.pk, why
        if one.kind == "shop":
            platform, _colon, account = one.canonical.partition(":")
            if (behind := subject_behind(platform, account)) is not None:
                yield behind.pk, why


def _subject(subject_id: UUID, _officer: Officer, _at: datetime) -> Seen | None:
    found = subject_in_reach(subject_id)
    return Seen(found.name, reverse("subjects:subject", args=[found.pk])) if found else None


def _shown(found: Iterable[tuple[tuple[str, UUID], str]], officer: Officer, *, at: datetime) -> Iterator[Proposal]:
    for (what, target_id), why in found:
        seen = seen_record(what, target_id, officer, at=at)
        if seen is not None:
            yield Proposal(TieKind(what), target_id, seen, why)
