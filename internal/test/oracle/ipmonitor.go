package oracle

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// CompareIPMonitor compares what the kernel tells of links, addresses, routes and so on to what `ip monitor` prints
// of the same octets: it reads them from a file of rtmon's form, which is written to a directory.
func CompareIPMonitor(dir string, inputs []Input) (Tallies, []Difference, error) {
	messages, positions := distinct(inputs)
	told := 0
	for i, m := range messages {
		if kind := monitored(m); kind != "" {
			messages[told], positions[told] = m, positions[i]
			told++
		}
	}
	texts, err := ipMonitor(filepath.Join(dir, "monitor.rtmon"), messages[:told])
	if err != nil {
		return nil, nil, err
	}
	tallies, differences := Tallies{}, []Difference(nil)
	for i, m := range messages[:told] {
		tally := &Tally{}
		if texts[i] == "" {
			tally.Unread++
		} else {
			tally.Messages++
			differences = append(differences, comparePrinted(m, positions[i], texts[i], tally)...)
		}
		tallies.add(Tallies{m.Name(): tally})
	}
	return tallies, differences, nil
}

// monitored returns what a message of the kernel's is about, or "" if nothing that `ip monitor` prints.
func monitored(m *codec.Message) string {
	if m.Protocol().Number != 0 || m.Header().Flags&codec.FlagRequest != 0 || len(m.Name()) < len("RTM_NEW") {
		return ""
	}
	switch kind := m.Name()[len("RTM_NEW"):]; kind {
	case "LINK", "ADDR", "ROUTE", "NEIGH", "RULE", "NEXTHOP", "NETCONF", "ADDRLABEL", "NSID":
		return kind
	}
	return ""
}

// ipMonitor returns what ip prints of each message. A time before each message, counting seconds, tells them apart.
func ipMonitor(file string, messages []*codec.Message) ([]string, error) {
	var all []byte
	for i, m := range messages {
		all = append(append(all, timeStamp(i)...), m.Bytes()...)
		all = append(all, make([]byte, -len(all)&3)...)
	}
	if err := os.WriteFile(file, all, 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command("ip", "-N", "-d", "-s", "monitor", "file", file)
	cmd.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("ip monitor: %w: %s", err, &stderr)
	}
	texts := make([]string, len(messages))
	for part := range strings.SplitSeq(string(out), "Timestamp: ") {
		stamp, text, _ := strings.Cut(part, "\n")
		if stamp == "" {
			continue
		}
		when, err := time.Parse("Mon Jan _2 15:04:05 2006", strings.TrimSuffix(stamp, " 0 us"))
		if i := when.Unix(); err != nil || i < 0 || int(i) >= len(texts) {
			return nil, fmt.Errorf("ip monitor: the time %q is none of those given: %w", stamp, err)
		}
		texts[when.Unix()] = strings.TrimSpace(text)
	}
	return texts, nil
}

// typeTimeStamp is the message type of rtmon's times (NLMSG_TSTAMP in iproute2).
const typeTimeStamp = 15

func timeStamp(seconds int) []byte {
	b := make([]byte, codec.HeaderLen+8)
	binary.LittleEndian.PutUint32(b, uint32(len(b)))
	binary.LittleEndian.PutUint16(b[4:], typeTimeStamp)
	binary.LittleEndian.PutUint32(b[codec.HeaderLen:], uint32(seconds))
	return b
}
