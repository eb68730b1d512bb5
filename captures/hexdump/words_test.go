package hexdump

import (
	"fmt"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestWords tells words from what may be octets.
func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"": -1, "10 20": -1, "dead beef": -1, "be": -1, "add": -1, "the": 2, "10 the": 5, "xy": -1, "g1h": -1, "The": 2,
		"abcx": 3, "ZZZ": 2, "a@b{c": -1, "[`xy`]": -1, "hex": 2, "aa zaa": 5,
	} {
		if got := firstWord([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestDirectionWords reads which way octets went from what stands before them.
func TestDirectionWords(t *testing.T) {
	for text, want := range map[string]codec.Direction{
		"send": codec.Sent, "sendto(3, ": codec.Sent, "SENT:": codec.Sent, "tx 0000:": codec.Sent, "transmitted": codec.Sent, "sending": codec.Sent,
		"recv": codec.Received, "recvmsg": codec.Received, "received": codec.Received, "RX": codec.Received,
		"received and sent": codec.DirectionUnknown,
		"sender":            codec.DirectionUnknown, "context": codec.DirectionUnknown, "": codec.DirectionUnknown,
	} {
		if got := directionOf([]byte(text)); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// TestPlacesOfOctets looks for where octets may start: at brackets and quotes, and after what separates words.
func TestPlacesOfOctets(t *testing.T) {
	for text, want := range map[string]int{
		"[": 0, "{": 0, `"`: 0, "'": 0, "`": 0, ": 14": 2, "=14": 1, ">  14": 3, ") 0x1": 2, "] \\x14": 2, " 14": 1,
		"  14": 2,
		": 1":  -1, ": 1g": -1, ": g1": -1, ": x1": -1, ": ": -1, ":": -1, "14": -1, "-14": -1, " \\x": 1, " \\": -1,
	} {
		if got := placeOfOctets([]byte(text), 0); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestOctetsOnly cuts off what stands after a list.
func TestOctetsOnly(t *testing.T) {
	for text, want := range map[string]string{
		"[14, 00] and": "[14, 00]", "{14}}": "{14}", "[14, 00": "", "]": "", "[]": "[]",
		`"\x14\"" and`: `"\x14\""`, "`14` x": "`14`", `'14\'`: "", `"14`: "", `""`: `""`,
		"14:00-00, 0x11\t\\x00 and": "14:00-00, 0x11\t\\x00 a", "14 00": "14 00", "14.": "14", "14;": "14",
	} {
		if got := string(octetsOnly([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestMore reads how many octets a list leaves out.
func TestMore(t *testing.T) {
	for text, want := range map[string]string{
		"14 00 ... 44 more bytes>": "14 00> 44", "[14 ... 2 more items ]": "[14] 2", "14 ... 1 more octets": "14 1",
		"14 ... 16777216 more bytes": "14 16777216", "14 ... 16777217 more bytes": "14 ... 16777217 more bytes 0",
		"14 ... 99999999999999999999 more bytes": "14 ... 99999999999999999999 more bytes 0",
		"14 ... some more bytes":                 "14 ... some more bytes 0", "14 00": "14 00 0",
	} {
		rest, n := cutMore([]byte(text))
		if got := fmt.Sprint(string(rest), " ", n); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestOpensList tells lines within a list that the next line goes on with.
func TestOpensList(t *testing.T) {
	for text, want := range map[string]bool{
		"[": true, "got [1, 2,": true, "x [ 0x14,\t-1, ff\r": true, "[1] [2,": true, "[1, 2]": false, "1, 2": false,
		"[and": false, "[1; 2": false, "[1 ... 20 more items": true, "[1 ... 2": false,
	} {
		if opensList([]byte(text)) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// TestUnquote takes marks of quotations off lines of dumps.
func TestUnquote(t *testing.T) {
	for text, want := range map[string]string{
		"> 14": "14", ">14": "14", "> > 14": "14", ">> 14": "14", "  > 14": "14", ">  14": " 14", " 14": " 14",
		">": "", "": "",
	} {
		if got := string(unquote([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
