"""Asking beside the talk: begun when a line comes, looked at when the bot speaks. Nobody waits longer than they may."""

import threading
from collections import OrderedDict
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet

from .endpoint import BUSY, FAILED, LATE, TOKENS, Endpoint, Failed, ask
from .picking import TASK

AT_ONCE = 8  # requests under way in one process
KEPT = 100  # answers nobody has come for yet
Key = tuple[Endpoint, str]


class Asking:
    """Requests under way in this process, and answers that wait for whoever asked."""

    def __init__(self, at_once: int = AT_ONCE, task: str = TASK, tokens: int = TOKENS) -> None:
        self._task, self._tokens = task, tokens
        self._asked: OrderedDict[Key, Future[str]] = OrderedDict()
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(at_once)

    def begin(self, to: Endpoint, words: str) -> Future[str]:
        """Returns at once; the same question twice is one request."""
        with self._lock:
            one = self._asked.get((to, words))
            if one is None:
                one = self._asked[to, words] = Future()
                while len(self._asked) > KEPT:
                    self._asked.popitem(last=False)
                self._start(to, words, one)
            return one

    def take(self, to: Endpoint, words: str, seconds: float) -> str:
        """Its answer, waited for so long at most; nothing is begun where no time is left. Raises Failed."""
        with self._lock:
            if seconds <= 0 and (to, words) not in self._asked:
                raise Failed(LATE, "No time was left.")
        one = self.begin(to, words)
        try:
            return one.result(max(0.0, seconds))
        except (NotYet, CancelledError) as error:
            raise Failed(LATE, "It didn't answer in time.") from error
        finally:
            with self._lock:
                self._asked.pop((to, words), None)

    def _start(self, to: Endpoint, words: str, one: Future[str]) -> None:
        if not self._room.acquire(blocking=False):
            one.set_exception(Failed(BUSY, "Too many questions are under way."))
            return
        threading.Thread(target=self._run, args=(to, words, one), name="answers model", daemon=True).start()

    def _run(self, to: Endpoint, words: str, one: Future[str]) -> None:
        try:
            one.set_result(ask(to, self._task, words, self._tokens))
        except Exception as error:
            one.set_exception(error if isinstance(error, Failed) else Failed(FAILED, type(error).__name__))
        finally:
            self._room.release()


under_way = Asking()
