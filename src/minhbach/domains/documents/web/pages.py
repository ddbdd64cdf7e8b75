"""The list of documents and the page of one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.envelopes import symbol_on
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import SignedBy, State, Supersession
from minhbach.domains.documents.web.choices import acts_for
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest

TONES = {
    State.SUBMITTED: "info",
    State.RETURNED: "warn",
    State.SIGNED: "info",
    State.NUMBERED: "info",
    State.ISSUED: "good",
    State.FILED: "good",
    State.CANCELLED: "late",
    State.SUPERSEDED: "warn",
}
STEPS = (State.DRAFT, State.SUBMITTED, State.SIGNED, State.NUMBERED, State.ISSUED, State.FILED)


@require_safe
def document_list(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_documents().defer("content"),
        title=_lazy("Văn bản"),
        columns=[
            Column(
                "title",
                _lazy("Tên văn bản"),
                lambda row: row.title,
                sort="folded",
                url=lambda row: row.get_absolute_url(),
            ),
            Column("number", _lazy("Số, ký hiệu"), lambda row: row.number_text, sort="number"),
            Column("state", _lazy("Trạng thái"), state_chip, sort="state", kind="chip"),
            Column("dated", _lazy("Ngày văn bản"), lambda row: row.dated, sort="dated", kind="day"),
            Column("kind", _lazy("Loại văn bản"), lambda row: row.form.name, sort="kind"),
            Column("agency", _lazy("Cơ quan ban hành"), lambda row: row.issuing_agency.short_name),
            Column("waiting", _lazy("Đang chờ"), waiting_for),
            Column("changed", _lazy("Cập nhật"), lambda row: row.changed_at, sort="changed_at", kind="moment"),
        ],
        filters=[
            Filter("kind", _lazy("Loại văn bản"), choices=selectors.kinds(), apply=of_kind),
            Filter(
                "state",
                _lazy("Trạng thái"),
                choices=State.choices,
                apply=lambda rows, state: rows.filter(state=state),
            ),
            Filter(
                "mine",
                _lazy("Chờ tôi"),
                choices=[("sign", _lazy("chờ ký")), ("number", _lazy("chờ cấp số")), ("issue", _lazy("chờ phát hành"))],
                apply=lambda rows, desk: rows.filter(id__in=on_desk(request, desk)),
            ),
        ],
        search=lambda rows, text: rows.filter(id__in=selectors.find_documents(text).values("id")),
        default_sort="-changed",
        empty=_lazy("Văn bản dự thảo từ vụ việc và báo cáo sẽ hiện ở đây."),
        export_name="van-ban",
    )
    return page.response("documents/list.html")


@require_safe
def register(request: OfficeRequest) -> HttpResponse:
    """The register of outgoing numbers: every number given, in order, cancelled ones marked."""
    page = ListPage(
        request,
        selectors.taken_numbers(),
        title=_lazy("Sổ cấp số"),
        columns=[
            Column(
                "number",
                _lazy("Số, ký hiệu"),
                lambda row: row.document.number_text,
                sort="number",
                url=lambda row: row.document.get_absolute_url(),
            ),
            Column("dated", _lazy("Ngày văn bản"), lambda row: row.dated, sort="dated", kind="day"),
            Column("title", _lazy("Tên văn bản"), lambda row: row.document.title),
            Column("state", _lazy("Trạng thái"), lambda row: state_chip(row.document), kind="chip"),
            Column("signer", _lazy("Người ký"), lambda row: row.document.signer_post.officer.full_name),
            Column("recipients", _lazy("Nơi nhận"), lambda row: "; ".join(row.document.recipients)),
            Column("agency", _lazy("Cơ quan ban hành"), lambda row: row.register.owner_agency.short_name),
            Column("taken_by", _lazy("Người cấp số"), lambda row: row.taken_by.full_name),
            Column("taken_at", _lazy("Cấp lúc"), lambda row: row.taken_at, sort="taken_at", kind="moment"),
        ],
        filters=[
            Filter(
                "register",
                _lazy("Sổ"),
                choices=[
                    (str(one.id), f"{one.year} · {one.symbol} · {one.owner_agency.short_name}")
                    for one in selectors.registers()
                ],
                apply=lambda rows, chosen: rows.filter(register_id=chosen),
            )
        ],
        default_sort="-taken_at",
        empty=_lazy("Số đã cấp sẽ hiện ở đây."),
        export_name="so-cap-so",
    )
    return page.response()


@require_safe
def document(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """Left the paper as it will print, right its way."""
    found = services.look_at(document_id=document_id, officer=request.officer, at=request.at)
    preview = selectors.preview_of(found)
    files = selectors.files_of(found)
    return render(
        request,
        "documents/document.html",
        {
            "document": found,
            "chip_words": state_chip(found),
            "paper": mark_safe(preview.html),  # noqa: S308 - every span is escaped where it is drawn
            "blanks": preview.blanks,
            "way": selectors.way_of(found),
            "files": files,
            "signed_over": next((file for file in files if file.kind == "signed_over"), None),
            "steps": steps_of(found),
            "acts": acts_for(found, request.officer, at=request.at),
            "symbol": symbol_on(found, local_date(request.at)),
            "waiting": waiting_for(found),
            "caution": found.form.caution % {"form": found.form.form_id},
            "target_url": target_url(found),
            "successors": found.successors.exclude(state=State.CANCELLED),
            "is_revoked": any(one.supersession == Supersession.REVOKES for one in found.successors.all()),
        },
    )


def state_chip(document: OfficialDocument) -> tuple[str, str]:
    state = State(document.state)
    words = _("đã ghi ngày") if state == State.NUMBERED and document.number is None else str(state.label)
    return words, TONES.get(state, "")


def waiting_for(document: OfficialDocument) -> str:
    """Whose move it is."""
    match State(document.state):
        case State.DRAFT | State.RETURNED:
            return document.drafted_by.full_name
        case State.SUBMITTED if document.signer_post:
            return f"{document.signer_post.title_vi} {document.signer_post.officer.full_name}"
        case State.SIGNED | State.NUMBERED:
            return str(_lazy("văn thư"))
        case _other:
            return ""


def steps_of(document: OfficialDocument) -> list[dict[str, object]]:
    """The way as a line of steps: those done, and the present one."""
    state = State(document.state)
    present = {State.RETURNED: State.DRAFT, State.SUPERSEDED: State.FILED}.get(state, state)
    # A paper signed by its maker on the spot is submitted to nobody.
    steps = [step for step in STEPS if step != State.SUBMITTED or document.form.signed_by == SignedBy.AUTHORITY]
    reached = steps.index(present) if present in steps else -1
    return [
        {"label": step.label, "is_done": index < reached, "is_current": index == reached}
        for index, step in enumerate(steps)
    ]


def target_url(document: OfficialDocument) -> str:
    """The page of the record a document is about, where its room is open: "cases.case" is "cases:case"."""
    if document.target_id is None:
        return ""
    try:
        return reverse(document.target_type.replace(".", ":"), args=[document.target_id])
    except NoReverseMatch:
        return ""


def url_of(document: OfficialDocument) -> str:
    return document.get_absolute_url()


def of_kind(documents: selectors.Documents, kind: str) -> selectors.Documents:
    return documents.filter(kind=kind)


def in_state(documents: selectors.Documents, state: str) -> selectors.Documents:
    return documents.filter(state=state)


def on_desk(request: OfficeRequest, desk: str) -> list[UUID]:
    waiting = {
        "sign": selectors.waiting_to_sign,
        "number": selectors.waiting_to_number,
        "issue": selectors.waiting_to_issue,
    }[desk]
    return [found.id for found in waiting(request.officer, at=request.at)]
