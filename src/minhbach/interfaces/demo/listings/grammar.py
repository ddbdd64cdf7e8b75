"""A small grammar of choices: [a|b] is one of two, {name} a slot, ⟦ ⟧ are brackets meant as such."""

import re
from collections.abc import Mapping
from random import Random

CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)\}")
SPACES = re.compile(r"[ \t]{2,}")


def expand(template: str, chance: Random, slots: Mapping[str, str]) -> str:
    """Write one sentence out of a template.

    Raises: KeyError when the template names a slot that is not given.
    """
    text = template
    while found := CHOICE.search(text):
        text = text[: found.start()] + chance.choice(found[1].split("|")) + text[found.end() :]
    text = SLOT.sub(lambda match: slots[match[1]], text)
    text = SPACES.sub(" ", text).replace(" .", ".").replace(" ,", ",").strip()
    return text.replace("⟦", "[").replace("⟧", "]")
