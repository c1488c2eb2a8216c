"""The walls that the operating system puts round the process of a query, whatever the engine inside it can be talked into.

On Linux three: limits on memory and on files written; Landlock, by which the process can open no file, run no program
and reach no address, once the snapshot is open; and seccomp, by which it can from then on call nothing of the kernel but
what reading and reckoning need: no file is opened any more, no socket made, no process started, no other one touched.
Each closes by itself what the other closes. On Windows a job object: no further process, no more memory, and an end with
the server. A system that lacks one of them goes on with the others; what stands is said (``WALLS``), and
``docs/operations.md`` says what an office can do where something is missing.

The calls of Landlock and seccomp are landlockpy's and seccompy's: small, typed, without dependencies, the only kept
libraries that know today's kernels. Before ABI 8 Landlock holds for the thread that asks for it and those it starts;
seccomp holds for all threads of the process.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Iterable

if sys.platform == "linux":
    import landlockpy
    import seccompy
    from landlockpy import LandlockError, Ruleset, Scope
    from seccompy import Action, ArgCmp, CmpOp, Filter, FilterFlag, SeccompError
elif sys.platform == "win32":
    import win32api
    import win32job

LIMITS, FILES, CALLS, JOB = "limits", "landlock", "seccomp", "job"
#: What a whole fence is made of, by system; where nothing is known of a system, nothing is missing.
WALLS = {"linux": (LIMITS, FILES, CALLS), "win32": (JOB,), "darwin": (LIMITS,)}

#: Every call that is left to a process that reads an open file, reckons in threads, and writes its answer to a pipe.
PERMITTED = (
    # memory
    "brk", "madvise", "mmap", "mprotect", "mremap", "munmap",
    # what is open already: the snapshot and the pipes
    "close", "dup", "fadvise64", "fcntl", "fstat", "lseek", "ppoll", "pread64", "preadv", "preadv2", "pselect6", "read",
    "readv", "write", "writev",
    # threads and time
    "clock_getres", "clock_gettime", "clock_nanosleep", "exit", "exit_group", "futex", "get_robust_list", "gettid", "gettimeofday",
    "membarrier", "nanosleep", "restart_syscall", "rseq", "sched_getaffinity", "sched_getparam", "sched_getscheduler", "sched_yield",
    "set_robust_list", "set_tid_address",
    # signals to itself
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack",
    # who and how much
    "getcpu", "getpid", "getppid", "getrandom", "getrusage", "geteuid", "getuid", "getegid", "getgid", "sysinfo", "times", "uname",
)  # fmt: skip
_CLONE_THREAD = 0x10000


def limit(process_mb: int) -> list[str]:
    """No byte written to a file, no core, no memory past the limit."""
    try:
        import resource
    except ImportError:  # Windows: the job object does it
        return []
    for kind, most in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, process_mb << 20)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    return [LIMITS]


def prepare() -> None:
    """Let the libraries look for the C library, which they do with files and processes of their own, while they still can."""
    if sys.platform == "linux":
        landlockpy.supported()
        seccompy.supported()


def close_files() -> list[str]:
    """From here on this thread and those it starts can open nothing of the file system and no address of the network."""
    if sys.platform == "linux" and landlockpy.supported():
        with contextlib.suppress(LandlockError), Ruleset(scoped=Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL) as nothing:
            nothing.restrict(landlockpy.RestrictFlag.TSYNC)
            return [FILES]
    return []


def close_calls(permitted: Iterable[str] = PERMITTED) -> list[str]:
    """From here on no thread of this process can make any call of the kernel but the `permitted`; the rest do not exist for it."""
    if sys.platform == "linux":
        # "No such call" rather than "not permitted": libraries then take the older way, which may be permitted.
        rules = Filter(default=Action.ERRNO | errno.ENOSYS, flags=FilterFlag.TSYNC)
        with contextlib.suppress(SeccompError):  # an old kernel, or another processor than x86-64 and ARM64
            for name in permitted:
                rules.allow(name)
            rules.allow("tgkill", args={0: os.getpid()})
            rules.allow("clone", args=[ArgCmp(0, CmpOp.MASKED_EQ, _CLONE_THREAD, mask=_CLONE_THREAD)])
            rules.load()
            return [CALLS]
    return []


def join_job(process_mb: int) -> list[str]:
    """On Windows: this process alone, with so much memory at most, until its last handle is closed."""
    if sys.platform == "win32":
        kind = win32job.JobObjectExtendedLimitInformation
        try:
            job = win32job.CreateJobObject(None, "")
            wanted = win32job.QueryInformationJobObject(job, kind)
            wanted["BasicLimitInformation"] |= {
                "ActiveProcessLimit": 1,
                "LimitFlags": win32job.JOB_OBJECT_LIMIT_ACTIVE_PROCESS
                | win32job.JOB_OBJECT_LIMIT_PROCESS_MEMORY
                | win32job.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
                | win32job.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
            }
            wanted["ProcessMemoryLimit"] = process_mb << 20
            win32job.SetInformationJobObject(job, kind, wanted)
            win32job.AssignProcessToJobObject(job, win32api.GetCurrentProcess())
        except win32job.error:
            return []
        _held.append(job)  # the process ends with the last handle to its job
        return [JOB]
    return []


_held: list[object] = []


def missing(stands: Iterable[str]) -> list[str]:
    """The walls that this system should have and that do not stand."""
    return [wall for wall in WALLS.get(sys.platform, ()) if wall not in set(stands)]
