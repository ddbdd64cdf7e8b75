"""The WSGI entrance used by `minhbach serve`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minhbach.config.settings")
application = get_wsgi_application()
