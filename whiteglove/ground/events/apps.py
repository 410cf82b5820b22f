from functools import partial

from whiteglove.ground.lib.rooms import Room


class EventsConfig(Room):
    """Record what happened; work off the reactions; nudge live pages."""

    name = "whiteglove.ground.events"
    label = "events"
    default = True

    def ready(self) -> None:
        super().ready()
        from django.contrib.auth.signals import user_logged_out

        from whiteglove.ground.events import wake, work
        from whiteglove.ground.events.visitors import say_signed_out

        wake.work_off = partial(work.run_pending, raising=True)

        # Django's own word for it, not a matter of ours: sign-out happens in allauth, where we record nothing.
        user_logged_out.connect(say_signed_out, dispatch_uid="live pages")
