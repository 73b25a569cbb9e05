"""Limits on what comes in."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class IngestSettings(BaseSettings):
    """How large, how long and from where a document may be.

    The defaults let an ordinary annual report through many times over, and stop a file made to
    exhaust the machine.
    """

    model_config = SettingsConfigDict(env_prefix="TRUENORTH_", frozen=True, extra="ignore")

    documents_root: Path | None = Field(
        default=None, description="When set, only files inside this folder may be ingested."
    )
    ingest_files: int = Field(
        default=10_000, gt=0, description="The most files one ingest takes from its folders."
    )
    ingest_file_mb: float = Field(
        default=50.0, gt=0, description="The largest file that is read, in megabytes."
    )
    ingest_inflated_mb: float = Field(
        default=300.0,
        gt=0,
        description="The most an Office file may unpack to in all, in megabytes.",
    )
    ingest_pages: int = Field(
        default=2_000, gt=0, description="The most pages or slides a document may have."
    )
    ingest_cells: int = Field(
        default=500_000, gt=0, description="The most filled table cells a document may have."
    )
    ingest_in_process_kb: float = Field(
        default=512.0,
        ge=0,
        description="Plain text, Markdown and CSV up to this size, in kilobytes, are read without "
        "starting the separate reading process.",
    )
    ingest_memory_mb: int = Field(
        default=1_536, ge=256, description="Memory the reading process may use, in megabytes."
    )
    ingest_seconds: float = Field(
        default=120.0, gt=0, description="The longest one file may take to read, in seconds."
    )

    @property
    def file_bytes(self) -> int:
        """The largest file that is read, in bytes."""
        return int(self.ingest_file_mb * 1_000_000)

    @property
    def inflated_bytes(self) -> int:
        """The most an Office file may unpack to, in bytes."""
        return int(self.ingest_inflated_mb * 1_000_000)
