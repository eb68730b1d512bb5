package links

import (
	"fmt"
	"maps"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// What names a link or says how it is made is not applied afterwards; what moves it elsewhere or starts it comes last.
var (
	identity = []string{"IFLA_IFNAME", "IFLA_ALT_IFNAME", "IFLA_LINKINFO", "IFLA_EXT_MASK", "IFLA_PROP_LIST"}
	moving   = []string{"IFLA_NET_NS_FD", "IFLA_NET_NS_PID", "IFLA_TARGET_NETNSID"}
	placing  = append([]string{"IFLA_MASTER", "IFLA_NEW_IFINDEX"}, moving...)
)

// ApplyRest gives a link what the request holds besides its name and kind: alternative names and attributes first; then
// the link above, the namespace, and the flags. newName is what the link is called from now on, "" for no change.
func (r *Request) ApplyRest(index int, newName string) error {
	if err := r.ApplyAttrs(index, newName); err != nil {
		return err
	}
	return r.Place(index)
}

// ApplyAttrs gives a link the alternative names and attributes of the request, except for what Place does.
func (r *Request) ApplyAttrs(index int, newName string) error {
	if names := r.left(func(name string) bool { return name == "IFLA_PROP_LIST" }); len(names) > 0 {
		if err := r.send("RTM_NEWLINKPROP", index, nil, names); err != nil {
			return fmt.Errorf("alternative names: %w", err)
		}
	}
	attrs := r.left(func(name string) bool {
		return !slices.Contains(identity, name) && !slices.Contains(placing, name)
	})
	if newName != "" {
		attrs = append(attrs, codec.A{Name: "IFLA_IFNAME", Value: newName})
	}
	if len(attrs) == 0 {
		return nil
	}
	if err := r.send("RTM_SETLINK", index, nil, attrs); err != nil {
		return fmt.Errorf("attributes: %w", err)
	}
	return nil
}

// Place puts a link under another one and into a namespace, and sets its flags.
func (r *Request) Place(index int) error {
	attrs := r.left(func(name string) bool {
		return slices.Contains(placing, name) && !slices.Contains(r.Handled, name)
	})
	flags := r.flags()
	if len(attrs) == 0 && flags == nil {
		return nil
	}
	if err := r.send("RTM_SETLINK", index, flags, attrs); err != nil {
		return fmt.Errorf("%s: %w", placeWords(attrs, flags), err)
	}
	return nil
}

// Copy makes the same request once more, of the attributes that pick wants.
func (r *Request) Copy(pick func(name string) bool) *codec.Request {
	q := linkRequest(r.Message.Name(), r.Index, r.left(pick)...)
	q.Flags = r.Message.Header().Flags
	maps.Copy(q.Fixed, r.flags())
	return q
}

// Left returns the names of the attributes that ApplyRest would apply.
func (r *Request) Left() (names []string) {
	isLeft := func(name string) bool { return !slices.Contains(identity, name) && !slices.Contains(r.Handled, name) }
	for _, a := range r.left(isLeft) {
		names = append(names, a.Name)
	}
	return names
}

// Moves reports whether the request puts the link into another namespace.
func (r *Request) Moves() bool {
	return len(r.left(func(name string) bool { return slices.Contains(moving, name) })) > 0
}

func placeWords(attrs []codec.A, flags map[string]any) string {
	words := "flags"
	for i, a := range attrs {
		switch {
		case i > 0:
			words += " and " + a.Name
		case flags == nil:
			words = a.Name
		default:
			words = "flags and " + a.Name
		}
	}
	return words
}

// send makes a request about a link, through Options.Rest.
func (r *Request) send(typ string, index int, fixed map[string]any, attrs []codec.A) error {
	q := linkRequest(typ, index, attrs...)
	maps.Copy(q.Fixed, fixed)
	_, err := r.rest(r.Call).Request(r.Context, q)
	return err
}
