"""English second: every sentence of the public's pages has one, and nothing of it is left in another language"""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import minhbach
from tests.interfaces.portal.sentences import every_sentence

CATALOGUE = Path(minhbach.__path__[0], "config/portal/locale/en/LC_MESSAGES")
VIETNAMESE = re.compile(r"[À-ỹ]")
HOLES = re.compile(r"%\(\w+\)[sd]|\{[nmp]\}")
# Names of papers and laws that an English reader has to look up, and examples of places.
KEPT = re.compile(r"Bến Nghé|huyện Chư Sê|tỉnh Bình Định")


def compiled() -> dict[str, str]:
    with (CATALOGUE / "django.mo").open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    forms = {source if isinstance(source, tuple) else (source, 0): english for source, english in known.items()}
    return {source: english for (source, form), english in forms.items() if form == 0}


def test_every_sentence_of_the_public_has_its_english() -> None:
    said = every_sentence()
    assert len(said) > 150
    assert sorted(said - compiled().keys()) == []


def test_and_no_english_stands_for_a_sentence_that_is_gone() -> None:
    assert sorted(compiled().keys() - every_sentence() - {""}) == []


def test_what_stands_in_english_is_english_and_keeps_every_hole() -> None:
    for source, english in compiled().items():
        if source:
            assert not VIETNAMESE.search(KEPT.sub("", english)), english
            assert sorted(HOLES.findall(english)) == sorted(HOLES.findall(source)), source


def test_what_was_written_is_what_was_compiled() -> None:
    text = (CATALOGUE / "django.po").read_text(encoding="utf-8")
    written = set(re.findall(r'^msgstr(?:\[0\])? "(.+)"$', text, re.MULTILINE))
    assert {english.replace('"', '\\"') for source, english in compiled().items() if source} == written
