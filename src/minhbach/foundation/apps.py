from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _lazy


class FoundationConfig(AppConfig):
    name = "minhbach.foundation"
    label = "foundation"

    def ready(self) -> None:
        from minhbach.foundation import audit, demo_mark
        from minhbach.foundation.scope.signing import tell_secret

        post_migrate.connect(tell_secret, sender=self)
        post_migrate.connect(demo_mark.mark, sender=self)
        audit.register("foundation.audit.accounted", _lazy("giải trình số biên nhận bị khuyết"))
        audit.register("foundation.audit.mended", _lazy("nối lại chuỗi niêm phong"))
        audit.register("foundation.list.exported", _lazy("xuất danh sách"))
        audit.register("foundation.backup.taken", _lazy("sao lưu"))
        audit.register("foundation.backup.failed", _lazy("sao lưu không thành"))
        audit.register("foundation.backup.restored", _lazy("khôi phục từ bản sao lưu"))
        audit.register("foundation.release.upgraded", _lazy("nâng cấp bản phát hành"))
        audit.register("foundation.files.collected", _lazy("dọn tệp không thuộc hồ sơ nào"))
