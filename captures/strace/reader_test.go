package strace

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// describe says of a record what most tests are about.
func describe(r captures.Record) string {
	way := map[codec.Direction]string{codec.Sent: ">", codec.Received: "<"}[r.Direction]
	s := fmt.Sprintf("%d %s%d p%d %x", r.Pid, way, r.FD, r.Protocol, r.Data)
	if r.OriginalLen != len(r.Data) {
		s += fmt.Sprintf(" of %d", r.OriginalLen)
	}
	if len(r.Missing) > 0 {
		s += fmt.Sprintf(" missing %v", r.Missing)
	}
	if r.Event != "" {
		s += " " + r.Event
	}
	if r.Failed != "" {
		s += " " + r.Failed
	}
	if r.Guess != "" {
		s += " by " + r.Guess
	}
	return s
}

const (
	routeSocket = "socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 3\n"
	noopText    = `"\x10\x00\x00\x00\x01\x00\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00"`
	noopOctets  = "10000000010000000700000000000000"
	sendNoop    = "sendto(3, " + noopText + ", 16, 0, NULL, 0) = 16\n"
)

// straceCase is a log, and what its records are.
type straceCase struct {
	name, log string
	want      []string
}

var straceCases = []straceCase{
	{"octal and C escapes", routeSocket + `write(3, "\20\0\0\0\1\0\0\0\7\0\0\0\n\t\r\"", 16) = 16`,
		[]string{"0 >3 p0 1000000001000000070000000a090d22"}},
	{"struct msghdr before 4.13", routeSocket +
		`recvmsg(3, {msg_name(12)={sa_family=AF_NETLINK, pid=0, groups=00000000}, ` +
		`msg_iov(1)=[{` + noopText + `, 16384}], msg_controllen=0, msg_flags=0}, 0) = 16`,
		[]string{"0 <3 p0 " + noopOctets}},
	{"structures of 4.13",
		routeSocket + `sendto(3, {{len=40, type=RTM_GETLINK, flags=NLM_F_REQUEST|0x300, seq=1, pid=0}, ` +
			`{ifi_family=AF_INET6, ifi_type=ARPHRD_ETHER, ifi_index=7, ifi_flags=IFF_UP, ifi_change=0}, ` +
			`{{nla_len=8, nla_type=IFLA_EXT_MASK}, 9}}, 40, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 40`,
		[]string{"0 >3 p0 28000000120001030100000000000000" + "0a000100070000000100000000000000" + "08001d0009000000"}},
	{"two messages and a tail", routeSocket +
		`recvfrom(3, [{nlmsg_len=16, nlmsg_type=NLMSG_NOOP, nlmsg_flags=0, nlmsg_seq=1, ` +
		`nlmsg_pid=-2}, [{nlmsg_len=20, nlmsg_type=NLMSG_DONE, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=5}, -17], ` +
		`"\xaa\xbb"], 64, 0, NULL, NULL) = 38`,
		[]string{"0 <3 p0 100000000100000001000000feffffff" + "14000000030002000100000005000000efffffff" + "aabb"}},
	{"cut list of messages",
		routeSocket + `recvfrom(3, [{nlmsg_len=16, nlmsg_type=NLMSG_NOOP, nlmsg_flags=0, nlmsg_seq=1, ` +
			`nlmsg_pid=0}, ...], 64, 0, NULL, NULL) = 48`,
		[]string{"0 <3 p0 10000000010000000100000000000000" + strings.Repeat("00", 32) + " missing [{16 48 }]"}},
	{"interface names", routeSocket + `sendto(3, [{nlmsg_len=40, nlmsg_type=RTM_SETLINK, nlmsg_flags=NLM_F_REQUEST, ` +
		`nlmsg_seq=1, nlmsg_pid=0}, {ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=if_nametoindex("d0"), ` +
		`ifi_flags=0, ifi_change=0}, [{nla_len=8, nla_type=IFLA_LINK}, if_nametoindex("lo")]], 40, 0, NULL, 0) = 40`,
		[]string{"0 >3 p0 28000000130001000100000000000000" + "00000000000000000000000000000000" +
			"0800050001000000 missing [{20 24 if_nametoindex(\"d0\")}]"}},
	{"interface index told by the log", routeSocket + `ioctl(4, SIOCGIFINDEX, {ifr_name="d0", ifr_ifindex=2}) = 0` +
		"\n" +
		`sendto(3, [{nlmsg_len=32, nlmsg_type=RTM_SETLINK, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=0}, ` +
		`{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=if_nametoindex("d0"), ifi_flags=0, ifi_change=0}], ` +
		`32, 0, NULL, 0) = 32`,
		[]string{"0 >3 p0 20000000130001000100000000000000" + "00000000020000000000000000000000"}},
	{"a message in two buffers, of which strace takes the second for another", routeSocket +
		"sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base={nlmsg_len=36, nlmsg_type=RTM_GETTCLASS, " +
		"nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=7, nlmsg_pid=0}, iov_len=16}, {iov_base={nlmsg_len=0, " +
		"nlmsg_type=NLMSG_DONE, nlmsg_flags=0, nlmsg_seq=0, nlmsg_pid=0}, iov_len=20}], " +
		"msg_iovlen=2, msg_controllen=0, msg_flags=0}, 0) = 36\n",
		[]string{"0 >3 p0 240000002a0001030700000000000000" + "00000000030000000000000000000000" +
			"00000000 missing [{32 36 }]"}},
	{"descriptors passed to another process", "7 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3<socket:[5]>\n" +
		"7 socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = 4<socket:[6]>\n" +
		"8 recvfrom(11<socket:[6]>, " + noopText + ", 16, 0, NULL, NULL) = 16\n" +
		"8 recvfrom(10<socket:[5]>, " + noopText + ", 16, 0, NULL, NULL) = 16\n",
		[]string{"8 <10 p0 " + noopOctets}},
	{"an unknown constant is not guessed", routeSocket + `sendto(3, {nlmsg_len=16, nlmsg_type=RTM_NEWNONSENSE, ` +
		`nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, 16, 0, NULL, 0) = 16`,
		[]string{"0 >3 p0 10000000000001000100000002000000 missing [{4 6 RTM_NEWNONSENSE}]"}},
	{"a dump overrides the text", routeSocket + `sendto(3, ""..., 20, 0, NULL, 0) = 20` + "\n" +
		" | 00000  14 00 00 00 03 00 02 00  01 00 00 00 05 00 00 00  ................ |\n" +
		" | 00010  ff ff ff ff                                       ....             |\n" + sendNoop,
		[]string{"0 >3 p0 1400000003000200010000000500" + "0000ffffffff", "0 >3 p0 " + noopOctets}},
	{"buffers of a dump", routeSocket + "recvmsg(3, 0x7fbfa82f20, 0) = 16\n * 10 bytes in buffer 0\n" +
		" | 00000  10 00 00 00 01 00 00 00  07 00                    ..........       |\n * 6 bytes in buffer 1\n" +
		" | 00000  00 00 00 00 00 00                                 ......           |\n",
		[]string{"0 <3 p0 " + noopOctets}},
	{"messages of a dump", routeSocket + "recvmmsg(3, 0x7fbfa82f20, 2, MSG_DONTWAIT, NULL) = 2\n" +
		" = 1 buffers in vector 0\n * 16 bytes in buffer 0\n" +
		" | 00000  10 00 00 00 01 00 00 00  07 00 00 00 00 00 00 00  ................ |\n" +
		" = 1 buffers in vector 1\n * 16 bytes in buffer 0\n" +
		" | 00000  10 00 00 00 01 00 00 00  08 00 00 00 00 00 00 00  ................ |\n",
		[]string{"0 <3 p0 " + noopOctets, "0 <3 p0 10000000010000000800000000000000"}},
	{"only pointers", routeSocket + "recvmsg(3, 0x7fbfa82f20, 0) = 52", []string{"0 <3 p0  of 52"}},
	{"strings cut by -s", routeSocket + `sendto(3, "\x10\x00\x00\x00\x01\x00"..., 16, 0, NULL, 0) = 16`,
		[]string{"0 >3 p0 10000000010000000000000000000000 missing [{6 16 }]"}},
	{"unfinished and resumed", "811 " + routeSocket + "811 sendto(3, " + noopText +
		", 16, 0, NULL, 0 <unfinished ...>\n" +
		"812 read(5,  <unfinished ...>\n811 <... sendto resumed>) = 16 <0.000087>\n" +
		"811 recvmsg(3,  <unfinished ...>\n" +
		"811 <... recvmsg resumed>{msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=" + noopText +
		", iov_len=4096}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 16",
		[]string{"811 >3 p0 " + noopOctets, "811 <3 p0 " + noopOctets}},
	{"failed calls",
		routeSocket +
			"recvfrom(3, 0x7fff, 4096, MSG_DONTWAIT, NULL, NULL) = -1 EAGAIN (Resource temporarily unavailable)\n" +
			"recvmsg(3, {msg_namelen=12}, 0) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)\n" +
			"recvmsg(3, {msg_namelen=12}, 0) = -1 ENOBUFS (No buffer space available)\n" + sendNoop,
		[]string{"0 <3 p0  ENOBUFS: the kernel dropped events, for the socket's buffer was full",
			"0 >3 p0 " + noopOctets}},
	{"peeks",
		routeSocket + "recvmsg(3, {msg_iov=[{iov_base=NULL, iov_len=0}], msg_iovlen=1}, MSG_PEEK|MSG_TRUNC) = 16\n" +
			"recvfrom(3, " + noopText + ", 4096, MSG_PEEK, NULL, NULL) = 16\nrecvfrom(3, " + noopText +
			", 4096, 0, NULL, NULL) = 16",
		[]string{"0 <3 p0 " + noopOctets}},
	{"truncated datagram",
		routeSocket + `recvfrom(3, "\x20\x00\x00\x00\x10\x00\x00\x00", 8, MSG_TRUNC, NULL, NULL) = 32`,
		[]string{"0 <3 p0 2000000010000000 of 32"}},
	{"other sockets", "socket(AF_INET, SOCK_DGRAM, 0) = 3\n" + sendNoop +
		"sendto(4, \"x\", 1, 0, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 1\nwrite(5, " + noopText + ", 16) = 16",
		nil},
	{"unknown descriptors", "sendto(9, " + noopText +
		", 16, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 16\n" +
		"sendto(10, \"\\x00\\x01\", 2, 0, NULL, 0) = 2\nsend(11, " + noopText + ", 16, 0) = 16",
		[]string{"0 >9 p-1 " + noopOctets, "0 >11 p-1 " + noopOctets}},
	{"decorated descriptors", "sendto(9<NETLINK:[NETFILTER:77]>, " + noopText + ", 16, 0, NULL, 0) = 16\n" +
		"write(3</etc/motd>, " + noopText + ", 16) = 16\nread(8<NETLINK:[XFRM:1]>, " + noopText + ", 4096) = 16",
		[]string{"0 >9 p12 " + noopOctets, "0 <8 p6 " + noopOctets}},
	{"dup, close and reuse", "socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC) = 3\ndup(3) = 4\nclose(3) = 0\n" +
		"openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3\nread(3, " + noopText +
		", 16) = 16\nfcntl(4, F_DUPFD_CLOEXEC, 9) = 9\n" +
		"write(9, " + noopText + ", 16) = 16\ndup2(3, 9) = 9\nwrite(9, " + noopText + ", 16) = 16",
		[]string{"0 >9 p16 " + noopOctets}},
	{"fork and exec", "1 " + routeSocket + "1 socket(AF_NETLINK, SOCK_RAW, NETLINK_XFRM) = 4\n1 fork() = 2\n" +
		"1 close(3) = 0\n2 " + sendNoop + "2 execve(\"/bin/ip\", [\"ip\"], 0x7ffe /* 9 vars */) = 0\n2 " +
		strings.Replace(sendNoop, "3", "4", 1) + "2 write(3, " + noopText + ", 16) = 16",
		[]string{"2 >3 p0 " + noopOctets, "2 >4 p6 " + noopOctets}},
	{"threads", "1 clone(child_stack=0x7f, flags=CLONE_VM|CLONE_FILES|CLONE_THREAD, <unfinished ...>\n2 " +
		routeSocket +
		"1 <... clone resumed>) = 2\n1 " + sendNoop,
		[]string{"1 >3 p0 " + noopOctets}},
	{"threads whose start is not in the log", "[pid 5] " + routeSocket + "[pid 6] " + sendNoop,
		[]string{"6 >3 p0 " + noopOctets}},
	{"the first process gets an id later", routeSocket + "strace: Process 6 attached\n[pid 5] " + sendNoop,
		[]string{"5 >3 p0 " + noopOctets}},
	{"raw numbers", "socket(0x10, 0x80003, 0x10) = 3\nsend(3, " + noopText + ", 0x10, 0) = 16",
		[]string{"0 >3 p16 " + noopOctets}},
	{"noise and CRLF", "strace: Process 9 attached\r\nsome output\r\n" + strings.ReplaceAll(routeSocket, "\n", "\r\n") +
		"--- SIGCHLD {si_signo=SIGCHLD} ---\r\n% time     seconds\r\n------ ------\r\n" +
		strings.ReplaceAll(sendNoop, "\n", "\r\n") + "+++ exited with 0 +++\r\n",
		[]string{"0 >3 p0 " + noopOctets}},
	{"names of generic netlink families", "socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC) = 3\n" +
		`recvfrom(3, "\x24\x00\x00\x00\x10\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01\x02\x00\x00\x08\x00\x02\x00abc\x00` +
		`\x06\x00\x01\x00\x1f\x00\x00\x00", 99, 0, NULL, NULL) = 36` + "\n" +
		`sendto(3, [{nlmsg_len=20, nlmsg_type=abc, nlmsg_flags=0, nlmsg_seq=2, nlmsg_pid=0}, "\x05\x01\x00\x00"], 20, 0, NULL, 0) = 20`,
		[]string{"0 <3 p16 2400000010000000010000000000000001020000080002006162630006000100" + "1f000000",
			"0 >3 p16 140000001f000000020000000000000005010000"}},
	{"events of devices", "socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT) = 3\n" + `read(3, "add@/x\0A=1\0", 99) = 11`,
		[]string{"0 <3 p15 6164644" + "02f7800413d3100"}},
	{"an empty log", "", nil},
}

