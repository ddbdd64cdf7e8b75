"""The WSGI entrance used by `minhbach serve`."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

from minhbach.config.settings.environment import read_environment
from minhbach.interfaces.health.slots import count_apart

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minhbach.config.settings")
environment = read_environment()
if environment.minhbach_metrics_token:
    count_apart(environment.minhbach_home / "metrics")
application = get_wsgi_application()


def _prepare() -> None:
    """Read the lexicons before somebody asks for them: the first to open their list does not wait."""
    from minhbach.domains.screening.selectors.built_in import built_in_entries

    built_in_entries()


Thread(target=_prepare, name="prepare", daemon=True).start()
