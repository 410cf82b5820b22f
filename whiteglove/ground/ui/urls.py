from django.urls import path

from whiteglove.ground.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.guide, name="guide"),
    path("commands/", views.commands, name="commands"),
    path("panels/<str:place>/<str:key>/", views.panel, name="panel"),
]
