"""The words of the mails: plain text, in the language that its addressee chose, with the way out in each."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from minhbach.domains.outreach.kinds import Kind
from minhbach.domains.outreach.mails.wishes import Wish


def ask_back(address: str, link: str, wish: Wish, *, language: str) -> EmailMessage:
    """Ask whether it is the addressee who wants to be told; without his word nothing else is ever sent to him."""
    with override(language):
        kinds = ", ".join(str(one.words) for one in wish.named)
        text = [
            _("Có người, có lẽ là bạn, xin nhận thư khi có nội dung công bố mới: %(kinds)s.") % {"kinds": kinds},
            _("Đúng là bạn thì mở liên kết này trong hai ngày và bấm Xác nhận:"),
            link,
            _("Không phải bạn thì không cần làm gì: không có thư nào nữa, và địa chỉ này bị xóa sau ba ngày."),
        ]
        return _mail(_("Xác nhận nhận cảnh báo"), text, address)


def tell(
    address: str, link: str, *, language: str, kind: Kind, title: str, summary: str, office: str, url: str, number: UUID
) -> EmailMessage:
    """Tell of something that is published."""
    with override(language):
        subject = f"{capfirst(str(kind.words))}: {title}"
        mail = _mail(subject, [title, office, summary, url], address, link=link)
    return _marked(mail, number)


def take_back(
    address: str, link: str, *, language: str, kind: Kind, title: str, reason: str, office: str, url: str, number: UUID
) -> EmailMessage:
    """Tell whoever was told of it that it holds no longer."""
    with override(language):
        told = {"office": office, "title": title}
        text = [
            _("%(office)s đã rút lại nội dung báo ở thư trước: %(title)s") % told,
            _("Lý do: %(reason)s") % {"reason": reason},
            url,
        ]
        mail = _mail(_("Đã rút lại: %(title)s") % {"title": title}, text, address, link=link)
    return _marked(mail, number)


def _mail(subject: str, text: list[str], address: str, *, link: str = "") -> EmailMessage:
    """Write a mail; LINK leads to what its addressee chose, and out (RFC 2369, and by one press, RFC 8058)."""
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if link:
        headers |= {
            "List-Unsubscribe": f"<{link}ngung/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"canh-bao <canh-bao.{_host()}>",
        }
        text = [*text, "-- \n" + _("Ngừng nhận thư này: %(link)s") % {"link": f"{link}ngung/"}]
    return EmailMessage(" ".join(subject.split())[:200], "\n\n".join(text), to=[address], headers=headers)


def _marked(mail: EmailMessage, number: UUID) -> EmailMessage:
    """Give a mail the one id it will ever have."""
    mail.extra_headers["Message-ID"] = f"<{number}@{_host()}>"
    return mail


def _host() -> str:
    return str(settings.PORTAL_ADDRESS).partition("://")[2]
