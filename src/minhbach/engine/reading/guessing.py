"""What a column holds, told by its values: addresses, pictures, prices, dates, telephone numbers, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from minhbach.engine.reading.mapping import column_key, guess_mapping, is_sure, known_for
from minhbach.engine.text.amounts import amounts_in, fold_amount, tokens_of

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_PICTURE = re.compile(r"https?://\S+\.(?:jpe?g|png|webp|gif|avif)(?:\?\S*)?(?:[\s,;|]+https?://\S+)*", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?: .*)?|\d{4}-\d{1,2}-\d{1,2}(?:[ T].*)?")
_PHONE = re.compile(r"(?:\+?84|0)[ .-]?[35789]\d(?:[ .-]?\d){7}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LONG, _TITLE_LETTERS, _TITLE_WORDS = 160, 12, 3
_MOST = 0.6  # of the values that say something


@dataclass(frozen=True)
class Guess:
    """Which column of a file is which, and what a person should look at."""

    mapping: dict[str, str]
    by_value: tuple[str, ...] = ()  # columns of the file that only their values told
    doubtful: tuple[str, ...] = field(default=())  # columns of the file


def shape_of(value: str) -> str:
    """Name what a value looks like: address, picture, date, phone, amount, number, long, words, word, or nothing."""
    text = value.strip()
    if not text:
        return ""
    if _PICTURE.fullmatch(text):
        return "picture"
    if _ADDRESS.fullmatch(text):
        return "address"
    if _DATE.fullmatch(text):
        return "date"
    if _PHONE.fullmatch(text):
        return "phone"
    if len(text) <= 40:
        tokens = tokens_of(fold_amount(text))
        found = amounts_in(tokens)
        if found and found[0].first == 0 and found[-1].last == len(tokens) and any(one.is_marked for one in found):
            return "amount"
    if _NUMBER.fullmatch(text):
        return "number"
    if len(text) > _LONG:
        return "long"
    return "words" if len(text) >= _TITLE_LETTERS and len(text.split()) >= _TITLE_WORDS else "word"


def untold(columns: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Return the columns of which no name tells what they hold."""
    return [name for name in columns if name not in mapping.values() and known_for(name) is None]


def guess(columns: Sequence[str], rows: Sequence[Mapping[str, str | None]]) -> Guess:
    """Guess which column is which: by their names, then, for what no name told, by the values of the first rows."""
    mapping = guess_mapping(columns)
    free = untold(columns, mapping)
    shapes = {name: _shape([row.get(name) or "" for row in rows]) for name in free}
    told: list[str] = []

    def take(column: str, candidates: Sequence[str]) -> None:
        if column not in mapping and len(candidates) == 1:
            mapping[column] = candidates[0]
            told.append(candidates[0])
            free.remove(candidates[0])

    take("url", [name for name in free if shapes[name] == "address"])
    take("image_urls", [name for name in free if shapes[name] == "picture"])
    priced = [name for name in free if shapes[name] in ("amount", "number")]
    named = [name for name in priced if re.match(r"gia\b|price\b|.*\bprice$|.*价", column_key(name))]
    take("price_vnd", named or [name for name in priced if shapes[name] == "amount"])
    texts = [name for name in free if shapes[name] in ("words", "long")]
    named = [name for name in texts if re.search(r"\b(?:ten|tieu de|title|name)\b", column_key(name))]
    take("title", named or [name for name in texts if shapes[name] == "words"])
    take("description", [name for name in free if shapes[name] == "long"])
    doubtful = [name for name in columns if name in told or (name in mapping.values() and not is_sure(name))]
    doubtful += [name for name in free if shapes[name] in ("address", "amount") and name not in doubtful]
    return Guess(mapping, tuple(told), tuple(doubtful))


def _shape(values: Sequence[str]) -> str:
    counts = Counter(shape for value in values if (shape := shape_of(value)))
    if not counts:
        return ""
    if counts["long"] and counts["words"]:  # some descriptions are short
        counts["long"] += counts.pop("words")
    shape, times = counts.most_common(1)[0]
    return shape if times >= _MOST * counts.total() else ""
