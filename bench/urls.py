"""The product's addresses; the floors' own are added beside them."""

from config.urls import urlpatterns  # noqa: F401
