import uuid

import django.db.models.deletion
from django.db import migrations, models

import ciao.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0004_attempts_and_first_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Poster",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=12, unique=True, verbose_name="codice")),
                (
                    "antenna",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="poster", to="outreach.antenna"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posters", to="outreach.publicpage"
                    ),
                ),
                ("made_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("made_by", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name": "locandina",
                "verbose_name_plural": "locandine",
            },
        ),
        migrations.CreateModel(
            name="AntennaLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.scope",
                        verbose_name="ambito",
                    ),
                ),
                (
                    "antenna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="outreach.antenna"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="outreach.publicpage"
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.link"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("school", "scuola o formazione"),
                            ("parish", "parrocchia"),
                            ("doctor", "medico o pediatra"),
                            ("social_service", "servizio sociale del comune"),
                            ("health_service", "servizio sanitario (ASST)"),
                            ("employment_service", "servizio per il lavoro"),
                            ("association", "associazione"),
                            ("anti_violence", "centro antiviolenza"),
                            ("employer", "datore di lavoro"),
                            ("other", "altro"),
                        ],
                        max_length=20,
                        verbose_name="tipo",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("opened_by", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name": "collegamento di un’antenna",
                "verbose_name_plural": "collegamenti di un’antenna",
                "ordering": ["-opened_at"],
            },
        ),
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("address_hash", models.CharField(max_length=64)),
                ("door", models.UUIDField()),
                ("knocked_at", models.DateTimeField(db_index=True, default=ciao.core.clock.now)),
            ],
            options={
                "verbose_name": "invio da una pagina pubblica",
                "verbose_name_plural": "invii da una pagina pubblica",
                "indexes": [
                    models.Index(fields=["address_hash", "knocked_at"], name="knock_by_address"),
                    models.Index(fields=["door", "knocked_at"], name="knock_by_door"),
                ],
            },
        ),
    ]
