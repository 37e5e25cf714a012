"""Numbers people say aloud (caso 124, segnalazione 88): one series per kind in each programme."""

from django.db import connection

from ciao.programmes.models import Programme


def next_number(programme: Programme, series: str) -> int:
    """The next number of a series; safe when two people write at once, and the same whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciao_next_number(%s, %s)", [str(programme.id), series])
        return int(cursor.fetchone()[0])
