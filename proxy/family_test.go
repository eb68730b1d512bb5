package proxy_test

import (
	"errors"
	"fmt"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

// families opens a socket of generic netlink whose kernel has families, and acknowledges their requests.
func families(t *testing.T, ids map[string]uint16) *proxy.Socket {
	t.Helper()
	tr := newScripted()
	s := open(t, proxy.Generic, proxy.WithTransport(tr))
	go func() {
		for {
			select {
			case sent := <-tr.Sent:
				for _, a := range familyAnswers(t, s, ids, sent) {
					tr.Arrive <- a
				}
			case <-tr.Closed:
				return
			}
		}
	}()
	return s
}

func familyAnswers(t *testing.T, s *proxy.Socket, ids map[string]uint16, sent []byte) []arrival {
	h := host.Header(sent)
	var m codec.Message
	d := codec.Decoder{Registry: s.Registry()}
	_ = d.Decode(&m, codec.Context{Protocol: proxy.Generic, BigEndian: host.BigEndian}, sent) // of the controller, or none
	wantedName, _ := m.Attr("CTRL_ATTR_FAMILY_NAME")
	wantedID, _ := m.Attr("CTRL_ATTR_FAMILY_ID")
	number, _ := wantedID.Uint()
	for name, id := range ids {
		if h.Type == id {
			return []arrival{came(ackOf(sent, scriptedPort, 0))}
		}
		if h.Type == codec.GenlIDCtrl && (wantedName.Text() == name || number == uint64(id)) {
			answer := octets(t, s, &codec.Request{
				Protocol: "nlctrl", Type: "CTRL_CMD_NEWFAMILY", Seq: h.Seq, PortID: scriptedPort,
				Attrs: []codec.A{{Name: "family_id", Value: id}, {Name: "family_name", Value: name}},
			})
			return []arrival{came(answer), came(ackOf(sent, scriptedPort, 0))}
		}
	}
	return []arrival{came(ackOf(sent, scriptedPort, syscall.ENOENT))}
}

// TestFamilyMoves sends requests to a family whose module was loaded anew, and whose id is another one since.
func TestFamilyMoves(t *testing.T) {
	ids := map[string]uint16{"nl80211": 30}
	s := families(t, ids)
	var asked []string
	onSend(t, s, verdicts.Match{Types: []string{"NL80211_CMD_GET_WIPHY"}}, func(c *verdicts.Call) verdicts.Verdict {
		asked = append(asked, fmt.Sprint(c.Message.Header().Type))
		return verdicts.Forward()
	})
	get := &codec.Request{Type: "get_wiphy"} // of the only family that has it
	must(t, s, get)
	ids["nl80211"] = 31
	must(t, s, get)
	ids["nl80211"] = 32
	get.Flags = codec.FlagDump
	for _, err := range s.Dump(t.Context(), get) {
		if err != nil {
			t.Error(err)
		}
	}
	// One that the socket itself never asked for.
	ids["nl80211"] = 33
	raw := octets(t, s, &codec.Request{Protocol: "nl80211", Type: get.Type})
	h := host.Header(raw)
	h.Type, h.Flags = 33, codec.FlagRequest
	host.PutHeader(raw, h)
	if _, err := s.RequestRaw(t.Context(), raw); err != nil {
		t.Error(err)
	}
	if got := fmt.Sprint(asked); got != "[30 30 31 31 32 33]" {
		t.Errorf("asked %s", got)
	}
	delete(ids, "nl80211")
	if _, err := s.Request(t.Context(), get); !errors.Is(err, syscall.ENOENT) {
		t.Error(err)
	}
	if _, err := s.Request(t.Context(), &codec.Request{Type: "get_wphy"}); !contains(err, "did you mean") {
		t.Error(err)
	}
}
