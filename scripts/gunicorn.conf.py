"""The application server, for ``make run`` and for production alike; the environment decides.

HOST, PORT: where to listen. WEB_CONCURRENCY: processes (one by default: in the embedded
configuration the response cache lives in the process, and a purge must reach all of it).
WEB_THREADS: threads of each process. ACCESS_LOG=-: write every request to standard output.
"""

import os
import threading

host = os.environ.get("HOST", "127.0.0.1")
bind = f"{f'[{host}]' if ':' in host else host}:{os.environ.get('PORT', '8000')}"
wsgi_app = "portal.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 10
keepalive = 5
accesslog = os.environ.get("ACCESS_LOG")
errorlog = "-"
# Its warnings are about every HEAD request: Django leaves it to the server to drop the body.
loglevel = os.environ.get("SERVER_LOG_LEVEL", "error")
# The heartbeat file must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
# No second door: the process is managed by signals alone.
control_socket_disable = True


def post_worker_init(worker: object) -> None:
    """Run the portal's clock inside the server where there is only one: its purges must reach this very cache.

    In production (DATABASE_URL) ``manage.py run_scheduler`` runs as a service of its own.
    """
    if os.environ.get("DATABASE_URL"):
        return
    from django.core.management import call_command

    threading.Thread(target=call_command, args=("run_scheduler",), name="clock", daemon=True).start()
