"""The office's own lexicon: the list, one entry, writing it; and what the product looks for anyhow."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.law.class_names import class_name
from minhbach.domains.screening import policies, selectors, services
from minhbach.domains.screening.lexicon_file import Wording
from minhbach.domains.screening.lexicon_words import sparings, strengths
from minhbach.domains.screening.models import LexiconEntry, LexiconVersion
from minhbach.domains.screening.selectors.built_in import BuiltIn, built_in_entries, found_in, with_text
from minhbach.domains.screening.selectors.lexicon import basis_doubts, inherited_by, wording_of
from minhbach.domains.screening.selectors.trials import page_of
from minhbach.domains.screening.types import SIGNS, LexiconState
from minhbach.domains.screening.web.lexicon_forms import LexiconForm, TrialForm
from minhbach.domains.screening.web.listed import who_writes
from minhbach.engine.screening.signs import short_name
from minhbach.engine.telling.sentences import goods_names
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.forms import handle

UNDO_KEY = "lexicon_deleted"
_IN_USE = "in_use"
_LETTERS_SHOWN = 90


@require_safe
def entries(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_entries(request.officer, at=request.at),
        title=_lazy("Từ điển của đơn vị"),
        columns=[
            Column("name", _lazy("Mục từ"), lambda entry: entry.name, sort="name", url=entry_url),
            Column("state", _lazy("Trạng thái mục từ"), state_words, kind="chip"),
            Column("phrases", _lazy("Từ ngữ"), _first_phrases),
            Column("sign", _lazy("Dấu hiệu"), lambda entry: short_name(entry.sign)),
            Column("since", _lazy("Dùng từ ngày"), _in_use_since, kind="day"),
            Column("author", _lazy("Người soạn"), _author),
            Column(
                "changed",
                _lazy("Sửa lần cuối"),
                lambda entry: entry.changed_at,
                sort="changed_at",
                kind="moment",
            ),
        ],
        filters=[
            Filter(
                "state",
                _lazy("Trạng thái mục từ"),
                _by_state,
                choices=[(_IN_USE, _lazy("có bản đang dùng")), *LexiconState.choices],
            ),
            Filter("sign", _lazy("Dấu hiệu"), lambda rows, sign: rows.filter(sign=sign), choices=SIGNS),
        ],
        search=selectors.entries_with_words,
        empty=_lazy("Đơn vị chưa có mục từ nào. Cách viết của người bán thay đổi nhanh hơn mọi phần mềm."),
        export_name="tu-dien-don-vi",
    )
    response = page.response(
        "screening/lexicon.html",
        {
            "may_write": _may_write(request),
            "who_writes": who_writes(request),
            "undo": request.session.get(UNDO_KEY),
            "inherited": inherited_by(request.posts),
        },
    )
    if response.status_code == HTTPStatus.OK:
        request.session.pop(UNDO_KEY, None)
    return response


@require_safe
def built_in(request: OfficeRequest) -> HttpResponse:
    """What the screen looks for as the product comes, so that nobody teaches it what it knows."""
    policies.require_reader(request.officer, at=request.at)
    page = ListPage(
        request,
        built_in_entries(),  # type: ignore[arg-type]
        title=_lazy("Từ ngữ hệ thống đang tìm"),
        columns=[
            Column("name", _lazy("Mục từ"), lambda one: one.name),
            Column("sign", _lazy("Dấu hiệu"), lambda one: "; ".join(map(short_name, one.signs))),
            Column("weight", _lazy("Trọng số"), lambda one: one.weight),
            Column("phrases", _lazy("Từ ngữ"), lambda one: "; ".join(one.words)),
            Column("id", _lazy("Quy tắc"), lambda one: one.id),
            Column("version", _lazy("Phiên bản"), lambda one: one.version),
        ],
        filters=[
            Filter("sign", _lazy("Dấu hiệu"), _built_in_by_sign, choices=SIGNS)  # type: ignore[arg-type]
        ],
        search=with_text,  # type: ignore[arg-type]
        page_size=15,
        export_name="tu-dien-san-co",
    )
    found = found_in(page.search_text, on=local_date(request.at))
    return page.response("screening/built_in.html", {"found": found, "may_write": _may_write(request)})


@require_safe
def entry(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    page = selectors.read_entry_page(request.officer, entry_id, at=request.at)
    exports = list(selectors.exports_to_try_on(page.entry.owner_agency)[:30]) if page.rights.may_write else []
    return render(
        request,
        "screening/lexicon_entry.html",
        {
            "page": page,
            "entry": page.entry,
            "said": said_of(page.version),
            "state": state_words(page.entry),
            "trial": page_of(page.trial, at=request.at) if page.trial else None,
            "form": TrialForm(exports=exports),
            "exports": exports,
            "steps": _steps(page.entry),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: OfficeRequest, entry_id: UUID | None = None) -> HttpResponse:
    """A new entry, or a new version of one."""
    officer, at = request.officer, request.at
    found = selectors.access_entry(officer, entry_id, at=at) if entry_id else None
    if found is None:
        policies.require_sweeper(officer, at=at)
    else:
        policies.require_lexicon_writer(officer, found.owner_agency, at=at)
    current = wording_of(found.latest) if found else None
    form = LexiconForm.of(request, on=local_date(at), wording=current, initial=_prefilled(request))
    return handle(
        request,
        form,
        lambda: _keep(request, found, form.wording()),
        done=_("Đã lưu. Bây giờ hãy thử trên tin đã quét trước khi trình duyệt."),
        back=entry_url,
        template="screening/lexicon_form.html",
        page={"entry": found},
    )


def _keep(request: OfficeRequest, found: LexiconEntry | None, wording: Wording) -> LexiconEntry:
    officer, at = request.officer, request.at
    if found is None:
        return services.write_entry(officer=officer, at=at, wording=wording)
    return services.change_entry(officer=officer, at=at, entry=found, wording=wording, seen=seen_version(request))


@require_POST
def check(request: OfficeRequest, entry_id: UUID | None = None) -> HttpResponse:
    """Reads what stands in the form so far, without keeping it."""
    officer, at = request.officer, request.at
    found = selectors.access_entry(officer, entry_id, at=at) if entry_id else None
    if found:
        policies.require_lexicon_writer(officer, found.owner_agency, at=at)
    else:
        policies.require_sweeper(officer, at=at)
    form = LexiconForm(request.POST, on=local_date(at))
    form.is_valid()
    wording = form.wording()
    context: dict[str, Any] = {"doubts": basis_doubts(wording)}
    if wording.phrases:
        context["check"] = services.check_wording(officer=officer, at=at, wording=wording, entry=found)
    return render(request, "screening/lexicon_check.html", context)


@require_POST
def delete(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    found = selectors.access_entry(request.officer, entry_id, at=request.at, with_deleted=True)
    services.delete_draft(officer=request.officer, at=request.at, entry=found)
    request.session[UNDO_KEY] = {"id": str(found.id), "name": found.name}
    return redirect("screening:lexicon")


@require_POST
def restore(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    found = selectors.access_entry(request.officer, entry_id, at=request.at, with_deleted=True)
    services.restore_draft(officer=request.officer, at=request.at, entry=found)
    messages.success(request, _("Đã khôi phục bản nháp."))
    return redirect(entry_url(found))


def entry_url(entry: LexiconEntry) -> str:
    return reverse("screening:lexicon_entry", args=[entry.id])


def state_words(entry: LexiconEntry) -> tuple[str, str]:
    state = LexiconState(entry.state)
    return chip_of(state)


def said_of(version: LexiconVersion) -> dict[str, Any]:
    """A version in the words of the form."""
    return {
        "strength": strengths()[version.strength],
        "sparing": [sparings()[code] for code in version.sparing if code in sparings()],
        "goods": [goods_names().get(kind, kind) for kind in version.goods],
        "basis": [(code, class_name(code)) for code in version.legal_basis],
        "sign": version.sign,
    }


def seen_version(request: OfficeRequest) -> int | None:
    """Which version the officer had before them when pressing the button."""
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else None


def _steps(entry: LexiconEntry) -> list[tuple[str, str]]:
    """Each step of an entry with its place: done, now or to come."""
    order = [LexiconState.DRAFT, LexiconState.TRIED, LexiconState.PROPOSED, LexiconState.ACTIVE]
    state = LexiconState(entry.state)
    if state == LexiconState.OFF:
        return [*((str(one.label), "done") for one in order), (str(state.label), "now")]
    here = order.index(state)
    return [
        (str(one.label), "now" if place == here else "done" if place < here else "") for place, one in enumerate(order)
    ]


def _prefilled(request: OfficeRequest) -> dict[str, Any]:
    """Words somebody searched for and did not find are there already when they begin an entry."""
    words = request.GET.get("tu", "").replace("\x00", "").strip()[:120]
    return {"phrases": words, "name": words.capitalize()} if words else {}


def _may_write(request: OfficeRequest) -> bool:
    return policies.holds(request.posts, policies.SWEEPERS)


def _by_state(rows: Any, state: str) -> Any:
    return rows.filter(in_force__isnull=False) if state == _IN_USE else rows.filter(state=state)


def _built_in_by_sign(rows: Any, sign: str) -> list[BuiltIn]:
    return [one for one in rows if sign in one.signs]


def _first_phrases(entry: LexiconEntry) -> str:
    phrases = entry.latest.phrases
    more = len(phrases) - 3
    shown = Truncator("; ".join(phrases[:3])).chars(_LETTERS_SHOWN)
    return shown + (f" (+{more})" if more > 0 else "")


def _in_use_since(entry: LexiconEntry) -> Any:
    return entry.in_force_since if entry.in_force_id else None


def _author(entry: LexiconEntry) -> str:
    return entry.written_by.full_name if entry.written_by else ""
