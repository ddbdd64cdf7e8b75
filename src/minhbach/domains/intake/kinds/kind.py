"""What a kind of report is: what it asks for, how long the office has, how it may end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise

Words = str | Promise
# How the law's tables call the end of what another authority deals with.
PASSED_ON = ("CHUYEN", "CHUYEN_CQDT", "CHUYEN_XU_LY")


class Identity(Enum):
    """Whether the law wants to know who sends it; of what is not read yet, nothing is asked."""

    OPTIONAL = "optional"
    REQUIRED = "required"
    NOT_REQUIRED = "not_required"
    UNKNOWN = "unknown"


class Keeping(Enum):
    """How a name is kept where one is told: for custodians alone, or known to the office that has to answer it."""

    NOT_ASKED = "not_asked"
    SEALED = "sealed"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One thing a form asks. NAME is a column of the report (what, where, link, when), else a key of its data."""

    name: str
    label: Words
    help: Words = ""
    rows: int = 1
    longest: int = 500
    is_needed: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a report of a kind may end, in the law's words; CODE is that of the law's table."""

    code: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind; CODE is its row in the law's table of kinds.

    CLOCK is the first that binds the office, from the day of receipt; one that says "at once" gives no date, and where
    there is none NO_CLOCK says why. INSTEAD says where to go with what the public's form does not take: then the form
    is not offered. OFF is why nothing of this kind is taken at all. PERSON is how a name is kept that its sender tells.
    One that is not OF_LAW stands in no law's table: the house takes it because the plans ask for it. One that
    NAMES_UNIT is about an officer of it, and goes past it.
    """

    code: str
    slug: str
    words: Words
    short: Words
    says: Words
    identity: Identity
    asks: tuple[Ask, ...]
    outcomes: tuple[Outcome, ...]
    clock: str = ""
    no_clock: Words = ""
    instead: Words = ""
    off: Words = ""
    person: Keeping = Keeping.NOT_ASKED
    is_of_law: bool = True
    names_unit: bool = False

    @property
    def is_by_form(self) -> bool:
        return not self.instead and not self.off

    @property
    def is_by_office(self) -> bool:
        """Whether an office may enter it that came to it by telephone, on paper or by mouth."""
        return self.is_by_form and not self.names_unit

    @property
    def needs_identity(self) -> bool:
        return self.identity is Identity.REQUIRED

    @property
    def is_secret(self) -> bool:
        """Say whether nobody but whoever deals with it reads it: of what the law wants a name for."""
        return self.needs_identity

    @property
    def passed_on(self) -> str:
        """The outcome of what went to somebody else for good; empty where the law's table has none."""
        return next((one.code for one in self.outcomes if one.code in PASSED_ON), "")

    def outcome(self, code: str) -> Outcome | None:
        return next((one for one in self.outcomes if one.code == code), None)
