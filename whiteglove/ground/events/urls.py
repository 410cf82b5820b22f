from django.urls import path

from whiteglove.ground.events import views

app_name = "events"
urlpatterns = [
    path("", views.setup, name="setup"),
    path("log/", views.happened, name="log"),
    path("replay/", views.replay_all, name="replay_all"),
    path("deliveries/<int:pk>/replay/", views.replay_one, name="replay"),
]
