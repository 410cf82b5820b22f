"""Is this process of use? Asked by service managers and load balancers."""

from django.db import connection
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, JsonResponse

from whiteglove.ground.people.policy import public


@public
def health(request: HttpRequest) -> JsonResponse:
    """200 when pages are made and the database answers, 503 when it doesn't."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ok": False, "database": "does not answer"}, status=503)
    return JsonResponse({"ok": True})
