"""What all tests share: fixtures by subject, and a closed network."""

import os
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

pytest_plugins = ["tests.fixtures_database"]

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def only_this_machine() -> None:
    """Connections to this machine and to Unix sockets go through; any other fails the test."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real documents and questions: not part of the repository."""
    folder = Path(os.environ.get("TRUENORTH_SHARED") or REPOSITORY.parent / "shared").resolve()
    if not folder.is_dir():
        pytest.skip("the shared folder is missing; name it in TRUENORTH_SHARED")
    return folder
