"""The shapes people fill in; the actions decide."""

from django import forms

from whiteglove.ground.people.models import Team
from whiteglove.service.channels.models import Account

SECURITY = [("tls", "TLS from the start"), ("starttls", "STARTTLS"), ("none", "None (only on this machine)")]
SIGN_IN = [("password", "Password"), ("oauth2", "OAuth 2 token")]
SECRETS = ("smtp_password", "imap_password", "client_secret", "refresh_token")
OFF = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


def text(label: str, help_text: str = "", **more) -> forms.CharField:
    widget = forms.TextInput(attrs=OFF)
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=250, widget=widget, **more)


def secret(label: str, help_text: str = "") -> forms.CharField:
    """Written, never shown: the page gets an empty field whatever is stored."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False)
    return forms.CharField(label=label, help_text=help_text, required=False, strip=False, widget=widget)


def port(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=1, max_value=65535)


def choice(label: str, choices: list[tuple[str, str]], help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, help_text=help_text)


def tick(label: str, help_text: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class MailboxForm(forms.Form):
    """One mailbox: who it is, how its mail comes in, how it goes out."""

    name = forms.CharField(label="Name", max_length=120, help_text="Customers see it as the sender.")
    address = forms.EmailField(label="Address", max_length=254, widget=forms.EmailInput(attrs=OFF))
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Team",
        required=False,
        empty_label="No team",
        help_text="New tickets from this mailbox belong to it.",
    )
    is_default = tick("Default mailbox", "For mail that names none of your mailboxes.")
    catch_all = tick("Take mail for unknown addresses too", "Only the default mailbox can. Otherwise they are refused.")
    plus_addressing = tick(
        "The mail server delivers name+anything@ here",
        "Then replies carry a signed address that always finds its ticket.",
    )
    checked_by = text(
        "Mail server that checks senders",
        "Its name as it stands first in Authentication-Results, such as mx.example.com. It has to remove such lines "
        "from mail that comes from outside. Empty: nobody's are believed.",
    )
    spam = choice("Mail marked as spam", [("set_aside", "Set aside, for leads to see"), ("file", "File as usual")])

    imap_host = text("Server", "Leave it empty when your mail server delivers here by SMTP or a pipe.")
    imap_security = choice("Encryption", SECURITY)
    imap_port = port("Port", "Empty: 993 with TLS, else 143.")
    imap_user = text("User", "Empty: the address.")
    imap_auth = choice("Sign in with", SIGN_IN)
    imap_password = secret("Password")
    imap_folders = text("Folders", "Separated by commas. Empty: INBOX.")
    imap_start = choice("Begin with", [("new", "Mail that arrives from now on"), ("all", "Everything in the folders")])
    imap_after = choice(
        "Afterwards",
        [("leave", "Leave everything as it is"), ("seen", "Mark as read"), ("move", "Move to the folder below")],
    )
    imap_move_to = text("Move to")

    smtp_host = text("Server", "Without one, answers wait in the queue.")
    smtp_security = choice("Encryption", SECURITY)
    smtp_port = port("Port", "Empty: 465 with TLS, 587 with STARTTLS, else 25.")
    smtp_user = text("User", "Empty: no sign-in with a password.")
    smtp_auth = choice("Sign in with", SIGN_IN)
    smtp_password = secret("Password")
    verify = tick("Check the servers' certificates", "Switch it off only for a server of your own.")

    token_url = text("Token address", "Such as https://login.example/oauth2/token.")
    client_id = text("Client id")
    client_secret = secret("Client secret")
    scope = text("Scope")
    refresh_token = secret("Refresh token")

    SECTIONS = [
        (
            "Mailbox",
            "",
            ["name", "address", "team", "is_default", "catch_all", "plus_addressing", "spam", "checked_by"],
        ),
        (
            "Incoming mail (IMAP)",
            "Whiteglove fetches it every minute.",
            [
                "imap_host",
                "imap_security",
                "imap_port",
                "imap_user",
                "imap_auth",
                "imap_password",
                "imap_folders",
                "imap_start",
                "imap_after",
                "imap_move_to",
            ],
        ),
        (
            "Outgoing mail (SMTP)",
            "",
            ["smtp_host", "smtp_security", "smtp_port", "smtp_user", "smtp_auth", "smtp_password", "verify"],
        ),
        (
            "OAuth 2",
            "Only for providers that no longer take passwords.",
            ["token_url", "client_id", "client_secret", "scope", "refresh_token"],
        ),
    ]

    def __init__(self, *args, account: Account | None = None, **kwargs):
        self.account = account
        super().__init__(*args, initial=initial_of(account), **kwargs)
        self.fields["team"].queryset = Team.objects.filter(archived_at=None)
        for name in SECRETS:
            if account and self._has(name):
                self.fields[name].help_text = "One is stored. Leave it empty to keep it."

    def _has(self, name: str) -> bool:
        from whiteglove.service.channels.secrets import Lost

        try:
            return bool(self.account and self.account.secrets.get(name))
        except Lost:
            return False

    def sections(self) -> list[dict]:
        """[{title, says, fields, open}] for the page; the rarely needed ones are folded unless they have errors."""
        return [
            {
                "title": title,
                "says": says,
                "fields": [self[name] for name in names],
                "open": title != "OAuth 2" or bool(self["token_url"].value()) or any(self[n].errors for n in names),
            }
            for title, says, names in self.SECTIONS
        ]

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        others = Account.objects.at(address).filter(kind="email")
        if self.account:
            others = others.exclude(pk=self.account.pk)
        if others.exists():
            raise forms.ValidationError("There is already a mailbox with this address.")
        return address

    def clean(self) -> dict:
        given = super().clean()
        for part in ("smtp", "imap"):
            self._ask_again_for_another_server(part, given)
        if given.get("imap_after") == "move" and not given.get("imap_move_to"):
            self.add_error("imap_move_to", "Say which folder.")
        if "oauth2" in (given.get("imap_auth"), given.get("smtp_auth")) and not given.get("token_url"):
            self.add_error("token_url", "Signing in with a token needs the token address.")
        return given

    def _ask_again_for_another_server(self, part: str, given: dict) -> None:
        """A stored password must never be sent to a server it wasn't entered for."""
        before = self.account.part(part).get("host") if self.account else ""
        now, password = given.get(f"{part}_host"), given.get(f"{part}_password")
        if before and now and now != before and not password and self._has(f"{part}_password"):
            self.add_error(f"{part}_password", "The server has changed. Please enter the password again.")

    def values(self) -> dict:
        """What `add_account` and `change_account` take."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "address": given["address"],
            "team": given["team"],
            "is_default": given["is_default"],
            "settings": settings_of(given, self.account),
            "secrets": {name: given[name] for name in SECRETS},
        }


def initial_of(account: Account | None) -> dict:
    if account is None:
        return {"imap_security": "tls", "smtp_security": "starttls", "imap_start": "new", "verify": True}
    imap, smtp, oauth = (account.part(part) for part in ("imap", "smtp", "oauth"))
    after = "move" if imap.get("move_to") else "seen" if imap.get("seen") else "leave"
    kept = {
        "name": account.name,
        "address": account.address,
        "team": account.team_id,
        "is_default": account.is_default,
        "verify": smtp.get("verify", imap.get("verify", True)),
        "imap_folders": ", ".join(imap.get("folders", [])),
        "imap_after": after,
    }
    kept |= {name: account.settings.get(name) for name in ("catch_all", "plus_addressing", "spam", "checked_by")}
    ends = ("host", "security", "port", "user", "auth")
    kept |= {f"imap_{name}": imap.get(name) for name in (*ends, "start", "move_to")}
    kept |= {f"smtp_{name}": smtp.get(name) for name in ends}
    return kept | {name: oauth.get(name) for name in ("token_url", "client_id", "scope")}


def settings_of(given: dict, account: Account | None) -> dict:
    """The account's settings, with empty values left out and unknown ones kept."""

    def part(name: str, *keys: str) -> dict:
        return {key: given[f"{name}_{key}"] for key in keys if given.get(f"{name}_{key}")}

    imap = part("imap", "host", "security", "port", "user", "auth", "start")
    imap["folders"] = [name.strip() for name in given["imap_folders"].split(",") if name.strip()] or ["INBOX"]
    imap |= {"seen": given["imap_after"] == "seen", "verify": given["verify"]}
    imap |= {"move_to": given["imap_move_to"]} if given["imap_after"] == "move" else {}
    smtp = part("smtp", "host", "security", "port", "user", "auth") | {"verify": given["verify"]}
    oauth = {key: given[key] for key in ("token_url", "client_id", "scope") if given[key]}
    kept = dict(account.settings) if account else {}
    return kept | {
        "imap": imap if given["imap_host"] else {},
        "smtp": smtp if given["smtp_host"] else {},
        "oauth": oauth,
        "spam": given["spam"],
        "catch_all": given["catch_all"],
        "plus_addressing": given["plus_addressing"],
        "checked_by": given["checked_by"],
    }


class SetAsideForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class LetterForm(forms.Form):
    """What a visitor of the demo writes as the customer."""

    sender = forms.EmailField(label="From")
    to = forms.EmailField(label="To")
    subject = forms.CharField(label="Subject", max_length=300, required=False)
    text = forms.CharField(label="Message", widget=forms.Textarea(attrs={"data-grows": ""}))
