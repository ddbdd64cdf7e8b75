"""The pages of the public's way in. Each asks the record one thing, and keeps nothing of who asks."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.intake import receipts
from minhbach.domains.intake.kinds import BY_CODE, BY_SLUG, TIP, Keeping, Kind
from minhbach.domains.intake.kinds.questions import BY_SLUG as WISHES_BY_SLUG
from minhbach.domains.intake.kinds.questions import FIRST, WISHES
from minhbach.engine.text.clean import clean
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.drawing import qr_of
from minhbach.foundation.ids import read_id
from minhbach.interfaces.portal import guessing, identity, reading, record, recordings, toll
from minhbach.interfaces.portal.wording import due_words, nobody_keeps, stage_words

# Where "leave quickly" leads: a page that tells nobody anything.
ELSEWHERE = "https://vi.wikipedia.org/"
ASKING = ["GET", "HEAD", "POST"]


@require_http_methods(ASKING)
def tip(request: HttpRequest) -> HttpResponse:
    """The first page: a tip, since nothing else is sent as often."""
    return _form(request, TIP)


@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/wishes.html", {"asks": FIRST, "wishes": WISHES})


@require_safe
def wish(request: HttpRequest, wish: str) -> HttpResponse:
    found = WISHES_BY_SLUG.get(wish)
    if found is None:
        return not_found(request)
    answers = [(answer.words, BY_CODE[answer.kind]) for answer in found.answers]
    return render(request, "portal/wish.html", {"wish": found, "answers": answers})


@require_http_methods(ASKING)
def report(request: HttpRequest, kind: str) -> HttpResponse:
    found = BY_SLUG.get(kind)
    if found is None:
        return not_found(request)
    if not found.is_by_form:
        return render(request, "portal/elsewhere.html", {"kind": found, "letterboxes": record.letterboxes()})
    return _form(request, found)


def _form(request: HttpRequest, kind: Kind) -> HttpResponse:
    letterboxes = record.letterboxes()
    if not letterboxes:
        return render(request, "portal/closed.html", status=503)
    if request.method != "POST":
        form = identity.with_person(reading.empty(kind, letterboxes, chosen=request.GET.get("o", "")), request)
        if kind.names_unit and not form.units:
            context = {"kind": kind, "letterboxes": letterboxes, "chosen": form.chosen}
            return render(request, "portal/choose_office.html", context)
        if kind.needs_identity and kind.person is Keeping.SEALED and (page := _before_name(request, form)):
            return page
        return _asked(request, form)
    if "look" in request.POST:
        form = identity.with_person(reading.looked_at(request, kind, letterboxes), request, is_judged=False)
        return _asked(request, form, has_looked=True)
    form = identity.with_person(reading.read(request, kind, letterboxes), request)
    if not form.is_right:
        return _asked(request, form, status=422)
    code = receipts.code_for(form.press, key=settings.PORTAL_KEY)
    receipt = receipts.digest_of(code, key=settings.PORTAL_KEY)
    is_paid = toll.is_paid(request.POST.get("toll", ""), press=form.press)
    try:
        sent = identity.send(form, receipt=receipt, is_paid=is_paid)
    except identity.NobodyKeeps:
        form.person_wrong = nobody_keeps(kind)
        return _asked(request, form, status=422)
    if isinstance(sent, str):
        form.chosen_wrong = _("Nơi đã chọn vừa ngừng nhận; hãy chọn nơi khác.")
        return _asked(request, form, status=422)
    context = {
        "sent": sent,
        "recordings": recordings.attach(receipt, form.recordings),
        "code": receipts.write_code(code),
        "qr": qr_of(f"{_address(request, 'talk')}#{code}"),
        "due": due_words(sent),
        "statement": receipts.sign(sent.statement(local_date(now())), key=settings.PORTAL_KEY),
    }
    return render(request, "portal/receipt.html", context)


def _before_name(request: HttpRequest, form: reading.Filled) -> HttpResponse | None:
    """Say before a whole form is filled in that nobody could keep a name here, and which ways stay open."""
    if not form.chosen:
        context = {"kind": form.kind, "letterboxes": form.letterboxes}
        return render(request, "portal/choose_office.html", context)
    if record.custodians({"letterbox": form.chosen}):
        return None
    box = next(one for one in form.letterboxes if one.slug == form.chosen)
    context = {"kind": form.kind, "box": box, "nameless": BY_CODE["TO_CAO_KHONG_DANH"]}
    return render(request, "portal/nobody_keeps.html", context)


def _asked(request: HttpRequest, form: reading.Filled, *, has_looked: bool = False, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "kind": form.kind,
        "has_looked": has_looked,
        **_upload(),
    }
    return render(request, "portal/form.html", context, status=status)


def _upload() -> dict[str, int]:
    """Tell a page what it may send in parts."""
    return {"largest_recording": settings.LARGEST_RECORDING_MB, "part": recordings.LARGEST_PART}


@require_http_methods(ASKING)
def talk(request: HttpRequest) -> HttpResponse:
    """Show the talk of a receipt, and take what its holder adds. The code comes in a form, never in an address."""
    typed = request.POST.get("code", "")
    code = receipts.read_code(typed)
    if not code:
        wrong = _("Mã chưa đúng: hãy xem lại từng nhóm ba số, đủ chín nhóm.") if typed.strip() else ""
        return render(request, "portal/code.html", {"typed": typed, "wrong": wrong}, status=422 if wrong else 200)
    if not receipts.is_made_here(code, key=settings.PORTAL_KEY):
        return _nothing_bears(request, typed)
    digest = receipts.digest_of(code, key=settings.PORTAL_KEY)
    added = recordings.attach(digest, reading.keys_of(request))
    text = clean(request.POST.get("text", "")).replace("\r\n", "\n").strip()
    wrong = ""
    if len(text) > reading.LONGEST_MESSAGE:
        wrong = _("Lời nhắn dài quá %(most)d chữ; hãy chia làm nhiều lần.") % {"most": reading.LONGEST_MESSAGE}
        sent = record.talk(digest)
    elif text:
        sent = record.say(digest, message=_message_id(request), text=text)
    else:
        sent = record.talk(digest)
    if sent is None:
        return _nothing_bears(request, typed)
    if sent.refused:
        wrong = _("Lời nhắn chưa được nhận: đã quá nhiều lời. Hãy gọi cơ quan ghi trên trang này.")
    outcome = sent.kind.outcome(sent.outcome)
    context = {
        "sent": sent,
        "code": code,
        "stage": stage_words(sent.stage),
        "outcome": outcome.words if outcome else "",
        "due": due_words(sent),
        "press": uuid4(),
        "text": text if wrong else "",
        "wrong": wrong,
        "is_kept": bool(text) and not wrong,
        "knows": record.knows(digest),
        "opinion": record.opinion_asked(digest) if sent.has_ended else None,
        "person": identity.read_person(request, is_needed=False),
        "statement": receipts.sign(sent.statement(local_date(now())), key=settings.PORTAL_KEY),
        "recordings": record.recordings(digest),
        "has_dispute": record.dispute(digest) is not None,
        "added": added,
        **_upload(),
    }
    return render(request, "portal/talk.html", context, status=422 if wrong else 200)


def _nothing_bears(request: HttpRequest, typed: str) -> HttpResponse:
    if short := guessing.short_no(request):
        return short
    wrong = _("Không có tin nào mang mã này.")
    return render(request, "portal/code.html", {"typed": typed, "wrong": wrong}, status=404)


@require_POST
def tell(request: HttpRequest) -> HttpResponse:
    """Take who sent it from somebody who sent it without a name, sealed; he may, and need never."""
    code = receipts.read_code(request.POST.get("code", ""))
    person = identity.read_person(request, is_needed=False)
    told, wrong = identity.told_by(person), next((one.wrong for one in person if one.wrong), "")
    if not code or not receipts.is_made_here(code, key=settings.PORTAL_KEY) or not told:
        return redirect("portal:talk")
    answer: str | None = ""
    if not wrong:
        try:
            answer = identity.tell(receipts.digest_of(code, key=settings.PORTAL_KEY), told)
        except identity.NobodyKeeps:
            wrong = nobody_keeps(TIP)
    if answer:
        wrong = _("Đã có tên của bạn từ trước; lần này không ghi thêm gì.")
    return render(request, "portal/told.html", {"code": code, "wrong": wrong}, status=422 if wrong else 200)


def _message_id(request: HttpRequest) -> UUID:
    return read_id(request.POST.get("press", "")) or uuid4()


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Say whether a statement is genuine. Nothing is asked of the record: the signature alone decides."""
    public = receipts.public_key(settings.PORTAL_KEY)
    typed = request.GET.get("c", "").strip()[:500]
    found = receipts.check(typed, public=public) if typed else None
    context = {
        "typed": typed,
        "found": found,
        "stage": stage_words(found.stage) if found else "",
        "public": public.hex(),
    }
    return render(request, "portal/check.html", context)


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """List the ways in, or those that serve a place, by whatever name it has or had."""
    typed = clean(request.GET.get("noi", "")).strip()[:60]
    places = _meant(record.places(search_key(typed)), typed) if typed else []
    serving = {slug for place in places for slug in place.letterboxes}
    boxes = [one for one in record.letterboxes() if not places or one.slug in serving or not one.place]
    return render(request, "portal/offices.html", {"typed": typed, "places": places, "letterboxes": boxes})


