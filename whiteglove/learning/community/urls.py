from django.urls import path

from .views import people

app_name = "community"
urlpatterns = [
    path("", people.home, name="home"),
    path("people/", people.listed, name="people"),
    path("people/<int:pk>/", people.profile, name="profile"),
]
