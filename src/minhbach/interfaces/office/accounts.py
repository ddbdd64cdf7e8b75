"""How officers sign in: accounts are made by administrators, never by visitors.

Allauth speaks no Vietnamese: its sentences are said here and in `account_forms`, its messages in the templates
`account/messages` and `mfa/messages`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import provider_alone
from minhbach.foundation import attempts
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.refusals import Refusal
from minhbach.interfaces.office import body_door, door, guessing


class NoPassword(Refusal):
    code = "office.account.no_password"
    sentence = _lazy("Tài khoản này không có mật khẩu để đổi. Người quản trị của cơ quan cấp mật khẩu.")


class OfficeAccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _lazy("Tài khoản này đang bị khóa."),
        "enter_current_password": _lazy("Hãy nhập đúng mật khẩu hiện tại."),
        "incorrect_code": _lazy("Mã không đúng hoặc đã hết hạn."),
        "incorrect_password": _lazy("Mật khẩu không đúng."),
        "rate_limited": _lazy("Thao tác quá nhanh. Hãy chờ một lát rồi thử lại."),
        "username_password_mismatch": _lazy("Tên đăng nhập hoặc mật khẩu không đúng."),
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Count the try before the password is looked at, also where one who is in confirms himself."""
        name = str(credentials.get("username") or "")
        taken = guessing.take_try(request, guessing.PASSWORD, name=name, person=door.person_named(name))
        person: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if person is not None:
            attempts.succeeded(taken)
        return person

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        door.tell_attempt("failed", name=str(credentials.get("username") or ""), request=request)

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **hook: Any) -> HttpResponse | None:
        """Lead somebody outside to the body's own sign-in, where the body wants no other way."""
        if isinstance(user, Officer) and not body_door.came_by(request, user):
            alone = provider_alone(user, on=local_date(now()))
            if alone is not None:
                return redirect(f"{reverse('account_of_body', args=[alone.body_id])}?chi-qua=1")
        response: HttpResponse | None = super().pre_login(request, user, **hook)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        door.tell_attempt("closed", name=user.get_username(), request=request)
        return super().respond_user_inactive(request, user)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("office:today")

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Chosen by its holder, the password is no longer the one an administrator gave."""
        if isinstance(user, Officer):
            user.password_is_given = False
        super().set_password(user, password)


def no_password(request: HttpRequest) -> HttpResponse:
    """Say to one who signs in without a password that there is none to change."""
    raise NoPassword


class OfficeMFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _lazy("Không thể tắt mã một lần."),
        "cannot_generate_recovery_codes": _lazy("Phải bật mã một lần hoặc thêm khóa trước khi tạo mã dự phòng."),
        "incorrect_code": _lazy("Mã không đúng hoặc đã hết hạn."),
        "rate_limited": _lazy("Thao tác quá nhanh. Hãy chờ một lát rồi thử lại."),
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        return _("Khóa %(number)s") % {"number": Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Say to the key whose door it is for: this host's, by our name."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Say to the key whose it is, as its holder will see it when asked to choose."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": str(user)}

    def encrypt(self, text: str) -> str:
        """Keep the secrets of one-time and recovery codes from whoever reads the database or a copy of it."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret again; under another MINHBACH_SECRET_KEY no code fits any more."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise self.validation_error("incorrect_code") from None


def _box() -> Fernet:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"minhbach.mfa", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))
