package tc

import (
	"maps"

	"github.com/nlkit/nlkit/codec"
)

// filters is the kinds of filters.
var filters = map[string]*Kind{
	"basic": filter("TCA_BASIC_", true, map[string]word{"match": gives("TCA_BASIC_EMATCHES", Ematches)}, nil),
	"bpf": filter("TCA_BPF_", true, map[string]word{
		"direct_action": flagBit("TCA_BPF_FLAGS", 1), "da": flagBit("TCA_BPF_FLAGS", 1),
		"bytecode": bytecode("TCA_BPF"),
	}, nil),
	"cgroup": filter("TCA_CGROUP_", true, map[string]word{"match": gives("TCA_CGROUP_EMATCHES", Ematches)}, present),
	"flow": filter("TCA_FLOW_", true, map[string]word{
		"keys": gives("TCA_FLOW_KEYS", flowKeys), "key": gives("TCA_FLOW_KEYS", flowKeys), "hash": flowHash,
		"map":  flowMap,
		"mode": gives("TCA_FLOW_MODE", oneOf(map[string]int{"map": 0, "hash": 1})), "ops": flowOps,
		"match": gives("TCA_FLOW_EMATCHES", Ematches),
	}, nil),
	"flower":   filter("TCA_FLOWER_", false, flowerWords, flowerAlways),
	"fw":       filter("TCA_FW_", true, nil, nil),
	"matchall": filter("TCA_MATCHALL_", false, nil, present),
	"route": filter("TCA_ROUTE4_", true, map[string]word{
		"to": is("TCA_ROUTE4_TO"), "from": is("TCA_ROUTE4_FROM"), "fromif": is("TCA_ROUTE4_IIF"),
	}, nil),
	"u32": u32,
}

// present has a filter say its options even if there are none.
func present(o *Options) error {
	if o.Attrs == nil {
		o.Attrs = []codec.A{}
	}
	return nil
}

// filter is a kind of filters: the class that packets go to has several names, actions are a list, and those of old
// kinds have a policer of their own, if a rate is said.
func filter(prefix string, polices bool, more map[string]word, always func(*Options) error) *Kind {
	words := map[string]word{
		"skip_hw": flagBit(prefix+"FLAGS", 1), "skip_sw": flagBit(prefix+"FLAGS", 2),
		"verbose": flagBit(prefix+"FLAGS", 16),
	}
	switch prefix {
	case "TCA_BPF_":
		for word, flag := range map[string]uint64{"skip_hw": 1, "skip_sw": 2} {
			words[word] = flagBit("TCA_BPF_FLAGS_GEN", flag)
		}
	case "TCA_U32_", "TCA_FLOWER_", "TCA_MATCHALL_":
	default:
		clear(words)
	}
	class := prefix + "CLASSID"
	if prefix == "TCA_FLOW_" {
		class = prefix + "BASECLASS"
	}
	for _, word := range []string{"target", "classid", "flowid", "baseclass"} {
		words[word] = gives(class, handle)
	}
	maps.Copy(words, more)
	with := []string{"action|actions"}
	if polices {
		for _, w := range policeWords {
			if w != "action|exceed|verdict|control" && w != "index" {
				with = append(with, w)
			}
		}
	}
	return &Kind{words: words, with: with, always: always, make: func(s *said, o *Options) error {
		return filterActions(s, o, prefix)
	}}
}

// filterActions gives a filter its actions, or the policer that its words say.
func filterActions(s *said, o *Options, prefix string) error {
	if s.has("rate", "pkts_rate", "avrate") {
		if s.has("actions") {
			s.words["action"] = s.words["actions"]
			delete(s.words, "actions")
		}
		police, err := policer(s.words)
		o.Add(prefix+"POLICE", police)
		return err
	}
	for _, w := range policeWords {
		if n, _, ok := s.get(alternatives(w)...); ok && w != "action|exceed|verdict|control" {
			return missing("rate, which " + n + " needs,")
		}
	}
	if s.has("action", "actions") {
		o.Add(prefix+"ACT", ask(s, ActionList, "action", "actions"))
	}
	return nil
}

// flagBit is a word for a flag of an attribute that may have others.
func flagBit(attr string, bit uint64) word {
	return func(o *Options, v any) error {
		on, err := truth(v)
		var flags uint64
		if i := o.index(attr); i >= 0 {
			flags, _ = natural(o.Attrs[i].Value)
		}
		if on {
			flags |= bit
		}
		o.Add(attr, flags)
		return err
	}
}

// RouteHandle returns the handle of a filter of kind route, which the kernel wants to be made of what it matches: the
// realm of the destination below, that of the source, or the link, above. It reports whether it is one. Index returns
// that of a link by its name.
func (o *Options) RouteHandle(index func(link any) (uint64, error)) (handle uint32, ok bool, err error) {
	if o.name != "route" {
		return 0, false, nil
	}
	handle = 0xffff8000 // any source, any destination
	if o.Has("TCA_ROUTE4_TO") {
		handle = handle&^0xffff | uint32(o.number("TCA_ROUTE4_TO"))
	}
	switch {
	case o.Has("TCA_ROUTE4_FROM"):
		handle = handle&0xffff | uint32(o.number("TCA_ROUTE4_FROM"))<<16
	case o.Has("TCA_ROUTE4_IIF"):
		var link uint64
		link, err = index(o.Attrs[o.index("TCA_ROUTE4_IIF")].Value)
		handle = handle&0xffff | uint32(link|0x8000)<<16
	}
	return handle, true, about("TCA_ROUTE4_IIF", err)
}

// number returns the number that an attribute has, 0 if it has none.
func (o *Options) number(attr string) (n uint64) {
	if i := o.index(attr); i >= 0 {
		n, _ = count(o.Attrs[i].Value)
	}
	return n
}
