"""Citations as jurists write them: “điểm a khoản 1 Điều 15 Nghị định số 98/2020/NĐ-CP”. Pure; written nowhere else.

The tables keep places short: “15 k1a” is point a of clause 1, “15 khoản 1a” a clause that was inserted; “;” parts
places, “,” goes on within one, “–” spans; what stands in brackets explains and is not cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from minhbach.domains.law.book.reading import read_citation
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.fines import FineFrame
from minhbach.domains.law.types.rows import Act, Citation, FineFrameRow, Table

# What a symbol says of the text that carries it; laws and ordinances are called by name.
_KINDS = (
    ("NĐ-CP", "Nghị định"),
    ("NQ-", "Nghị quyết"),
    ("QĐ-", "Quyết định"),
    ("TT-", "Thông tư"),
    ("KH-", "Kế hoạch"),
    ("VBHN", "Văn bản hợp nhất"),
    ("UBTVQH", "Pháp lệnh"),
    ("QH", "Luật"),
)
_NUMBER = re.compile(r"\d+(?:/\d{4})?/[A-ZĐ][\w-]*")
_SHORT = re.compile(r"(NĐ|TT|NQ|QĐ|Luật|BLHS|BLTTHS|PL)(?: (\d+(?:/\d+)?)(?= Đ| Phụ))? ?")
_ARTICLE = re.compile(r"(?:Đ|Điều )?(\d{1,3}[a-zđ]?)(?: (.+))?")
_CLAUSE = re.compile(r"k(\d+)([a-zđ])?|khoản (\d+[a-zđ]?)")
_SPAN = re.compile(r"Đ?(\d+[a-zđ]?)–Đ?(\d+[a-zđ]?)")
_REMARK = re.compile(r"\s*\([^()]*\)")


def cite(citation: Citation) -> str:
    """Write where a row's text stands, for a screen: “điểm a khoản 1 Điều 66 Luật Xử lý vi phạm hành chính”."""
    article = citation.article
    if article and citation.clause:
        article = f"{article} {_clause_for(citation.clause)}"
    return cite_place(citation.instrument, article, numbered=False)


def cite_place(instrument: str, article: str, *, numbered: bool = True) -> str:
    """Write a place as the tables keep it, of one text or of several; NUMBERED says a law's number after its name."""
    texts = texts_of(instrument)
    written: list[tuple[list[str], str]] = []
    for number, part in enumerate(_parts(article)):
        text, part = _text_of(part, number, texts)
        places = list(_places(part)) if part else []
        if written and written[-1][1] == text:
            written[-1][0].extend(places)
        else:
            written.append((places, text))
    if not written:
        written = [([], text) for text in texts]
    words = [(", ".join(places), name_instrument(text, numbered=numbered)) for places, text in written]
    return "; ".join(" ".join(part for part in pair if part) for pair in words)


def cite_content(content: Mapping[str, Any]) -> str:
    """Write where a row as the tables keep it stands; a class of violation stands where it is defined."""
    if "definition_instrument" in content:
        place = str(content.get("definition_article") or "")
        return cite_place(str(content["definition_instrument"] or ""), place, numbered=False)
    return cite(read_citation(content))


def cite_act(row: FineFrameRow, act: Act | None) -> str:
    """Write where an act stands, whatever it costs: “điểm c khoản 1 Điều 17 Nghị định số 98/2020/NĐ-CP”."""
    place = _write(*_place_of_act(row, act))
    return f"{place} Điều {row.citation.article} {name_instrument(row.citation.instrument)}".strip()


def cite_frame(frame: FineFrame) -> str:
    """Write a frame's provision as a decision cites it, with the decrees that amended it.

    An act that another clause puts under the frames of the first is cited by both.
    """
    row, own = frame.row, _place_of_act(frame.row, frame.act)
    number, letter = split_clause(frame.tier.clause or row.citation.clause, row)
    if not letter and own.number == number:
        letter = own.letter
    places = [_write(number, letter)]
    if own.number and own.number not in (number, _first_clause(row)):
        places.append(_write(*own))
    words = ", ".join(place for place in places if place)
    text = f"{words} Điều {row.citation.article} {name_instrument(row.citation.instrument)}".strip()
    if row.amended_by:
        amended = ", ".join(name_instrument(one) for one in row.amended_by)
        text += f" (được sửa đổi, bổ sung tại {amended})"
    return text


def write_clause(clause: str) -> str:
    """Write a clause of an article as it is read: “1d” → “điểm d khoản 1”, “khoản 14a” stays."""
    return ", ".join(_write(*split_clause(one)) for one in clause.split(", "))


