"""The portal: `/my/`, for customers who came in by a link in a mail."""

from django.urls import path

from .views import beginning, profile, requests, signing_in

app_name = "my"
urlpatterns = [
    path("", requests.home, name="home"),
    path("sign-in/", signing_in.ask, name="sign_in"),
    path("in/<str:token>/", signing_in.enter, name="enter"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("sign-out/everywhere/", signing_in.sign_out_everywhere, name="sign_out_everywhere"),
    path("profile/", profile.profile, name="profile"),
    path("new/", beginning.kinds, name="kinds"),
    path("new/<slug:place>/<slug:kind>/", beginning.begin, name="begin"),
    path("requests/<int:number>/", requests.request_page, name="request"),
    path("requests/<int:number>/solved/", requests.solved, name="solved"),
    path("requests/<int:number>/news/", requests.news, name="news"),
    path("requests/<int:number>/pictures/<int:file>/", requests.picture, name="picture"),
    path("requests/<int:number>/files/<int:file>/", requests.file, name="file"),
]
