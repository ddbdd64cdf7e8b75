from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class OfficeConfig(AppConfig):
    name = "minhbach.interfaces.office"
    label = "office"

    def ready(self) -> None:
        from minhbach.foundation import audit
        from minhbach.interfaces.office import door, guessing

        door.listen()
        guessing.listen()
        for action, sentence in door.ACTS.items():
            audit.register(action, sentence)
        audit.register("office.look.seen", _lazy("xem trang có dữ liệu cá nhân"))
        audit.register("office.look.denied", _lazy("bị từ chối truy cập"))
        audit.register("office.log.proof_asked", _lazy("yêu cầu kiểm chứng chuỗi nhật ký"))
        audit.register("foundation.clock.accepted", _lazy("chấp nhận đồng hồ máy chủ"))
