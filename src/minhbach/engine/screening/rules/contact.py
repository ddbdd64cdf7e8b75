"""Contact off the platform: whose number is it, and what is it for?"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from minhbach.engine.identifiers.disguises import phone_of
from minhbach.engine.screening.listing import Hit
from minhbach.engine.screening.phrases import any_of
from minhbach.engine.screening.rule_table import judge_row
from minhbach.engine.screening.rules import Verdict, judge

_FIXED_LINE = judge_row("contact.phone").shares["fixed_line"]
# "84-38-47-72-114" and "0 36 / 29 14.5": rows of a table of sizes, not a number to call.
_MEASURES = re.compile(rb"(?:84|0?[0-9]{2})(?:[ ]?[\-/,][ ]?[0-9]{2,3}){3,}\Z")
_MODELS = re.compile(rb"[0-9]{5}-[0-9]{5}\Z")  # from article to article
_LINE_BREAK = re.compile(rb"[\n\x1f]")

_WORDS = tomllib.loads((Path(__file__).parent.parent / "terms" / "contact.toml").read_text(encoding="utf-8"))["terms"]
_INVITED = any_of(_WORDS["invited"], {}, bare=False)
_LABELLED = any_of(_WORDS["labelled"], {}, bare=False)
_WARRANTED = any_of(_WORDS["warranted"], {}, bare=False)


@judge("contact.phone")
def judge_phone(hit: Hit) -> Verdict:
    """A number counts when it is a phone that buyers are to call; a fixed line is weak."""
    folded = _LINE_BREAK.split(hit.folded, maxsplit=1)[0]  # what follows on the next line is another figure
    if _MEASURES.match(folded) or _MODELS.match(folded):
        return None
    before = hit.before(110, statement=False)
    if before.endswith((b".", b",")) and before[-2:-1].isdigit():
        return None  # the rest of a decimal number
    phone = phone_of(folded)
    if phone is None:
        return None
    near = before[-45:].rsplit(b"\n", 1)[-1]
    if _WARRANTED.search(near) and not _INVITED.search(near):
        return None
    if _LABELLED.search(before) and not _INVITED.search(near):
        return None
    weight = hit.entry.weight if phone.kind == "mobile" else hit.entry.weight * _FIXED_LINE
    return weight, {"phone": phone.canonical, "kind": phone.kind}


@judge("contact.disguised")
def judge_disguised(hit: Hit) -> Verdict:
    """The name of a channel counts when it is hidden: "z.a.l.o", "z4l0"."""
    return (hit.entry.weight, {}) if hit.is_disguised else None
