"""Allauth's forms in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation import attempts
from minhbach.foundation.pages.fields import TICK
from minhbach.interfaces.office import door, guessing


class _Labelled(forms.Form):
    """Labels, and placeholders where allauth sets one, said in Vietnamese once the form stands."""

    labels: Mapping[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            field = self.fields[name]
            field.label = label
            if "placeholder" in field.widget.attrs:
                field.widget.attrs["placeholder"] = label


class LoginForm(_Labelled, account.LoginForm):
    labels = {"login": _lazy("Tên đăng nhập"), "password": _lazy("Mật khẩu")}


class ReauthenticateForm(_Labelled, account.ReauthenticateForm):
    labels = {"password": _lazy("Mật khẩu")}


class ChangePasswordForm(_Labelled, account.ChangePasswordForm):
    labels = {
        "oldpassword": _lazy("Mật khẩu hiện tại"),
        "password1": _lazy("Mật khẩu mới"),
        "password2": _lazy("Mật khẩu mới (nhập lại)"),
    }

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[no-untyped-call]
        if "password2" in self.errors and self.data.get("password1") and self.data.get("password2"):
            self.errors["password2"] = self.error_class([_("Hai lần nhập mật khẩu mới không giống nhau.")])
        return cleaned


class _Code(_Labelled, codes.BaseAuthenticateForm):
    def clean_code(self) -> str:
        """Count the try before the code is looked at."""
        taken = guessing.take_try(context.request, guessing.CODE, name=self.user.username, person=self.user)
        code = str(super().clean_code())
        attempts.succeeded(taken)
        return code


class AuthenticateForm(_Code, codes.AuthenticateForm):
    labels = {"code": _lazy("Mã")}


class ReauthenticateByCodeForm(_Code, codes.ReauthenticateForm):
    labels = {"code": _lazy("Mã")}


class ActivateTOTPForm(_Labelled, totp.ActivateTOTPForm):
    labels = {"code": _lazy("Mã một lần (6 chữ số)")}


# What the libraries raise over what no key has said.
_NO_KEY = (forms.ValidationError, KeyError, TypeError, ValueError, AttributeError)


class _Answer(forms.JSONField):
    """What the browser says of a key; a number or a nest too large for Python is no JSON either."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return InvalidJSONInput(data)


class AddKeyForm(_Labelled, keys.AddWebAuthnForm):
    credential = _Answer(widget=forms.HiddenInput)
    labels = {"name": _lazy("Tên khóa"), "passwordless": _lazy("Đăng nhập bằng khóa này không cần mật khẩu")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.fields["passwordless"]
        asked.initial = True
        asked.widget.attrs.update(TICK)
        asked.help_text = _("Khóa phải có vân tay, khuôn mặt hoặc mã PIN. Bỏ chọn thì khóa chỉ thay mã một lần.")

    def clean(self) -> Any:
        try:
            return super().clean()
        except _NO_KEY:
            raise forms.ValidationError(_("Không thêm được khóa này. Hãy thử lại."), code="key_failed") from None


class NameKeyForm(_Labelled, keys.EditWebAuthnForm):
    labels = {"name": _lazy("Tên khóa")}


class _Key(keys.AuthenticateWebAuthnForm):
    credential = _Answer(widget=forms.HiddenInput)

    def clean_credential(self) -> Any:
        """Say that a key does not fit; and write it, where it came after the right password of somebody."""
        try:
            return super().clean_credential()
        except _NO_KEY:
            if self.user is not None:
                door.tell("key_failed", person=self.user, request=context.request)
            raise forms.ValidationError(
                _("Khóa này không mở được tài khoản, hoặc bạn để quá lâu. Hãy thử lại."), code="key_failed"
            ) from None


class LoginByKeyForm(_Key, keys.LoginWebAuthnForm):
    pass


class AuthenticateByKeyForm(_Key):
    pass


class ReauthenticateByKeyForm(_Key, keys.ReauthenticateWebAuthnForm):
    pass
