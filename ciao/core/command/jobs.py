"""The process that does the background jobs, saying nothing while all is well."""

from typing import cast

import django

if __name__ == "__main__":
    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    with app.replace_connector(cast("DjangoConnector", app.connector).get_worker_connector()) as working:
        working.run_worker()
