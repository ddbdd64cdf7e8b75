"""What sellers hide is read as it was meant, and quoted as it was written."""

import unicodedata

import pytest

from minhbach.engine.screening.batch import BatchScreener

from .conftest import listings, screen


@pytest.mark.parametrize(
    ("title", "rule", "quote"),
    [
        ("Nhẫn Đu.ôi Voi may mắn", "prohibited.wildlife", "Đu.ôi Voi"),
        ("Bán v.a.p.e giá rẻ", "prohibited.vape", "v.a.p.e"),
        ("Bán V A P E giá rẻ", "prohibited.vape", "V A P E"),
        ("Bán ＶＡＰＥ giá rẻ", "prohibited.vape", "ＶＡＰＥ"),
        ("Thuốc l.á điện t.ử", "prohibited.vape", "Thuốc l.á điện t.ử"),
        ("Kit test COVlD 19", "prohibited.medical_device", "Kit test COVlD"),
        ("Giày N!KE chạy bộ", "brand.price", "N!KE"),
        ("Giày Nіke chạy bộ", "brand.price", "Nіke"),  # a Cyrillic і
        ("Túi Ch@nel đeo chéo", "brand.price", "Ch@nel"),
        ("Túi đeo chéo DI.OR", "brand.price", "DI.OR"),
        ("Kem tr.ị n.á.m", "claims.treatment.title", "tr.ị n.á.m"),
        (
            unicodedata.normalize("NFD", "Kem trị nám"),
            "claims.treatment.title",
            unicodedata.normalize("NFD", "trị nám"),
        ),
        ("\u202eKem trị nám\u202c", "claims.treatment.title", "trị nám"),
        ("Kem tr\u200bị n\u200bám", "claims.treatment.title", "tr\u200bị n\u200bám"),
        ("Kem tri nam tan goc", "claims.cure.root", "tri nam tan goc"),
        ("Giày r.e.p 1:1", "replica.wording", "Giày r.e.p"),
    ],
)
def test_disguised_titles_are_leads_with_their_own_spelling(
    screener: BatchScreener, title: str, rule: str, quote: str
) -> None:
    screened = screen(screener, listings({"title": title}))
    assert quote in screened.signals.filter(rule=rule)["quote"].to_list()
    assert screened.leads.height == 1


@pytest.mark.parametrize(
    ("description", "quote"),
    [
        ("Gọi không chín một hai ba bốn năm sáu bảy tám nhé", "không chín một hai ba bốn năm sáu bảy tám"),
        ("Gọi o9I2 345 678 nhé", "o9I2 345 678"),
        ("Gọi 0.9.1.2.3.4.5.6.7.8 nhé", "0.9.1.2.3.4.5.6.7.8"),
        ("Gọi ０９１２３４５６７８ nhé", "０９１２３４５６７８"),
        ("Gọi ⓿❾❶❷❸❹❺❻❼❽ nhé", "⓿❾❶❷❸❹❺❻❼❽"),
    ],
)
def test_disguised_phones_are_read(screener: BatchScreener, description: str, quote: str) -> None:
    screened = screen(screener, listings({"title": "Áo thun", "description": description}))
    found = screened.signals.filter(rule="contact.phone")
    assert found["quote"].to_list() == [quote]
    assert '"+84912345678"' in found["values"][0]


@pytest.mark.parametrize(
    ("description", "quote"),
    [
        ("Kết bạn z4l0 nhé", "z4l0"),
        ("Kb z.a.l.o để mua rẻ hơn", "z.a.l.o"),
        ("Shop có f.a.c.e.b.o.o.k riêng", "f.a.c.e.b.o.o.k"),
    ],
)
def test_hidden_channels_count_without_an_invitation(screener: BatchScreener, description: str, quote: str) -> None:
    screened = screen(screener, listings({"title": "Áo thun", "description": description}))
    assert screened.signals.filter(rule="contact.channel.disguised")["quote"].to_list() == [quote]
    assert screened.leads["signs"].to_list() == [["off_platform"]]


def test_a_denial_reaches_disguised_words_from_where_they_stand(screener: BatchScreener) -> None:
    screened = screen(screener, listings({"title": "Kem dưỡng", "description": "Kem này không hề đặc tr.ị n.á.m"}))
    assert screened.leads.is_empty()


def test_a_neighbor_of_a_disguised_word_is_not_disguised_itself(screener: BatchScreener) -> None:
    screened = screen(screener, listings({"title": "Vòi sen", "description": "Quét bằng Zalo, F.a.c.e.t hoặc máy ảnh"}))
    assert screened.leads.is_empty()
