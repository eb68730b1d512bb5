package oracle

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
)

// CompareIPXfrm compares what brief says of states and policies of IPsec, and their lifetimes, to what `ip xfrm
// monitor` prints of the same octets. They are in a file, which is written to a directory.
func CompareIPXfrm(dir string, inputs []Input) (Tallies, []Difference, error) {
	messages, positions := distinct(inputs)
	told := 0
	for i, m := range messages {
		if m.Protocol() != nil && m.Protocol().Name == "NETLINK_XFRM" && xfrmPrinted[m.Name()] {
			messages[told], positions[told] = m, positions[i]
			told++
		}
	}
	file := filepath.Join(dir, "xfrm.monitor")
	texts, err := ipXfrm(file, messages[:told])
	if err != nil {
		return nil, nil, err
	}
	statistics, err := ipXfrm(file, messages[:told], "-s")
	if err != nil {
		return nil, nil, err
	}
	tallies, differences := Tallies{}, []Difference(nil)
	for i, m := range messages[:told] {
		tally := &Tally{}
		if texts[i] == "" {
			tally.Unread++ // the request that ended or asked for something
		} else {
			tally.Messages++
			ours, theirs := xfrmWords(string(brief.Append(nil, m, brief.Style{}))), xfrmWords(texts[i])
			tally.Values += strings.Count(theirs, " ")
			if m.Name() == "XFRM_MSG_NEWAE" { // of which ip does not say how far the state has come
				ours = ours[:min(len(ours), len(theirs))]
			}
			if ours != theirs {
				differences = append(differences, Difference{positions[i], m.Name(), ours, theirs})
			}
			if ours, theirs := xfrmLifetimes(m), lifetimesOf(statistics[i]); ours != "" {
				tally.Values += 12
				if ours != theirs {
					differences = append(differences, Difference{positions[i], m.Name() + "/lifetimes", ours, theirs})
				}
			}
		}
		tallies.add(Tallies{m.Name(): tally})
	}
	return tallies, differences, nil
}

// IPXfrmDisagreements are the places where ip of iproute2 6.1 reads something else.
var IPXfrmDisagreements = []Disagreement{
	{`^XFRM_MSG_(NEW|UPD)SA$`, `bitmap-length 4\|.* bitmap-length 4( [0-9a-f]{8}){4}`, Theirs, 2,
		"a request has no octets of the bitmap whose length it gives; ip prints what is in its memory after them"},
	{`^XFRM_MSG_(NEWSA|EXPIRE|ALLOCSPI)$`, ` dir (in|out)\b.*\|`, Neither, 18,
		"XFRMA_SA_DIR is newer than iproute2 6.1, as are XFRMA_SA_PCPU and modes of IP-TFS"},
	{`^XFRM_MSG_NEWPOLICY$`, ` mode packet\|`, Neither, 1, "XFRM_OFFLOAD_PACKET is newer than iproute2 6.1"},
}

// xfrmPrinted are the messages that ip prints.
var xfrmPrinted = map[string]bool{
	"XFRM_MSG_NEWSA": true, "XFRM_MSG_UPDSA": true, "XFRM_MSG_DELSA": true, "XFRM_MSG_EXPIRE": true,
	"XFRM_MSG_NEWPOLICY": true, "XFRM_MSG_UPDPOLICY": true, "XFRM_MSG_DELPOLICY": true, "XFRM_MSG_POLEXPIRE": true,
	"XFRM_MSG_ACQUIRE": true, "XFRM_MSG_NEWAE": true, "XFRM_MSG_GETDEFAULT": true, "XFRM_MSG_FLUSHSA": true,
}

// xfrmVerbs are the first words of both, and what brief alone says: flags of requests, and of the state.
var xfrmVerbs = regexp.MustCompile(
	`^(Flushed state |Default policies: |Async event \(0x[0-9a-f]+\) |\w+ )|( create| excl| replace)+$` +
		`| extra_flag( dont-encap-dscp| oseq-may-wrap)+`)

