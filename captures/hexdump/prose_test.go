package hexdump

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
)

// The octets of getLinks, in the notations of languages and libraries.
const (
	getLinks   = "14 00 00 00 12 00 01 03 01 00 00 00 00 00 00 00 00 00 00 00"
	colons     = "14:00:00:00:12:00:01:03:01:00:00:00:00:00:00:00:00:00:00:00"
	decimals   = "20, 0, 0, 0, 18, 0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0"
	hexNumbers = "0x14, 0x00, 0x00, 0x00, 0x12, 0x00, 0x01, 0x03, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, " +
		"0x00, 0x00, 0x00, 0x00, 0x00, 0x00"
	escaped = `\x14\x00\x00\x00\x12\x00\x01\x03\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00`
)

// outline says where each record starts, how long it is, and which way it went.
func outline(records []captures.Record) string {
	var s []string
	for _, r := range records {
		item := fmt.Sprintf("%d+%d", r.Pos.Line, len(r.Data))
		if r.OriginalLen > len(r.Data) {
			item += fmt.Sprintf("/%d", r.OriginalLen)
		}
		s = append(s, item+" "+r.Direction.String())
	}
	return strings.Join(s, ", ")
}

// TestPosted reads what people post and programs log. It is recognised without help.
func TestPosted(t *testing.T) {
	go1 := "nl: send: {Header:{Length:20 Type:unknown(18) Flags:request|0x300 Sequence:1 PID:0} Data:[0 0 0 0]}\n"
	for _, tc := range []struct{ name, text, want string }{
		{"rust", "sending: vec![" + hexNumbers + "]\nIt fails.\n", "1+20 sent"},
		{"rust, debug", "got [" + decimals + "] from it\n", "1+20 sent"},
		{"rust, pretty", "[\n    " + strings.ReplaceAll(decimals, ", ", ",\n    ") + ",\n]\n", "1+20 sent"},
		{"rust, pretty, of a struct", "Message {\n    payload: [\n        " +
			strings.ReplaceAll(decimals, ", ", ",\n") + ",\n    ],\n}\n", "2+20 sent"},
		{"node", "recv <Buffer " + getLinks + ">\n", "1+20 received"},
		{"node, cut", "<Buffer 40" + getLinks[2:] + " ... 44 more bytes>\n", "1+20/64 sent"},
		{"node, cut, alone", "40" + getLinks[2:] + " ... 44 more bytes\n", "1+20/64 sent"},
		{"node, typed array", "Uint8Array(20) [\n  20, 0, 0, 0, 18, 0,\n   1, 3" +
			", 1, 0, 0, 0,\n  0, 0, 0, 0, 0, 0, 0, 0\n]\n", "1+20 sent"},
		{"node, typed array, cut", "Uint8Array(200) [\n  200, 0, 0, 0, 18, 0, 1, 3, 1, 0, 0, 0,\n  0, 0, 0, 0,\n" +
			"  ... 184 more items\n]\n", "1+16/200 sent"},
		{"python", "DEBUG:root:sent b'" + escaped + "' (20 bytes)\n", "1+20 sent"},
		{"python list", "data = [" + decimals + "]\n", "1+20 sent"},
		{"pyroute2", "WARNING:root:unknown or invalid lladdr size, please report to: \n packet data: " + colons +
			"\nTraceback (most recent call last):\n  File \"a.py\", line 10, in <module>\n", "2+20 sent"},
		{"go", "data := []byte{0x14, 0x0, 0x0, 0x0, 0x12, 0x0, 0x1, 0x3, 0x1, 0x0, 0x0, 0x0, 0x0, 0x0, 0x0, 0x0, 0x0}",
			"1+17 sent"},
		{"go, %v", "2026/11/30 10:00:00 rx [" + strings.ReplaceAll(decimals, ",", "") + "] ok\n", "1+20 received"},
		{"java", "[" + strings.Replace(decimals, "18", "-112", 1) + "]", "1+20 sent"},
		{"c", "/* Frame (20 bytes) */\nstatic const unsigned char pkt1[20] = {\n" + hexNumbers + " /* .... */\n};\n",
			"3+20 sent"},
		{"c, in text", "The request is:\n\n    char b[] = { " + hexNumbers + " };\n\nand nothing comes.\n",
			"3+20 sent"},
		{"quoted in text", "It sends \"" + escaped + "\" (sic) and\n'" + colons + "' was `" + getLinks + "`.\n",
			"1+20 sent, 2+20 sent"},
		{"wireshark's string", "\"" + escaped[:64] + "\" \\\n\"" + escaped[64:] + "\"\n", "1+20 sent"},
		{"times", "[12:00:01] " + getLinks + "\n12:00:02.5 < " + getLinks + "\n[   12.345678] " + getLinks + "\n",
			"1+20 sent, 2+20 received, 3+20 sent"},
		{"a logger's rows", "Nov 30 10:00:01 host a[1]: tx 0000: 1400 0000 1200 0103 0100 0000 0000 0000  ....\n" +
			"Nov 30 10:00:01 host a[1]: tx 0010: 0000 0000  ....\n" +
			"Nov 30 10:00:01 host a[1]: rx 0000: 1400 0000 1200 0103 0100 0000 0000 0000  ....\n" +
			"Nov 30 10:00:01 host a[1]: rx 0010: 0000 0000  ....\n", "1+20 sent, 3+20 received"},
		{"quoted", "> I see with xxd:\n>\n> ```\n> 0000: 1400 0000 1200 0103 0100 0000 0000 0000  ....\n" +
			"> 0010: 0000 0000  ....\n> ```\nI do not.\n", "4+20 sent"},
		{"between text", "Hello,\n\nbe careful, add 10 routes:\n" + getLinks + "\nis what\n...\nI send. " +
			"The answer is\n" + done + "\n\n-- \nA 10 of them\n", "4+20 sent, 8+20 received"},
		{"a brace", "It is\nfunc main() {\nthat makes\n" + getLinks + "\n" + getLinks + "\n", "4+20 sent, 5+20 sent"},
		{"numbers", "They are\n10 20\nin all.\n" + getLinks + "\n", "4+20 sent"},
		{"a number, then words", "10 of them are\n" + getLinks + "\n", "2+20 sent"},
		{"words within", "I see\n" + getLinks[:47] + "\nand 10 are cut off.\n" + getLinks + "\n",
			"2+16 sent, 4+20 sent"},
		{"a list that ends with other words", "got [\n 1, 2, 3,\nrecv <Buffer " + getLinks + ">\n", "3+20 received"},
		{"windows", "Hello,\r\n" + go1[:len(go1)-1] + "\r\n" + getLinks + "\r\n", "2+20 sent, 3+20 sent"},
		{"mdlayher/netlink, wrapped", "x: " + go1[:95] + "\n" + go1[95:] + go1, "1+20 sent, 3+20 sent"},
		{"mdlayher/netlink, %#v", "netlink.Message{Header:netlink.Header{Length:0x14, Type:0x12, Flags:0x301, " +
			"Sequence:0x1, PID:0x0}, Data:[]uint8{0x0, 0x0, 0x0, 0x0}}\n", "1+20 sent"},
		{"several in one", go1[10:len(go1)-1] + " " + go1[10:], "1+40 sent"},
		{"syscall", "{Header:{Len:20 Type:3 Flags:2 Seq:1 Pid:2} Data:[0 0 0 0]}\n", "1+20 received"},
		{"several kinds", go1 + libnlDone + "\nand\n" + getLinks + "\n" + libmnlDone + getLinks + "\n",
			"1+20 sent, 3+20 received, 14+20 sent, 16+20 received, 22+20 sent"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			records, faults := recordtest.Collect(t, recognised(t, tc.text, captures.ProtocolUnknown))
			if got := outline(records); got != tc.want || len(faults) > 0 {
				t.Errorf("%s, want %s; faults %v", got, tc.want, faults)
			}
			for _, r := range records {
				octets := hex.EncodeToString(r.Data[8:16])
				if octets != "0100000000000000" && octets != "0100000002000000" {
					t.Errorf("%s: sequence number and port id %s", r.Pos, octets)
				}
			}
		})
	}
}

