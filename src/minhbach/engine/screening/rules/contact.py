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
from minhbach.engine.text.letters import fold_text

_FIXED_LINE = judge_row("contact.phone").shares["fixed_line"]
# "84-38-47-72-114" and "0 36 / 29 14.5": rows of a table of sizes, not a number to call.
_MEASURES = re.compile(rb"(?:84|0?[0-9]{2})(?:[ ]?[\-/,][ ]?[0-9]{2,3}){3,}\Z")
_MODELS = re.compile(rb"[0-9]{5}-[0-9]{5}\Z")  # from article to article
_LINE_BREAK = re.compile(rb"[\n\x1f]")

_FEWEST = 3  # letters of a name; a folded letter with its marks is a byte or more
_STANDING = fold_text("giá sản phẩm trên tiki")  # the platform's own text
_NAME = 40
_BLOCK = 260  # letters of an address and a firm's name before its telephone

_WORDS = tomllib.loads((Path(__file__).parent.parent / "terms" / "contact.toml").read_text(encoding="utf-8"))["terms"]
_INVITED = any_of(_WORDS["invited"], {}, bare=False)
_LABELLED = any_of(_WORDS["labelled"], {}, bare=False)
_LINE = any_of(_WORDS["line"], {}, bare=False)
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
    if _LINE.search(near) and not _INVITED.search(near):
        before = hit.before(_BLOCK, statement=False)  # the line of a block that names who answers for the goods
    if _WARRANTED.search(near) and not _INVITED.search(near):
        return None
    if _LABELLED.search(before) and not _INVITED.search(near):
        return None
    weight = hit.entry.weight if phone.kind == "mobile" else hit.entry.weight * _FIXED_LINE
    return weight, {"phone": phone.canonical, "kind": phone.kind}


@judge("contact.channel")
def judge_channel(hit: Hit) -> Verdict:
    """A channel with a colon counts when a name follows: the platform cuts names off, and leaves "IG: e" or nothing."""
    if b":" not in hit.folded or hit.is_revealed:
        return hit.entry.weight, {}
    before = _LINE_BREAK.split(hit.before(_NAME, statement=False))[-1]
    if hit.folded.startswith((b"face:", b"face ")) and before.strip(b" -*+"):
        return None  # "brush for the face: …"
    named = _LINE_BREAK.split(hit.folded.rpartition(b":")[2] + hit.after(_NAME, statement=False))[0].lstrip()
    letters = sum(letter > 127 or chr(letter).isalnum() for letter in named)
    return (hit.entry.weight, {}) if letters >= _FEWEST and not named.startswith(_STANDING) else None


@judge("contact.disguised")
def judge_disguised(hit: Hit) -> Verdict:
    """The name of a channel counts when it is hidden: "z.a.l.o", "z4l0"."""
    return (hit.entry.weight, {}) if hit.is_disguised else None
