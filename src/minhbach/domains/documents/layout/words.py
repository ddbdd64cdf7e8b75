"""Numbers, money and dates as official Vietnamese writes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from minhbach.foundation.writing import write_day, write_number

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 1_000_000_000


def number_in_words(number: int) -> str:
    """Read an integer aloud in Vietnamese, in lower case.

    Any size: above nine digits the reading repeats "tỷ" ("một tỷ tỷ" is 10^18).
    """
    if number < 0:
        return f"âm {number_in_words(-number)}"
    if number == 0:
        return _DIGITS[0]
    return " ".join(_read(number, leading=True))


def amount_in_words(amount_vnd: int) -> str:
    """Write an amount as the "Bằng chữ" of a decision: capital first letter, ending in đồng."""
    words = f"{number_in_words(amount_vnd)} đồng"
    return words[0].upper() + words[1:]


def _read(number: int, *, leading: bool) -> list[str]:
    """Read a positive number; one that follows a higher group says its empty hundreds."""
    words: list[str] = []
    above, below = divmod(number, _BILLION)
    if above:
        words += [*_read(above, leading=leading), "tỷ"]
        leading = False
    for size, name in ((1_000_000, "triệu"), (1_000, "nghìn"), (1, "")):
        group = below // size % 1_000
        if group:
            words += _read_group(group, leading=leading)
            if name:
                words.append(name)
            leading = False
    return words


def _read_group(group: int, *, leading: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [] if leading and hundreds == 0 else [_DIGITS[hundreds], "trăm"]
    tens, units = divmod(rest, 10)
    if rest == 0:
        return words
    if tens == 0:
        if words:
            # School books read 104 as "một trăm linh tư" beside "bốn" standing alone.
            return [*words, "linh", "tư" if units == 4 else _DIGITS[units]]
        return [_DIGITS[units]]
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units == 0:
        return words
    if units == 5:
        return [*words, "lăm"]
    if tens > 1 and units == 1:
        return [*words, "mốt"]
    if tens > 1 and units == 4:
        return [*words, "tư"]
    return [*words, _DIGITS[units]]


def write_vnd(amount_vnd: int) -> str:
    """Write an amount in figures with its unit in full, as documents do: 1.234.567 đồng."""
    return f"{write_number(amount_vnd)} đồng"


def write_long_date(day: date) -> str:
    """Write "ngày 05 tháng 01 năm 2026".

    Source: NĐ 30/2020 Phụ lục I, II.4.b: a zero before days below ten and before months 1 and 2 only.
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def write_official_number(number: int) -> str:
    """Write a document's number, with a zero before numbers below ten (NĐ 30/2020, II.3.c)."""
    return f"{number:02d}"


def local_moment(moment: datetime) -> datetime:
    """Show a moment on Vietnam's clock; one without a zone is taken as already local."""
    return moment if moment.tzinfo is None else moment.astimezone(VIETNAM)


def write_long_moment(moment: datetime) -> str:
    """Write "08 giờ 30 phút, ngày 21/11/2026"."""
    local = local_moment(moment)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, ngày {write_day(local.date())}"
