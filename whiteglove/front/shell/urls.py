from django.urls import path

from whiteglove.front.shell.views import corners, first, home, setup

app_name = "shell"
urlpatterns = [
    path("", home.arrive, name="home"),
    path("week/goals/", home.goals, name="goals"),
    path("search/", setup.search, name="search"),
    path("setup/", setup.setup, name="setup"),
    path("setup/first/", first.first, name="first"),
    path("robots.txt", corners.robots, name="robots"),
    path("favicon.ico", corners.favicon, name="favicon"),
]
