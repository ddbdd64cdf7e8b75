"""A paper that an act offers: filled from the case, and what its issue enters in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.domains.cases.types.values import Cited, Goods, Person
from minhbach.domains.documents.types import (
    CitedDocument,
    Content,
    GoodsRow,
    Inspected,
    Kind,
    Listed,
    Participant,
)
from minhbach.domains.law.types import FineFrame
from minhbach.foundation.requirements import Unmet

if TYPE_CHECKING:
    from minhbach.domains.cases.models import Case
    from minhbach.domains.subjects.models import Subject


@dataclass(frozen=True)
class Known:
    """What a paper needs to know beyond the entries: people by id, the subject, goods, the papers already numbered."""

    agency: Agency
    participants: Mapping[str, Participant]
    subject_name: str = ""
    subject_address: str = ""
    subject_identification: str = ""
    representative: str = ""
    papers: Mapping[str, CitedDocument] | None = None
    frames: tuple[FineFrame | None, ...] = ()
    class_names: Mapping[str, str] | None = None
    # The fields of State management, as the law's caps name them.
    fields: Mapping[str, str] | None = None
    head_title: str = ""
    is_organisation: bool = False
    # The goods that an entry wrote down; read only where a paper lists them.
    goods_of: Callable[[UUID], tuple[Goods, ...]] = lambda _entry: ()
    # What the file held when an entry referred it, and how the file is called.
    listed_of: Callable[[UUID], tuple[Listed, ...]] = lambda _entry: ()
    file_name: str = ""

    def participant(self, officer_id: str) -> Participant:
        return self.participants.get(officer_id, Participant())

    def paper(self, kind: Kind, entered: Cited) -> CitedDocument:
        """Return a numbered document of the system, else the paper entered by hand."""
        found = (self.papers or {}).get(kind)
        return found or cited(entered)

    @property
    def head(self) -> str:
        """Whom a paper to the head of the unit is addressed to."""
        return f"{self.head_title} {self.agency.name}".strip()

    @property
    def inspected(self) -> Inspected:
        """The party as the papers of an inspection name it."""
        return Inspected(
            name=self.subject_name or None,
            address=self.subject_address or None,
            identification=self.subject_identification or None,
            representative=self.representative or None,
        )


@dataclass(frozen=True)
class Drawn:
    """A paper as it stands, with the case it was drawn from: what a list of requirements is asked of."""

    case: Case
    state: CaseState
    part: str
    content: Any
    subject: Subject | None


@dataclass(frozen=True)
class CasePaper:
    """KIND of paper; FILL draws its content from the case (of a violator, a matter), None while there is nothing yet.

    DRAWN_FROM are the facts it rests on: once it is signed, their entries are not taken out of account. NEEDS lists
    what it lacks to go a step further; it is asked of the draft, and at each step of the paper.

    STEPS at which it is drafted, none: whenever it can be filled. What its issue ENTERS is the act beside which it
    stands, where it says so; a decision that must not say other amounts than the file CHECKS itself when it moves.
    """

    kind: Kind
    fill: Callable[[CaseState, str, Known], Content | None]
    steps: Sequence[Step] = ()
    drawn_from: tuple[type[Any], ...] = ()
    needs: Callable[[Drawn], Iterable[Unmet]] = lambda _drawn: ()
    enters: bool = False
    # The paper that finishes a step is offered as the step's first button, under these words.
    draft: Any = ""
    of_step: Step | None = None
    # A matter may have several of it, one after the other: each is filled from what was written down last.
    is_repeated: bool = False
    # Of a violator, where neither step nor entry says that it is to be drafted now.
    is_due: Callable[[Line], bool] | None = None


def cited(paper: Cited) -> CitedDocument:
    """Return a paper entered by hand as other papers cite it."""
    return CitedDocument(number=paper.number or None, dated=paper.dated)


def participant_of(person: Person) -> Participant:
    return Participant(full_name=person.full_name or None, title=person.title or None, address=person.address or None)


def goods_row(row: Goods) -> GoodsRow:
    return GoodsRow(
        name=row.name,
        unit=row.unit or None,
        quantity=row.quantity,
        unit_price_vnd=row.unit_price_vnd,
        value_vnd=row.value_vnd,
        origin=row.brand_origin or None,
    )
