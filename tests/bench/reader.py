"""A reader without a browser: speaks Streamlit's protocol, keeps what a browser keeps, counts what comes.

What a page costs the server shows without the browser's own work, and twenty readers need no twenty browsers.
"""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect


@dataclass(frozen=True)
class Answer:
    """What one question brought: how long it took until the script had finished, in how many messages and bytes."""

    seconds: float
    messages: int
    bytes: int


class Reader:
    """One open tab."""

    def __init__(self, address: str) -> None:
        self._open = ExitStack()
        stream = address.replace("http", "ws") + "/_stcore/stream"
        self._socket = self._open.enter_context(connect(stream, subprotocols=["streamlit"], origin=address, max_size=None))  # type: ignore[arg-type,list-item]
        self._kept: set[str] = set()
        self._pages: dict[str, str] = {}
        self.said: list[ForwardMsg] = []  # what the last question brought
        self.watches = ""  # the fragment that asks again every few seconds whether something new was published

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._open.close()

    def open(self, page: str, query: str = "") -> Answer:
        """Ask for a page by its path ("" is the first) with the choices of the address."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        asked.rerun_script.page_script_hash = self._pages.get(page, "")
        return self._ask(asked)

    def watch(self) -> Answer:
        """Ask whether something newer was published, as an open tab does by itself."""
        asked = BackMsg()
        asked.rerun_script.fragment_id = self.watches
        asked.rerun_script.is_auto_rerun = True
        return self._ask(asked)

    def _ask(self, asked: BackMsg) -> Answer:
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        began = time.perf_counter()
        self._socket.send(asked.SerializeToString())
        self.said, received = [], 0
        while True:
            data = self._socket.recv()
            assert isinstance(data, bytes)
            said = ForwardMsg.FromString(data)
            self.said.append(said)
            received += len(data)
            kind = said.WhichOneof("type")
            if said.metadata.cacheable:
                self._kept.add(said.hash)
            if kind == "navigation":
                self._pages = {each.url_pathname: each.page_script_hash for each in said.navigation.app_pages}
            elif kind == "auto_rerun":
                self.watches = said.auto_rerun.fragment_id
            elif kind == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return Answer(time.perf_counter() - began, len(self.said), received)
