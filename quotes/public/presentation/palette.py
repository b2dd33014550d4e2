"""The site's colours, for where CSS can't be used: pictures, the manifest, the browser's frame.

A test compares them with static/verbatim.css.
"""

#: By custom property of the stylesheet: light, dark.
COLOURS = {
    "paper": ("#fbfaf6", "#16171a"),
    "ink": ("#16181d", "#ece9e2"),
    "soft": ("#565b66", "#a9adb6"),
    "mark": ("#ffe45c", "#665600"),
    "mark-line": ("#e8c400", "#b89b00"),
    "warn": ("#8a5200", "#f0b35a"),
}
LIGHT = {name: light for name, (light, _) in COLOURS.items()}
