"""User accounts: whoever has done any work is deactivated, never deleted."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from sources.admin.base import NamesTheZone

admin.site.unregister(User)


def has_history(user: User) -> bool:
    """Whether the record names this person for any work."""
    relations = User._meta.get_fields(include_hidden=True)
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: user}).exists()
        for relation in relations
        if relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        # Membership of a group isn't work.
        and not relation.related_model._meta.auto_created
    )


@admin.register(User)
class NewsroomUserAdmin(NamesTheZone, UserAdmin):
    list_display = ["username", "first_name", "last_name", "in_groups", "is_active", "last_login"]
    list_filter = ["is_active", "is_superuser", "groups"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="groups")
    def in_groups(self, user):
        return ", ".join(group.name for group in user.groups.all())

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        kept = [
            f"{user} can't be deleted, because the record names them for their work. "
            "Untick “Active” instead; the account can no longer sign in then."
            for user in objs
            if has_history(user)
        ]
        return deleted, counts, set() if kept else lacking, kept + protected
