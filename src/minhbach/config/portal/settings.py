"""Django's settings for the public's process: no database of Django's, no session, no account, no page of the office.

It is told its own address of the database and the key of receipts, never the installation's secret key.
"""

from __future__ import annotations

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _lazy

_reader = environ.Env()  # type: ignore[no-untyped-call]

PORTAL_DATABASE_URL: str = _reader.str("MINHBACH_PORTAL_DATABASE_URL")
PORTAL_KEY = bytes.fromhex(_reader.str("MINHBACH_PORTAL_KEY"))
# The largest video or sound that is taken, in megabytes; told to whoever sends before anything leaves his phone.
LARGEST_RECORDING_MB: int = _reader.int("MINHBACH_PORTAL_RECORDING_MB", default=200)
# Whether who reads here may ask to be told by mail.
PORTAL_MAILS: bool = _reader.bool("MINHBACH_PORTAL_MAILS", default=False)
ALLOWED_HOSTS: list[str] = _reader.list("MINHBACH_PORTAL_HOSTS", default=["127.0.0.1", "localhost"])
HTTPS: bool = _reader.bool("MINHBACH_HTTPS", default=False)

DEBUG = False
# Nothing here is signed with it: no session, no cookie, no token. Django asks for one all the same.
SECRET_KEY = PORTAL_KEY.hex()
ROOT_URLCONF = "minhbach.interfaces.portal.urls"
WSGI_APPLICATION = "minhbach.config.portal.wsgi.application"
INSTALLED_APPS = ["minhbach.interfaces.portal", "django.contrib.staticfiles"]
MIDDLEWARE = [
    # Before all others: none of them meets the sender's address.
    "minhbach.interfaces.portal.senders.SenderMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "minhbach.interfaces.portal.entrance.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "minhbach.interfaces.portal.entrance.EntranceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "minhbach.interfaces.portal.frame",
            ],
            "context_processors": [
                "minhbach.interfaces.portal.languages.languages",
                "minhbach.interfaces.portal.languages.mails",
            ],
        },
    }
]
DATABASES: dict[str, object] = {}

LANGUAGE_CODE = "vi"
# The address says which: nothing is asked of the browser, and nothing kept in it.
LANGUAGES = [("vi", _lazy("Tiếng Việt")), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = ["minhbach.config.portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
# Two small files, found where they stand: a process of its own gathers nothing.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# What is sent stays in memory until it is in the database: no file of a stranger's is written here.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 42 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 40
# Beyond the five that are taken, those that were left empty: they are told apart later, with a sentence.
DATA_UPLOAD_MAX_NUMBER_FILES = 7

SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
# Neither the seller's page one goes to next, nor anybody else, is told where one comes from.
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "minhbach.foundation.logs.PrivateFilter"}},
    "formatters": {
        "lines": {
            "()": "minhbach.foundation.logs.Lines",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["private"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": "WARNING"},
        # A page that is not there is no fault of ours: who guesses at receipts would fill the disk with lines.
        "django.request": {"handlers": [], "propagate": True, "level": "ERROR"},
    },
}
