"""`/professionals/`: what strangers may see of those who chose so."""

from django.urls import path

from .views import public

app_name = "professionals"
urlpatterns = [
    path("", public.directory, name="list"),
    path("<slug:slug>/", public.page, name="page"),
    path("<slug:slug>/picture.jpg", public.picture, name="picture"),
]
