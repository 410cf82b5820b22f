"""`/forum-letters/`: the way out of the forum's letters, for whoever has one."""

from django.urls import path

from .views import way_out

app_name = "forum_letters"
urlpatterns = [path("<str:token>/stop/", way_out.stop, name="stop")]
