"""Found by any identifier or name, with or without accents; a name typed with tones is not another's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from minhbach.domains.subjects.models import Identifier, SearchToken, Subject
from minhbach.domains.subjects.selectors.identifiers import find_by_identifier, links
from minhbach.domains.subjects.selectors.subjects import visible_subjects
from minhbach.domains.subjects.tokens import identifier_condition, name_condition
from minhbach.domains.subjects.types import IdentifierKind
from minhbach.engine.identifiers import recognise
from minhbach.engine.identifiers.names import words

# Words of legal form that half the record carries: they narrow nothing unless they are all there is.
FORMS = frozenset(
    {"cong", "ty", "tnhh", "co", "phan", "cp", "mtv", "mot", "thanh", "vien", "dntn", "doanh", "nghiep"}
    | {"ho", "kinh", "hkd", "cua", "hang"}
)
DUPLICATE_LIMIT = 5


def find_subjects(text: str) -> QuerySet[Any]:
    """This will list the subjects in reach that a text finds, in Vietnamese order."""
    return matching(visible_subjects(), text)


def matching(subjects: QuerySet[Any], text: str) -> QuerySet[Any]:
    """This will keep of a list of subjects those that a text finds: by an identifier, a part of one, or every word."""
    found: list[QuerySet[Any]] = []
    candidates = {(identity.kind, identity.canonical) for identity in recognise(text)}
    if candidates:
        values = {canonical for _, canonical in candidates}
        nodes = [
            node.id
            for node in Identifier.objects.filter(canonical__in=values)
            if (node.kind, node.canonical) in candidates
        ]
        if nodes:
            found.append(links().filter(identifier_id__in=nodes).values("subject_id"))
    part = identifier_condition(text)
    if part is not None:
        found.append(SearchToken.objects.filter(part).values("subject_id"))
    condition = Q(pk__in=[])
    for rows in found:
        condition |= _as_shown(rows)
    typed = words(text)
    telling = [word for word in typed if word.plain not in FORMS] or list(typed)
    if telling:
        by_name = Q()
        for word in telling:
            rows = SearchToken.objects.filter(name_condition(word, is_last=word is typed[-1]))
            by_name &= _as_shown(rows.values("subject_id"))
        condition |= by_name
    return subjects.filter(condition)


def possible_duplicates(name: str, identifiers: Sequence[tuple[IdentifierKind | str, str, str]] = ()) -> list[Subject]:
    """This will list subjects in reach that may be the one about to be registered: same identifier, or same name.

    IDENTIFIERS are (kind, value, bank).
    """
    found: dict[Any, Subject] = {}
    for kind, value, bank in identifiers:
        for subject in find_by_identifier(kind, value, bank=bank)[:DUPLICATE_LIMIT]:
            found[subject.pk] = subject
    if len(words(name)) > 1:
        wanted = [word.plain for word in words(name)]
        for subject in find_subjects(name)[: DUPLICATE_LIMIT * 4]:
            if [word.plain for word in words(subject.name)] == wanted:
                found[subject.pk] = subject
    return list(found.values())[:DUPLICATE_LIMIT]


def _as_shown(subject_ids: QuerySet[Any]) -> Q:
    """Subjects found themselves, or through one that is joined to them."""
    roots = Subject.objects.filter(pk__in=subject_ids).values(root=Coalesce("canonical_id", "id"))
    return Q(pk__in=subject_ids) | Q(pk__in=roots)
