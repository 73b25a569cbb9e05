"""What the figures were measured on, without names."""

import os
import platform

import psutil


def describe() -> dict[str, str | int]:
    """Cores, memory, system and Python."""
    return {
        "cores": os.cpu_count() or 1,
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
