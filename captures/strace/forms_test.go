package strace

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
)

// head is the header of a request as strace prints it: of straces since 5.0, and before.
func head(length int, kind string) string {
	return fmt.Sprintf("{nlmsg_len=%d, nlmsg_type=%s, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "+
		"nlmsg_pid=0}", length, kind)
}

func oldHead(length int, kind string) string {
	return fmt.Sprintf("{len=%d, type=%s, flags=NLM_F_REQUEST, seq=1, pid=0}", length, kind)
}

// send is a call that passes a message.
func send(message string, length int) string {
	return fmt.Sprintf("sendto(3, %s, %d, 0, NULL, 0) = %d\n", message, length, length)
}

// octets is the header of head in hexadecimal, after the length and the type.
const octets = "0100" + "01000000" + "00000000"

const (
	link    = `{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=7, ifi_flags=0, ifi_change=0}`
	linkHex = "00000000" + "07000000" + "00000000" + "00000000"
	addr    = `{ifa_family=AF_INET, ifa_prefixlen=24, ifa_flags=0, ifa_scope=RT_SCOPE_UNIVERSE, ifa_index=7}`
	addrHex = "02180000" + "07000000"
)

var straceForms = []straceCase{
	// straces 4.19 to 4.25
	{"bare addresses", routeSocket +
		send("{"+oldHead(60, "RTM_NEWADDR")+", "+addr+", [{{nla_len=8, nla_type=IFA_ADDRESS}, 127.0.0.1}, "+
			"{{nla_len=8, nla_type=IFA_LOCAL}, 10.20.30.40}, {{nla_len=20, nla_type=IFA_ANYCAST}, ::1}]}", 60) +
		send("{"+oldHead(44, "RTM_NEWADDR")+", "+addr+", {{nla_len=20, nla_type=IFA_ADDRESS}, "+
			"12:34:56:78:90:ab:cd:ef}}", 44) +
		send("{"+oldHead(44, "RTM_NEWADDR")+", "+addr+", {{nla_len=20, nla_type=IFA_ADDRESS}, ::ffff:10.0.0.1}}", 44) +
		send("{"+oldHead(44, "RTM_NEWLINK")+", "+link+", {{nla_len=12, nla_type=IFLA_ADDRESS}, "+
			"12:34:56:78:90:ab:cd:ef}}", 44),
		[]string{
			"0 >3 p0 3c0000001400" + octets + addrHex + "08000100" + "7f000001" + "08000200" + "0a141e28" +
				"14000500" + strings.Repeat("00", 15) + "01",
			"0 >3 p0 2c0000001400" + octets + addrHex + "14000100" + "00120034005600780090" + "00ab00cd00ef",
			"0 >3 p0 2c0000001400" + octets + addrHex + "14000100" + "00000000000000000000ffff0a000001",
			"0 >3 p0 2c0000001000" + octets + linkHex + "0c000100" + "1234567890abcdef",
		}},
	{"indices with blanks", routeSocket +
		send("["+head(52, "RTM_NEWLINK")+", "+link+", [{nla_len=20, nla_type=IFLA_AF_SPEC}, "+
			"[{nla_len=16, nla_type=AF_INET}, [{nla_len=12, nla_type=IFLA_INET_CONF}, "+
			"[[IPV4_DEVCONF_FORWARDING-1] = 1, [IPV4_DEVCONF_MC_FORWARDING-1] = -2]]]]]", 52) +
		send("["+head(48, "RTM_NEWLINK")+", "+link+", [{nla_len=16, nla_type=IFLA_AF_SPEC}, "+
			"[{nla_len=12, nla_type=AF_INET}, [{nla_len=8, nla_type=IFLA_INET_CONF}, "+
			"[[IPV4_DEVCONF_FORWARDING-1] = 1]]]]]", 48),
		[]string{
			"0 >3 p0 340000001000" + octets + linkHex + "14001a00" + "10000200" + "0c000100" + "01000000" + "feffffff",
			"0 >3 p0 300000001000" + octets + linkHex + "10001a00" + "0c000200" + "08000100" + "01000000",
		}},
	{"arrays cut short", routeSocket +
		send("["+head(60, "RTM_NEWLINK")+", "+link+", [{nla_len=28, nla_type=IFLA_AF_SPEC}, "+
			"[{nla_len=24, nla_type=AF_INET}, [{nla_len=20, nla_type=IFLA_INET_CONF}, "+
			"[[IPV4_DEVCONF_FORWARDING-1]=1, [IPV4_DEVCONF_MC_FORWARDING-1]=2, ...]]]]]", 60),
		[]string{"0 >3 p0 " +
			"3c0000001000" + octets + linkHex + "1c001a00" + "18000200" + "14000100" + "01000000" + "02000000" +
			"0000000000000000 missing [{52 60 }]"}},
	{"link addresses cut short", routeSocket +
		send("["+head(44, "RTM_NEWLINK")+", "+link+", [{nla_len=12, nla_type=IFLA_ADDRESS}, 0a:0b:0c:0d...]]", 44) +
		send("["+head(44, "RTM_NEWLINK")+", "+link+", [{nla_len=12, nla_type=IFLA_ADDRESS}, 0a:0b:0c:0d]]", 44),
		slices.Repeat([]string{"0 >3 p0 2c0000001000" + octets + linkHex + "0c000100" + "0a0b0c0d" +
			"00000000 missing [{40 44 }]"}, 2)},
	// straces 4.13 to 5.10
	{"sizes before and after", routeSocket +
		"getsockname(3, {sa_family=AF_NETLINK, nl_pid=99, nl_groups=00000000}, [112->12]) = 0\n" +
		"recvfrom(3, " + noopText + ", 4096, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, [112->12]) " +
		"= 16\n" +
		"recvfrom(3, " + noopText + ", 4096, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, [112 => " +
		"12]) = 16\n" +
		"recvmsg(3, {msg_name={sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, msg_namelen=112->12, " +
		"msg_iov=[{iov_base=" + noopText + ", iov_len=99}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 16\n" +
		"recvmsg(3, {msg_name={sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, msg_namelen=112 => 12, " +
		"msg_iov=[{iov_base=" + noopText + ", iov_len=99}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 16\n",
		slices.Repeat([]string{"0 <3 p0 " + noopOctets}, 4)},
	{"an interface that another message names", routeSocket +
		send("["+head(32, "RTM_GETLINK")+`, {ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, `+
			`ifi_index=if_nametoindex("d7"), `+
			"ifi_flags=0, ifi_change=0}]", 32) +
		send("["+head(39, "RTM_NEWLINK")+", "+link+`, [{nla_len=7, nla_type=IFLA_IFNAME}, "d7"]]`, 39) +
		send("["+head(32, "RTM_GETLINK")+`, {ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, `+
			`ifi_index=if_nametoindex("d7"), `+
			"ifi_flags=0, ifi_change=0}]", 32),
		[]string{
			"0 >3 p0 200000001200" + octets + strings.Repeat("00", 16) + ` missing [{20 24 if_nametoindex("d7")}]`,
			"0 >3 p0 270000001000" + octets + linkHex + "07000300" + "643700",
			"0 >3 p0 200000001200" + octets + linkHex,
		}},
	{"a type without a name", "socket(AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER) = 3\n" +
		send(`[{nlmsg_len=48, nlmsg_type=NFNL_SUBSYS_NEW<<8|NEW_MSG, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, `+
			`nlmsg_pid=0}, `+
			`"\x02\x00\x00\x07"...]`, 48),
		[]string{"0 >3 p12 300000000000" + octets + "02000007" + strings.Repeat("00", 28) +
			" missing [{4 6 NFNL_SUBSYS_NEW<<8|NEW_MSG} {20 48 }]"}},
	{"attributes after a structure without a table", "socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG) = 3\n" +
		send("["+head(36, "SOCK_DIAG_BY_FAMILY")+`, {odd_family=AF_INET, odd_id=7}, [{nla_len=8, nla_type=ODD_X}, `+
			`"\x01\x02\x03\x04"]]`, 36),
		[]string{"0 >3 p4 240000001400" + octets + strings.Repeat("00", 12) + "08000000" + "01020304" +
			" missing [{16 28 {odd_family=AF_INET, odd_id=7}} {30 32 ODD_X}]"}},
	// what is printed when it is not zero, and other names
	{"padding that is not zero", "socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC) = 3\n" +
		send("["+head(20, "nlctrl")+", {cmd=3, version=1, reserved=0xfeed}]", 20),
		[]string{"0 >3 p16 140000001000" + octets + "0301edfe"}},
	{"types of service and names for zero", routeSocket +
		send("["+head(28, "RTM_GETROUTE")+", {rtm_family=AF_INET, rtm_dst_len=0, rtm_src_len=0, "+
			"rtm_tos=IPTOS_LOWDELAY, "+
			"rtm_table=RT_TABLE_UNSPEC, rtm_protocol=RTPROT_UNSPEC, rtm_scope=RT_SCOPE_UNIVERSE, rtm_type=RTN_UNSPEC, "+
			"rtm_flags=0}]", 28) +
		send("["+head(36, "RTM_NEWLINK")+", "+link+`, [{nla_len=4, nla_type=IFLA_UNSPEC}]]`, 36),
		[]string{
			"0 >3 p0 1c0000001a00" + octets + "02000010" + "00000000" + "00000000",
			"0 >3 p0 240000001000" + octets + linkHex + "04000000",
		}},
	{"attributes after a number", routeSocket +
		send("["+head(44, "RTM_GETMDB")+", {family=AF_BRIDGE, ifindex=3}, [{nla_len=20, nla_type=MDBA_ROUTER}, "+
			"[{nla_len=16, nla_type=MDBA_ROUTER_PORT}, 5, [{nla_len=5, nla_type=MDBA_ROUTER_PATTR_TYPE}, "+
			"MDB_RTR_TYPE_PERM]]]]", 44),
		[]string{"0 >3 p0 " +
			"2c0000005600" + octets + "07000000" + "03000000" + "14000200" + "10000100" + "05000000" + "05000200" +
			"02000000"}},
	{"events of udev", "socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT) = 3\n" +
		`sendto(3, [{prefix="libudev", magic=htonl(0xfeedcafe), header_size=40, properties_off=40, properties_len=4, ` +
		`filter_subsystem_hash=htonl(0x1020304), filter_devtype_hash=0, filter_tag_bloom_hi=0, ` +
		`filter_tag_bloom_lo=0}, ` +
		`"A=1\0"], 44, 0, NULL, 0) = 44` + "\n" +
		`sendto(3, {prefix="libudev", magic=htonl(0xfeedcafe), header_size=40, properties_off=40, properties_len=0, ` +
		`filter_subsystem_hash=0, filter_devtype_hash=0, filter_tag_bloom_hi=0, filter_tag_bloom_lo=0}, 40, 0, ` +
		`NULL, 0) = 40`,
		[]string{
			"0 >3 p15 6c69627564657600" + "feedcafe" + "28000000" + "28000000" + "04000000" + "01020304" +
				strings.Repeat("00", 12) + "413d3100",
			"0 >3 p15 6c69627564657600" + "feedcafe" + "28000000" + "28000000" + strings.Repeat("00", 20),
		}},
	{"an extended acknowledgement inside the error", routeSocket +
		"recvfrom(3, {{len=45, type=NLMSG_ERROR, flags=NLM_F_ACK_TLVS, seq=1, pid=0}, {error=-ENODEV, msg={len=36, " +
		"type=RTM_SETLINK, flags=NLM_F_REQUEST, seq=1, pid=0}, {{nla_len=9, nla_type=NLMSGERR_ATTR_MSG}, " +
		"\"none\"}}}, 99, 0, " +
		"NULL, NULL) = 45",
		[]string{"0 <3 p0 2d0000000200" + "0002" + "01000000" + "00000000" + "edffffff" + "240000001300" + octets +
			"09000100" + "6e6f6e6500"}},
	// calls
	{"buffers that are not all printed", routeSocket +
		"sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=" + noopText + ", iov_len=16}, ...], " +
		"msg_iovlen=2, msg_controllen=0, msg_flags=0}, 0) = 32\n" +
		"sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=" + noopText + ", iov_len=16}, ...], " +
		"msg_iovlen=2, msg_controllen=0, msg_flags=0}, 0) = -1 EPERM (Operation not permitted)\n",
		[]string{"0 >3 p0 " + noopOctets + " of 32", "0 >3 p0 " + noopOctets + " sendmsg failed: EPERM"}},
	{"sends that failed", routeSocket +
		"sendto(3, " + noopText + ", 16, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = -1 EACCES " +
		"(Permission denied)\n" +
		"sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=" + noopText + ", iov_len=16}], msg_iovlen=1, " +
		"msg_controllen=0, msg_flags=0}, 0) = -1 EOPNOTSUPP (Operation not supported)\n" +
		"sendmmsg(3, [{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=" + noopText + ", iov_len=16}], " +
		"msg_iovlen=1, msg_controllen=0, msg_flags=0}}], 1, 0) = -1 EPERM (Operation not permitted)\n" +
		"write(3, " + noopText + ", 16) = -1 ENOBUFS (No buffer space available)\n" +
		"sendto(3, " + noopText + ", 16, 0, NULL, 0) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)\n" +
		"sendto(3, " + noopText + ", 16, 0, NULL, 0) = ?\n" +
		"sendto(3, 0x7ffe, 16, 0, NULL, 0) = -1 EFAULT (Bad address)\n" +
		"sendmsg(3, 0x7ffe, 0) = -1 EFAULT (Bad address)\n" +
		"recvfrom(3, 0x7ffe, 16, 0, NULL, NULL) = -1 EFAULT (Bad address)\n",
		[]string{
			"0 >3 p0 " + noopOctets + " sendto failed: EACCES", "0 >3 p0 " + noopOctets + " sendmsg failed: EOPNOTSUPP",
			"0 >3 p0 " + noopOctets + " sendmmsg failed: EPERM", "0 >3 p0 " + noopOctets + " write failed: ENOBUFS",
			"0 >3 p0 " + noopOctets + " sendto failed: ERESTARTSYS", "0 >3 p0 " + noopOctets + " sendto did not return",
			"0 >3 p0  of 16 sendto failed: EFAULT", "0 >3 p0  sendmsg failed: EFAULT sendmsg failed: EFAULT",
		}},
	{"descriptors with paths behind names", "openat(AT_FDCWD</root/[a>, \"x\", O_RDONLY) = 3</root/[a/x>\n" +
		"close(3</root/[a/x>) = 0\n" + routeSocket + sendNoop, []string{"0 >3 p0 " + noopOctets}},
	// without what tells the protocol
	{"types tell the protocol", send("["+head(32, "RTM_GETLINK")+", "+link+"]", 32) +
		"recvfrom(3, [{nlmsg_len=20, nlmsg_type=NLMSG_DONE, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=5}, " +
		"0], 64, 0, " +
		"NULL, NULL) = 20\n" +
		strings.ReplaceAll(send("["+head(20, "NFNL_SUBSYS_NFTABLES<<8|NEW_MSG")+`, "\x02\x00\x00\x00"]`, 20),
			"(3", "(4") +
		strings.ReplaceAll(send(`[{nlmsg_len=20, nlmsg_type=NFNL_MSG_BATCH_BEGIN, nlmsg_flags=NLM_F_REQUEST, `+
			`nlmsg_seq=0, `+
			`nlmsg_pid=0}, {nfgen_family=AF_UNSPEC, version=NFNETLINK_V0, `+
			`res_id=htons(NFNL_SUBSYS_NFTABLES)}]`, 20), "(3", "(5") +
		strings.ReplaceAll(send(`[`+head(20, "devlink")+`, "\x02\x00\x00\x00"]`, 20), "(3", "(6") +
		strings.ReplaceAll(send(`[`+head(20, "0x12")+`, "\x02\x00\x00\x00"]`, 20), "(3", "(7"),
		[]string{
			"0 >3 p0 200000001200" + octets + linkHex + " by RTM_GETLINK",
			"0 <3 p0 140000000300" + "0200" + "01000000" + "05000000" + "00000000",
			"0 >4 p12 140000000000" + octets + "02000000 missing [{4 6 NFNL_SUBSYS_NFTABLES<<8|NEW_MSG}] by " +
				"NFNL_SUBSYS_NFTABLES<<8|NEW_MSG",
			"0 >5 p12 140000001000" + "0100" + "00000000" + "00000000" + "0000000a by NFNL_MSG_BATCH_BEGIN",
			"0 >6 p16 140000000000" + octets + "02000000 missing [{4 6 devlink}] by devlink",
			"0 >7 p-1 140000001200" + octets + "02000000",
		}},
	{"members tell the protocol", send("["+head(32, "0x12")+", "+link+"]", 32),
		[]string{"0 >3 p0 200000001200" + octets + linkHex + " by ifi_family"}},
	{"structures without a call", "What I see is:\n\n    [" + head(32, "RTM_GETLINK") + ", " + link + "]\n" +
		"\n> " + head(32, "RTM_GETLINK") + ",\n>     " + link + "\n" +
		"{" + oldHead(32, "RTM_GETLINK") + ", " + link + "}\n" +
		"msg_iov=[{iov_base=[" + head(39, "RTM_NEWLINK") + ", " + link + `, [{nla_len=7, nla_type=IFLA_IFNAME}, ` +
		`"d7"]], ` +
		"iov_len=39}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 39\n" +
		"[{nlmsg_len=20, nlmsg_type=NLMSG_DONE, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=5}, 0], " +
		"[{nlmsg_len=16, nlmsg_type=NLMSG_NOOP, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=5}]\n",
		[]string{
			"0 >-1 p0 200000001200" + octets + linkHex + " by RTM_GETLINK",
			"0 >-1 p0 200000001200" + octets + linkHex + " by RTM_GETLINK",
			"0 >-1 p0 200000001200" + octets + linkHex + " by RTM_GETLINK",
			"0 >-1 p0 270000001000" + octets + linkHex + "07000300" + "643700 by RTM_NEWLINK",
			"0 <-1 p-1 140000000300" + "0200" + "01000000" + "05000000" + "00000000" +
				"100000000100" + "0000" + "01000000" + "05000000",
		}},
}

