"""The database without a server to install: we start PostgreSQL ourselves, from a Python wheel, and stop it."""
