"""The tools that are compared: how each is told to make the same one post, and how its user goes on after a run."""

import datetime
import os
import re
import secrets
import shutil
import subprocess

from server import TOKEN

TITLE = "The paper 678 is out!"
PAGE = "https://paper.example/678"


class Tool:
    """`prepare` makes a folder as on the first day, `command` is one go, `environment` what is added to ours."""

    environment = {}

    # Whether cron runs it again whatever happened; else its user does, as long as it says that it failed.
    is_run_by_cron = True

    def __init__(self, name, version):
        self.name, self.version = name, version

    def let_an_hour_pass(self, folder):
        """Makes what a run left in the folder an hour older."""


class Syndicator(Tool):
    def __init__(self, program, sample):
        super().__init__("syndicator", _said([program, "--version"]).split("+")[0])
        self._program, self._sample = program, sample

    def prepare(self, folder, server, feed, certificate):
        # A name of its own: a server that honours keys would give the post of an earlier turn again.
        paper = folder / "config" / f"paper-{secrets.token_hex(4)}"
        (paper / "issues").mkdir(parents=True)
        shutil.copytree(self._sample / "templates", paper / "templates")
        (issue,) = (self._sample / "issues").glob("*.md")
        today = datetime.datetime.now(datetime.timezone.utc).date()
        text = re.sub(r"(?m)^Date: .*$", f"Date: {today}", issue.read_text("utf-8"), count=1)
        (paper / "issues" / "678.md").write_text(text, "utf-8")
        (paper / "publication.yaml").write_text(
            "name: The Paper\nsite: https://paper.example/\npagePath: '{number}'\nsource: { folder: issues/ }\n"
            "schedules: { zone: UTC }\nhold: 0m\ncheckPage: false\n"
        )
        (paper / "accounts.yaml").write_text(
            f"accounts:\n  - {{ name: mastodon, network: mastodon, server: '{server.address}', "
            "credentials: 'env:PAPER_TOKEN', mode: live, thread: false }\n"
        )
        self.environment = {"PAPER_TOKEN": TOKEN}
        # By default a killed run is waited for half a minute, and look-ups are two minutes apart; nobody wants to wait for that here.
        self.environment |= {"Delivery__Lease": "15s", "Delivery__RequestTimeLimit": "5s", "Delivery__BetweenLookUps": "2s"}
        if certificate:
            self.environment["SSL_CERT_FILE"] = str(certificate.file)

    def command(self, folder):
        return [self._program, "announce", "--deliver", "--config", "config"]

    def make_store(self, folder):
        """As it is in every week but the first."""
        subprocess.run([self._program, "posts", "list", "--config", "config"], cwd=folder, env=os.environ | self.environment, check=True)


class Feed2Toot(Tool):
    """https://feed2toot.readthedocs.io, the Debian package."""

    def __init__(self, program):
        super().__init__("feed2toot", _said(["dpkg-query", "--showformat=${Version}", "--show", "feed2toot"]))
        self._program = program

    def prepare(self, folder, server, feed, certificate):
        (folder / "client.txt").write_text(f"client\nsecret\n{server.address}\npaper\n")
        (folder / "user.txt").write_text(f"{TOKEN}\n{server.address}\n")
        (folder / "feed2toot.ini").write_text(
            f"[mastodon]\ninstance_url={server.address}\nclient_credentials={folder}/client.txt\nuser_credentials={folder}/user.txt\n"
            f"toot_visibility=public\n[cache]\ncachefile={folder}/cache\n[lock]\nlock_file={folder}/lock\n"
            f"[rss]\nuri={feed.address}\ntoot={{title}} {{link}}\n"
        )
        if certificate:
            self.environment = {"REQUESTS_CA_BUNDLE": str(certificate.file)}

    def command(self, folder):
        return [self._program, "-c", "feed2toot.ini"]

    def let_an_hour_pass(self, folder):
        lock = folder / "lock"
        if lock.exists():
            form = "%Y-%m-%d_%H-%M-%S"
            lock.write_text((datetime.datetime.strptime(lock.read_text(), form) - datetime.timedelta(seconds=3601)).strftime(form))


class Crosspost(Tool):
    """https://github.com/humanwhocodes/crosspost, the package of npm."""

    is_run_by_cron = False

    def __init__(self, program):
        super().__init__("crosspost", _said(["node", "-p", f"require('{program.parent}/../@humanwhocodes/crosspost/package.json').version"]))
        self._program = program

    def prepare(self, folder, server, feed, certificate):
        # It speaks nothing but TLS.
        self.environment = {"MASTODON_ACCESS_TOKEN": TOKEN, "MASTODON_HOST": server.authority}
        self.environment["NODE_EXTRA_CA_CERTS"] = str(certificate.file)

    def command(self, folder):
        return [self._program, "--mastodon", f"{TITLE} {PAGE}"]


def find(scratch, program, sample):
    """Every tool that can be had on this machine, and what cannot, with the reason."""
    tools, missing = [Syndicator(program, sample)], []
    if shutil.which("feed2toot") or _install("apt-get", "install", "-y", "feed2toot"):
        tools.append(Feed2Toot(shutil.which("feed2toot")))
    else:
        missing.append("feed2toot: `apt-get install feed2toot` did not succeed (it needs Debian or Ubuntu, root rights and a package mirror)")

    crosspost = scratch / "node_modules" / ".bin" / "crosspost"
    if crosspost.exists() or _install("npm", "install", "--prefix", str(scratch), "@humanwhocodes/crosspost"):
        tools.append(Crosspost(crosspost))
    else:
        missing.append("crosspost: `npm install @humanwhocodes/crosspost` did not succeed (it needs Node 20 and the registry)")
    return tools, missing


def _install(*command):
    try:
        return subprocess.run(command, capture_output=True, timeout=300).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _said(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
