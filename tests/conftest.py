"""The tests run the product's own settings, with a secret of their own and without HTTPS."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "a secret that only the tests know, as long as it has to be")
os.environ.setdefault("HTTPS", "False")
os.environ.setdefault("STATIC_HASHED", "False")

import django

django.setup()
