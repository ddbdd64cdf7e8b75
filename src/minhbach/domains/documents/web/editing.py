"""The page that fills a draft."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.web.content_form import ContentForm
from minhbach.foundation.pages import OfficeRequest


class HeadForm(forms.Form):
    """What every document has besides its content."""

    title = forms.CharField(
        label=_lazy("Tên văn bản"), max_length=300, widget=forms.TextInput({"class": "form-control"})
    )
    recipients = forms.CharField(
        label=_lazy("Nơi nhận (mỗi dòng một nơi)"),
        required=False,
        widget=forms.Textarea({"class": "form-control", "rows": 3}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """Fill a draft's fields; what is typed is kept when something is wrong."""
    document = selectors.access_document(request.officer, document_id)
    content = thaw_content(document.content)
    typed = request.POST if request.method == "POST" else None
    head = HeadForm(typed, initial={"title": document.title, "recipients": "\n".join(document.recipients)})
    form = None if document.form.filled_elsewhere else ContentForm(content, typed)
    if typed is not None and head.is_valid() and (form is None or form.is_valid()):
        services.redraft(
            document_id=document_id,
            officer=request.officer,
            at=request.at,
            content=content if form is None else form.filled(),
            title=head.cleaned_data["title"],
            recipients=[line.strip() for line in head.cleaned_data["recipients"].splitlines() if line.strip()],
        )
        messages.success(request, _("Đã lưu dự thảo."))
        return redirect("documents:document", document_id)
    return render(
        request,
        "documents/edit.html",
        {"document": document, "head": head, "form": form, "has_errors": typed is not None},
        status=422 if typed is not None else 200,
    )
