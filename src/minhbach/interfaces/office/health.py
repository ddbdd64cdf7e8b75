"""The page “Tình trạng hệ thống”: what the doctor knows, for whoever keeps the installation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.agencies.policies import require_installation_keeper
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.writing import write_number
from minhbach.interfaces.health.checks import CHECKS, Check
from minhbach.interfaces.health.figures import Figures
from minhbach.interfaces.health.kept import Finding, Look, read_look
from minhbach.interfaces.health.watch import look_now

# Three looks missed are no accident of one.
STALE = timedelta(minutes=3)
GIGABYTE = 1024**3


@dataclass(frozen=True)
class Row:
    """A check, and what it last found; None where it has not been looked at."""

    check: Check
    found: Finding | None

    @property
    def is_wrong(self) -> bool:
        return self.found is not None and bool(self.found.ailments)


@require_safe
def show(request: OfficeRequest) -> HttpResponse:
    """What was last found, what to do about it, and the figures of that look."""
    require_installation_keeper(request.officer, at=request.at)
    look = read_look()
    return render(
        request,
        "office/health.html",
        {
            "title": _("Tình trạng hệ thống"),
            "look": look,
            "chips": _verdict(look) if look else [],
            "is_stale": look is not None and request.at - look.looked_at > STALE,
            "rows": _rows(look) if look else [],
            "facts": list(_facts(look.figures)) if look and look.figures else [],
            "mute": [_WAYS[way]() for way in look.mute] if look else [],
            "is_told": bool(settings.ALERT_TO or settings.ALERT_WEBHOOK),
        },
    )


@require_POST
def look_again(request: OfficeRequest) -> HttpResponse:
    """Look at everything that is quickly looked at, now."""
    require_installation_keeper(request.officer, at=request.at)
    look = look_now(request.at)
    wrong = sum(bool(one.ailments) for one in look.findings)
    if wrong:
        messages.warning(request, _("Đã kiểm tra lại: %(count)s chỗ hỏng.") % {"count": wrong})
    else:
        messages.success(request, _("Đã kiểm tra lại: không có chỗ hỏng."))
    return redirect("office:health")


_WAYS = {"e-mail": lambda: _("thư điện tử"), "webhook": lambda: _("webhook")}


def _verdict(look: Look) -> list[tuple[str, str]]:
    """Say no more than was looked at."""
    wrong = sum(bool(one.ailments) for one in look.findings)
    unseen = sum(look.finding(check.code) is None for check in CHECKS)
    said = [(_("%(count)s chỗ hỏng") % {"count": wrong}, "late") if wrong else (_("Không thấy chỗ hỏng"), "good")]
    return [*said, (_("%(count)s mục chưa xem") % {"count": unseen}, "warn")] if unseen else said


def _rows(look: Look) -> list[Row]:
    """List every check, what is wrong first, each in its order."""
    rows = [Row(check, look.finding(check.code)) for check in CHECKS]
    return sorted(rows, key=lambda row: not row.is_wrong)


def _facts(figures: Figures) -> Iterator[Fact]:
    yield Fact(_("Phiên bản Minh Bạch"), figures.minhbach)
    yield Fact(_("PostgreSQL, Python"), f"{figures.postgresql}, {figures.python}")
    yield Fact(_("Niêm phong gần nhất"), figures.last_sealed_at, kind="moment")
    yield Fact(_("Dòng nhật ký chờ niêm phong"), figures.entries_unsealed, kind="number")
    backup = figures.last_backup_at
    yield Fact(_("Sao lưu gần nhất"), backup or _("chưa có"), kind="moment" if backup else "text")
    yield Fact(_("Tiến trình việc nền, nhịp gần nhất"), figures.workers[0] if figures.workers else None, kind="moment")
    yield Fact(_("Số tiến trình việc nền"), len(figures.workers), kind="number")
    yield Fact(
        _("Việc nền"),
        _("%(waiting)s chờ, %(running)s đang chạy, %(failed)s hỏng")
        % {"waiting": figures.jobs_waiting, "running": figures.jobs_running, "failed": figures.jobs_failed},
    )
    yield Fact(
        _("Ổ đĩa còn trống"),
        _("%(free)s trong %(total)s GB")
        % {
            "free": write_number(figures.disk_free_bytes // GIGABYTE),
            "total": write_number(figures.disk_total_bytes // GIGABYTE),
        },
    )
    yield Fact(_("Cơ sở dữ liệu"), _("%(size)s MB") % {"size": write_number(figures.database_bytes // 1024**2)})
    yield Fact(
        _("Đồng hồ lệch cơ sở dữ liệu"), _("%(seconds)s giây") % {"seconds": round(abs(figures.clock_ahead_seconds))}
    )
