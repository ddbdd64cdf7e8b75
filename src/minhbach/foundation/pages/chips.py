"""A state is a word in a chip, the same word and the same tone everywhere; the tone stands on the choice itself.

class State(ChipChoices):
    DRAFT = "draft", _("dự thảo")
    SENT = "sent", "good", _("đã gửi")
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString


class ChipChoices(models.TextChoices):
    """Choices with a tone between code and words: "", good, warn, late, info."""

    tone: str

    def __new__(cls, value: str, tone: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.tone = tone
        return member


def chip_of(choice: models.TextChoices) -> tuple[str, str]:
    """Return the words and the tone of a choice, as a chip column of a list shows them."""
    return str(choice.label), getattr(choice, "tone", "")


def write_chip(label: object, tone: str = "") -> SafeString:
    """Write a state as a word in a chip; the tone is that of the choice where none is given."""
    if isinstance(label, ChipChoices):
        label, own = chip_of(label)
        tone = tone or own
    return format_html('<span class="chip {}">{}</span>', f"chip-{tone}" if tone else "", label)
