"""The database without a server to install: PostgreSQL from a Python wheel, started and stopped by us."""
