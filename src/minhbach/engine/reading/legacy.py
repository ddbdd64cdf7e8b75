"""Text typed in the fonts of before Unicode: TCVN3 (.VnTime) and VNI."""

from __future__ import annotations

import re
import unicodedata

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "õ": "\u0303", "û": "\u0309", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "à": "\u0300", "á": "\u0301", "ã": "\u0303", "å": "\u0309", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ü": "\u0303", "ú": "\u0309", "ë": "\u0323"}
_VNI_SINGLE = {"ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for vowel in "aeouy":
        for mark, tone in _VNI_TONES.items():
            table[vowel + mark] = unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aeo":
        for mark, tone in _VNI_CIRCUMFLEX.items():
            table[vowel + mark] = unicodedata.normalize("NFC", vowel + "\u0302" + tone)
    for mark, tone in _VNI_BREVE.items():
        table["a" + mark] = unicodedata.normalize("NFC", "a\u0306" + tone)
    for base, letter in (("ô", "ơ"), ("ö", "ư")):
        for mark, tone in _VNI_TONES.items():
            table[base + mark] = unicodedata.normalize("NFC", letter + tone)
    table |= _VNI_SINGLE
    table |= {key.upper(): value.upper() for key, value in table.items()}
    return table


_VNI = _vni_table()
_VNI_PARTS = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_UNICODE_VIETNAMESE = re.compile("[\u0103\u0111\u01a1\u01b0\u0110\u1ea0-\u1ef9]")
_NUCLEI = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi ôi ơi oo "
    "ua uâ uây uê uêu ui uô uôi uơ ươ ươi ươu uy uya uyê uyu ưa ưi ưu yê yêu"
)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|th|tr|ch|ph|qu|[bcdđghklmnprstvx])?"
    rf"(?:{'|'.join(sorted(_NUCLEI.split(), key=len, reverse=True))})(?:ng|nh|ch|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def from_tcvn3(text: str) -> str:
    """Return what text typed in a TCVN3 font says."""
    return "".join(_TCVN3.get(letter, letter) for letter in text)


def from_vni(text: str) -> str:
    """Return what text typed in a VNI font says."""
    return _VNI_PARTS.sub(lambda part: _VNI[part[0]], text)


def convert(text: str, font: str | None) -> str:
    """Return what a cell says that was typed in a font; one that holds Vietnamese of Unicode was typed in none."""
    if font is None or text.isascii() or _UNICODE_VIETNAMESE.search(text):
        return text
    return from_tcvn3(text) if font == "tcvn3" else from_vni(text)


def legacy_font(sample: str) -> str | None:
    """Return "tcvn3" or "vni" when a sample only makes sense so, else None."""
    if _UNICODE_VIETNAMESE.search(sample) or sample.isascii():
        return None
    best, best_share = None, _syllable_share(sample) + 0.1
    for name, convert in (("tcvn3", from_tcvn3), ("vni", from_vni)):
        converted = convert(sample)
        share = _syllable_share(converted)
        if share > best_share and _UNICODE_VIETNAMESE.search(converted):
            best, best_share = name, share
    return best


def _syllable_share(text: str) -> float:
    """Measure how many of the words with other than ASCII letters are Vietnamese syllables."""
    words = [word.lower() for word in _WORD.findall(text) if not word.isascii()]
    if not words:
        return 0.0
    return sum(_is_syllable(word) for word in words) / len(words)


def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word)
    toneless = unicodedata.normalize("NFC", _TONE_MARKS.sub("", decomposed))
    return len(_TONE_MARKS.findall(decomposed)) <= 1 and _SYLLABLE.fullmatch(toneless) is not None
