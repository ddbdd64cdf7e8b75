"""What a consumer does himself by the functions of the public's process"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from minhbach.domains.intake.models import Report
from minhbach.domains.mediation import selectors
from minhbach.domains.mediation.models import Dispute, Promise
from minhbach.domains.mediation.services.steps import AFTER_ALL
from minhbach.domains.mediation.types import CONSUMER, FIRM, State, StepKind, moves_from
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import as_portal
from tests.domains.mediation.making import begun, fresh, passed, settled, stepped, steps, written
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("files")
# What the page of a receipt offers; of a word, he has his talk.
OWN = set(StepKind) - {StepKind.WORD, StepKind.BROKEN_OFF}


def receipt_of(dispute: Dispute) -> str:
    with acting_as(SYSTEM):
        return str(Report.objects.get(pk=dispute.report_id).receipt)


def told(dispute: Dispute) -> Any:
    return as_portal("portal.dispute(%s)", receipt_of(dispute))


def say(dispute: Dispute, kind: str, *, press: UUID | None = None, **given: Any) -> Any:
    said = json.dumps({"kind": kind, **given})
    return as_portal("portal.bargain(%s, %s, %s::jsonb)", receipt_of(dispute), press or uuid4(), said)


def test_a_receipt_without_a_dispute_is_told_of_none() -> None:
    assert as_portal("portal.dispute(%s)", "0" * 64) is None
    assert as_portal("portal.bargain(%s, %s, %s::jsonb)", "0" * 64, uuid4(), '{"kind": "took"}') is None


@pytest.mark.parametrize("is_closed", [False, True])
def test_may_do_what_the_table_of_steps_says_and_nothing_else(world: World, is_closed: bool) -> None:
    """In every state, with an offer of the firm and a text that nobody has signed."""
    dispute = passed(world)
    stepped(world, dispute, FIRM, StepKind.OFFERED, "Đổi máy.")
    written(world, dispute)
    for state in set(State) - {State.SILENT}:
        with connection.cursor() as cursor, acting_as(SYSTEM):
            closed = "now()" if is_closed else "null"
            cursor.execute(f"update mediation_dispute set state = %s, closed_at = {closed}", [state])
        table = {move.kind for move in moves_from(state, CONSUMER)} & OWN
        assert set(told(dispute)["may"]) == {one for one in table if not is_closed or one in AFTER_ALL}, state


def test_allows_what_may_be_told_and_takes_it_back(world: World) -> None:
    dispute = begun(world)
    assert say(dispute, "consented", told=["age"])["refused"] == "told"
    assert "refused" not in say(dispute, "consented", told=["address", "name", "age"])
    assert selectors.consent_of(steps(dispute)) == {"name", "address"}
    say(dispute, "not_consented")
    assert selectors.consent_of(steps(dispute)) == frozenset()
    assert fresh(dispute).is_waiting


def test_takes_the_offer_that_he_saw_once_and_no_other(world: World) -> None:
    dispute = passed(world)
    assert say(dispute, "took")["refused"] == "kind"
    first = stepped(world, dispute, FIRM, StepKind.OFFERED, "Giảm giá.")
    second = stepped(world, dispute, FIRM, StepKind.OFFERED, "Đổi máy.")
    assert say(dispute, "took", about=str(first.pk))["refused"] == "changed"
    press = uuid4()
    assert say(dispute, "took", about=str(second.pk), press=press)["state"] == "met"
    assert say(dispute, "took", about=str(second.pk), press=press)["again"]
    assert [one.kind for one in steps(dispute)].count("took") == 1
    assert fresh(dispute).state == State.MET


def test_signs_the_text_that_he_read_and_that_settles_it_when_the_firm_has(world: World) -> None:
    dispute = passed(world)
    stepped(world, dispute, FIRM, StepKind.ACCEPTED)
    first, text = written(world, dispute, text="Đổi máy."), written(world, dispute)
    assert say(dispute, "signed", digest=first.data["digest"])["refused"] == "changed"
    assert say(dispute, "signed", digest=text.data["digest"])["state"] == "written"
    assert say(dispute, "signed", digest=text.data["digest"])["refused"] == "kind"
    stepped(world, dispute, FIRM, StepKind.SIGNED)
    assert fresh(dispute).state == State.SETTLED


def test_settles_it_when_he_signs_last_and_says_whether_it_was_kept(world: World) -> None:
    dispute = passed(world)
    stepped(world, dispute, FIRM, StepKind.ACCEPTED)
    text = written(world, dispute)
    stepped(world, dispute, FIRM, StepKind.SIGNED)
    assert say(dispute, "signed", digest=text.data["digest"])["state"] == "settled"
    with acting_as(SYSTEM):
        promise = Promise.objects.get()
    assert say(dispute, "kept", promise=str(uuid4()))["refused"] == "promise"
    assert say(dispute, "not_kept", promise=str(promise.pk))["refused"] == "text"
    assert "refused" not in say(dispute, "kept", promise=str(promise.pk))
    assert selectors.is_kept(promise, [one for one in steps(dispute) if one.promise_id == promise.pk])


def test_offers_nothing_after_the_end_nor_more_than_a_page_holds(world: World) -> None:
    dispute = passed(world)
    stepped(world, dispute, FIRM, StepKind.ACCEPTED)
    assert say(dispute, "offered", text=" ")["refused"] == "text"
    assert say(dispute, "offered", text="ă" * 5_001)["refused"] == "text"
    assert "refused" not in say(dispute, "offered", text="<b>Đổi máy</b>")
    assert say(dispute, "withdrawn")["state"] == "withdrawn"
    assert say(dispute, "offered", text="Đổi máy")["refused"] == "kind"
    assert [one.kind for one in steps(dispute)][-2:] == ["offered", "withdrawn"]


def test_is_refused_a_flood_of_steps(world: World) -> None:
    dispute = passed(world)
    stepped(world, dispute, FIRM, StepKind.ACCEPTED)
    for _time in range(200):
        assert "refused" not in say(dispute, "offered", text="Đổi máy")
    assert say(dispute, "offered", text="Đổi máy")["refused"] == "many"


def test_leaves_in_the_log_that_he_did_something_and_no_word_of_it(world: World) -> None:
    dispute = settled(world)
    say(dispute, "not_consented", text="Bí mật của tôi")
    entry = AuditEntry.objects.filter(action="mediation.step.received").get()
    assert entry.officer_id is None
    assert "Bí mật" not in str(entry.data)
