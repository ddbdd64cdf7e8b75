"""What tells of a person is shown by one file, which asks what for."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "minhbach"
# A listing's own words, which anybody may read where it was put up, are shown as they stand.
OF_LISTINGS = {
    "domains/screening/selectors/sellers.py",
}
# What a sender has just typed is shown back to him.
OF_SENDERS = {"interfaces/portal/naming.py"}
# What an issued decision names is published as the decision names it.
OF_DECISIONS = {"domains/outreach/selectors/decisions.py"}
# A site's own address, as the ministry's public list has it.
OF_SITES = {"domains/outreach/selectors/notices.py"}
SHOWING = "domains/subjects/identities.py"


def users(shape: str, suffix: str = ".py") -> set[str]:
    rooms = [path for room in ("domains", "interfaces") for path in (PACKAGE / room).rglob(f"*{suffix}")]
    return {str(path.relative_to(PACKAGE)) for path in rooms if re.search(shape, path.read_text(encoding="utf-8"))}


def test_a_value_is_put_into_words_in_one_place() -> None:
    assert users(r"engine\.identifiers[.\w]* import [^\n]*\bdisplay\b|\bdisplay\(") == OF_LISTINGS | OF_SENDERS | (
        OF_DECISIONS | OF_SITES | {SHOWING}
    )
    assert users(r"KINDS\[[^\]]*\]\.show\(") == set()


def test_no_page_writes_what_an_identifier_or_a_home_is() -> None:
    assert users(r"(?<!rel=\")\bcanonical\b|premises\.address", ".html") == set()