const libnlDone = `-- Debug: codec.Received Message:
--------------------------   BEGIN NETLINK MESSAGE ---------------------------
  [NETLINK HEADER] 16 octets
    .nlmsg_len = 20
    .type = 3 <DONE>
    .flags = 2 <MULTI>
    .seq = 1
    .port = 0
  [PAYLOAD] 4 octets
    00 00 00 00                                     ....
---------------------------  END NETLINK MESSAGE   ---------------------------`

const libmnlDone = `----------------	------------------
|  0000000020  |	| message length |
| 00003 | -M-- |	|  type | flags  |
|  0000000001  |	| sequence number|
|  0000000000  |	|     port ID    |
----------------	------------------
| 00 00 00 00  |	|                |
`

// TestPostedFaults damages octets amid text: the line is told, and the rest is read.
func TestPostedFaults(t *testing.T) {
	for _, tc := range []struct{ name, text, want, fault string }{
		{"a row", "Hello,\n0000: 1400 0000 1200 0103 0100 0000 000g 0000  ....\n" +
			"0010: 0000 0000  ....\n\n" + done + "\n",
			"5+20 received", "test:2: column 40: want two hex digits, got 'g'; this packet is skipped"},
		{"the first octet", "Hello,\n0000: 1g00 0000 1200 0103  a word\n\n" + done + "\n",
			"4+20 received", "test:2: column 8: want two hex digits, got 'g'; this packet is skipped"},
		{"a line", "Hello,\n\n" + getLinks[:30] + "\n00 0x zz\n\n" + done + "\n",
			"6+20 received", "test:4: column 6: want two hex digits, got ' '; this packet is skipped"},
		{"the middle of a line", "Hello,\n\n" + getLinks[:30] + " 0g " + getLinks + "\n\n" + done + "\n",
			"5+20 received", "test:3: column 33: want two hex digits, got 'g'; this packet is skipped"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			records, faults := recordtest.Collect(t, recognised(t, tc.text, 0))
			if len(faults) != 1 || faults[0].Error() != tc.fault || outline(records) != tc.want {
				t.Errorf("%s, want %s; faults %v, want %s", outline(records), tc.want, faults, tc.fault)
			}
		})
	}
}

