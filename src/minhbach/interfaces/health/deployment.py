"""Whether what stands around the application is there: its static files, a disk to write to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.contrib.staticfiles import finders

from minhbach.foundation import files as store
from minhbach.interfaces.health.ailments import Ailment


def front_end(at: datetime) -> Iterator[Ailment]:
    for path in ("tabler/css/tabler.min.css", "echarts/echarts.min.js"):
        if finders.find(path) is None:
            yield Ailment(f"Thiếu tệp giao diện {path}.", "Chạy: make front-end")


def files(at: datetime) -> Iterator[Ailment]:
    store.put(b"minhbach doctor")
    free = shutil.disk_usage(settings.FILE_STORE).free
    if free < 1024**3:
        yield Ailment(f"Ổ đĩa chỉ còn {free // 1024**2} MB.", "Dọn ổ đĩa hoặc chuyển MINHBACH_HOME sang ổ lớn hơn.")
