package diag_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/diag"
	"github.com/nlkit/nlkit/codec/form"
)

var registry = codec.NewRegistry(diag.Protocol)

// filter is what ss of iproute2 6.1 sent for "ss -tan '( sport = :8080 or dport = :8080 ) and dst 127.0.0.0/8'"
// (ss-filter.strace of the samples).
var filter = "800000001400010340e2010000000000" + "02060000ff0f0000" + strings.Repeat("00", 48) + "38000100" +
	"07101400" + "00000000901f000000000000" + "01041400" + "08102400" + "00000000901f000000000000" +
	"08101400" + "02080000ffffffff7f000000"

// TestFilter writes a request with byte code by names that equals ss's.
func TestFilter(t *testing.T) {
	const ssAll = 0xfff
	b, err := (&codec.Encoder{Registry: registry}).Append(nil, &codec.Request{
		Protocol: "sock_diag", Type: "by_family", FlagNames: "request|dump", Seq: 123456,
		Fixed: map[string]any{"family": "inet", "protocol": "tcp", "idiag_states": ssAll},
		Attrs: []codec.A{{Name: "bytecode", Value: []codec.A{
			{Name: "s_cond", Value: map[string]any{"no": 20, "port": 8080, "addr": "0.0.0.0"}},
			{Name: "jmp", Value: map[string]any{"no": 20}},
			{Name: "d_cond", Value: map[string]any{"no": 36, "port": 8080, "addr": "0.0.0.0"}},
			{Name: "d_cond", Value: map[string]any{
				"no": 20, "family": "inet", "prefix_len": 8, "port": -1, "addr": "127.0.0.0",
			}},
		}}},
	})
	got := hex.EncodeToString(b)
	got = strings.Replace(got, "38000180", "38000100", 1) // ss does not set NLA_F_NESTED
	if err != nil || got != filter {
		t.Errorf("got  %s, %v\nwant %s", got, err, filter)
	}
}

