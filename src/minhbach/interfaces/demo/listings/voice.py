"""Turning plain sentences into the way sellers type."""

import re
import unicodedata
from random import Random

from minhbach.interfaces.demo.listings.lexicon import Voice

TEENCODE = {
    "không": ("ko", "k", "hông", "khum"),
    "được": ("đc", "đk"),
    "với": ("vs", "với"),
    "vậy": ("v", "zậy"),
    "mình": ("mik", "mình"),
    "cũng": ("cx", "cũng"),
    "mọi người": ("mn", "mng"),
    "nhiều": ("nhìu", "nh"),
    "biết": ("bik", "bít"),
    "rồi": ("r", "rùi"),
    "gì": ("j", "gì"),
    "khách": ("khách", "kh"),
    "nha": ("nhaaa", "nha"),
    "đẹp": ("đẹp", "đẹppp"),
    "thích": ("thik", "thích"),
}
WORDS = re.compile(r"\w+", re.UNICODE)


def type_like(text: str, voice: Voice, chance: Random) -> str:
    """Retype a line with the voice's teencode and an emoji now and then."""
    if voice.teencode_share and chance.random() < voice.teencode_share:
        text = WORDS.sub(lambda match: chance.choice(TEENCODE.get(match[0], (match[0],))), text)
    if voice.emoji and chance.random() < 0.18:
        text = f"{text} {chance.choice(voice.emoji)}"
    return text


def type_title(text: str, voice: Voice, chance: Random) -> str:
    """Retype a title: a first capital, or capitals all through."""
    if chance.random() < voice.capitals_share:
        return text.upper()
    if chance.random() < 0.3:
        return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    return text[:1].upper() + text[1:]


def roughen(text: str, chance: Random) -> str:
    """Now and then leave a text as hurried keyboards do: without accents, decomposed, or with odd spaces."""
    roll = chance.random()
    if roll < 0.015:
        bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
        return bare.replace("đ", "d").replace("Đ", "D")
    if roll < 0.03:
        return unicodedata.normalize("NFD", text)
    if roll < 0.04:
        return text.replace(" ", "\u00a0", 3)
    return text
