import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

import ciao.core.clock
import ciao.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_new_circles"),
        ("outreach", "0002_public_page"),
        ("partners", "0001_initial"),
        ("programmes", "0004_logos"),
        ("territories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Antenna",
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="antennas", to="programmes.programme"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nome")),
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
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.municipality",
                        verbose_name="comune",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programmearea",
                        verbose_name="zona",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.organization",
                        verbose_name="ente",
                    ),
                ),
                ("referent_name", ciao.core.fields.SealedTextField(blank=True, verbose_name="referente")),
                (
                    "referent_contact",
                    ciao.core.fields.SealedTextField(blank=True, verbose_name="recapito del referente"),
                ),
                ("notes", ciao.core.fields.SealedTextField(blank=True, verbose_name="note")),
                ("started_on", models.DateField(default=ciao.core.clock.today, verbose_name="nella rete dal")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="nella rete fino al")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name": "antenna",
                "verbose_name_plural": "antenne",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("started_on")), _connector="OR"
                        ),
                        name="antenna_dates_in_order",
                        violation_error_message="Un’antenna esce dalla rete dopo esserci entrata: ricontrolla le date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AntennaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="outreach.antenna",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "scope",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="access.scope",
                        verbose_name="ambito",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.programme",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nome")),
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
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territories.municipality",
                        verbose_name="comune",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.programmearea",
                        verbose_name="zona",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.organization",
                        verbose_name="ente",
                    ),
                ),
                ("referent_name", ciao.core.fields.SealedTextField(blank=True, verbose_name="referente")),
                (
                    "referent_contact",
                    ciao.core.fields.SealedTextField(blank=True, verbose_name="recapito del referente"),
                ),
                ("notes", ciao.core.fields.SealedTextField(blank=True, verbose_name="note")),
                ("started_on", models.DateField(default=ciao.core.clock.today, verbose_name="nella rete dal")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="nella rete fino al")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Interview",
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="programmes.programme",
                    ),
                ),
                (
                    "antenna",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="outreach.antenna",
                        verbose_name="antenna",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("interview", "intervista"), ("focus_group", "focus group")],
                        max_length=12,
                        verbose_name="tipo",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="il")),
                ("with_whom", ciao.core.fields.SealedTextField(verbose_name="con chi")),
                ("participants_count", models.PositiveSmallIntegerField(default=1, verbose_name="quante persone")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territories.municipality",
                        verbose_name="comune",
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("work", "lavoro"),
                                ("training", "scuola e formazione"),
                                ("language", "lingua italiana"),
                                ("home", "casa"),
                                ("money", "soldi e debiti"),
                                ("children", "figli e cura"),
                                ("health", "salute"),
                                ("documents", "documenti e permessi"),
                                ("relationships", "solitudine e relazioni"),
                                ("safety", "sicurezza"),
                                ("digital", "telefono, computer e uffici"),
                                ("other", "altro"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="temi",
                    ),
                ),
                ("emerged", ciao.core.fields.SealedTextField(verbose_name="che cosa è emerso")),
                ("follow_up", ciao.core.fields.SealedTextField(blank=True, verbose_name="che cosa ne segue")),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="entro il")),
                (
                    "follow_up_owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.mandate",
                        verbose_name="chi se ne occupa",
                    ),
                ),
                ("followed_up_on", models.DateField(blank=True, null=True, verbose_name="fatto il")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name": "intervista",
                "verbose_name_plural": "interviste",
                "ordering": ["-held_on", "-recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="InterviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="outreach.interview",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "scope",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="access.scope",
                        verbose_name="ambito",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.programme",
                    ),
                ),
                (
                    "antenna",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outreach.antenna",
                        verbose_name="antenna",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("interview", "intervista"), ("focus_group", "focus group")],
                        max_length=12,
                        verbose_name="tipo",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="il")),
                ("with_whom", ciao.core.fields.SealedTextField(verbose_name="con chi")),
                ("participants_count", models.PositiveSmallIntegerField(default=1, verbose_name="quante persone")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territories.municipality",
                        verbose_name="comune",
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("work", "lavoro"),
                                ("training", "scuola e formazione"),
                                ("language", "lingua italiana"),
                                ("home", "casa"),
                                ("money", "soldi e debiti"),
                                ("children", "figli e cura"),
                                ("health", "salute"),
                                ("documents", "documenti e permessi"),
                                ("relationships", "solitudine e relazioni"),
                                ("safety", "sicurezza"),
                                ("digital", "telefono, computer e uffici"),
                                ("other", "altro"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="temi",
                    ),
                ),
                ("emerged", ciao.core.fields.SealedTextField(verbose_name="che cosa è emerso")),
                ("follow_up", ciao.core.fields.SealedTextField(blank=True, verbose_name="che cosa ne segue")),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="entro il")),
                (
                    "follow_up_owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.mandate",
                        verbose_name="chi se ne occupa",
                    ),
                ),
                ("followed_up_on", models.DateField(blank=True, null=True, verbose_name="fatto il")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
