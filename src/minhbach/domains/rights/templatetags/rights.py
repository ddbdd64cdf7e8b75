"""What the pages of rights draw: marks over a picture, the words of a notice and of a platform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from minhbach.domains.rights.models import Notice, Picture
from minhbach.domains.rights.selectors import notice_chip
from minhbach.engine.identifiers.platforms import platform_name

register = template.Library()


@register.simple_tag
def marks_on(picture: Picture, points: Sequence[Any]) -> SafeString:
    """Draw the frames of the points that lie on a picture, each with its number in the table beside it."""
    size = picture.width, picture.height
    drawn = [(number, line.said) for number, line in enumerate(points, 1) if line.said.picture_id == picture.pk]
    if not drawn:
        return SafeString("")
    letters = max(12, size[1] // 14)
    frames = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"/><text x="{}" y="{}" font-size="{}">{}</text>',
        (
            (
                one.left * size[0] // 100, one.top * size[1] // 100, one.wide * size[0] // 100,
                one.high * size[1] // 100, one.left * size[0] // 100 + letters // 4,
                one.top * size[1] // 100 + letters, letters, number,
            )
            for number, one in drawn
        ),
    )  # fmt: skip
    return format_html('<svg viewBox="0 0 {} {}" aria-hidden="true">{}</svg>', *size, frames)


@register.filter
def notice_words(notice: Notice) -> tuple[str | Promise, str]:
    return notice_chip(notice)


@register.filter
def platform_words(code: str) -> str:
    return platform_name(code)
