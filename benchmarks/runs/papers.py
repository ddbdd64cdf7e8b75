"""Papers for the hands to sign, number and issue: letters and reports of the province's committee, made beforehand."""

from __future__ import annotations

from minhbach.interfaces.cli import installation

LETTERS, REPORTS = 700, 24


def make(*, letters: int = LETTERS, reports: int = REPORTS) -> tuple[list[str], list[str]]:
    """Make drafts of letters, and reports that are before their signer; return them mixed, and cases to work on."""
    installation.prepare()
    from django.db import connections

    from minhbach.domains.agencies.models import Agency, Officer, Post
    from minhbach.domains.cases.models import Case
    from minhbach.domains.documents import services
    from minhbach.domains.documents.papers import PAPERS, Kind
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM
    from minhbach.interfaces.demo.accounts import BRANCH, COMMITTEE

    with acting_as(SYSTEM):
        body = Agency.objects.get(key=COMMITTEE)
        officer = Officer.objects.get(username="bcd389")
        signer = Post.objects.get(officer__username="truongban389", agency=body)
        content = PAPERS["letter"].content(
            addressed_to=("Các thành viên",), subject="phối hợp kiểm tra", paragraphs=("Đề nghị phối hợp.",)
        )
        drafts = [
            services.draft(officer=officer, at=now(), agency=body, kind=Kind("letter"), content=content)
            for _ in range(letters)
        ]
        before = _reports(officer, body, signer, reports)
        team = Officer.objects.get(username="kiemsoat").posts.order_by("id").first()
        cases = Case.objects.filter(owner_agency=team.agency).order_by("-created_at", "id")[:8]
        found = [str(case.id) for case in cases]
    connections.close_all()
    mixed, every = [], max(1, letters // max(1, reports))
    for number, draft in enumerate(drafts):
        if number % every == every // 2 and before:
            mixed.append(before.pop())
        mixed.append(str(draft.id))
    assert BRANCH
    return mixed, found


def _reports(officer, body, signer, number):  # type: ignore[no-untyped-def]
    from minhbach.domains.reporting import services
    from minhbach.domains.reporting.models import Report
    from minhbach.foundation.clock import now

    made = []
    for year in range(2023, 2000, -1):
        for month in range(12, 0, -1):
            if len(made) == number:
                return made
            if Report.objects.filter(owner_agency=body, year=year, month=month).exists():
                continue
            report = services.open_report(officer=officer, at=now(), body=body, year=year, month=month)
            services.close_figures(officer=officer, at=now(), report=report)
            document = services.put_forward(
                officer=officer, at=now(), report=report, signer_post_id=signer.id, addressed_to=("Văn phòng",)
            )
            made.append(str(document.id))
    return made
