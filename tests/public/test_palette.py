"""The colours in Python and in the head of pages are those of the stylesheet."""

import re
from pathlib import Path

from django.conf import settings

from quotes.public.presentation.palette import COLOURS

STYLESHEET = (Path(settings.BASE_DIR) / "static/verbatim.css").read_text()


def test_each_colour_is_the_stylesheets():
    normal = STYLESHEET.partition("@media (prefers-contrast")[0]
    found = {
        name: (light, dark)
        for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", normal)
    }
    assert {name: found[name] for name in COLOURS} == COLOURS


def test_the_browsers_frame_has_the_colours_of_the_page(client, db):
    page = client.get("/about/").content.decode()
    assert tuple(re.findall(r'name="theme-color" content="(#\w+)"', page)) == COLOURS["paper"]
