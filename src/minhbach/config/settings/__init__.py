"""Django's settings, the same in every kind of installation."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _lazy

from minhbach.config.settings.environment import current_folder, database_settings, read_environment
from minhbach.domains.intake.receipts import key_of

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).parents[2]

DEBUG = ENVIRONMENT.minhbach_debug
DEMO = ENVIRONMENT.minhbach_demo
SECRET_KEY = ENVIRONMENT.minhbach_secret_key
FORMER_SECRET_KEY = ENVIRONMENT.minhbach_former_secret_key
ALLOWED_HOSTS = ENVIRONMENT.minhbach_allowed_hosts
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.minhbach_trusted_origins
TRUSTED_PROXIES = ENVIRONMENT.minhbach_trusted_proxies
ROOT_URLCONF = "minhbach.config.urls"
WSGI_APPLICATION = "minhbach.config.wsgi.application"
AUTH_USER_MODEL = "agencies.Officer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DOMAINS = [
    "minhbach.domains.handovers",
    "minhbach.domains.arrivals",
    "minhbach.domains.reporting",
    "minhbach.domains.outreach",
    "minhbach.domains.markets",
    "minhbach.domains.areas",
    "minhbach.domains.taskforces",
    "minhbach.domains.stores",
    "minhbach.domains.dues",
    "minhbach.domains.elsewhere",
    "minhbach.domains.cases",
    "minhbach.domains.pictures",
    "minhbach.domains.screening",
    "minhbach.domains.inspections",
    "minhbach.domains.watching",
    "minhbach.domains.networks",
    "minhbach.domains.hotline",
    "minhbach.domains.mediation",
    "minhbach.domains.intake",
    "minhbach.domains.linkage",
    "minhbach.domains.enquiries",
    "minhbach.domains.documents",
    "minhbach.domains.evidence",
    "minhbach.domains.sites",
    "minhbach.domains.rights",
    "minhbach.domains.law",
    "minhbach.domains.subjects",
    "minhbach.domains.custody",
    "minhbach.domains.agencies",
]

INSTALLED_APPS = [
    "minhbach.config.apps.ConfigConfig",
    "minhbach.interfaces.office",
    *DOMAINS,
    "minhbach.foundation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "minhbach.interfaces.office.proxies.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "minhbach.interfaces.office.requests.RequestMiddleware",
    "minhbach.interfaces.office.keeping.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "minhbach.interfaces.office.guessing.BrowserMiddleware",
    "minhbach.interfaces.office.bodies.BodyMiddleware",
    "minhbach.interfaces.office.entrance.EntranceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "minhbach.interfaces.office.sessions.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "minhbach.interfaces.office.middleware.OfficerMiddleware",
    "minhbach.interfaces.office.press.PressMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "minhbach.interfaces.office.navigation.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "minhbach.foundation.templatetags.minhbach",
            ],
        },
    }
]

# The application connects as a role to which row-level security applies; only `minhbach migrate`
# and its kin connect as the owner (foundation.database.roles).
DATABASES = {
    "default": {
        **database_settings(ENVIRONMENT.database_url),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
# The audit log's seals are written by a role of their own; their heads go to MINHBACH_HOME and to a second place.
SEALER_DATABASE_URL = ENVIRONMENT.minhbach_sealer_database_url
AUDIT_SECOND_PLACE = ENVIRONMENT.minhbach_audit_second_place
# The public's process has a role of its own, and of the installation's secrets the key of receipts alone.
PORTAL_DATABASE_URL = ENVIRONMENT.minhbach_portal_database_url
PORTAL_KEY = bytes.fromhex(ENVIRONMENT.minhbach_portal_key) or key_of(SECRET_KEY)
# Where the public finds it, once it has a name of its own.
PORTAL_ADDRESS = next(
    (f"https://{host}" for host in ENVIRONMENT.minhbach_portal_hosts if host not in ("127.0.0.1", "localhost")), ""
)
# Whether who reads there may ask to be told by mail; it needs that name, and a server that sends.
PORTAL_MAILS = ENVIRONMENT.minhbach_portal_mails
if PORTAL_MAILS and not PORTAL_ADDRESS:
    raise ImproperlyConfigured("MINHBACH_PORTAL_MAILS needs a name of its own in MINHBACH_PORTAL_HOSTS")
LARGEST_RECORDING_MB: int = ENVIRONMENT.minhbach_portal_recording_mb
# Backups read with a role that may change nothing, and go where the installation says, each night.
BACKUP_DATABASE_URL = ENVIRONMENT.minhbach_backup_database_url
BACKUP_TO = ENVIRONMENT.minhbach_backup_to
BACKUP_KEEP = ENVIRONMENT.minhbach_backup_keep
TSA_URL = ENVIRONMENT.minhbach_tsa_url
TSA_CERTIFICATE = ENVIRONMENT.minhbach_tsa_certificate

CACHES = {
    "default": {"BACKEND": "minhbach.foundation.database.cache.JsonCache", "LOCATION": "foundation_cache"},
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _lazy("Tiếng Việt"))]
# What the libraries would say in English, or in other words than the house's.
# English is for the public alone: of what it is sent by mail.
LOCALE_PATHS = [PACKAGE / "config" / "locale", PACKAGE / "config" / "portal" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["minhbach.config.formats"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
# Each release gathers its files in a folder of its own (interfaces.office.front_end); the process keeps the one it
# began with.
STATIC_FOLDERS = ENVIRONMENT.minhbach_home / "static"
STATIC_ROOT = current_folder(STATIC_FOLDERS)
STATICFILES_FINDERS = [
    "minhbach.interfaces.office.front_end.FrontEndFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Named by their content, so that a browser may keep them for good.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_STORE = ENVIRONMENT.minhbach_home / "files"
MEDIA_ROOT = ENVIRONMENT.minhbach_home / "uploads"
KNOWLEDGE = ENVIRONMENT.minhbach_home / "knowledge"  # of the screen; sweeps use it where it is
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "minhbach.foundation.uploads.NamelessUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "minhbach.domains.agencies.passwords.GuessableValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "minhbach.interfaces.office.accounts.OfficeAccountAdapter"
ACCOUNT_FORMS = {
    "login": "minhbach.interfaces.office.account_forms.LoginForm",
    "reauthenticate": "minhbach.interfaces.office.account_forms.ReauthenticateForm",
    "change_password": "minhbach.interfaces.office.account_forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGOUT_ON_GET = False
# Guesses are counted in interfaces.office.guessing; allauth's own limits would close the door for a whole office.
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": None}
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "minhbach.interfaces.office.accounts.OfficeMFAAdapter"
MFA_FORMS = {
    "authenticate": "minhbach.interfaces.office.account_forms.AuthenticateForm",
    "reauthenticate": "minhbach.interfaces.office.account_forms.ReauthenticateByCodeForm",
    "activate_totp": "minhbach.interfaces.office.account_forms.ActivateTOTPForm",
    "add_webauthn": "minhbach.interfaces.office.account_forms.AddKeyForm",
    "edit_webauthn": "minhbach.interfaces.office.account_forms.NameKeyForm",
    "login_webauthn": "minhbach.interfaces.office.account_forms.LoginByKeyForm",
    "authenticate_webauthn": "minhbach.interfaces.office.account_forms.AuthenticateByKeyForm",
    "reauthenticate_webauthn": "minhbach.interfaces.office.account_forms.ReauthenticateByKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A key that asks for a fingerprint or PIN is two factors by itself, and no guess at a password keeps its owner out.
MFA_PASSKEY_LOGIN_ENABLED = True
# There is nothing to guess; a whole office may stand behind one address.
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_TOTP_ISSUER = "Minh Bạch"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an e-mail address proves nothing here and opens nothing

# Offices share computers: a session ends with the browser, and after a working day at the latest.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 10 * 60 * 60

HTTPS = ENVIRONMENT.minhbach_https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Under these names a browser takes a cookie from this host alone, and over HTTPS alone.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
BROWSER_COOKIE_NAME = "__Host-browser" if HTTPS else "browser"  # interfaces.office.guessing
CSRF_COOKIE_AGE = None  # ends with the browser, as the session does
CSRF_FAILURE_VIEW = "minhbach.interfaces.office.sessions.rotated"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; see docs/operations
# Only a proxy that is named may say that the client came by HTTPS (interfaces.office.proxies).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Nothing in line: what a page does and wears stands in files of ours. `data:` is the QR code of one-time codes and
# the arrow of a choice.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Whom the installation tells of what is wrong with it (interfaces.health.telling).
vars().update(ENVIRONMENT.minhbach_email_url)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.minhbach_email_from
ALERT_TO = ENVIRONMENT.minhbach_alert_to
ALERT_WEBHOOK = ENVIRONMENT.minhbach_alert_webhook
ALERT_SECRET = ENVIRONMENT.minhbach_alert_secret
EXCHANGE_SECRET = ENVIRONMENT.minhbach_exchange_secret
MAILBOXES = ENVIRONMENT.minhbach_mailboxes
CLAMD = ENVIRONMENT.minhbach_clamd

METRICS_TOKEN = ENVIRONMENT.minhbach_metrics_token
if METRICS_TOKEN:
    INSTALLED_APPS.append("django_prometheus")
    MIDDLEWARE.insert(0, "django_prometheus.middleware.PrometheusBeforeMiddleware")
    MIDDLEWARE.append("django_prometheus.middleware.PrometheusAfterMiddleware")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "minhbach.foundation.logs.PrivateFilter"}},
    "formatters": {
        "lines": {
            "()": "minhbach.foundation.logs.Lines",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
        "json": {"()": "minhbach.foundation.logs.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": ENVIRONMENT.minhbach_log,
            "filters": ["private"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would write beside ours.
        "django": {"handlers": [], "propagate": True, "level": "INFO"},
        "django.server": {"handlers": [], "propagate": True, "level": "INFO"},
        "gunicorn.error": {"handlers": [], "propagate": True},
        # Each request is a line for programs; for people it would be noise.
        "minhbach.requests": {"level": "INFO" if ENVIRONMENT.minhbach_log == "json" else "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},
    },
}
