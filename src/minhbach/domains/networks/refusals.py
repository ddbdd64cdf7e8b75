"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput


class EndUnknown(InvalidInput):
    code = "networks.path.end_unknown"
    sentence = _lazy("Hãy chọn hai đầu của đường nối: mỗi đầu là một hồ sơ hoặc một thông tin định danh bạn được xem.")


class PictureTooLarge(InvalidInput):
    code = "networks.picture.too_large"
    sentence = _lazy("Mạng lưới quá lớn để vẽ. Hãy xem bảng, hoặc giảm số bước, bớt loại thông tin.")
