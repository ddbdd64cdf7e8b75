"""The monthly samples within a reader's reach: which pair he reads next, and what the readings come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from minhbach.domains.agencies.models import Officer
from minhbach.domains.linkage.models import Reading, Sample, SampledPair
from minhbach.domains.linkage.quality import STRATA, Rate, Read, asks_second, rate, verdict_of
from minhbach.domains.linkage.refusals import PairNotFound
from minhbach.domains.linkage.types import Verdict

MONTHS = 24


@dataclass(frozen=True)
class Month:
    """What one month's sample came to, of the pairs its reader sees. LEFT is what nobody has read yet."""

    month: date
    over: Rate | None
    under: Rate | None
    left: int
    unsure: int
    split: int


def months() -> list[Month]:
    """List the samples, the latest first, with the rates of linking too much and too little."""
    samples = list(Sample.objects.order_by("-month")[:MONTHS])
    readings = _readings(samples)
    pairs: dict[date, list[tuple[str, list[str]]]] = defaultdict(list)
    rows = SampledPair.objects.filter(sample__in=samples).values_list("id", "sample_id", "stratum")
    for pair_id, month, stratum in rows:
        pairs[month].append((stratum, readings[pair_id]))
    return [_month(sample, pairs[sample.month]) for sample in samples]


def unread_count(month: date) -> int:
    """Count the pairs of a month's sample that nobody has read."""
    return SampledPair.objects.filter(sample=month, readings__isnull=True).count()


def sampled_to_read(officer: Officer) -> list[SampledPair]:
    """List the pairs of the latest sample that an officer may read next: unread ones, and others' that ask a second."""
    latest = Sample.objects.order_by("-month").first()
    if latest is None:
        return []
    rows = SampledPair.objects.filter(sample=latest, one__withdrawn_at__isnull=True, other__withdrawn_at__isnull=True)
    own = set(Reading.objects.filter(officer=officer, pair__sample=latest).values_list("pair_id", flat=True))
    readings = _readings([latest])
    open_ones = [pair for pair in rows.order_by("id") if pair.pk not in own and _asks(pair, readings[pair.pk])]
    # Those that nobody has read come first; ids of one sample are in no telling order.
    return sorted(open_ones, key=lambda pair: (len(readings[pair.pk]), str(pair.pk)[::-1]))


def get_sampled(pair_id: UUID) -> SampledPair:
    """Fetch a sampled pair of two records in reach.

    Raises: PairNotFound.
    """
    found = SampledPair.objects.filter(pk=pair_id).first()
    if found is None:
        raise PairNotFound
    return found


def _asks(pair: SampledPair, readings: Sequence[str]) -> bool:
    return not readings or asks_second(readings, is_linked=STRATA[pair.stratum].is_linked)


def _readings(samples: Sequence[Sample]) -> Mapping[UUID, list[str]]:
    """Return what was read of each pair, in the order in which it was read."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Reading.objects.filter(pair__sample__in=samples).order_by("at", "id")
    for pair_id, verdict in rows.values_list("pair_id", "verdict"):
        found[pair_id].append(verdict)
    return found


def _month(sample: Sample, pairs: Sequence[tuple[str, list[str]]]) -> Month:
    verdicts = [(stratum, verdict_of(readings)) for stratum, readings in pairs]

    def found(*, is_linked: bool) -> Rate | None:
        wrong = Verdict.DIFFERENT if is_linked else Verdict.SAME
        read = []
        for code, stratum in STRATA.items():
            own = [verdict for place, verdict in verdicts if place == code]
            told = [verdict for verdict in own if verdict in (Verdict.SAME, Verdict.DIFFERENT)]
            if stratum.is_linked == is_linked:
                read.append(Read(code, len(told), told.count(wrong)))
        return rate(read, sample.shares)

    every = [verdict for _stratum, verdict in verdicts]
    return Month(
        month=sample.month,
        over=found(is_linked=True),
        under=found(is_linked=False),
        left=every.count(""),
        unsure=every.count(Verdict.UNSURE),
        split=every.count("split"),
    )
