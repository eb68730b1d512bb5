package rtnl

import "github.com/nlkit/nlkit/codec"

// canAttrs is IFLA_CAN_* (linux/can/netlink.h).
var canAttrs = codec.NewSet("IFLA_CAN_", codec.Attrs{
	1:  {Name: "BITTIMING", Kind: codec.StructOf, Struct: canBittimingStruct},
	2:  {Name: "BITTIMING_CONST", Kind: codec.StructOf, Struct: canBittimingConstStruct},
	3:  {Name: "CLOCK", Kind: codec.StructOf, Struct: canClockStruct},
	4:  {Name: "STATE", Kind: codec.U32, Enum: canStateEnum},
	5:  {Name: "CTRLMODE", Kind: codec.StructOf, Struct: canCtrlmodeStruct},
	6:  {Name: "RESTART_MS", Kind: codec.U32, Unit: codec.Milliseconds},
	7:  {Name: "RESTART", Kind: codec.U32},
	8:  {Name: "BERR_COUNTER", Kind: codec.StructOf, Struct: canBerrCounterStruct},
	9:  {Name: "DATA_BITTIMING", Kind: codec.StructOf, Struct: canBittimingStruct},
	10: {Name: "DATA_BITTIMING_CONST", Kind: codec.StructOf, Struct: canBittimingConstStruct},
	11: {Name: "TERMINATION", Kind: codec.U16, Doc: "ohms"},
	12: {Name: "TERMINATION_CONST", Kind: codec.Array, Elem: codec.Of(codec.U16), Doc: "ohms"},
	13: {Name: "BITRATE_CONST", Kind: codec.Array, Elem: codec.Of(codec.U32)},
	14: {Name: "DATA_BITRATE_CONST", Kind: codec.Array, Elem: codec.Of(codec.U32)},
	15: {Name: "BITRATE_MAX", Kind: codec.U32},
	16: {Name: "TDC", Kind: codec.Nest, Set: canTDCAttrs},
	17: {Name: "CTRLMODE_EXT", Kind: codec.Nest, Set: canCtrlmodeExtAttrs},
	18: {Name: "XL_DATA_BITTIMING", Kind: codec.StructOf, Struct: canBittimingStruct},
	19: {Name: "XL_DATA_BITTIMING_CONST", Kind: codec.StructOf, Struct: canBittimingConstStruct},
	20: {Name: "XL_DATA_BITRATE_CONST", Kind: codec.Array, Elem: codec.Of(codec.U32)},
	21: {Name: "XL_TDC", Kind: codec.Nest, Set: canTDCAttrs},
	22: {Name: "XL_PWM", Kind: codec.Nest, Set: canPWMAttrs},
})

// canTDCAttrs is IFLA_CAN_TDC_* (linux/can/netlink.h).
var canTDCAttrs = codec.NewSet("IFLA_CAN_TDC_", codec.Attrs{
	1: {Name: "TDCV_MIN", Kind: codec.U32},
	2: {Name: "TDCV_MAX", Kind: codec.U32},
	3: {Name: "TDCO_MIN", Kind: codec.U32},
	4: {Name: "TDCO_MAX", Kind: codec.U32},
	5: {Name: "TDCF_MIN", Kind: codec.U32},
	6: {Name: "TDCF_MAX", Kind: codec.U32},
	7: {Name: "TDCV", Kind: codec.U32},
	8: {Name: "TDCO", Kind: codec.U32},
	9: {Name: "TDCF", Kind: codec.U32},
})

// canCtrlmodeExtAttrs is IFLA_CAN_CTRLMODE_* (linux/can/netlink.h).
var canCtrlmodeExtAttrs = codec.NewSet("IFLA_CAN_CTRLMODE_", codec.Attrs{
	1: {Name: "SUPPORTED", Kind: codec.U32, Enum: canCtrlmodeEnum},
})

// canPWMAttrs is IFLA_CAN_PWM_* (linux/can/netlink.h).
var canPWMAttrs = codec.NewSet("IFLA_CAN_PWM_", codec.Attrs{
	1: {Name: "PWMS_MIN", Kind: codec.U32},
	2: {Name: "PWMS_MAX", Kind: codec.U32},
	3: {Name: "PWML_MIN", Kind: codec.U32},
	4: {Name: "PWML_MAX", Kind: codec.U32},
	5: {Name: "PWMO_MIN", Kind: codec.U32},
	6: {Name: "PWMO_MAX", Kind: codec.U32},
	7: {Name: "PWMS", Kind: codec.U32},
	8: {Name: "PWML", Kind: codec.U32},
	9: {Name: "PWMO", Kind: codec.U32},
})

