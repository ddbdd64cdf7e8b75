"""The steps of a document's way as its page offers them: one first, the others quiet. The services ask again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents import services
from minhbach.domains.documents.envelopes import scan_time_on, source_on
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.policies import DRAFTERS, MAKERS
from minhbach.domains.documents.types import NumberFrom, ScanTime, SignedBy, State
from minhbach.domains.documents.web import forms
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.forms import Words
from minhbach.foundation.writing import write_day

SCANNABLE = (State.SIGNED, State.NUMBERED, State.ISSUED, State.FILED, State.SUPERSEDED)


@dataclass(frozen=True, kw_only=True)
class StepOffer:
    """One step: the form that asks, the service that does, and their words.

    BUTTON stands on the form, FOLDED on the fold around it where it is a quiet one that asks something, DONE is said
    afterwards. One that is GUARDED is told what its sender goes on without.
    """

    form: type[forms.StepForm] = forms.StepForm
    service: Callable[..., Any]
    button: Words
    icon: str = ""
    is_irreversible: bool = False
    folded: Words = ""
    done: Words | Callable[[Any, Any], Words]
    is_guarded: bool = False
    # What dates a paper for good is not done by a clock that cannot be believed.
    dates: bool = False


def _numbered(document: OfficialDocument, form: forms.NumberForm) -> str:
    if document.number is None:
        return _("Đã ghi ngày. Văn bản không có số vì chưa có ký hiệu.")
    said = _("Đã cấp số %(number)s, ngày %(day)s.") % {
        "number": document.number_text,
        "day": write_day(document.dated) if document.dated else "",
    }
    if form.expected_number and form.expected_number != document.number_text:
        said += " " + _("Số %(number)s vừa được cấp cho văn bản khác.") % {"number": form.expected_number}
    return said


def _numbered_and_issued(document: OfficialDocument, form: forms.NumberForm) -> str:
    said = _numbered(document, form) + " " + _("Đã phát hành.")
    if document.register_line.is_scan_owed:
        said += " " + _("Bản quét còn phải đính kèm; việc này ở lại trong Việc hôm nay.")
    return said


def _signed_and_numbered(document: OfficialDocument, form: forms.StepForm) -> str:
    if document.number is None:
        return _("Đã ký, đã ghi ngày. Văn bản không có số vì chưa có ký hiệu.")
    return _("Đã ký. Đã cấp số %(number)s.") % {"number": document.number_text}


STEPS: Mapping[str, StepOffer] = {
    "submit": StepOffer(
        form=forms.SubmitForm,
        service=services.submit,
        button=_lazy("Trình ký"),
        icon="send",
        is_guarded=True,
        done=_lazy("Đã trình. Người ký thấy văn bản này ở mục Chờ tôi."),
    ),
    "recall": StepOffer(
        service=services.recall,
        button=_lazy("Rút lại"),
        icon="arrow-back-up",
        done=_lazy("Đã rút lại. Có thể sửa dự thảo."),
    ),
    "send_back": StepOffer(
        form=forms.ReturnForm,
        service=services.return_for_changes,
        button=_lazy("Trả lại"),
        folded=_lazy("Trả lại để sửa"),
        done=_lazy("Đã trả lại người soạn thảo kèm lý do."),
    ),
    "sign": StepOffer(
        form=forms.SignForm,
        service=services.sign,
        button=_lazy("Ký"),
        icon="signature",
        dates=True,
        is_guarded=True,
        done=_lazy("Đã ký. Chờ văn thư cấp số, ngày."),
    ),
    "sign_and_number": StepOffer(
        form=forms.SignAndNumberForm,
        service=services.sign_and_number,
        button=_lazy("Ký và cấp số"),
        icon="signature",
        dates=True,
        is_guarded=True,
        done=_signed_and_numbered,
    ),
    "number_and_issue": StepOffer(
        form=forms.NumberAndIssueForm,
        service=services.number_and_issue,
        button=_lazy("Cấp số và phát hành"),
        icon="mail-forward",
        done=_numbered_and_issued,
        dates=True,
        is_guarded=True,
    ),
    "give_number": StepOffer(
        form=forms.NumberForm,
        service=services.give_number,
        button=_lazy("Cấp số"),
        icon="hash",
        done=_numbered,
        dates=True,
    ),
    "issue": StepOffer(
        form=forms.IssueForm,
        service=services.issue,
        button=_lazy("Phát hành"),
        icon="mail-forward",
        done=_lazy("Đã phát hành."),
        dates=True,
        is_guarded=True,
    ),
    "file_away": StepOffer(
        form=forms.FileAwayForm,
        service=services.file_away,
        button=_lazy("Lưu hồ sơ"),
        icon="archive",
        done=_lazy("Đã lưu hồ sơ."),
    ),
    "correct": StepOffer(
        form=forms.CorrectForm,
        service=services.draft_correction,
        button=_lazy("Tạo dự thảo văn bản mới"),
        folded=_lazy("Thay thế, thu hồi bằng văn bản mới"),
        done=_lazy("Đã tạo dự thảo mới. Khi phát hành, dự thảo này thay cho văn bản cũ."),
    ),
    "cancel": StepOffer(
        form=forms.CancelForm,
        service=services.cancel,
        button=_lazy("Hủy văn bản"),
        is_irreversible=True,
        folded=_lazy("Hủy"),
        done=_lazy("Đã hủy. Số đã cấp (nếu có) không dùng lại."),
    ),
    "write_line": StepOffer(
        form=forms.LineForm,
        service=services.write_register_line,
        button=_lazy("Ghi vào sổ"),
        icon="list-numbers",
        folded=_lazy("Dòng sổ đăng ký văn bản đi"),
        done=_lazy("Đã ghi dòng sổ đăng ký văn bản đi."),
    ),
    "attach_scan": StepOffer(
        form=forms.ScanForm,
        service=services.attach_scan,
        button=_lazy("Đính kèm bản quét"),
        icon="upload",
        done=_lazy("Đã lưu bản quét cùng văn bản."),
    ),
}

# Of these the one that is offered comes first; the others are quiet.
FIRST = ("submit", "sign_and_number", "sign", "number_and_issue", "give_number", "issue", "file_away")


def steps_for(document: OfficialDocument, officer: Officer, *, at: datetime) -> list[str]:
    """Choose the steps to offer by the document's state and the officer's posts; "edit" leads to the draft's page."""
    on = local_date(at)
    owner, issuer = document.owner_agency, document.issuing_agency
    is_maker_signed = document.form.signed_by == SignedBy.MAKER
    may_draft = has_role(officer, *DRAFTERS, on=on, agency=owner)
    is_own = document.drafted_by_id == officer.id or has_role(officer, Role.HEAD, on=on, agency=owner)
    clerk_roles = (Role.RECORDS_CLERK, *MAKERS) if is_maker_signed else (Role.RECORDS_CLERK,)
    is_clerk = has_role(officer, *clerk_roles, on=on, agency=issuer)
    steps: list[str] = []
    match State(document.state):
        case State.DRAFT | State.RETURNED:
            if may_draft and not is_maker_signed:
                steps.append("submit")
            elif may_draft and has_role(officer, *MAKERS, on=on, agency=owner):
                if source_on(issuer, document.kind, on) is NumberFrom.HERE:
                    steps.append("sign_and_number")
                steps.append("sign")
            if may_draft:
                steps.append("edit")
            if is_own:
                steps.append("cancel")
        case State.SUBMITTED:
            if document.signer_post is not None and document.signer_post.officer_id == officer.id:
                steps += ["sign", "send_back"]
            if is_own:
                steps.append("recall")
        case State.SIGNED:
            if is_clerk:
                # The sealed copy is there only once it has a number: one press where it is scanned afterwards.
                if scan_time_on(issuer, document.kind, on) is ScanTime.LATER:
                    steps.append("number_and_issue")
                steps.append("give_number")
            if is_own:
                steps.append("cancel")
        case State.NUMBERED:
            if is_clerk:
                steps.append("issue")
            if is_own:
                steps.append("cancel")
        case State.ISSUED:
            if is_clerk:
                steps.append("file_away")
    if document.state in (State.ISSUED, State.FILED) and may_draft:
        steps.append("correct")
    if document.state in (State.ISSUED, State.FILED, State.SUPERSEDED) and is_clerk:
        steps.append("write_line")
    if document.state in SCANNABLE and is_clerk:
        steps.append("attach_scan")
    return steps
