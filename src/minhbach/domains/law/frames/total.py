"""Several acts of one offender: what they come to together, by decree, and who may sign for all of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minhbach.domains.law.citing import name_instrument
from minhbach.domains.law.types.fines import FineFrame, Signer


@dataclass(frozen=True, slots=True)
class Sum:
    """What the acts under one decree come to."""

    instrument: str
    fine_min_vnd: int
    fine_max_vnd: int


@dataclass(frozen=True, slots=True)
class Total:
    """What the acts come to; `proposed_vnd` None where one of them is left to the officer.

    Units:  đồng, for the offender of the questions (an organisation's are doubled already).
    Source: Luật XLVPHC Đ3 k1d: each act is fined, and one decision adds them up; a title must have the power for each.
    """

    fine_min_vnd: int
    fine_max_vnd: int
    proposed_vnd: int | None
    sums: tuple[Sum, ...]
    signers: tuple[Signer, ...]


def total_of(frames: Sequence[FineFrame]) -> Total | None:
    """Add up the frames of one offender's acts; None where there is none."""
    if not frames:
        return None
    by_decree: dict[str, list[FineFrame]] = {}
    for frame in frames:
        by_decree.setdefault(name_instrument(frame.citation.instrument), []).append(frame)
    proposed = [frame.proposed_vnd for frame in frames]
    known = [amount for amount in proposed if amount is not None]
    return Total(
        fine_min_vnd=sum(frame.fine_min_vnd for frame in frames),
        fine_max_vnd=sum(frame.fine_max_vnd for frame in frames),
        proposed_vnd=sum(known) if len(known) == len(proposed) else None,
        sums=tuple(
            Sum(name, sum(one.fine_min_vnd for one in own), sum(one.fine_max_vnd for one in own))
            for name, own in by_decree.items()
        ),
        signers=signers_for_all(frames),
    )


def signers_for_all(frames: Sequence[FineFrame]) -> tuple[Signer, ...]:
    """List the titles that may sign for every act, lowest rank first, each as it stands for the last act."""
    offices = set.intersection(*({one.office for one in frame.signers if one.may_sign} for frame in frames))
    return tuple(one for one in frames[-1].signers if one.may_sign and one.office in offices)