// TestShapes encodes and decodes messages of all families, and what few captured ones have.
func TestShapes(t *testing.T) {
	const request = codec.FlagRequest
	for _, c := range []struct {
		flags uint16
		fixed map[string]any
		attrs []codec.A
		want  []string
	}{
		{request, map[string]any{"sdiag_family": "AF_INET6", "sdiag_protocol": "RAW", "sdiag_raw_protocol": "ICMPV6",
			"idiag_ext": []string{"INFO", "CONG"},
			"id":        map[string]any{"idiag_src": "2001:db8::1", "idiag_cookie": "ffffffffffffffff"}},
			[]codec.A{{Name: "PROTOCOL", Value: 262}, {Name: "SK_BPF_STORAGES",
				Value: []codec.A{{Name: "MAP_FD", Value: 5}}}},
			[]string{"inet_diag_req_raw sdiag_family=AF_INET6 sdiag_protocol=IPPROTO_RAW " +
				"idiag_ext=INET_DIAG_INFO|INET_DIAG_CONG sdiag_raw_protocol=IPPROTO_ICMPV6", "idiag_src=2001:db8::1",
				"idiag_cookie=ffffffffffffffff", "INET_DIAG_REQ_PROTOCOL IPPROTO_MPTCP",
				"SK_DIAG_BPF_STORAGE_REQ_MAP_FD 5"}},
		{request, map[string]any{"sdiag_family": "AF_INET", "sdiag_protocol": 6}, []codec.A{{Name: "BYTECODE",
			Value: []codec.A{
				{Name: "DEV_COND", Value: map[string]any{"no": 8, "ifindex": 3}},
				{Name: "MARK_COND", Value: map[string]any{"no": 12, "mark": "1", "mask": "ff"}},
				{Name: "CGROUP_COND", Value: map[string]any{"no": 12, "cgroup_id": 77}},
				{Name: "S_GE", Value: map[string]any{"no": 8, "port": 1024}}, {Name: "AUTO",
					Value: map[string]any{"no": 4}},
				{Name: "S_COND", Value: map[string]any{"no": 28, "family": "AF_INET6", "prefix_len": 64, "port": -1,
					"addr": "2001:db8::"}},
			}}}, []string{"INET_DIAG_BC_DEV_COND {no=8 ifindex=3}", "{no=12 mark=00000001 mask=000000ff}",
			"{no=12 cgroup_id=77}", "INET_DIAG_BC_S_GE {no=8 port=1024}", "INET_DIAG_BC_AUTO {no=4}",
			"{no=28 family=AF_INET6 prefix_len=64 port=-1 addr=2001:db8::}"}},
		{0, map[string]any{"idiag_family": "AF_INET", "idiag_state": "ESTABLISHED", "idiag_timer": "KEEPALIVE",
			"idiag_expires": 1500, "id": map[string]any{"idiag_src": "192.0.2.1", "idiag_sport": 443}},
			[]codec.A{
				{Name: "INFO", Value: map[string]any{"tcpi_rtt": 250, "tcpi_rcv_wscale": 7, "tcpi_pacing_rate": "10Mbit",
					"tcpi_ecn_mode": "ACCECN"}},
				{Name: "MD5SIG", Value: []map[string]any{{"tcpm_family": "AF_INET", "tcpm_addr": "192.0.2.9",
					"tcpm_keylen": 6, "tcpm_key": []byte("secret")}}},
				{Name: "ULP_INFO", Value: []codec.A{{Name: "NAME", Value: "tls"}, {Name: "TLS", Value: []codec.A{
					{Name: "VERSION", Value: "1_3_VERSION"}, {Name: "CIPHER", Value: "AES_GCM_256"},
					{Name: "TXCONF", Value: "SW"},
				}}}},
				{Name: "BBRINFO", Value: map[string]any{"bbr_bw_lo": 1}}, {Name: "DCTCPINFO",
					Value: map[string]any{"dctcp_alpha": 2}},
				{Name: "VEGASINFO", Value: map[string]any{"tcpv_rtt": 3}}, {Name: "SHUTDOWN", Value: "SEND_SHUTDOWN"},
				{Name: "SOCKOPT", Value: map[string]any{"mc_loop": 1, "defer_connect": 1}},
				{Name: "SK_BPF_STORAGES", Value: []codec.A{{Name: "STORAGE", Value: []codec.A{{Name: "MAP_ID",
					Value: 9}}}}},
				{Name: "LOCALS", Value: []map[string]any{{"ss_family": "AF_INET", "__data": map[string]any{
					"sin_addr": "192.0.2.7", "sin_port": 5000}}}},
			}, []string{"idiag_timer=IDIAG_TIMER_KEEPALIVE", "idiag_src=192.0.2.1", "tcpi_rcv_wscale=7",
				"tcpi_rtt=250 (250µs)", "tcpi_pacing_rate=1250000 (10Mbit)",
				"tcpi_ecn_mode=TCPI_ECN_MODE_ACCECN", "tcpm_addr=192.0.2.9 tcpm_key=hex:736563726574}", "TLS_INFO_VERSION TLS_1_3_VERSION",
				"TLS_INFO_CIPHER TLS_CIPHER_AES_GCM_256", "TLS_INFO_TXCONF TLS_CONF_SW",
				"INET_DIAG_SHUTDOWN SEND_SHUTDOWN",
				"mc_loop=1", "defer_connect=1", "SK_DIAG_BPF_STORAGE_MAP_ID 9",
				"__data={sin_port=5000 sin_addr=192.0.2.7}"}},
		{0, map[string]any{"idiag_family": "AF_INET", "idiag_state": "SCTP_STATE_ESTABLISHED"},
			[]codec.A{{Name: "PEERS", Value: []map[string]any{{"ss_family": "AF_INET", "__data": map[string]any{
				"sin_addr": "192.0.2.7"}}}}}, []string{"idiag_state=SCTP_STATE_ESTABLISHED"}},
		{request, map[string]any{"sdiag_family": "AF_UNIX", "udiag_states": "LISTEN", "udiag_show": "NAME|UID"}, nil,
			[]string{"unix_diag_req sdiag_family=AF_UNIX", "udiag_states=TCPF_LISTEN",
				"UDIAG_SHOW_NAME|UDIAG_SHOW_UID"}},
		{0, map[string]any{"udiag_family": "AF_UNIX", "udiag_type": "SEQPACKET", "udiag_state": "LISTEN"},
			[]codec.A{{Name: "UNIX_DIAG_NAME", Value: "/run/a"}, {Name: "UNIX_DIAG_NAME",
				Value: map[string]any{"abstract": "b"}}, {Name: "ICONS", Value: []uint32{7}}},
			[]string{"udiag_type=SOCK_SEQPACKET", "UNIX_DIAG_NAME /run/a", "UNIX_DIAG_NAME {abstract=b}", "ICONS [7]"}},
		{request, map[string]any{"sdiag_family": "AF_PACKET", "pdiag_show": "INFO"}, nil, []string{"packet_diag_req"}},
		{0, map[string]any{"pdiag_family": "AF_PACKET", "pdiag_type": "RAW", "pdiag_num": "ETH_P_IP"}, []codec.A{
			{Name: "FANOUT", Value: map[string]any{"id": 5, "type": "CPU", "flags": "defrag"}},
			{Name: "MCLIST", Value: []map[string]any{{"pdmc_type": "PROMISC", "pdmc_alen": 6,
				"pdmc_addr": "02:00:00:00:00:01"}}},
			{Name: "FILTER", Value: []map[string]any{{"code": "6", "k": 1}}},
		}, []string{"pdiag_num=ETH_P_IP", "{id=5 type=PACKET_FANOUT_CPU flags=fanout_defrag}",
			"pdmc_type=PACKET_MR_PROMISC pdmc_alen=6 pdmc_addr=02:00:00:00:00:01"}},
		{request, map[string]any{"sdiag_family": "AF_NETLINK", "sdiag_protocol": "NDIAG_PROTO_ALL"}, nil,
			[]string{"netlink_diag_req sdiag_family=AF_NETLINK sdiag_protocol=NDIAG_PROTO_ALL"}},
		{0, map[string]any{"ndiag_family": "AF_NETLINK", "ndiag_protocol": "ROUTE", "ndiag_state": "CONNECTED"},
			[]codec.A{{Name: "FLAGS", Value: "CAP_ACK"}}, []string{"NETLINK_ROUTE", "NETLINK_CONNECTED",
				"NDIAG_FLAG_CAP_ACK"}},
		{request, map[string]any{"sdiag_family": "AF_XDP", "xdiag_show": "UMEM"}, nil, []string{"xdp_diag_req",
			"XDP_SHOW_UMEM"}},
		{0, map[string]any{"xdiag_family": "AF_XDP"}, []codec.A{{Name: "UMEM",
			Value: map[string]any{"flags": "ZEROCOPY"}}},
			[]string{"xdp_diag_msg", "XDP_DU_F_ZEROCOPY"}},
		{request, map[string]any{"sdiag_family": "AF_VSOCK", "vdiag_states": 0xfff}, nil, []string{"vsock_diag_req"}},
		{0, map[string]any{"vdiag_family": "AF_VSOCK", "vdiag_src_cid": "HOST", "vdiag_src_port": "ANY"}, nil,
			[]string{"VMADDR_CID_HOST", "VMADDR_PORT_ANY"}},
		{request, map[string]any{"sdiag_family": "AF_TIPC", "tidiag_states": "LISTEN"}, nil,
			[]string{"tipc_sock_diag_req"}},
		{0, nil, []codec.A{{Name: "TIPC_NLA_SOCK", Value: []codec.A{{Name: "TIPC_STATE", Value: "LISTEN"},
			{Name: "CON", Value: []codec.A{{Name: "NODE", Value: "1001002"}}}}}},
			[]string{"TIPC_NLA_SOCK_TIPC_STATE TIPC_LISTEN", "TIPC_NLA_CON_NODE 01001002"}},
		{request, map[string]any{"diag_family": "AF_SMC", "diag_ext": "CONNINFO"}, nil, []string{"smc_diag_req"}},
		{0, map[string]any{"diag_family": "AF_SMC", "diag_state": "PEERABORTWAIT", "diag_mode": "SMCD",
			"id": map[string]any{"idiag_src": []string{"192.0.2.1"}}},
			[]codec.A{{Name: "FALLBACK", Value: map[string]any{"reason": "nosmcdev"}},
				{Name: "LGRINFO", Value: map[string]any{"lnk": []map[string]any{{"ibname": "mlx5_0"}},
					"role": "SERV"}}},
			[]string{"diag_state=SMC_PEERABORTWAIT diag_mode=SMC_DIAG_MODE_SMCD",
				"idiag_src=[192.0.2.1 0.0.0.0 0.0.0.0 0.0.0.0]", "reason=SMC_CLC_DECL_NOSMCDEV",
				"ibname=mlx5_0", "role=SMC_SERV"}},
		{request, map[string]any{"sdiag_family": "AF_CAN"}, nil, []string{"sock_diag_req sdiag_family=AF_CAN"}},
	} {
		for _, big := range []bool{false, true} {
			enc := &codec.Encoder{Registry: registry, BigEndian: big}
			b, err := enc.Append(nil, &codec.Request{Protocol: "sock_diag", Type: "SOCK_DIAG_BY_FAMILY", Flags: c.flags,
				Fixed: c.fixed, Attrs: c.attrs})
			if err != nil {
				t.Fatalf("%v: %v", c.fixed, err)
			}
			m := decode(t, big, b)
			if all, unknown, _ := m.Tally(); unknown > 0 {
				t.Errorf("%v: %d of %d attributes are unknown", c.fixed, unknown, all)
			}
			text := string(form.Text.Append(nil, m))
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("got %s\nwant %s", text, want)
				}
			}
			for _, f := range []*form.Form{form.JSON, form.Pyroute2} {
				again, err := f.Parse(&codec.Encoder{Registry: registry}, f.Append(nil, m))
				if err != nil || !bytes.Equal(again, b) {
					t.Errorf("%s: %x, %v\nwant %x", f.Append(nil, m), again, err, b)
				}
			}
		}
	}
}

