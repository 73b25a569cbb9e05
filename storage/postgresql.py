"""How a PostgreSQL database is opened: connections checked before use, waits bounded."""

from sqlalchemy import URL, Engine, create_engine

from storage.sqlite import READING

STATEMENT_SECONDS = 60
IDLE_SECONDS = 300


def open_postgresql(url: URL, *, wait_seconds: float, bounded: bool) -> Engine:
    """An engine on a PostgreSQL database.

    `bounded=False` lets statements and locks take as long as they need, for migrations.
    """
    options = ["-c timezone=UTC"]
    if bounded:
        options += [
            f"-c statement_timeout={STATEMENT_SECONDS * 1000}",
            f"-c lock_timeout={int(wait_seconds * 1000)}",
            f"-c idle_in_transaction_session_timeout={IDLE_SECONDS * 1000}",
        ]
    given = url.query.get("options")
    if given:
        options += [given] if isinstance(given, str) else list(given)
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=wait_seconds,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={
            "connect_timeout": 5,
            "application_name": "truenorth",
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "options": " ".join(options),
        },
    )


def reading_options() -> dict[str, object]:
    """Execution options under which a transaction sees one state throughout and cannot write."""
    return {READING: True, "isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
