"""Reads of the shared record, each within the reach of whoever asks."""

from minhbach.domains.subjects.identities import read_identity, read_kept, whole_value
from minhbach.domains.subjects.personal import address_of, name_in_file
from minhbach.domains.subjects.reading import ListReader, find_swapped
from minhbach.domains.subjects.reading import guess_columns as guess_list_columns
from minhbach.domains.subjects.reading import headings as list_headings
from minhbach.domains.subjects.reading import open_columns as list_columns
from minhbach.domains.subjects.selectors.carriers import Carriers, carriers_of
from minhbach.domains.subjects.selectors.identifiers import (
    access_identifier,
    find_by_identifier,
    find_identifier,
    get_identifier,
    identifiers_with_counts,
    related_subjects,
    subjects_with,
    values_shown,
)
from minhbach.domains.subjects.selectors.lists import subjects_kept_by, visible_subjects
from minhbach.domains.subjects.selectors.presences import find_presence, presences, subject_behind
from minhbach.domains.subjects.selectors.search import (
    TOKENS,
    find_subjects,
    joined_to,
    matching,
    named,
    possible_duplicates,
    subjects_found,
)
from minhbach.domains.subjects.selectors.story import StoryLine, story_of
from minhbach.domains.subjects.selectors.subjects import (
    access_import,
    access_statement,
    access_subject,
    agencies_shared_with,
    get_subject,
    members_of,
    stated_by_owner,
    subject_card,
    subject_in_reach,
    visible_imports,
    work_items,
)

__all__ = [
    "TOKENS",
    "Carriers",
    "ListReader",
    "StoryLine",
    "access_identifier",
    "access_import",
    "access_statement",
    "access_subject",
    "address_of",
    "agencies_shared_with",
    "carriers_of",
    "find_by_identifier",
    "find_identifier",
    "find_presence",
    "find_subjects",
    "find_swapped",
    "get_identifier",
    "get_subject",
    "guess_list_columns",
    "identifiers_with_counts",
    "joined_to",
    "list_columns",
    "list_headings",
    "matching",
    "members_of",
    "name_in_file",
    "named",
    "possible_duplicates",
    "presences",
    "read_identity",
    "read_kept",
    "related_subjects",
    "stated_by_owner",
    "story_of",
    "subject_behind",
    "subject_card",
    "subject_in_reach",
    "subjects_found",
    "subjects_kept_by",
    "subjects_with",
    "values_shown",
    "visible_imports",
    "visible_subjects",
    "whole_value",
    "work_items",
]
