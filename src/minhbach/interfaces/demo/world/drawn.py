"""Two bottle caps of an invented brand, drawn: one with its number cut in, one with it printed and smeared."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

_SIZE = (900, 675)


def cap(*, is_genuine: bool) -> BytesIO:
    picture = Image.new("RGB", _SIZE, "#d9d2c4")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((170, 60, 730, 620), fill="#8c1d18" if is_genuine else "#9a3b2f", outline="#5a100d", width=14)
    draw.ellipse((230, 120, 670, 560), outline="#c9a227", width=6)
    draw.text((330, 300), "NM 2611 0458", fill="#f3e3b3" if is_genuine else "#2b2b2b", font_size=40)
    if is_genuine:
        draw.text((332, 302), "NM 2611 0458", fill="#5a100d", font_size=40)
    else:
        smeared = picture.crop((300, 280, 640, 370)).filter(ImageFilter.BoxBlur(7))
        picture.paste(smeared, (306, 284))
    content = BytesIO()
    picture.save(content, "PNG")
    content.seek(0)
    return content
