"""Static files as a server gives them: under names that change with what they hold."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from config.static import HashedFiles

IMPORT = re.compile(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""")
MODULES = sorted(path.name for path in (settings.BASE_DIR / "static" / "desk").glob("*.js"))


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    storage = HashedFiles(location=folder, base_url="/static/")
    files = {}
    for finder in finders.get_finders():
        for path, where in finder.list([]):
            if path.startswith("desk/"):
                with where.open(path) as existing:
                    storage._save(path, existing)
                files[path] = (storage, path)
    for _, _, done in storage.post_process(files):
        assert not isinstance(done, Exception), done
    return storage


@pytest.mark.parametrize("name", MODULES)
def test_a_module_asks_for_the_others_by_their_hashed_names(collected, name):
    before = (settings.BASE_DIR / "static" / "desk" / name).read_text()
    with collected.open(collected.stored_name(f"desk/{name}")) as existing:
        requested = IMPORT.findall(existing.read().decode())
    expected = [collected.stored_name("desk/" + other[2:]) for other in IMPORT.findall(before)]
    assert [f"desk/{other[2:]}" for other in requested] == expected
    assert all(collected.exists(other) for other in expected)
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", other) for other in expected)
