"""The pages of handing over"""

from __future__ import annotations

import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.handovers.models import Item, Minutes
from minhbach.domains.handovers.types import ItemState, MinutesState
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.handovers.test_minutes import case_of
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


@time_machine.travel(AT)
def test_lead_from_opening_to_the_paper(world: World) -> None:
    case = case_of(world, world.inspector)
    head, receiver = as_officer(world.team_head), as_officer(world.inspection_leader)
    assert reverse("handovers:open") in head.get(reverse("handovers:list")).content.decode()
    assert head.post(reverse("handovers:open"), {"reason": ""}).status_code == 422
    asked = {"person": str(world.inspector.pk), "reason": "Chuyển công tác", "leaves_on": "27/11/2026"}
    page = head.post(reverse("handovers:open"), asked, follow=True).content.decode()
    with acting_as(SYSTEM):
        minutes, item = Minutes.objects.get(), Item.objects.get()
    assert case.code in page
    assert "1 việc chưa có người nhận" in page
    assert '<span class="chip chip-late">chưa có người nhận</span>' in page
    offer, answer = (reverse(f"handovers:{name}", args=[minutes.pk]) for name in ("offer", "answer"))
    assert offer in page
    head.post(offer, {"items": [str(item.pk)], "receiver": str(world.inspection_leader.pk)})
    assert "việc bàn giao chờ bạn trả lời" in receiver.get("/").content.decode()
    assert case.code in receiver.get(answer).content.decode()
    refused = receiver.post(answer, {"items": [str(item.pk)], "takes": "no", "remark": ""})
    assert refused.status_code == 422
    assert "Không nhận thì phải ghi lý do." in refused.content.decode()
    receiver.post(answer, {"items": [str(item.pk)], "takes": "yes", "remark": "Đủ hồ sơ"})
    page = head.get(minutes.get_absolute_url()).content.decode()
    assert "Chuyển 1 việc đã nhận" in page
    head.post(reverse("handovers:carry_out", args=[minutes.pk]))
    with acting_as(SYSTEM):
        assert Item.objects.get().state == ItemState.MOVED
    page = head.post(reverse("handovers:close", args=[minutes.pk]), follow=True).content.decode()
    with acting_as(SYSTEM):
        closed = Minutes.objects.get()
    assert closed.state == MinutesState.CLOSED
    assert reverse("documents:document", args=[closed.document_id]) in page
    assert "đã kết thúc" in page
    assert "Bàn giao của Hoàng Văn Kiên" in head.get(reverse("office:search"), {"q": "Kiên"}).content.decode()


@time_machine.travel(AT)
def test_offer_nothing_to_whom_it_is_not_for(world: World) -> None:
    client = as_officer(world.inspector)
    assert reverse("handovers:open") not in client.get(reverse("handovers:list")).content.decode()
    assert client.get(reverse("handovers:open")).status_code == 403


@time_machine.travel(AT)
def test_books_are_read_and_taken_by_who_may(world: World) -> None:
    case = case_of(world, world.inspector)
    head = as_officer(world.team_head)
    for name in ("journal", "tips", "decisions", "store_book"):
        address = reverse(f"handovers:{name}")
        assert head.get(address, {"all": "1"}, follow=True).status_code == 200
        assert head.get(address, {"print": "1", "as_of": "01/11/2026"}).status_code == 200
        workbook = head.get(address, {"export": "xlsx", "unit": str(world.team.pk), "from": "01/01/2026"})
        assert workbook["Content-Type"].endswith("spreadsheetml.sheet")
        assert as_officer(world.inspector).get(address).status_code == 403
    journal = reverse("handovers:journal")
    assert case.code in head.get(journal, {"unit": str(world.team.pk)}).content.decode()
    assert case.code not in head.get(journal, {"as_of": "19/11/2026"}).content.decode()


@time_machine.travel(AT)
def test_the_answer_to_who_inspects_is_looked_up_and_taken_by_who_may_and_told(world: World) -> None:
    case_of(world, world.inspector)
    address, head = reverse("handovers:answer_inspection"), as_officer(world.team_head)
    page = head.get(address).content.decode()
    assert page.index("Khuyết điểm tự phát hiện") < page.index("Đã làm trong kỳ")
    bundle = head.get(address, {"unit": str(world.team.pk), "bundle": "1"})
    assert (bundle["Content-Type"], bundle.content[:2]) == ("application/zip", b"PK")
    assert as_officer(world.inspector).get(address).status_code == 403
    with acting_as(SYSTEM):
        told = AuditEntry.objects.filter(action__startswith="handovers.answer.").order_by("id")
        assert [(one.action, one.officer_id) for one in told] == [
            ("handovers.answer.read", world.team_head.pk),
            ("handovers.answer.taken", world.team_head.pk),
        ]