func TestStraceForms(t *testing.T) { testStrace(t, straceForms) }

// TestStraceUnreadable asserts that a token that makes no sense costs only itself, and is named with its place.
func TestStraceUnreadable(t *testing.T) {
	message := "[" + head(40, "RTM_NEWLINK") + ", {ifi_family=AF_UNSPEC, ifi_type=%odd, ifi_index=7, ifi_flags=0, " +
		"ifi_change=0}, [{nla_len=8, nla_type=IFLA_MTU}, 1500]]"
	log := routeSocket + "12:00:00 " + send(message, 40) + "12:00:01 " + sendNoop
	column := 1 + strings.Index("12:00:00 "+send(message, 40), "%odd")
	want := "0 >3 p0 280000001000" + octets + linkHex + "08000400" + "dc050000 missing [{18 20 %odd}]"
	for name, text := range map[string]string{
		"whole":   log,
		"wrapped": strings.ReplaceAll(log, "%odd", "%o\ndd"),
	} {
		r := NewReader(strings.NewReader(text), "log", straceTables(), captures.ProtocolUnknown)
		records, faults := readStraceAll(r)
		if len(records) != 2 || describe(records[0]) != want {
			t.Errorf("%s: got %s, want %s", name, describe(records[0]), want)
		}
		fault := fmt.Sprintf(`log:2: column %d: cannot read "%%odd": what it stands for is not told`, column)
		if len(faults) != 1 || faults[0].Error() != fault {
			t.Errorf("%s: faults %v, want %s", name, faults, fault)
		}
	}
	twice := routeSocket + send(strings.Replace(message, "1500", "$x", 1), 40)
	_, faults := readStraceAll(NewReader(strings.NewReader(twice), "log", straceTables(), captures.ProtocolUnknown))
	if len(faults) != 1 || !strings.HasSuffix(faults[0].Error(),
		"it stands for is not told, nor are 1 more of this call") {
		t.Errorf("faults %v", faults)
	}
	// in a line that goes on, the column is that of the part
	log = routeSocket + "  sendto(3, " + strings.Replace(strings.TrimPrefix(send(message, 40), "sendto(3, "+
		""), "ifi_type", "\n  \tifi_type", 1)
	_, faults = readStraceAll(NewReader(strings.NewReader(log), "log", straceTables(), captures.ProtocolUnknown))
	if len(faults) != 1 || !strings.HasPrefix(faults[0].Error(), `log:3: column 13: cannot read "%odd"`) {
		t.Errorf("faults %v", faults)
	}
}