// TestInfo tells what INET_DIAG_INFO holds by its length, of all kernels.
func TestInfo(t *testing.T) {
	for size, want := range map[int]string{
		104: "tcpi_total_retrans=", 152: "tcpi_min_rtt=", 232: "tcpi_snd_wnd=", 248: "tcpi_total_rto_time=",
		280: "tcpi_ecn_mode=",
		300: "tcpi_ecn_mode=", 40: "mptcpi_rcv_nxt=", 48: "mptcpi_csum_enabled=", 80: "mptcpi_bytes_acked=",
		96: "mptcpi_last_ack_recv=", 368: "sctpi_s_type=",
	} {
		b, err := (&codec.Encoder{Registry: registry}).Append(nil, &codec.Request{
			Protocol: "sock_diag", Type: "SOCK_DIAG_BY_FAMILY", Fixed: map[string]any{"idiag_family": 2},
			Attrs: []codec.A{{Name: "INFO", Value: make([]byte, size)}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if text := string(form.Text.Append(nil, decode(t, false, b))); !strings.Contains(text, want) {
			t.Errorf("%d octets: got %s, want %s", size, text, want)
		}
	}
}

// TestKeys identifies sockets by their cookies, and by their addresses where a request has none.
func TestKeys(t *testing.T) {
	id := func(cookie, src string) map[string]any {
		return map[string]any{"idiag_cookie": cookie, "idiag_src": src, "idiag_sport": 80}
	}
	const unknown = "ffffffffffffffff"
	var messages []*codec.Message
	var objects []string
	for _, c := range []struct {
		object string
		r      codec.Request
	}{
		{"1", codec.Request{Type: "BY_FAMILY", Fixed: map[string]any{"idiag_family": 2, "id": id("1", "192.0.2.1")}}},
		{"1", codec.Request{Type: "DESTROY", Flags: 1, Fixed: map[string]any{"sdiag_family": 2, "id": id("1",
			"192.0.2.2")}}},
		{"1", codec.Request{Type: "TCPDIAG_GETSOCK", Fixed: map[string]any{"idiag_family": 2, "id": id("1",
			"192.0.2.1")}}},
		{"2", codec.Request{Type: "BY_FAMILY", Fixed: map[string]any{"idiag_family": 2, "id": id("2", "192.0.2.1")}}},
		{"a", codec.Request{Type: "DESTROY", Flags: 1, Fixed: map[string]any{"sdiag_family": 2,
			"id": id(unknown, "192.0.2.1")}}},
		{"a", codec.Request{Type: "BY_FAMILY", Flags: 1, Fixed: map[string]any{"sdiag_family": 2,
			"id": id(unknown, "192.0.2.1")}}},
		{"b", codec.Request{Type: "DESTROY", Flags: 1, Fixed: map[string]any{"sdiag_family": 2,
			"id": id(unknown, "192.0.2.2")}}},
		{"", codec.Request{Type: "BY_FAMILY", Flags: 0x301, Fixed: map[string]any{"sdiag_family": 2}}},
		{"u", codec.Request{Type: "BY_FAMILY", Fixed: map[string]any{"udiag_family": 1, "udiag_cookie": "1"}}},
	} {
		c.r.Protocol = "sock_diag"
		b, err := (&codec.Encoder{Registry: registry}).Append(nil, &c.r)
		if err != nil {
			t.Fatal(err)
		}
		messages, objects = append(messages, decode(t, false, b)), append(objects, c.object)
	}
	for i, a := range messages {
		if _, ok := a.AppendKey(nil); ok != (objects[i] != "") {
			t.Errorf("%s of %q has a key: %v", a.Name(), objects[i], ok)
		}
		for j, b := range messages[:i] {
			if same := codec.SameObject(a, b); same != (objects[i] == objects[j] && objects[i] != "") {
				t.Errorf("%s of %q and %s of %q are about the same: %v", a.Name(), objects[i], b.Name(),
					objects[j], same)
			}
		}
	}
}

// TestReads lets clients that may only read ask for sockets, and not destroy them.
func TestReads(t *testing.T) {
	for typ, want := range map[string]bool{"SOCK_DIAG_BY_FAMILY": true, "TCPDIAG_GETSOCK": true,
		"SOCK_DESTROY": false} {
		b, err := (&codec.Encoder{Registry: registry}).Append(nil, &codec.Request{Protocol: "sock_diag",
			Type: typ, Flags: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got := decode(t, false, b).OnlyReads(); got != want {
			t.Errorf("%s only reads: %v", typ, got)
		}
	}
}

func decode(t *testing.T, big bool, b []byte) *codec.Message {
	t.Helper()
	m := new(codec.Message)
	if err := (&codec.Decoder{Registry: registry}).Decode(m, codec.Context{Protocol: 4, BigEndian: big},
		b); err != nil {
		t.Error(err)
	}
	return m
}
