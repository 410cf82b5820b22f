"""Many hands at once, in real threads and real transactions."""

import threading

from django.db import close_old_connections, connection


def at_once(*jobs) -> list:
    """Run all jobs at the same moment; returns what each gave or raised."""
    results, gate = [None] * len(jobs), threading.Barrier(len(jobs))

    def run(n, job):
        try:
            gate.wait(10)
            results[n] = job()
        except Exception as error:
            results[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, job)) for n, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    close_old_connections()
    return results
