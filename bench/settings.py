"""The product's own settings, with one more URL: the baseline that searches are compared with."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
