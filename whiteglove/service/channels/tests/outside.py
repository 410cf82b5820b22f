"""A real SMTP server that keeps the bytes it was given and can be told to misbehave."""

import asyncio

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class OutsideServer:
    """`answers` maps a recipient to what RCPT is told; `at_data` is the answer to the last dot.

    `at_data = "die"` hangs up without a word, as a server does that crashes after taking the message.
    """

    def __init__(self, **options) -> None:
        self.received: list[tuple[str, list[str], bytes]] = []
        self.answers: dict[str, str] = {}
        self.at_data = "250 OK"
        self.options = options
        self.before_data = lambda: None
        self.signed_in: list[str] = []

    def start(self) -> None:
        self.controller = _AnyPort(self, hostname="127.0.0.1", port=0, **self.options)
        self.controller.start()
        self.port = self.controller.port

    def stop(self) -> None:
        self.controller.stop()

    def last(self) -> bytes:
        return self.received[-1][2]

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        self.before_data()
        if self.at_data == "die":
            server.transport.abort()
            await asyncio.sleep(0)
            return "421 gone"
        if self.at_data.startswith("250"):
            self.received.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        return self.at_data


class _AnyPort(Controller):
    """aiosmtpd's own self-test dials the port it was asked for, which can't be 0."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def factory(self) -> SMTP:
        return SMTP(
            self.handler, enable_SMTPUTF8=True, **{k: v for k, v in self.SMTP_kwargs.items() if k != "enable_SMTPUTF8"}
        )
