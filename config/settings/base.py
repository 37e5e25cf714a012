"""Settings shared by every way of running CIAO!; business parameters are dated rows, never settings."""

import os
from pathlib import Path

import pghistory

from config.settings.database import database_from_environment

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("CIAO_HOME", ROOT / "var"))

DEBUG = False
DEMO = False
SECRET_KEY = os.environ.get("CIAO_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("CIAO_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CIAO_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "ciao.desk",
    "ciao.portal",
    "ciao.site",
    "ciao.privacy",
    "ciao.prints",
    "ciao.indicators",
    "ciao.outcomes",
    "ciao.certificates",
    "ciao.costs",
    "ciao.payments",
    "ciao.internships",
    "ciao.job_search",
    "ciao.community",
    "ciao.matches",
    "ciao.hosts",
    "ciao.services",
    "ciao.deliveries",
    "ciao.consultations",
    "ciao.budget",
    "ciao.plans",
    "ciao.assessments",
    "ciao.cases",
    "ciao.outreach",
    "ciao.people",
    "ciao.governance",
    "ciao.questionnaires",
    "ciao.resources",
    "ciao.programmes",
    "ciao.partners",
    "ciao.territories",
    "ciao.audit",
    "ciao.files",
    "ciao.drafts",
    "ciao.notifications",
    "ciao.documents",
    "ciao.signatures",
    "ciao.accounts",
    "ciao.access",
    "ciao.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton",
    "django_htmx",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "bootstrap_italia_template",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ciao.desk.first_run.middleware.FirstRunMiddleware",
    "ciao.programmes.middleware.ActorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ciao.desk.context.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "ciao.core.templatetags.formats",
            ],
        },
    }
]

DATABASES = {"default": database_from_environment()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "it"
LANGUAGES = [
    ("it", "italiano"),
    ("en", "English"),
    ("fr", "français"),
    ("es", "español"),
    ("ar", "العربية"),
    ("ro", "română"),
    ("uk", "українська"),
]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Rome"
USE_TZ = True
USE_I18N = True

# Pages that lower apps name without knowing who draws them.
PLACES = {
    "new_programme": "programmes:new",
    "accessibility": "site:accessibility",
    "privacy": "site:information",
    "help": "site:assistance",
    "demo_accounts": "desk:demo_accounts",
    "mandate": "desk:choose_mandate",
    "account": "desk:profile",
    "notices": "notifications:notices",
    "search": "cases:list",
    "case": "desk:case",
    "duplicate": "cases:duplicate",
    "plan": "desk:plan",
    "instrument_change": "assessments:change",
    "needs": "assessments:needs",
    "concepts": "assessments:concepts",
    "allowance": "desk:allowance",
    "entry": "desk:entry",
    "issue": "prints:issue",
    "new_agreement": "internships:new_agreement",
    "new_internship": "internships:open",
    "print": "prints:issue",
    "programme": "governance:programme",
    "found": "governance:found",
    "budget": "costs:budget",
    "signal": "desk:signal",
    "resource": "desk:resource",
    "load": "desk:load",
    "host_internships": "desk:host_internships",
    "public_signal": "site:signal",
    "poster_signal": "site:poster",
    "antenna_signal": "site:antenna",
    "own_page": "portal:own_page",
    "edition_certificates": "certificates:edition",
    "internship_certificate": "certificates:internship",
    "new_survey": "community:new_survey",
}

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

FILES_ROOT = HOME / "files"
KEYRING = Path(os.environ.get("CIAO_KEYRING", HOME / "keys" / "keyring.json"))
UPLOAD_LIMIT_BYTES = 15 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ciao.accounts.adapters.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "6/m/key,30/m/ip", "login": "60/m/ip"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "ciao.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "CIAO!"
MFA_TOTP_TOLERANCE = 1

SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "ciao.core.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "ciao",
    }
}

EMAIL_BACKEND = "ciao.notifications.outbox.OutboxBackend"
EMAIL_SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("CIAO_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("CIAO_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("CIAO_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CIAO_SMTP_PASSWORD", "")
EMAIL_USE_TLS = True
# Where the links of mails and printed invitations lead.
SITE_ADDRESS = os.environ.get("CIAO_ADDRESS", "http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = os.environ.get("CIAO_MAIL_FROM", "ciao@localhost")

# Jobs that went well leave no row behind: one runs each minute.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False
# History triggers follow the models, like policies: our `migrate` puts them on (ADR 0006).
PGTRIGGER_MIGRATIONS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
