"""A firm answers by the account of its own body, and sees nothing else"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.selectors import access_of, body_of
from minhbach.domains.intake.models import Person, Report
from minhbach.domains.mediation import selectors, services
from minhbach.domains.mediation.models import Dispute, Step
from minhbach.domains.mediation.refusals import (
    DisputeNotFound,
    NoSuchStep,
    NotOfFirm,
    OfferAnswered,
    ReasonMissing,
    TextChanged,
)
from minhbach.domains.mediation.types import CONSUMER, FIRM, State, StepKind, Told
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened
from tests.domains.mediation.making import asked, begun, fresh, passed, stepped, steps, written
from tests.worlds import World, guest_of

pytestmark = pytest.mark.usefixtures("files")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def guest(world: World) -> Officer:
    return guest_of(world)


def body(guest: Officer) -> Agency:
    found = body_of(guest, on=local_date(now()))
    assert found is not None
    return found


def passed_to(world: World, guest: Officer, **more: Any) -> Dispute:
    return passed(world, begun(world, account=body(guest), **more))


def answered(guest: Officer, dispute: Dispute, kind: StepKind, text: str = "", **more: Any) -> Step:
    with acting_as(access_of(guest, at=now())):
        return services.answer_as_firm(
            officer=guest, at=now(), dispute=dispute, kind=kind, text=text, **{"press": uuid4(), **more}
        )


def test_reads_what_was_passed_to_it_and_neither_the_request_nor_its_sender(world: World, guest: Officer) -> None:
    box = opened(world)
    dispute = passed_to(world, guest, report=asked(world, box))
    other, unpassed = (
        passed(world, begun(world, asked(world, box))),
        begun(world, asked(world, box), account=body(guest)),
    )
    with acting_as(access_of(guest, at=now())):
        assert selectors.get_dispute(dispute.id) == dispute
        assert selectors.person_told(dispute, selectors.steps_of(dispute)) == []
        for hidden in (other, unpassed):
            with pytest.raises(DisputeNotFound):
                selectors.get_dispute(hidden.id)
        assert set(Step.objects.values_list("dispute_id", flat=True)) == {dispute.pk}
        assert not Report.objects.exists()
        assert not Person.objects.exists()
    stepped(world, dispute, CONSUMER, StepKind.CONSENTED, told=(Told.NAME,))
    with acting_as(access_of(guest, at=now())):
        told = selectors.person_told(dispute, selectors.steps_of(dispute))
    assert [(one.label, one.value) for one in told] == [("họ và tên", "Nông Thị Mai")]


def test_answers_offers_and_signs_what_it_read(world: World, guest: Officer) -> None:
    dispute = passed_to(world, guest)
    with pytest.raises(ReasonMissing):
        answered(guest, dispute, StepKind.REFUSED)
    press = uuid4()
    assert answered(guest, dispute, StepKind.ACCEPTED, press=press) == answered(
        guest, dispute, StepKind.ACCEPTED, press=press
    )
    with pytest.raises(NoSuchStep):
        answered(guest, dispute, StepKind.REFUSED, "Không.")
    assert fresh(dispute).is_waiting
    first = stepped(world, dispute, CONSUMER, StepKind.OFFERED, "Trả lại tiền.")
    stepped(world, dispute, CONSUMER, StepKind.OFFERED, "Đổi máy mới.")
    with pytest.raises(OfferAnswered):
        answered(guest, dispute, StepKind.TOOK, about=first.pk)
    answered(guest, dispute, StepKind.TOOK)
    old, text = written(world, dispute, text="Đổi máy."), written(world, dispute)
    with pytest.raises(TextChanged):
        answered(guest, dispute, StepKind.SIGNED, digest=old.data["digest"])
    answered(guest, dispute, StepKind.SIGNED, digest=text.data["digest"])
    stepped(world, dispute, CONSUMER, StepKind.SIGNED)
    assert fresh(dispute).state == State.SETTLED
    entry = AuditEntry.objects.filter(action="mediation.step.signed", officer_id=guest.pk).get()
    assert (entry.vouched_by, entry.data["way"]) == ("scope", "account")


def test_does_nothing_of_the_other_sides_and_nothing_for_another_firm(world: World, guest: Officer) -> None:
    dispute = passed_to(world, guest)
    for kind in (StepKind.WITHDRAWN, StepKind.WRITTEN, StepKind.SESSION, StepKind.CONSENTED):
        with pytest.raises(NoSuchStep):
            answered(guest, dispute, kind, "x")
    other = guest_of(world, "Trần Văn Khác", body="Công ty TNHH Khác", code="0109 999 992", username="khac")
    with acting_as(access_of(other, at=now())), pytest.raises(NotOfFirm):
        services.answer_as_firm(officer=other, at=now(), dispute=dispute, kind=StepKind.ACCEPTED, press=uuid4())
    assert fresh(dispute).state == State.PASSED


def test_an_account_closed_in_the_middle_answers_no_more_and_the_office_goes_on_by_letter(
    world: World, guest: Officer
) -> None:
    dispute = passed_to(world, guest)
    answered(guest, dispute, StepKind.ACCEPTED)
    with acting_as(SYSTEM):
        Post.objects.filter(officer=guest).update(valid_until=local_date(now()))
    with pytest.raises(NotOfFirm):
        answered(guest, dispute, StepKind.OFFERED, "Đổi máy.")
    stepped(world, dispute, FIRM, StepKind.OFFERED, "Đổi máy.")
    assert [one.kind for one in steps(dispute)][-1] == StepKind.OFFERED


def test_the_pages_of_its_account(world: World, guest: Officer) -> None:
    dispute = passed_to(world, guest)
    client = Client()
    client.force_login(guest, backend=BACKEND)
    assert dispute.number in client.get(reverse("mediation:firm_list")).content.decode()
    assert dispute.number in client.get("/").content.decode()
    address = reverse("mediation:firm_answer", args=[dispute.pk])
    refused = client.post(address, {"what": "refused", "text": ""})
    assert refused.status_code == 422
    assert "phải nêu lý do cụ thể bằng văn bản" in refused.content.decode()
    page = client.post(address, {"what": "offered", "text": "<b>Đổi máy</b>"}, follow=True).content.decode()
    assert "&lt;b&gt;Đổi máy&lt;/b&gt;" in page
    assert "Nông Thị Mai" not in page
    assert "Dấu hiệu" not in page
    for name in ("dispute", "agreement", "pass_on", "close"):
        assert client.get(reverse(f"mediation:{name}", args=[dispute.pk])).status_code == 403
    inspector = Client()
    inspector.force_login(world.committee_officer, backend=BACKEND)
    assert inspector.get(reverse("mediation:firm_dispute", args=[dispute.pk])).status_code == 403
