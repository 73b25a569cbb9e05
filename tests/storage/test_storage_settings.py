"""Where the database is, by the settings."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from storage.settings import StorageSettings


def test_without_a_url_the_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    settings = StorageSettings(data=tmp_path, database_url=None)
    assert settings.url == f"sqlite:///{tmp_path / 'truenorth.db'}"


def test_a_relative_data_folder_is_found_from_where_the_command_runs() -> None:
    settings = StorageSettings(data=Path("var"), database_url=None)
    assert settings.url == f"sqlite:///{Path.cwd() / 'var' / 'truenorth.db'}"


def test_a_url_goes_before_the_folder_and_an_empty_one_does_not(tmp_path: Path) -> None:
    url = "postgresql://user:secret@db.example/truenorth"
    assert StorageSettings(data=tmp_path, database_url=SecretStr(url)).url == url
    assert StorageSettings(data=tmp_path, database_url=SecretStr(" ")).url.startswith("sqlite:")


def test_a_password_is_not_shown() -> None:
    settings = StorageSettings(database_url=SecretStr("postgresql://user:secret@db.example/name"))
    assert "secret" not in repr(settings)
    assert "secret" not in str(settings)


def test_settings_cannot_be_changed() -> None:
    settings = StorageSettings(database_url=None)
    with pytest.raises(ValidationError):
        settings.data = Path("elsewhere")
