package strace

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
)

// on is a call that passes a message on a descriptor.
func on(fd int) string { return strings.Replace(sendNoop, "3", fmt.Sprint(fd), 1) }

// writeOn is one that files know too: it counts only where the descriptor is known to be netlink's.
func writeOn(fd int) string { return fmt.Sprintf("write(%d, %s, 16) = 16\n", fd, noopText) }

func sentOn(fd, protocol int) string { return fmt.Sprintf("0 >%d p%d %s", fd, protocol, noopOctets) }

const execIP = "execve(\"/bin/ip\", [\"ip\"], 0x7ffe /* 9 vars */) = 0\n"

// straceDescriptors are logs in which calls change what descriptors are.
var straceDescriptors = []straceCase{
	{"close_range", socketOn(3) + socketOn(4) + socketOn(5) + socketOn(6) + "close_range(4, 5, 0) = 0\n" +
		writeOn(3) + writeOn(4) + writeOn(5) + writeOn(6), []string{sentOn(3, 6), sentOn(6, 6)}},
	{"a protocol that names tell, from then on",
		"bind(3, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 0\n" +
			sendNoop + send("["+head(16, "RTM_GETLINK")+"]", 16) + sendNoop,
		[]string{sentOn(3, -1), "0 >3 p0 100000001200" + octets + " by RTM_GETLINK", sentOn(3, 0)}},
	{"close_range to the last", socketOn(3) + socketOn(4) + "close_range(4, 4294967295, 0) = 0\n" + writeOn(3) +
		writeOn(4), []string{sentOn(3, 6)}},
	{"close_range at the next program", socketOn(3) + "close_range(3, 9, CLOSE_RANGE_CLOEXEC) = 0\n" + writeOn(3),
		[]string{sentOn(3, 6)}},
	{"dup3", socketOn(3) + "dup3(3, 7, 0) = 7\ndup3(3, 8, O_CLOEXEC) = 8\n" + writeOn(8) + execIP +
		writeOn(7) + writeOn(8), []string{sentOn(8, 6), sentOn(7, 6)}},
	{"flags of descriptors", socketOn(3) + socketOn(4) + "fcntl(3, F_SETFD, FD_CLOEXEC) = 0\n" +
		"fcntl(4, F_SETFD, FD_CLOEXEC) = 0\nfcntl64(4, F_SETFD, 0) = 0\nfcntl(4, F_GETFD) = 1\n" + execIP +
		writeOn(3) + writeOn(4), []string{sentOn(4, 6)}},
	{"fcntl in numbers", socketOn(3) + "fcntl(3, 0x406, 0x8) = 8\nfcntl(3, 0, 9) = 9\nfcntl(3, 0x2, 0x1) = 0\n" +
		execIP + writeOn(3) + writeOn(8) + writeOn(9), []string{sentOn(9, 6)}},
	{"fcntl of a command without a name", socketOn(3) + "fcntl(3, F_ODD, 9) = 9\nfcntl(3, F_A|F_B, 10) = 10\n" +
		writeOn(9) + writeOn(10), nil},
	{"a file in its place", socketOn(3) + "openat(AT_FDCWD, \"x\", O_RDONLY) = 3\n" + writeOn(3), nil},
	{"addresses of no netlink socket", "bind(?, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 0\n" +
		"bind(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0\n" +
		"bind(4, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = " +
		"0\n" + writeOn(0) + writeOn(3) + writeOn(4),
		[]string{sentOn(4, -1)}},
	{"calls that make none", socketOn(0) + socketOn(2) + "pipe([5, 6]) = 0\nsetsockopt(2, SOL_NETLINK, " +
		"NETLINK_EXT_ACK, [1], 4) = 0\nioctl(2, SIOCGIFINDEX, {ifr_name=\"x\", ifr_ifindex=2}) = 0\n" +
		writeOn(0) + writeOn(2), []string{sentOn(0, 6), sentOn(2, 6)}},
	{"calls that failed", socketOn(3) + "close(3) = -1 EIO (Input/output error)\nsocket(AF_INET, SOCK_DGRAM, 0) = -1 " +
		"EMFILE (Too many open files)\n" + writeOn(3), []string{sentOn(3, 6)}},
	{"protocols in numbers", "socket(AF_NETLINK, SOCK_RAW, 255) = 3\nsocket(AF_NETLINK, SOCK_RAW, 256) = 4\n" +
		on(3) + on(4), []string{sentOn(3, 255), sentOn(4, -1)}},
	{"decorations", "send(3<NETLINK:[31:5]>, " + noopText + ", 16, 0) = 16\nsend(4<NETLINK:[32]>, " + noopText +
		", 16, 0) = 16\nsend(5<NETLINK:[SOCK_DIAG]>, " + noopText + ", 16, 0) = 16\n",
		[]string{sentOn(3, 31), sentOn(4, -1), sentOn(5, 4)}},
	{"a decoration that tells more", "send(3<NETLINK:[77]>, " + noopText + ", 16, 0) = 16\nsend(3<NETLINK:[XFRM:9]>, " +
		noopText + ", 16, 0) = 16\nsend(3<NETLINK:[77]>, " + noopText + ", 16, 0) = 16\n",
		[]string{sentOn(3, -1), sentOn(3, 6), sentOn(3, 6)}},
	{"peeks of several", socketOn(3) + "recvmmsg(3, [{msg_hdr={msg_name=NULL, msg_namelen=0, " +
		"msg_iov=[{iov_base=" + noopText + ", iov_len=99}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=16}], 1, " +
		"MSG_PEEK, NULL) = 1\n", nil},
	{"of several, the first", socketOn(3) + "sendmmsg(3, [{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=" +
		noopText + ", iov_len=16}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=16}, " +
		"{msg_hdr={msg_name=NULL, " +
		"msg_namelen=0, msg_iov=[{iov_base=" + noopText + ", iov_len=16}], msg_iovlen=1, msg_controllen=0, " +
		"msg_flags=0}}], 2, 0) = 1\n", []string{sentOn(3, 6)}},
	{"addresses of messages", "sendmsg(5, {msg_name={sa_family=AF_INET, sin_port=htons(1), " +
		"sin_addr=inet_addr(\"127.0.0.1\")}, msg_namelen=16, msg_iov=[{iov_base=" + noopText + ", iov_len=16}], " +
		"msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 16\nsendmsg(5, {msg_name={sa_family=AF_NETLINK, " +
		"nl_pid=0, " +
		"nl_groups=00000000}, msg_namelen=12, msg_iov=[{iov_base=" + noopText + ", iov_len=16}], msg_iovlen=1, " +
		"msg_controllen=0, msg_flags=0}, 0) = 16\n", []string{sentOn(5, -1)}},
	{"vectors", "writev(3<NETLINK:[XFRM:1]>, [{" + noopText + `, 16}, {"\1\2\3\4", 4}], 2) = 20` + "\n" +
		"readv(3<NETLINK:[XFRM:1]>, [{iov_base=" + noopText + ", iov_len=16}], 1) = 16\n" +
		"writev(3<NETLINK:[XFRM:1]>, [{iov_base=" + noopText +
		`, iov_len=16}, {iov_base="\1\2\3\4", iov_len=4}], 2) = 18` + "\n",
		[]string{"0 >3 p6 " + noopOctets + "01020304", "0 <3 p6 " + noopOctets, "0 >3 p6 " + noopOctets + "0102"}},
	{"a process with the number of one that ended", "1 " + socketOn(3) + "1 fork() = 2\n2 close(3) = 0\n" +
		"2 +++ exited with 0 +++\n1 fork() = 2\n2 " + writeOn(3) + "2 close(3) = 0\n2 +++ killed by SIGKILL +++\n" +
		"1 fork() = 2\n2 " + writeOn(3), []string{"2" + sentOn(3, 6)[1:], "2" + sentOn(3, 6)[1:]}},
	{"sizes that cannot be read", socketOn(3) + `recv(3, "\20\0\0\0\1\0\0\0"..., SIZE, 0) = 32` + "\n" +
		`recv(3, "\20\0\0\0\1\0\0\0"..., SIZE, 0) = -1 EIO (Input/output error)` + "\n",
		[]string{"0 <3 p6 1000000001000000" + strings.Repeat("00", 24) + " missing [{8 32 }]"}},
	{"calls that are resumed", "1 " + socketOn(3) + "1 recv(3, <unfinished ...>\n2 <... recv resumed>" + noopText +
		", 16, 0) = 16\n1 <... send resumed>" + noopText + ", 16, 0) = 16\n1 <recv resumed>" + noopText + ", 16, " +
		"0) = 16\n" +
		"1 <... recv resumed> " + noopText + ", 16, 0) = 16\n1 <... recv resumed>" + noopText + ", 16, 0) = 16\n" +
		"1 recv(3, <unfinished ...>\n1 send(3,<unfinished ...>\n1 <... recv resumed>" + noopText + ", 16, 0) = 16\n" +
		"1 <... send resumed>" + noopText + ", 16, 0) = 16\n",
		[]string{"1 <3 p6 " + noopOctets, "1 >3 p6 " + noopOctets}},
	{"plain files", socketOn(3) + "write(3<NETLINK:[XFRM:5]>, " + noopText + ", 16) = 16\nwrite(3</tmp/x>, " +
		"" + noopText +
		", 16) = 16\nwrite(x, " + noopText + ", 16) = 16\nwrite(, " + noopText + ", 16) = 16\nwrite(3, " + noopText +
		", 16) = 16\nwrite(4, " + noopText + ", 16) = 16\nsend (3, " + noopText + ", 16, 0) = 16\n(3, " + noopText +
		", 16, 0) = 16\n", []string{sentOn(3, 6), sentOn(3, 6)}},
	{"nothing", socketOn(3) + "recvfrom(3, \"\", 16, 0, NULL, NULL) = 0\nsendto(3, \"\", 0, 0, NULL, 0) = 0\n" +
		"recvmmsg(3, [], 1, 0, NULL) = 0\nrecvfrom(3, \"x\", 16, 0, NULL, NULL) = 1\n", []string{"0 <3 p6 78"}},
	{"what is no netlink on a descriptor that is not known",
		`send(5, "\20\0\0\0\1\0\0\360\7\0\0\0\0\0\0\0", 16, 0) = 16` + "\n" + // flags that there are not
			`send(5, "\17\0\0\0\1\0\0\0\7\0\0\0\0\0\0\0", 16, 0) = 16` + "\n" + // less than a header
			`send(5, "\20\0\0\0\1\0\0\0", 8, 0) = 8` + "\n" +
			`send(5, "\30\0\0\0\1\0\0\0\7\0\0\0\0\0\0\0\1", 17, 0) = 17` + "\n", nil}, // cut at an odd place
	{"what is netlink on a descriptor that is not known",
		"send(5, " + strings.TrimSuffix(noopText, `"`) + strings.TrimPrefix(noopText, `"`) + ", 32, 0) = 32\n" +
			`recv(5, "\30\0\0\0\1\0\0\0\7\0\0\0\0\0\0\0\1\2\3\4", 20, 0) = 20` + "\n" +
			"send(5, " + strings.TrimSuffix(noopText, `"`) + strings.Repeat(`\0`,
			20) + `", 36, 0) = 36` + "\n" + // of iproute2
			"send(5, " + strings.TrimSuffix(noopText, `"`) + `\20\0"..., 32, 0) = 32` + "\n", // cut in a header
		[]string{"0 >5 p-1 " + noopOctets + noopOctets, "0 <5 p-1 18000000010000000700000000000000" + "01020304",
			"0 >5 p-1 " + noopOctets + strings.Repeat("00", 20),
			"0 >5 p-1 " + noopOctets + "1000" + strings.Repeat("00", 14) + " missing [{18 32 }]"}},
	{"a process whose clone has not returned", "1 " + socketOn(3) + "9 openat(AT_FDCWD, \"x\", O_RDONLY) = 3\n" +
		"1 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>\n2 " + writeOn(3) + "9 " + writeOn(3),
		[]string{"2" + sentOn(3, 6)[1:]}},
	{"a process that another's call has nothing to do with",
		"1 " + socketOn(3) + "9 openat(AT_FDCWD, \"x\", O_RDONLY) = 3\n" +
			"1 recvmsg(3, <unfinished ...>\n2 " + writeOn(3), nil},
	{"a process of which of two clones is not known", "1 " + socketOn(3) + "9 openat(AT_FDCWD, \"x\", O_RDONLY) = 3\n" +
		"1 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>\n9 vfork( <unfinished ...>\n2 " + writeOn(3), nil},
}

