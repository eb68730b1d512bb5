package tables_test

import (
	"bufio"
	"encoding/hex"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// TestProtocolNames holds the names of the protocols against linux/netlink.h.
func TestProtocolNames(t *testing.T) {
	const header = "/usr/include/linux/netlink.h"
	testbed.Require(t, testbed.File(header))
	f, err := os.Open(header)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	found := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		words := strings.Fields(s.Text())
		if len(words) > 1 && words[1] == "MAX_LINKS" {
			break // what follows are no protocols
		}
		if len(words) < 3 || words[0] != "#define" || !strings.HasPrefix(words[1], "NETLINK_") {
			continue
		}
		number, err := strconv.Atoi(words[2])
		if err != nil {
			continue // another name of one
		}
		found++
		if p := tables.Registry().Protocol(number); p == nil || p.Name != words[1] {
			t.Errorf("%s = %d is not in the registry", words[1], number)
		}
	}
	if found < 20 {
		t.Errorf("only %d protocols found in the header", found)
	}
}

// TestFIBLookup tells members of struct fib_result_nl apart that differ in the prefix of some of them only.
func TestFIBLookup(t *testing.T) {
	enc := codec.Encoder{Registry: tables.Registry()}
	b, err := enc.Append(nil, &codec.Request{
		Protocol: "NETLINK_FIB_LOOKUP", Type: "0",
		Fixed: map[string]any{"addr": "192.0.2.1", "fl_scope": 1, "scope": 2, "err": -113},
	})
	want := "c0000201" + "00000000" + "00010000" + "00000002" + "8fffffff"
	if got := hex.EncodeToString(b[min(codec.HeaderLen, len(b)):]); err != nil || got != want {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}
