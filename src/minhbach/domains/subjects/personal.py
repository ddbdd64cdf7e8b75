"""How what tells of a person looks until its reader has said what for. Pages, lists, files and parts of pages ask here.

A value is whole for one whose own work it is (`types.purposes.StandingPurpose`), for one who has given a purpose in
this sitting, and for the one who wrote it down; for anybody else its middle is left out. A company's number tells of
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from minhbach.domains.subjects.identities import whole_value
from minhbach.domains.subjects.models import Identifier, Premises, Statement, Subject
from minhbach.domains.subjects.policies import is_own
from minhbach.domains.subjects.types.kinds import IdentifierKind, PremisesKind, SubjectKind
from minhbach.engine.identifiers import KINDS
from minhbach.foundation.audit import looks
from minhbach.foundation.scope import current_access

HIDDEN = "•••"
# How many letters or digits stay at the beginning and at the end; what is told apart by fewer shows fewer.
_LEFT = (4, 3)
_LEFT_OF: dict[str, tuple[int, int]] = {IdentifierKind.EMAIL: (2, 0), IdentifierKind.PERSONAL_ID: (0, 3)}
# What follows a value and tells of nobody: the mail's domain, the bank's name.
_REST = re.compile(r"@| \(")
# As much of a value as is shown to everybody may be searched by.
SEARCHED_BY = 4


def tells_of_person(node: Identifier, subject_kinds: Collection[str] = ()) -> bool:
    """Return whether a value tells of a person, carried by subjects of these kinds."""
    kind = KINDS.get(node.kind)
    if kind is None or not kind.tells_person(node.canonical):
        return False
    return kind.is_closed or not subject_kinds or set(subject_kinds) != {SubjectKind.ORGANISATION}


def in_hidden_part() -> Q:
    """Return which search words are of a value whose middle their reader is not shown: no hit tells a digit of it."""
    kind, value = "statement__identifier__kind", "statement__identifier__canonical"
    personal = Q(**{f"{kind}__in": [code for code, one in KINDS.items() if one.is_personal]})
    # A hotline is nobody's; twelve digits are a person's own number, used as a household's tax code.
    personal &= ~(Q(**{kind: IdentifierKind.PHONE}) & ~Q(**{f"{value}__startswith": "+"}))
    personal |= Q(**{kind: IdentifierKind.TAX_CODE, f"{value}__regex": r"^\d{12}$"})
    personal |= Q(**{kind: "telegram", f"{value}__startswith": "+"})
    wrote = Q(statement__recorded_by=current_access().officer_id)
    return personal & ~Q(subject__kind=SubjectKind.ORGANISATION) & ~wrote


def value_of(statement: Statement) -> str:
    """Return the value that a statement points at, as its reader may see it."""
    node = statement.identifier
    if node is None:
        return ""
    return value_of_node(node, is_open=is_open(statement), subject_kinds=[statement.subject.kind])


def value_of_node(node: Identifier, *, is_open: bool, subject_kinds: Collection[str]) -> str:
    """Return a value, whole where it is OPEN to its reader or tells of no person."""
    if is_open or looks.purpose_of(node.pk) or not tells_of_person(node, subject_kinds):
        return whole_value(node.kind, node.canonical)
    return masked(node)


def address_of(statement: Statement) -> str:
    """Return the address that a statement points at; of a home no more than the place where it lies."""
    premises: Premises | None = statement.premises
    if premises is None:
        return ""
    return HIDDEN if hides_address(statement) else premises.address


def hides_address(statement: Statement) -> bool:
    premises = statement.premises
    return premises is not None and premises.kind == PremisesKind.HOME and not is_open(statement)


def hides_value(statement: Statement) -> bool:
    """Return whether the reader of a statement is shown a part of its value only."""
    node = statement.identifier
    return (
        node is not None
        and not is_open(statement)
        and not looks.purpose_of(node.pk)
        and tells_of_person(node, [statement.subject.kind])
    )


def is_open(statement: Statement) -> bool:
    """Return whether whoever reads a statement has said what for, or wrote it."""
    return is_open_of(statement.recorded_by_id, statement.subject_id)


def is_open_of(recorded_by: UUID | None, subject_id: UUID) -> bool:
    """Return the same of a statement of which no more was read."""
    wrote = recorded_by is not None and recorded_by == current_access().officer_id
    return wrote or looks.purpose_of(subject_id) is not None


def name_in_file(subject: Subject) -> str:
    """Return a subject's name as it leaves the system in a list: another agency's person by family name and initial."""
    is_person = subject.kind == SubjectKind.INDIVIDUAL
    if not is_person or is_own(subject.owner_agency_id) or looks.purpose_of(subject.pk):
        return subject.name
    return masked_name(subject)


def masked_name(subject: Subject) -> str:
    """Return what a record is called where nobody has said what for: a person by family name and initial."""
    if subject.kind != SubjectKind.INDIVIDUAL:
        return subject.name
    *others, given = subject.name.split() or [""]
    return " ".join([*others, f"{given[:1]}."])


def masked(node: Identifier) -> str:
    """Return a value without its middle: as many dots, however much is left out."""
    whole = whole_value(node.kind, node.canonical)
    rest = _REST.search(whole)
    core, end = (whole[: rest.start()], whole[rest.start() :]) if rest else (whole, "")
    places = [index for index, letter in enumerate(core) if letter.isalnum()]
    most_first, most_last = _LEFT_OF.get(node.kind, _LEFT)
    # Never more than seven of ten.
    first, last = min(most_first, len(places) * 4 // 10), min(most_last, len(places) * 3 // 10)
    head = core[: places[first]].rstrip() if first else ""
    tail = core[places[-last] :] if last else ""
    return " ".join(filter(None, [head, HIDDEN, tail])) + end
