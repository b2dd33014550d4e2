"""The site's colours, for where CSS can't be used: pictures, the manifest, the browser's frame.

A test compares them with static/verbatim.css.
"""

#: By custom property of the stylesheet: light, dark.
COLOURS = {
    "paper": ("#fbfaf6", "#15161a"),
    "ink": ("#14161b", "#eeebe4"),
    "soft": ("#555a64", "#b0b4bd"),
    "mark": ("#ffe45c", "#776400"),
    "warn": ("#8a4600", "#f5b25e"),
    "bad": ("#a3211d", "#ff9087"),
    "edge": ("#7d808a", "#858993"),
}
LIGHT = {name: light for name, (light, _) in COLOURS.items()}
