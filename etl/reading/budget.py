"""What any one file from outside may cost, whichever way it is opened: unpacked, read or marked."""

#: Of the processor: how busy the machine is otherwise is no fault of the file.
SECONDS = 10.0
MEMORY_BYTES = 512 << 20
#: The files of one archive share its seconds. When they are used up each of the rest may still take this long, which is
#: several times what a form takes: no honest file is refused for its neighbours, and none of them can hold up the load.
LEAST_SECONDS = 1.0