// socketOn makes a socket of NETLINK_XFRM.
func socketOn(fd int) string {
	return fmt.Sprintf("socket(AF_NETLINK, SOCK_RAW, NETLINK_XFRM) = %d\n", fd)
}

func TestStraceDescriptors(t *testing.T) { testStrace(t, straceDescriptors) }

// TestStraceMemberships follows the groups of a socket.
func TestStraceMemberships(t *testing.T) {
	join := func(group int) string {
		return fmt.Sprintf("setsockopt(3, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, [%d], 4) = 0\n", group)
	}
	bind := func(groups string) string {
		return "bind(3, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=" + groups + "}, 12) = 0\n"
	}
	for log, want := range map[string]uint64{
		join(1) + join(64):                        1<<63 | 1,
		join(0) + join(65):                        0,
		join(33) + bind("0x3"):                    1<<32 | 3,
		bind("0x4") + bind("0"):                   4,
		"setsockopt(3, 0x10e, 0x1, [5], 4) = 0\n": 16,
		"setsockopt(3, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, [\"x\"], 4) = 0\n":        0,
		"setsockopt(3, SOL_SOCKET, SO_DEBUG, [5], 4) = 0\n":                           0,
		"setsockopt(3, SOL_NETLINK, NETLINK_EXT_ACK, [5], 4) = 0\n":                   0,
		"setsockopt(3, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, 0x7, 4) = 0":              0,
		join(2) + "setsockopt(4, SOL_NETLINK, NETLINK_DROP_MEMBERSHIP, [2], 4) = 0\n": 2,
	} {
		r := readStrace(t, []byte(socketOn(3)+strings.TrimSuffix(log, "\n")+"\n"+sendNoop))
		if len(r) != 1 || r[0].Groups != want {
			t.Errorf("%s: groups %#x, want %#x", log, r[0].Groups, want)
		}
	}
}

