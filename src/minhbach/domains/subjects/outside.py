"""What a body outside is shown of a record opened to it by hand: what its own agency stated, persons in part."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.subjects import personal, selectors
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.types import Property
from minhbach.engine.identifiers import KINDS
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.scope import ScopedModel

# What the office notes for itself, and who stands for somebody, is nobody's outside.
_KEPT_BACK = (Property.NAME, Property.NOTE, Property.REPRESENTATIVE)


def parts(subject: Subject) -> list[ScopedModel]:
    """Give what is opened with a record: each statement that is shown, and the place or account it points at."""
    found: list[ScopedModel] = []
    for one in _shown(subject):
        things = [thing for thing in (one.premises, one.presence) if thing is not None]
        found += [one, *(thing for thing in things if thing.owner_agency_id == one.owner_agency_id)]
    return found


def facts(subject: Subject) -> list[Fact]:
    place = subject.place.name if subject.place else ""
    stated = [Fact(str(_label(one)).capitalize(), _value(one)) for one in _shown(subject)]
    return [Fact(_("Tên"), personal.name_in_file(subject)), Fact(_("Địa bàn"), place), *stated]


def _shown(subject: Subject) -> list[Statement]:
    return [one for one in selectors.stated_by_owner(subject) if one.property not in _KEPT_BACK]


def _label(statement: Statement) -> Any:
    node = statement.identifier
    if node is not None and node.kind in KINDS:
        return KINDS[node.kind].words
    return statement.get_property_display()


def _value(statement: Statement) -> str:
    if statement.identifier is not None:
        return personal.value_of(statement)
    if statement.premises is not None:
        return personal.address_of(statement)
    if statement.presence is not None:
        return " · ".join(filter(None, [statement.presence.name, statement.presence.url]))
    return statement.value
