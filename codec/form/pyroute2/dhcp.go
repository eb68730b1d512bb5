package pyroute2

import "github.com/nlkit/nlkit/codec"

// dhcpOptions are the names by which pyroute2's dhcp4msg has the options that it knows, one with its slip of the pen.
var dhcpOptions = map[uint16]string{
	1: "subnet_mask", 2: "time_offset", 3: "router", 4: "time_server", 5: "ien_name_server", 6: "name_server",
	7: "log_server", 8: "cookie_server", 9: "lpr_server", 50: "requested_ip", 51: "lease_time", 53: "message_type",
	54: "server_id", 55: "parameter_list", 57: "messagi_size", 58: "renewal_time", 59: "rebinding_time", 60: "vendor_id",
	61: "client_id",
}

// appendOptions appends to the dict of a message of DHCP what dhcp4msg has as its 'options'. Parse passes it over: the
// attributes tell more.
func appendOptions(dst []byte, a codec.Attr) []byte {
	dst = append(dst, ", 'options': {"...)
	start := len(dst)
	for o, ok := a.First(); ok; o, ok = o.Next() {
		name := dhcpOptions[o.Type()]
		if name == "" || o.IsTail() || o.IsPiece() {
			continue
		}
		before := len(dst)
		if before > start {
			dst = append(dst, ", "...)
		}
		dst = append(append(append(dst, '\''), name...), "': "...)
		valued := len(dst)
		if dst = appendOption(dst, o); len(dst) == valued {
			dst = dst[:before]
		}
	}
	return append(dst, '}')
}

// appendOption appends the value of an option, nothing if pyroute2 could not read it.
func appendOption(dst []byte, o codec.Attr) []byte {
	kind, isID := o.Field("type")
	if !isID {
		dst, _ = appendValue(dst, o.Content())
		return dst
	}
	id, ok := o.Member("id")
	if kind != 1 || !ok || id.Len() != 6 {
		return dst
	}
	return append(codec.AppendColonHex(append(dst, "{'type': 1, 'key': '"...), id.Octets()), "'}"...)
}
