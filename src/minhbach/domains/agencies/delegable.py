"""Kinds of document a delegation can name. The domains that sign them offer them; this one knows no documents."""

from __future__ import annotations

from django.utils.functional import Promise

from minhbach.domains.agencies.types import DelegableKind
from minhbach.foundation.office import offered


def kinds() -> list[tuple[str, str | Promise]]:
    """List the kinds with their names, in the order in which they are offered."""
    return [(kind.code, kind.label) for kind in offered(DelegableKind)]


def kind_names(codes: list[str]) -> list[str]:
    """Name the kinds a delegation covers; none named means all."""
    names = dict(kinds())
    return [str(names.get(code, code)) for code in codes]