// TestStraceUnreadablePlaces asserts that the column of a token is that of its line, whatever the line starts with.
func TestStraceUnreadablePlaces(t *testing.T) {
	lines := []string{
		"  [" + head(32, "RTM_NEWLINK") + ", {ifi_family=AF_UNSPEC, ifi_type=%odd, ifi_index=7, ifi_flags=0, " +
			"ifi_change=0}]",
		"[pid 7] 12:00:00 send(3<NETLINK:[ROUTE:5]>, " + head(16, "%odd") + ", 16, 0) = 16",
		"[pid 7] 12:00:00 <... recvmsg resumed>{msg_name=NULL, msg_iov=[{iov_base=" + head(16, "%odd") +
			", iov_len=16}]}, 0) = 16",
	}
	for i, before := range []string{"", "", "[pid 7] 12:00:00 recvmsg(3<NETLINK:[ROUTE:5]>, <unfinished ...>\n"} {
		r := NewReader(strings.NewReader(before+lines[i]+"\n"), "log", straceTables(), captures.ProtocolUnknown)
		records, faults := readStraceAll(r)
		want := fmt.Sprintf("log:%d: column %d: ", 1+strings.Count(before, "\n"), 1+strings.Index(lines[i], "%odd"))
		if len(records) != 1 || len(faults) != 1 || !strings.HasPrefix(faults[0].Error(), want) {
			t.Errorf("%s: %d records, faults %v, want %s", lines[i], len(records), faults, want)
		}
	}
}

