"""The doors of the answer bot, below `/answers/`."""

from django.urls import path

from whiteglove.service.answers.views import seen, setup

app_name = "answers"
urlpatterns = [
    path("", seen.index, name="index"),
    path("answered/", seen.answered, name="answered"),
    path("missed/", seen.missed, name="missed"),
    path("missed.csv", seen.sheet, name="sheet"),
    path("missed/see-to/", seen.see_to, name="see_to"),
    path("missed/settle/", seen.settle_group, name="settle"),
    path("missed/settled/<int:pk>/undo/", seen.undo, name="undo"),
    path("try/", seen.attempt, name="try"),
    path("setup/", setup.bots, name="bots"),
    path("setup/model/", setup.try_model, name="try_model"),
    path("setup/<int:pk>/", setup.bot, name="bot"),
    path("setup/<int:pk>/switch/", setup.switch, name="switch"),
    path("setup/<int:pk>/flow/", setup.keep, name="keep_flow"),
    path("setup/<int:pk>/preview/", setup.look, name="look"),
    path("setup/<int:pk>/attempts/", setup.attempt, name="attempt"),
    path("setup/<int:pk>/versions/<int:number>/", setup.version, name="version"),
]
