from django.urls import path

from whiteglove.service.desk.views import (
    composer,
    escalating,
    exporting,
    merging,
    messages,
    opening,
    queue,
    rules,
    searching,
    ticket,
    verbs,
)

app_name = "desk"
TICKET = "tickets/<int:pk>/"
MESSAGE = f"{TICKET}messages/<int:message>/"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("rows/", queue.rows, name="rows"),
    path("search/", searching.search, name="search"),
    path("rules/", rules.rules, name="rules"),
    path("tickets/new/", opening.new, name="new"),
    path(TICKET, ticket.ticket, name="ticket"),
    path(f"{TICKET}head/", ticket.head, name="head"),
    path(f"{TICKET}conversation/", ticket.conversation, name="conversation"),
    path(f"{TICKET}context/", ticket.context, name="context"),
    path(f"{TICKET}presence/", ticket.presence, name="presence"),
    path(f"{TICKET}composer/", composer.sheets, name="composer"),
    path(f"{TICKET}draft/", composer.draft, name="draft"),
    path(f"{TICKET}draft/files/", composer.attach, name="attach"),
    path(f"{TICKET}draft/files/<str:kind>/<str:blob>/", composer.detach, name="detach"),
    path(f"{TICKET}messages/", messages.messages, name="messages"),
    path(MESSAGE, messages.detail, name="message"),
    path(f"{MESSAGE}undo/", messages.undo, name="undo"),
    path(f"{MESSAGE}raw/", messages.raw, name="raw"),
    path(f"{MESSAGE}original/", messages.original, name="original"),
    path("attachments/<int:pk>/", messages.attachment, name="attachment"),
    path("attachments/<int:pk>/<str:name>/", messages.attachment, name="attachment_named"),
    path(f"{TICKET}solution/", verbs.solution, name="solution"),
    path(f"{TICKET}snooze/", verbs.snooze, name="snooze"),
    path(f"{TICKET}assignment/", verbs.assignment, name="assignment"),
    path(f"{TICKET}tags/", verbs.tags, name="tags"),
    path(f"{TICKET}kind/", verbs.kind, name="kind"),
    path(f"{TICKET}priority/", verbs.priority, name="priority"),
    path(f"{TICKET}complexity/", verbs.complexity, name="complexity"),
    path(f"{TICKET}escalation/", escalating.escalation, name="escalation"),
    path(f"{TICKET}escalation/<int:escalation>/", escalating.answer, name="escalation_answer"),
    path(f"{TICKET}export/", exporting.export, name="export"),
    path(f"{TICKET}merge/", merging.merge, name="merge"),
    path(f"{TICKET}merge/candidates/", merging.candidates, name="candidates"),
]