// TestStraceUnreadableLength asserts that structures whose length makes no sense are told, and that others without a
// message in them go by.
func TestStraceUnreadableLength(t *testing.T) {
	log := "{nlmsg_len=$x, nlmsg_type=NLMSG_NOOP}\n{a={b={nlmsg_len=0}}}\n" + routeSocket + sendNoop
	r := NewReader(strings.NewReader(log), "log", straceTables(), captures.ProtocolUnknown)
	records, faults := readStraceAll(r)
	if len(records) != 1 || describe(records[0]) != "0 >3 p0 "+noopOctets {
		t.Errorf("records %v", records)
	}
	want := `log:1: column 12: cannot read "$x": what it stands for is not told`
	if len(faults) != 1 || faults[0].Error() != want {
		t.Errorf("faults %v, want %s", faults, want)
	}
}

// TestStraceBrokenLines holds logs that a terminal wrapped, or people broke, quoted or indented, against the log
// itself.
func TestStraceBrokenLines(t *testing.T) {
	for _, name := range []string{"full", "defaults", "objects", "escaped", "decorated", "vectors",
		"lossless", "foreign"} {
		text := readStraceLog(t, name)
		want := describeAll(t, text)
		for form, change := range brokenForms {
			t.Run(name+" "+form, func(t *testing.T) {
				got := describeAll(t, change(text))
				for i := range want {
					if i >= len(got) || got[i] != want[i] {
						t.Fatalf("record %d of %d:\n got %s\nwant "+
							"%s", i, len(got), append(got, "nothing")[min(i, len(got))], want[i])
					}
				}
				if len(got) > len(want) {
					t.Errorf("%d records, want %d", len(got), len(want))
				}
			})
		}
	}
}

