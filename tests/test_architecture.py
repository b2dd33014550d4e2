"""Imports run one way, and pages, functions and files stay small enough to read.

config → transfer, admin, desk, factcheck, api → public → verification → editorial
       → search → visibility, attribution, … → models → sources → text
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent

#: From the bottom up: a layer imports from those before it. Those of one line know nothing of
#: each other.
LAYERS = [
    ["quotes.text"],
    ["sources"],
    ["quotes.models"],
    [
        f"quotes.{name}"
        for name in (
            "access",
            "attribution",
            "database_rules",
            "permissions",
            "standing",
            "visibility",
        )
    ],
    ["quotes.public_rows"],
    ["quotes.search"],
    ["quotes.editorial"],
    ["quotes.verification"],
    ["quotes.public", "quotes.templatetags"],
    ["quotes.transfer", "quotes.admin", "quotes.desk", "quotes.factcheck", "quotes.api"],
    ["config", "quotes.management", "quotes.apps", "quotes.urls"],
]
#: Pages and their template tags are one layer; so is all that starts the program.
TOGETHER = [{"quotes.public", "quotes.templatetags"}, set(LAYERS[-1])]
FLOORS = {name: floor for floor, layer in enumerate(LAYERS) for name in layer}

PATHS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for app in ("config", "quotes", "sources")
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
}
TREES = {module: ast.parse(path.read_text()) for module, path in PATHS.items()}


def layer_of(module: str) -> str:
    return max((n for n in FLOORS if f"{module}.".startswith(f"{n}.")), key=len, default="quotes")


def imports(module: str) -> Iterator[str]:
    """The modules of ours that it imports, at its head or inside a function."""
    package = module.split(".") if PATHS[module].stem == "__init__" else module.split(".")[:-1]
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in PATHS)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            names = {f"{base}.{alias.name}" for alias in node.names}
            yield from sorted(names & PATHS.keys() or {base} & PATHS.keys())


def reached_from(modules: Iterable[str]) -> set[str]:
    seen, last = set(), set(modules)
    while last:
        seen |= last
        last = {other for module in last for other in imports(module)} - seen
    return seen


def test_imports_run_one_way():
    against = [
        f"{module} imports {other}"
        for module in PATHS
        for other in imports(module)
        for here, there in [(layer_of(module), layer_of(other))]
        if here != there
        and not any({here, there} <= one for one in TOGETHER)
        and FLOORS.get(here, -1) <= FLOORS.get(there, len(LAYERS))
        and module != "quotes"
    ]
    assert against == [], "\n".join(against)


def test_no_module_imports_itself_by_way_of_others():
    graph = {module: sorted(set(imports(module)) - {module}) for module in PATHS}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def test_a_reading_page_reaches_no_verb_that_writes():
    pages = {module for module in PATHS if layer_of(module) in TOGETHER[0]}
    reached = reached_from(pages)
    assert sorted(m for m in reached if layer_of(m) == "quotes.editorial") == []
    # What of verification imports no verb only compares.
    writes = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "delete"}
    found = [
        f"{module} calls .{node.func.attr}() in line {node.lineno}"
        for module in sorted(reached)
        if layer_of(module) in {*TOGETHER[0], "quotes.verification"}
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in writes
        and ast.unparse(node.func.value) not in ("image",)  # a picture, into memory
    ]
    assert found == [], "\n".join(found)


def test_sources_know_nothing_of_quotes():
    """Not through what Django hangs on their rows either: capture.quotes, source__evidence."""
    hung = {
        relation.get_accessor_name()
        for model in apps.get_app_config("sources").get_models()
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label == "quotes" and relation.get_accessor_name()
    }
    assert {"quotes", "speaker", "roles"} <= hung
    found = []
    for module in PATHS:
        if layer_of(module) != "sources":
            continue
        for node in ast.walk(TREES[module]):
            if isinstance(node, ast.Attribute) and node.attr in hung:
                found.append(f"{module}:{node.lineno} uses .{node.attr}")
            if isinstance(node, ast.keyword) and hung & set((node.arg or "").split("__")):
                found.append(f"{module} asks by {node.arg}")
    assert found == [], "\n".join(found)


def test_where_modules_share_a_name_their_layer_tells_which_is_meant():
    """Two layers may each have a module of one name; more only for a thing of the record."""
    things = {
        name
        for app in ("quotes", "sources")
        for model in apps.get_app_config(app).get_models()
        for name in (model._meta.model_name, f"{model._meta.model_name}s")
    }
    modules = defaultdict(list)
    for module in PATHS:
        # A command has the name of what it calls, and so has a library of template tags.
        outside = layer_of(module) in ("quotes.management", "quotes.templatetags")
        if not outside and not {"__init__", "lexicon"} & {*PATHS[module].with_suffix("").parts}:
            modules[module.rpartition(".")[2]].append(module)
    unclear = []
    for name, same in modules.items():
        layers = {layer_of(module) for module in same}
        clear = len(same) <= 2 or name in things | {"apps", "forms", "urls"}
        if len(layers) < len(same) or not clear:
            unclear.append(f"{name}: {', '.join(same)}")
    assert unclear == [], "\n".join(unclear)


def test_functions_and_files_stay_short():
    """Lists of words aside: they are read a line at a time."""
    for path in [*PATHS.values(), *sorted((ROOT / "bench").rglob("*.py"))]:
        if "lexicon" in path.parts:
            continue
        module, text = path.relative_to(ROOT), path.read_text()
        assert len(text.splitlines()) <= 320, f"{module} has more than 320 lines"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = node.end_lineno - node.lineno + 1
                assert length <= 45, f"{module}: {node.name} has {length} lines"


def test_a_line_of_a_template_has_one_thing():
    longest = [
        f"{path.relative_to(ROOT)}:{number} has {len(line)} characters"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 160
    ]
    assert longest == [], "\n".join(longest)


def test_no_property_is_kept_behind_a_lock_that_all_instances_share():
    """On Python 3.11 functools.cached_property has one; Django's has none."""
    locked = [
        f"{module}:{node.lineno}"
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and ast.unparse(node) == "functools.cached_property")
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "functools"
            and "cached_property" in {alias.name for alias in node.names}
        )
    ]
    assert locked == [], f"take django.utils.functional.cached_property instead: {locked}"