// TestNoteSocket reads the decorations of descriptors.
func TestNoteSocket(t *testing.T) {
	for note, want := range map[string]string{
		"NETLINK:[ROUTE:991]": "netlink 0 991 true", "NETLINK:[31:4294967295]": "netlink 31 4294967295 true",
		"NETLINK:[32:5]": "netlink -1 5 true", "NETLINK:[SOCK_DIAG]": "netlink 4 0 true",
		"NETLINK:[XFRM:x]": "netlink 6 0 true",
		"NETLINK:[odd:7]":  "netlink -1 7 true", "NETLINK:[]": "netlink -1 0 true",
		"NETLINK:[GENERIC:12": "netlink 16 12 true",
		"socket:[7356]":       "other 0 0 false", "/etc/passwd": "other 0 0 true", "TCP:[1->2]": "other 0 0 true",
		"": "other 0 0 true",
	} {
		sock, ok := noteSocket([]byte(note))
		kind := map[bool]string{true: "netlink", false: "other"}[sock.netlink]
		if got := fmt.Sprint(kind, " ", sock.protocol, " ", sock.portID, " ", ok); got != want {
			t.Errorf("%s: %s, want %s", note, got, want)
		}
	}
}

// TestStraceForks follows descriptors into children, threads and programs.
func TestStraceForks(t *testing.T) { testStrace(t, straceForks) }

