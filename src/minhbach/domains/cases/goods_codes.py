"""Codes in a list of goods: what a reader of bar codes typed into a line, read by the one reader of such codes.

A code is never proof: a right check digit says that nobody mistyped, its prefix who issued the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.engine.identifiers.gtins import may_be_gtin, prefix_of, read_gtin, write_gtin
from minhbach.engine.identifiers.scanned import Scanned, read_scanned
from minhbach.foundation.writing import write_day

# What is said to be a code, up to the next part of the line; a tax code is called otherwise, "mã số thuế".
_NAMED = re.compile(r"\bmã(?:\s+vạch|\s+hàng)?[\s:]+(?=[\d(\]]|https?://)([^;]+)", re.IGNORECASE)
# A number that stands alone and is as long as that of an article.
_ALONE = re.compile(r"(?<![\w.,/-])\d{12,14}(?![\w.,/-])")


@dataclass(frozen=True)
class CodeOfLine:
    """The code of a line as it is written; GTIN is empty where its check digit is wrong."""

    written: str
    gtin: str = ""

    def __str__(self) -> str:
        if self.gtin:
            return write_gtin(self.gtin)
        return _("%(code)s: sai chữ số kiểm tra") % {"code": self.written}


def code_of(*texts: str) -> CodeOfLine | None:
    """Return the code that a line of goods carries; one that is named as a code before a number that stands alone."""
    wrong = None
    for text in texts:
        for named in _NAMED.findall(text):
            for written in dict.fromkeys((named.strip(), named.split()[0])):
                if (scanned := read_scanned(written)) is not None:
                    return CodeOfLine(written, scanned.gtin)
            if may_be_gtin(named.split()[0]):
                wrong = wrong or CodeOfLine(named.split()[0])
    for text in texts:
        for written in _ALONE.findall(text):
            gtin = read_gtin(written)
            prefix = prefix_of(gtin) if gtin else None
            if gtin and prefix is not None and prefix.use == "trade":
                return CodeOfLine(written, gtin)
    return wrong


def write_scanned(typed: str) -> str:
    """Write what a reader of bar codes typed as a line of goods keeps it; as it was typed where it names no article."""
    scanned: Scanned | None = read_scanned(typed)
    if scanned is None:
        return _("mã %(code)s") % {"code": " ".join(typed.split())[:60]} if typed.strip() else ""
    said = [_("mã %(code)s") % {"code": write_gtin(scanned.gtin)}]
    if scanned.batch:
        said.append(_("lô %(batch)s") % {"batch": scanned.batch})
    if scanned.expires_on:
        said.append(_("hạn dùng %(day)s") % {"day": write_day(scanned.expires_on)})
    return "; ".join(said)


def cases_with_code(cases: QuerySet[Case], typed: str) -> QuerySet[Case]:
    """Keep the cases whose goods carry a code; none where what was typed is no code."""
    scanned = read_scanned(typed)
    lines = GoodsLine.objects.filter(gtin=scanned.gtin if scanned else None, event__replaced_by=None)
    return cases.filter(pk__in=lines.values("case_id"))


def with_other_cases(lines: QuerySet[GoodsLine], case: Case) -> QuerySet[GoodsLine]:
    """Count beside each line the other cases in reach whose goods carry the same code."""
    same = (
        GoodsLine.objects.filter(gtin=OuterRef("gtin"), event__replaced_by=None)
        .exclude(gtin="")
        .exclude(case=case)
        .order_by()
        .values("gtin")
        .annotate(found=Count("case_id", distinct=True))
        .values("found")
    )
    return lines.annotate(others=Coalesce(Subquery(same), 0))
