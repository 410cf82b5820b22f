from django.urls import path

from .views import maps

app_name = "careers"
urlpatterns = [
    path("", maps.mine, name="mine"),
    path("team/", maps.team, name="team"),
    path("people/<int:pk>/", maps.person, name="person"),
]
