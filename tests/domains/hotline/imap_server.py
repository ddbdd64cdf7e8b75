"""A mailbox of its own for tests: as much of IMAP4rev1 as is asked of one here, over a real socket."""

from __future__ import annotations

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

USER, PASSWORD = "tinbao@langson.gov.vn", "mat-khau-khong-ai-doc"
_CAME = '"30-Nov-2026 08:00:00 +0700"'


@dataclass
class Folder:
    """A mailbox as its server has it; what was said to it stands in COMMANDS."""

    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    moved: dict[int, str] = field(default_factory=dict)
    uidvalidity: int = 1
    # After so many mails were told whole the line is cut; never where it is none.
    cut_after: int | None = None
    commands: list[str] = field(default_factory=list)
    port: int = 0

    def put(self, content: bytes) -> int:
        uid = max(self.mails, default=0) + 1
        self.mails[uid] = content
        return uid


@contextmanager
def serving(folder: Folder, *, tls: ssl.SSLContext | None = None) -> Iterator[Folder]:
    class Handler(_Handler):
        of = folder

        def setup(self) -> None:
            if tls is not None:
                self.request = tls.wrap_socket(self.request, server_side=True)
            super().setup()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """Whoever calls may hang up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        folder.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield folder
        finally:
            server.shutdown()
            thread.join()


class _Handler(socketserver.StreamRequestHandler):
    of: Folder

    def say(self, text: str | bytes) -> None:
        self.wfile.write((text.encode() if isinstance(text, str) else text) + b"\r\n")

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _, said = line.partition(" ")
            self.of.commands.append(said)
            name = said.upper()
            if name.startswith("LOGIN") and f'"{PASSWORD}"' not in said and not said.endswith(PASSWORD):
                self.say(f"{tag} NO [AUTHENTICATIONFAILED] wrong")
                continue
            if name.startswith("SELECT") and "INBOX" not in said:
                self.say(f"{tag} NO no such folder")
                continue
            if not self.answer(name, said):
                return
            self.say(f"{tag} OK done")
            if name == "LOGOUT":
                return

    def answer(self, name: str, said: str) -> bool:
        folder = self.of
        if name == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1 MOVE")
        elif name.startswith("SELECT"):
            self.say(f"* {len(folder.mails)} EXISTS")
            self.say(f"* OK [UIDVALIDITY {folder.uidvalidity}] valid")
        elif name.startswith("UID SEARCH"):
            begin = int(re.findall(r"UID (\d+):\*", said)[0])
            # As the protocol has it: the last one is always within.
            found = [uid for uid in folder.mails if uid >= begin] or list(folder.mails)[-1:]
            self.say("* SEARCH " + " ".join(map(str, found)))
        elif name.startswith("UID FETCH"):
            return self.fetch(int(said.split()[2]), name)
        elif name.startswith("UID STORE"):
            folder.seen |= {int(uid) for uid in said.split()[2].split(",")}
        elif name.startswith("UID MOVE"):
            for uid in said.split()[2].split(","):
                folder.moved[int(uid)] = said.split(maxsplit=3)[3].strip('"')
                folder.mails.pop(int(uid))
        return True

    def fetch(self, uid: int, name: str) -> bool:
        content = self.of.mails.get(uid)
        if content is None:
            return True
        if "HEADER" in name:
            head = content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            told = f"* 1 FETCH (UID {uid} RFC822.SIZE {len(content)} INTERNALDATE {_CAME} BODY[HEADER] {{{len(head)}}}"
            self.wfile.write(told.encode() + b"\r\n" + head + b")\r\n")
            return True
        if self.of.cut_after is not None:
            if self.of.cut_after == 0:
                return False
            self.of.cut_after -= 1
        self.wfile.write(f"* 1 FETCH (UID {uid} BODY[] {{{len(content)}}}\r\n".encode() + content + b")\r\n")
        return True
