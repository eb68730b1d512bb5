package iproute

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// ofOneLink refuses a dump of all links: the kernel lists classes and filters of one.
func ofOneLink(r *codec.Request) error {
	if r.Fixed["tcm_ifindex"] == nil {
		return errNoDev
	}
	return nil
}

// matchTC completes what a filter of a dump says of objects of traffic control.
func matchTC(v *values, of tc.Object) error {
	if o := v.optionsOf(of); o != nil {
		value, err := o.Attributes()
		if err != nil {
			return err
		}
		v.del("TCA_OPTIONS")
		if value != nil {
			v.add("TCA_OPTIONS", value)
		}
	}
	v.matchInfo()
	if of == tc.Class {
		return v.matchUnder()
	}
	return nil
}

// matchInfo compares the parts of tcm_info that are said: the kernel and pattern compare all of it.
func (v *values) matchInfo() {
	parts, ok := v.fixed["tcm_info"].(map[string]any)
	if !ok || len(parts) == 2 {
		return
	}
	for name, want := range parts {
		number, _ := integer(want)
		v.likes = append(v.likes, func(m *codec.Message) bool {
			got, ok := m.Field("tcm_info." + name)
			return ok && got == uint64(number)
		})
	}
	v.asked = append(v.asked, "tcm_info")
}

// matchUnder has a queueing discipline as the parent of classes mean all that are in it, as tc has it: those at its top
// say the root.
func (v *values) matchUnder() error {
	value, ok := v.fixed["tcm_parent"]
	if !ok {
		return nil
	}
	if text, isText := value.(string); isText {
		h, err := ParseHandle(text)
		if err != nil {
			return err
		}
		value = uint32(h)
	}
	number, _ := integer(value)
	if h := Handle(number); h.Minor() == 0 && h != 0 {
		v.asked = append(v.asked, "tcm_parent")
		v.likes = append(v.likes, func(m *codec.Message) bool {
			got, _ := m.Field("tcm_handle")
			return Handle(got).Major() == h.Major()
		})
	}
	return nil
}
