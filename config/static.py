"""Static files are named by a hash of their content, so that browsers can keep them for long."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """A module that imports another names it by its hash, too, so that no browser mixes versions."""

    support_js_module_import_aggregation = True
