from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class FoundationConfig(AppConfig):
    name = "minhbach.foundation"
    label = "foundation"

    def ready(self) -> None:
        from minhbach.foundation import audit

        audit.register("foundation.list.exported", _lazy("xuất danh sách"))
        audit.register("foundation.files.collected", _lazy("dọn tệp không thuộc hồ sơ nào"))
