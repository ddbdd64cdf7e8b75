"""What each step of a document's way asks; the names of the fields are those of the service it goes to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents import selectors
from minhbach.domains.documents.envelopes import source_on, symbol_on
from minhbach.domains.documents.models import OfficialDocument, RegisterLine
from minhbach.domains.documents.policies import SigningRight
from minhbach.domains.documents.services.scans import LIMIT_MB
from minhbach.domains.documents.types import FileKind, NumberFrom, State, Supersession
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm, Part
from minhbach.foundation.writing import write_day

IN_REGISTER = ("copies", "file_copy", "note")


class StepForm(PageForm):
    """A step of one document; where only a button is pressed, nothing is asked."""

    # What its button says, where that depends on the document; the number it would give.
    button = ""
    next_words = ""

    def __init__(self, *given: Any, document: OfficialDocument, at: datetime, **more: Any) -> None:
        self.document, self.at = document, at
        super().__init__(*given, **more)


class SubmitForm(StepForm):
    signer_post_id = fields.Choice(label=_lazy("Người ký"), coerce=UUID)
    summary = fields.Lines(label=_lazy("Nội dung trình (mỗi dòng một ý)"), longest=4000, required=False)
    attachments = fields.Lines(
        label=_lazy("Tài liệu kèm theo (mỗi dòng một tài liệu)"), rows=2, longest=4000, required=False
    )
    proposal = fields.Text(
        label=_lazy("Đề xuất"),
        rows=2,
        longest=4000,
        required=False,
        initial=_lazy("Kính trình xem xét, ký ban hành"),
    )

    def prepare(self) -> None:
        self.signers = selectors.signers_for(self.document, at=self.at)
        self.offer("signer_post_id", [(right.post.id, signer_words(right)) for right in self.signers])
        self.propose(summary=self.document.title)

    @property
    def parts(self) -> Iterator[Part]:
        """The signer; the submission slip, folded."""
        yield Part("", [self["signer_post_id"]])
        yield Part(_("Phiếu trình"), [self[name] for name in ("summary", "attachments", "proposal")], is_folded=True)


class SignForm(StepForm):
    """Carries the digest of the file that the signer was shown."""

    expected_sha256 = fields.Carried()

    def prepare(self) -> None:
        if self.document.state == State.SUBMITTED:
            shown = self.document.files.filter(kind=FileKind.SIGNED_OVER).order_by("-made_at", "-id").first()
            self.propose(expected_sha256=shown.sha256 if shown else "")

    def clean_expected_sha256(self) -> str | None:
        return self.cleaned_data["expected_sha256"] or None


class SignAndNumberForm(StepForm):
    """Says which number the paper's own unit would give it."""

    def prepare(self) -> None:
        today = local_date(self.at)
        number = selectors.next_number(self.document, on=today)
        self.button = _("Ký và cấp số") if number else _("Ký và ghi ngày")
        self.next_words = will_be_given(number, today)


class NumberForm(StepForm):
    """Carries the number that was about to be given, so that another one is said."""

    number = fields.Whole(label=_lazy("Số đã lấy"), least=1)
    symbol = fields.Text(label=_lazy("Ký hiệu"), longest=60, help_text=_lazy("Phần đứng sau số, ví dụ QĐ-KT."))
    dated = fields.Day(label=_lazy("Ngày, tháng, năm của văn bản"))
    expected = fields.Carried()

    def prepare(self) -> None:
        today = local_date(self.at)
        symbol = symbol_on(self.document, today)
        source = source_on(self.document.issuing_agency, self.document.kind, today)
        number = selectors.next_number(self.document, on=today)
        self.next_words = will_be_given(number, today)
        self.propose(dated=today, expected=number)
        if source is NumberFrom.HERE:
            del self.fields["number"], self.fields["symbol"]
            self.button = "" if symbol else _("Ghi ngày")
        else:
            self.button = _("Ghi số")
            self.fields["number"].help_text = _("Số của loại văn bản này %(source)s.") % {"source": source.label}
            if symbol:
                del self.fields["symbol"]
        if not symbol and source is NumberFrom.HERE:
            self.fields["dated"].help_text = format_html(
                '{} <a href="{}">{}</a>',
                _("Mẫu không cho ký hiệu và cơ quan chưa đặt: văn bản chỉ được ghi ngày, không có số."),
                reverse("documents:symbols"),
                _("Ký hiệu văn bản"),
            )

    @property
    def asked(self) -> dict[str, Any]:
        return {name: value for name, value in super().asked.items() if name != "expected"}

    @property
    def expected_number(self) -> str:
        return str(self.cleaned_data.get("expected") or "")


