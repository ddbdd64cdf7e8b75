"""What the holder of a receipt does himself in a dispute with a firm: he reads it and takes his own steps.

What he may do is told by the record each time; a page that was left open answers what has changed since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from minhbach.domains.intake import receipts
from minhbach.engine.text.clean import clean
from minhbach.foundation.ids import read_id
from minhbach.interfaces.portal import record

STATES = {
    "prepared": _lazy("đang chuẩn bị chuyển cho người bán"),
    "passed": _lazy("đã chuyển, chờ người bán trả lời"),
    "talking": _lazy("đang thương lượng"),
    "mediating": _lazy("đang hòa giải"),
    "met": _lazy("đã thuận, chờ cơ quan lập văn bản"),
    "written": _lazy("chờ hai bên ký"),
    "settled": _lazy("hai bên đã ký thỏa thuận"),
    "refused": _lazy("người bán từ chối"),
    "failed": _lazy("không thành"),
    "withdrawn": _lazy("bạn đã rút yêu cầu"),
}
SIDES = {"consumer": _lazy("Bạn"), "firm": _lazy("Người bán"), "office": _lazy("Cơ quan")}
STEPS = {
    "asked": _lazy("hỏi có cho nói bạn là ai"),
    "consented": _lazy("cho người bán biết"),
    "not_consented": _lazy("không cho người bán biết mình là ai"),
    "passed": _lazy("chuyển yêu cầu cho người bán"),
    "accepted": _lazy("nhận thương lượng"),
    "refused": _lazy("từ chối thương lượng"),
    "offered": _lazy("đề nghị"),
    "took": _lazy("chấp nhận đề nghị"),
    "declined": _lazy("không chấp nhận đề nghị"),
    "mediation": _lazy("mở hòa giải"),
    "session": _lazy("phiên hòa giải"),
    "written": _lazy("lập văn bản thỏa thuận"),
    "signed": _lazy("ký thỏa thuận"),
    "broken_off": _lazy("thôi, không thành"),
    "withdrawn": _lazy("rút yêu cầu"),
    "reported": _lazy("báo kết quả cho cơ quan"),
    "kept": _lazy("báo đã thực hiện"),
    "not_kept": _lazy("báo chưa thực hiện"),
    "word": _lazy("nói thêm"),
}
REFUSED = {
    "kind": _lazy("Việc này không còn làm được: tình hình đã đổi. Hãy xem lại bên dưới."),
    "text": _lazy("Hãy ghi nội dung, không quá 5.000 chữ."),
    "many": _lazy("Đã quá nhiều lời. Hãy gọi cơ quan ghi ở trang trao đổi."),
    "changed": _lazy("Đề nghị hoặc văn bản đã đổi sau khi bạn mở trang. Hãy đọc bản mới bên dưới."),
    "promise": _lazy("Hãy chọn việc trong thỏa thuận."),
    "told": _lazy("Hãy chọn ít nhất một điều được nói, hoặc bấm “Không cho”."),
}
TOLD = {"name": _lazy("họ và tên"), "phone": _lazy("số điện thoại"), "address": _lazy("địa chỉ")}


@dataclass(frozen=True)
class Line:
    """One step, in words."""

    id: str
    who: str
    what: str
    text: str
    on: date
    is_own: bool
    digest: str


@dataclass(frozen=True)
class Promised:
    """What somebody is to do."""

    id: str
    who: str
    what: str
    due_on: date


@require_POST
def dispute(request: HttpRequest) -> HttpResponse:
    """Show the dispute of a receipt, and take the step its holder chose. The code comes in a form alone."""
    code = receipts.read_code(request.POST.get("code", ""))
    if not code:
        return redirect("portal:talk")
    digest = receipts.digest_of(code, key=settings.PORTAL_KEY)
    given = _given(request)
    press = read_id(request.POST.get("press", "")) or uuid4()
    told = record.bargain(digest, press=press, given=given) if given["kind"] else record.dispute(digest)
    if told is None:
        return redirect("portal:talk")
    wrong = REFUSED.get(told.get("refused", ""), "")
    lines = [_line(one) for one in told["steps"]]
    context = {
        "code": code,
        # Asked anew by each form of the page: none is taken for another.
        "press": uuid4,
        "firm": told["firm"],
        "state": STATES.get(told["state"], told["state"]),
        "due_on": date.fromisoformat(told["due_on"]) if told["due_on"] and told["state"] == "passed" else None,
        "may": told["may"],
        "lines": lines,
        "offer": next((one for one in lines if one.id == told["offer"]), None),
        "written": next((one for one in lines if one.id == told["written"]), None),
        "promises": [_promised(one) for one in told["promises"]],
        "told_choices": list(TOLD.items()),
        "wrong": wrong,
        "typed": given["text"] if wrong else "",
        "is_kept": bool(given["kind"]) and not wrong,
    }
    return render(request, "portal/dispute.html", context, status=422 if wrong else 200)


def _given(request: HttpRequest) -> dict[str, Any]:
    posted = request.POST
    return {
        "kind": posted.get("kind", "")[:20],
        "text": clean(posted.get("text", "")).replace("\r\n", "\n").strip(),
        "told": [one for one in posted.getlist("told") if one in TOLD],
        "about": posted.get("about", "")[:40],
        "digest": posted.get("digest", "")[:64],
        "promise": posted.get("promise", "")[:40],
    }


def _line(step: dict[str, Any]) -> Line:
    what = str(STEPS.get(step["kind"], step["kind"]))
    if step["kind"] == "consented":
        what = f"{what}: {', '.join(str(TOLD[one]) for one in step['data']['told'])}"
    return Line(
        id=step["id"], who=str(SIDES[step["side"]]), what=what, text=step["text"], on=date.fromisoformat(step["on"]),
        is_own=step["side"] == "consumer", digest=step["data"].get("digest", ""),
    )  # fmt: skip


def _promised(one: dict[str, Any]) -> Promised:
    return Promised(one["id"], str(SIDES[one["side"]]), one["what"], date.fromisoformat(one["due_on"]))
