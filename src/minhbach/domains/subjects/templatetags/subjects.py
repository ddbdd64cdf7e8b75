"""How identifiers are shown in this room's pages."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minhbach.domains.subjects import personal
from minhbach.domains.subjects.identities import kind_words, whole_value
from minhbach.domains.subjects.models import Statement
from minhbach.domains.subjects.types import IdentifierLine
from minhbach.engine.identifiers import Identity

register = template.Library()
register.filter("kind_words", kind_words)


@register.filter
def value(statement: Statement) -> str:
    """The value that a statement points at, as its reader may see it."""
    return personal.value_of(statement)


@register.filter
def address(statement: Statement) -> str:
    return personal.address_of(statement)


@register.filter
def elsewhere(line: IdentifierLine) -> str:
    """Say where else an identifier appears, as far as the reader may see."""
    parts = []
    if line.other_subjects:
        parts.append(_("%(count)s tổ chức, cá nhân khác") % {"count": line.other_subjects})
    if line.other_presences:
        parts.append(_("%(count)s gian hàng khác") % {"count": line.other_presences})
    return _("còn xuất hiện ở %(places)s") % {"places": ", ".join(parts)}


@register.filter
def value_link(identity: Identity) -> SafeString:
    """Lead from a value of a listing, where anybody reads it, to the page that says who uses it."""
    query = urlencode({"loai": identity.kind, "gia-tri": identity.canonical})
    shown = whole_value(identity.kind, identity.canonical)
    return format_html('<a href="{}?{}">{}</a>', reverse("subjects:value"), query, shown)
