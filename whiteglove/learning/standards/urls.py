from django.urls import path

from whiteglove.learning.standards.views import coach, conversation, learning, standard

app_name = "standards"
urlpatterns = [
    path("standard/", standard.guide, name="guide"),
    path("standard/signals/", conversation.signals, name="signals"),
    path("standard/signals/<int:pk>/", conversation.signal, name="signal"),
    path("standard/tickets/<int:ticket>/phases/<str:phase>/", conversation.phase, name="phase"),
    path("standard/messages/<int:message>/findings/", conversation.findings, name="findings"),
    path("standard/messages/<int:message>/findings/<str:behaviour>/<int:start>/", conversation.why, name="why"),
    path("standard/corrections/<int:pk>/", conversation.correction, name="correction"),
    path("setup/learning/", learning.learning, name="learning"),
    path("setup/learning/corrections/", learning.export, name="corrections"),
    path("setup/learning/trials/<int:pk>/", learning.trial, name="trial"),
    path("setup/learning/<str:behaviour>/", learning.attempt, name="attempt"),
    path("setup/standard/", standard.setup, name="setup"),
    path("setup/standard/shipped/", standard.load_shipped, name="load"),
    path("setup/standard/revisions/<int:pk>/", standard.revision, name="revision"),
    path("standards/coach/", coach.coach_switch, name="coach_switch"),
    path("standards/coach/<int:ticket>/", coach.coach, name="coach"),
    path("standards/coach/<int:ticket>/let-be/", coach.let_be, name="let_be"),
    path("standards/coach/<int:ticket>/let-be/<int:pk>/", coach.mind_again, name="mind_again"),
]
