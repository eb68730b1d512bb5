package session_test

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/hexdump"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// openText opens a capture that a test holds.
func openText(t *testing.T, text string) captures.Reader {
	t.Helper()
	r, _, err := captures.Open(strings.NewReader(text), "log", captures.Options{Formats: formats.All(), Registry: tables.Registry(),
		Protocol: captures.ProtocolUnknown})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const untoldLog = "socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3\n" +
	"sendto(3, [{nlmsg_len=40, nlmsg_type=RTM_SETLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=1, " +
	"nlmsg_pid=0}, " +
	`{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_ETHER, ifi_index=if_nametoindex("eth0"), ifi_flags=0, ifi_change=0}, ` +
	`[{nla_len=8, nla_type=IFLA_LINK}, if_nametoindex("eth1")]], 40, 0, NULL, 0) = 40` + "\n" +
	"sendto(3, [{nlmsg_len=48, nlmsg_type=RTM_NEWEST, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=2, " +
	"nlmsg_pid=0}, " +
	`"\x02\x00\x00\x01"...], 48, 0, NULL, 0) = 48` + "\n" +
	"sendto(3, [{nlmsg_len=16, nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=3, " +
	"nlmsg_pid=0}], " +
	"16, 0, NULL, 0) = -1 EACCES (Permission denied)\n" +
	"recvfrom(3, [[{nlmsg_len=20, nlmsg_type=NLMSG_DONE, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=3, nlmsg_pid=5}, 0], " +
	"...], 99, " +
	"0, NULL, NULL) = 60\n"

// TestUntold asserts that what strace prints in words is shown as it stands, and never as a number.
func TestUntold(t *testing.T) {
	text, s := run(t, openText(t, untoldLog), session.Options{Form: form.Text, Count: true})
	for _, want := range []string{
		`ifi_index=if_nametoindex("eth0") `, `  IFLA_LINK if_nametoindex("eth1")` + "\n", "NETLINK_ROUTE type " +
			"RTM_NEWEST len=48",
		"  octets: 02000001 (28 octets not in the capture)\n", "# sendto failed: EACCES\n→ RTM_GETLINK",
		"← NLMSG_DONE len=20 flags=NLM_F_MULTI seq=3 pid=5\n", // the request was never sent
		"  ! 40 octets after the message are not in the capture\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	st := s.Stats()
	if st.Failed != 1 || st.UnknownTypes["NETLINK_ROUTE/RTM_NEWEST"] != 1 || st.Truncated != 3 ||
		st.UnansweredCount != 2 || st.Whole() {
		t.Errorf("counted %+v", st)
	}
	json, _ := run(t, openText(t, untoldLog), session.Options{Form: form.JSON})
	for _, want := range []string{
		`"untold":[[20,24],[36,40]],"printed":["if_nametoindex(\"eth0\")","if_nametoindex(\"eth1\")"]`,
		`"ifi_index":null`,
		`"printed":{"ifi_index":"if_nametoindex(\"eth0\")"}`,
		`"value":null,"hex":"00000000","missing":true,"printed":"if_nametoindex(\"eth1\")"`,
		`"type":null`, `"printed":{"type":"RTM_NEWEST"}`, `"failed":"sendto failed: EACCES"`, `"untold":[[20,60]]`,
	} {
		if !strings.Contains(json, want) {
			t.Errorf("%s is not in\n%s", want, json)
		}
	}
}

// TestUntoldRebuilt turns records of which parts are missing into JSON and into a hex dump, and back.
func TestUntoldRebuilt(t *testing.T) {
	var want []captures.Record
	out, _ := run(t, &recorder{openText(t, untoldLog), &want}, session.Options{Form: form.JSON})
	got := rebuilt(t, out)
	var dump bytes.Buffer
	w := hexdump.NewWriter(&dump)
	for i := range want {
		compareUntold(t, "JSON", got[i], &want[i])
		if err := w.Write(got[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var again []captures.Record
	run(t, &recorder{openText(t, dump.String()), &again}, session.Options{})
	for i := range want {
		compareUntold(t, "hex", &again[i], &want[i])
	}
}

func compareUntold(t *testing.T, form string, got, want *captures.Record) {
	t.Helper()
	if !bytes.Equal(got.Data, want.Data) || !slices.Equal(got.Missing, want.Missing) || got.Failed != want.Failed {
		t.Errorf("%s: got %x missing %v %q\nwant %x missing %v %q", form, got.Data, got.Missing, got.Failed,
			want.Data, want.Missing, want.Failed)
	}
}

// TestUntoldRange asserts that JSON cannot make a datagram of any length.
func TestUntoldRange(t *testing.T) {
	for untold, ok := range map[string]bool{
		"[[0,4]]": true, "[[4,8],[20,4194304]]": true,
		"[[0,4194305]]": false, "[[-1,4]]": false, "[[8,4]]": false, "[[8,8]]": false,
	} {
		b := session.Rebuilder{Encoder: codec.Encoder{Registry: tables.Registry()}}
		_, err := b.Add(form.JSON, []byte(`{"record":1,"untold":`+untold+
			`,"header":{"type":1,"flags":0,"seq":1,"pid":0}}`))
		if (err == nil) != ok || !ok && !strings.Contains(err.Error(), "untold") {
			t.Errorf("%s: error %v", untold, err)
		}
	}
}

// TestProtocolGuess asserts what octets that say nothing of their protocol are taken for, and from what that is told.
func TestProtocolGuess(t *testing.T) {
	const (
		getlink   = "20000000120001000100000000000000" + "00000000010000000000000000000000"
		batch     = "14000000100001000000000000000000" + "0000000a"
		newtable  = "20000000000a05000100000000000000" + "02000000" + "0b00010066696c7465720000"
		batchEnd  = "14000000110001000000000000000000" + "0000000a"
		beyond    = "14000000800001000100000000000000" + "02000000"
		audit     = "14000000e80301000100000000000000" + "61756469"
		done      = "14000000030002000100000000000000" + "00000000"
		kernel    = "616464402f64657600" + "414354494f4e3d61646400"
		udev      = "6c69627564657600feedcafe" + "2800000028000000000000000000000000000000000000000000000000"
		cutNewer  = "14000000100001000100000000000000" + "00000000"
		shortDone = "10000000"
	)
	for _, c := range []struct{ name, data, protocol, notice string }{
		{"a request for links", getlink, "NETLINK_ROUTE", "looks like NETLINK_ROUTE, going by RTM_GETLINK ("},
		{"a batch of nftables", batch + newtable + batchEnd, "NETLINK_NETFILTER", "looks like NETLINK_NETFILTER, " +
			"going by type 0xa00 ("},
		{"the start of a batch", batch, "NETLINK_NETFILTER", "looks like NETLINK_NETFILTER, going by type 0x10 ("},
		{"one of nftables", newtable, "NETLINK_NETFILTER", "going by type 0xa00 ("},
		{"a type beyond those of routes", beyond, "", ""},
		{"a type beyond, behind one of routes", getlink + beyond, "", ""},
		{"a message of audit", audit, "", ""},
		{"a link without its header", cutNewer, "", ""},
		{"only the end of a dump", done, "", ""},
		{"no message", shortDone, "", ""},
		{"an event of the kernel", kernel, "NETLINK_KOBJECT_UEVENT", "going by how it starts ("},
		{"an event of udev", udev, "NETLINK_KOBJECT_UEVENT", "going by how it starts ("},
	} {
		notices := ""
		out, _ := run(t, &records{list: []captures.Record{unexplained(t, c.data)}},
			session.Options{Form: form.JSON, Notice: func(s string) { notices += s }})
		told := strings.Contains(out, `"protocol":"`+c.protocol+`"`)
		if c.protocol == "" {
			told = !strings.Contains(out, `"protocol":`)
		}
		if !told || !strings.Contains(notices, c.notice) || c.notice == "" && notices != "" {
			t.Errorf("%s: notices %q, got %s", c.name, notices, out)
		}
	}
}

// TestProtocolGuessGoesOn asserts what the datagrams behind one that was guessed are taken for.
func TestProtocolGuessGoesOn(t *testing.T) {
	const (
		getlink = "20000000120001000100000000000000" + "00000000010000000000000000000000"
		done    = "14000000030002000100000000000000" + "00000000"
		odd     = "14000000100001000100000000000000" + "00000000" // too short for a link
		beyond  = "14000000800001000100000000000000" + "02000000"
	)
	for _, c := range []struct {
		name, data string
		fd         int
		route      bool
	}{
		{"control messages are of the protocol before", done, 3, true},
		{"each message of a socket speaks for itself", odd, 3, false},
		{"an input without descriptors is of one protocol", odd, -1, true},
		{"unless a message cannot be of it", beyond, -1, false},
		{"octets that are no message are of none", "ffff", -1, false},
	} {
		first, second := unexplained(t, getlink), unexplained(t, c.data)
		first.FD, second.FD = c.fd, c.fd
		out, _ := run(t, &records{list: []captures.Record{first, second}}, session.Options{Form: form.JSON})
		_, last, _ := strings.Cut(out, "\n")
		if strings.Contains(last, `"protocol":"NETLINK_ROUTE"`) != c.route {
			t.Errorf("%s: got %s", c.name, last)
		}
	}
}

func unexplained(t *testing.T, digits string) captures.Record {
	t.Helper()
	data, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	return captures.Record{FD: -1, Protocol: captures.ProtocolUnknown, Data: data, OriginalLen: len(data)}
}

// TestGuessedName asserts that a name that strace printed is told as what the protocol comes from.
func TestGuessedName(t *testing.T) {
	_, log, _ := strings.Cut(untoldLog, "\n") // without its socket
	notices := []string{}
	out, _ := run(t, openText(t, log), session.Options{Form: form.OneLine,
		Notice: func(s string) { notices = append(notices, s) }})
	want := "log:1: the input does not say its protocol; this looks like NETLINK_ROUTE, going by RTM_SETLINK " +
		"(--family says otherwise)"
	if !slices.Equal(notices, []string{want}) || !strings.Contains(out, "RTM_SETLINK len=40") {
		t.Errorf("notices %q, got\n%s", notices, out)
	}
}
