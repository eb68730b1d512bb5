//go:build ignore

// Ask sends requests that no tool here knows, written by the names of the tables, and waits for the answers.
package main

import (
	"log"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// requests are a state with the aggregation of IP-TFS (RFC 9347) each way, and the move of one to another address.
var requests = []codec.Request{
	state("out", 0x1000, codec.A{Name: "iptfs_dont_frag", Value: true}, codec.A{Name: "iptfs_init_delay", Value: 500},
		codec.A{Name: "iptfs_max_qsize", Value: 1 << 20}, codec.A{Name: "iptfs_pkt_size", Value: 1400}),
	state("in", 0x1001, codec.A{Name: "iptfs_drop_time", Value: 1000},
		codec.A{Name: "iptfs_reorder_window", Value: 3}),
	{Protocol: "xfrm", Type: "migrate_state", FlagNames: "request|ack", Fixed: map[string]any{
		"id":        map[string]any{"daddr": "192.0.2.2", "spi": 0x1000, "family": "inet", "proto": "esp"},
		"new_daddr": "192.0.2.3", "new_saddr": "192.0.2.1", "new_family": "inet", "new_reqid": 7}},
}

func state(dir string, spi int, attrs ...codec.A) codec.Request {
	return codec.Request{Protocol: "xfrm", Type: "newsa", FlagNames: "request|ack|create|excl",
		Fixed: map[string]any{
			"id":    map[string]any{"daddr": "192.0.2.2", "spi": spi, "proto": "esp"},
			"saddr": "192.0.2.1", "family": "inet", "mode": "iptfs",
			"lft": map[string]any{"soft_byte_limit": "inf", "hard_byte_limit": "inf", "soft_packet_limit": "inf",
				"hard_packet_limit": "inf"},
		},
		Attrs: append([]codec.A{
			{Name: "alg_aead", Value: map[string]any{"alg_name": "rfc4106(gcm(aes))", "alg_icv_len": 128,
				"alg_key": "00112233445566778899aabbccddeeff00112233"}},
			{Name: "sa_dir", Value: dir},
		}, attrs...)}
}

func main() {
	socket, err := syscall.Socket(syscall.AF_NETLINK, syscall.SOCK_RAW|syscall.SOCK_CLOEXEC, syscall.NETLINK_XFRM)
	if err != nil {
		log.Fatal(err)
	}
	kernel := &syscall.SockaddrNetlink{Family: syscall.AF_NETLINK}
	enc := codec.Encoder{Registry: tables.Registry()}
	answer := make([]byte, 1<<15)
	for i := range requests {
		requests[i].Seq = uint32(i + 1)
		b, err := enc.Append(nil, &requests[i])
		if err == nil {
			err = syscall.Sendto(socket, b, 0, kernel)
		}
		if err == nil {
			_, _, err = syscall.Recvfrom(socket, answer, 0)
		}
		if err != nil {
			log.Fatal(err)
		}
	}
}
