"""A list of numbers, pasted or sent, is answered at once: who is known of them, within reach, told by one row"""

from __future__ import annotations

from typing import Any

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.domains.subjects import services
from minhbach.domains.subjects.reading.values import read_listed
from minhbach.domains.subjects.types import IdentifierKind, Provenance, SubjectKind
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASTED = "+84 912 287 095\n0912.287.095; 0987 000 111\nkhông phải số\n0912287096"


def test_each_value_stands_once_whatever_it_is_parted_by() -> None:
    assert [one.written for one in read_listed([PASTED])] == ["+84 912 287 095", "0987 000 111", "0912287096"]
    assert read_listed(["Nguyễn Văn Hùng, Trần Thị Mơ"]) == []


@time_machine.travel(AT)
def test_who_is_known_stands_beside_each_and_nobody_out_of_reach(standing_province: World) -> None:
    world = standing_province
    same: dict[str, Any] = {"officer": world.inspector, "at": world.at}
    with world.acting(world.inspector):
        firm = services.register_subject(kind=SubjectKind.ORGANISATION, name="Nam Quân Phát", **same)
        services.add_identifier(subject=firm, kind=IdentifierKind.PHONE, value="0912287095", **same)
        only_here = {"provenance": Provenance(sharing=Sharing.AGENCY), **same}
        hidden = services.register_subject(kind=SubjectKind.ORGANISATION, name="Kín", **only_here)
        services.add_identifier(subject=hidden, kind=IdentifierKind.PHONE, value="0987000111", **only_here)
    url = reverse("subjects:look_up")
    inspector, outsider = Client(), Client()
    inspector.force_login(world.inspector, backend=BACKEND)
    outsider.force_login(world.outsider, backend=BACKEND)
    # The search offers it for what is a list, and for nothing else.
    offered = inspector.get(reverse("office:search"), {"q": PASTED}).content.decode()
    assert f"{url}?ds=" in offered
    assert f"{url}?ds=" not in inspector.get(reverse("office:search"), {"q": "0912287095"}).content.decode()
    refused = inspector.post(url, {"pasted": PASTED})
    assert refused.status_code == 422
    assert "Hãy chọn mục đích." in refused.content.decode()
    given = {"pasted": PASTED, "purpose": "inspection"}
    page = inspector.post(url, given).content.decode()
    assert "Biết 2 trong 3 giá trị" in page
    assert "Nam Quân Phát" in page
    page = outsider.post(url, given).content.decode()
    assert "Kín" not in page
    sent = SimpleUploadedFile("so.csv", "Số\n0912287095\n0912287096\n".encode())
    page = inspector.post(url, {"purpose": "inspection", "file": sent}).content.decode()
    assert "Biết 1 trong 2 giá trị" in page
    assert "Chưa đọc được số" in inspector.post(url, {"pasted": "abc"}).content.decode()
    with acting_as(SYSTEM):
        rows = list(AuditEntry.objects.filter(action="subjects.list.looked_up").order_by("at", "id"))
    assert [(row.data["values"], row.data["purpose"]) for row in rows] == [(3, "inspection")] * 2 + [(2, "inspection")]
    assert "912287095" not in str([row.data for row in rows])
