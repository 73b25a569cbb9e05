"""Digests and plans as things to look at: one content, then words, charts, Word, Excel, PDF."""