var straceForks = []straceCase{
	{"a child has its own", "1 " + socketOn(3) + "1 fork() = 2\n2 close(3) = 0\n1 " + writeOn(3) + "2 " + writeOn(3),
		[]string{"1" + sentOn(3, 6)[1:]}},
	{"a thread shares them", "1 " + socketOn(3) + "1 clone3({flags=CLONE_VM|CLONE_FILES}, 88) = 2\n2 close(3) = 0\n1 " +
		writeOn(3), nil},
	{"a thread that runs another program", "1 " + socketOn(3) + "1 clone(flags=CLONE_VM|CLONE_FILES) = 2\n2 " + execIP +
		"2 close(3) = 0\n1 " + writeOn(3), []string{"1" + sentOn(3, 6)[1:]}},
	{"one that was met before",
		"1 " + socketOn(3) + "2 " + socketOn(4) + "1 clone(child_stack=NULL) = 2\n2 " + writeOn(3) +
			"2 " + writeOn(4), []string{"2" + sentOn(3, 6)[1:], "2" + sentOn(4, 6)[1:]}},
	{"one of unknown descent", "1 " + socketOn(3) + "9 close(3) = 0\n9 " + writeOn(3) + "8 " + writeOn(3),
		[]string{"8" + sentOn(3, 6)[1:]}},
	{"the first with a number", socketOn(3) + "7 " + writeOn(3), []string{"7" + sentOn(3, 6)[1:]}},
	{"a fork that failed",
		"1 " + socketOn(3) + "1 fork() = -1 EAGAIN (Resource temporarily unavailable)\n1 " + writeOn(3),
		[]string{"1" + sentOn(3, 6)[1:]}},
	{"no descriptors", "dup(X) = 3\ndup(9) = 3\nfcntl(3) = 3\nclose(X) = 0\nclose_range(3, 9) = 0\n" + socketOn(3) +
		"fcntl(3, F_SETFD) = 0\nfcntl(9, F_SETFD, FD_CLOEXEC) = 0\n" + writeOn(3) + writeOn(9), []string{sentOn(3, 6)}},
}

