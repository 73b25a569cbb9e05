"""Each format's reader, with real files made at test time."""
