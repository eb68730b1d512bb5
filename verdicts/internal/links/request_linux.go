package links

import (
	"context"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/device"
)

// Request is an RTM_NEWLINK, RTM_SETLINK or RTM_DELLINK, taken apart.
type Request struct {
	*verdicts.Call
	*Means
	Index int    // ifi_index, 0 for none
	Name  string // IFLA_IFNAME, "" for none
	Alt   string // IFLA_ALT_IFNAME: another name by which to find the link
	Kind  string // IFLA_INFO_KIND
	Steps Steps
	// Handled are the attributes besides name and kind that are taken care of when the link is made.
	Handled []string
}

// OnLinks adds a callback for requests of some types that are about links of the socket's namespace, and returns what
// takes it off again.
func OnLinks(h verdicts.Hooks, with *Means, f func(*Request) verdicts.Verdict, types ...string) (func(), error) {
	m := verdicts.Match{Protocol: "NETLINK_ROUTE", Types: types}
	return h.OnSend(context.Background(), m, func(c *verdicts.Call) verdicts.Verdict { // no family to ask for
		if isOther(c.Message) {
			return verdicts.Forward()
		}
		return f(NewRequest(c, with))
	})
}

// isOther reports whether a message is none about a link here, though its type says so: it is about the VLANs and
// settings of a port of a bridge, or about a link of another namespace.
func isOther(m *codec.Message) bool {
	family, _ := m.Field("ifi_family")
	_, away := m.Attr("IFLA_TARGET_NETNSID")
	return family == unix.AF_BRIDGE && m.Name() != "RTM_NEWLINK" || away && m.Name() == "RTM_DELLINK"
}

// NewRequest takes the message of a call apart.
func NewRequest(c *verdicts.Call, with *Means) *Request {
	m := c.Message
	return &Request{
		Call: c, Means: with, Index: index(m), Name: text(m, "IFLA_IFNAME"), Alt: text(m, "IFLA_ALT_IFNAME"),
		Kind: text(m, "IFLA_LINKINFO", "IFLA_INFO_KIND"),
	}
}

func (r *Request) has(flag uint16) bool { return r.Message.Header().Flags&flag == flag }

// Creates reports whether the request may make a link: NLM_F_CREATE.
func (r *Request) Creates() bool { return r.Message.Name() == "RTM_NEWLINK" && r.has(codec.FlagCreate) }

// Data returns an attribute of IFLA_INFO_DATA.
func (r *Request) Data(name string) (codec.Attr, bool) {
	return r.Message.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA", name)
}

// HasData reports whether there is any attribute in IFLA_INFO_DATA.
func (r *Request) HasData() bool {
	a, _ := r.Message.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA")
	return len(a.Payload()) > 0
}

// NewMaster returns the index in IFLA_MASTER, 0 to take the link off.
func (r *Request) NewMaster() (int, bool) {
	a, ok := r.Message.Attr("IFLA_MASTER")
	v, _ := a.Uint()
	return int(v), ok
}

// Target finds the link that the request is about: by index, or else by name; nil if there is none.
func (r *Request) Target() (*Link, error) {
	for _, name := range []string{r.Name, r.Alt} {
		if r.Index == 0 && name != "" {
			return LinkByName(r.Context, r.Kernel, name)
		}
	}
	if r.Index == 0 {
		return nil, nil
	}
	return LinkByIndex(r.Context, r.Kernel, r.Index)
}

// Program runs a program in the request's namespace.
func (r *Request) Program(ctx context.Context, cmd device.Command) (device.Output, error) {
	return r.Means.Program(ctx, r.Call, cmd)
}

// left returns the attributes of the request that pick wants, as they are.
func (r *Request) left(pick func(name string) bool) (attrs []codec.A) {
	for a := range r.Message.Root().Children() {
		if !a.IsTail() && pick(a.Name()) {
			attrs = append(attrs, copyOf(a))
		}
	}
	return attrs
}

// copyOf makes an attribute to encode of a decoded one. Its octets stay as they are.
func copyOf(a codec.Attr) codec.A {
	if !a.Nested() || !a.IsNest() { // without NLA_F_NESTED the octets alone make the same attribute
		return codec.A{Name: a.Name(), Value: append([]byte{}, a.Payload()...)}
	}
	var inner []codec.A
	for child := range a.Children() {
		if !child.IsTail() {
			inner = append(inner, copyOf(child))
		}
	}
	return codec.A{Name: a.Name(), Value: inner}
}

// flags returns ifi_flags and ifi_change as members of a request, nil if the request changes none.
func (r *Request) flags() map[string]any {
	flags, _ := r.Message.Field("ifi_flags")
	change, _ := r.Message.Field("ifi_change")
	if flags == 0 && change == 0 {
		return nil
	}
	return map[string]any{"ifi_flags": flags, "ifi_change": change}
}

// answer is the verdict for a request that was carried out: with NLM_F_ECHO, the link comes too, if it is still here.
func (r *Request) answer(index int) verdicts.Verdict {
	if r.has(codec.FlagEcho) && index != 0 {
		if l, err := LinkByIndex(r.Context, r.Kernel, index); err == nil && l != nil {
			b := append([]byte{}, l.Message.Bytes()...)
			h := host.Header(b)
			h.Flags = 0
			host.PutHeader(b, h)
			return verdicts.Return(b)
		}
	}
	return verdicts.Return()
}

// Answer is the verdict for a request about the link of an index, 0 for none. On an error all steps are undone.
func (r *Request) Answer(index int, err error) verdicts.Verdict {
	if err = r.Steps.Back(r.Context, err); err != nil {
		return Verdict(r.Message, err)
	}
	return r.answer(index)
}
