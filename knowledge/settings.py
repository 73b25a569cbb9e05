"""Settings of what reads and answers; read from the environment in `bot/compose.py` only."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PACKAGED_MODEL = "all-MiniLM-L6-v2"


class KnowledgeSettings(BaseSettings):
    """How documents are embedded, indexed and answered from."""

    model_config = SettingsConfigDict(
        env_prefix="TRUENORTH_", frozen=True, extra="ignore", populate_by_name=True
    )

    embedding_model: str = Field(
        default=PACKAGED_MODEL,
        description="The sentence-transformers model: the packaged one, a name, or a folder.",
    )
    embedding_threads: int = Field(
        default=0, ge=0, le=64, description="Threads for the embedding model; 0 lets torch choose."
    )
    chroma_url: str | None = Field(
        default=None,
        description="A Chroma server (http://host:port); unset keeps the index in the data folder.",
    )
    chroma_seconds: float = Field(
        default=20.0,
        gt=0,
        le=600,
        description="How long each request to the Chroma server may take, in seconds.",
    )
    glossary: Path | None = Field(
        default=None,
        description="A glossary file of aliases (TOML); unset uses the one that is shipped.",
    )
    contact: str = Field(
        default="the programme office",
        description="Whom to ask when the documents do not say.",
    )
    answer_characters: int = Field(
        default=1200, ge=300, le=3000, description="The longest an answer may be, in characters."
    )
    passages_considered: int = Field(
        default=12, ge=3, le=50, description="How many passages an answer is looked for in."
    )
    language_model: str | None = Field(
        default=None,
        description=(
            "A language model in LangChain's form (`openai:gpt-…`, `ollama:llama3`) to word "
            "answers; unset answers in the documents' own words."
        ),
    )
    language_model_url: str | None = Field(
        default=None,
        description=(
            "The base URL of the language model's service; unset is OpenAI's own service for "
            "`openai:`, and Ollama on this machine for `ollama:`."
        ),
    )
    language_model_key: SecretStr | None = Field(
        default=None,
        validation_alias="OPENAI_API_KEY",
        description="The key for an `openai:` model; a server of your own may need none.",
    )
    language_model_seconds: float = Field(
        default=20.0,
        gt=0,
        le=120,
        description=(
            "How long to wait for the language model, in seconds; after that the answer is given "
            "in the documents' own words."
        ),
    )
