"""The audit log, read by auditors: who did what to which, when; and whether the chain holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.selectors.reach import posts_of, with_descendant_ids
from minhbach.domains.agencies.types import AgencyLevel
from minhbach.foundation.audit import proving
from minhbach.foundation.audit.actions import registered_actions, sentence_of
from minhbach.foundation.audit.models import AuditChain, AuditEntry, AuditSeal, VouchedBy
from minhbach.foundation.audit.proving import LogProof
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.jobs.progress import progress_of
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.filters import DayFilter
from minhbach.foundation.refusals import NotFound
from minhbach.interfaces.office.log_records import LoggedRecord, ids_of, records_of
from minhbach.interfaces.office.policies import READERS_OF_THE_LOG

Entries = QuerySet[AuditEntry]
# Nobody pages further; a rare act of some agencies among millions is dear to count.
COUNTED = 1_000
# What a row carries that people use, in their words; all of it stands folded below.
_SAID = {
    "rows": _lazy("%(value)s dòng"),
    "statements": _lazy("%(value)s mục"),
    "copies": _lazy("%(value)s bản"),
    "number": _lazy("số %(value)s"),
    "month": _lazy("tháng %(value)s"),
    "reason": _lazy("lý do: %(value)s"),
}


@require_safe
def audit_log(request: OfficeRequest) -> HttpResponse:
    """The list of acts within the reader's agencies, newest first, with the state of the seal above it."""
    require_role(request.officer, *READERS_OF_THE_LOG, at=request.at)
    agencies = _agencies_read(request.officer, at=request.at)
    people = _people(agencies)
    page = ListPage(
        request,
        _entries(agencies).order_by("-at", "-id"),
        title=_("Nhật ký"),
        columns=[
            Column("at", _("Lúc"), lambda entry: entry.at, sort="at", indexed=True, kind="moment"),
            Column("who", _("Ai"), lambda entry: _who(entry, people)),
            Column("what", _("Việc"), lambda entry: sentence_of(entry.action), sort="action"),
            Column("which", _("Hồ sơ"), lambda entry: f"{entry.target_type} {entry.target_id}".strip()),
            Column("data", _("Chi tiết"), _details),
        ],
        filters=[
            Filter(
                "officer",
                _("Cán bộ"),
                _by_officer,
                choices=sorted(((str(key), name) for key, name in people.items()), key=lambda pair: pair[1]),
            ),
            Filter(
                "action",
                _("Thao tác"),
                lambda entries, action: entries.filter(action=action),
                choices=sorted(((action, sentence_of(action)) for action in registered_actions()), key=lambda p: p[1]),
            ),
            Filter("record", _("Số hồ sơ"), lambda entries, record: entries.filter(target_id__in=ids_of(record))),
            DayFilter("from", _("Từ ngày"), lambda entries, day: entries.filter(at__gte=_first_moment(day))),
            DayFilter("until", _("Đến hết ngày"), _until),
        ],
        default_sort="-at",
        page_size=50,
        export_name="nhat-ky",
        count_cap=COUNTED,
        is_choosable=False,
    )
    last = AuditSeal.objects.order_by("-sequence").first()
    return page.response(
        "office/audit.html",
        {"seal": last, "proof": proving.last_proof(), "lines": lambda: _lines(page, people)},
    )


@require_POST
def prove_log(request: OfficeRequest) -> HttpResponse:
    """Ask for the proof of the whole chain; its page tells how far it is."""
    require_role(request.officer, *READERS_OF_THE_LOG, at=request.at)
    return redirect(proving.ask_proof(officer_id=request.officer.pk, at=request.at))


@require_safe
def log_proof(request: OfficeRequest, proof_id: UUID) -> HttpResponse:
    """How far a proof is, or what it found; asked each second for the part that changes."""
    require_role(request.officer, *READERS_OF_THE_LOG, at=request.at)
    proof = LogProof.objects.filter(id=proof_id).first()
    if proof is None:
        raise NotFound
    template = "office/log_proof_body.html" if request.htmx else "office/log_proof.html"
    return render(request, template, {
        "proof": proof,
        "progress": progress_of(proof, asked_at=proof.asked_at, at=request.at),
        "title": _("Kiểm chứng chuỗi nhật ký"),
    })  # fmt: skip


