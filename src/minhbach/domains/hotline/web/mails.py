"""E-mails: the list, the page on which one is read and made a report, and its files, of which none runs here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.hotline import policies, selectors, services
from minhbach.domains.hotline.models import Mail
from minhbach.domains.hotline.types import Automatic, MailState
from minhbach.domains.hotline.web.entering import ByLetterboxForm
from minhbach.domains.hotline.web.files import ReasonForm, with_ways_out
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.writing import write_moment

LONGEST = 20_000
OPEN = (MailState.WAITING, MailState.UNREAD)


class MailForm(ByLetterboxForm):
    """Filled in with what the mail says, of its sender too: whoever enters it leaves what is to be kept."""

    what = fields.Text(
        label=_lazy("Nội dung"), rows=10, longest=LONGEST,
        help_text=_lazy(
            "Tố cáo: bỏ ở đây điều cho biết người viết là ai. Lập xong, lời thư và tệp kèm không còn ở trang này; bản "
            "gốc còn trong hộp thư điện tử, in giao người giữ danh tính."
        ),
    )  # fmt: skip
    where = fields.Text(label=_lazy("Ở đâu?"), longest=1_000, required=False)
    field_order = ("kind", "what", "where", "letterbox")

    def __init__(self, *args: Any, mail: Mail, **kwargs: Any) -> None:
        self.mail = mail
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        words = "\n\n".join(filter(None, (self.mail.subject, self.mail.text)))
        sender = selectors.sender_of(self.mail)
        told = {"person_name": sender.name[:120], "person_address": sender.address[:300]} if sender else {}
        self.propose(what=words[:LONGEST], **told)
        # Over what the other forms propose: the way in that the mailbox belongs to.
        self.initial["letterbox"] = self.mail.mailbox.letterbox_id


class JoinForm(PageForm):
    number = fields.Text(label=_lazy("Số tin, đơn"), longest=12)


@require_safe
def mails(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_mails(),
        title=_lazy("Thư điện tử"),
        columns=[
            Column("came", _lazy("Đến lúc"), lambda row: write_moment(row.came_at), sort="came_at", indexed=True,
                   url=lambda row: row.get_absolute_url()),
            # What somebody writes may tell who he is: it is read here and leaves in no file.
            Column("subject", _lazy("Tiêu đề"), lambda row: row.subject[:120], in_file=lambda _row: ""),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(MailState(row.state)), kind="chip"),
            Column("automatic", _lazy("Ghi nhận"), _noted, under="subject"),
            Column("mailbox", _lazy("Hộp thư điện tử"), lambda row: row.mailbox.address),
            Column("report", _lazy("Tin, đơn"), lambda row: row.report.number if row.report else "",
                   url=lambda row: row.report.get_absolute_url() if row.report else ""),
            Column("officer", _lazy("Người xử lý"), lambda row: row.settled_by.full_name if row.settled_by else ""),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[
            StateFilter("state", _lazy("Tình trạng"), MailState),
            Filter("automatic", _lazy("Thư do máy gửi"), lambda rows, kind: rows.filter(automatic=kind),
                   choices=Automatic.choices),
        ],
        default_sort="-came",
        empty=_lazy("Thư gửi tới hộp thư điện tử của cơ quan hiện ở đây vài phút sau khi đến."),
        export_name="thu-dien-tu",
    )  # fmt: skip
    return page.response("hotline/mails.html", {"failing": selectors.failing_mailboxes()})


@require_safe
def mailboxes(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_mailboxes(),
        title=_lazy("Hộp thư điện tử"),
        columns=[
            Column("address", _lazy("Địa chỉ"), lambda row: row.address),
            Column("state", _lazy("Tình trạng"), _state, kind="chip"),
            Column("trouble", _lazy("Cách khắc phục"), lambda row: row.get_trouble_display()),
            Column("drawn", _lazy("Lấy thư lần cuối"), lambda row: row.drawn_at, kind="moment"),
            Column("letterbox", _lazy("Tin vào hộp thư"), lambda row: row.letterbox.name),
            Column("named", _lazy("Dùng từ"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        search=lambda rows, text: rows.filter(address__icontains=text),
        default_sort="-named",
        empty=_lazy("Chưa có hộp thư điện tử nào. Quản trị hệ thống khai ở tệp cấu hình; mật khẩu không nằm ở đây."),
        export_name="hop-thu-dien-tu",
    )  # fmt: skip
    return page.response("hotline/mailboxes.html")


@require_safe
def mail(request: OfficeRequest, mail_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    return render(request, "hotline/mail.html", mail_context(request, selectors.get_mail(mail_id)))


def mail_context(request: OfficeRequest, found: Mail, **forms: PageForm) -> dict[str, Any]:
    works = policies.may_work_at(request.officer, found, at=request.at)
    is_open = works and found.state in OPEN
    sender = selectors.sender_of(found) if works else None
    named = selectors.report_named_in(found) if is_open else None
    return {
        "mail": found,
        "title": found.subject or _("Thư không có tiêu đề"),
        "above": _("Thư điện tử"),
        "above_url": reverse("hotline:mails"),
        "chips": [chip_of(MailState(found.state))],
        "files": with_ways_out(selectors.files_of(found), may=works),
        "named": named,
        "may_enter": is_open,
        "may_take_back": works and found.state == MailState.ASIDE,
        "enter_form": MailForm(mail=found) if is_open else None,
        "join_form": JoinForm(auto_id="join_%s", initial={"number": named.number if named else ""}),
        "aside_form": ReasonForm(auto_id="aside_%s"),
        "facts": [
            Fact(_("Đến lúc"), found.came_at, kind="moment"),
            Fact(_("Người gửi tự xưng"), f"{sender.name} <{sender.address}>".strip() if sender else ""),
            Fact(_("Hộp thư điện tử"), found.mailbox.address),
            Fact(_("Thư do máy gửi"), found.get_automatic_display()),
            Fact(_("Cơ quan"), found.owner_agency.name),
            Fact(_("Người xử lý"), found.settled_by.full_name if found.settled_by else ""),
            Fact(_("Xử lý lúc"), found.settled_at, kind="moment"),
            Fact(_("Lý do để riêng"), found.reason),
            Fact(
                _("Tin, đơn"),
                found.report.number if found.report else "",
                url=found.report.get_absolute_url() if found.report else "",
            ),
        ],
        **forms,
    }


def _own_mail(request: OfficeRequest, mail_id: UUID) -> Mail:
    """Return a mail that the officer may deal with."""
    policies.require_worker(request.officer, at=request.at)
    found: Mail = selectors.get_mail(mail_id)
    policies.require_own(request.officer, found, at=request.at)
    return found


@require_POST
def enter_mail(request: OfficeRequest, mail_id: UUID) -> HttpResponse:
    found = _own_mail(request, mail_id)
    form = MailForm.of(request, mail=found)
    return handle(
        request,
        form,
        lambda: services.enter_mail(
            officer=request.officer, at=request.at, mail=found, press=form.press, **form.entered
        ),
        done=_("Đã lập tin từ thư."),
        back=reverse("hotline:told", args=[form.press]),
        template="hotline/mail.html",
        page=lambda: mail_context(request, found, enter_form=form),
    )


@require_POST
def join_mail(request: OfficeRequest, mail_id: UUID) -> HttpResponse:
    found = _own_mail(request, mail_id)
    form = JoinForm.of(request, auto_id="join_%s")
    return handle(
        request,
        form,
        lambda: services.join_mail(officer=request.officer, at=request.at, mail=found, **form.asked),
        done=_("Đã đưa lời thư vào trao đổi của tin, đơn."),
        template="hotline/mail.html",
        page=lambda: mail_context(request, found, join_form=form),
    )


@require_POST
def set_mail_aside(request: OfficeRequest, mail_id: UUID) -> HttpResponse:
    found = _own_mail(request, mail_id)
    form = ReasonForm.of(request, auto_id="aside_%s")
    return handle(
        request,
        form,
        lambda: services.set_aside(officer=request.officer, at=request.at, mail=found, **form.asked),
        done=_("Đã để riêng; thư vẫn được lưu."),
        back=lambda _made: selectors.next_mail() or reverse("hotline:mails"),
        template="hotline/mail.html",
        page=lambda: mail_context(request, found, aside_form=form),
    )


@require_POST
def take_mail_back(request: OfficeRequest, mail_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    found = services.take_back(officer=request.officer, at=request.at, mail=selectors.get_mail(mail_id))
    messages.success(request, _("Thư lại chờ phân loại."))
    return redirect(found)


def _noted(row: Mail) -> str:
    said = [row.get_automatic_display(), _("có chữ không đọc được") if row.is_damaged else ""]
    return "; ".join(filter(None, said))


def _state(row: Any) -> tuple[str, str]:
    if row.left_at:
        return _("thôi dùng"), ""
    if row.failing_since:
        return _("không lấy được từ %(at)s") % {"at": write_moment(row.failing_since)}, "late"
    return (_("đang lấy"), "good") if row.drawn_at else (_("chưa lấy lần nào"), "warn")
