"""Doors under /practice/."""

from django.urls import path

from .views import debrief, desk, history, library, play, scenarios

app_name = "practice"
urlpatterns = [
    path("", library.library, name="library"),
    path("customers/<slug:key>/", library.customer, name="customer"),
    path("customers/<slug:key>/runs/", library.begin, name="begin"),
    path("runs/<int:pk>/", debrief.debrief, name="debrief"),
    path("runs/<int:pk>/play/", play.play, name="play"),
    path("runs/<int:pk>/left/", play.left, name="left"),
    path("runs/<int:pk>/again/", play.again, name="again"),
    path("runs/<int:pk>/good-play/", debrief.golden, name="golden"),
    path("runs/<int:pk>/shown/", debrief.show, name="show"),
    path("runs/<int:pk>/shown/<int:coach>/", debrief.withdraw, name="shown"),
    path("runs/<int:pk>/remarks/", debrief.remarks, name="remarks"),
    path("runs/<int:pk>/remarks/<int:remark>/", debrief.remark, name="remark"),
    path("desk/<int:pk>/", desk.sit, name="sit"),
    path("desk/<int:pk>/band/", desk.band, name="band"),
    path("desk/<int:pk>/deeds/", desk.deeds, name="deeds"),
    path("desk/<int:pk>/deeds/<int:did>/", desk.deed, name="deed"),
    path("desk/<int:pk>/leaving/", desk.leaving, name="leaving"),
    path("mine/", history.history, name="history"),
    path("mine.csv", history.sheet, name="sheet"),
    path("mine.json", history.mine, name="mine"),
    path("shown/", history.shown, name="shown_to_me"),
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("scenarios/voice/", scenarios.try_voice, name="voice"),
    path("scenarios/<slug:key>/", scenarios.scenario, name="scenario"),
    path("scenarios/<slug:key>/golden/", scenarios.check, name="check"),
]
