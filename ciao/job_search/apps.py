from django.apps import AppConfig


class JobSearchConfig(AppConfig):
    name = "ciao.job_search"
    label = "job_search"
    verbose_name = "ricerca di lavoro"
