from django.urls import path

from whiteglove.front.analytics.views import wall

app_name = "analytics"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("now/", wall.now, name="wall_now"),
]
