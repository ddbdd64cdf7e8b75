"""A marketplace export to try the import with: other column names than ours, and a few rows that are bad."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import xlsxwriter

from minhbach.engine.text.cells import csv_text
from minhbach.foundation.writing import write_day, write_number
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.listings.making import DemoListing, demo_listings

SAMPLE_SIZE = 200
SIGN_SIZE = 60
HEADER = (
    "Mã SP",
    "Tên sản phẩm",
    "Mô tả chi tiết",
    "Giá bán (đ)",
    "Thương hiệu",
    "Tên gian hàng",
    "ID gian hàng",
    "Kho hàng",
    "Ngành hàng",
    "Liên kết",
    "Đã bán",
    "Sàn TMĐT",
)


def sample_listings(on: date) -> list[DemoListing]:
    """Choose the listings of the sample: some with signs, most without, in a mixed order."""
    chance = chance_for("sample export")
    listings = [listing for listing in demo_listings(on) if listing.seller_name]
    with_signs = [listing for listing in listings if listing.signs]
    without = [listing for listing in listings if not listing.signs]
    chosen = chance.sample(with_signs, SIGN_SIZE) + chance.sample(without, SAMPLE_SIZE - SIGN_SIZE)
    chance.shuffle(chosen)
    return chosen


def sample_rows(on: date) -> list[list[str]]:
    """Lay the sample out as people type it, the bad rows among the good."""
    rows = [
        [
            # An export of another day has ids of its own, so that importing it beside the demo's listings adds leads.
            f"EX{int(listing.listing_id.split(':')[1]):08d}",
            listing.title,
            listing.description or "",
            write_number(listing.price_vnd) if listing.price_vnd is not None else "Liên hệ",
            listing.brand or "",
            listing.seller_name or "",
            listing.seller_id or "",
            listing.seller_location or "",
            listing.category or "",
            listing.url or "",
            "" if listing.sold is None else str(listing.sold),
            listing.platform,
        ]
        for listing in sample_listings(on)
    ]
    rows[24][0] = ""  # no id
    rows[57][1] = rows[57][2] = ""  # no title, no description
    rows[88][3] = "một trăm hai"  # a price nobody can read
    rows[119][0] = rows[118][0]  # the same id twice
    rows[150][3] = "-15.000"  # a price below nothing
    return rows


def sample_export_csv(on: date) -> bytes:
    """Write the sample as CSV with semicolons and a byte-order mark, as Excel in Vietnam saves it."""
    return csv_text(HEADER, sample_rows(on), ";").encode("utf-8-sig")


def sample_export_xlsx(on: date) -> bytes:
    """Write the sample as an Excel workbook with a title above its header, as platforms make them."""
    buffer = io.BytesIO()
    # Excel stamps the time of writing into the file; a fixed one keeps it the same on every run.
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"created": datetime(on.year, on.month, on.day, tzinfo=UTC)})
        sheet = workbook.add_worksheet("Sản phẩm")
        sheet.write_string(0, 0, f"DANH SÁCH SẢN PHẨM XUẤT NGÀY {write_day(on)}")
        for column, name in enumerate(HEADER):
            sheet.write_string(2, column, name)
        for line, row in enumerate(sample_rows(on), start=3):
            for column, value in enumerate(row):
                sheet.write_string(line, column, value)
    return buffer.getvalue()
