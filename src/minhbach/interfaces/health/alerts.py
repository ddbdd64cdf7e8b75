"""What an alert says: what broke, what still is broken, what is right again."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from minhbach.foundation.writing import write_moment
from minhbach.interfaces.health.checks import CHECKS, Check
from minhbach.interfaces.health.kept import Finding, Look, Told

AGAIN = timedelta(days=1)


@dataclass(frozen=True)
class Alert:
    """What one message tells, and of which machine."""

    machine: str
    at: datetime
    broken: tuple[Finding, ...] = ()
    still: tuple[Finding, ...] = ()
    mended: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.broken or self.still or self.mended)


def alert_of(look: Look, told: Sequence[Told], *, at: datetime) -> Alert:
    """Work out what is to be said to those who were told so much."""
    last = {one.code: one.at for one in told}
    wrong = {one.code: one for one in look.findings if one.wrong_since is not None}
    return Alert(
        machine=socket.gethostname(),
        at=at,
        broken=tuple(one for code, one in wrong.items() if code not in last and _is_sure(one)),
        still=tuple(one for code, one in wrong.items() if code in last and at - last[code] >= AGAIN),
        mended=tuple(code for code in last if code not in wrong),
    )


def subject_of(alert: Alert) -> str:
    """Write the one line that is read first."""
    said = [
        f"{words}: {', '.join(names)}"
        for words, names in (
            ("hỏng", [name_of(one.code) for one in alert.broken]),
            ("vẫn hỏng", [name_of(one.code) for one in alert.still]),
            ("đã ổn", [name_of(code) for code in alert.mended]),
        )
        if names
    ]
    return f"[Minh Bạch {alert.machine}] {'; '.join(said)}"


def text_of(alert: Alert) -> str:
    """Write everything, for a person."""
    lines = [f"Máy {alert.machine}, lúc {write_moment(alert.at)}."]
    for words, findings in (("HỎNG", alert.broken), ("VẪN HỎNG", alert.still)):
        for one in findings:
            lines += ["", f"{words}: {name_of(one.code)} (từ {write_moment(one.wrong_since or alert.at)})"]
            lines += [line for ailment in one.ailments for line in (f"  {ailment.what}", f"  → {ailment.remedy}")]
    lines += [line for code in alert.mended for line in ("", f"ĐÃ ỔN: {name_of(code)}")]
    return "\n".join([*lines, "", "Xem trang Tình trạng hệ thống, hoặc chạy: minhbach doctor"])


def as_json(alert: Alert) -> dict[str, Any]:
    """Write an alert for a program."""

    def told(finding: Finding) -> dict[str, Any]:
        return {
            "code": finding.code,
            "name": name_of(finding.code),
            "since": finding.wrong_since.isoformat() if finding.wrong_since else None,
            "ailments": [{"what": one.what, "remedy": one.remedy} for one in finding.ailments],
        }

    return {
        "machine": alert.machine,
        "at": alert.at.isoformat(),
        "text": subject_of(alert),
        "broken": [told(one) for one in alert.broken],
        "still": [told(one) for one in alert.still],
        "mended": [{"code": code, "name": name_of(code)} for code in alert.mended],
    }


def name_of(code: str) -> str:
    check = _check_of(code)
    return check.name if check else code


def _is_sure(finding: Finding) -> bool:
    """Whether two looks found it; what is looked at once a day is believed at once."""
    check = _check_of(finding.code)
    return bool(check and check.is_slow) or finding.wrong_since != finding.looked_at


def _check_of(code: str) -> Check | None:
    return next((check for check in CHECKS if check.code == code), None)
