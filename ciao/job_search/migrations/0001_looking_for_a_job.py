import uuid

import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

import ciao.core.clock
import ciao.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0004_payment_and_community_circles"),
        ("cases", "0007_lists_and_elsewhere"),
        ("programmes", "0005_who_one_answers_to"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cv",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versione")),
                ("headline", ciao.core.fields.SealedTextField(verbose_name="che lavoro cerca")),
                ("about", ciao.core.fields.SealedTextField(blank=True, verbose_name="chi è, in due righe")),
                (
                    "availability",
                    ciao.core.fields.SealedTextField(blank=True, verbose_name="quando e dove può lavorare"),
                ),
                ("has_contact", models.BooleanField(default=True, verbose_name="mostra telefono ed e-mail")),
                ("written_on", models.DateField(default=ciao.core.clock.today, verbose_name="scritto il")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="cvs", to="cases.case"),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.scope",
                        verbose_name="ambito",
                    ),
                ),
            ],
            options={
                "verbose_name": "curriculum",
                "verbose_name_plural": "curriculum",
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="cv_number_once")],
            },
        ),
        migrations.CreateModel(
            name="CvEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versione")),
                ("headline", ciao.core.fields.SealedTextField(verbose_name="che lavoro cerca")),
                ("about", ciao.core.fields.SealedTextField(blank=True, verbose_name="chi è, in due righe")),
                (
                    "availability",
                    ciao.core.fields.SealedTextField(blank=True, verbose_name="quando e dove può lavorare"),
                ),
                ("has_contact", models.BooleanField(default=True, verbose_name="mostra telefono ed e-mail")),
                ("written_on", models.DateField(default=ciao.core.clock.today, verbose_name="scritto il")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="job_search.cv",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CvLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("experience", "esperienze"),
                            ("training", "studi e corsi"),
                            ("skill", "che cosa so fare"),
                            ("language", "lingue"),
                            ("other", "altro"),
                        ],
                        max_length=10,
                        verbose_name="parte",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(verbose_name="posto")),
                ("words", ciao.core.fields.SealedTextField(verbose_name="che cosa")),
                ("where", ciao.core.fields.SealedTextField(blank=True, verbose_name="dove")),
                ("period", ciao.core.fields.SealedTextField(blank=True, verbose_name="quando")),
                (
                    "cv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="job_search.cv",
                        verbose_name="curriculum",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.scope",
                        verbose_name="ambito",
                    ),
                ),
            ],
            options={
                "verbose_name": "riga di un curriculum",
                "verbose_name_plural": "righe di un curriculum",
                "ordering": ["place"],
                "constraints": [models.UniqueConstraint(fields=("cv", "place"), name="cv_line_place_once")],
            },
        ),
        migrations.CreateModel(
            name="CvLineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("experience", "esperienze"),
                            ("training", "studi e corsi"),
                            ("skill", "che cosa so fare"),
                            ("language", "lingue"),
                            ("other", "altro"),
                        ],
                        max_length=10,
                        verbose_name="parte",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(verbose_name="posto")),
                ("words", ciao.core.fields.SealedTextField(verbose_name="che cosa")),
                ("where", ciao.core.fields.SealedTextField(blank=True, verbose_name="dove")),
                ("period", ciao.core.fields.SealedTextField(blank=True, verbose_name="quando")),
                (
                    "cv",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="job_search.cv",
                        verbose_name="curriculum",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="job_search.cvline",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JobOpening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=160, verbose_name="lavoro")),
                ("employer", models.CharField(max_length=160, verbose_name="chi cerca")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="dove")),
                ("link", models.URLField(blank=True, max_length=300, verbose_name="indirizzo")),
                ("about", models.TextField(blank=True, verbose_name="che cosa chiede")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="fino al")),
                ("is_closed", models.BooleanField(default=False, verbose_name="chiusa")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="job_openings",
                        to="programmes.programme",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.scope",
                        verbose_name="ambito",
                    ),
                ),
            ],
            options={
                "verbose_name": "offerta di lavoro",
                "verbose_name_plural": "offerte di lavoro",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="JobApplication",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", ciao.core.fields.SealedTextField(verbose_name="per quale lavoro")),
                ("employer", ciao.core.fields.SealedTextField(blank=True, verbose_name="a chi")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "da mandare"),
                            ("sent", "mandata"),
                            ("interview", "a colloquio"),
                            ("hired", "assunzione"),
                            ("refused", "risposta negativa"),
                            ("no_answer", "nessuna risposta"),
                            ("withdrawn", "ritirata"),
                        ],
                        default="preparing",
                        max_length=10,
                        verbose_name="stato",
                    ),
                ),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="mandata il")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("email", "per e-mail"),
                            ("website", "sul sito"),
                            ("in_person", "di persona"),
                            ("agency", "tramite un’agenzia"),
                            ("job_centre", "tramite il centro per l’impiego"),
                            ("acquaintance", "tramite una conoscenza"),
                            ("other", "in un altro modo"),
                        ],
                        max_length=12,
                        verbose_name="come",
                    ),
                ),
                (
                    "helped_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("alone", "da sé"),
                            ("together", "insieme a chi la segue"),
                            ("tutor", "con il tutor"),
                            ("service", "con un servizio per il lavoro"),
                            ("others", "con altre persone"),
                        ],
                        max_length=10,
                        verbose_name="con l’aiuto di chi",
                    ),
                ),
                ("note", ciao.core.fields.SealedTextField(blank=True, verbose_name="nota")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="job_applications", to="cases.case"
                    ),
                ),
                (
                    "cv",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="job_search.cv",
                        verbose_name="curriculum usato",
                    ),
                ),
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
                    "opening",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="job_search.jobopening",
                        verbose_name="offerta",
                    ),
                ),
            ],
            options={
                "verbose_name": "candidatura",
                "verbose_name_plural": "candidature",
                "ordering": ["-applied_on", "-recorded_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("opening__isnull", False), ("state__in", ["preparing", "sent", "interview"])
                        ),
                        fields=("case", "opening"),
                        name="application_once_per_opening",
                        violation_error_message="Per questa offerta c’è già una candidatura aperta.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["preparing", "withdrawn"]), ("applied_on__isnull", False), _connector="OR"
                        ),
                        name="application_sent_has_a_day",
                        violation_error_message="Scrivi quando è stata mandata.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hiring",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("permanent", "a tempo indeterminato"),
                            ("fixed_term", "a tempo determinato"),
                            ("apprenticeship", "apprendistato"),
                            ("occasional", "occasionale o a chiamata"),
                        ],
                        max_length=14,
                        verbose_name="contratto",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="dal")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="al")),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="ore alla settimana"
                    ),
                ),
                ("is_void", models.BooleanField(default=False, verbose_name="scritta per errore")),
                ("void_reason", ciao.core.fields.SealedTextField(blank=True, verbose_name="perché era sbagliata")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hirings", to="cases.case"
                    ),
                ),
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hirings",
                        to="job_search.jobapplication",
                        verbose_name="candidatura",
                    ),
                ),
            ],
            options={
                "verbose_name": "assunzione",
                "verbose_name_plural": "assunzioni",
                "ordering": ["-starts_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_void", False)),
                        fields=("application",),
                        name="hiring_once_per_application",
                        violation_error_message="Per questa candidatura l’assunzione c’è già.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="hiring_dates_in_order",
                        violation_error_message="La fine del contratto viene dopo l’inizio.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekly_hours__isnull", True),
                            models.Q(("weekly_hours__gt", 0), ("weekly_hours__lte", 60)),
                            _connector="OR",
                        ),
                        name="hiring_weekly_hours",
                        violation_error_message="Le ore alla settimana vanno da 1 a 60.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HiringEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("permanent", "a tempo indeterminato"),
                            ("fixed_term", "a tempo determinato"),
                            ("apprenticeship", "apprendistato"),
                            ("occasional", "occasionale o a chiamata"),
                        ],
                        max_length=14,
                        verbose_name="contratto",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="dal")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="al")),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="ore alla settimana"
                    ),
                ),
                ("is_void", models.BooleanField(default=False, verbose_name="scritta per errore")),
                ("void_reason", ciao.core.fields.SealedTextField(blank=True, verbose_name="perché era sbagliata")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="job_search.hiring",
                    ),
                ),
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
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="job_search.jobapplication",
                        verbose_name="candidatura",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JobApplicationChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("verb", models.CharField(max_length=40)),
                ("from_state", models.CharField(max_length=40)),
                ("to_state", models.CharField(max_length=40)),
                ("changed_on", models.DateField()),
                ("changed_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("changed_by", models.UUIDField(null=True)),
                ("changed_by_label", models.CharField(max_length=200)),
                ("reason", ciao.core.fields.SealedTextField(blank=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="job_search.jobapplication",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.scope",
                        verbose_name="ambito",
                    ),
                ),
            ],
            options={
                "verbose_name": "passaggio di una candidatura",
                "verbose_name_plural": "passaggi delle candidature",
                "ordering": ["-changed_at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JobInterview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("held_on", models.DateField(verbose_name="quando")),
                ("place", ciao.core.fields.SealedTextField(blank=True, verbose_name="dove e con chi")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waiting", "in attesa di risposta"),
                            ("second", "un altro colloquio"),
                            ("trial", "una prova"),
                            ("positive", "positivo"),
                            ("negative", "negativo"),
                            ("missed", "non si è fatto"),
                        ],
                        max_length=8,
                        verbose_name="com’è andato",
                    ),
                ),
                ("to_improve", ciao.core.fields.SealedTextField(blank=True, verbose_name="che cosa migliorare")),
                ("note", ciao.core.fields.SealedTextField(blank=True, verbose_name="nota")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="job_search.jobapplication",
                        verbose_name="candidatura",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.scope",
                        verbose_name="ambito",
                    ),
                ),
            ],
            options={
                "verbose_name": "colloquio di lavoro",
                "verbose_name_plural": "colloqui di lavoro",
                "ordering": ["-held_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "held_on"),
                        name="job_interview_once_a_day",
                        violation_error_message="Per quel giorno c’è già un colloquio.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JobInterviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("held_on", models.DateField(verbose_name="quando")),
                ("place", ciao.core.fields.SealedTextField(blank=True, verbose_name="dove e con chi")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waiting", "in attesa di risposta"),
                            ("second", "un altro colloquio"),
                            ("trial", "una prova"),
                            ("positive", "positivo"),
                            ("negative", "negativo"),
                            ("missed", "non si è fatto"),
                        ],
                        max_length=8,
                        verbose_name="com’è andato",
                    ),
                ),
                ("to_improve", ciao.core.fields.SealedTextField(blank=True, verbose_name="che cosa migliorare")),
                ("note", ciao.core.fields.SealedTextField(blank=True, verbose_name="nota")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="job_search.jobapplication",
                        verbose_name="candidatura",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="job_search.jobinterview",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JobApplicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("title", ciao.core.fields.SealedTextField(verbose_name="per quale lavoro")),
                ("employer", ciao.core.fields.SealedTextField(blank=True, verbose_name="a chi")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "da mandare"),
                            ("sent", "mandata"),
                            ("interview", "a colloquio"),
                            ("hired", "assunzione"),
                            ("refused", "risposta negativa"),
                            ("no_answer", "nessuna risposta"),
                            ("withdrawn", "ritirata"),
                        ],
                        default="preparing",
                        max_length=10,
                        verbose_name="stato",
                    ),
                ),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="mandata il")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("email", "per e-mail"),
                            ("website", "sul sito"),
                            ("in_person", "di persona"),
                            ("agency", "tramite un’agenzia"),
                            ("job_centre", "tramite il centro per l’impiego"),
                            ("acquaintance", "tramite una conoscenza"),
                            ("other", "in un altro modo"),
                        ],
                        max_length=12,
                        verbose_name="come",
                    ),
                ),
                (
                    "helped_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("alone", "da sé"),
                            ("together", "insieme a chi la segue"),
                            ("tutor", "con il tutor"),
                            ("service", "con un servizio per il lavoro"),
                            ("others", "con altre persone"),
                        ],
                        max_length=10,
                        verbose_name="con l’aiuto di chi",
                    ),
                ),
                ("note", ciao.core.fields.SealedTextField(blank=True, verbose_name="nota")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "cv",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="job_search.cv",
                        verbose_name="curriculum usato",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="job_search.jobapplication",
                    ),
                ),
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
                    "opening",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="job_search.jobopening",
                        verbose_name="offerta",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JobOpeningEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("title", models.CharField(max_length=160, verbose_name="lavoro")),
                ("employer", models.CharField(max_length=160, verbose_name="chi cerca")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="dove")),
                ("link", models.URLField(blank=True, max_length=300, verbose_name="indirizzo")),
                ("about", models.TextField(blank=True, verbose_name="che cosa chiede")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="fino al")),
                ("is_closed", models.BooleanField(default=False, verbose_name="chiusa")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="job_search.jobopening",
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
            ],
            options={
                "abstract": False,
            },
        ),
    ]
