"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

# A domain's pages live in the domain; only the prefix, in the officers' words, is decided here.
PAGES = {
    "anh-hang-hoa/": "pictures",
    "quyen/": "rights",
    "he-thong-khac/": "elsewhere",
    "ban-giao/": "handovers",
    "kho/": "stores",
    "to-cong-tac/": "taskforces",
    "tien-phat/": "dues",
    "thuong-luong-hoa-giai/": "mediation",
    "duong-day-nong/": "hotline",
    "cong-bo/": "outreach",
    "niem-phong/": "custody",
    "tiep-nhan/": "intake",
    "trang-ban-hang/": "sites",
    "ke-hoach-kiem-tra/": "inspections",
    "theo-doi/": "watching",
    "dia-ban/": "areas",
    "cho/": "markets",
    "mang-luoi/": "networks",
    "doi-chieu/": "linkage",
    "hoi-dap/": "enquiries",
    "van-ban-den/": "arrivals",
    "thong-tin/": "screening",
    "vu-viec/": "cases",
    "doi-tuong/": "subjects",
    "phap-luat/": "law",
    "bao-cao/": "reporting",
    "van-ban/": "documents",
    "co-quan/": "agencies",
    "chung-cu/": "evidence",
}


urlpatterns = [
    path("", include("minhbach.interfaces.office.urls")),
    path("tai-khoan/", include("minhbach.interfaces.office.account_urls")),
    path("tong-dai/", include("minhbach.interfaces.exchange.urls")),
    *[path(prefix, include(f"minhbach.domains.{domain}.web.urls")) for prefix, domain in PAGES.items()],
]

handler400 = "minhbach.interfaces.office.views.refused"
handler500 = "minhbach.interfaces.office.views.broken"
