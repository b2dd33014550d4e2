"""How static files are named where they are served for long: by what they hold."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """A module that imports another names it by its hash, too, so that no browser mixes versions."""

    support_js_module_import_aggregation = True
