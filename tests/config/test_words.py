"""What a person can meet is said in Vietnamese, whoever wrote the code that says it"""

from __future__ import annotations

import gettext
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

import minhbach.domains
import minhbach.interfaces.office
from minhbach.domains.agencies.models import Officer

CATALOGUE = Path(settings.LOCALE_PATHS[0], "vi", "LC_MESSAGES")
# Letters that English does not have.
OURS = re.compile(r"[à-ỹđ]", re.IGNORECASE)
# Words of Django's own Vietnamese that no office uses.
THEIRS = re.compile(r"Trường này|[Tt]ập tin|khả thi|hợp lệ\.")


def every_form() -> set[type[forms.BaseForm]]:
    for package in (minhbach.domains, minhbach.interfaces.office):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                import_module(module.name)
    ours = {one for one in below(forms.BaseForm) if one.__module__.startswith("minhbach")}
    return ours | {import_string(path) for path in (*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values())}


def below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_no_field_of_any_form_speaks_another_language() -> None:
    found = every_form()
    assert len(found) > 50
    told = {
        (form.__name__, name, str(sentence))
        for form in found
        for name, field in getattr(form, "base_fields", {}).items()
        for sentence in field.error_messages.values()
        if not OURS.search(str(sentence)) or THEIRS.search(str(sentence))
    }
    assert told == set()


@pytest.mark.parametrize("password", ["ngan", "123456789012", "password1234", "nguyen.van.an"])
def test_what_is_wrong_with_a_password_is_said_in_vietnamese(password: str) -> None:
    said = []
    for validator in get_default_password_validators():
        try:
            validator.validate(password, Officer(username="nguyen.van.an", full_name="Nguyễn Văn An"))
        except ValidationError as error:
            said += error.messages
    assert said
    assert [sentence for sentence in said if not OURS.search(sentence)] == []


def test_the_short_password_says_how_long_it_must_be() -> None:
    with pytest.raises(ValidationError, match="Mật khẩu quá ngắn: phải có ít nhất 12 ký tự"):
        get_default_password_validators()[0].validate("ngan")


def test_what_is_compiled_is_what_is_written() -> None:
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = set(filter(None, gettext.GNUTranslations(file)._catalog.values()))  # type: ignore[attr-defined]
    written = set(re.findall(r'^msgstr(?:\[0\])? "(.+)"$', (CATALOGUE / "django.po").read_text(), re.MULTILINE))
    assert {sentence for sentence in compiled if "Language:" not in sentence} == written
