"""Every switch of the portal; the environment decides, nothing else.

Without any variable the *embedded* configuration runs: SQLite, an in-process cache, tasks done at once,
everything under ``var/``. DATABASE_URL, REDIS_URL and ELASTICSEARCH_URL switch on the production parts.
``docs/operations.md`` lists all variables.
"""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import environ

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)


def _kept_secret(given: str, file_name: str, make: Callable[[], str]) -> str:
    """Return the secret the environment gives, or the one kept in a file of var/, made at the first start.

    The file is linked into place whole, so that two processes starting at once agree on one key.
    """
    if given:
        return given
    path = VAR_DIR / file_name
    if not path.exists():
        draft = VAR_DIR / f"{file_name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


SECRET_KEY = _kept_secret(env("SECRET_KEY", default=""), "secret_key", lambda: secrets.token_urlsafe(50))
# Seals what readers confide (portal.intake.sealing); several, separated by commas, while one takes the other's place.
FIELD_KEY = _kept_secret(
    env("FIELD_KEY", default=""), "field_key", lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
)
DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", urlsplit(SITE_URL).hostname or "localhost"]
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "portal.demo",
    "portal.home",
    "portal.desk",
    "exemplars.nominations",
    "exemplars.stories",
    "exemplars.consultations",
    "exemplars.registry",
    "exemplars.movements",
    "exemplars.honours",
    "exemplars.organisations",
    "news.readership",
    "news.polls",
    "news.comments",
    "news.documents",
    "news.bulletins",
    "search.questions",
    "search.suggestions",
    "search.related",
    "search.mentions",
    "search.lexicon",
    "search",
    "portal.base",
    "portal.mail",
    "portal.intake",
    "portal.places",
    "portal.delivery",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Static files leave here: they are compressed already and need no policy of their own.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.delivery.headers.HeadersMiddleware",
    "portal.delivery.compression.TextCompressionMiddleware",
    "portal.delivery.guard.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

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
                "portal.base.context_processors.chrome",
            ],
        },
    },
]

# --- Data -----------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A writer takes its lock at BEGIN, so that two writers wait instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")
# Several portals may share a server, each under a name of its own.
ELASTICSEARCH_INDEX = env("ELASTICSEARCH_INDEX", default="guong-sang")
ELASTICSEARCH_REPLICAS = env.int("ELASTICSEARCH_REPLICAS", default=0)
ELASTICSEARCH_TIMEOUT = env.float("ELASTICSEARCH_TIMEOUT", default=2.0)
CACHES = {
    "default": {
        "BACKEND": "portal.delivery.cache.DispensableRedisCache",
        "LOCATION": REDIS_URL,
        # No reader waits longer than this for what he can do without.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

SEARCH_INDEX_DIR = Path(env("SEARCH_INDEX_DIR", default=str(VAR_DIR / "search-index")))

TASK_QUEUE = env("TASK_QUEUE", default="immediate")
TASKS = {
    "default": {
        "BACKEND": {
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
            "database": "django_tasks_db.DatabaseBackend",
        }[TASK_QUEUE]
    }
}

# --- People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "base.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"

# --- Language, time -------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.base.formats"]

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# Papers of dossiers: never below anything that is served.
PRIVATE_ROOT = Path(env("PRIVATE_ROOT", default=str(VAR_DIR / "private")))
# Of ClamAV's daemon; empty where the office runs none. With it what readers send is in quarantine until it was scanned.
CLAMAV_SOCKET = env("CLAMAV_SOCKET", default="")
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.delivery.stylesheets.PortalStaticStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Security -------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Only behind a proxy can a request say that it came by https; without that the redirect would never end.
SECURE_SSL_REDIRECT = HTTPS and BEHIND_PROXY
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    # Other subdomains, and a browser's preload list, are for the owner of the whole domain to decide on.
    "security.W005",
    "security.W021",
    # Wagtail's preview shows our own pages in a frame of the admin.
    "security.W019",
]
PUBLIC_MAX_AGE = env.int("PUBLIC_MAX_AGE", default=60)
# The files by which the HTTP cache in front is told to forget (portal.delivery.purge); empty where there is none.
CACHE_PURGE_DIR = env("CACHE_PURGE_DIR", default=str(VAR_DIR / "purge") if BEHIND_PROXY else "")

# --- E-mail, logs ---------------------------------------------------------------------------------

# Without a mail server letters lie in a folder: a log is no place for addresses.
EMAIL_CONFIG = env.email("EMAIL_URL", default="filemail://")
EMAIL_CONFIG["EMAIL_FILE_PATH"] = EMAIL_CONFIG["EMAIL_FILE_PATH"] or str(VAR_DIR / "mail")
vars().update(EMAIL_CONFIG)
# Whatever Django and Wagtail send to staff waits in the outbox as readers' letters do, and leaves from there.
MAIL_TRANSPORT = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "portal.mail.backend.OutboxBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="khong-tra-loi@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    # What readers get wrong (404, 403) is in the access log; here only what we got wrong.
    "loggers": {"django.request": {"level": "ERROR"}},
}

# --- Wagtail --------------------------------------------------------------------------------------

WAGTAIL_PAGE_MODEL = "base.BasePage"
WAGTAIL_SITE_NAME = "Gương Sáng"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAILIMAGES_IMAGE_MODEL = "base.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "base.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Below what nginx lets through, so that the editor reads our sentence and not its page.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["docx", "pdf", "xlsx"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
# Our own slugs are ASCII, made from one table (portal.vietnamese.slug).
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAILSEARCH_BACKENDS = {
    # Wagtail's own full-text index costs more per publish as the site grows and cannot find unaccented
    # Vietnamese; ours compares without accents and needs no write at all.
    "default": {"BACKEND": "search.wagtail_backend", "AUTO_UPDATE": False}
}
TAGGIT_CASE_INSENSITIVE = True
