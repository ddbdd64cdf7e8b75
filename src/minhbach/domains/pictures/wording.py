"""What two pictures have in common, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from minhbach.domains.pictures.models import PictureMatch
from minhbach.engine.telling.sentences import value_said

# As parts of the distance up to which the engine takes two pictures for one (`engine.pictures.matching.FAR`).
NEARLY_WHOLE, VERY_LIKE = 0.25, 0.6


def likeness(match: PictureMatch) -> str:
    """Say in words how near two pictures are."""
    from minhbach.engine.pictures.matching import FAR

    far = match.distance / FAR[match.by]
    if match.distance == 0:
        return _("giống hoàn toàn")
    if far <= NEARLY_WHOLE:
        return _("giống gần như hoàn toàn")
    return _("rất giống") if far <= VERY_LIKE else _("giống, cần nhìn kỹ")


def likeness_counted(match: PictureMatch) -> str:
    """Say how near two pictures are, with the number."""
    counted = {"words": likeness(match), "distance": match.distance, "bits": match.bits}
    return _("%(words)s (khác %(distance)s trong %(bits)s điểm so)") % counted


def compared(match: PictureMatch) -> str:
    """Say which part of one met which part of the other, and by what."""
    parts = {
        "view": value_said("view", match.view),
        "other": value_said("view", match.other_view),
        "by": value_said("by", match.by),
    }
    return _("%(view)s của ảnh này với %(other)s của ảnh kia, bằng %(by)s") % parts
