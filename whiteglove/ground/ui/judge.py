"""Who may see a panel, a command or the guide: asked of whoever knows the people.

`ui` lies below `people`, so it cannot import the policy. The room above hands it in once, at start:
`judge.use(may)`, where `may(person, permit, obj=None) -> bool`. Until then everything with a permit is refused.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

May = Callable[..., bool]


def refuse(person: Any, permit: str, obj: Any = None) -> bool:
    return False


_may: May = refuse


def use(may: May) -> None:
    """Hand in the house's one policy."""
    global _may
    _may = may


def allows(person: Any, permit: str | None, obj: Any = None) -> bool:
    """Whether `person` holds `permit` (for `obj`). No permit asked: everybody may."""
    return True if permit is None else bool(_may(person, permit, obj))


def guarded(permit: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A door of this room: a stranger is sent to sign in, anybody else without the permit is refused."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not allows(request.user, permit):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        door.permit = permit
        return door

    return wrap
