"""A link as it is pasted"""

from __future__ import annotations

import pytest

from minhbach.domains.rights.links import ReadLink, read_link
from minhbach.domains.rights.types import Problem


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://shopee.vn/giay-i.7.9?utm_source=x", ReadLink("shopee.vn/giay-i.7.9", "shopee")),
        ("HXXPS://WWW.Shopee[.]vn/giay-i.7.9#anh", ReadLink("shopee.vn/giay-i.7.9", "shopee")),
        ("giaymaynui.example/hang/1", ReadLink("giaymaynui.example/hang/1", "")),
        ("https://giaymaynui.com", ReadLink("giaymaynui.com", "")),
        ("https://shopee.vn/", ReadLink(problem=Problem.HOST_ALONE)),
        ("https://bit.ly/3xYz", ReadLink(problem=Problem.SHORTENED)),
        ("https://s.shopee.vn/3xYz", ReadLink(problem=Problem.SHORTENED)),
        ("giày Mây Núi giá rẻ", ReadLink(problem=Problem.NO_ADDRESS)),
        ("javascript:alert(1)", ReadLink(problem=Problem.NO_ADDRESS)),
        ("https://shopee.vn/" + "a" * 2_000, ReadLink(problem=Problem.TOO_LONG)),
    ],
)
def test_is_the_page_it_names_or_says_why_not(written: str, read: ReadLink) -> None:
    assert read_link(written) == read
