"""Words of the shared record that other rooms use."""

from minhbach.domains.subjects.types.cards import (
    IdentifierLine,
    PremisesLine,
    PresenceLine,
    RelatedSubject,
    SubjectCard,
)
from minhbach.domains.subjects.types.facts import MerchantFacts, SellsOn
from minhbach.domains.subjects.types.imports import ImportPhase, ImportStep
from minhbach.domains.subjects.types.kinds import (
    STATED_KINDS,
    IdentifierKind,
    PremisesKind,
    PresenceKind,
    Property,
    SourceKind,
    SubjectKind,
)
from minhbach.domains.subjects.types.panels import (
    IdentifierDoor,
    ListPanel,
    Panel,
    doors_of,
    list_panel_urls,
    panel_urls,
)
from minhbach.domains.subjects.types.purposes import StandingPurpose, all_purposes, purposes_on
from minhbach.domains.subjects.types.sources import OWN_WORD, Provenance, Source
from minhbach.domains.subjects.types.stories import StoryGroup, StoryKind, story_kind, story_kinds

__all__ = [
    "OWN_WORD",
    "STATED_KINDS",
    "IdentifierDoor",
    "IdentifierKind",
    "IdentifierLine",
    "ImportPhase",
    "ImportStep",
    "ListPanel",
    "MerchantFacts",
    "Panel",
    "PremisesKind",
    "PremisesLine",
    "PresenceKind",
    "PresenceLine",
    "Property",
    "Provenance",
    "RelatedSubject",
    "SellsOn",
    "Source",
    "SourceKind",
    "StandingPurpose",
    "StoryGroup",
    "StoryKind",
    "SubjectCard",
    "SubjectKind",
    "all_purposes",
    "doors_of",
    "list_panel_urls",
    "panel_urls",
    "purposes_on",
    "story_kind",
    "story_kinds",
]
