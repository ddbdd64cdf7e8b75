"""The door: who came, who tried to, who left, and what was done to the keys. Each is a row of the audit log.

What was typed is never written: somebody types a password where a name belongs. A name that is an account's is told by
that account; any other by a digest that only this installation can make, so that repeated attempts show.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.signals import password_changed
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_used
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.foundation import audit
from minhbach.foundation.audit.words import digest_of_words
from minhbach.foundation.clock import now

ACTS: dict[str, Promise] = {
    "office.door.entered": _lazy("đăng nhập"),
    "office.door.left": _lazy("đăng xuất"),
    "office.door.failed": _lazy("đăng nhập không thành"),
    "office.door.locked": _lazy("đăng nhập bị tạm khóa vì sai nhiều lần"),
    "office.door.body_failed": _lazy("đăng nhập qua tổ chức bên ngoài không thành"),
    "office.door.closed": _lazy("đăng nhập vào tài khoản đã khóa"),
    "office.door.password_changed": _lazy("đổi mật khẩu"),
    "office.door.code_failed": _lazy("nhập sai mã một lần"),
    "office.door.second_factor_added": _lazy("bật mã một lần"),
    "office.door.second_factor_removed": _lazy("tắt mã một lần"),
    "office.door.key_added": _lazy("thêm khóa truy cập"),
    "office.door.key_removed": _lazy("bỏ khóa truy cập"),
    "office.door.key_failed": _lazy("dùng khóa truy cập không thành"),
    "office.door.recovery_made": _lazy("tạo mã dự phòng"),
    "office.door.recovery_removed": _lazy("bỏ mã dự phòng"),
    "office.door.recovery_used": _lazy("dùng mã dự phòng"),
}


_ADDED: dict[str, str] = {
    Authenticator.Type.TOTP: "second_factor_added",
    Authenticator.Type.WEBAUTHN: "key_added",
    Authenticator.Type.RECOVERY_CODES: "recovery_made",
}
_REMOVED: dict[str, str] = {
    Authenticator.Type.TOTP: "second_factor_removed",
    Authenticator.Type.WEBAUTHN: "key_removed",
    Authenticator.Type.RECOVERY_CODES: "recovery_removed",
}
# Who only tried to come in did nothing in the name of the account.
_TRIED = {"failed", "body_failed", "locked", "closed", "code_failed", "key_failed"}


def tell(action: str, *, person: Officer | None, request: Any, name: str = "", **data: Any) -> None:
    """Write what happened at the door about a person, or about a name that is nobody's."""
    at: datetime = getattr(request, "at", None) or now()
    if person is None and name:
        data["name"] = digest_of_words("door", name)
    with transaction.atomic():
        audit.record(
            f"office.door.{action}",
            officer_id=None if action in _TRIED or person is None else person.pk,
            at=at,
            target_type="agencies.officer",
            target_id=person.pk if person else "",
            data=data,
        )


def tell_attempt(action: str, *, name: str, request: HttpRequest | None) -> None:
    """Write that somebody tried to come in by a name."""
    tell(action, person=person_named(name), request=request, name=name)


def person_named(name: str) -> Officer | None:
    """Find the account that a typed name means."""
    person: Officer | None = Officer.objects.filter(username__iexact=name.replace("\x00", "").strip()).first()
    return person


def listen() -> None:
    """Hear what Django and allauth say of the door; called once, when all applications are loaded."""
    for signal, hear in (
        (user_logged_in, _entered),
        (user_logged_out, _left),
        (password_changed, _password_changed),
        (authentication_failed, _code_failed),
        (authenticator_used, _used),
    ):
        signal.connect(hear, dispatch_uid=f"minhbach.{hear.__name__}", weak=False)
    # Allauth's own signals of these come after the transaction, where a row could be lost.
    post_save.connect(_made, sender=Authenticator, dispatch_uid="minhbach._made", weak=False)
    post_delete.connect(_removed, sender=Authenticator, dispatch_uid="minhbach._removed", weak=False)


def _entered(sender: Any, request: Any, user: Officer, **_rest: Any) -> None:
    tell("entered", person=user, request=request)


def _left(sender: Any, request: Any, user: Officer | None, **_rest: Any) -> None:
    if user is not None:
        tell("left", person=user, request=request)


def _password_changed(sender: Any, request: Any, user: Officer, **_rest: Any) -> None:
    tell("password_changed", person=user, request=request)


def _code_failed(sender: Any, request: Any, user: Officer, **_rest: Any) -> None:
    tell("code_failed", person=user, request=request)


def _made(sender: Any, instance: Authenticator, created: bool, **_rest: Any) -> None:
    if created:
        _tell_of_key(instance, _ADDED[instance.type])


def _removed(sender: Any, instance: Authenticator, **_rest: Any) -> None:
    _tell_of_key(instance, _REMOVED[instance.type])


def _tell_of_key(key: Authenticator, action: str) -> None:
    person = Officer.objects.filter(pk=key.user_id).first()
    tell(action, person=person, request=getattr(context, "request", None))


def _used(sender: Any, request: Any, user: Officer, authenticator: Authenticator, **_rest: Any) -> None:
    if _is_recovery(authenticator):
        tell("recovery_used", person=user, request=request)


def _is_recovery(authenticator: Authenticator) -> bool:
    return bool(authenticator.type == Authenticator.Type.RECOVERY_CODES)
