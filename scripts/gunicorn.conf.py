"""The application server, for ``make run`` and for production alike; the environment decides.

HOST, PORT: where to listen. WEB_CONCURRENCY: processes (one by default: in the embedded
configuration the response cache lives in the process, and a purge must reach all of it).
WEB_THREADS: threads of each process. ACCESS_LOG=-: write every request to standard output.
"""

import os

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
loglevel = os.environ.get("LOG_LEVEL", "warning").lower()
# The heartbeat file must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
# No second door: the process is managed by signals alone.
control_socket_disable = True