func TestStrace(t *testing.T) { testStrace(t, straceCases) }

// testStrace reads logs that have no fault.
func testStrace(t *testing.T, cases []straceCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := describeAll(t, []byte(c.log)); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// describeAll describes the records of a log.
func describeAll(t *testing.T, text []byte) (all []string) {
	t.Helper()
	for _, r := range readStrace(t, text) {
		all = append(all, describe(r))
	}
	return all
}

func TestStracePrefixes(t *testing.T) {
	clock := time.Date(1970, 1, 1, 12, 3, 13, 0, time.UTC)
	for prefix, want := range map[string]captures.Record{
		"":                           {},
		"811   ":                     {Pid: 811},
		"[pid 811] ":                 {Pid: 811},
		"[pid   811<ip>] ":           {Pid: 811, Comm: "ip"},
		"811<my prog> ":              {Pid: 811, Comm: "my prog"},
		"12:03:13 ":                  {Time: clock},
		"811   12:03:13.252220 ":     {Pid: 811, Time: clock.Add(252220 * time.Microsecond)},
		"1795252993.252220 ":         {Time: time.Unix(1795252993, 252220000).UTC(), HasDate: true},
		"1795252993 ":                {Time: time.Unix(1795252993, 0).UTC(), HasDate: true},
		"811 1795252993.252220999 ":  {Pid: 811, Time: time.Unix(1795252993, 252220999).UTC(), HasDate: true},
		"     0.002393 ":             {Time: time.Unix(0, 2393000).UTC()},
		"7 12:03:13 (+     0.0001) ": {Pid: 7, Time: clock},
		"[  44] ":                    {},
		"[00007f2ad2a01ebb] ":        {},
		"[????????????????] ":        {},
		"811<ip> 1795252993.252220 [  44] [00007f2ad2a01ebb] ": {
			Pid: 811, Comm: "ip", Time: time.Unix(1795252993, 252220000).UTC(), HasDate: true,
		},
	} {
		records := readStrace(t, []byte(prefix+"send(3<NETLINK:[ROUTE:9]>, "+noopText+", 16, 0) = 16 <0.000087>\n"))
		if len(records) != 1 {
			t.Errorf("%q: %d records", prefix, len(records))
			continue
		}
		r := records[0]
		if r.Pid != want.Pid || r.Comm != want.Comm || !r.Time.Equal(want.Time) || r.HasDate != want.HasDate ||
			r.Elapsed != 87*time.Microsecond || r.PortID != 9 {
			t.Errorf("%q: got %+v", prefix, r)
		}
	}
}

func TestStraceTimesGoOn(t *testing.T) {
	relative := "  0.5 socket(AF_NETLINK, SOCK_RAW, 0) = 3\n  0.25 " + sendNoop + "  0.25 " + sendNoop
	if r := readStrace(t, []byte(relative)); r[1].Time.Sub(r[0].Time) != 250*time.Millisecond {
		t.Errorf("relative: %v then %v", r[0].Time, r[1].Time)
	}
	midnight := routeSocket + "23:59:59 " + sendNoop + "00:00:01 " + sendNoop
	if r := readStrace(t, []byte(midnight)); r[1].Time.Sub(r[0].Time) != 2*time.Second {
		t.Errorf("midnight: %v then %v", r[0].Time, r[1].Time)
	}
}

func TestStraceGroupsAndPort(t *testing.T) {
	log := routeSocket + "bind(3, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=0x000011}, 12) = 0\n" +
		"getsockname(3, {sa_family=AF_NETLINK, nl_pid=12176, nl_groups=0x000011}, [12]) = 0\n" +
		"setsockopt(3, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, [33], 4) = 0\n" +
		"setsockopt(3, SOL_NETLINK, NETLINK_DROP_MEMBERSHIP, [1], 4) = 0\n" + sendNoop +
		"recvmsg(3, {msg_name={sa_family=AF_NETLINK, nl_pid=0, nl_groups=0x000010}, msg_namelen=12, msg_iov=[{iov_base=" +
		noopText + ", iov_len=99}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 16\n"
	r := readStrace(t, []byte(log))
	if r[0].Groups != 0x100000010 || r[0].PortID != 12176 || r[1].Groups != 0x10 {
		t.Errorf("got groups %#x of port %d, then %#x", r[0].Groups, r[0].PortID, r[1].Groups)
	}
}

func TestStraceAddressBefore413(t *testing.T) {
	log := routeSocket + "bind(3, {sa_family=AF_NETLINK, pid=77, groups=0000055a}, 12) = 0\n" + sendNoop
	if r := readStrace(t, []byte(log)); r[0].Groups != 0x55a || r[0].PortID != 77 {
		t.Errorf("got groups %#x of port %d", r[0].Groups, r[0].PortID)
	}
}

func TestStraceHintStandsOnce(t *testing.T) {
	cut := `sendto(3, "\x10\x00"..., 16, 0, NULL, 0) = 16` + "\n"
	r := readStrace(t, []byte(routeSocket+sendNoop+cut+cut))
	if r[0].Comment != "" || !strings.Contains(r[1].Comment, "-e write=all") || r[2].Comment != "" {
		t.Errorf("comments %q, %q, %q", r[0].Comment, r[1].Comment, r[2].Comment)
	}
}

func TestStraceFileOfOneProcess(t *testing.T) {
	records, _ := readStraceAll(NewReader(strings.NewReader(routeSocket+sendNoop), "trace.4711", nil, captures.ProtocolUnknown))
	if len(records) != 1 || records[0].Pid != 4711 || records[0].Pos.String() != "trace.4711:2" {
		t.Errorf("got %+v", records)
	}
}

func TestStraceTornLastLine(t *testing.T) {
	torn := `sendmsg(3, {msg_name={sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, msg_namelen=12, msg_iov=[{iov_base=` +
		`[{nlmsg_len=32, nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=5, nlmsg_p`
	for _, c := range []struct{ line, want string }{
		{torn, "0 >3 p0 200000001200010005000000" + strings.Repeat("00", 20) + " missing [{12 32 }]"},
		{`sendto(3, "\x10\x00\x00\x00\x01\x0`, "0 >3 p0 1000000001"},
		{"recvmsg(3, {msg_na", ""},
		{"recvfrom(3, \"\"..., 16, 0, NULL, NULL) = 16\n | 00000  10 00 00 00 01 00 01 0", "0 <3 p0 10000000010001 of 16"},
	} {
		reader := NewReader(strings.NewReader(routeSocket+sendNoop+c.line), "log", straceTables(), captures.ProtocolUnknown)
		records, faults := readStraceAll(reader)
		got := ""
		if len(records) > 1 {
			got = describe(records[1])
		}
		if len(records) == 0 || describe(records[0]) != "0 >3 p0 "+noopOctets || got != c.want {
			t.Errorf("%s: got %q, want %q", c.line, got, c.want)
		}
		if len(faults) != 1 || !strings.HasPrefix(faults[0].Error(), "log:") || !strings.Contains(faults[0].Error(), "ends") {
			t.Errorf("%s: faults %v", c.line, faults)
		}
	}
}

func TestStraceLongLine(t *testing.T) {
	long := io.MultiReader(strings.NewReader(routeSocket+`write(1, "`),
		io.LimitReader(zeroDigits{}, 20<<20), strings.NewReader("\", 99) = 99\n"+sendNoop))
	records, faults := readStraceAll(NewReader(long, "log", nil, captures.ProtocolUnknown))
	if len(records) != 1 || describe(records[0]) != "0 >3 p0 "+noopOctets || records[0].Pos.Line != 3 {
		t.Errorf("got %v", records)
	}
	if len(faults) != 1 || faults[0].Error() != "log:2: line longer than 4 MiB: only its start is read" {
		t.Errorf("faults %v", faults)
	}
}

// zeroDigits reads as an endless row of the digit 0.
type zeroDigits struct{}

func (zeroDigits) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

// TestStraceOfAGrowingLog asserts that a record does not wait for the line after it, once it is clear that no dumps come.
func TestStraceOfAGrowingLog(t *testing.T) {
	log := routeSocket + sendNoop + sendNoop
	in, out := io.Pipe()
	go func() {
		_, _ = io.WriteString(out, log)
	}()
	r := NewReader(in, "log", nil, captures.ProtocolUnknown)
	for range 2 {
		var record captures.Record
		if err := r.Next(&record); err != nil || !bytes.HasPrefix(record.Data, []byte{0x10}) {
			t.Fatalf("got %+v, %v", record, err)
		}
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestRecognise(t *testing.T) {
	for _, name := range []string{"full", "decorated", "relative", "vectors", "lossless"} {
		if !isLog(readStraceLog(t, name)[:512]) {
			t.Errorf("%s is not recognised", name)
		}
	}
	for text, want := range map[string]bool{
		"strace: Process 811 attached\n":                           true,
		"execve(\"/bin/ip\", [\"ip\"], 0x7ffe /* 9 vars */) = 0\n": true,
		"poll([{fd=3}], 1, -1 <unfinished ...>\n":                  true,
		"<... recvmsg resumed>{msg_name=NULL}, 0) = 16\n":          true,
		"\\x30\\x00\\x00\\x00\n":                                   false,
		"00000000: 3000 0000 1000 0506\n":                          false,
		"30:00:00:00:10:00:05:06\n":                                false,
		"# a comment (about something)\n":                          false,
		"":                                                         false,
	} {
		if isLog([]byte(text)) != want {
			t.Errorf("%q: got %v", text, !want)
		}
	}
}
