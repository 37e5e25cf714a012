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
        ("files", "0001_stored_files"),
        ("internships", "0002_a_free_day_is_no_absence"),
        ("programmes", "0005_who_one_answers_to"),
        ("services", "0003_edition_is_feminine"),
    ]

    operations = [
        migrations.CreateModel(
            name="CertificateCode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code_hash", models.CharField(max_length=64, unique=True, verbose_name="impronta del codice")),
                (
                    "state",
                    models.CharField(
                        choices=[("valid", "valido"), ("revoked", "revocato")],
                        default="valid",
                        max_length=8,
                        verbose_name="stato",
                    ),
                ),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="vale fino al")),
            ],
            options={
                "verbose_name": "codice di un attestato",
                "verbose_name_plural": "codici degli attestati",
            },
        ),
        migrations.CreateModel(
            name="CertificateRule",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("starts_on", models.DateField(verbose_name="per le edizioni che cominciano dal")),
                ("title", models.CharField(max_length=160, verbose_name="titolo dell’attestato")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("attendance", "frequenza"),
                            ("haccp", "igiene degli alimenti (HACCP)"),
                            ("safety", "sicurezza sul lavoro"),
                            ("first_aid", "primo soccorso"),
                            ("other", "altro"),
                        ],
                        default="attendance",
                        max_length=10,
                        verbose_name="di che cosa",
                    ),
                ),
                (
                    "share_percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="parte delle ore previste"
                    ),
                ),
                (
                    "least_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="ore almeno"
                    ),
                ),
                ("needs_test", models.BooleanField(default=True, verbose_name="serve la prova finale")),
                ("requisites", models.CharField(blank=True, max_length=300, verbose_name="serve anche")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.service",
                        verbose_name="servizio",
                    ),
                ),
            ],
            options={
                "verbose_name": "regola di un attestato",
                "verbose_name_plural": "regole degli attestati",
                "ordering": ["-starts_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "starts_on"),
                        name="certificate_rule_once_a_day",
                        violation_error_message="Da quel giorno c’è già una regola: scegline un altro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("share_percent__isnull", True),
                            models.Q(("share_percent__gt", 0), ("share_percent__lte", 100)),
                            _connector="OR",
                        ),
                        name="certificate_rule_share",
                        violation_error_message="La parte delle ore va da 1 a 100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("least_hours__isnull", True), ("least_hours__gt", 0), _connector="OR"),
                        name="certificate_rule_hours",
                        violation_error_message="Le ore sono più di zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("share_percent__isnull", False),
                            ("least_hours__isnull", False),
                            ("needs_test", True),
                            _connector="OR",
                        ),
                        name="certificate_rule_asks_something",
                        violation_error_message="Scrivi da quante ore, o che serve la prova finale.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("level", models.IntegerField()),
                (
                    "origin",
                    models.CharField(
                        choices=[("outside", "portato da fuori"), ("course", "corso"), ("internship", "tirocinio")],
                        max_length=10,
                        verbose_name="da che cosa",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("attendance", "frequenza"),
                            ("haccp", "igiene degli alimenti (HACCP)"),
                            ("safety", "sicurezza sul lavoro"),
                            ("first_aid", "primo soccorso"),
                            ("other", "altro"),
                        ],
                        max_length=10,
                        verbose_name="di che cosa",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titolo")),
                (
                    "state",
                    models.CharField(
                        choices=[("valid", "valido"), ("revoked", "revocato")],
                        default="valid",
                        max_length=8,
                        verbose_name="stato",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="anno")),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="numero")),
                ("issued_on", models.DateField(verbose_name="rilasciato il")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="vale fino al")),
                (
                    "planned_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="ore previste"
                    ),
                ),
                (
                    "attended_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="ore fatte"
                    ),
                ),
                (
                    "needed_hours",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="ore che servivano"
                    ),
                ),
                ("explanation", models.JSONField(blank=True, default=list, verbose_name="come ci si arriva")),
                ("issuer", ciao.core.fields.SealedTextField(blank=True, verbose_name="rilasciato da")),
                ("code", ciao.core.fields.SealedTextField(blank=True, verbose_name="codice per il controllo")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="cases.case"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="services.enrolment",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "internship",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="internships.internship",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme"
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
                    "checked",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certificates.certificatecode",
                        verbose_name="codice",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certificates.certificaterule",
                    ),
                ),
            ],
            options={
                "verbose_name": "attestato",
                "verbose_name_plural": "attestati",
                "ordering": ["-issued_on", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "year", "number"), name="certificate_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "valid")),
                        fields=("enrolment",),
                        name="certificate_once_per_enrolment",
                        violation_error_message="Per questo corso ha già un attestato.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "valid")),
                        fields=("internship",),
                        name="certificate_once_per_internship",
                        violation_error_message="Per questo tirocinio ha già l’attestazione.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("enrolment__isnull", False), ("number__isnull", False), ("origin", "course")),
                            models.Q(
                                ("internship__isnull", False), ("number__isnull", False), ("origin", "internship")
                            ),
                            models.Q(
                                ("enrolment__isnull", True),
                                ("internship__isnull", True),
                                ("number__isnull", True),
                                ("origin", "outside"),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_says_of_what",
                        violation_error_message="L’attestato dice di quale corso o tirocinio è, oppure viene da fuori.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__isnull", True), ("expires_on__gte", models.F("issued_on")), _connector="OR"
                        ),
                        name="certificate_dates_in_order",
                        violation_error_message="La scadenza viene dopo il rilascio.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateChange",
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
                ("level", models.IntegerField()),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="certificates.certificate",
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
                "verbose_name": "passaggio di un attestato",
                "verbose_name_plural": "passaggi degli attestati",
                "ordering": ["-changed_at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CertificateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("level", models.IntegerField()),
                (
                    "origin",
                    models.CharField(
                        choices=[("outside", "portato da fuori"), ("course", "corso"), ("internship", "tirocinio")],
                        max_length=10,
                        verbose_name="da che cosa",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("attendance", "frequenza"),
                            ("haccp", "igiene degli alimenti (HACCP)"),
                            ("safety", "sicurezza sul lavoro"),
                            ("first_aid", "primo soccorso"),
                            ("other", "altro"),
                        ],
                        max_length=10,
                        verbose_name="di che cosa",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titolo")),
                (
                    "state",
                    models.CharField(
                        choices=[("valid", "valido"), ("revoked", "revocato")],
                        default="valid",
                        max_length=8,
                        verbose_name="stato",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="anno")),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="numero")),
                ("issued_on", models.DateField(verbose_name="rilasciato il")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="vale fino al")),
                (
                    "planned_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="ore previste"
                    ),
                ),
                (
                    "attended_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="ore fatte"
                    ),
                ),
                (
                    "needed_hours",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="ore che servivano"
                    ),
                ),
                ("explanation", models.JSONField(blank=True, default=list, verbose_name="come ci si arriva")),
                ("issuer", ciao.core.fields.SealedTextField(blank=True, verbose_name="rilasciato da")),
                ("code", ciao.core.fields.SealedTextField(blank=True, verbose_name="codice per il controllo")),
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
                    "checked",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certificates.certificatecode",
                        verbose_name="codice",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="services.enrolment",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "internship",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="internships.internship",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="certificates.certificate",
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
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certificates.certificaterule",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CertificateRuleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("starts_on", models.DateField(verbose_name="per le edizioni che cominciano dal")),
                ("title", models.CharField(max_length=160, verbose_name="titolo dell’attestato")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("attendance", "frequenza"),
                            ("haccp", "igiene degli alimenti (HACCP)"),
                            ("safety", "sicurezza sul lavoro"),
                            ("first_aid", "primo soccorso"),
                            ("other", "altro"),
                        ],
                        default="attendance",
                        max_length=10,
                        verbose_name="di che cosa",
                    ),
                ),
                (
                    "share_percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="parte delle ore previste"
                    ),
                ),
                (
                    "least_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="ore almeno"
                    ),
                ),
                ("needs_test", models.BooleanField(default=True, verbose_name="serve la prova finale")),
                ("requisites", models.CharField(blank=True, max_length=300, verbose_name="serve anche")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="certificates.certificaterule",
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
                    "service",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="services.service",
                        verbose_name="servizio",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExpiryNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("days_count", models.PositiveSmallIntegerField(verbose_name="giorni prima")),
                ("told_on", models.DateField(default=ciao.core.clock.today, verbose_name="avvisato il")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="certificates.certificate",
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
                "verbose_name": "avviso di scadenza",
                "verbose_name_plural": "avvisi di scadenza",
                "constraints": [
                    models.UniqueConstraint(fields=("certificate", "days_count"), name="expiry_notice_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TestResult",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("taken_on", models.DateField(verbose_name="fatta il")),
                ("is_passed", models.BooleanField(verbose_name="superata")),
                ("score", ciao.core.fields.SealedTextField(blank=True, verbose_name="punteggio")),
                ("note", ciao.core.fields.SealedTextField(blank=True, verbose_name="nota")),
                ("is_void", models.BooleanField(default=False, verbose_name="scritta per errore")),
                ("void_reason", ciao.core.fields.SealedTextField(blank=True, verbose_name="perché era sbagliata")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="test_results",
                        to="services.enrolment",
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
                "verbose_name": "prova finale",
                "verbose_name_plural": "prove finali",
                "ordering": ["-taken_on", "-recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="TestResultEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("taken_on", models.DateField(verbose_name="fatta il")),
                ("is_passed", models.BooleanField(verbose_name="superata")),
                ("score", ciao.core.fields.SealedTextField(blank=True, verbose_name="punteggio")),
                ("note", ciao.core.fields.SealedTextField(blank=True, verbose_name="nota")),
                ("is_void", models.BooleanField(default=False, verbose_name="scritta per errore")),
                ("void_reason", ciao.core.fields.SealedTextField(blank=True, verbose_name="perché era sbagliata")),
                ("recorded_at", models.DateTimeField(default=ciao.core.clock.now)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_by_label", models.CharField(max_length=200)),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="services.enrolment",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="certificates.testresult",
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