// xfrmLinks are the names of links, which neither knows of the captured host.
var xfrmLinks = regexp.MustCompile(` dev \S+`)

// xfrmWords is a text of either without what is not the same in both.
func xfrmWords(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if !strings.HasPrefix(text, "src ") {
		text = xfrmVerbs.ReplaceAllString(text, "")
	}
	return xfrmLinks.ReplaceAllString(text, " dev if")
}

// xfrmLifetimes is the lifetimes of a state or a policy as ip prints them; "" if a message has none in its header.
func xfrmLifetimes(m *codec.Message) string {
	prefix := map[string]string{"XFRM_MSG_EXPIRE": "state.", "XFRM_MSG_POLEXPIRE": "pol."}[m.Name()]
	if _, ok := m.Field(prefix + "lft.soft_byte_limit"); !ok {
		return ""
	}
	get := func(member string) uint64 {
		v, _ := m.Field(prefix + member)
		return v
	}
	limit := func(member string) string {
		if v := get("lft." + member); v != 1<<64-1 {
			return strconv.FormatUint(v, 10)
		}
		return "(INF)"
	}
	when := func(member string) string {
		if v := get("curlft." + member); v != 0 {
			return time.Unix(int64(v), 0).UTC().Format(time.DateTime)
		}
		return "-"
	}
	return fmt.Sprintf("limit: soft %s(bytes), hard %s(bytes) limit: soft %s(packets), hard %s(packets) "+
		"expire add: soft %s(sec), hard %s(sec) expire use: soft %s(sec), hard %s(sec) "+
		"lifetime current: %d(bytes), %d(packets) add %s use %s",
		limit("soft_byte_limit"), limit("hard_byte_limit"), limit("soft_packet_limit"), limit("hard_packet_limit"),
		limit("soft_add_expires_seconds"), limit("hard_add_expires_seconds"), limit("soft_use_expires_seconds"),
		limit("hard_use_expires_seconds"), get("curlft.bytes"), get("curlft.packets"), when("add_time"),
		when("use_time"))
}

// lifetimes finds them in what ip prints.
var lifetimes = regexp.MustCompile(
	`limit: soft \S+ hard \S+ limit: .* lifetime current: .* add \S+( [0-9:]+)? use (-|\S+ [0-9:]+)`)

func lifetimesOf(text string) string {
	return lifetimes.FindString(strings.Join(strings.Fields(text), " "))
}

// ipXfrm returns what ip prints of each message. A message before each that it does not know tells them apart.
func ipXfrm(file string, messages []*codec.Message, options ...string) ([]string, error) {
	var all []byte
	for i, m := range messages {
		all = append(append(all, separator(i)...), m.Bytes()...)
		all = append(all, make([]byte, -len(all)&3)...)
	}
	if err := os.WriteFile(file, all, 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command("ip", append(options, "xfrm", "monitor", "file", file)...)
	cmd.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("ip xfrm monitor: %w: %s", err, &stderr)
	}
	texts := make([]string, len(messages))
	for part := range strings.SplitSeq(string(out), "Unknown message: 00000016 0x0000000f 0x") {
		number, text, _ := strings.Cut(part, "\n")
		i, err := strconv.ParseUint(number, 16, 16)
		if err != nil || int(i) >= len(texts) {
			continue // before the first
		}
		if texts[i] = strings.TrimSpace(strings.TrimSuffix(text, "Deleted ")); strings.HasPrefix(texts[i], "Unknown") {
			texts[i] = ""
		}
	}
	return texts, nil
}

// separator is a message of no type that ip knows, with a number in its flags.
func separator(number int) []byte {
	b := make([]byte, codec.HeaderLen)
	binary.LittleEndian.PutUint32(b, uint32(len(b)))
	binary.LittleEndian.PutUint16(b[4:], typeTimeStamp)
	binary.LittleEndian.PutUint16(b[6:], uint16(number))
	return b
}
