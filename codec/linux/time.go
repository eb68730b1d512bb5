package linux

import "github.com/nlkit/nlkit/codec"

// KernelTimespecStruct is struct __kernel_timespec (linux/time_types.h).
var KernelTimespecStruct = &codec.Struct{Name: "__kernel_timespec", Members: []codec.Member{
	{Name: "tv_sec", Kind: codec.S64, Unit: codec.Seconds},
	{Name: "tv_nsec", Kind: codec.S64, Unit: codec.Nanoseconds},
}}
