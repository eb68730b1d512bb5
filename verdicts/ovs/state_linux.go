package ovs

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// state is what there is in an Open vSwitch.
type state struct {
	bridges  map[string]bool
	ports    map[string]string // bridge by interface, without the bridges' own
	internal map[string]bool   // interfaces that are links as long as they are ports
}

func (s state) isBridge(name string) bool { return s.bridges[name] }

// state asks Open vSwitch what there is.
func (s *vswitch) state(ctx context.Context, r *links.Request) (state, error) {
	out, err := s.vsctl(ctx, r, "--format=json", "--", "--columns=name,ports", "list", "Bridge",
		"--", "--columns=_uuid,interfaces", "list", "Port", "--", "--columns=_uuid,name,type", "list", "Interface")
	if err != nil {
		return state{}, err
	}
	return parseState(out.Stdout)
}

// table is a table of the database as ovs-vsctl prints it: rows of up to three columns.
type table struct{ Data [][3]json.RawMessage }

// parseState reads three tables: bridges with their ports, ports with their interfaces, interfaces with names and
// types.
func parseState(out string) (state, error) {
	s := state{bridges: map[string]bool{}, ports: map[string]string{}, internal: map[string]bool{}}
	d := json.NewDecoder(strings.NewReader(out))
	var bridges, ports, interfaces table
	for _, t := range []*table{&bridges, &ports, &interfaces} {
		if err := d.Decode(t); err != nil {
			return s, fmt.Errorf("ovs-vsctl printed what is no table: %w", err)
		}
	}
	names, members := map[string]string{}, map[string][]string{}
	for _, row := range interfaces.Data {
		for _, id := range uuids(row[0]) {
			names[id] = text(row[1])
			s.internal[text(row[1])] = text(row[2]) == "internal"
		}
	}
	for _, row := range ports.Data {
		for _, id := range uuids(row[0]) {
			members[id] = uuids(row[1])
		}
	}
	for _, row := range bridges.Data {
		bridge := text(row[0])
		s.bridges[bridge] = true
		for _, port := range uuids(row[1]) {
			for _, id := range members[port] {
				if names[id] != bridge {
					s.ports[names[id]] = bridge
				}
			}
		}
	}
	return s, nil
}

func text(b json.RawMessage) (s string) {
	_ = json.Unmarshal(b, &s)
	return s
}

// uuids reads one reference, ["uuid", "…"], or a set of them, ["set", [["uuid", "…"], …]].
func uuids(b json.RawMessage) (ids []string) {
	var pair [2]json.RawMessage
	if json.Unmarshal(b, &pair) != nil {
		return nil
	}
	switch text(pair[0]) {
	case "uuid":
		return []string{text(pair[1])}
	case "set":
		var list []json.RawMessage
		_ = json.Unmarshal(pair[1], &list)
		for _, l := range list {
			ids = append(ids, uuids(l)...)
		}
	}
	return ids
}

// memory is the state of a moment ago: link messages come in lots, and each would ask for it.
type memory struct {
	mu      sync.Mutex
	state   state
	indices map[string]int  // of bridges
	strange map[string]bool // links that Open vSwitch did not know
	until   time.Time
}

// remembered is how long a state is taken to be true that others may change. What the callbacks change themselves shows
// at once, and so does a link that was not there before.
const remembered = time.Second

func (m *memory) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.until = time.Time{}
}

// knows reports whether the state need not be asked for again to tell of a link.
func (m *memory) knows(name string) bool {
	return m.state.isBridge(name) || m.state.ports[name] != "" || m.strange[name]
}

// recent returns the state of a moment ago, for what there is to say of a link. An Open vSwitch that cannot be asked
// knows of nothing.
func (s *vswitch) recent(r *links.Request, link string) (state, map[string]int) {
	m := &s.seen
	m.mu.Lock()
	defer m.mu.Unlock()
	expired := time.Now().After(m.until)
	if !expired && m.knows(link) {
		return m.state, m.indices
	}
	if expired {
		m.strange = map[string]bool{}
		m.until = time.Now().Add(remembered)
	}
	m.state, _ = s.state(r.Context, r)
	m.indices = map[string]int{}
	for name := range m.state.bridges {
		if l, err := links.LinkByName(r.Context, r.Kernel, name); err == nil && l != nil {
			m.indices[name] = l.Index
		}
	}
	if !m.knows(link) {
		m.strange[link] = true
	}
	return m.state, m.indices
}

// receive tells in a message about a link what it is to Open vSwitch.
func (s *vswitch) receive(c *verdicts.Call) verdicts.Verdict {
	l := links.LinkOf(c.Message)
	if !isOurs(l) {
		return verdicts.Forward()
	}
	st, indices := s.recent(links.NewRequest(c, s.means), l.Name)
	bridge := st.ports[l.Name]
	if err := rewrite(c, l, st.isBridge(l.Name), indices[bridge]); err != nil {
		return links.Verdict(c.Message, err)
	}
	return verdicts.Forward()
}

// rewrite edits a message about a link: a bridge, or a port of the bridge of an index, 0 for none.
func rewrite(c *verdicts.Call, l *links.Link, isBridge bool, bridge int) error {
	const bridgeKind = "ovs-bridge"
	if isBridge {
		return c.Message.Set(bridgeKind, "IFLA_LINKINFO", "IFLA_INFO_KIND")
	}
	if bridge == 0 {
		return nil
	}
	if l.Kind == "openvswitch" {
		if err := c.Message.Set("ovs-internal", "IFLA_LINKINFO", "IFLA_INFO_KIND"); err != nil {
			return err
		}
	}
	if err := c.Message.Set(bridge, "IFLA_MASTER"); err != nil {
		return err
	}
	return c.Message.Set(bridgeKind, "IFLA_LINKINFO", "IFLA_INFO_SLAVE_KIND")
}
