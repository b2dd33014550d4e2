"""Every setting, read from the environment; README has the table."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.database import database
from config.environment import flag, items, number, text, zone

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / text("DATA_DIR", "var")
# Fetched pages are stored here: back the folder up with the database.
ARCHIVE_DIR = DATA_DIR / text("ARCHIVE_DIR", "archive")

# Safety
DEBUG = flag("DEBUG", False)
SECRET_KEY = text("SECRET_KEY")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a long random value that only this site knows, "
            "or set DEBUG=True on a developer's machine."
        )
    SECRET_KEY = "for debugging on one machine; never used with DEBUG off"  # noqa: S105
SECRET_KEY_FALLBACKS = items("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = items("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = items("CSRF_TRUSTED_ORIGINS")

# The newsroom's rules
FOUR_EYES = flag("FOUR_EYES", True)
# Where readers report an error, and researchers a weakness: mail addresses or addresses of pages.
REPORT_ADDRESS = text("REPORT_ADDRESS")
SECURITY_CONTACT = text("SECURITY_CONTACT")
DEMO = flag("DEMO", False)  # lets `manage.py demo` create sign-ins with known passwords

# Serving
THREADS = number("THREADS", 8)
TRUSTED_PROXY = text("TRUSTED_PROXY")  # whose X-Forwarded-For and -Proto are believed
# A pasted story of 5 MB, percent-encoded, has to arrive for the form to answer it in words.
BODY_BYTES = DATA_UPLOAD_MAX_MEMORY_SIZE = number("BODY_MEGABYTES", 16) * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FLOOD_PER_MINUTE = number("FLOOD_PER_MINUTE", 600)  # requests that one network may send

# HTTPS is on unless the site is tried on one machine.
HTTPS = flag("HTTPS", not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("HSTS_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = flag("HSTS_PRELOAD", False)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Apps
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "simple_history",
    "config.apps.ProjectConfig",
    "sources.apps.SourcesConfig",
    "quotes.apps.QuotesConfig",
]
MIDDLEWARE = [
    "config.head_requests.drop_body_of_head",
    "config.logs.log_requests",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.limits.limit_requests",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.limits.limit_floods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "quotes.public.outage.DatabaseOutageMiddleware",
    "config.limits.limit_numbers",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.site.site",
            ],
        },
    }
]

# The record
DATABASES = {"default": database(text("DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Copies of public pages, shown only while the database is unavailable.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "pages",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    # Drawn cards, by their content.
    "drawings": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "drawings",
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    # What the desk found in a text. On disk, so that erasing words clears it for all processes.
    "readings": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "readings",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
CSRF_FAILURE_VIEW = "quotes.public.views.errors.csrf_failure"

# People
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Words and days
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = zone("TIME_ZONE", "UTC")  # of the newsroom: its hours, its days, its today
FORMAT_MODULE_PATH = "config.formats"

# Static files: hashed, compressed names, unless the tests serve them straight from their folders.
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_HASHED = flag("STATIC_HASHED", not DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.static.HashedFiles"
        if STATIC_HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Logs: one JSON object a line, on standard error, without personal data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"json": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["json"], "level": "WARNING"},
    "loggers": {
        "verbatim": {"level": text("LOG_LEVEL", "INFO")},
        # Django's own handlers would print addresses and queries.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