// canBittimingStruct is struct can_bittiming (linux/can/netlink.h).
var canBittimingStruct = &codec.Struct{Name: "can_bittiming", Members: []codec.Member{
	{Name: "bitrate", Kind: codec.U32},
	{Name: "sample_point", Kind: codec.U32},
	{Name: "tq", Kind: codec.U32, Unit: codec.Nanoseconds},
	{Name: "prop_seg", Kind: codec.U32},
	{Name: "phase_seg1", Kind: codec.U32},
	{Name: "phase_seg2", Kind: codec.U32},
	{Name: "sjw", Kind: codec.U32},
	{Name: "brp", Kind: codec.U32},
}}

// canBittimingConstStruct is struct can_bittiming_const (linux/can/netlink.h).
var canBittimingConstStruct = &codec.Struct{Name: "can_bittiming_const", Members: []codec.Member{
	{Name: "name", Kind: codec.String, Len: 16},
	{Name: "tseg1_min", Kind: codec.U32},
	{Name: "tseg1_max", Kind: codec.U32},
	{Name: "tseg2_min", Kind: codec.U32},
	{Name: "tseg2_max", Kind: codec.U32},
	{Name: "sjw_max", Kind: codec.U32},
	{Name: "brp_min", Kind: codec.U32},
	{Name: "brp_max", Kind: codec.U32},
	{Name: "brp_inc", Kind: codec.U32},
}}

// canClockStruct is struct can_clock (linux/can/netlink.h).
var canClockStruct = &codec.Struct{Name: "can_clock", Members: []codec.Member{
	{Name: "freq", Kind: codec.U32},
}}

// canCtrlmodeStruct is struct can_ctrlmode (linux/can/netlink.h).
var canCtrlmodeStruct = &codec.Struct{Name: "can_ctrlmode", Members: []codec.Member{
	{Name: "mask", Kind: codec.U32, Enum: canCtrlmodeEnum},
	{Name: "flags", Kind: codec.U32, Enum: canCtrlmodeEnum},
}}

// canBerrCounterStruct is struct can_berr_counter (linux/can/netlink.h).
var canBerrCounterStruct = &codec.Struct{Name: "can_berr_counter", Members: []codec.Member{
	{Name: "txerr", Kind: codec.U16},
	{Name: "rxerr", Kind: codec.U16},
}}

// canDeviceStatsStruct is struct can_device_stats (linux/can/netlink.h), the IFLA_INFO_XSTATS of can.
var canDeviceStatsStruct = &codec.Struct{Name: "can_device_stats", Members: []codec.Member{
	{Name: "bus_error", Kind: codec.U32},
	{Name: "error_warning", Kind: codec.U32},
	{Name: "error_passive", Kind: codec.U32},
	{Name: "bus_off", Kind: codec.U32},
	{Name: "arbitration_lost", Kind: codec.U32},
	{Name: "restarts", Kind: codec.U32},
}}

// canStateEnum is enum can_state (linux/can/netlink.h).
var canStateEnum = codec.NewEnum("can_state", "CAN_STATE_", codec.Names{
	0: "ERROR_ACTIVE",
	1: "ERROR_WARNING",
	2: "ERROR_PASSIVE",
	3: "BUS_OFF",
	4: "STOPPED",
	5: "SLEEPING",
})

// canCtrlmodeEnum is CAN_CTRLMODE_* (linux/can/netlink.h).
var canCtrlmodeEnum = codec.NewFlags("can_ctrlmode", "CAN_CTRLMODE_", []codec.Value{
	{Value: 0x1, Name: "LOOPBACK"},
	{Value: 0x2, Name: "LISTENONLY"},
	{Value: 0x4, Name: "3_SAMPLES"},
	{Value: 0x8, Name: "ONE_SHOT"},
	{Value: 0x10, Name: "BERR_REPORTING"},
	{Value: 0x20, Name: "FD"},
	{Value: 0x40, Name: "PRESUME_ACK"},
	{Value: 0x80, Name: "FD_NON_ISO"},
	{Value: 0x100, Name: "CC_LEN8_DLC"},
	{Value: 0x200, Name: "TDC_AUTO"},
	{Value: 0x400, Name: "TDC_MANUAL"},
	{Value: 0x800, Name: "RESTRICTED"},
	{Value: 0x1000, Name: "XL"},
	{Value: 0x2000, Name: "XL_TDC_AUTO"},
	{Value: 0x4000, Name: "XL_TDC_MANUAL"},
	{Value: 0x8000, Name: "XL_TMS"},
})