// TestProse takes no text for octets, even if it is said to be some.
func TestProse(t *testing.T) {
	for name, text := range map[string]string{
		"words":                     "This has 10 lines, and dead beef.\nBe careful: add 20 of them.\n... and so on.\n",
		"numbers":                   "The sizes are [16, 0, 0, 0] and { 1, 2, 3 }.\n",
		"a list that is no message": "got [255, 0, 1, 2, 9, 9, 9, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n",
		"a list that is not closed": "got this: [\n 1, 2, 3,\n and more\n",
		"a table":                   "| a | b |\n|---|---|\n| 10 | 20 |\n",
		"a log":                     "10:00:01 [info] deed: 12 of the 20 are done\n2026-11-30 10:00 a face\n",
		"a time":                    "52:04:01.1 ",
	} {
		if Recognise(captures.Head{Octets: []byte(text)}) {
			t.Errorf("%s: was taken for a capture", name)
		}
		records, _ := recordtest.Collect(t, NewReader(strings.NewReader(text), "test", 0))
		for _, r := range records {
			if startsPacket(r.Data) {
				t.Errorf("%s: a message in line %d: % x", name, r.Pos.Line, r.Data)
			}
		}
	}
	_, faults := recordtest.Collect(t, NewReader(strings.NewReader("nothing here\nat all\n"), "test", 0))
	if len(faults) != 1 || faults[0].Error() != "test:3: no octets of a message were found in this text" {
		t.Errorf("faults %v", faults)
	}
}

// TestLongLines looks for octets in lines in which there may be some everywhere.
func TestLongLines(t *testing.T) {
	for name, text := range map[string]string{
		"octets":   getLinks[:24] + strings.Repeat("01 02 ", 1e5) + "0g",
		"brackets": "be careful " + strings.Repeat("[ 01 02 : ", 1e5) + "0g",
		"words":    strings.Repeat("word 12 ", 1e5),
	} {
		records, _ := recordtest.Collect(t, NewReader(strings.NewReader(text+"\n"+done+"\n"), "test", 0))
		if outline(records) != "2+20 received" {
			t.Errorf("%s: %s", name, outline(records))
		}
	}
}
