package proxy_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestLinksLittle lists what a program that uses the package links: neither what serves other hosts, nor what reads
// captures.
func TestLinksLittle(t *testing.T) {
	list, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := strings.Fields(string(list))
	for _, not := range []string{
		"crypto/tls", "net/http", "github.com/google/gopacket", "github.com/nlkit/nlkit/remote",
		"github.com/nlkit/nlkit/captures",
	} {
		if slices.Contains(linked, not) {
			t.Errorf("%s is linked", not)
		}
	}
	if !slices.Contains(linked, "github.com/nlkit/nlkit/transport/kernel") {
		t.Errorf("the kernel's sockets are not linked, but %d packages", len(linked))
	}
}
