"""What a kind of publication is: its content, the row of law it stands on, and how the public is shown it.

Nothing here knows a database: the public's process reads these files too.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How one field of a content is asked; COLUMNS names what stands between the bars of a line of its rows."""

    label: Words
    help: Words = ""
    rows: int = 1
    longest: int = 1_000
    is_needed: bool = True
    columns: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Text:
    """Some words under a label; several stand as a list."""

    label: Words
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """Rows under heads: what is genuine beside what is fake."""

    label: Words
    heads: tuple[Words, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Figures:
    """Figures of one unit, drawn and told."""

    label: Words
    unit: str
    rows: tuple[tuple[str, Decimal], ...]


Section = Text | Grid | Figures


class Content(Protocol):
    """What a publication says besides title and summary: a frozen dataclass that says how it is shown."""

    def shown(self) -> tuple[Section, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind. LAW is its row of the table of publication; where that is not in force, nothing of it is published.

    A kind FROM_DECISION is filled from an issued decision, one FROM_SITE from the register of sites; neither is typed.
    NAMES_GOODS: it may be found by a product's name or barcode that its writer gives; whatever leads to a seller comes
    from one of the two alone. HAS_PICTURES: pairs of pictures, genuine beside fake, may stand with it.
    """

    code: str
    slug: str
    words: Words
    many: Words
    says: Words
    content: type[Any]
    law: str = ""
    is_from_decision: bool = False
    is_from_site: bool = False
    names_goods: bool = False
    has_pictures: bool = False


def texts(*parts: tuple[Words, str | tuple[str, ...]]) -> tuple[Text, ...]:
    """Return what is there of some labelled words."""
    made = [Text(label, (said,) if isinstance(said, str) else said) for label, said in parts if said]
    return tuple(made)
