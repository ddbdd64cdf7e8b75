"""The small world that a release leaves behind, and what is asked of it later; every name is invented.

`make release-dump` makes it with the release's own services; the answers given then must be given for ever.
"""

from __future__ import annotations

from dataclasses import astuple
from datetime import timedelta
from typing import Any

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.models import Case
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import DocumentFile, OfficialDocument
from minhbach.domains.documents.selectors import signers_of_agency
from minhbach.domains.documents.types import NO_SCAN, Kind
from minhbach.domains.evidence import services as evidence
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.reporting import selectors, services
from minhbach.domains.reporting.models import Report
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import register_subject
from minhbach.foundation import files
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases import world as of_cases
from tests.domains.evidence.conftest import PIXEL
from tests.going_on import GO_ON
from tests.worlds import SINCE, World, make_world


def make() -> None:
    """Make a world with two cases, a person with evidence, and last month's report, issued."""
    world = make_world(at=now() - timedelta(minutes=1))
    with acting_as(SYSTEM):
        cases = of_cases.make_world()
    of_cases.case_at(cases, "closed")
    of_cases.case_at(cases, "ordered", days=1)
    _evidence(world)
    _report(world)


def answers() -> dict[str, Any]:
    """Return what anybody may want to know of it in later years."""
    with acting_as(SYSTEM):
        report = Report.objects.get()
        board = selectors.read_board(report)
        return {
            "report": {
                "period": f"{report.month}/{report.year}",
                "state": report.state,
                "figures": sorted([*map(str, astuple(cell)), figure.value] for cell, figure in board.period.items()),
            },
            "counted": _counted(),
            "cases": sorted(Case.objects.values_list("title", "step")),
            "documents": sorted(OfficialDocument.objects.values_list("kind", "state", "number")),
            "files": sorted(_intact(one.sha256) for one in DocumentFile.objects.all()),
            "evidence": [[one.title, _intact(one.sha256)] for one in EvidenceItem.objects.all()],
            "subjects": sorted(Subject.objects.values_list("name", flat=True)),
            "officers": sorted(Officer.objects.values_list("full_name", flat=True)),
        }


def _counted() -> dict[str, int]:
    return of_cases.counted(-40, 40)


def _intact(sha256: str) -> str:
    files.verify(sha256)
    return sha256


def _evidence(world: World) -> None:
    with world.acting(world.inspector) as _:
        subject = register_subject(
            officer=world.inspector, at=world.at, kind="individual", name="Hộ Nông Văn Mẫu", place=world.commune
        )
        evidence.add_evidence(
            officer=world.inspector, at=world.at, target=subject, kind="photo", title="Mặt tiền", content=PIXEL,
            file_name="mat-tien.png", obtained_at=world.at - timedelta(hours=1),
        )  # fmt: skip


def _report(world: World) -> None:
    officer, at = world.committee_officer, world.at
    month = local_date(at).replace(day=1) - timedelta(days=1)
    with world.acting(officer):
        for order, (agency, computed) in enumerate([(world.branch, SINCE), (world.customs, None)]):
            services.enrol_member(
                officer=officer, at=at, body=world.committee, agency=agency, since=SINCE, computed_since=computed,
                order=order,
            )  # fmt: skip
        report = services.open_report(officer=officer, at=at, body=world.committee, year=month.year, month=month.month)
    with world.acting(world.customs_officer):
        services.submit_figures(
            officer=world.customs_officer, at=at, report=report, agency=world.customs,
            figures={("B389.VU", ""): 46, ("B389.VU", "GIAN_LAN_TM_THUE"): 30, ("B389.TIEN.THUE", ""): 9_000_000},
            confirmed=GO_ON,
        )  # fmt: skip
    with world.acting(officer):
        services.write_section(officer=officer, at=at, report=report, code="CHI_DAO", text="Đã ban hành 02 kế hoạch.")
        services.close_figures(officer=officer, at=at, report=report, confirmed=GO_ON)
        report.refresh_from_db()
        signer = signers_of_agency(world.committee, Kind.REPORT, at=at)[0].post
        document = services.put_forward(officer=officer, at=at, report=report, signer_post_id=signer.id)
    with world.acting(world.committee_head):
        documents.sign(document_id=document.id, officer=world.committee_head, at=at)
    with world.acting(world.records_clerk):
        documents.give_number(document_id=document.id, officer=world.records_clerk, at=at)
        documents.issue(document_id=document.id, officer=world.records_clerk, at=at, confirmed=[NO_SCAN])
