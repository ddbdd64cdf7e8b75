"""What the paper of the minutes says, taken from their things as they stand."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import every_post_of
from minhbach.domains.documents.papers.duty_handover import DutyHandoverContent, HandedRow
from minhbach.domains.handovers.kinds import kinds
from minhbach.domains.handovers.models import Minutes
from minhbach.domains.handovers.types import ItemState


def content_of(minutes: Minutes, *, at: datetime) -> DutyHandoverContent:
    """Return the content of the paper: what was passed on to whom, and what no longer hung on the officer."""
    names = {kind.code: str(kind.label) for kind in kinds()}
    order = {code: place for place, code in enumerate(names)}
    items = sorted(
        minutes.items.select_related("receiver"), key=lambda one: (order.get(one.kind, 99), one.words, str(one.pk))
    )
    moved = [item for item in items if item.state == ItemState.MOVED]
    receivers = {item.receiver_id: item.receiver for item in moved if item.receiver}
    return DutyHandoverContent(
        at=at,
        unit=minutes.owner_agency.name,
        reason=minutes.reason,
        leaves_on=minutes.leaves_on,
        giver=_named(minutes.person),
        receivers=tuple(_named(one) for one in receivers.values()),
        witness=_named(minutes.opened_by),
        rows=tuple(
            HandedRow(
                kind=names.get(item.kind, item.kind),
                words=item.words,
                about=item.about,
                due_on=item.due_on,
                receiver=item.receiver.full_name if item.receiver and item.state == ItemState.MOVED else "",
                remark=item.remark if item.state == ItemState.MOVED else str(item.get_state_display()),
            )
            for item in items
        ),
    )


def _named(person: Officer) -> str:
    post = every_post_of(person).first()
    return f"{person.full_name}, {post.title_vi} {post.agency.name}" if post else person.full_name