@require_safe
def audit_head(request: OfficeRequest) -> HttpResponse:
    """The head of the chain, to be printed and kept where nobody who holds the database reaches."""
    require_role(request.officer, *READERS_OF_THE_LOG, at=request.at)
    chain, last = AuditChain.objects.first(), AuditSeal.objects.order_by("-sequence").first()
    return render(
        request,
        "office/audit_head.html",
        {
            "title": _("Đầu chuỗi nhật ký"),
            "above": _("Nhật ký"),
            "above_url": reverse("office:audit"),
            "facts": [
                Fact(_("Lúc in"), request.at, kind="moment"),
                Fact(_("Tên chuỗi"), str(chain.id) if chain else ""),
                Fact(_("Mắt xích cuối"), last.sequence if last else None, kind="number"),
                Fact(_("Niêm phong lúc"), last.sealed_at if last else None, kind="moment"),
                Fact(_("Giá trị băm"), _in_groups(last.digest) if last else ""),
            ],
        },
    )


@dataclass(frozen=True)
class Line:
    """A row of the log as a sentence: who did what to which record; WORDS are figures that people use."""

    entry: AuditEntry
    who: str
    what: str
    record: LoggedRecord
    words: str
    details: str


def _lines(page: ListPage, people: dict[UUID, str]) -> list[Line]:
    entries = list(page.page.object_list)
    records = records_of(entries)
    return [
        Line(entry, _who(entry, people), sentence_of(entry.action), records[entry.pk], _words(entry), _details(entry))
        for entry in entries
    ]


def _words(entry: AuditEntry) -> str:
    """Say of what a row carries that which is not for machines alone."""
    said = [
        str(words) % {"value": value}
        for key, words in _SAID.items()
        if (value := entry.data.get(key)) not in (None, "") and isinstance(value, str | int)
    ]
    return "; ".join(said)


def _in_groups(digest: str) -> str:
    """Write a digest so that two people can compare it by eye."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def entries_read_by(officer: Officer, *, at: datetime) -> Entries:
    """List the acts that an officer who reads the log may read."""
    return _entries(_agencies_read(officer, at=at))


def _agencies_read(officer: Officer, *, at: datetime) -> set[UUID] | None:
    """Find the agencies whose log an officer reads: where the post is, and all below; None is everybody's."""
    posts = list(posts_of(officer, on=local_date(at)).filter(role__in=READERS_OF_THE_LOG))
    if any(post.agency.level == AgencyLevel.NATION for post in posts):
        return None
    agencies = with_descendant_ids({post.agency_id for post in posts})
    # What people outside do is read where they are answered for.
    return agencies | set(Agency.everywhere.filter(kept_by_id__in=agencies).values_list("pk", flat=True))


def _entries(agencies: set[UUID] | None) -> Entries:
    everything = AuditEntry.objects.all()
    return everything if agencies is None else everything.filter(agencies__overlap=sorted(agencies))


def _people(agencies: Iterable[UUID] | None) -> dict[UUID, str]:
    """Name the officers of the agencies, whenever they were there."""
    officers = Officer.objects.all()
    if agencies is not None:
        officers = officers.filter(pk__in=Post.objects.filter(agency_id__in=agencies).values("officer_id"))
    return dict(officers.values_list("id", "full_name"))


def _who(entry: AuditEntry, people: dict[UUID, str]) -> str:
    if entry.officer_id is None:
        if entry.vouched_by == VouchedBy.PUBLIC:
            return _("người gửi qua cổng")
        return _("người chưa đăng nhập") if entry.vouched_by == VouchedBy.DOOR else _("hệ thống")
    return people.get(entry.officer_id) or _("cán bộ cơ quan khác")


def _details(entry: AuditEntry) -> str:
    return "; ".join(f"{key}: {value}" for key, value in entry.data.items())


def _by_officer(entries: Entries, officer_id: str) -> Entries:
    return entries.filter(officer_id=UUID(officer_id))


def _first_moment(day: date) -> datetime:
    """Return when a day begins in Vietnam: compared as a moment, an index answers."""
    return datetime.combine(day, time.min, VIETNAM)


def _until(entries: Entries, day: date) -> Entries:
    # The calendar ends somewhere, and nothing comes after.
    return entries if day == date.max else entries.filter(at__lt=_first_moment(day + timedelta(days=1)))
