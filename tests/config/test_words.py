"""What a person can meet is said in Vietnamese, whoever wrote the code that says it"""

from __future__ import annotations

import gettext
import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

import minhbach
import minhbach.domains
import minhbach.interfaces.office
from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.acts import ACTS
from minhbach.domains.documents.layout.fields import sayings_of
from minhbach.domains.documents.papers import PAPERS
from minhbach.foundation.pages.asking import DataForm, slots_of

CATALOGUE = Path(settings.LOCALE_PATHS[0], "vi", "LC_MESSAGES")
# Letters that English does not have.
OURS = re.compile(r"[à-ỹđ]", re.IGNORECASE)
# Words of Django's own Vietnamese that no office uses.
THEIRS = re.compile(r"Trường này|[Tt]ập tin|khả thi|hợp lệ\.")


# How a hand says in a label that it may be left empty.
BY_HAND = re.compile(
    r"\((?:nếu|không bắt|tùy|tuỳ|có thể|khi)\b|nếu (?:có|biết)\b|để trống được|không bắt buộc", re.IGNORECASE
)


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


def labels() -> Iterator[tuple[str, str]]:
    """Every label a form can show, with where it stands: of classes, of the facts of acts, of the papers' contents."""
    for form in every_form():
        for name, field in getattr(form, "base_fields", {}).items():
            yield f"{form.__name__}.{name}", str(field.label or "")
        if issubclass(form, DataForm) and hasattr(form, "asks"):
            yield from asked_of(form.__name__, slots_of(form.asks))
    for act in ACTS:
        yield from asked_of(act.code, slots_of(act.fact))
    for paper in PAPERS.values():
        for name, said in sayings_of(paper.content).items():
            yield f"{paper.kind}.{name}", str(said.label)


def asked_of(name: str, slots: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for slot in slots:
        yield f"{name}.{slot.name}", str(slot.how.label)
        yield from asked_of(f"{name}.{slot.name}", slot.inner)


def test_only_the_kit_says_what_need_not_be_filled() -> None:
    """A label names what is asked; when it is needed is help below it, and whether it is, the mark of the kit."""
    found = dict(labels())
    assert len(found) > 400
    assert {name: label for name, label in found.items() if BY_HAND.search(label)} == {}
    package = Path(minhbach.__path__[0])
    marks = [path for path in package.rglob("*.html") if BY_HAND.search(path.read_text(encoding="utf-8"))]
    assert [path.name for path in marks] == ["field_mark.html"]


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
