"""Where a network may begin: what a text finds, of subjects and of values in reach."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from minhbach.domains.networks.refusals import EndUnknown
from minhbach.domains.networks.selectors.around import Start
from minhbach.domains.subjects.models import Identifier, Subject
from minhbach.domains.subjects.refusals import SubjectNotFound
from minhbach.domains.subjects.selectors import (
    carriers_of,
    find_identifier,
    find_subjects,
    get_identifier,
    get_subject,
)
from minhbach.engine.identifiers import KINDS, recognise

_SHOWN = 20


@dataclass(frozen=True)
class Found:
    """One end that a text finds, as a page asks for it."""

    code: str
    words: str
    kind: str
    start: Start


def find_ends(text: str) -> list[Found]:
    """List values and subjects in reach that a text finds, values first."""
    if not text.strip():
        return []
    nodes: dict[UUID, Identifier] = {}
    for identity in recognise(text):
        node = find_identifier(identity.kind, identity.canonical)
        if node is not None:
            nodes[node.pk] = node
    found = [end_of_value(node) for node in nodes.values()]
    return found + [_of_subject(one) for one in find_subjects(text)[:_SHOWN]]


def end_of(code: str) -> Found:
    """Read an end as a page's address names it: h-ID is a subject, d-ID a value.

    Raises: EndUnknown.
    """
    way, _dash, written = code.partition("-")
    try:
        asked = UUID(written)
        if way == "h":
            return _of_subject(get_subject(asked))
        if way == "d":
            return end_of_value(get_identifier(asked))
    except (ValueError, SubjectNotFound):
        pass
    raise EndUnknown


def end_of_value(node: Identifier) -> Found:
    words = KINDS[node.kind].words if node.kind in KINDS else node.kind
    return Found(f"d-{node.pk}", carriers_of(node).shown, words, Start(identifier_id=node.pk))


def _of_subject(subject: Subject) -> Found:
    return Found(f"h-{subject.pk}", subject.name, str(subject.get_kind_display()), Start(subject_id=subject.pk))
