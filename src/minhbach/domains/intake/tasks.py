"""Background work of what the public sends."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from minhbach.domains.agencies.selectors import access_of, keep_posts
from minhbach.domains.intake import services
from minhbach.domains.intake.models import GroupAnswer
from minhbach.domains.intake.services import forget_left, put_recordings_away, reckon_days, tell_levels
from minhbach.domains.intake.services import put_away as put_pictures_away
from minhbach.domains.intake.services.alike import AT_ONCE, TASK
from minhbach.domains.intake.services.group_answers import TASK as ANSWER_GROUP
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.jobs import failures_kept, following_task, long_task
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app


@app.periodic(cron="* * * * *")
@app.task(name="intake.put_away", queue=FOLLOWING, queueing_lock="intake.put_away")
def put_away(timestamp: int) -> None:
    """Put what was handed in into the store; harmless to repeat."""
    put_pictures_away()
    put_recordings_away()


@app.periodic(cron="5 * * * *")
@app.task(name="intake.reckon_days", queueing_lock="intake.reckon_days")
def reckon(timestamp: int) -> None:
    """Reckon the days of answers anew: the law may have changed, or its holidays; remove what nobody sends on."""
    with acting_as(SYSTEM):
        reckon_days(at=now())
    forget_left(at=now())


@app.periodic(cron="3,18,33,48 * * * *")
@app.task(name="intake.tell_levels", queue=FOLLOWING, queueing_lock="intake.tell_levels")
def tell_late(timestamp: int) -> None:
    """Tell the next level what is past its day; harmless to repeat."""
    with acting_as(SYSTEM):
        tell_levels(at=now())


@following_task(TASK, most=AT_ONCE)
def look(report_ids: Collection[UUID]) -> None:
    """Look what reports that came are like; harmless to repeat."""
    services.look_what_is_alike(report_ids=report_ids)


@long_task(ANSWER_GROUP, record=GroupAnswer, fail=services.fail_group_answer)
def answer_group(group_answer_id: str) -> None:
    """Answers many who sent alike, each part in its own transaction. Harmless to repeat: what is done is kept."""
    own_id = UUID(group_answer_id)
    with acting_as(SYSTEM):
        officer = services.begin_group_answer(own_id, at=now())
    if officer is None:
        return
    with failures_kept("group answer", own_id, services.fail_group_answer):
        has_more = True
        while has_more:
            at = now()
            # What the officer reaches and may is asked anew for each part.
            keep_posts(officer, on=local_date(at))
            with acting_as(access_of(officer, at=at)):
                has_more = services.answer_part(own_id, at=at)
