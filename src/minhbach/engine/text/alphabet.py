"""The alphabet that everything is folded to: one byte a letter, tones kept.

A folded text has one byte for each letter, whatever the original used, so that a phrase has the
same length in bytes as in letters, byte classes can stand for "with or without tone", and any
matcher of bytes serves. Bytes below 0x80 are ASCII in lower case; Vietnamese letters that ASCII
lacks follow from 0x80 on.
"""

from __future__ import annotations

import unicodedata
from functools import cache

END = 0x0A  # parts the fields of a listing; never inside one
BREAK = 0x1F  # a new line, bullet, emoji or double space: something else begins
SPACE = 0x20
FOREIGN = 0xFE  # a letter of another script

_MARKS = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323", "\u0302", "\u0306", "\u031b")
MARK_CODES = {mark: code for code, mark in enumerate(_MARKS, start=1)}
"""Combining marks: grave, acute, tilde, hook above, dot below, circumflex, breve, horn."""
_TONE_MARKS = _MARKS[:5]

_VOWELS = "aăâeêioôơuưy"
_TONED_LETTERS = "đ" + "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in _VOWELS
    for tone in ("", *_TONE_MARKS)
    if not (tone == "" and vowel in "aeiouy")
)
LETTER_CODES = {letter: 0x80 + index for index, letter in enumerate(_TONED_LETTERS)}
LAST_LETTER = 0x80 + len(_TONED_LETTERS) - 1

# Letters of other scripts that sellers use because they look Latin.
_LOOK_ALIKES = dict(
    zip(
        "аеорсухіѕјкмтвнёїԁԛԝһӏ" + "αοντρικυεηβχ" + "ðıłøßɑɡᴀʙᴄᴅᴇɪᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
        "aeopcyxisjkmtbheidqwhl" + "aovtpikuenbx" + "đilosagabcdeiklmnoprstuvwyz",
        strict=True,
    )
)
_PUNCTUATION = {
    **dict.fromkeys("‘’ʼ`´′＇", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("–—−‐‑‒―", "-"),
    **dict.fromkeys("·•●∙‧・", "\x1f"),
    "…": ".",
    "×": "x",
    "₫": "đ",
    "\t": " ",
    "\xa0": " ",
}
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_SEEN_AS_ASCII = set("abcdefghijklmnopqrstuvwxyz0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_{|}~")
CODE_POINTS = 0x20000
"""Code points from here on are other scripts and private use: FOREIGN."""


def code_of(character: str) -> int:
    """Return the byte that stands for one character, a mark's code (1 to 8), or 0 for nothing."""
    number = ord(character)
    if number >= CODE_POINTS:
        return FOREIGN
    if 0xD800 <= number <= 0xDFFF:
        return 0
    if character in MARK_CODES:
        return MARK_CODES[character]
    if character in _LINE_ENDS:
        return BREAK
    known = _PUNCTUATION.get(character)
    if known is not None:
        return LETTER_CODES.get(known, ord(known[0]))
    lowered = character.lower()
    lowered = _LOOK_ALIKES.get(lowered, lowered)
    if lowered in LETTER_CODES:
        return LETTER_CODES[lowered]
    if lowered in _SEEN_AS_ASCII:
        return ord(lowered)
    return _code_of_unusual(character)


def _code_of_unusual(character: str) -> int:
    number = ord(character)
    if 0x1F1E6 <= number <= 0x1F1FF:  # flag letters, used as fancy capitals
        return ord("a") + number - 0x1F1E6
    for start in (0x1F130, 0x1F150, 0x1F170):  # squared and circled capitals
        if start <= number < start + 26:
            return ord("a") + number - start
    category = unicodedata.category(character)
    compatible = unicodedata.normalize("NFKC", character).lower()
    if compatible and compatible != character:
        first = _LOOK_ALIKES.get(compatible[0], compatible[0])
        if len(compatible) > 1 and first == "(":
            first = compatible[1]
        if first in LETTER_CODES:
            return LETTER_CODES[first]
        if first in _SEEN_AS_ASCII:
            return ord(first)
    if category in ("Mn", "Me", "Mc", "Cc", "Cf", "Cs", "Cn"):
        return 0
    if category.startswith("L"):
        stripped = unicodedata.normalize("NFD", character.lower())[0]
        return ord(stripped) if stripped in _SEEN_AS_ASCII else FOREIGN
    if category.startswith("N"):
        digit = unicodedata.digit(character, None)  # circled and other scripts' digits
        return FOREIGN if digit is None else ord("0") + digit
    if category == "Zs":
        return SPACE
    return BREAK  # symbols, pictures, rare punctuation: decoration


@cache
def code_table() -> bytes:
    """Return the byte for every code point below CODE_POINTS."""
    return bytes(code_of(chr(number)) for number in range(CODE_POINTS))


@cache
def composition_table() -> bytes:
    """Return 256 rows of 16: the byte that a letter becomes under each combining mark, or 0."""
    rows = bytearray(256 * 16)
    letters = {code: letter for letter, code in LETTER_CODES.items()}
    letters.update({ord(vowel): vowel for vowel in "aeiouy"})
    for code, letter in letters.items():
        for mark, mark_code in MARK_CODES.items():
            whole = unicodedata.normalize("NFC", letter + mark)
            if whole in LETTER_CODES:
                rows[code * 16 + mark_code] = LETTER_CODES[whole]
    return bytes(rows)


@cache
def plain_table() -> bytes:
    """Return, for each byte, the ASCII letter without tone or shape."""
    table = bytearray(range(256))
    for letter, code in LETTER_CODES.items():
        decomposed = unicodedata.normalize("NFD", letter)[0]
        table[code] = ord("d") if letter == "đ" else ord(decomposed)
    return bytes(table)


@cache
def tone_table() -> bytes:
    """Return, for each byte, the mark code of its tone (1 to 5), or 0."""
    table = bytearray(256)
    for letter, code in LETTER_CODES.items():
        for mark in _TONE_MARKS:
            if mark in unicodedata.normalize("NFD", letter):
                table[code] = MARK_CODES[mark]
    return bytes(table)


@cache
def toneless_table() -> bytes:
    """Return, for each byte, the same letter without its tone but with its shape."""
    table = bytearray(range(256))
    for letter, code in LETTER_CODES.items():
        kept = "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in _TONE_MARKS)
        whole = unicodedata.normalize("NFC", kept)
        table[code] = LETTER_CODES.get(whole, ord(whole) if len(whole) == 1 and ord(whole) < 128 else code)
    return bytes(table)


@cache
def word_table() -> bytes:
    """Return 1 for each byte that is a letter, 2 for a digit, 0 otherwise."""
    table = bytearray(256)
    for code in range(256):
        if (chr(code).isascii() and chr(code).isalpha()) or 0x80 <= code <= LAST_LETTER or code == FOREIGN:
            table[code] = 1
        elif chr(code).isascii() and chr(code).isdigit():
            table[code] = 2
    return bytes(table)


WORD_CLASS = rb"a-z0-9\x80-" + (rb"\x%02x" % LAST_LETTER) + rb"\xfe"
"""Letters and digits, for the inside of a byte class in a regular expression."""


def show(folded: bytes) -> str:
    """Return folded bytes as readable text, for people and for tests."""
    letters = {code: letter for letter, code in LETTER_CODES.items()}
    return "".join(
        letters.get(code, "¶" if code in (END, BREAK) else "□" if code == FOREIGN else chr(code)) for code in folded
    )