def _meant(places: list[record.Named], typed: str) -> list[record.Named]:
    """Leave out what only changed its map, and, where tones were typed, what is written with others."""
    changed = [one for one in places if not (one.is_past and list(one.now) == [one.name])]
    toned = [one for one in changed if one.name.casefold().endswith(typed.casefold())]
    return toned or changed


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one way in, with the code and the address that lead to it: to be shared, or printed and hung up."""
    found = next((one for one in record.letterboxes() if one.slug == slug), None)
    if found is None:
        return not_found(request)
    address = f"{_address(request, 'tip')}?o={found.slug}"
    return render(request, "portal/poster.html", {"box": found, "address": address, "qr": qr_of(address)})


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Say what is kept and what is not, to whoever fears somebody."""
    return render(request, "portal/safety.html")


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Lead away at once, and have the browser forget what it kept of here."""
    response = redirect(ELSEWHERE)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """For the one who watches the server: the process answers and so does its database."""
    record.letterboxes()
    return HttpResponse("ok", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "portal/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something is wrong here, and that sending again does nothing twice."""
    response = render(request, "portal/broken.html", status=503)
    response["Retry-After"] = "10"
    return response


def _address(request: HttpRequest, name: str) -> str:
    scheme = "https" if settings.HTTPS else request.scheme
    return f"{scheme}://{request.get_host()}{reverse(f'portal:{name}')}"
