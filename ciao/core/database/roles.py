"""The database roles, made once per server, outside migrations: roles belong to the whole server."""

ADMIN = "ciao_admin"  # superuser of the embedded server; the product never connects with it
OWNER = "ciao_owner"
WEB = "ciao_web"
REPORT = "ciao_report"
BACKUP = "ciao_backup"
TEST = "ciao_test"  # superuser of the test server only
ALL = (ADMIN, OWNER, WEB, REPORT, BACKUP, TEST)

# NOINHERIT: who may become another role gains nothing until it says SET ROLE (the same on 15 and 18).
POWERS = {
    OWNER: "LOGIN NOSUPERUSER NOINHERIT NOBYPASSRLS",
    WEB: "LOGIN NOSUPERUSER NOINHERIT NOBYPASSRLS",
    REPORT: "LOGIN NOSUPERUSER NOINHERIT NOBYPASSRLS",
    BACKUP: "LOGIN NOSUPERUSER INHERIT BYPASSRLS",
}
TEST_POWERS = {TEST: "LOGIN SUPERUSER CREATEDB"}
GRANTS = (
    f"GRANT {WEB}, {REPORT} TO {OWNER}",
    f"GRANT {REPORT} TO {WEB}",
    f"GRANT pg_read_all_data TO {BACKUP}",
    f"ALTER ROLE {REPORT} SET default_transaction_read_only = on",
    f"ALTER ROLE {BACKUP} SET default_transaction_read_only = on",
)


OPENED = "SELECT FROM pg_namespace WHERE nspname = 'public' AND pg_get_userbyid(nspowner) = %s"


def statements(passwords: dict[str, str], *, test: bool = False) -> list[str]:
    """SQL that may be run again at any time: it makes what is missing and repairs what differs."""
    powers = POWERS | TEST_POWERS if test else POWERS
    made = [_make(role, power, passwords[role]) for role, power in powers.items()]
    return [line for lines in made for line in lines] + list(GRANTS)


def opening(database: str) -> list[str]:
    """SQL run inside a new database: it belongs to the owner role, and only our roles come in."""
    return [
        f"ALTER SCHEMA public OWNER TO {OWNER}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {WEB}, {REPORT}, {BACKUP}",
    ]


def script(database: str) -> str:
    """The same SQL for whoever runs a PostgreSQL of their own: to be given to `psql` by an administrator."""
    asked = dict.fromkeys(POWERS, "SCRIVI-QUI-UNA-PASSWORD")
    create = f"CREATE DATABASE {database} OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0"
    lines = [*(f"{line};" for line in [*statements(asked), create]), f"\\connect {database}"]
    return "\n".join([*lines, *(f"{line};" for line in opening(database))])


def _make(role: str, power: str, password: str) -> tuple[str, str]:
    exists = f"SELECT FROM pg_roles WHERE rolname = '{role}'"
    create = f"DO $$ BEGIN IF NOT EXISTS ({exists}) THEN CREATE ROLE {role}; END IF; END $$"
    return create, f"ALTER ROLE {role} {power} PASSWORD '{password.replace(chr(39), chr(39) * 2)}'"
