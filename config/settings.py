"""All settings, read from the environment. `docs/selfhost/settings.md` lists every one."""

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.management.utils import get_random_secret_key

HERE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("WHITEGLOVE_HOME", HERE / "var")).resolve()


def flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(int(default))).lower() in {"1", "true", "yes", "on"}


def kept_secret() -> str:
    """The signing key: from the environment, or made once and kept beside the data."""
    if given := os.environ.get("WHITEGLOVE_SECRET"):
        return given
    path = HOME / "secret"
    if not path.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(f".{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(get_random_secret_key())
        # Two processes may start at once: the first link wins and both read the same key.
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text().strip()


def database() -> dict:
    """`DATABASE_URL` as Django wants it; without it the embedded SQLite file in HOME."""
    parts = urlsplit(os.environ.get("DATABASE_URL", ""))
    if parts.scheme in {"postgres", "postgresql"}:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # A socket directory is given as ?host=/path, as libpq does.
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    path = unquote(parts.path) if parts.scheme == "sqlite" else str(HOME / "whiteglove.sqlite3")
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "whiteglove.ground.lib.sqlite",
        "NAME": path,
        # Tests lock as the product does: a database in memory fails where a file waits.
        "TEST": {"NAME": str(HOME / "tests.sqlite3")},
        "CONN_MAX_AGE": None,
        # IMMEDIATE: a writer queues for its turn instead of failing with "database is locked".
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-16000;",
        },
    }


def system_mail() -> tuple[str, SplitResult]:
    """Django's mail backend and the parts of `WHITEGLOVE_SYSTEM_MAIL`.

    `mailbox` sends through the default mailbox; `smtp://user:password@host:587?tls` or `smtps://…:465` hand letters
    to that server; `console` prints them; a dotted path names a backend class.
    """
    given = os.environ.get("WHITEGLOVE_SYSTEM_MAIL", "mailbox")
    parts = urlsplit(given)
    if parts.scheme in {"smtp", "smtps"}:
        return "django.core.mail.backends.smtp.EmailBackend", parts
    known = {
        "mailbox": "whiteglove.service.channels.email.system_mail.SystemMail",
        "console": "django.core.mail.backends.console.EmailBackend",
    }
    return known.get(given, given), urlsplit("")


SECRET_KEY = kept_secret()
DEBUG = flag("WHITEGLOVE_DEBUG")
DEMO = flag("WHITEGLOVE_DEMO")
PUBLIC_URL = os.environ.get("WHITEGLOVE_URL", "http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
ALLOWED_HOSTS = sorted({_public.hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"})
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]
SECURE_TLS = _public.scheme == "https"

SMTP_LISTEN_HOST = os.environ.get("WHITEGLOVE_SMTP_HOST", "127.0.0.1")
SMTP_LISTEN_PORT = int(os.environ.get("WHITEGLOVE_SMTP_PORT", "2525"))
SMTP_TLS_CERT = os.environ.get("WHITEGLOVE_SMTP_CERT", "")
SMTP_TLS_KEY = os.environ.get("WHITEGLOVE_SMTP_KEY", "")
MAIL_SIZE_LIMIT = int(os.environ.get("WHITEGLOVE_MAIL_SIZE_LIMIT", 25 * 1024 * 1024))
INLINE_REACTIONS = flag("WHITEGLOVE_INLINE_REACTIONS")

ROOMS = [
    "whiteglove.front.shell",
    "whiteglove.front.analytics",
    "whiteglove.learning.forum",
    "whiteglove.learning.journeys",
    "whiteglove.learning.careers",
    "whiteglove.learning.awards",
    "whiteglove.learning.gatherings",
    "whiteglove.learning.library",
    "whiteglove.learning.community",
    "whiteglove.learning.credentials",
    "whiteglove.learning.academy",
    "whiteglove.learning.practice",
    "whiteglove.learning.quizzes",
    "whiteglove.learning.coaching",
    "whiteglove.learning.measures",
    "whiteglove.learning.quality",
    "whiteglove.learning.surveys",
    "whiteglove.learning.closing",
    "whiteglove.learning.playbooks",
    "whiteglove.learning.standards",
    "whiteglove.learning.records",
    "whiteglove.service.portal",
    "whiteglove.service.answers",
    "whiteglove.service.calls",
    "whiteglove.service.desk",
    "whiteglove.service.knowledge",
    "whiteglove.service.sla",
    "whiteglove.service.customers",
    "whiteglove.service.channels",
    "whiteglove.ground.people",
    "whiteglove.ground.packs",
    "whiteglove.ground.events",
    "whiteglove.ground.ui",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "axes",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whiteglove.ground.events.middleware.LiveCursorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "whiteglove.ground.people.middleware.LocalTimeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "whiteglove.ground.ui.toasts.ToastMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.asgi.pages"

_loaders = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "whiteglove.ground.events.live.page",
            ],
        },
    }
]

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Room for the counters of many networks: the usual 300 entries would let a busy hour throw out every limit.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000, "CULL_FREQUENCY": 10},
    }
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "whiteglove.ground.people.recognising.Backend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL

