package linux

import "github.com/nlkit/nlkit/codec"

// KernelTimespecStruct is struct __kernel_timespec (linux/time_types.h).
var KernelTimespecStruct = &codec.Struct{Name: "__kernel_timespec", Members: []codec.Member{
	{Name: "tv_sec", Kind: codec.S64, Unit: codec.Seconds},
	{Name: "tv_nsec", Kind: codec.S64, Unit: codec.Nanoseconds},
}}

// ClockEnum is CLOCK_* (linux/time.h).
var ClockEnum = codec.NewEnum("clockid_t", "CLOCK_", codec.Names{
	0:  "REALTIME",
	1:  "MONOTONIC",
	2:  "PROCESS_CPUTIME_ID",
	3:  "THREAD_CPUTIME_ID",
	4:  "MONOTONIC_RAW",
	5:  "REALTIME_COARSE",
	6:  "MONOTONIC_COARSE",
	7:  "BOOTTIME",
	8:  "REALTIME_ALARM",
	9:  "BOOTTIME_ALARM",
	10: "SGI_CYCLE",
	11: "TAI",
})
