package hexdump

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/captures/internal/nlmsg"
)

// goMessage is a message as Go prints structs with %+v or %#v: netlink.Message of mdlayher/netlink, which prints
// "nl: send: {Header:{Length:20 …} Data:[3 1 0 0]}" with NLDEBUG=level=1,format=go, and syscall.NetlinkMessage.
var goMessage = regexp.MustCompile(`Header:[\w.]*\{Len(?:gth)?:([^ ,}]*),? Type:([^ ,}]*),? Flags:([^ ,}]*),? ` +
	`Seq(?:uence)?:([^ ,}]*),? P[Ii][Dd]:([^ ,}]*)\},? Data:(?:\[\][\w.]+\{|\[)([^\]}]*)[\]}]`)

// Words of mdlayher/netlink for types and flags.
var (
	goTypes = map[string]uint64{"noop": 1, "error": 2, "done": 3, "overrun": 4}
	goFlags = map[string]uint64{
		"request": 1, "multi": 2, "acknowledge": 4, "echo": 8, "dumpinterrupted": 16, "dumpfiltered": 32,
	}
)

// takeGo takes a line with Go structs, which make one datagram. It returns false if there is none.
func takeGo(m *debugMessage, text []byte, number int) bool {
	if !strings.Contains(string(text), "Header:") {
		return false
	}
	found := goMessage.FindAllSubmatchIndex(text, -1)
	if found == nil {
		return false
	}
	m.start(number, directionOf(text[:found[0][0]]))
	for _, at := range found {
		cell := func(i int) string { return string(text[at[2*i]:at[2*i+1]]) }
		if wrong := takeGoMessage(m, cell); wrong != "" {
			m.fail(number, "%s", wrong)
		}
	}
	m.length = len(m.data)
	return true
}

// takeGoMessage takes one message. It returns what is wrong with it, or "".
func takeGoMessage(m *debugMessage, cell func(int) string) string {
	m.zeros(nlmsg.Align(len(m.data)) - len(m.data))
	at := len(m.data)
	m.zeros(nlmsg.HeaderLen)
	for i, f := range [...]struct {
		name     string
		at, size int
		words    map[string]uint64
	}{
		{"Length", nlmsg.AtLength, 4, nil}, {"Type", nlmsg.AtType, 2, goTypes}, {"Flags", nlmsg.AtFlags, 2, goFlags},
		{"Sequence", nlmsg.AtSeq, 4, nil}, {"PID", nlmsg.AtPort, 4, nil},
	} {
		n, ok := goNumber(cell(i+1), f.words, 8*f.size)
		if !ok {
			return "a number expected as " + f.name + ", found " + strconv.Quote(cell(i+1))
		}
		m.set(at+f.at, f.size, n)
	}
	for _, item := range strings.FieldsFunc(cell(6), func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.ParseUint(item, 0, 8)
		if err != nil {
			return "an octet expected in Data, found " + strconv.Quote(item)
		}
		m.data = append(m.data, byte(n))
	}
	length, told := int(nlmsg.ByteOrder(false).Uint32(m.data[at:])), len(m.data)-at
	switch {
	case length == nlmsg.Align(told): // the padding is sent, and not part of Data
		m.zeros(length - told)
	case length != told:
		return "Data holds " + strconv.Itoa(told-nlmsg.HeaderLen) + " octets, Length says " +
			strconv.Itoa(length-nlmsg.HeaderLen)
	}
	return ""
}

// goNumber reads a number, "unknown(18)", or words and numbers that are joined: "request|0x300".
func goNumber(s string, words map[string]uint64, bits int) (uint32, bool) {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "unknown("), ")")
	sum := uint64(0)
	for part := range strings.SplitSeq(s, "|") {
		n, ok := words[part]
		if !ok {
			var err error
			if n, err = strconv.ParseUint(part, 0, bits); err != nil {
				return 0, false
			}
		}
		sum |= n
	}
	return uint32(sum), true
}
