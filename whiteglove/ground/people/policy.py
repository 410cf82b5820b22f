"""Who may see and do what: asked by pages, sockets, counts and search alike.

Each room declares its permits in its `permits.py`; a permit names the roles that hold it and, where it concerns an
object, a scope that says which objects. Administrators hold every permit on every object.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url

from whiteglove.ground.people.models import Person, Role, Team

Scope = Callable[[Person, Any], bool]
View = Callable[..., HttpResponseBase]
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Permit:
    """`says` completes the sentence "You may …" on pages that list permits."""

    name: str
    roles: frozenset[str]
    says: str
    scope: Scope | None = None
    rehearsed: bool = False


_permits: dict[str, Permit] = {}


def permit(
    name: str,
    *,
    roles: set[str] | frozenset[str],
    says: str,
    scope: Scope | None = None,
    rehearsed: bool = False,
) -> Permit:
    """Declare a permit at start. Raises ImproperlyConfigured for an unknown role or a name declared twice.

    `rehearsed`: whoever practises on something of their own may do this to it, trainees too; nobody else may.
    """
    if unknown := set(roles) - set(Role.values):
        raise ImproperlyConfigured(f"Permit {name} names unknown roles: {', '.join(sorted(unknown))}.")
    declared = Permit(name, frozenset(roles) | {Role.ADMIN.value}, says, scope, rehearsed)
    if name in _permits:
        raise ImproperlyConfigured(f"Permit {name} is declared twice; choose another name or import the first.")
    _permits[name] = declared
    return declared


def permits() -> dict[str, Permit]:
    return dict(_permits)


def permit_named(name: str) -> Permit:
    try:
        return _permits[name]
    except KeyError:
        raise ImproperlyConfigured(f"No permit {name!r}. Declare it in your room's permits.py.") from None


def holds(person: Any, name: str) -> bool:
    """Whether the person's role carries the permit, whatever the object."""
    declared = permit_named(name)
    return bool(getattr(person, "is_authenticated", False) and person.is_active and person.role in declared.roles)


def rehearses(person: Any, name: str) -> bool:
    """Whether the person may do this to what they practise on."""
    declared = permit_named(name)
    return bool(declared.rehearsed and getattr(person, "is_authenticated", False) and person.is_staff_member)


def may(person: Any, name: str, obj: Any = None) -> bool:
    """Whether `person` may do `name`, to `obj` if one is given. Anonymous and inactive people may nothing.

    What is `rehearsed` is the affair of whoever practises on it (`rehearsed_by_id`), and of nobody else.
    """
    if getattr(obj, "rehearsed", False):
        return rehearses(person, name) and obj.rehearsed_by_id == person.pk
    if not holds(person, name):
        return False
    scope = permit_named(name).scope
    return obj is None or scope is None or person.role == Role.ADMIN or scope(person, obj)


def require(person: Any, name: str, obj: Any = None) -> None:
    """Let pass or raise: PermissionDenied for the role, Http404 for an object that isn't theirs to know about."""
    if getattr(obj, "rehearsed", False):
        if not may(person, name, obj):
            raise Http404
        return
    if not holds(person, name):
        raise PermissionDenied(f"You may not {permit_named(name).says[:1].lower()}{permit_named(name).says[1:]}.")
    if not may(person, name, obj):
        raise Http404


def in_own_team(person: Person, obj: Any) -> bool:
    """Scope: `obj.team_id` is one of the person's teams, or nobody's yet."""
    return obj.team_id is None or obj.team_id in person.team_ids


def door(name: str, *, writes: str = "", rehearsed: bool = False) -> Callable[[View], View]:
    """Put a permit on a view; `writes` is asked instead for POST, PUT, PATCH and DELETE.

    `rehearsed`: whoever may do this to what they practise on is let in too; the view fetches nothing else for them.

    Strangers are sent to sign in, people whose role doesn't hold the permit get the 403 page. Objects are the
    view's own duty: fetch through `.visible_to(request.user)` or call `require(…, obj)`.
    """

    def put_on(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return sign_in_first(request)
            asked = name if request.method in READING else writes or name
            if not (rehearsed and rehearses(request.user, asked)):
                require(request.user, asked)
            return view(request, *args, **kwargs)

        guarded.permit = name
        guarded.permit_for_writing = writes or name
        return guarded

    return put_on


def public(view: View) -> View:
    """Mark a view as open to everybody, on purpose."""
    view.permit = None
    view.public = True
    return view


def sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page and back again; a partial request moves the whole page there."""
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = resolve_url("account_login")
        return response
    return redirect_to_login(request.get_full_path() if request.method in READING else "/")


def teams_of(person: Person) -> set[int]:
    """Ids of the teams the person belongs to; read once per instance."""
    return person.team_ids


def audiences_of(person: Any) -> set[str]:
    """Topics whose nudges the person may hear, such as {"person:5", "team:3", "staff"}."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return set()
    topics = {f"person:{person.pk}"}
    if not person.at_the_desk:
        return topics
    if person.role == Role.ADMIN:
        return topics | {"staff", "admin"} | {f"team:{pk}" for pk in Team.objects.values_list("pk", flat=True)}
    return topics | {"staff"} | {f"team:{pk}" for pk in teams_of(person)}
