"""`/survey/`: where the links in a survey's mail lead."""

from django.urls import path

from .views import public

app_name = "survey"
urlpatterns = [
    path("<str:token>/", public.page, name="page"),
    path("<str:token>/stop/", public.way_out, name="stop"),
    path("<str:token>/<int:score>/", public.page, name="score"),
]
