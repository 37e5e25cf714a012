"""The smallest Django site, so that the commands are tried without waiting for the whole product."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import path

URL = urlsplit(os.environ.get("DATABASE_OWNER_URL" if os.environ.get("CIAO_DB_AS") == "owner" else "DATABASE_URL", ""))
SECRET_KEY = "small"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": URL.path.lstrip("/"),
        "USER": URL.username,
        "PASSWORD": unquote(URL.password or ""),
        "HOST": dict(parse_qsl(URL.query)).get("host", URL.hostname),
    }
}
INSTALLED_APPS = ["django.contrib.contenttypes", "procrastinate.contrib.django", "tests.core.command.small"]
USE_TZ = True


@receiver(post_migrate)
def open_to_web(**facts: object) -> None:
    """What the product does table by table."""
    with connection.cursor() as cursor:
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO ciao_web")
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ciao_web")


def page(request: HttpRequest) -> HttpResponse:
    """Who the page is for the database."""
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return HttpResponse(cursor.fetchone()[0])


urlpatterns = [path("", page)]
