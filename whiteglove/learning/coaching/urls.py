"""Doors under /coaching/."""

from django.urls import path

from .views import examples, files, home, suggestions, talks

app_name = "coaching"
urlpatterns = [
    path("", home.home, name="home"),
    path("news/", home.seen, name="seen"),
    path("calendar.ics", files.calendar, name="calendar"),
    path("mine.json", files.mine, name="mine"),
    path("absences/", home.away, name="away"),
    path("absences/<int:pk>/", home.absence, name="absence"),
    path("people/<int:person>/", home.person, name="person"),
    path("people/<int:person>/talks/", home.plan, name="plan"),
    path("people/<int:person>/lead/", home.lead, name="lead"),
    path("talks/<int:pk>/", talks.talk, name="talk"),
    path("talks/<int:pk>/held/", talks.held, name="held"),
    path("talks/<int:pk>/skipped/", talks.skipped, name="skipped"),
    path("talks/<int:pk>/time/", talks.time, name="time"),
    path("talks/<int:pk>/agenda/", talks.agenda, name="agenda"),
    path("talks/<int:pk>/notes/", talks.notes, name="notes"),
    path("talks/<int:pk>/notes/<int:note>/", talks.note, name="note"),
    path("talks/<int:pk>/agreed/", talks.agreements, name="agreements"),
    path("talks/<int:pk>/skills/", talks.skills, name="skills"),
    path("talks/<int:pk>/skills/<int:focus>/", talks.focus, name="focus"),
    path("agreed/<int:action>/", talks.agreement, name="agreement"),
    path("examples/", examples.examples, name="examples"),
    path("examples/of/<int:ticket>/", examples.begin, name="begin"),
    path("examples/<int:pk>/", examples.example, name="example"),
    path("examples/<int:pk>/words/", examples.mask, name="mask"),
    path("examples/<int:pk>/lines/<int:line>/", examples.line, name="line"),
    path("examples/<int:pk>/shared/", examples.shared, name="shared"),
    path("examples/<int:pk>/reactions/<slug:how>/", examples.reaction, name="reaction"),
    path("examples/<int:pk>/comments/", examples.comments, name="comments"),
    path("examples/<int:pk>/comments/<int:comment>/", examples.comment, name="comment"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/new/", suggestions.new, name="suggest"),
    path("suggestions/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path("suggestions/<int:pk>/support/", suggestions.support, name="support"),
    path("suggestions/<int:pk>/decision/", suggestions.decision, name="decision"),
    path("suggestions/<int:pk>/done/", suggestions.finished, name="finished"),
    path("suggestions/<int:pk>/same/", suggestions.same, name="same"),
]
