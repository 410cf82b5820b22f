"""Doors under /community/awards/."""

from django.urls import path

from .views import arranging, judging, nominating, rounds

app_name = "awards"
ROUND = "rounds/<slug:cycle>/"
ONE = f"{ROUND}<slug:category>/"
urlpatterns = [
    path("", rounds.home, name="home"),
    path("mine.json", rounds.mine, name="mine"),
    path("winners/", rounds.winners, name="winners"),
    path("plan/", arranging.plan, name="plan"),
    path("nominations/<int:pk>/", nominating.nomination, name="nomination"),
    path("nominations/<int:pk>/answer/", nominating.answer, name="answer"),
    path("judging/<int:pk>/", judging.judging, name="judging"),
    path("judging/<int:pk>/released/", arranging.dismissed, name="dismissed"),
    path("judging/<int:pk>/<int:nomination>/", judging.score, name="score"),
    path("judging/<int:pk>/<int:nomination>/conflict/", judging.conflict, name="conflict"),
    path(ROUND, rounds.round_of, name="round"),
    path(f"{ROUND}times/", arranging.times, name="times"),
    path(f"{ROUND}off/", arranging.off, name="off"),
    path(f"{ROUND}winners.csv", rounds.results, name="results"),
    path(f"{ONE}put-forward/", nominating.put_forward, name="put_forward"),
    path(f"{ONE}judges/", arranging.judges_of, name="judges"),
]
