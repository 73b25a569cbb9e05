"""Settings of the storage: where the data folder and the database are."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class StorageSettings(BaseSettings):
    """Where things are kept, and how long the database is waited for."""

    model_config = SettingsConfigDict(env_prefix="TRUENORTH_", frozen=True, extra="ignore")

    data: Path = Field(
        default=Path("var"),
        description="The folder of the database and the indexes.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="The database, as sqlite:///path or postgresql://user:password@host/name; "
        "without it, a SQLite file in the data folder.",
    )
    database_start_seconds: float = Field(
        60.0,
        ge=0,
        description="How long `serve` and `db upgrade` wait at their start for a database that "
        "does not answer yet.",
    )
    database_wait_seconds: float = Field(
        default=10.0,
        gt=0,
        le=300,
        description="How long to wait for a busy database before giving up, in seconds.",
    )

    @property
    def url(self) -> str:
        """The database's URL, with its password: for opening it, never for showing it."""
        if self.database_url is not None and self.database_url.get_secret_value().strip():
            return self.database_url.get_secret_value().strip()
        return f"sqlite:///{self.data.expanduser().resolve() / 'truenorth.db'}"
