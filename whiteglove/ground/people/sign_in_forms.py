"""Allauth's forms in the house's words: labels instead of placeholders."""

from allauth.account import forms

LABELS = {
    "login": "Email address",
    "email": "Email address",
    "oldpassword": "Password until now",
    "password1": "New password",
    "password2": "New password again",
}


class Labelled:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class SignIn(Labelled, forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The page itself offers the way to a new password.
        self.fields["password"].help_text = ""


class ForgottenPassword(Labelled, forms.ResetPasswordForm):
    pass


class NewPassword(Labelled, forms.ResetPasswordKeyForm):
    pass


class ChangePassword(Labelled, forms.ChangePasswordForm):
    pass


class FirstPassword(Labelled, forms.SetPasswordForm):
    pass


class ShowAgain(Labelled, forms.ReauthenticateForm):
    pass
