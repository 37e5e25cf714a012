import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

import ciao.core.clock
import ciao.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0003_antennas_and_interviews"),
    ]

    operations = [
        migrations.AddField(
            model_name="signal",
            name="antenna",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signals",
                to="outreach.antenna",
                verbose_name="antenna",
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="code",
            field=models.CharField(blank=True, max_length=40, verbose_name="codice del centro"),
        ),
        migrations.AddField(
            model_name="signal",
            name="agreed_on",
            field=models.DateField(blank=True, null=True, verbose_name="d’accordo dal"),
        ),
        migrations.AddField(
            model_name="signal",
            name="place",
            field=ciao.core.fields.SealedTextField(blank=True, verbose_name="dove la si trova"),
        ),
        migrations.AddField(
            model_name="signalevent",
            name="antenna",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="signalevent",
            name="code",
            field=models.CharField(blank=True, max_length=40, verbose_name="codice del centro"),
        ),
        migrations.AddField(
            model_name="signalevent",
            name="agreed_on",
            field=models.DateField(blank=True, null=True, verbose_name="d’accordo dal"),
        ),
        migrations.AddField(
            model_name="signalevent",
            name="place",
            field=ciao.core.fields.SealedTextField(blank=True, verbose_name="dove la si trova"),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("code", ""),
                    ("agreed_on__isnull", False),
                    models.Q(
                        ("email", ""), ("name", ""), ("phone", ""), models.Q(("state", "accepted"), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="signal_named_by_agreement",
                violation_error_message="Chi è segnalata con un codice ha un nome solo dopo averla incontrata, se è d’accordo: segna prima che è d’accordo.",
            ),
        ),
        migrations.CreateModel(
            name="Attempt",
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
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="outreach.signal"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("call", "telefonata"),
                            ("message", "messaggio"),
                            ("email", "e-mail"),
                            ("in_person", "di persona"),
                        ],
                        max_length=12,
                        verbose_name="come",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("answered", "risponde"),
                            ("no_answer", "non risponde"),
                            ("call_back", "richiamare"),
                            ("wrong_number", "numero sbagliato"),
                        ],
                        max_length=12,
                        verbose_name="com’è andata",
                    ),
                ),
                ("attempted_on", models.DateField(verbose_name="il")),
                ("attempted_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("attempted_by", models.UUIDField(null=True)),
                ("attempted_by_label", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "tentativo su una segnalazione",
                "verbose_name_plural": "tentativi su una segnalazione",
                "ordering": ["-attempted_at"],
            },
        ),
        migrations.CreateModel(
            name="FirstContact",
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
                    "signal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="first_contact", to="outreach.signal"
                    ),
                ),
                ("met_on", models.DateField(verbose_name="il")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("call", "telefonata"),
                            ("message", "messaggio"),
                            ("email", "e-mail"),
                            ("in_person", "di persona"),
                        ],
                        max_length=12,
                        verbose_name="come",
                    ),
                ),
                ("place", ciao.core.fields.SealedTextField(blank=True, verbose_name="dove")),
                (
                    "met_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.mandate",
                        verbose_name="da chi",
                    ),
                ),
                (
                    "needs",
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
                        verbose_name="bisogni",
                    ),
                ),
                ("own_words", ciao.core.fields.SealedTextField(blank=True, verbose_name="con parole sue")),
                (
                    "agreed_next",
                    ciao.core.fields.SealedTextField(blank=True, verbose_name="che cosa abbiamo deciso insieme"),
                ),
                ("response_id", models.UUIDField(blank=True, null=True, verbose_name="risposte allo strumento")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name": "primo contatto",
                "verbose_name_plural": "primi contatti",
            },
        ),
        migrations.CreateModel(
            name="FirstContactEvent",
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
                        to="outreach.firstcontact",
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
                    "signal",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outreach.signal",
                    ),
                ),
                ("met_on", models.DateField(verbose_name="il")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("call", "telefonata"),
                            ("message", "messaggio"),
                            ("email", "e-mail"),
                            ("in_person", "di persona"),
                        ],
                        max_length=12,
                        verbose_name="come",
                    ),
                ),
                ("place", ciao.core.fields.SealedTextField(blank=True, verbose_name="dove")),
                (
                    "met_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.mandate",
                        verbose_name="da chi",
                    ),
                ),
                (
                    "needs",
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
                        verbose_name="bisogni",
                    ),
                ),
                ("own_words", ciao.core.fields.SealedTextField(blank=True, verbose_name="con parole sue")),
                (
                    "agreed_next",
                    ciao.core.fields.SealedTextField(blank=True, verbose_name="che cosa abbiamo deciso insieme"),
                ),
                ("response_id", models.UUIDField(blank=True, null=True, verbose_name="risposte allo strumento")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Barrier",
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
                    "first_contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="barriers", to="outreach.firstcontact"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("childcare", "figli piccoli: chi li tiene"),
                            ("caring", "un familiare da accudire"),
                            ("transport", "mezzi per spostarsi"),
                            ("hours", "orari"),
                            ("documents", "documenti"),
                            ("phone", "telefono o internet"),
                        ],
                        max_length=12,
                        verbose_name="ostacolo",
                    ),
                ),
                ("arranged", ciao.core.fields.SealedTextField(blank=True, verbose_name="che cosa abbiamo organizzato")),
            ],
            options={
                "verbose_name": "ostacolo",
                "verbose_name_plural": "ostacoli",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first_contact", "kind"),
                        name="barrier_once",
                        violation_error_message="Questo ostacolo è già scritto.",
                    )
                ],
            },
        ),
    ]
