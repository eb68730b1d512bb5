package oracle

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"os/exec"
	"strconv"
	"strings"
)

// Field is a field that tshark found in a packet.
type Field struct {
	Name string // "netlink.attr_len"
	Show string // its value as tshark prints it
	Pos  int    // where in the packet, the header of the link layer included
	Size int    // octets
}

// Packets hands over the fields of every packet of a capture file of networks, whose checksums tshark verifies.
func Packets(file string, found func(fields []Field)) error {
	return eachPacket(file, found, "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o",
		"tcp.check_checksum:TRUE", "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE")
}

// eachPacket hands over the fields of every packet of a capture file, in tshark's order: a field before those inside
// it. Fields without a name and those that have no place in the packet are left out.
func eachPacket(file string, found func(fields []Field), flags ...string) error {
	cmd := exec.Command("tshark", append(flags, "-n", "-r", file, "-T", "pdml")...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	parseErr := parsePDML(out, found, len(flags) > 0)
	if err := cmd.Wait(); err != nil {
		// a file that ends within a packet makes tshark fail after it printed what there is
		if !strings.Contains(stderr.String(), "cut short") {
			return fmt.Errorf("tshark: %s: %w: %s", file, err, &stderr)
		}
	}
	return parseErr
}

// parsePDML reads the lines of a PDML file: each field has a line, or the start of one, of its own. The fields are the
// callee's until it returns. Of those that have no place in the packet it has the states of checksums, if wanted.
func parsePDML(r io.Reader, found func(fields []Field), placeless bool) error {
	lines := bufio.NewReaderSize(r, 1<<20)
	var fields []Field
	for {
		line, err := lines.ReadString('\n')
		text := strings.TrimSpace(line)
		if text == "</packet>" {
			found(fields)
			fields = fields[:0]
		} else if f, ok := parseField(text); ok && (f.Size > 0 || placeless) {
			fields = append(fields, f)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func parseField(line string) (f Field, ok bool) {
	if !strings.HasPrefix(line, `<field name="`) {
		return f, false
	}
	f.Name = xmlAttr(line, "name")
	f.Show = html.UnescapeString(xmlAttr(line, "show"))
	f.Pos, _ = strconv.Atoi(xmlAttr(line, "pos"))
	f.Size, _ = strconv.Atoi(xmlAttr(line, "size"))
	return f, f.Name != "" && (f.Size > 0 || strings.HasSuffix(f.Name, ".checksum.status"))
}

// xmlAttr returns an attribute of a tag. Quotes within values are escaped, so that none can be mistaken for its end.
func xmlAttr(line, name string) string {
	_, rest, _ := strings.Cut(line, " "+name+`="`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}
