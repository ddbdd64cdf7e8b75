"""The WSGI entrance of the public's process, used by `minhbach serve`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "minhbach.config.portal.settings"
application = get_wsgi_application()
