package iproute

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// sayDev says which link something is of.
func sayDev(v *values, value any) error {
	v.set("tcm_ifindex", value)
	return nil
}

// sayBlock says which block of filters, that links share, a filter is in.
func sayBlock(v *values, value any) error {
	const magic = -1 // TCM_IFINDEX_MAGIC_BLOCK (linux/rtnetlink.h)
	v.set("tcm_ifindex", magic)
	v.set("tcm_parent", value)
	return nil
}

// sayHandle is a word for a handle. Of a queueing discipline's the colon may lack, as in tc.
func sayHandle(member string) func(*values, any) error {
	return func(v *values, value any) error {
		if text, ok := value.(string); ok && v.of == qdiscObject && len(text) <= 4 && member == "tcm_handle" {
			if major, err := strconv.ParseUint(text, 16, 16); err == nil {
				value = uint32(major) << 16
			}
		}
		if h, ok := value.(Handle); ok {
			value = uint32(h)
		}
		v.set(member, value)
		return nil
	}
}

// addFilterWords adds the words of filters and of their chains.
func addFilterWords(o *object) {
	for _, word := range []string{"prio", "pref", "priority"} {
		o.words[word] = func(v *values, value any) error { return v.sayInfo("prio", value) }
	}
	for _, word := range []string{"protocol", "proto"} {
		o.words[word] = func(v *values, value any) error {
			number, err := tc.Protocol(value)
			if err != nil {
				return err
			}
			return v.sayInfo("protocol", number)
		}
	}
	o.words["parent"] = sayFilterParent
	o.words["handle"] = sayFilterHandle
}

// sayInfo says a part of tcm_info.
func (v *values) sayInfo(part string, value any) error {
	parts, ok := v.fixed["tcm_info"].(map[string]any)
	if !ok {
		if v.fixed["tcm_info"] != nil {
			return errors.New("info says it already")
		}
		parts = map[string]any{}
		v.set("tcm_info", parts)
	}
	parts[part] = value
	return nil
}

// sayFilterParent says where a filter is: "ingress" and "egress" are the sides of clsact.
func sayFilterParent(v *values, value any) error {
	switch value {
	case "ingress":
		value = FilterIngress
	case "egress":
		value = FilterEgress
	}
	return sayHandle("tcm_parent")(v, value)
}

// sayFilterHandle says the handle of a filter, which each kind makes its own way: of fw it is the mark, which may have
// a mask after a slash.
func sayFilterHandle(v *values, value any) error {
	kind, _ := v.get("TCA_KIND")
	if text, ok := value.(string); ok && kind != "u32" {
		number, mask, masked := strings.Cut(text, "/")
		if masked && kind == "fw" {
			if o := v.optionsOf(tc.Filter); o != nil {
				o.Add("TCA_FW_MASK", "0x"+strings.TrimPrefix(mask, "0x"))
			}
			text = number
		}
		if number, colon := strings.CutSuffix(text, ":"); colon && kind == "cgroup" {
			text = number
		}
		n, err := codec.TCHandle.Parse(text)
		if err != nil {
			return err
		}
		value = n
	}
	return sayHandle("tcm_handle")(v, value)
}

// sayOptions says the options of a kind all together.
func sayOptions(v *values, value any) error {
	words, ok := value.(map[string]any)
	o := v.of.options(v)
	switch {
	case o == nil:
		return errors.New("the kind is missing")
	case ok:
		return o.SayAll(words)
	}
	o.Take(value)
	return nil
}

// optionsOf returns what is said of TCA_OPTIONS so far, nil where the kind is not known.
func (v *values) optionsOf(of tc.Object) *tc.Options {
	value, _ := v.get("TCA_OPTIONS")
	if o, ok := value.(*tc.Options); ok {
		return o
	}
	kind, _ := v.get("TCA_KIND")
	name, ok := kind.(string)
	if !ok {
		return nil
	}
	o := tc.For(of, name)
	o.Speed = v.linkSpeed
	o.Take(value)
	v.replace(o, "TCA_OPTIONS")
	return o
}

// finishOptions makes attributes of what was said of the options.
func (v *values) finishOptions(of tc.Object) error {
	o := v.optionsOf(of)
	if o == nil {
		return nil
	}
	if !v.command.makes {
		v.del("TCA_OPTIONS")
		return nil
	}
	o.Protocol = uint16(v.protocol())
	handle, ok, err := o.RouteHandle(v.indexOf)
	if err != nil {
		return err
	}
	if ok {
		v.setDefault("tcm_handle", handle)
	}
	if err := finishActions(o.Attrs); err != nil {
		return err
	}
	if err := o.Finish(); err != nil {
		return err
	}
	v.del("TCA_OPTIONS")
	if value := o.Value(); value != nil {
		v.add("TCA_OPTIONS", value)
	}
	return nil
}

// indexOf returns the index of a link by a name or a number.
func (v *values) indexOf(link any) (uint64, error) {
	number, err := v.symbol("", codec.LinkIndex, nil, link)
	if err != nil {
		return 0, err
	}
	if n, ok := integer(number); ok {
		return uint64(n), nil
	}
	return strconv.ParseUint(fmt.Sprint(number), 0, 31)
}

// finishActions makes attributes of what was said of options inside others.
func finishActions(attrs []codec.A) error {
	for i := range attrs {
		switch x := attrs[i].Value.(type) {
		case []codec.A:
			if err := finishActions(x); err != nil {
				return err
			}
		case *tc.Options:
			if err := finishActions(x.Attrs); err != nil {
				return err
			}
			if err := x.Finish(); err != nil {
				return fmt.Errorf("action %w", err)
			}
			attrs[i].Value = x.Value()
		}
	}
	return nil
}

// protocol returns the protocol that a filter looks at, 0 if none is said.
func (v *values) protocol() int {
	parts, _ := v.fixed["tcm_info"].(map[string]any)
	number, _ := tc.Protocol(parts["protocol"])
	return number
}

// finishQdisc says of a queueing discipline where it is, unless that was said.
func finishQdisc(v *values) error {
	if err := needsDev(v); err != nil {
		return err
	}
	switch kind, _ := v.get("TCA_KIND"); kind {
	case "ingress", "clsact":
		v.setDefault("tcm_parent", uint32(TC_H_INGRESS))
		v.setDefault("tcm_handle", uint32(0xffff0000))
		return nil
	}
	if v.fixed["tcm_parent"] == "ingress" || v.fixed["tcm_parent"] == uint32(TC_H_INGRESS) {
		v.setDefault("tcm_handle", uint32(0xffff0000))
	}
	if v.fixed["tcm_handle"] == nil || v.command.flags&codec.FlagCreate != 0 {
		v.setDefault("tcm_parent", uint32(TC_H_ROOT))
	}
	return nil
}

// errNoDev says that nothing says which link is meant.
var errNoDev = errors.New("the link is missing: say dev, or index")

// needsDev refuses what says of no link that it is there.
func needsDev(v *values) error {
	if v.fixed["tcm_ifindex"] == nil {
		return errNoDev
	}
	return nil
}

// finishFilter says of a new filter that it looks at all protocols, unless one was said.
func finishFilter(v *values) error {
	if err := needsDev(v); err != nil {
		return err
	}
	const all = 3 // ETH_P_ALL (linux/if_ether.h)
	if v.command.makes && v.command.flags&codec.FlagCreate != 0 && v.protocol() == 0 {
		if _, whole := v.fixed["tcm_info"].(map[string]any); whole || v.fixed["tcm_info"] == nil {
			return v.sayInfo("protocol", all)
		}
	}
	return nil
}
