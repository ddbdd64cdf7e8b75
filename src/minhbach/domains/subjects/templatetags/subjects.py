"""How identifiers are shown in this room's pages."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minhbach.domains.subjects.models import Identifier
from minhbach.domains.subjects.types import IdentifierLine
from minhbach.engine.identifiers import display

register = template.Library()


@register.filter
def shown(identifier: Identifier) -> str:
    return display(identifier.kind, identifier.canonical)


@register.filter
def elsewhere(line: IdentifierLine) -> str:
    """This will say where else an identifier appears, as far as the reader may see."""
    parts = []
    if line.other_subjects:
        parts.append(
            ngettext("%(count)s other subject", "%(count)s other subjects", line.other_subjects)
            % {"count": line.other_subjects}
        )
    if line.other_presences:
        parts.append(
            ngettext("%(count)s other shop or page", "%(count)s other shops or pages", line.other_presences)
            % {"count": line.other_presences}
        )
    return _("also at %(places)s") % {"places": ", ".join(parts)}