var brokenForms = map[string]func([]byte) []byte{
	"CRLF":                      func(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")) },
	"quoted":                    func(text []byte) []byte { return prefixed(text, "> ") },
	"quoted twice and indented": func(text []byte) []byte { return prefixed(text, ">>     ") },
	"indented":                  func(text []byte) []byte { return prefixed(text, "    ") },
	"tabs":                      func(text []byte) []byte { return prefixed(text, "\t") },
	"80":                        func(text []byte) []byte { return wrapped(text, 80) },
	"81":                        func(text []byte) []byte { return wrapped(text, 81) },
	"100":                       func(text []byte) []byte { return wrapped(text, 100) },
	"132":                       func(text []byte) []byte { return wrapped(text, 132) },
	"200":                       func(text []byte) []byte { return wrapped(text, 200) },
	"80, then indented":         func(text []byte) []byte { return prefixed(wrapped(text, 80), "    ") },
	"76, then quoted":           func(text []byte) []byte { return prefixed(wrapped(text, 76), "> ") },
	"by hand": func(text []byte) []byte {
		for _, comma := range []string{", [{nla_len", ", {ifi_", ", msg_iov=", ", msg_flags="} {
			text = bytes.ReplaceAll(text, []byte(comma), []byte(",\n      "+comma[2:]))
		}
		return text
	},
}

func prefixed(text []byte, prefix string) []byte {
	lines := bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	var all []byte
	for _, line := range lines {
		all = append(append(append(all, prefix...), line...), '\n')
	}
	return all
}

// wrapped breaks lines where a terminal of so many columns does.
func wrapped(text []byte, columns int) []byte {
	var all []byte
	for line := range bytes.Lines(text) {
		for len(line) > columns+1 {
			all = append(append(all, line[:columns]...), '\n')
			line = line[columns:]
		}
		all = append(all, line...)
	}
	return all
}

// TestStraceAnyWidth wraps a log at every width that leaves the names of its calls whole. The first call is longest:
// its wrapped lines tell the width.
func TestStraceAnyWidth(t *testing.T) {
	log := []byte(routeSocket +
		send("["+head(40, "RTM_NEWLINK")+", "+link+", [{nla_len=8, nla_type=IFLA_MTU}, 1500]]", 40) +
		sendNoop + strings.Replace(sendNoop, "= 16\n", "= -1 EACCES (Permission denied)\n", 1) +
		sendNoop)
	want := describeAll(t, log)
	for columns := 12; columns < 200; columns++ {
		if got := describeAll(t, wrapped(log, columns)); !slices.Equal(got, want) {
			t.Errorf("%d columns: got\n%s\nwant\n%s", columns, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestStraceOutputBetween asserts that what the traced program prints does not become part of a call that was torn.
func TestStraceOutputBetween(t *testing.T) {
	log := routeSocket + `sendto(3, "\x10\x00\x00\x00\x01\x00\x00\x00\x07\x00` + "\n1: lo: <LOOPBACK,UP> mtu " +
		"65536\n\n" + sendNoop
	records, faults := readStraceAll(NewReader(strings.NewReader(log), "log", straceTables(), captures.ProtocolUnknown))
	want := []string{"0 >3 p0 10000000010000000700", "0 >3 p0 " + noopOctets}
	var got []string
	for _, r := range records {
		got = append(got, describe(r))
	}
	if !slices.Equal(got, want) || len(faults) != 1 || !strings.Contains(faults[0].Error(), "log:2: the line ends "+
		"within the call") {
		t.Errorf("got %q, %v, want %q", got, faults, want)
	}
}

// TestStraceStartsCall tells lines that start with a call from those that go on with one.
func TestStraceStartsCall(t *testing.T) {
	for line, want := range map[string]bool{
		"poll([{fd=3}], 1, -1) = 1":                       true,
		"poll([{fd=3}], 1, -1)            = 1 ([{fd=3}])": true,
		"poll([{fd=3}], 1, -1 <unfinished ...>":           true,
		"brk(NULL) = 0x55":                                true,
		"sendto(3, [{nlmsg_len=16":                        true, // it matters, whole or not
		"poll([{fd=3}], 1":                                false,
		"htons(80), sin_addr=1":                           false,
		"htons(80)} = 2":                                  false,
		"f(1) == 2":                                       false,
		"(3, 4) = 5":                                      false,
		"a b(3) = 5":                                      false,
		"nlmsg_type=RTM_GETLINK":                          false,
		strings.Repeat("f", 32) + "() = 0":                true,
		strings.Repeat("f", 33) + "() = 0":                false,
	} {
		if startsCall([]byte(line)) != want {
			t.Errorf("%s: %v", line, !want)
		}
	}
}
