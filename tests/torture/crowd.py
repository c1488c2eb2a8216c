"""Twenty sessions that ask endless queries, one after the other, and what that does to the pages of somebody else."""

import re
import statistics
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

from tests.serving import served
from ui.text import lookup as text

TITLE = "Hai mươi phiên cùng hỏi mãi"
TRIED = "Hai mươi phiên gửi câu không bao giờ xong, hết câu này tới câu khác; một phiên khác mở trang."
ON_SAMPLE = True
SESSIONS = 20
ROUNDS = 12
PAGES = ("", "unit", "indicator", "caseflow", "plan")
ENDLESS = (
    "with recursive t as (select 1 as a union all select a + 1 from t) select max(a) from t",
    "select count(*) from range(1000000) a, range(1000000) b, range(1000000) c",
    "select * from range(10000000000) order by random()",
    "select max(md5(range::varchar)) from range(100000000000)",
)
MOST = 2.0  # times the idle time


class Session:
    """One visitor, as the browser speaks to the server."""

    def __init__(self, address: str) -> None:
        place = address.removeprefix("http://")
        self._socket = connect(f"ws://{place}/_stcore/stream", subprotocols=["streamlit"], origin=address, max_size=None)  # type: ignore[list-item,arg-type]

    def run(self, page: str, query: str = "", states: tuple[WidgetState, ...] = ()) -> list[ForwardMsg]:
        """Have a page run, and wait until it has."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        message.rerun_script.widget_states.widgets.extend(states)
        self._socket.send(message.SerializeToString())
        came: list[ForwardMsg] = []
        while not came or came[-1].WhichOneof("type") != "script_finished":
            data = self._socket.recv(timeout=180)
            assert isinstance(data, bytes)
            came.append(ForwardMsg.FromString(data))
        return came

    def close(self) -> None:
        """Leave."""
        self._socket.close()


def press(came: list[ForwardMsg], sql: str) -> tuple[WidgetState, ...]:
    """What the browser sends when the button under the box is pressed."""
    elements = [each.delta.new_element for each in came if each.WhichOneof("type") == "delta"]
    box = next(each.text_area.id for each in elements if each.WhichOneof("type") == "text_area")
    button = next(each.button.id for each in elements if each.WhichOneof("type") == "button" and each.button.label == text.RUN)
    return WidgetState(id=box, string_value=sql), WidgetState(id=button, trigger_value=True)


def run(folder: Path, minutes: float) -> list[tuple[str, str]]:
    """Idle times first, then the same under the crowd. Raises AssertionError where pages take more than `MOST` times as long."""
    with served(folder) as dashboard:
        opened(dashboard.address)  # the first visit fills the caches
        idle = opened(dashboard.address)
        crowd = Crowd(dashboard.address)
        crowd.start()
        time.sleep(15)  # the queue is full
        busy = opened(dashboard.address)
        crowd.stop()
    ratio = statistics.median(busy) / statistics.median(idle)
    worst = sorted(busy)[int(len(busy) * 0.95)] / sorted(idle)[int(len(idle) * 0.95)]
    assert crowd.said, "nobody was told how long the queue is"
    assert not crowd.failed, crowd.failed[:2]
    assert ratio <= MOST, f"pages took {ratio:.2f} times as long"
    return [
        ("trang mở lúc rảnh, trung vị", seconds(statistics.median(idle))),
        (f"khi {SESSIONS} phiên hỏi mãi, trung vị", f"{seconds(statistics.median(busy))}, {times(ratio)} (cho phép gấp {MOST:.0f})"),
        ("phân vị 95, so với lúc rảnh", times(worst)),
        ("truy vấn chạy xong hoặc bị dừng trong lúc ấy", str(crowd.ended)),
        ("lời báo chờ lâu nhất đã thấy", max(crowd.said, key=len)),
    ]


def seconds(value: float) -> str:
    """So many seconds, as people write it."""
    return f"{value:.2f} giây".replace(".", ",")


def times(ratio: float) -> str:
    """So many times as much."""
    return f"gấp {ratio:.2f}".replace(".", ",")


def opened(address: str) -> list[float]:
    """How long each opening of a page takes in a session of its own, from the request to the last thing sent."""
    took = []
    for _ in range(ROUNDS):
        for page in PAGES:
            visitor = Session(address)
            started = time.monotonic()
            visitor.run(page)
            took.append(time.monotonic() - started)
            visitor.close()
    return took


class Crowd:
    """The twenty, each in a thread of its own."""

    def __init__(self, address: str) -> None:
        self.address, self.ended, self.said, self.failed = address, 0, set[str](), list[str]()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(SESSIONS)]

    def start(self) -> None:
        """All at once."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """No further queries; those under way come to their end."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, number: int) -> None:
        try:
            sql = ENDLESS[number % len(ENDLESS)]
            query = urlencode({"sql": sql})
            visitor = Session(self.address)
            states = press(visitor.run("lookup", query), sql)
            while not self._over.is_set():
                self._hear(visitor.run("lookup", query, states))
                time.sleep(0.5)
            visitor.close()
        except Exception as problem:
            self.failed.append(repr(problem))

    def _hear(self, came: list[ForwardMsg]) -> None:
        self.ended += 1
        for each in came:
            body = each.delta.new_element.html.body if each.WhichOneof("type") == "delta" else ""
            for words in re.findall(r"(?:Đang chờ tới lượt|Bạn là người kế tiếp|Đang có \d+ truy vấn chờ)[^<]*", body):
                self.said.add(words)