# Sign-in: address and password, passkey, or a code after the password. Nobody signs up without an invitation.
ACCOUNT_ADAPTER = "whiteglove.ground.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An invitation reached its address, so that address is proven.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# Guesses at the code after the password, per person. Guesses at passwords are for axes, per address and network.
ACCOUNT_RATE_LIMITS = {"login_failed": "6/300s/key"}
ACCOUNT_FORMS = {
    "login": "whiteglove.ground.people.sign_in_forms.SignIn",
    "reset_password": "whiteglove.ground.people.sign_in_forms.ForgottenPassword",
    "reset_password_from_key": "whiteglove.ground.people.sign_in_forms.NewPassword",
    "change_password": "whiteglove.ground.people.sign_in_forms.ChangePassword",
    "set_password": "whiteglove.ground.people.sign_in_forms.FirstPassword",
    "reauthenticate": "whiteglove.ground.people.sign_in_forms.ShowAgain",
}
MFA_ADAPTER = "whiteglove.ground.people.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Whiteglove"
MFA_TOTP_TOLERANCE = 1
AXES_FAILURE_LIMIT = int(os.environ.get("WHITEGLOVE_SIGN_IN_TRIES", "6"))
AXES_COOLOFF_TIME = timedelta(minutes=int(os.environ.get("WHITEGLOVE_SIGN_IN_PAUSE", "15")))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "whiteglove.ground.people.sign_in.address_tried"
AXES_CLIENT_IP_CALLABLE = "whiteglove.ground.people.sign_in.network_address"
AXES_LOCKOUT_CALLABLE = "whiteglove.ground.people.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_TLS
CSRF_FAILURE_VIEW = "whiteglove.front.shell.views.errors.csrf_failure"
SESSION_ENGINE = "whiteglove.ground.people.recognising"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
BEHIND_PROXY = flag("WHITEGLOVE_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
X_FRAME_OPTIONS = "SAMEORIGIN"

# Letters of the house itself: invitations, forgotten passwords, changes to a sign-in.
EMAIL_BACKEND, _smtp = system_mail()
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "localhost", _smtp.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_USE_TLS = _smtp.scheme == "smtp" and _smtp.query == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("WHITEGLOVE_SYSTEM_FROM", f"Whiteglove <noreply@{_public.hostname}>")

LANGUAGE_CODE = "en-gb"
# What the pages are written in; a browser that asks for another language gets this one, and is told so.
LANGUAGES = [("en-gb", "English")]
# What an article is shown in where it isn't written in the reader's language.
HELP_LANGUAGE = os.environ.get("WHITEGLOVE_HELP_LANGUAGE", "en")
HELP_NAME = os.environ.get("WHITEGLOVE_HELP_NAME", "Whiteglove")
HELP_COLOUR = os.environ.get("WHITEGLOVE_HELP_COLOUR", "")
# Where customers see their own requests; "" where the house has no portal.
PORTAL_AT = "" if os.environ.get("WHITEGLOVE_PORTAL", "on").lower() in {"off", "0", "no"} else "/my/"
# Seconds after its start until a process that serves pages makes its reader; below 0 when it is first asked for.
READER_AFTER = float(os.environ.get("WHITEGLOVE_READER_AFTER") or 20)
# Where a customer and one of us look at one screen: an address with {room} in it; "" where there is none.
MEETING = os.environ.get("WHITEGLOVE_MEETING", "").strip()
HELP_CONTACT = os.environ.get("WHITEGLOVE_HELP_CONTACT", "support@whiteglove.example" if DEMO else "")
# A language model that may shorten what the answer bot quotes; without an address none is asked.
ANSWERS_MODEL_URL = os.environ.get("WHITEGLOVE_MODEL_URL", "").strip()
ANSWERS_MODEL_KEY = os.environ.get("WHITEGLOVE_MODEL_KEY", "").strip()
ANSWERS_MODEL = os.environ.get("WHITEGLOVE_MODEL_NAME", "").strip()
ANSWERS_MODEL_WAIT = float(os.environ.get("WHITEGLOVE_MODEL_WAIT") or 0)
# Whether it may put what simulated customers say in other words.
PRACTICE_VOICE = os.environ.get("WHITEGLOVE_MODEL_VOICE", "").strip().lower() in {"on", "1", "yes"}
# Days after which what was said in practice is let go; 0 keeps it.
PRACTICE_DAYS = int(os.environ.get("WHITEGLOVE_PRACTICE_DAYS") or 0)
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.Versioned"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", "ws:", "wss:"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
}
