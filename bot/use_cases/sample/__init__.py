"""A made-up programme to try everything with: every name in it says that it is a sample."""

from bot.use_cases.sample.loading import SampleLoaded, load_sample

__all__ = ["SampleLoaded", "load_sample"]
