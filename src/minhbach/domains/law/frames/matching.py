"""Finding an act again in another period of its provision: points are renumbered and words change."""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher

from minhbach.domains.law.book import LawBook, root_of
from minhbach.domains.law.types.rows import Act, FineFrameRow

# Shares of equal letters, tried on every change of points from 2020 to 2025: a point that was amended keeps 0.56 and
# more of its words, one that was replaced by another act 0.49 and less; renumbered ones keep 0.79.
SAME_POINT_SHARE = 0.55
OTHER_POINT_SHARE = 0.75


def find_same_act(row: FineFrameRow, act: Act | None) -> Act | None:
    """Find an act in another row of its series; None where the officer must compare the texts."""
    if act is None or len(row.acts) == 1:
        return row.acts[0] if row.acts else None
    scored = [(_likeness(act, one), one) for one in row.acts if one.violation_class == act.violation_class]
    for share, one in scored:
        if one.point == act.point and share >= SAME_POINT_SHARE:
            return one
    share, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= OTHER_POINT_SHARE else None


def may_have_moved_to(book: LawBook, row: FineFrameRow, act: Act | None, since: date) -> tuple[str, ...]:
    """List rows that came into force on the day a provision ended, on acts of the same class.

    A decree that rewrites a chapter moves acts to other articles; whether one of these is the same, an officer reads.
    """
    code = act.violation_class if act else row.violation_class
    return tuple(
        one.citation.row_id
        for one in book.frames
        if one.citation.valid_from == since
        and root_of(one.citation.instrument) == root_of(row.citation.instrument)
        and not any(
            before.citation.holds_on(row.citation.valid_from or since) for before in book.frame_periods(one.series)
        )
        and any(other.violation_class == code for other in one.acts)
    )


def _likeness(first: Act, second: Act) -> float:
    return SequenceMatcher(None, first.text_vi.casefold(), second.text_vi.casefold(), autojunk=False).ratio()