// TestOverlaps reports whether something of a range is missing.
func TestOverlaps(t *testing.T) {
	spans := []codec.Span{{From: 4, To: 8}, {From: 12, To: 16}}
	for _, tc := range []struct {
		from, to int
		want     bool
	}{
		{0, 4, false}, {0, 5, true}, {4, 8, true}, {7, 9, true}, {8, 12, false}, {15, 20, true}, {16, 20, false}, {0,
			20, true},
	} {
		if got := overlaps(spans, tc.from, tc.to); got != tc.want {
			t.Errorf("%d to %d: %v", tc.from, tc.to, got)
		}
	}
	attrs := recordtest.Octets(t, "0500010061000000"+"0800030064300000"+"040003"+"00")
	if name, at := attrOf(attrs, 3); string(name) != "d0\x00\x00" || at != 12 {
		t.Errorf("%q at %d", name, at)
	}
	if name, at := attrOf(attrs, 1); string(name) != "a" || at != 4 {
		t.Errorf("%q at %d", name, at)
	}
	for _, digits := range []string{"", "040001", "0300030000000000", "0900030064300000"} {
		if name, at := attrOf(recordtest.Octets(t, digits), 3); name != nil || at != 0 {
			t.Errorf("%s: %q at %d", digits, name, at)
		}
	}
}
