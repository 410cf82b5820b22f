"""`/credentials/` and `did.json`: what anybody may see, without signing in and without being counted."""

from django.urls import path

from .views import files, public

app_name = "credentials"
urlpatterns = [
    path(".well-known/did.json", files.did, name="did"),
    path("did.json", files.did, name="did_of_path"),
    path("credentials/verify/", public.verify, name="verify"),
    path("credentials/issuer/", public.issuer, name="issuer"),
    path("credentials/issuer/logo.png", files.logo, name="logo"),
    path("credentials/status/<int:number>/", files.status, name="status"),
    path("credentials/achievements/<slug:revision>/<str:name>/", public.achievement, name="achievement"),
    path("credentials/achievements/<slug:revision>/<str:name>/badge.svg", files.badge, name="badge"),
    path("credentials/<uuid:public_id>/", public.page, name="page"),
    path("credentials/<uuid:public_id>/credential.json", files.document, name="document"),
    path("credentials/<uuid:public_id>/credential.jwt", files.token, name="token"),
    path("credentials/<uuid:public_id>/badge.png", files.baked_png, name="png"),
    path("credentials/<uuid:public_id>/badge.svg", files.baked_svg, name="svg"),
    path("credentials/<uuid:public_id>/certificate.pdf", files.certificate, name="pdf"),
]
