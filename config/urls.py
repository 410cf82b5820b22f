"""Every door of the house: each room keeps its own list."""

from django.conf import settings
from django.urls import include, path

from config.health import health
from whiteglove.service.channels.demo_urls import shop_urlpatterns
from whiteglove.service.channels.public_urls import form_urlpatterns, phone_urlpatterns

urlpatterns = [
    path("", include("whiteglove.front.shell.urls")),
    path("health/", health, name="health"),
    path("accounts/", include("whiteglove.ground.people.account_urls")),
    path("people/", include("whiteglove.ground.people.urls")),
    path("ui/", include("whiteglove.ground.ui.urls")),
    path("setup/events/", include("whiteglove.ground.events.urls")),
    path("channels/", include("whiteglove.service.channels.urls")),
    path("chat/", include("whiteglove.service.channels.public_urls")),
    path("form/", include((form_urlpatterns, "form"))),
    path("phone/", include((phone_urlpatterns, "phone"))),
    path("demo/mailbox/", include("whiteglove.service.channels.demo_urls")),
    path("demo/shop/", include((shop_urlpatterns, "demo_shop"))),
    path("customers/", include("whiteglove.service.customers.urls")),
    path("knowledge/", include("whiteglove.service.knowledge.urls")),
    path("setup/clocks/", include("whiteglove.service.sla.urls")),
    path("help/", include("whiteglove.service.knowledge.public_urls")),
    path("desk/", include("whiteglove.service.desk.urls")),
    path("wall/", include("whiteglove.front.analytics.urls")),
    path("answers/", include("whiteglove.service.answers.urls")),
    path("calls/", include("whiteglove.service.calls.urls")),
    *([path("my/", include("whiteglove.service.portal.public_urls"))] if settings.PORTAL_AT else []),
    path("playbooks/", include("whiteglove.learning.playbooks.urls")),
    path("", include("whiteglove.learning.closing.urls")),
    path("", include("whiteglove.learning.measures.urls")),
    path("practice/", include("whiteglove.learning.practice.urls")),
    path("academy/", include("whiteglove.learning.academy.urls")),
    path("coaching/", include("whiteglove.learning.coaching.urls")),
    path("community/awards/", include("whiteglove.learning.awards.urls")),
    path("community/gatherings/", include("whiteglove.learning.gatherings.urls")),
    path("community/", include("whiteglove.learning.community.urls")),
    path("professionals/", include("whiteglove.learning.community.public_urls")),
    path("library/", include("whiteglove.learning.library.urls")),
    path("journeys/", include("whiteglove.learning.journeys.urls")),
    path("capabilities/", include("whiteglove.learning.careers.urls")),
    path("", include("whiteglove.learning.standards.urls")),
    path("", include("whiteglove.learning.surveys.urls")),
    path("survey/", include("whiteglove.learning.surveys.public_urls")),
    path("quality/", include("whiteglove.learning.quality.urls")),
    path("", include("whiteglove.learning.records.urls")),
    path("quizzes/", include("whiteglove.learning.quizzes.urls")),
    path("community/forum/", include("whiteglove.learning.forum.urls")),
    path("forum-letters/", include("whiteglove.learning.forum.public_urls")),
    path("", include("whiteglove.learning.credentials.urls")),
    path("", include("whiteglove.learning.credentials.public_urls")),
]

handler400 = "whiteglove.front.shell.views.errors.bad_request"
handler403 = "whiteglove.front.shell.views.errors.forbidden"
handler404 = "whiteglove.front.shell.views.errors.not_found"
handler500 = "whiteglove.front.shell.views.errors.broken"
