"""The newsroom's three groups, and exactly what each may do.

They belong to the program: every migrate sets their permissions to those
listed here. A newsroom that wants others makes groups of its own.
"""

#: What everyone in the newsroom may read.
READ = {
    "sources": "publisher source article capture archivedcopy linkcheck tombstone",
    "quotes": "speaker speakername role owndocument topic quote segment attribution evidence match review "
    "revision quotelink factcheck speakermerge publicchange",
}
#: Enter articles, quotes and speakers; submit them to the editors.
ENTER = {
    "sources": "add_source change_source add_article change_article add_publisher "
    "change_publisher add_capture add_archivedcopy change_archivedcopy",
    "quotes": "add_quote change_quote delete_quote submit_quote "
    "add_attribution change_attribution delete_attribution "
    "add_speaker change_speaker add_speakername change_speakername delete_speakername "
    "add_role change_role delete_role add_topic change_topic "
    "add_owndocument change_owndocument delete_owndocument",
}
#: Publish and withdraw quotes, and keep the record tidy.
DECIDE = {
    "sources": "delete_source delete_article delete_publisher",
    "quotes": "publish_quote withdraw_quote add_quotelink add_speakermerge change_speakermerge "
    "delete_speaker delete_topic",
}
#: Compare quotes with what was really said. A primary source may have to be added first.
CHECK = {
    "sources": "add_source add_publisher add_capture add_archivedcopy change_archivedcopy "
    "add_linkcheck",
    "quotes": "add_evidence change_evidence add_review add_factcheck change_factcheck "
    "delete_factcheck add_quotelink change_quotelink delete_quotelink",
}


def _names(*tables: dict[str, str]) -> set[tuple[str, str]]:
    """Pairs of app and codename."""
    return {
        (app, name) for table in tables for app, names in table.items() for name in names.split()
    }


_READ = _names({app: " ".join(f"view_{m}" for m in models.split()) for app, models in READ.items()})

GROUPS = {
    "journalists": _READ | _names(ENTER),
    "editors": _READ | _names(ENTER, DECIDE),
    "fact-checkers": _READ | _names(CHECK),
}


def install(using: str) -> None:
    """Make the three groups, with the permissions that this database has by now."""
    from django.contrib.auth.models import Group, Permission

    existing = {
        (p.content_type.app_label, p.codename): p
        for p in Permission.objects.using(using)
        .filter(content_type__app_label__in=READ)
        .select_related("content_type")
    }
    for name, granted in GROUPS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set([existing[pair] for pair in granted if pair in existing])
