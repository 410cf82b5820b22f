from django.urls import path

from .views import given, own, setup

app_name = "certificates"
urlpatterns = [
    path("certificates/", own.mine, name="mine"),
    path("certificates/all.zip", own.export, name="export"),
    path("certificates/<int:pk>/erase/", own.erase, name="erase"),
    path("certificates/given/", given.given, name="given"),
    path("certificates/<int:pk>/revoke/", given.revoke, name="revoke"),
    path("certificates/<int:pk>/reissue/", given.reissue, name="reissue"),
    path("setup/certificates/", setup.issuer, name="setup"),
    path("setup/certificates/key/", setup.key, name="key"),
]
