"""Backups that restore into either kind of database, and the move from one to another.

A backup is a zip file: `manifest.json` says the format, the revision of the tables, and of each
table its columns, the count of its rows and the sha256 of its member; `<table>.jsonl` holds the
rows, one JSON list a line, in order of the primary key. Moments are written in UTC, bytes in
base64. The file's comment is the sha256 of the manifest.
"""

from storage.backup.safekeeping import Copied, back_up, move, restore

__all__ = ["Copied", "back_up", "move", "restore"]
