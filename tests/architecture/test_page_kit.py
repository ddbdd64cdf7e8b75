"""Forms and inputs are made in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import resolve

import minhbach
from minhbach.domains.cases.acts import ACTS
from minhbach.domains.cases.web.forms import form_for
from minhbach.foundation.pages.forms import PageForm

PACKAGE = Path(minhbach.__path__[0])
KIT = PACKAGE / "foundation" / "pages"
# Sign-in is the library's own.
ELSEWHERE = (PACKAGE / "interfaces" / "office" / "account_forms.py",)
OF_THE_KIT = re.compile(r"form-control|form-select|\(forms\.Form\)|forms\.\w+Field\(|kind=\"date\"")


def test_only_the_kit_makes_fields_and_says_what_they_look_like() -> None:
    found = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        if not any(path.is_relative_to(one) for one in (KIT, *ELSEWHERE)) and OF_THE_KIT.search(path.read_text())
    ]
    assert found == []


def test_every_form_of_the_office_carries_a_press() -> None:
    """A form that is sent carries the press of a PageForm, or one beside the token."""
    carries = re.compile(r"\{% press %\}|hidden_fields|form_fields\.html")
    bare = [
        str(path.relative_to(PACKAGE))
        for path in sorted((PACKAGE / "domains").rglob("*.html"))
        if "{% csrf_token %}" in (text := path.read_text())
        and len(carries.findall(text)) < text.count("{% csrf_token %}")
    ]
    assert bare == []


def test_no_field_has_a_name_that_the_kit_s_templates_ask_a_form_for() -> None:
    """A template reads `form.rows` as the field of that name, where there is one."""
    asked = {
        name
        for path in (PACKAGE / "foundation" / "templates" / "foundation").glob("*.html")
        for name in re.findall(r"\bform\.(\w+)", path.read_text())
    }
    assert "to_confirm" in asked
    assert resolve("/")
    for act in ACTS:
        if act.slug:
            form_for(act.code, act.fact)
    assert {form.__qualname__: both for form in _forms(PageForm) if (both := asked & set(form.base_fields))} == {}


def _forms(form: type[PageForm]) -> Iterator[type[PageForm]]:
    for one in form.__subclasses__():
        yield one
        yield from _forms(one)
