"""What a sender thinks of how he was answered: asked once, in his talk, when it has ended; tied to nothing."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.intake import receipts
from minhbach.engine.text.clean import clean
from minhbach.interfaces.portal import record

LONGEST = 500


@require_POST
def rate(request: HttpRequest) -> HttpResponse:
    code = receipts.read_code(request.POST.get("code", ""))
    verdict, words = request.POST.get("verdict", ""), clean(request.POST.get("words", "")).strip()
    if not code:
        return redirect("portal:talk")
    wrong = ""
    if len(words) > LONGEST:
        wrong = _("Câu nhận xét dài quá %(most)d chữ; hãy viết ngắn lại.") % {"most": LONGEST}
    else:
        refused = record.rate(receipts.digest_of(code, key=settings.PORTAL_KEY), verdict=verdict, words=words)
        if refused is None:
            return redirect("portal:talk")
        if refused:
            wrong = _("Mỗi việc chỉ hỏi một lần, khi đã kết thúc; lần này không ghi thêm gì.")
    context = {"code": code, "wrong": wrong}
    return render(request, "portal/rated.html", context, status=422 if wrong else 200)
