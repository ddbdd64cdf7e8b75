"""What a verdict depends on besides the listing: named in each run and in each explanation."""

from __future__ import annotations

from datetime import date
from typing import Any

from minhbach import __version__
from minhbach.engine.screening.digests import rules_version
from minhbach.engine.screening.lexicon import Vocabulary

RUN_SCHEMA = 1


def versions_of(vocabulary: Vocabulary, *, scorecard: str, as_of: date, knowledge: str | None) -> dict[str, Any]:
    """Return the versions of everything; a lexicon's ends with a digest of its file."""
    return {
        "schema": RUN_SCHEMA,
        "product": __version__,
        "rules": rules_version(),
        "scorecard": scorecard,
        "lexicons": dict(sorted(vocabulary.versions.items())),
        "knowledge": knowledge,
        "as_of": as_of.isoformat(),
    }
