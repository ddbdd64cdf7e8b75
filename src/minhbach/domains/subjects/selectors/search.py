"""Found by any identifier or name, with or without accents; a name typed with tones is not another's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.subjects import personal
from minhbach.domains.subjects.identities import as_may_stand
from minhbach.domains.subjects.models import Identifier, SearchToken, Subject
from minhbach.domains.subjects.selectors.identifiers import find_by_identifier, links
from minhbach.domains.subjects.selectors.lists import visible_subjects
from minhbach.domains.subjects.tokens import identifier_ranges
from minhbach.engine.identifiers import recognise
from minhbach.engine.identifiers.names import words
from minhbach.foundation.scope import among
from minhbach.foundation.search import Asked, Tokens, holding
from minhbach.foundation.search.asking import MARK, Range

# Words of legal form that half the record carries: they narrow nothing unless they are all there is.
FORMS = frozenset(
    {"cong", "ty", "tnhh", "co", "phan", "cp", "mtv", "mot", "thanh", "vien", "dntn", "doanh", "nghiep"}
    | {"ho", "kinh", "hkd", "cua", "hang"}
)
DUPLICATE_LIMIT = 5
SHOWN_LIMIT = 5_000


TOKENS = Tokens("subjects_searchtoken", "subject_id", "plain", "toned", forms=FORMS, numbered=True)


def find_subjects(text: str) -> QuerySet[Any]:
    """List the subjects in reach that a text finds, in Vietnamese order."""
    return matching(visible_subjects(), text)


def matching(subjects: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Keep of a list of subjects those that a text finds: by an identifier, a part of one, or every word.

    At most SHOWN_LIMIT hits of each way are kept: beyond that a person types one word more.
    """
    found = subjects_found(Asked.of(text), limit=SHOWN_LIMIT)
    return subjects.filter(pk__in=found) if found else subjects.none()


def subjects_found(asked: Asked, *, limit: int) -> set[UUID]:
    """Return the ids of whom a text finds, at most LIMIT each way, with those they turned out to be."""
    found = {*named(asked, limit=limit), *holding(TOKENS, asked, limit=limit)}
    return found | joined_to(found) if found else found


def named(asked: Asked, *, limit: int) -> list[UUID]:
    """Return whom a text names by an identifier, or by as much of one as may be searched by."""
    return asked.remember(("subjects.named", limit), lambda: list(_named_by(asked.text, limit)))


def _named_by(text: str, limit: int) -> set[UUID]:
    found = _by_identity(text, limit)
    for part in identifier_ranges(text):
        found |= _ids(_of_part(part), limit)
    return found


def joined_to(ids: Collection[UUID]) -> set[UUID]:
    """Return the subjects that some others turned out to be."""
    joined = among(Subject.objects.filter(canonical__isnull=False), ids)
    return set(joined.values_list("canonical_id", flat=True))


def _by_identity(text: str, limit: int) -> set[UUID]:
    candidates = {(one.kind, one.canonical) for identity in recognise(text) for one in as_may_stand(identity)}
    if not candidates:
        return set()
    nodes = Identifier.objects.filter(canonical__in={canonical for _kind, canonical in candidates})
    ids = [node.id for node in nodes if (node.kind, node.canonical) in candidates]
    return _ids(links().filter(identifier_id__in=ids), limit) if ids else set()


def _of_part(part: Range) -> QuerySet[Any]:
    """List the words that begin as a part does; beyond what is shown to everybody, a person's number is found whole."""
    tokens = SearchToken.objects.filter(plain__gte=part.low, plain__lt=part.high)
    is_shown = part.low.startswith(MARK) and len(part.low) - len(MARK) <= personal.SEARCHED_BY
    return tokens if is_shown else tokens.exclude(personal.in_hidden_part())


def _ids(rows: QuerySet[Any], limit: int) -> set[UUID]:
    return set(rows.order_by().values_list("subject_id", flat=True)[:limit])


def possible_duplicates(name: str, identifiers: Sequence[tuple[str, str, str]] = ()) -> list[Subject]:
    """List subjects in reach that may be the one about to be registered: same identifier, or same name.

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