class IssueForm(StepForm):
    """What the register of outgoing papers asks of a paper that goes out."""

    copies = fields.Whole(label=_lazy("Số lượng bản"), least=1, most=9999, required=False)
    file_copy = fields.Text(label=_lazy("Đơn vị, người nhận bản lưu"), longest=200, required=False)
    note = fields.Text(label=_lazy("Ghi chú"), longest=500, required=False)

    def prepare(self) -> None:
        # One for each place it goes to; those beginning with “Lưu” are the file copies.
        self.propose(copies=len(self.document.recipients) or None, file_copy=_("Văn thư"))

    @property
    def parts(self) -> Iterator[Part]:
        yield self.register_part()

    def register_part(self) -> Part:
        return Part(_("Sổ đăng ký văn bản đi"), [self[name] for name in IN_REGISTER], is_folded=True)


class NumberAndIssueForm(NumberForm, IssueForm):
    """Number, date and the line of the register, in one."""

    def prepare(self) -> None:
        NumberForm.prepare(self)
        IssueForm.prepare(self)
        self.button = {
            "": _("Cấp số và phát hành"), _("Ghi ngày"): _("Ghi ngày và phát hành"),
        }.get(self.button, _("Ghi số và phát hành"))  # fmt: skip

    @property
    def parts(self) -> Iterator[Part]:
        yield Part("", [one for one in self.visible_fields() if one.name not in IN_REGISTER])
        yield self.register_part()


class LineForm(StepForm):
    """A line of the register of outgoing papers, filled with what stands there."""

    copies = fields.Whole(label=_lazy("Số lượng bản"), least=1, most=9999, required=False)
    file_copy = fields.Text(label=_lazy("Đơn vị, người nhận bản lưu"), longest=200, required=False)
    sent_on = fields.Day(label=_lazy("Ngày chuyển"), required=False)
    received_by = fields.Text(label=_lazy("Ký nhận"), longest=200, required=False)
    note = fields.Text(label=_lazy("Ghi chú"), longest=500, required=False)

    def prepare(self) -> None:
        line = RegisterLine.objects.filter(document=self.document).first()
        if line is not None:
            self.propose(**{name: getattr(line, name) for name in self.fields if hasattr(line, name)})


class FileAwayForm(StepForm):
    file_reference = fields.Text(label=_lazy("Tên hoặc số hồ sơ lưu"), longest=200, required=False)


class ReturnForm(StepForm):
    reason = fields.Text(label=_lazy("Nội dung cần sửa"), rows=3, longest=4000)


class CancelForm(StepForm):
    reason = fields.Text(
        label=_lazy("Lý do hủy"),
        rows=2,
        longest=4000,
        help_text=_lazy("Văn bản vẫn xem được. Số đã cấp không dùng lại."),
    )


class CorrectForm(StepForm):
    supersession = fields.Choice(
        label=_lazy("Văn bản mới"),
        choices=[
            (Supersession.REPLACES, _lazy("thay thế văn bản này")),
            (Supersession.REVOKES, _lazy("thu hồi văn bản này")),
        ],
        coerce=Supersession,
        help_text=_lazy(
            "Văn bản này giữ nguyên như đã phát hành. Văn bản mới được soạn từ văn bản này và có tác dụng khi phát "
            "hành."
        ),
    )


class ScanForm(StepForm):
    content = fields.File(
        label=_lazy("Bản quét văn bản đã ký, đóng dấu"),
        accept=".pdf,.jpg,.jpeg,.png",
        camera=True,
        help_text=_lazy(
            "Tệp PDF, JPEG hoặc PNG, tối đa 20 MB. Bản giấy đã ký, đóng dấu là bản gốc; bản quét đại diện cho bản gốc "
            "ở đây. Không nhập, không đính kèm nội dung bí mật nhà nước; chỉ ghi số đăng ký của văn bản mật."
        ),
    )

    def clean_content(self) -> bytes:
        # One byte more than the limit is enough to be refused; the rest is never read.
        content: bytes = self.cleaned_data["content"].read(LIMIT_MB * 1024 * 1024 + 1)
        return content


def will_be_given(number: str, day: date) -> str:
    """Say what is about to be written, beside the button; nothing where no number is given here."""
    return _("Sẽ cấp: %(number)s, ngày %(day)s") % {"number": number, "day": write_day(day)} if number else ""


def signer_words(right: SigningRight) -> str:
    """Name a signer: the post, the person, and by what right one signs for another."""
    words = f"{right.post.title_vi} {right.post.officer.full_name}"
    if right.delegation:
        return _("%(signer)s – KT., giao quyền %(number)s") % {
            "signer": words,
            "number": right.delegation.decision_number,
        }
    return f"{words} – KT. {right.on_behalf_of}" if right.on_behalf_of else words
