"""Every URL of the product, one line per app; each app names its own pages."""

from allauth.account.views import logout
from django.urls import include, path

from ciao.core.device import forgotten_on_leaving

urlpatterns = [
    path("", include("ciao.desk.urls")),
    path("", include("ciao.notifications.urls")),
    path("segnalazioni/", include("ciao.outreach.urls")),
    path("risorse/", include("ciao.resources.urls")),
    path("persone/", include("ciao.cases.urls")),
    path("", include("ciao.questionnaires.urls")),
    path("", include("ciao.assessments.urls")),
    path("persone/", include("ciao.plans.urls")),
    path("", include("ciao.services.urls")),
    path("", include("ciao.deliveries.urls")),
    path("enti-ospitanti/", include("ciao.hosts.urls")),
    path("", include("ciao.matches.urls")),
    path("", include("ciao.internships.urls")),
    path("", include("ciao.job_search.urls")),
    path("", include("ciao.certificates.urls")),
    path("", include("ciao.community.urls")),
    path("", include("ciao.outcomes.urls")),
    path("", include("ciao.consultations.urls")),
    path("indicatori/", include("ciao.indicators.urls")),
    path("", include("ciao.portal.urls")),
    path("", include("ciao.privacy.urls")),
    path("", include("ciao.site.urls")),
    path("", include("ciao.programmes.urls")),
    path("", include("ciao.governance.urls")),
    path("", include("ciao.budget.urls")),
    path("", include("ciao.costs.urls")),
    path("", include("ciao.payments.urls")),
    path("accesso/logout/", forgotten_on_leaving(logout), name="account_logout"),
    path("accesso/", include("allauth.urls")),
    path("allegati/", include("ciao.files.urls")),
    path("accessi/", include("ciao.access.urls")),
    path("bozze/", include("ciao.drafts.urls")),
    path("documenti/", include("ciao.prints.urls")),
    path("firme/", include("ciao.signatures.urls")),
    path("componenti/", include("ciao.core.urls")),
]