def name_instrument(instrument: str, *, numbered: bool = True) -> str:
    """Name a text by kind, name and number: “98/2020/NĐ-CP (sđ …)” → “Nghị định số 98/2020/NĐ-CP”."""
    text = _REMARK.sub("", instrument).strip()
    found = _NUMBER.search(text)
    if found is None:
        return text
    number = found[0]
    named = vocabulary(Table.INSTRUMENTS, "names").get(number)
    if named and not numbered:
        return str(named["name_vi"])
    words = named["name_vi"] if named else text[: found.start()].strip() or _kind_of(number)
    rest = text[found.end() :].strip() if not named else ""
    return " ".join(part for part in (words, "số", number, rest) if part)


def texts_of(instrument: str) -> tuple[str, ...]:
    """Part “Luật TMĐT 122/2025/QH15; 248/2026/NĐ-CP” into its texts, without their amendments."""
    return tuple(text for part in _REMARK.sub("", instrument).split(";") if (text := part.strip()))


class _Place(NamedTuple):
    number: str
    letter: str


def split_clause(clause: str, row: FineFrameRow | None = None) -> _Place:
    """Part “1d” into clause 1 and point d; a clause that was inserted (14a) stays whole."""
    found = re.fullmatch(r"(\d+)([a-zđ]?)", clause)
    if found is None or (row is not None and row.citation.clause == f"khoản {clause}"):
        return _Place(clause.removeprefix("khoản "), "")
    return _Place(found[1], found[2])


def _place_of_act(row: FineFrameRow, act: Act | None) -> _Place:
    clause = row.citation.clause
    point = act.point if act else ""
    if not point:
        single = "-" not in clause
        return split_clause(clause) if single else _Place("", "")
    if point.isalpha():
        return _Place(_first_clause(row), point)
    return split_clause(point) if "-" not in point else _Place(_first_clause(row), "")


def _first_clause(row: FineFrameRow) -> str:
    return split_clause(row.citation.clause.split("-")[0], row).number


def _write(number: str, letter: str) -> str:
    return " ".join(part for part in (f"điểm {letter}" if letter else "", f"khoản {number}" if number else "") if part)


def _clause_for(clause: str) -> str:
    if clause.startswith("khoản "):
        return clause
    return "–".join(f"k{end}" for end in clause.split("-"))


def _kind_of(number: str) -> str:
    return next((kind for symbol, kind in _KINDS if symbol in number), "Văn bản")


def _parts(article: str) -> list[str]:
    return [part for one in _REMARK.sub("", article).split(";") if (part := one.split(":")[0].strip())]


def _text_of(part: str, number: int, texts: Sequence[str]) -> tuple[str, str]:
    """Find the text that a part names (“NĐ 248 Đ17 k1c”), else the one in the same place, else the first."""
    found = _SHORT.match(part)
    if found is not None:
        wanted = found[2] or ""
        is_law = found[1] in ("Luật", "BLHS", "BLTTHS", "PL")
        for text in texts:
            symbol = _NUMBER.search(text)
            if symbol and ("QH" in symbol[0]) == is_law and symbol[0].startswith(wanted):
                return text, part[found.end() :]
        return part[: found.end()].strip(), part[found.end() :]
    if len(texts) > number and len(texts) > 1 and number > 0:
        return texts[number], part
    return (texts[0] if texts else ""), part


def _places(part: str) -> Iterator[str]:
    """Write one part: articles, their clauses, their points."""
    article = ""
    clauses: list[str] = []
    last = _Place("", "")
    for token in part.split(", "):
        is_letter = len(token) == 1 and token.isalpha()
        if is_letter or token.startswith("k"):
            here = _Place(last.number, token) if is_letter else _read_clause(token)
            if here and here.letter and clauses and here.number == last.number:
                clauses[-1] = f"điểm {last.letter}" if last.letter else clauses[-1]
            clauses.append(_write(*here) if here else _write_span(token))
            last = here or _Place("", "")
            continue
        if article:
            yield _join(clauses, article)
        article, clauses, last = token, [], _Place("", "")
        span = _SPAN.fullmatch(token)
        if span:
            article = f"Điều {span[1]} đến Điều {span[2]}"
        elif found := _ARTICLE.fullmatch(token):
            article, rest = f"Điều {found[1]}", found[2] or ""
            if rest:
                last = _read_clause(rest) or _Place("", "")
                clauses.append(_write(*last) if last.number else _write_span(rest))
    if article or clauses:
        yield _join(clauses, article)


def _read_clause(token: str) -> _Place | None:
    found = _CLAUSE.fullmatch(token)
    return _Place(found[1] or found[3], found[2] or "") if found else None


def _write_span(token: str) -> str:
    ends = [_read_clause(one) for one in token.split("–")]
    return " đến ".join(_write(*end) for end in ends if end) if all(ends) else token


def _join(clauses: Sequence[str], article: str) -> str:
    return " ".join(part for part in (", ".join(clauses), article) if part)
