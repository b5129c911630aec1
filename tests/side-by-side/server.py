"""The fake network, with its ledger, its record of requests and its faults; and the feed that one of the tools reads."""

import http.server
import json
import ssl
import subprocess
import threading
import urllib.request

TOKEN = "ZA-Yj3aBD8U8Cm7lKUp-lm9O9BmDgdhHzDeqsY8tlL0"


class Certificate:
    """Of the loopback address, trusted only by those who are told of it."""

    def __init__(self, folder):
        self.file, self.key = folder / "certificate.pem", folder / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
            + ["-subj", "/CN=side-by-side", "-addext", "subjectAltName=IP:127.0.0.1"]
            + ["-keyout", str(self.key), "-out", str(self.file)],
            check=True,
            capture_output=True,
        )


class Server:
    """One process, fresh: nothing is on it yet."""

    def __init__(self, program, software, certificate=None):
        secured = [str(certificate.file), str(certificate.key)] if certificate else []
        self._trust = ssl.create_default_context(cafile=certificate.file) if certificate else None
        self._process = subprocess.Popen(
            ["dotnet", str(program), software, "0", *secured], stdout=subprocess.PIPE, text=True
        )
        self.address = self._process.stdout.readline().strip().rstrip("/")
        if not self.address:
            raise SystemExit(f"The fake {software} did not start.")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()

    @property
    def authority(self):
        return self.address.split("//")[1]

    def posts(self):
        return json.loads(self._ask("ledger"))

    def requests(self):
        return json.loads(self._ask("requests"))

    def plan(self, fault):
        """Happens to the next new post."""
        self._ask("faults", json.dumps({"Method": "POST", "Path": "/api/v1/statuses", **fault}).encode())

    def _ask(self, what, body=None):
        request = urllib.request.Request(f"{self.address}/_fake/{what}", data=body, headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, context=self._trust, timeout=60) as answer:
            return answer.read()


class Feed:
    """A feed with one entry, on a free port, for as long as this process lives."""

    def __init__(self, folder, title, page):
        entry = f"<entry><title>{title}</title><id>{page}</id><link href='{page}'/><updated>2026-11-18T12:00:00Z</updated></entry>"
        head = "<title>The paper</title><id>https://paper.example/</id><updated>2026-11-18T12:00:00Z</updated>"
        (folder / "feed.xml").write_text(f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{head}{entry}</feed>")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: _Silent(*given, directory=str(folder)))
        self.address = f"http://127.0.0.1:{server.server_port}/feed.xml"
        threading.Thread(target=server.serve_forever, daemon=True).start()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass
