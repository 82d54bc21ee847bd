"""Every setting, in one place, from the environment. README has the table."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from portal import private_servers
from portal.environment import a_first_key, env, env_flag, env_list, env_number, made_once

BASE_DIR = Path(__file__).resolve().parent.parent
STATE = private_servers.state()

# What kind of installation this is.
PRIVATE = env_flag("LINLI_PRIVATE")  # our own PostgreSQL on this machine: nothing was configured
DEMO = env_flag("LINLI_DEMO")  # the invented county: second factor waived, banner on every page
DEBUG = env_flag("DEBUG")

SECRET_KEY = made_once("SECRET_KEY", STATE)
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
FIELD_KEYS = made_once("FIELD_KEYS", STATE, a_first_key)  # "id:secret,id:secret", the first one encrypts

PUBLIC_URL = env("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
SECURE = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if PRIVATE else "")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", PUBLIC_URL if SECURE else "")

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "hotline",
    "outreach",
    "cms",
    "membership",
    "portal",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.Webhooks",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.middleware.LargeType",
    "portal.page_cache.PageCache",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.LanguageOfTheAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.middleware.SignedInPages",
    "portal.middleware.IdleLogOut",
    "portal.middleware.AdminDoor",
    "portal.admin.bulk.GatedBulkActions",
    "portal.page_gate.GatedPages",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data.
DATABASES = {
    "default": {
        **environ.Env.db_url_config(env("DATABASE_URL")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"TEMPLATE": env("TEST_DATABASE_TEMPLATE", "") or None},
    }
}
REDIS_URL = env("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
}

PAGE_CACHE_BYTES = env_number("PAGE_CACHE_BYTES", 16_000_000)  # public pages in each process; 0 is off

# Background work: one schedule, run by Celery beat or by `manage.py jobs`.
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
}
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE / "schedule")
CELERY_BEAT_SCHEDULE = {
    "carry texts": {"task": "portal.tasks.carry_outbox", "schedule": 5},
    "sweep texts": {"task": "portal.tasks.sweep_outbox", "schedule": 10},
    "beat": {"task": "portal.tasks.beat_heart", "schedule": 10},
    "answer messages": {"task": "hotline.tasks.answer_inbox", "schedule": 5},
    "review answers": {"task": "cms.tasks.review_answers", "schedule": 60},
    "open wished cases": {"task": "hotline.tasks.open_wished_cases", "schedule": 30},
    "announce": {"task": "cms.tasks.announce", "schedule": 60},
    "publish what is due": {"task": "cms.tasks.publish_due", "schedule": 60},
    "remind of disclosures": {"task": "cms.tasks.remind_of_disclosures", "schedule": 3600},
    "work on rolls": {"task": "membership.tasks.work_on_rolls", "schedule": 5},
    "forget rolls": {"task": "membership.tasks.forget_rolls", "schedule": 24 * 3600},
    "look at links": {"task": "cms.tasks.look_at_links", "schedule": 24 * 3600},
    "suggest pairings": {"task": "membership.tasks.suggest_pairings", "schedule": 10},
}

# Language, time.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "portal" / "locale", BASE_DIR / "portal" / "locale_libraries"]
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Asia/Shanghai"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

# Who may come in.
AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = [
    "portal.duty_backend.DutyBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "portal.forms.StaffLoginForm"}
ACCOUNT_LOGIN_METHODS = {"username", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # staff are appointed, so nobody signs up with a user name
ACCOUNT_SESSION_REMEMBER = False
_TEXTS = "1/m/key,5/h/key,10/d/key,20/m/ip"  # a text costs money and disturbs
ACCOUNT_RATE_LIMITS = {"request_login_code": _TEXTS, "verify_phone": _TEXTS}
ALLAUTH_TRUSTED_PROXY_COUNT = env_number("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "portal.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "邻里 Linli"
STAFF_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no number in a cookie
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

# How the page is guarded.
SECURE_SSL_REDIRECT = SECURE and env_flag("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # the container asks itself, without a certificate
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
if env_number("TRUSTED_PROXY_COUNT", 0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Wagtail 8.0 still prints inline scripts in six admin widgets; only there they are let through.
ADMIN_CONTENT_SECURITY = {"script-src": [SELF, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a programme with all its versions, conditions and sums is one form
FILE_UPLOAD_PERMISSIONS = 0o640

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = STATE / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = STATE / "media"
PLAIN_STATIC = PRIVATE or DEBUG
WHITENOISE_USE_FINDERS = PLAIN_STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PLAIN_STATIC
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Wagtail keeps to itself: no outside calls from the admin.
WAGTAIL_SITE_NAME = "邻里 Linli"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "cms.files.draftail.WrittenArea"}}
# What comes in: `cms/files/` looks at all of it.
FILE_UPLOAD_HANDLERS = [
    "cms.files.limits.WholeRequest",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_MAX_REQUEST_SIZE = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.files.forms.PaperForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILIMAGES_EXTENSIONS = ["gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.files.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_WEBP_QUALITY, WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_JPEG_QUALITY = 80, 60, 80
WAGTAILEMBEDS_FINDERS: list[dict] = []
# Editors look for pages by parts of their titles: words of Wagtail's own index end at spaces, Chinese has none.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.for_editors"}}
SEARCH_ENGINE = env("SEARCH_ENGINE", "cms.search.postgres.Postgres")  # what residents search with
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # a Chinese title gets its address by sound (cms/slugs.py)

# Where a place is shown on a map. Phones open `geo:` in the map they have; any other page may be named here.
MAP_ADDRESS = env("MAP_ADDRESS", "") or "geo:{latitude},{longitude}?q={latitude},{longitude}"

# The hotline's carriers. Without Twilio's three, texts go to the console gateway and a staff page.
TWILIO_ACCOUNT_SID = env("TWILIO_ACCOUNT_SID", "")
TWILIO_AUTH_TOKEN = env("TWILIO_AUTH_TOKEN", "")
TWILIO_AUTH_TOKEN_PREVIOUS = env("TWILIO_AUTH_TOKEN_PREVIOUS", "")  # both hold while a token is rotated
TWILIO_FROM = env("TWILIO_FROM", "")
TWILIO_API_BASE = env("TWILIO_API_BASE", "")
HOTLINE_PHONE = env("HOTLINE_PHONE", "")

# Answers, and what other programs may ask.
ANSWERS_REVIEWED_MONTHS = env_number("ANSWERS_REVIEWED_MONTHS", 12)
CHECK_OUTSIDE_LINKS = env_flag("CHECK_OUTSIDE_LINKS")  # may the daily look at links ask other sites?
API_REQUESTS_PER_MINUTE = env_number("API_REQUESTS_PER_MINUTE", 600)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"scrubbed": {"()": "portal.log_filter.Scrubbed"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["scrubbed"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {
        "celery.app.trace": {"level": "WARNING"},  # a line every five seconds
        "django_tasks": {"level": "WARNING"},
        # The makers of .pdf files log what they draw: a receipt's digits among it.
        "weasyprint": {"level": "CRITICAL"},
        "fontTools": {"level": "CRITICAL"},
        "wagtail": {"level": "WARNING"},  # the titles of all that is edited
        "twilio.http_client": {"level": "WARNING"},  # every request with its telephone number
    },
}
