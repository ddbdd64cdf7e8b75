"""Reads, each within the reach of whoever asks."""

from __future__ import annotations

from minhbach.domains.outreach.selectors.decisions import (
    changes_told,
    decisions_named,
    decisions_to_publish,
    found_in,
    told_of,
)
from minhbach.domains.outreach.selectors.notices import found_at, notice_of, notices_to_publish, sites_named
from minhbach.domains.outreach.selectors.partners import get_partner, visible_partners
from minhbach.domains.outreach.selectors.publications import (
    content_of,
    get_publication,
    identifiers_of,
    mailed_of,
    pairs_of,
    replies_of,
    rule_of,
    story_of,
    visible_publications,
    with_words,
)
from minhbach.domains.outreach.selectors.work import work_items

__all__ = [
    "changes_told",
    "content_of",
    "decisions_named",
    "decisions_to_publish",
    "found_at",
    "found_in",
    "get_partner",
    "get_publication",
    "identifiers_of",
    "mailed_of",
    "notice_of",
    "notices_to_publish",
    "pairs_of",
    "replies_of",
    "rule_of",
    "sites_named",
    "story_of",
    "told_of",
    "visible_partners",
    "visible_publications",
    "with_words",
    "work_items",
]
