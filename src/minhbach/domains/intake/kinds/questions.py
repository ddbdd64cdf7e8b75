"""Two plain questions lead to the right kind: what one wants, and one thing about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.kind import Words


@dataclass(frozen=True)
class Answer:
    """One answer to the second question, and the kind it leads to."""

    words: Words
    kind: str


@dataclass(frozen=True)
class Wish:
    """One answer to the first question, with the second question and its answers."""

    slug: str
    words: Words
    asks: Words
    answers: tuple[Answer, ...]


FIRST = _lazy("Bạn muốn làm gì?")
WISHES: tuple[Wish, ...] = (
    Wish(
        "bao-tin",
        _lazy("Báo hàng giả, hàng lậu, gian lận, sai phạm"),
        _lazy("Bạn muốn báo theo cách nào?"),
        (
            Answer(_lazy("Báo để cơ quan kiểm tra, không cần nêu tên"), "TIN_BAO"),
            Answer(_lazy("Tôi cho rằng đã có tội phạm"), "TO_GIAC_TOI_PHAM"),
            Answer(_lazy("Tố cáo và nêu tên mình"), "TO_CAO"),
            Answer(_lazy("Tố cáo mà không nêu tên"), "TO_CAO_KHONG_DANH"),
        ),
    ),
    Wish(
        "doi-quyen-loi",
        _lazy("Đòi quyền lợi vì đã mua phải hàng không đúng"),
        _lazy("Bạn đã yêu cầu người bán chưa?"),
        (
            Answer(_lazy("Chưa"), "NTD_DOANH_NGHIEP"),
            Answer(_lazy("Rồi, nhưng không được trả lời hoặc bị từ chối"), "NTD_CO_QUAN"),
            Answer(_lazy("Tôi muốn phản ánh cả nền tảng bán hàng"), "TMDT_HE_THONG"),
        ),
    ),
    Wish(
        "quyet-dinh",
        _lazy("Nói về quyết định, việc làm của cơ quan nhà nước"),
        _lazy("Quyết định, việc làm ấy có tác động tới chính bạn không?"),
        (
            Answer(_lazy("Có, và tôi cho là sai"), "KHIEU_NAI"),
            Answer(_lazy("Không, tôi muốn góp ý, phản ánh"), "KIEN_NGHI_PHAN_ANH"),
            Answer(_lazy("Cán bộ bao che, tiếp tay, bảo kê"), "CAN_BO_SAI_PHAM"),
            Answer(_lazy("Tôi muốn khen cán bộ"), "CAN_BO_KHEN"),
        ),
    ),
    Wish(
        "chu-quyen",
        _lazy("Bảo vệ nhãn hiệu, sáng chế, kiểu dáng của tôi"),
        _lazy("Bạn là chủ văn bằng, hoặc được ủy quyền?"),
        (
            Answer(_lazy("Phải"), "DON_SHCN"),
            Answer(_lazy("Không, tôi chỉ thấy hàng giả"), "TIN_BAO"),
        ),
    ),
    Wish(
        "hoi",
        _lazy("Hỏi, xin thông tin"),
        _lazy("Bạn cần gì?"),
        (
            Answer(_lazy("Thông tin mà cơ quan nhà nước giữ"), "TIEP_CAN_TT"),
            Answer(_lazy("Góp ý, phản ánh"), "KIEN_NGHI_PHAN_ANH"),
            Answer(_lazy("Ảnh, video về giao thông, môi trường"), "DU_LIEU_ND61"),
        ),
    ),
)
BY_SLUG = {wish.slug: wish for wish in WISHES}
