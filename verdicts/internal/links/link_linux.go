package links

import (
	"context"
	"errors"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/verdicts"
)

// Link is a link that there is.
type Link struct {
	Index     int
	Name      string
	Kind      string // IFLA_INFO_KIND
	Master    int    // index of the link above, 0 for none
	SlaveKind string // kind of the link above
	Message   *codec.Message
}

// LinkByName asks for a link by name or alternative name; nil if there is none.
func LinkByName(ctx context.Context, k verdicts.Requester, name string) (*Link, error) {
	attr := "IFLA_IFNAME"
	if len(name) > maxName {
		attr = "IFLA_ALT_IFNAME"
	}
	return getLink(ctx, k, 0, codec.A{Name: attr, Value: name})
}

// LinkByIndex asks for a link by index; nil if there is none.
func LinkByIndex(ctx context.Context, k verdicts.Requester, index int) (*Link, error) {
	return getLink(ctx, k, index)
}

func getLink(ctx context.Context, k verdicts.Requester, index int, attrs ...codec.A) (*Link, error) {
	replies, err := k.Request(ctx, linkRequest("RTM_GETLINK", index, attrs...))
	if errors.Is(err, syscall.ENODEV) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, m := range replies {
		if m.Name() == "RTM_NEWLINK" {
			return LinkOf(m), nil
		}
	}
	return nil, errors.New("the answer to RTM_GETLINK holds no link")
}

// LinkOf reads an RTM_NEWLINK of the kernel.
func LinkOf(m *codec.Message) *Link {
	return &Link{
		Index: index(m), Name: text(m, "IFLA_IFNAME"), Kind: text(m, "IFLA_LINKINFO", "IFLA_INFO_KIND"),
		Master: number(m, "IFLA_MASTER"), SlaveKind: text(m, "IFLA_LINKINFO", "IFLA_INFO_SLAVE_KIND"), Message: m,
	}
}

// Delete deletes a link.
func Delete(ctx context.Context, k verdicts.Requester, index int) error {
	_, err := k.Request(ctx, linkRequest("RTM_DELLINK", index))
	if errors.Is(err, syscall.ENODEV) {
		return nil
	}
	return err
}

// IsUp reports whether a link is up.
func (l *Link) IsUp() bool {
	flags, _ := l.Message.Field("ifi_flags")
	return flags&unix.IFF_UP != 0
}

// SetUp takes a link up or down.
func SetUp(ctx context.Context, k verdicts.Requester, index int, up bool) error {
	q := linkRequest("RTM_SETLINK", index)
	q.Fixed["ifi_change"] = unix.IFF_UP
	if up {
		q.Fixed["ifi_flags"] = unix.IFF_UP
	}
	_, err := k.Request(ctx, q)
	return err
}

// SetMaster puts a link under another one, under none if master is 0.
func SetMaster(ctx context.Context, k verdicts.Requester, index, master int) error {
	_, err := k.Request(ctx, linkRequest("RTM_SETLINK", index, codec.A{Name: "IFLA_MASTER", Value: master}))
	return err
}

func linkRequest(typ string, index int, attrs ...codec.A) *codec.Request {
	return &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: typ, Flags: codec.FlagRequest, Attrs: attrs,
		Fixed: map[string]any{"ifi_index": index},
	}
}

func index(m *codec.Message) int {
	v, _ := m.Field("ifi_index")
	return int(int32(v))
}

func text(m *codec.Message, path ...string) string {
	a, _ := m.Attr(path...)
	return a.Text()
}

func number(m *codec.Message, path ...string) int {
	a, _ := m.Attr(path...)
	v, _ := a.Uint()
	return int(v)
}
