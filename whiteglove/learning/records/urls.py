from django.urls import path

from .views import pages

app_name = "records"
urlpatterns = [
    path("learning-record.json", pages.mine, name="mine"),
    path("setup/records/", pages.setup, name="setup"),
    path("setup/records/again/", pages.again, name="again"),
]
