"""The words of a fine frame, as a case's page shows them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from minhbach.domains.law.selectors import VERDICTS, lines_of, write_between, write_range
from minhbach.domains.law.types import FineFrame, LaterVerdict
from minhbach.foundation.writing import write_day

register = template.Library()

_WARNED = (
    LaterVerdict.NO_LIABILITY,
    LaterVerdict.MILDER,
    LaterVerdict.MIXED,
    LaterVerdict.UNKNOWN,
    LaterVerdict.UNREAD,
)


@register.simple_tag
def frame_words(frame: FineFrame) -> dict[str, Any]:
    """The sum in lines, signs of crime, and what a later text would say."""
    return {
        "lines": lines_of(frame),
        "between": write_between(frame.between_vnd) if frame.between_vnd else "",
        "is_unchecked": not frame.is_checked,
        "criminal": frame.criminal,
        "later": [
            {
                "is_milder": one.verdict in _WARNED,
                "words": _("%(verdict)s (từ %(day)s). %(range)s")
                % {
                    "verdict": VERDICTS[one.verdict],
                    "day": write_day(one.since),
                    "range": write_range(one.frame.fine_min_vnd, one.frame.fine_max_vnd) if one.frame else "",
                },
            }
            for one in frame.later
        ],
    }
