"""Forms and inputs are made in one place"""

from __future__ import annotations

import re
from pathlib import Path

import minhbach

PACKAGE = Path(minhbach.__path__[0])
KIT = PACKAGE / "foundation" / "pages"
# Sign-in is the library's own; the acts of a case are on their way to the kit.
ELSEWHERE = (PACKAGE / "interfaces" / "office" / "account_forms.py", PACKAGE / "domains" / "cases" / "web")
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
        if "domains/cases/" not in str(path)
        and "{% csrf_token %}" in (text := path.read_text())
        and len(carries.findall(text)) < text.count("{% csrf_token %}")
    ]
    assert bare == []
