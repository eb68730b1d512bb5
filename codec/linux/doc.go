// Package linux has the numbers and structs that the messages of many protocols share: address families, protocol ids,
// socket addresses, headers (the kernel's include/uapi/linux). Every table may import it; it imports codec only. What
// netlink itself says, in NLMSG_ERROR and the like, is part of codec: ControlTypes, NlmsgerrAttrs, PolicyTypeAttrs.
package linux
