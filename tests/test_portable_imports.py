"""Nothing needs what only some systems have: a load, a query and the pages' insides do without those modules."""

import subprocess
import sys
from pathlib import Path

from tests.etl.small_world import small_world
from tests.world import ROOT

#: Modules that Windows does not have.
ABSENT = ("resource", "fcntl", "pwd", "grp", "termios")
WITHOUT = f"""
import builtins, importlib, pathlib, sys
root, import_ = {str(ROOT)!r}, builtins.__import__

def without(name, globals=None, locals=None, fromlist=(), level=0):
    # Other people's libraries look after themselves; ours must not need these.
    asking = str((globals or {{}}).get("__file__") or "")
    if level == 0 and name.partition(".")[0] in {ABSENT!r} and asking.startswith(root) and "site-packages" not in asking:
        raise ImportError(f"no module named {{name}} here, for {{asking}}")
    return import_(name, globals, locals, fromlist, level)

builtins.__import__ = without
for folder in ("common", "etl", "ui", "briefing"):
    for path in sorted(pathlib.Path(root, folder).rglob("*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        if not name.endswith("__main__"):
            importlib.import_module(name)
sys.argv = ["etl", "load", "--data", sys.argv[1]]
from etl.commands.app import main
main()
"""


def test_a_load_where_those_modules_are_not(tmp_path: Path) -> None:
    world = small_world(tmp_path / "data", "a.csv", "x.csv")
    world.write()
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", WITHOUT, str(world.root)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert world.rows("mart.figure", file="a.csv") and "x.csv: trả lại" in done.stdout
