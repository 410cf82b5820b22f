"""Doors under /practice/desk/: serving a simulated customer in the workspace, whose own doors are the desk's."""

from django.urls import path

from .views import desk

app_name = "practice_desk"
urlpatterns = [
    path("runs/<int:pk>/", desk.sit, name="sit"),
    path("runs/<int:pk>/band/", desk.band, name="band"),
    path("runs/<int:pk>/deeds/", desk.deeds, name="deeds"),
    path("runs/<int:pk>/deeds/<int:did>/", desk.deed, name="deed"),
    path("runs/<int:pk>/leaving/", desk.leaving, name="leaving"),
]
